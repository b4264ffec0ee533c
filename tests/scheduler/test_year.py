"""A year in seconds: four rounds, every unit and deputy, and all that was said, to whom and when."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.clock import HandedClock
from counties.reading import CountyBook
from domain.delivery import Outcome
from domain.life import Act, Life
from domain.notices import MOST_PUSHES, PROMPT, PUSHES, Kind
from domain.people import Assignment, Role
from domain.situation import UNSENT
from domain.workdays import STOCKHOLM, is_workday
from store.meetings import Meeting
from store.store import Store
from tests.scheduler.calendar_year import COUNCILS, Told, Year, acts, begins, reports
from tests.scheduler.cast import EVERYONE, FIA, REPORTING, SARA, SIV, SUNE
from tests.scheduler.conftest import enroll, moment
from tests.scheduler.report_work import ReportWork

WINTER, SPRING, SUMMER, AUTUMN = (quarter.key for quarter in COUNCILS)
OTHERS = tuple(unit for unit in REPORTING if unit not in {"fyrbodal", "sjuharad"})

LISTED = Path(__file__).parent / "year.txt"
"""Every message of the year: when, to whom, and its title."""

RETURNED = "Siffran i 4.2 ser ut att gälla hela året."
WHY_LATE = "Samrådet hölls först den 24."


def people_change(year: Year) -> None:
    """Sune leaves Sjuhärad for Skaraborg in the middle of the year's second round; Nils takes over."""
    leaving = replace(
        SUNE,
        until=date(2027, 5, 9),
        also=(Assignment(Role.DEPUTY, "skaraborg", since=date(2027, 5, 10)),),
    )
    year.store.people.enroll(leaving)
    enroll(year.store, replace(SUNE, id="nils", name="Nils", since=date(2027, 5, 10)))


def a_meeting_is_set(year: Year) -> None:
    told = Meeting(WINTER, "skaraborg", date(2027, 2, 16), "skaraborg")
    year.store.meetings.tell(told, year.clock())


@pytest.fixture
def year(store: Store, book: CountyBook) -> Year:
    for person in EVERYONE:
        enroll(store, person)
    # A week in the middle of the third round when nothing runs: the first reminder falls in it.
    down = frozenset(date(2027, 8, 30) + timedelta(days=day) for day in range(7))
    year = Year(store, book, HandedClock(moment("2027-01-01 00:00")), down)
    winter(year)
    spring(year)
    summer(year)
    autumn(year)
    return year


def winter(year: Year) -> None:
    """Due 25 February. One is half done, one is returned, one gets more time, one never answers."""
    year.on("2027-02-05 09:00", a_meeting_is_set)
    year.on("2027-02-08 13:00", reports(WINTER, "skaraborg", "af", "1495"))
    year.on("2027-02-09 14:00", acts(f"{WINTER}/skaraborg", Act.RETURN, "samordnare", RETURNED))
    year.on("2027-02-10 14:00", acts(f"{WINTER}/af", Act.APPROVE, "samordnare"))
    year.on("2027-02-12 09:00", reports(WINTER, "skaraborg"))
    year.on("2027-02-16 09:00", begins(WINTER, "fyrbodal"))
    year.on("2027-02-17 09:00", acts(f"{WINTER}/vgr", Act.NOTHING, "vgr", "Inget har ändrats."))
    asked = acts(f"{WINTER}/sjuharad", Act.ASK_EXTENSION, "sjuharad", WHY_LATE, "2027-03-02 23:59:59")
    year.on("2027-02-22 13:00", asked)
    granted = acts(f"{WINTER}/sjuharad", Act.GRANT_EXTENSION, "samordnare", "", "2027-03-02 23:59:59")
    year.on("2027-02-22 14:00", granted)
    year.on("2027-02-24 11:00", reports(WINTER, "goteborgsregionen"))
    year.on("2027-03-01 16:00", reports(WINTER, "sjuharad"))
    year.on("2027-03-02 09:00", reports(WINTER, "fyrbodal"))


def spring(year: Year) -> None:
    """Due 20 May. A reporter changes unit, and one refused extension."""
    year.on("2027-05-09 12:00", people_change)
    year.on("2027-05-12 09:00", reports(SPRING, *OTHERS))
    refused = acts(f"{SPRING}/fyrbodal", Act.REFUSE_EXTENSION, "samordnare", "Utkastet görs den 27.")
    asked = acts(f"{SPRING}/fyrbodal", Act.ASK_EXTENSION, "fyrbodal", WHY_LATE, "2027-05-26 23:59:59")
    year.on("2027-05-18 09:00", asked)
    year.on("2027-05-18 13:00", refused)
    year.on("2027-05-20 09:00", reports(SPRING, "fyrbodal", "sjuharad"))


