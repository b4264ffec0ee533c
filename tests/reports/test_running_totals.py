"""Running totals of two quarters: nobody who subtracts learns that one to five people came in between."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import STATE, Standing
from domain.county import Figure
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.rounds import plan
from domain.table import Hidden
from reports.development import Development
from reports.draft import draft
from reports.export.gathering import gathered
from reports.export.rows import Copy, Export
from tests.reports.quarter_three import AGENCY, CALM, FORMS, Given, earlier, material, part, since
from tests.reports.reading_drafts import whole_text

K1, K2, K3 = (Quarter(2026, number) for number in (1, 2, 3))
TOTAL, OWN = "assigned_ytd", "assigned_q"


def agency(total: int | None, own: int | None = None) -> Given:
    said = {TOTAL: total, OWN: own}
    return {**AGENCY, **{key: value for key, value in said.items() if value is not None}}


def hidden(now: Given, **before: Given) -> dict[str, Hidden]:
    """What is hidden of the agency, after what it said in ``k1`` and ``k2``."""
    past = [
        earlier("miv", quarter, before[name]) for name, quarter in (("k1", K1), ("k2", K2)) if name in before
    ]
    found = Development(material(since(part("miv", now), *past))).marks
    return {key: mark for (unit, key), mark in found.items() if unit == "miv"}


def test_a_total_that_tells_the_quarters_hidden_number_is_hidden() -> None:
    """30 had been assigned by K2 and 33 by K3, of which 3 in the quarter: the 33 is hidden, too."""
    assert hidden(agency(33, 3), k2=agency(30, 30)) == {OWN: Hidden.SMALL, TOTAL: Hidden.BESIDE}
    assert hidden(agency(33), k2=agency(30)) == {TOTAL: Hidden.BESIDE}
    assert hidden(agency(33, 3)) == {OWN: Hidden.SMALL}


def test_a_total_that_tells_nothing_of_a_few_stays() -> None:
    assert hidden(agency(60, 30), k2=agency(30, 30)) == {}
    assert hidden(agency(30, 0), k2=agency(30, 30)) == {}


def test_a_total_does_not_tell_the_hidden_one_before_it() -> None:
    """4 by K2, and 20 more in K3 are 24: with 20 and 24 in sight anybody finds the 4."""
    assert hidden(agency(24, 20), k2=agency(4, 4)) == {TOTAL: Hidden.BESIDE}
    said_few: Given = {**AGENCY, TOTAL + STATE: Standing.SUPPRESSED.value}
    assert hidden(agency(24, 20), k2=said_few) == {TOTAL: Hidden.BESIDE}


def test_what_was_hidden_in_one_quarter_is_told_by_no_later_one() -> None:
    """K2's 33 was hidden for the 30 of K1: K3's 40 may stand, but 34 would tell of four since K1."""
    assert hidden(agency(60), k1=agency(30), k2=agency(33)) == {}
    assert hidden(agency(34), k1=agency(30), k2=agency(33)) == {TOTAL: Hidden.BESIDE}


def test_the_year_before_tells_nothing_of_a_total_from_new_year() -> None:
    past = earlier("miv", Quarter(2025, 4), agency(30))
    assert Development(material(since(part("miv", agency(33)), past))).marks == {}


def test_a_number_that_has_been_published_and_corrected_counts_both_ways() -> None:
    past = earlier("miv", K2, agency(10), published=agency(30))
    assert Development(material(since(part("miv", agency(33)), past))).marks == {
        ("miv", TOTAL): Hidden.BESIDE
    }
    figure = Figure("gr", "received_total_ytd", 98, "Migrationsverket", date(2026, 6, 30))
    known = earlier("gr", K2, {**CALM, "received_total_ytd": 60}, figure)
    own = part("gr", {**CALM, "received_total_ytd": 100})
    assert Development(material(since(own, known))).marks == {("gr", "received_total_ytd"): Hidden.BESIDE}


def in_rounds(*numbers: Given) -> list[Material]:
    """The agency's answers of the year's quarters, each a round of its own."""
    found = []
    for number, answers in enumerate(numbers, start=1):
        given = replace(material(), contributions=(part("miv", answers),))
        round_ = plan(Quarter(2026, number), date(2026, 3 * number, 20), FORMS)
        found.append(replace(given, round=round_))
    return found


def seen(export: Export, key: str) -> dict[str, float]:
    """The shown numbers by round."""
    return {
        row.round: row.amount
        for row in export.rows
        if (row.unit, row.key) == ("miv", key) and row.amount is not None
    }


def subtracted(export: Export) -> set[float]:
    """All that somebody with the file can work out by taking totals and quarters from each other."""
    totals, own = seen(export, TOTAL), seen(export, OWN)
    rounds = sorted({row.round for row in export.rows})
    told = {later - totals[first] for first in totals for at, later in totals.items() if at > first}
    for before, at in zip([None, *rounds], rounds, strict=False):
        if at in totals and at in own and before is not None:
            told.add(totals[at] - own[at])
        if at in own and before in totals:
            told.add(totals[before] + own[at])
    return told


def test_several_rounds_in_one_file_do_not_tell_either() -> None:
    export = gathered(in_rounds(agency(30, 30), agency(30, 0), agency(33, 3)), Copy.OPEN)
    assert seen(export, TOTAL) == {"2026Q1": 30, "2026Q2": 30}
    assert not {1, 2, 3, 4, 5} & subtracted(export)
    internal = gathered(in_rounds(agency(30, 30), agency(33, 3)), Copy.INTERNAL)
    assert seen(internal, TOTAL) == {"2026Q1": 30, "2026Q2": 33}


@settings(max_examples=80, deadline=None)
@given(numbers=st.lists(st.sampled_from([0, 1, 3, 5, 6, 20]), min_size=2, max_size=4))
def test_whoever_subtracts_finds_no_hidden_number(numbers: list[int]) -> None:
    """The attacker has the files of all the year's rounds and takes each number from each."""
    running = [sum(numbers[: at + 1]) for at in range(len(numbers))]
    export = gathered(in_rounds(*(agency(*pair) for pair in zip(running, numbers, strict=True))), Copy.OPEN)
    told = subtracted(export)
    assert not {1, 2, 3, 4, 5} & told
    true = dict(zip((f"2026Q{at}" for at in range(1, 5)), running, strict=False))
    hides = {at: total for at, total in true.items() if at not in seen(export, TOTAL)}
    own = seen(export, OWN)
    for at, total in hides.items():
        before = f"2026Q{int(at[-1]) - 1}"
        shown = seen(export, TOTAL)
        earlier_total = 0 if at == "2026Q1" else shown.get(before)
        assert earlier_total is None or at not in own, f"{earlier_total} and {own.get(at)} tell {total}"


