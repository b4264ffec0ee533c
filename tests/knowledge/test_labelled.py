"""The labelled questions: how many get the right entry with its paragraph, and how many are let be."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from knowledge.calibrate import Tally, cases, tally
from knowledge.entries import read_entries
from knowledge.examples import read_examples
from knowledge.handbook import Handbook, Topic
from knowledge.neighbours import read_neighbours
from knowledge.sureness import SURENESS

_HERE = Path(__file__).parent


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


@cache
def _held_out(handbook: Handbook) -> Tally:
    asked = [each for each in read_examples() if each.part == "held_out"]
    return tally(cases(handbook, asked), SURENESS)


def test_the_sixty_labelled_questions_get_the_right_entry_its_paragraph_and_its_reservation(
    handbook: Handbook,
) -> None:
    def right(asked: dict[str, Any]) -> bool:
        finding = handbook.find(asked["question"])
        cited = not asked["paragraphs"] or set(asked["paragraphs"]) & set(finding.sources)
        reserved = not asked["uncertain"] or "Osäkert: " in finding.answer
        return finding.entry in asked["expect"] and bool(cited) and reserved

    astray = [asked["question"] for asked in _read("labelled_dev.jsonl") if not right(asked)]
    assert len(astray) <= 3, astray


def test_of_questions_never_seen_most_are_answered_rightly_and_hardly_any_wrongly(handbook: Handbook) -> None:
    count = _held_out(handbook)
    assert count.in_scope >= 200
    assert count.right >= 0.8 * count.in_scope, str(count)
    assert count.wrong <= 0.1 * count.in_scope, str(count)


def test_near_misses_and_what_is_off_topic_are_let_be(handbook: Handbook) -> None:
    count = _held_out(handbook)
    assert count.near_misses >= 60
    assert count.off_topic >= 60
    assert count.near <= 0.1 * count.near_misses, str(count)
    assert count.off <= count.off_topic / 60, str(count)


def test_a_follow_up_goes_on_from_the_topic_before_it(handbook: Handbook) -> None:
    dialogs = _read("follow_ups.jsonl")
    astray = []
    for dialog in dialogs:
        first = handbook.find(dialog["first"])
        then = handbook.find(dialog["then"], Topic(first.entry or first.near or "", first.law))
        if then.entry != dialog["expect"]:
            astray.append((dialog["first"], dialog["then"], then.entry))
    assert len(astray) <= 0.25 * len(dialogs), astray


@pytest.mark.parametrize(
    ("first", "then", "key"),
    [
        (
            "Hur lång tid har kommunen på sig att ta emot en anvisad?",
            "och för kvotflyktingar?",
            "bosattning_tidsfrist",
        ),
        ("Vad är etableringsförordningen, 2017:820?", "vad säger 14 §", "utbildningsplikt"),
        ("Vilka kommuner ingår i Fyrbodal?", "och i Skaraborg?", "kommuner_skaraborg"),
    ],
)
def test_what_was_said_before_is_what_it_speaks_of(
    handbook: Handbook, first: str, then: str, key: str
) -> None:
    before = handbook.find(first)
    assert handbook.find(then, Topic(before.entry or "", before.law)).entry == key


def test_a_follow_up_that_leaves_the_field_is_not_answered(handbook: Handbook) -> None:
    before = handbook.find("Hur lång tid har kommunen på sig att ta emot en anvisad?")
    topic = Topic(before.entry or "", before.law)
    for then in ("och vad kostar en hund?", "vad blir det för lunch?", "och vem vann matchen?"):
        assert handbook.find(then, topic).entry is None, then


def test_the_labels_name_entries_and_no_question_is_there_twice() -> None:
    keys = {entry.key for entry in read_entries()}
    examples = read_examples()
    assert {key for each in examples for key in each.right} <= keys
    assert all(bool(each.right) == (each.kind == "in_scope") for each in examples)
    said = [each.question.casefold().rstrip(" ?!.") for each in examples]
    assert sorted(said) == sorted(set(said))
    labelled = {key for asked in _read("labelled_dev.jsonl") for key in asked["expect"]}
    labelled |= {asked["expect"] for asked in _read("follow_ups.jsonl") if asked["expect"]}
    assert labelled <= keys


def test_no_question_held_out_stands_in_the_handbook() -> None:
    known = {question.casefold() for entry in read_entries() for question in entry.questions}
    known |= {question.casefold() for each in read_neighbours() for question in each.questions}
    held_out = {each.question.casefold() for each in read_examples() if each.part == "held_out"}
    held_out |= {asked["question"].casefold() for asked in _read("labelled_dev.jsonl")}
    assert held_out & known == set()
