"""Two messages keep a working day apart, six in a round are enough, what was just done is told at once."""

from datetime import timedelta

from domain.delivery import Outcome, Posting
from domain.life import Act
from domain.notices import MOST_PUSHES, Kind
from domain.people import Assignment, Person, Role
from domain.tickets import NewTicket, TicketReason
from tests.scheduler.cast import REPORTING
from tests.scheduler.conftest import Running, enroll, moment, report, rules


def nudge(running: Running, number: int, at: str) -> str:
    key = f"2026Q4/{Kind.NUDGE} nummer{number}/fyrbodal/fyrbodal"
    what = {"round": "2026Q4", "unit": "fyrbodal", "rule": Kind.NUDGE.value, "by": "Sara", "words": ""}
    running.store.outbox.post([Posting(key, "fyrbodal", Kind.NUDGE, what, moment(at))], moment(at))
    return key


async def test_a_nudge_on_the_day_of_a_reminder_waits_until_the_next_working_day(running: Running) -> None:
    await running.days("02-04", "02-18")
    key = nudge(running, 1, "2027-02-18 10:05")
    running.clock.set(moment("2027-02-18 10:05"))
    assert await running.delivery.run() == 1
    (row,) = [row for row in running.store.outbox.rows() if row.key == key]
    assert (row.outcome, row.not_before) == (Outcome.WAITING, moment("2027-02-19 10:00"))
    await running.days("02-19")
    assert running.titles("fyrbodal")[-1] == "Sara påminner om Fyrbodal, kvartal 4 2026"


async def test_a_reminder_due_on_the_day_of_a_nudge_gives_way_to_the_next(running: Running) -> None:
    await running.days("02-04")
    nudge(running, 1, "2027-02-23 08:30")
    running.clock.set(moment("2027-02-23 08:30"))
    await running.delivery.run()
    await running.days("02-23", "02-24")
    assert ("påminnelse 2", Outcome.REPLACED) in rules(running.store)
    assert running.titles("fyrbodal")[1:] == [
        "Sara påminner om Fyrbodal, kvartal 4 2026",
        "Påminnelse: rapporten för kvartal 4 2026",
    ]


async def test_six_times_in_a_round_is_enough(running: Running) -> None:
    await running.days("02-04")
    for number, day in enumerate(("02-08", "02-09", "02-10", "02-11", "02-12", "02-15")):
        nudge(running, number, f"2027-{day} 09:00")
        await running.days(day)
    await running.days("02-18", "02-23", "02-24", "02-26", "03-04")
    titles = running.titles("fyrbodal")
    assert len(titles) == MOST_PUSHES + 1
    # The end is told all the same: it asks for nothing.
    assert titles[-1] == "Omgången för kvartal 4 2026 är stängd"
    left = [row.why for row in running.store.outbox.rows() if row.outcome is Outcome.NEEDLESS]
    assert any("sex påminnelser" in why for why in left)


async def test_what_was_just_done_is_told_at_once_and_the_reminder_waits(running: Running) -> None:
    await running.days("02-04")
    report(running.store, running.round, "fyrbodal", moment("2027-02-15 10:00"))
    running.does("fyrbodal")(Act.RETURN, "samordnare", moment("2027-02-18 09:00"), "Se över 2.3.")
    await running.beat("2027-02-18 09:00")
    assert running.titles("fyrbodal")[-1] == "Svaret för Fyrbodal är återsänt"
    await running.days("02-18")
    assert running.titles("fyrbodal")[-1] == "Svaret för Fyrbodal är återsänt"
    await running.days("02-19", "02-22")
    assert running.titles("fyrbodal")[-2:] == [
        "Påminnelse: rapporten för kvartal 4 2026",
        "Påminnelse: svaret för Fyrbodal är återsänt",
    ]


async def test_a_retry_of_the_same_message_does_not_wait_for_itself(running: Running) -> None:
    running.channel.fails(ConnectionResetError("nätet"))
    await running.beat("2027-02-04 10:00")
    running.clock.set(running.clock() + timedelta(minutes=2))
    await running.delivery.run()
    assert len(running.channel.sent) == len(set(running.channel.reached())) == 10


async def test_who_answers_for_two_councils_gets_one_message_for_both(running: Running) -> None:
    both = (Assignment(Role.LEADER, "fyrbodal"), Assignment(Role.LEADER, "sjuharad"))
    enroll(running.store, Person("lena", "Lena", Role.LEADER, "skaraborg", also=both))
    await running.days("02-04", "02-18")
    report(running.store, running.round, "skaraborg", moment("2027-02-19 10:00"))
    await running.days("02-23")
    first, _, third = (message for to, message in running.channel.sent if to == "lena")
    assert first.panel
    assert third.panel
    assert [words.split(":")[0] for words in first.panel.paragraphs[:3]] == [
        "Skaraborg",
        "Fyrbodal",
        "Sjuhärad",
    ]
    assert [button.says for button in first.buttons] == [
        "rapportera Skaraborg",
        "rapportera Fyrbodal",
        "rapportera Sjuhärad",
    ]
    assert [words.split(":")[0] for words in third.panel.paragraphs[:2]] == ["Fyrbodal", "Sjuhärad"]


async def test_a_digest_every_day_does_not_hold_up_what_is_told_beside_the_round(running: Running) -> None:
    """Each day somebody sends in. The question that nobody answered is told of on the next morning."""
    enroll(running.store, Person("bo", "Bo", Role.EXPERT, "bosattning"))
    new = NewTicket("Vem betalar tolken?", "", "", TicketReason.UNANSWERED, "bosattning", "fyrbodal")
    running.store.tickets.ask(new, "Fia", moment("2027-02-02 09:00"))
    units = iter(REPORTING)
    for day in ("02-04", "02-08", "02-09", "02-10", "02-11"):
        report(running.store, running.round, next(units), moment(f"2027-{day} 09:00"))
        await running.days(day)
    assert running.titles("samordnare")[-1] == "Läget för kvartal 4 2026"
    report(running.store, running.round, next(units), moment("2027-02-12 08:00"))
    await running.beat("2027-02-12 08:30")
    assert running.titles("samordnare")[-1] == "En fråga till sakkunniga har inte fått svar"