def summer(year: Year) -> None:
    """Due 9 September; the bot stands still from 30 August to 5 September."""
    year.on("2027-09-01 09:00", reports(SUMMER, *OTHERS))
    year.on("2027-09-08 13:00", reports(SUMMER, "fyrbodal", "sjuharad"))


def autumn(year: Year) -> None:
    """Due 18 November. Everybody has answered on the first day, and the report is out on its own."""
    year.on("2027-10-28 13:00", reports(AUTUMN, *REPORTING, "1495", "1440"))
    work = ReportWork(year.store, AUTUMN)
    year.on("2027-11-26 09:00", lambda _: work.check("2027-11-26 09:00", "2027-11-30", *REPORTING))
    year.on("2027-11-26 14:00", lambda _: work.accept(SIV, "2027-11-26 14:00"))
    year.on("2027-11-29 11:00", lambda _: work.remark(FIA, "2027-11-29 11:00", "Siffran ska vara 12."))
    year.on("2027-11-30 09:00", lambda _: work.settle(1, "2027-11-30 09:00", "Ändrat till 12."))
    year.on("2027-12-01 14:00", lambda _: work.decide(SARA, "2027-12-01 14:00"))
    year.on("2027-12-02 09:00", lambda _: work.publish("2027-12-02 09:00"))


@pytest.fixture
async def passed(year: Year) -> Year:
    await year.until(date(2027, 12, 31))
    assert year.failed == []
    return year


def test_the_year(passed: Year) -> None:
    """One year takes some seconds: everything is asked of the same one."""
    assert passed.listed() == LISTED.read_text(encoding="utf-8")
    for asked in (
        who_is_slow_is_reminded_and_the_deputy_steps_in,
        who_never_answers_hears_it_all_and_no_more,
        who_is_returned_hears_why_and_once_more,
        who_has_more_time_is_reminded_by_the_own_day,
        who_has_nothing_to_report_is_left_alone,
        municipalities_are_asked_kindly,
        the_coordinator_gets_lists_and_not_many_messages,
        responsibility_follows_the_dates,
        a_standstill_is_made_up_for_once,
        a_round_answered_at_once_is_silent_until_its_report,
        a_report_that_keeps_to_the_calendar_is_told_of_step_by_step,
        every_message_comes_at_a_good_time,
        none_comes_twice,
        nobody_gets_too_many_or_two_in_a_day,
        nobody_who_is_done_is_reminded,
        nothing_waits_or_failed,
    ):
        asked(passed)


def who_is_slow_is_reminded_and_the_deputy_steps_in(year: Year) -> None:
    assert year.to("fyrbodal", WINTER) == [
        ("01-21", "Snart dags för …: stämmer det här?"),
        ("02-04", "Dags att rapportera …"),
        ("02-18", "Påminnelse: rapporten för …"),
        ("02-23", "Påminnelse: rapporten för …"),
        ("02-24", "Påminnelse: rapporten för …"),
        ("02-26", "Rapporten för … har inte kommit in"),
        ("03-25", "Hur fungerade …?"),
    ]
    assert year.to("fyrbodal_ersattare", WINTER) == [
        ("02-04", "Dags att rapportera …"),
        ("02-24", "Påminnelse: rapporten för …"),
        ("02-26", "Rapporten för … har inte kommit in"),
    ]
    half_done, deputy = year.said("fyrbodal", "2027-02-18"), year.said("fyrbodal_ersattare", "2027-02-24")
    assert "svar saknas, på kort" in half_done
    assert "Ni har inte börjat" not in half_done
    assert "Fia svarar i första hand." in deputy
    assert "Ni har inte börjat ännu." in year.said("miv", "2027-02-18")


def who_never_answers_hears_it_all_and_no_more(year: Year) -> None:
    assert [day for day, _ in year.to("miv", WINTER)] == [
        "01-21", "02-04", "02-18", "02-23", "02-24", "02-26", "03-04",
    ]  # fmt: skip
    assert "Vi fick ingen rapport från er" in year.said("miv", "2027-03-04")


