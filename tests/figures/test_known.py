"""The table of numbers speaks of questions that there are, and of names that lead to one number each."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figures.known import catalogue, plain

FORMS = Path(__file__).parents[2] / "forms"


def questions(found: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever a TOML file holds
    """Every key with its label, however deep in a questionnaire."""
    if isinstance(found, dict):
        if isinstance(found.get("key"), str) and isinstance(found.get("label"), str):
            yield found["key"], found["label"]
        for part in found.values():
            yield from questions(part)
    if isinstance(found, list):
        for part in found:
            yield from questions(part)


def asked() -> set[tuple[str, str]]:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FORMS.glob("*.toml")]
    return {question for file in files for question in questions(file)}


def test_each_number_is_one_that_some_questionnaire_asks_of() -> None:
    keys = {key for key, _ in asked()}
    numbers = [one.key for one in catalogue().figures if not one.basis]
    assert set(numbers + [one.key for one in catalogue().counts]) <= keys


def test_a_number_is_known_by_the_words_of_the_councils_question() -> None:
    path = max(FORMS.glob("delregionalt_samrad.*.toml"))
    mine = {one.key for one in catalogue().figures}
    labels = {key: label for key, label in questions(tomllib.loads(path.read_text("utf-8"))) if key in mine}
    assert labels
    found = {key: catalogue().find(label) for key, label in labels.items()}
    assert {key: one.key for key, one in found.items() if one} == {key: key for key in labels}


def test_no_two_numbers_share_a_name() -> None:
    names = [plain(name) for one in catalogue().figures for name in {one.key, one.name, *one.also}]
    assert len(names) == len(set(names))


def test_every_count_is_made_from_a_number_that_there_is() -> None:
    assert {count.of for count in catalogue().counts} <= {one.key for one in catalogue().figures}
