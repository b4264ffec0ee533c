"""Which numbers of a round are hidden, over all its tables at once."""

from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import STATE, Standing
from domain.county import Figure
from domain.table import Hidden
from reports.small_numbers import small_numbers
from tests.reports.quarter_three import AGENCY, CALM, MEMBERS, Given, part

SMALL, BESIDE = Hidden.SMALL, Hidden.BESIDE


def test_one_to_five_people_are_hidden_and_zero_and_six_are_not() -> None:
    answers: Given = {**CALM, "received_assigned_ytd": 0, "received_self_ytd": 6, "uac_assigned_ytd": 5}
    assert small_numbers([part("gr", answers)]) == {("gr", "uac_assigned_ytd"): SMALL}


def test_weeks_and_municipalities_are_no_people() -> None:
    answers: Given = {**CALM, "sfi_wait_weeks": 3, "deepen_work.0.sfi_over_3m_n": 2}
    assert small_numbers([part("gr", answers)]) == {}


def test_what_would_tell_a_hidden_number_is_hidden_too() -> None:
    """Received: 3 after assignment and 40 on their own are 43 in all."""
    sums: Given = {"received_assigned_ytd": 3, "received_self_ytd": 40, "received_total_ytd": 43}
    assert small_numbers([part("gr", {**CALM, **sums})]) == {
        ("gr", "received_assigned_ytd"): SMALL,
        ("gr", "received_self_ytd"): BESIDE,
    }


def test_women_and_men_and_the_sub_regions_are_looked_at_together() -> None:
    stock: Given = {"est_stock": 100, "est_stock_women": 60, "est_stock_men": 40}
    women = dict(zip(MEMBERS, (3, 20, 20, 17), strict=True))
    blocks: Given = {
        f"member.{member}.est_stock{who}": value
        for member, number in women.items()
        for who, value in (("_women", number), ("_men", 10), ("", number + 10))
    }
    hidden = small_numbers([part("af", {**AGENCY, **stock, **blocks})])
    assert hidden["af", "member.skaraborg.est_stock_women"] is SMALL
    assert hidden["af", "member.skaraborg.est_stock_men"] is BESIDE
    other = [key for (_, key), mark in hidden.items() if mark is BESIDE and "skaraborg" not in key]
    assert len(other) == 2
    assert {key.rpartition("_")[2] for key in other} == {"women", "men"}
    assert len({key.split(".")[1] for key in other}) == 1


def test_an_agencys_number_for_the_county_does_not_tell_a_councils() -> None:
    councils = [
        part(key, {**CALM, "enrolled_total": number})
        for key, number in zip(MEMBERS, (4, 50, 60, 70), strict=True)
    ]
    hidden = small_numbers([*councils, part("miv", {**AGENCY, "enrolled_total": 184})])
    assert hidden == {("skaraborg", "enrolled_total"): SMALL, ("fyrbodal", "enrolled_total"): BESIDE}


def test_a_number_hidden_in_one_sum_is_hidden_in_the_next() -> None:
    """The parts by way of reception and by sex share their total, which the first sum has to hide."""
    sums: Given = {"received_assigned_ytd": 2, "received_self_ytd": 3, "received_total_ytd": 5}
    hidden = small_numbers([part("gr", {**CALM, **sums})])
    assert hidden == {("gr", key): SMALL for key in sums}


def test_what_the_unit_would_not_say_is_hidden_as_it_stands() -> None:
    answers: Given = {**AGENCY, "hexam_offered" + STATE: Standing.SUPPRESSED.value, "hexam_done": 0}
    assert small_numbers([part("vgr", answers)]) == {("vgr", "hexam_offered"): SMALL}


def test_a_confirmed_number_counts_as_the_units() -> None:
    answers: Given = {
        **CALM,
        "enrolled_total~state": Standing.HOLDS.value,
        "enrolled_total~figure": 4,
    }
    assert small_numbers([part("gr", answers)]) == {("gr", "enrolled_total"): SMALL}


def test_units_that_are_not_in_hide_nothing() -> None:
    assert small_numbers([part("gr", None), part("af", None)]) == {}


WAYS = ("received_assigned_ytd", "received_self_ytd")
SEXES = ("received_total_ytd_women", "received_total_ytd_men")
TOTAL = "received_total_ytd"
PUBLISHED = [Figure("gr", key, 1, "Migrationsverket", date(2026, 9, 30)) for key in SEXES]
FAR = 16


def looks_like(mark: Hidden | None, number: int, true: int, *, is_total: bool) -> bool:
    """Whether the number could stand where the attacker sees ``mark``, or the number itself."""
    if mark is SMALL:
        return 1 <= number <= 5
    if mark is Hidden.UNTOLD:
        return number >= 0
    if mark is BESIDE:
        return number >= (1 if is_total else 6)
    return number == true


@settings(max_examples=60, deadline=None)
@given(ways=st.tuples(st.integers(0, 9), st.integers(0, 9)), women=st.integers(0, 9))
def test_two_sums_with_one_total_tell_no_hidden_number(ways: tuple[int, int], women: int) -> None:
    """The attacker knows both sums, what is shown and what the marks mean, and tries every table."""
    total = sum(ways)
    women = min(women, total)
    stored = dict(zip((*WAYS, *SEXES, TOTAL), (*ways, women, total - women, total), strict=True))
    hidden = small_numbers([part("gr", {**CALM, **stored}, *PUBLISHED)])
    seen = {key: hidden.get(("gr", key)) for key in stored}
    possible: dict[str, set[int]] = {key: set() for key in stored}
    for first, second, third in product(range(FAR), repeat=3):
        guess = dict(zip(stored, (first, second, third, first + second - third, first + second), strict=True))
        if guess[SEXES[1]] >= 0 and all(
            looks_like(seen[key], guess[key], true, is_total=key == TOTAL) for key, true in stored.items()
        ):
            for key, number in guess.items():
                possible[key].add(number)
    assert {key for key, mark in seen.items() if mark and len(possible[key]) < 2} == set()
    assert not [key for key, number in stored.items() if 1 <= number <= 5 and not seen[key]]