def who_is_returned_hears_why_and_once_more(year: Year) -> None:
    assert year.to("skaraborg", WINTER)[2:] == [("03-25", "Hur fungerade …?")]
    told = [one for one in year.told if one.to == "skaraborg" and "återsänt" in one.title]
    assert [f"{one.at:%m-%d %H.%M}" for one in told] == ["02-09 14.00", "02-11 10.00"]
    assert all(RETURNED in one.words and "25 februari" in one.words for one in told)
    assert "har granskat och godkänt version 1" in year.said("af", "2027-02-10")


def who_has_more_time_is_reminded_by_the_own_day(year: Year) -> None:
    told = [f"{one.at:%m-%d %H.%M} {one.title}" for one in year.told if one.to == "sjuharad"][2:6]
    assert told == [
        "02-18 10.00 Påminnelse: rapporten för kvartal 4 2026",
        "02-22 14.00 Anstånd till 2 mars 2027",
        "03-01 10.00 Påminnelse: rapporten för kvartal 4 2026",
        "03-25 10.00 Hur fungerade kvartal 4 2026?",
    ]
    assert "Sista svarsdag är 2 mars 2027. Det är dagen som anståndet gäller till." in year.said(
        "sjuharad", "2027-03-01"
    )
    refused = year.said("fyrbodal", "2027-05-18", "Det blev inget anstånd för Fyrbodal")
    assert "Utkastet görs den 27." in refused
    assert "Sista svarsdag är 20 maj 2027." in refused


def who_has_nothing_to_report_is_left_alone(year: Year) -> None:
    assert [day for day, _ in year.to("vgr", WINTER)] == ["01-21", "02-04", "03-25"]


def municipalities_are_asked_kindly(year: Year) -> None:
    told = [one for one in year.told if one.to in {"ale", "skara"}]
    assert [(one.to, f"{one.day}") for one in told if one.day < date(2027, 3, 1)] == [
        ("ale", "2027-02-04"),
        ("skara", "2027-02-04"),
        ("ale", "2027-02-19"),  # Skara has answered; its council has told its day, Ale's has not
    ]
    assert "Det tar ett par minuter och är frivilligt." in year.said("ale", "2027-02-04")
    assert not any("försenad" in one.words.casefold() or "inte kommit in" in one.title for one in told)


def the_coordinator_gets_lists_and_not_many_messages(year: Year) -> None:
    assert year.to("samordnare", WINTER) == [
        ("01-21", "Omgången för … är planerad"),
        ("02-09", "Läget för …"),
        ("02-12", "Läget för …"),
        ("02-17", "Läget för …"),
        ("02-23", "Läget för …"),
        ("02-25", "Läget för …"),
        ("02-26", "Försenade rapporter för …"),
        ("03-02", "Läget för …"),
        ("03-04", "Dags för utkastet till …"),
        ("03-05", "Dags för faktagranskning av …"),
        ("03-11", "Lägesrapporten för … är inte publicerad"),
        ("03-25", "Dags att återkoppla om …"),
        ("04-05", "Dags att stänga ärendet för …"),
    ]
    late = year.said("samordnare", "2027-02-26")
    assert "Två enheter har inte lämnat in: Fyrbodal och Migrationsverket." in late
    assert "Anstånd: Sjuhärad till 2 mars 2027." in late
    (asked,) = [one for one in year.told if one.title == "Sjuhärad ber om anstånd till 2 mars 2027"]
    assert (f"{asked.at:%m-%d %H.%M}", asked.to) == ("02-22 13.00", "samordnare")
    assert asked.says == [
        "bevilja anstånd Sjuhärad till 2027-03-02",
        "avslå anstånd Sjuhärad: utkastet till rapporten måste bli klart i tid",
    ]


def responsibility_follows_the_dates(year: Year) -> None:
    """Until 9 May Sune answers for Sjuhärad, from the 10th Nils; Sune is then Skaraborg's deputy."""
    assert year.to("sjuharad", SPRING) == [
        ("04-14", "Snart dags för …: stämmer det här?"),
        ("04-28", "Dags att rapportera …"),
        ("05-10", "Dags att rapportera …"),
        ("06-17", "Hur fungerade …?"),
    ]
    assert year.said("sjuharad", "2027-05-10").endswith("ersättare för samrådet i Skaraborg.")
    assert [day for day, _ in year.to("nils", SPRING)] == ["05-10", "05-13", "05-18", "05-19"]
    asked = [one for one in year.told if one.to == "nils" and "Lägesrapporten" not in one.title]
    assert all("Sjuhärad" in one.words for one in asked)


