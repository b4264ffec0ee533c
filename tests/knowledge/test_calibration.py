from functools import cache

import pytest

from knowledge.calibrate import (
    MOST_IDLE_SUGGESTIONS,
    MOST_WRONG,
    Case,
    Part,
    cases,
    choose,
    left_out,
    read_questions,
    tally,
)
from knowledge.entries import read_entries
from knowledge.handbook import Handbook
from knowledge.neighbours import read_neighbours
from knowledge.thresholds import THRESHOLDS


@cache
def _cases(part: Part) -> list[Case]:
    return cases(Handbook.load(), [each for each in read_questions() if each.part == part])


def test_the_thresholds_in_use_are_the_ones_that_calibration_chooses() -> None:
    assert choose(_cases("fit")) == THRESHOLDS, "run python -m knowledge.calibrate and look at what it prints"


def test_the_fitted_part_is_answered_with_hardly_a_wrong_answer() -> None:
    count = tally(_cases("fit"), THRESHOLDS)
    assert count.wrong <= MOST_WRONG * (count.in_scope + count.out_of_scope), str(count)
    assert count.idle <= MOST_IDLE_SUGGESTIONS * count.out_of_scope, str(count)
    assert count.right >= 0.75 * count.in_scope, str(count)


def test_the_part_held_out_is_answered_nearly_as_well() -> None:
    count = tally(_cases("held_out"), THRESHOLDS)
    assert count.wrong <= 3, str(count)
    assert count.right >= 0.7 * count.in_scope, str(count)


def test_questions_that_have_nothing_to_do_with_the_handbook_are_never_answered() -> None:
    for part in ("fit", "held_out"):
        for case in _cases(part):
            if case.question.kind == "off_topic":
                assert case.outcome(THRESHOLDS) != "answer", case.question.text


def test_variants_find_their_entry_when_they_are_left_out_themselves() -> None:
    assert left_out(read_entries(), read_neighbours()) >= 0.7


def test_the_labels_name_entries_and_no_question_is_there_twice() -> None:
    questions = read_questions()
    keys = {entry.key for entry in read_entries()}
    assert {each.expect for each in questions if each.kind == "in_scope"} == keys
    assert all(each.expect is None for each in questions if each.kind != "in_scope")
    assert len({each.text.lower() for each in questions}) == len(questions)


@pytest.mark.parametrize("part", ["fit", "held_out"])
def test_no_labelled_question_is_a_listed_one(part: Part) -> None:
    listed = {question.lower() for entry in read_entries() for question in entry.questions}
    listed |= {question.lower() for each in read_neighbours() for question in each.questions}
    same = [case.question.text for case in _cases(part) if case.question.text.lower() in listed]
    assert same == []
