"""Editions of one quarter's report side by side: neither tells what the other hides."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.material import Material
from reports.agenda import agenda
from reports.composing import Options, composed
from reports.document import Document, Table
from reports.draft import draft
from reports.export.gathering import gathered
from reports.export.rows import Copy
from reports.kept import dumps
from tests.reports.quarter_three import CALM, material, part

WAYS = ("received_assigned_ytd", "received_self_ytd", "received_total_ytd")


def editions(*numbers: tuple[int, int]) -> list[Material]:
    """What each edition is made from when the council corrects how many came by either way."""
    made: list[Material] = []
    for ways in numbers:
        answers = {**CALM, **dict(zip(WAYS, (*ways, sum(ways)), strict=True))}
        now = material(part("fyrbodal", answers))
        later = now.cut_off + timedelta(days=len(made))
        made.append(replace(now, cut_off=later, editions=tuple(made)))
    return made


def row(document: Document) -> list[str]:
    [table] = [
        one
        for one in document.blocks
        if isinstance(one, Table) and one.caption.endswith("Siffror per delregion: mottagna")
    ]
    [found] = [cells for cells in table.rows if cells[0].text.startswith("Fyrbodal")]
    return [cell.text for cell in found[1:4]]


def rows(*numbers: tuple[int, int]) -> list[list[str]]:
    return [row(draft(one)) for one in editions(*numbers)]


def test_what_the_first_edition_showed_does_not_tell_what_the_second_hides() -> None:
    """20 had ordnat bostad själva in both: 23 in all would tell of the 3."""
    assert rows((10, 20), (3, 20)) == [["10", "20", "30"], ["<6", "20", ".."]]


def test_what_stood_hidden_beside_a_few_stays_hidden_with_another_when_they_are_no_longer_few() -> None:
    """8 and 28 in sight would tell the 20, and that with the 23 of the first edition its 3."""
    assert rows((3, 20), (8, 20)) == [["<6", "..", "23"], ["..", "..", "28"]]


def test_a_third_edition_knows_both_before_it() -> None:
    assert rows((3, 20), (8, 20), (3, 20))[2] == ["<6", "..", "23"], "as in the first"
    first, second, third = rows((10, 20), (3, 20), (8, 20))
    assert (first, second) == (["10", "20", "30"], ["<6", "20", ".."])
    assert third == ["8", "20", "28"], "nothing follows for the 3, whose total nobody has seen"


def test_nothing_new_is_hidden_where_nothing_has_changed() -> None:
    assert rows((10, 20), (10, 20), (12, 20)) == [["10", "20", "30"], ["10", "20", "30"], ["12", "20", "32"]]


@pytest.mark.parametrize(
    ("numbers", "hidden"), [(((113, 217), (3, 217)), {220}), (((3, 217), (8, 217)), {217})]
)
def test_nothing_of_the_edition_tells_more(numbers: tuple[tuple[int, int], ...], hidden: set[int]) -> None:
    """Tables, figures with their alt texts, the English summary, the agenda, the open export beside it."""
    last = editions(*numbers)[-1]
    export = {one.amount for one in gathered([last], Copy.OPEN).rows if one.unit == "fyrbodal"}
    assert not export & hidden
    for document in (composed(last, options=Options(english=True)).document, agenda(last)):
        told = {int(number) for number in re.findall(r"(?<![\d.])\d{3}(?![\d.])", dumps(document))}
        assert not told & hidden
