"""An alarm is told when it comes: no list puts it off to another day, and it puts off nothing itself."""

import pytest

from domain.delivery import Outcome
from domain.notices import ALARMS, Kind, waits_its_turn
from domain.people import Assignment, Person, Role
from domain.tickets import NewTicket, TicketReason
from tests.scheduler.conftest import Running, enroll, moment

NOBODY = "Ingen att nå för en enhet"
ALARM = "Något i Samråd körs inte"


def asks(running: Running, words: str, at: str) -> None:
    new = NewTicket(words, "", "", TicketReason.UNANSWERED, "bosattning", "fyrbodal")
    running.store.tickets.ask(new, "Fia", moment(at))


async def test_a_unit_that_nobody_reaches_is_told_of_before_the_opening_whatever_list_came_that_day(
    running: Running,
) -> None:
    """The week's list comes on the 2nd of February, that of old questions on both days after it."""
    enroll(running.store, Person("bo", "Bo", Role.EXPERT, "bosattning"))
    running.store.people.enroll(Person("miv", "Mira", Role.MEMBER))
    for day in ("25", "26"):
        asks(running, f"Vem betalar tolken den {day}?", f"2027-01-{day} 09:00")
    for day in ("02-02", "02-03", "02-04"):
        await running.beat(f"2027-{day} 08:30")
        await running.beat(f"2027-{day} 10:00")
    titles = running.titles("samordnare")
    assert titles[:2] == ["Vecka 5: frågorna och handboken", NOBODY]
    assert titles.count(NOBODY) == 2
    sent = {row.kind: row.at for row in running.store.outbox.rows() if row.outcome is Outcome.SENT}
    assert sent[Kind.UNMANNED] == moment("2027-02-02 10:00")
    assert sent[Kind.STILL_UNMANNED] == moment("2027-02-04 10:00")


async def test_who_begins_on_the_morning_of_the_opening_is_told_once(running: Running) -> None:
    running.store.people.enroll(Person("miv", "Mira", Role.MEMBER))
    for at in ("02-04 08:30", "02-04 09:59", "02-04 10:00", "02-05 10:00"):
        await running.beat(f"2027-{at}")
    assert running.titles("samordnare").count(NOBODY) == 1


async def test_what_does_not_run_is_told_of_on_the_day_of_a_list_and_holds_up_nothing(
    running: Running,
) -> None:
    """Fia reports and coordinates, and each day something does not run."""
    store = running.store
    store.people.enroll(
        Person("fyrbodal", "Fia", Role.COORDINATOR, also=(Assignment(Role.REPORTER, "fyrbodal"),))
    )
    store.watching.note_jobs((), {"gallringen": "OSError"}, moment("2027-02-02 07:00"))
    await running.beat("2027-02-02 08:30")
    assert sorted(running.titles("fyrbodal")) == [ALARM, "Omgången för kvartal 4 2026 är planerad"]
    await running.beat("2027-02-04 08:30")
    assert running.titles("fyrbodal")[-1] == ALARM
    await running.beat("2027-02-04 10:00")
    assert running.titles("fyrbodal")[-1] == "Dags att rapportera kvartal 4 2026"


@pytest.mark.parametrize("kind", sorted(ALARMS))
def test_an_alarm_neither_waits_nor_lets_wait(kind: Kind) -> None:
    assert not any(waits_its_turn(kind, [other]) or waits_its_turn(other, [kind]) for other in Kind)


def test_an_alarm_is_what_a_coordinator_must_act_on_before_something_is_lost() -> None:
    assert {kind.value for kind in ALARMS} == {
        "enheter utan mottagare", "enheter utan mottagare när omgången öppnar",
        "nyckel går ut", "nyckel avvisad", "stillestånd", "körs inte",
    }  # fmt: skip
