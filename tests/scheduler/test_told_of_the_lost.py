"""What did not come, or may not have come, is told to the coordinators without their asking."""

from datetime import timedelta

import pytest

from bot.clock import HandedClock
from counties.reading import CountyBook
from domain.delivery import GivenUp, Outcome, Posting, Reason
from domain.notices import Kind
from scheduler.delivery import LEASE
from store.store import Store
from tests.scheduler.conftest import Channel, Running, moment
from tests.scheduler.help_desk import HelpDesk, open_desk

CUT_OFF = (
    "Oklart om det kom fram: beskedet att omgången är öppen, till Fia. Boten stannade mitt i sändningen."
)


@pytest.fixture
def desk(store: Store, book: CountyBook, channel: Channel, clock: HandedClock) -> HelpDesk:
    """In April, with no round that is followed."""
    return open_desk(store, book, channel, clock)


def dies_while_sending(running: Running, person: str) -> None:
    """The process takes what is due, begins to send the person's message, and goes away."""
    outbox = running.store.outbox
    claimed = outbox.claim(running.clock(), 100, LEASE)
    (key,) = [one.key for one in claimed if one.person == person]
    assert outbox.sending(key, running.clock())


async def test_a_reminder_that_was_being_sent_when_its_process_died_is_told_of_the_next_morning(
    running: Running,
) -> None:
    dies_while_sending(running, "fyrbodal")
    running.clock.set(running.clock() + LEASE + timedelta(seconds=1))
    while await running.delivery.run():
        pass
    assert "fyrbodal" not in running.channel.reached(), "nobody gets the same reminder twice for that"
    await running.days("02-05")
    assert CUT_OFF in running.told("samordnare").paragraphs
    assert running.buttons("samordnare")[-1].says == "ej levererat"
    await running.days("02-08", "02-09", "02-10")
    assert [title for title in running.titles("samordnare") if "Läget" in title] == [
        "Läget för kvartal 4 2026"
    ], "once"


async def test_between_rounds_the_weeks_list_tells_of_it(desk: HelpDesk) -> None:
    """A correction that came late, and a list: no digest goes to anyone then."""
    store, at = desk.store, moment("2027-04-14 09:00")
    unclear = GivenUp(Outcome.FAILED, "oklart om det kom fram: Teams svarade inte", Reason.UNCLEAR)
    shut = GivenUp(Outcome.UNREACHABLE, "mottagaren har blockerat Samråd i Teams", Reason.BLOCKED)
    rows = {"2026Q1/rapporten/-/af": (Kind.PUBLISHED, shut), "vecka/2027-W14/bo": (Kind.WEEKLY, unclear)}
    for key, (kind, given_up) in rows.items():
        store.outbox.post([Posting(key, key.split("/")[-1], kind, {}, at)], at)
        store.outbox.give_up(key, given_up, at)
    await desk.beat("04-19 10:00")
    (panel,) = desk.lists("samordnare")
    assert panel.paragraphs[1] == (
        "Meddelanden som inte kom fram, eller kanske inte gjorde det (2):\n"
        "– Skriv ”ej levererat”, så ser du vilka, varför och vad du kan göra."
    )
    assert desk.lists("bo") == []
    await desk.beat("04-26 10:00")
    assert len(desk.lists("samordnare")) == 1


async def test_what_has_been_sent_again_is_not_told_of(desk: HelpDesk) -> None:
    at, key = moment("2027-04-14 09:00"), "2026Q1/rapporten/-/af"
    desk.store.outbox.post([Posting(key, "af", Kind.PUBLISHED, {}, at)], at)
    desk.store.outbox.give_up(key, GivenUp(Outcome.FAILED, "fel", Reason.BROKEN), at)
    desk.store.dead_letters.send_again([key], "samordnare", at)
    desk.store.outbox.note(key, Outcome.SENT, at)
    await desk.beat("04-19 10:00")
    assert desk.lists("samordnare") == []
