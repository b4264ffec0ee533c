"""What the report works out of a running total: own less own, or published less published, never mixed."""

from dataclasses import replace

import pytest

from domain.answers import FIGURE, STATE, Standing
from domain.county import Figure, FigureState
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from reports.draft import draft
from reports.worked_out import WorkedOut, worked_out
from tests.reports.quarter_three import CALM, ROUND, Given, earlier, material, part, since
from tests.reports.reading_drafts import row, table

K2, K3 = Quarter(2026, 2), ROUND.quarter
TOTAL, OWN = "received_total_ytd", "received_total_q"
Total = tuple[Given, int | None]
"""What is answered of the total, and the number that is published of it."""


def own(number: int, published: int | None = None) -> Total:
    return {**CALM, TOTAL: number}, published


def confirmed(number: int) -> Total:
    return {**CALM, TOTAL + STATE: Standing.HOLDS.value, TOTAL + FIGURE: number}, number


def figures(quarter: Quarter, number: int | None) -> tuple[Figure, ...]:
    return (Figure("gr", TOTAL, number, "Migrationsverket", quarter.end),) if number is not None else ()


def before(total: Total) -> Earlier:
    return earlier("gr", K2, total[0], *figures(K2, total[1]))


def council(now: Total, past: Total, key: str = "gr") -> Contribution:
    return since(part(key, now[0], *figures(K3, now[1])), before(past))


def made(now: Total, past: Total) -> WorkedOut:
    [found] = [one for one in worked_out(council(now, past), K3, {}) if one.question.key == OWN]
    return found


NOW_OWN = "egen uppgift nu, publicerad uppgift förra kvartalet"
NOW_PUBLISHED = "publicerad uppgift nu, egen uppgift förra kvartalet"


@pytest.mark.parametrize(
    ("now", "past", "number"),
    [
        (own(100), own(60), 40),
        (confirmed(98), confirmed(58), 40),
        (own(98, published=98), confirmed(58), 40),
        (confirmed(98), own(58, published=58), 40),
        (own(100, published=98), own(60, published=58), 40),
    ],
)
def test_numbers_on_one_and_the_same_basis_are_taken_from_each_other(
    now: Total, past: Total, number: int
) -> None:
    assert (made(now, past).value, made(now, past).why) == (number, "")


@pytest.mark.parametrize(
    ("now", "past", "why"),
    [
        (own(100, published=98), confirmed(58), NOW_OWN),
        (own(100), confirmed(58), NOW_OWN),
        (confirmed(98), own(60), NOW_PUBLISHED),
        (confirmed(98), own(60, published=58), NOW_PUBLISHED),
    ],
)
def test_an_own_number_and_a_published_one_are_not_taken_from_each_other(
    now: Total, past: Total, why: str
) -> None:
    assert (made(now, past).value, made(now, past).why) == (None, why)


def test_a_number_that_the_source_has_corrected_since_is_still_a_published_one() -> None:
    """60 was confirmed in the second quarter and is 58 now: what has come since is counted from the 58."""
    corrected = replace(figures(K2, 58)[0], state=FigureState.REVISED)
    past = earlier("gr", K2, confirmed(60)[0], corrected)
    [found, *_] = worked_out(since(part("gr", confirmed(98)[0], *figures(K3, 98)), past), K3, {})
    assert (found.value, found.why) == (40, "")


def in_table(given: Material) -> str:
    found = table(draft(given), "Siffror per delregion: mottagna")
    at = next(place for place, name in enumerate(found.header) if name.startswith("Mottagna totalt, under"))
    return row(found, "Göteborgsregionen")[at]


def test_the_table_takes_the_published_ones_where_there_are_two_of_them_and_else_says_why() -> None:
    other = council(own(90), own(60), "sjuharad")
    mixed = material(council(own(120), confirmed(58)), other)
    assert in_table(mixed) == f"kan inte beräknas ({NOW_OWN})"
    known = replace(mixed, published=(*figures(K2, 58), *figures(K3, 98)))
    assert in_table(known) == "40 (publicerat)"


def test_in_the_first_quarter_the_total_is_the_quarters_own_number_on_any_basis() -> None:
    first = Quarter(2027, 1)
    for now in (own(100, published=98), confirmed(98)):
        one = since(part("gr", now[0], *figures(first, now[1])), earlier("gr", Quarter(2026, 4), own(60)[0]))
        [found, *_] = worked_out(one, first, {})
        assert (found.value, found.before, found.why) == (100 if TOTAL in now[0] else 98, None, "")