def a_standstill_is_made_up_for_once(year: Year) -> None:
    """The first reminder falls on 2 September, in the week when nothing runs: it comes on Monday the 6th."""
    assert [day for day, _ in year.to("fyrbodal", SUMMER)] == [
        "06-24", "08-19", "09-06", "09-07", "09-08", "10-07",
    ]  # fmt: skip
    assert not any(one.day in year.down for one in year.told)
    assert all("Läget" not in one.title or one.day >= date(2027, 9, 6) for one in _of(year, SUMMER))


def a_round_answered_at_once_is_silent_until_its_report(year: Year) -> None:
    after = [one for one in _of(year, AUTUMN) if date(2027, 10, 28) < one.day < date(2027, 11, 26)]
    assert [(one.to, f"{one.day:%m-%d}") for one in after] == [
        ("samordnare", "10-29"),
        ("samordnare", "11-25"),
    ]


def a_report_that_keeps_to_the_calendar_is_told_of_step_by_step(year: Year) -> None:
    """Siv accepts, Fia makes a remark that is settled, the others say nothing; it is out in good time."""
    about = [(f"{one.day:%m-%d}", one) for one in _of(year, AUTUMN) if one.day >= date(2027, 11, 26)]
    assert [f"{day} {one.title}" for day, one in about if one.to == "fyrbodal"][:4] == [
        "11-26 Läs det som står om Fyrbodal i lägesrapporten",
        "11-29 Påminnelse: läs det som står om Fyrbodal i lägesrapporten",
        "11-30 Svar på din synpunkt på lägesrapporten",
        "12-02 Lägesrapporten för kvartal 3 2027",
    ]
    reminded = [one.to for day, one in about if "Påminnelse" in one.title]
    assert sorted(reminded) == ["af", "fyrbodal", "goteborgsregionen", "miv", "nils", "vgr"]
    assert [f"{day} {one.title}" for day, one in about if one.to == "samordnare"][:3] == [
        "11-29 Läget för kvartal 3 2027",
        "11-30 Fyrbodal har en synpunkt på lägesrapporten",
        "12-01 Faktagranskningen är klar: dags att besluta rapporten för kvartal 3 2027",
    ]


def every_message_comes_at_a_good_time(year: Year) -> None:
    for told in year.told:
        clock = told.at.astimezone(STOCKHOLM).time()
        assert is_workday(told.day), told
        assert not year.book.hours.quiet(told.day), told
        assert time(8, 30) <= clock <= time(15, 30), told
        assert told.day.weekday() != 0 or clock >= time(10), told
        assert told.day.weekday() != 4 or clock <= time(12), told


def none_comes_twice(year: Year) -> None:
    rows = [row for row in year.store.outbox.rows() if row.activity]
    assert len(rows) == len(year.told) > 150
    assert {row.tries for row in rows} == {1}
    said = Counter((told.to, told.title, told.words, told.day) for told in year.told)
    assert said.most_common(1)[0][1] == 1


def nobody_gets_too_many_or_two_in_a_day(year: Year) -> None:
    pushes: Counter[tuple[str, str]] = Counter()
    of_day: Counter[tuple[str, date]] = Counter()
    for key, kind, told in _rows(year):
        pushes[key, told.to] += kind in PUSHES
        of_day[told.to, told.day] += kind not in PROMPT
    assert max(pushes.values()) <= MOST_PUSHES
    assert max(of_day.values()) == 1


def nobody_who_is_done_is_reminded(year: Year) -> None:
    """As things stood when it was sent: some unit that the person answered for that day still waited."""
    for key, kind, told in _rows(year):
        if kind in PUSHES:
            person = year.store.people.get(told.to)
            assert person
            steps = year.store.lives.journal(key)
            lives = [
                Life.of(step for step in steps.get(unit, ()) if step.at <= told.at)
                for unit in person.on(told.day).answers_for()
            ]
            assert any(life.status in UNSENT for life in lives), told


def nothing_waits_or_failed(year: Year) -> None:
    left = {row.outcome for row in year.store.outbox.rows()}
    assert left <= {Outcome.SENT, Outcome.REPLACED, Outcome.NEEDLESS}


def _rows(year: Year) -> Iterator[tuple[str, Kind, Told]]:
    """Round, kind and message of each that went, in order."""
    sent = {row.activity: row for row in year.store.outbox.rows() if row.activity}
    for number, told in enumerate(year.told, start=1):
        row = sent[str(number)]
        yield row.what["round"], Kind(row.kind), told


def _of(year: Year, key: str) -> list[Told]:
    return [told for round_, _, told in _rows(year) if round_ == key]
