"""What a reading would change: shown with what stood before, and with the sums as they would become."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from domain.county import Figure, FigureState
from figures.difference import Change, Difference, Reading, withdrawn
from figures.known import catalogue
from figures.planning import plan
from figures.telling import Teller
from store.database import Database
from store.figures import Figures
from tests.figures.county import COUNTY, NOW, SEPTEMBER, enrolled

TOMORROW = NOW + timedelta(days=1)
BOTH = (enrolled("1492", 31), enrolled("1488", 40))


@pytest.fixture
def kept(migrated: Path, tmp_path: Path) -> Iterator[Figures]:
    path = tmp_path / "figures.sqlite"
    copyfile(migrated, path)
    database = Database(path)
    yield Figures(database)
    database.close()


def planned(kept: Figures, *figures: Figure, absent: tuple[Figure, ...] = ()) -> Difference:
    return plan(Reading(figures, absent), COUNTY, catalogue(), kept)


def take_in(kept: Figures, *figures: Figure) -> None:
    kept.keep(planned(kept, *figures).to_keep, "samuel", NOW)


def changes(difference: Difference) -> dict[str, Change]:
    return {line.figure.unit: line.change for line in difference.lines}


def told(difference: Difference) -> list[str]:
    return list(Teller(COUNTY, catalogue()).difference(difference))


def tomorrow(figure: Figure, value: float | None) -> Figure:
    return replace(figure, value=value, fetched=TOMORROW)


def test_a_first_reading_is_new_with_its_sum(kept: Figures) -> None:
    what = "Inskrivna i mottagningssystemet, avser 30 september 2026"
    assert told(planned(kept, *BOTH)) == [
        "3 nya:",
        f"  Åmål, {what}: 31 (Migrationsverket)",
        f"  Trollhättan, {what}: 40 (Migrationsverket)",
        f"  Fyrbodal, {what}: 71 (Egen summa av 2 kommuner efter Migrationsverket)",
    ]


def test_a_sum_that_cannot_be_made_yet_is_new_and_not_taken_back_by_anyone(kept: Figures) -> None:
    what = "Inskrivna i mottagningssystemet, avser 30 september 2026"
    why = "Ingen summa: uppgiften saknas för 1 av 2 kommuner, efter Migrationsverket"
    assert told(planned(kept, BOTH[0])) == [
        "2 nya:",
        f"  Åmål, {what}: 31 (Migrationsverket)",
        f"  Fyrbodal, {what}: uppgift saknas ({why})",
    ]


def test_planning_writes_nothing(kept: Figures) -> None:
    planned(kept, *BOTH)
    assert kept.for_unit("1492", SEPTEMBER) == ()


def test_the_same_reading_again_changes_nothing(kept: Figures) -> None:
    take_in(kept, *BOTH)
    again = planned(kept, *(tomorrow(figure, figure.value) for figure in BOTH))
    assert again.to_keep == ()
    assert told(again) == ["3 oförändrade."]


def test_a_changed_number_shows_the_old_and_changes_the_sum(kept: Figures) -> None:
    take_in(kept, *BOTH)
    difference = planned(kept, tomorrow(BOTH[0], 29))
    assert [
        (line.figure.unit, line.before and line.before.value, line.figure.value) for line in difference.lines
    ] == [
        ("1492", 31, 29),
        ("fyrbodal", 71, 69),
    ]
    assert told(difference)[1].endswith("31 → 29 (Migrationsverket)")
    kept.keep(difference.to_keep, "samuel", TOMORROW)
    assert kept.for_unit("fyrbodal", SEPTEMBER)[0].value == 69


def test_a_withdrawn_number_takes_its_sum_with_it(kept: Figures) -> None:
    take_in(kept, *BOTH)
    difference = planned(kept, *withdrawn([tomorrow(BOTH[0], None)]))
    assert changes(difference) == {"1492": Change.WITHDRAWN, "fyrbodal": Change.WITHDRAWN}
    assert told(difference)[1].endswith("31 → uppgift saknas (källan) (Migrationsverket)")
    assert difference.to_keep[1].value is None


def test_an_absent_number_takes_away_what_the_source_gave_before(kept: Figures) -> None:
    assert changes(planned(kept, absent=withdrawn([BOTH[0]])))["1492"] is Change.ABSENT
    take_in(kept, *BOTH)
    difference = planned(kept, absent=withdrawn([tomorrow(BOTH[0], None)]))
    assert changes(difference) == {"1492": Change.WITHDRAWN, "fyrbodal": Change.WITHDRAWN}


def test_only_its_own_source_takes_a_number_back(kept: Figures) -> None:
    take_in(kept, *BOTH)
    foreign = replace(tomorrow(BOTH[0], None), source="Kolada N01990", state=FigureState.WITHDRAWN)
    difference = planned(kept, foreign)
    assert changes(difference) == {"1492": Change.STANDS, "fyrbodal": Change.UNCHANGED}
    assert told(difference)[0] == "1 står kvar, från en annan källa:"


def test_a_sub_regions_own_number_stands_when_its_municipalities_come_later(kept: Figures) -> None:
    take_in(kept, enrolled("fyrbodal", 80))
    difference = planned(kept, *(tomorrow(figure, figure.value) for figure in BOTH))
    assert changes(difference)["fyrbodal"] is Change.STANDS


def test_an_older_reading_changes_nothing(kept: Figures) -> None:
    take_in(kept, *BOTH)
    older = replace(BOTH[0], value=12, fetched=NOW - timedelta(days=9))
    assert changes(planned(kept, older)) == {"1492": Change.OLDER, "fyrbodal": Change.UNCHANGED}


def test_a_sum_counts_only_numbers_of_its_own_day(kept: Figures) -> None:
    take_in(kept, enrolled("1488", 40, date(2026, 8, 31)))
    (line,) = [line for line in planned(kept, BOTH[0]).lines if line.figure.unit == "fyrbodal"]
    assert line.figure.value is None
    assert "saknas för 1 av 2" in line.figure.source


def quota(unit: str, value: float, day: date) -> Figure:
    return Figure(unit, "quota_current", value, "Länsstyrelsen", day, NOW)


def test_a_quota_holds_until_the_next_and_the_sum_follows_each_change(kept: Figures) -> None:
    january, august = date(2026, 1, 1), date(2026, 8, 1)
    take_in(kept, quota("1492", 14, january), quota("1488", 60, january), quota("1492", 18, august))
    assert [(one.as_of, one.value) for one in kept.series("fyrbodal", "quota_current")] == [
        (january, 74),
        (august, 78),
    ]


def test_a_quota_that_is_put_right_changes_the_later_sums_too(kept: Figures) -> None:
    january, august = date(2026, 1, 1), date(2026, 8, 1)
    take_in(kept, quota("1492", 14, january), quota("1488", 60, january), quota("1492", 18, august))
    difference = planned(kept, replace(quota("1488", 50, january), fetched=TOMORROW))
    sums = [line.figure for line in difference.lines if line.figure.unit == "fyrbodal"]
    assert [(one.as_of, one.value) for one in sums] == [(january, 64), (august, 68)]


def test_a_long_list_is_cut_and_says_how_much_more_there_is(kept: Figures) -> None:
    many = [enrolled("miv", day, date(2025, 1, 1) + timedelta(days=day)) for day in range(60)]
    lines = told(planned(kept, *many))
    assert lines[0] == "60 nya:"
    assert lines[41] == "  … och 20 till"


def test_a_sub_regions_own_number_beside_another_sum_is_warned_of(kept: Figures) -> None:
    """V28: told in the diff, whichever is read first, and nothing is in the way of either."""
    own = enrolled("fyrbodal", 80)
    warning = (
        "Varning: Fyrbodal, Inskrivna i mottagningssystemet, avser 30 september 2026: delregionens egen "
        "siffra är 80 (Migrationsverket), men kommunerna i länet har tillsammans 71. Kontrollera vilken som "
        "stämmer."
    )
    together = planned(kept, *BOTH, own)
    assert warning in told(together)
    assert own in together.to_keep
    take_in(kept, *BOTH)
    assert [doubt.summed.value for doubt in planned(kept, tomorrow(own, 80)).doubts] == [71]
    take_in(kept, replace(own, fetched=TOMORROW))
    again = planned(kept, tomorrow(BOTH[0], 32))
    assert [(doubt.own.value, doubt.summed.value) for doubt in again.doubts] == [(80, 72)]


def test_a_sub_regions_number_that_is_the_sum_is_not_warned_of(kept: Figures) -> None:
    assert planned(kept, *BOTH, enrolled("fyrbodal", 71)).doubts == ()
    assert planned(kept, enrolled("fyrbodal", 71)).doubts == ()
    assert planned(kept, BOTH[0], enrolled("fyrbodal", 71)).doubts == ()
