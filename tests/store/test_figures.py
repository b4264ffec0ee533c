"""Published numbers are added, never changed, and the latest reading is the one that counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import func, select

from domain.county import Figure, FigureState
from store.audit import Audit
from store.database import Database
from store.figures import SUBJECT, Figures, Place, place
from store.schema import figures as table

SEPTEMBER, JUNE = date(2026, 9, 30), date(2026, 6, 30)
AMAL = Figure("1492", "enrolled_total", 31, "Migrationsverket", SEPTEMBER)


@pytest.fixture
def figures(database: Database) -> Figures:
    return Figures(database)


def rows(database: Database) -> int:
    return int(
        database.read(
            lambda connection: connection.execute(select(func.count()).select_from(table)).scalar_one()
        )
    )


def test_a_number_comes_back_as_it_was_read(figures: Figures, now: datetime) -> None:
    share = Figure("1492", "est_work90", 34.5, "Kolada N00971", date(2025, 12, 31), now - timedelta(hours=1))
    gone = replace(AMAL, key="uac_assigned_ytd", value=None, state=FigureState.WITHDRAWN)
    assert figures.keep([AMAL, share, gone], "samuel", now) == 3
    assert figures.for_unit("1492", SEPTEMBER) == (
        replace(AMAL, fetched=now),
        share,
        replace(gone, fetched=now),
    )
    assert isinstance(figures.for_unit("1492", SEPTEMBER)[0].value, int)
    assert figures.for_unit("1401", SEPTEMBER) == ()


def test_zero_and_no_number_are_two_things(figures: Figures, now: datetime) -> None:
    figures.keep([replace(AMAL, value=0)], "samuel", now)
    (found,) = figures.for_unit("1492", SEPTEMBER)
    assert (found.value, found.state) == (0, FigureState.PUBLISHED)


def test_what_is_unchanged_is_not_written_again(figures: Figures, database: Database, now: datetime) -> None:
    figures.keep([AMAL], "samuel", now)
    assert figures.keep([AMAL], "samuel", now + timedelta(days=1)) == 0
    assert rows(database) == 1
    assert len(Audit(database).lines(SUBJECT)) == 1


def test_a_changed_number_stands_beside_what_stood_before(
    figures: Figures, database: Database, now: datetime
) -> None:
    later = now + timedelta(days=1)
    figures.keep([AMAL], "samuel", now)
    revised = replace(AMAL, value=29, state=FigureState.REVISED)
    assert figures.keep([revised], "samuel", later) == 1
    assert rows(database) == 2
    assert figures.for_unit("1492", SEPTEMBER) == (replace(revised, fetched=later),)
    assert figures.series("1492", "enrolled_total") == [replace(revised, fetched=later)]


def test_a_number_that_went_back_to_what_it_was_is_a_change_too(figures: Figures, now: datetime) -> None:
    for day, value in enumerate((31, 29, 31)):
        figures.keep([replace(AMAL, value=value)], "samuel", now + timedelta(days=day))
    (found,) = figures.for_unit("1492", SEPTEMBER)
    assert (found.value, found.fetched) == (31, now + timedelta(days=2))


def test_an_older_reading_does_not_win_over_a_newer(figures: Figures, now: datetime) -> None:
    figures.keep([AMAL], "samuel", now)
    from_cache = replace(AMAL, value=12, fetched=now - timedelta(days=3))
    assert figures.keep([from_cache], "samuel", now + timedelta(days=1)) == 0
    assert figures.for_unit("1492", SEPTEMBER)[0].value == 31


def test_the_same_number_twice_in_one_reading_is_kept_once(figures: Figures, now: datetime) -> None:
    assert figures.keep([AMAL, AMAL], "samuel", now) == 1


def test_a_day_has_the_latest_number_that_speaks_of_it_or_before(figures: Figures, now: datetime) -> None:
    figures.keep([replace(AMAL, value=20, as_of=JUNE), AMAL], "samuel", now)
    assert [found.value for found in figures.for_unit("1492", SEPTEMBER)] == [31]
    assert [found.value for found in figures.for_unit("1492", date(2026, 9, 29))] == [20]
    assert figures.for_unit("1492", date(2026, 6, 29)) == ()


def test_a_quota_is_a_series_of_days_from_which_it_holds(figures: Figures, now: datetime) -> None:
    quota = Figure("1492", "quota_current", 14, "Länsstyrelsen", date(2026, 1, 1))
    raised = replace(quota, value=18, as_of=date(2026, 8, 1))
    figures.keep([raised, quota], "samuel", now)
    assert [(one.as_of, one.value) for one in figures.series("1492", "quota_current")] == [
        (date(2026, 1, 1), 14),
        (date(2026, 8, 1), 18),
    ]
    assert figures.current("quota_current", ["1492"], date(2026, 7, 31))["1492"].value == 14
    assert figures.current("quota_current", ["1492", "1401"], date(2026, 8, 1)) == {
        "1492": replace(raised, fetched=now)
    }


def test_all_units_of_a_round_are_read_at_once(figures: Figures, now: datetime) -> None:
    figures.keep(
        [AMAL, replace(AMAL, unit="1401", value=5), replace(AMAL, unit="1401", key="quota_current")],
        "samuel",
        now,
    )
    found = figures.for_units(["1401", "1492", "1480", "1401"], SEPTEMBER)
    assert {unit: [one.key for one in those] for unit, those in found.items()} == {
        "1401": ["enrolled_total", "quota_current"],
        "1492": ["enrolled_total"],
    }
    assert figures.for_units([], SEPTEMBER) == {}
    assert figures.current("quota_current", [], SEPTEMBER) == {}


def test_what_was_kept_is_found_by_unit_key_and_day(figures: Figures, now: datetime) -> None:
    figures.keep([AMAL, replace(AMAL, as_of=JUNE), replace(AMAL, key="quota_current")], "samuel", now)
    wanted: Place = ("1492", "enrolled_total", JUNE)
    asked = replace(AMAL, as_of=JUNE, value=0)
    assert figures.kept([asked]) == {wanted: replace(AMAL, as_of=JUNE, fetched=now)}
    assert place(asked) == wanted
    assert figures.kept([replace(AMAL, unit="1401")]) == {}


def test_the_log_says_who_put_in_what_and_from_where(
    figures: Figures, database: Database, now: datetime
) -> None:
    figures.keep([AMAL, replace(AMAL, unit="1401")], "samuel", now)
    (line,) = Audit(database).lines(SUBJECT)
    assert (line.at, line.who, line.what) == (now, "samuel", "lade in siffror")
    assert line.why == "2 siffror för 2 enheter: Migrationsverket"


def test_a_failed_reading_leaves_neither_numbers_nor_a_line(
    figures: Figures, database: Database, now: datetime
) -> None:
    naive = replace(AMAL, unit="1401", fetched=now.replace(tzinfo=None))
    with pytest.raises(Exception, match="naive"):
        figures.keep([AMAL, naive], "samuel", now)
    assert rows(database) == 0
    assert Audit(database).lines() == []


@pytest.fixture
def grown(migrated: Path, tmp_path: Path, now: datetime) -> Iterator[tuple[Figures, Figures]]:
    """The same county with one year of monthly numbers and with fifteen."""
    databases = []
    for years in (1, 15):
        path = tmp_path / f"{years}.sqlite"
        path.write_bytes(migrated.read_bytes())
        databases.append(Database(path))
        Figures(databases[-1]).keep(
            (
                Figure(str(1400 + unit), f"key_{key}", year + month, "källa", date(2026 - year, month, 1))
                for unit in range(6)
                for key in range(10)
                for year in range(years)
                for month in range(1, 13)
            ),
            "samuel",
            now,
        )
    yield Figures(databases[0]), Figures(databases[1])
    for database in databases:
        database.close()


def test_fifteen_years_of_numbers_do_not_make_a_unit_slow(grown: tuple[Figures, Figures]) -> None:
    short, long = (min(_seconds(figures) for _ in range(15)) for figures in grown)
    # A scan of the unit's rows would be some ten times as long; the margin is for a busy machine.
    assert long < 3 * short, (short, long)


def _seconds(figures: Figures) -> float:
    start = perf_counter()
    assert len(figures.for_unit("1403", date(2026, 12, 31))) == 10
    return perf_counter() - start