@pytest.mark.parametrize("copy", [Copy.OPEN])
def test_one_round_alone_minds_what_the_store_knows_of_the_one_before(copy: Copy) -> None:
    one = material(since(part("miv", agency(33, 3)), earlier("miv", K2, agency(30, 30))))
    assert seen(gathered([one], copy), TOTAL) == {}
    said = whole_text(draft(one))
    assert "33" not in said.split()


def test_the_rest_of_the_table_does_not_tell_the_hidden_total() -> None:
    """Received in all and on their own would leave what was received after assignment."""
    answers: Given = {**CALM, "received_assigned_ytd": 33, "received_self_ytd": 50, "received_total_ytd": 83}
    before: Given = {**CALM, "received_assigned_ytd": 30, "received_self_ytd": 20, "received_total_ytd": 50}
    given_ = since(part("gr", answers), earlier("gr", K2, before))
    found = {key for unit, key in Development(material(given_)).marks if unit == "gr"}
    assert "received_assigned_ytd" in found
    assert len(found & {"received_self_ytd", "received_total_ytd"}) == 1


def test_the_calculated_number_of_the_quarter_is_hidden_with_it() -> None:
    export = gathered([_council(83, 80)], Copy.OPEN)
    [few] = [row for row in export.rows if (row.unit, row.key) == ("gr", "received_total_q")]
    assert (few.value, few.amount) == ("<6", None)
    [shown] = [
        row
        for row in gathered([_council(83, 50)], Copy.OPEN).rows
        if (row.unit, row.key) == ("gr", "received_total_q")
    ]
    assert (shown.state, shown.amount, shown.value) == ("beräknat", 33, "33 personer")
    assert shown.source == "beräknat av received_total_ytd minus kvartal 2 2026"


def _council(now: int, before: int) -> Material:
    said: Contribution = part("gr", {**CALM, "received_total_ytd": now})
    return material(since(said, earlier("gr", K2, {**CALM, "received_total_ytd": before})))
