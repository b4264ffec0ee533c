"""What experts and askers are told of its own accord: it fits on a card, and each button is understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.cards.card import render
from bot.cards.plain import BUDGET, size_of
from bot.clock import HandedClock
from bot.entry_facts import entry_facts
from counties.reading import CountyBook
from dialogs.desk import Desk
from domain.delivery import Address
from domain.feedback import Asked, Verdict
from domain.messages import Account, Message
from domain.tickets import LONGEST, NewTicket, TicketReason
from scheduler.delivery import Delivery
from scheduler.tick import Schedule, tick
from tests.conversations.chat import Chat
from tests.conversations.conftest import TENANT

LONG = ("Vem betalar tolken när någon är ny i kommunen? " * 50)[:LONGEST]
BO, SARA, FIA = "bo_bosattning", "samordnare", "fyrbodal"


@dataclass
class Told:
    """The bot with a channel that keeps what it sends; the clock is the chats'."""

    desk: Desk
    book: CountyBook
    clock: HandedClock
    sent: list[tuple[str, Message]] = field(default_factory=list)

    async def _deliver(self, address: Address, message: Message) -> str:
        self.sent.append((address.account.id.removeprefix("aad-"), message))
        return str(len(self.sent))

    async def beat(self, later: timedelta = timedelta()) -> None:
        self.clock.set(self.book.hours.earliest(self.clock() + later))
        store, county, hours = self.desk.store, self.book.county, self.book.hours
        entries = entry_facts(self.desk.handbook)
        tick(Schedule(store, county, hours, (), entries=lambda: entries), self.clock())
        delivery = Delivery(store, county, self._deliver, self.clock, hours, entries=lambda: entries)
        while await delivery.run():
            pass

    def last(self, who: str, title: str) -> Message:
        """The last that the person was told under a title that begins so."""
        return [
            one for to, one in self.sent if to == who and one.panel and one.panel.title.startswith(title)
        ][-1]

    def understands(self, who: str, message: Message) -> Iterator[str]:
        """What each button leads to."""
        chat = Chat(self.desk, Account(TENANT, f"aad-{who}"), self.clock())
        for button in message.buttons:
            answer = chat.say(button.says)
            yield answer.panel.title if answer.panel else answer.text


@pytest.fixture
def told(desk: Desk, book: CountyBook, opened: datetime) -> Told:
    for who in (BO, SARA, FIA):
        address = Address(Account(TENANT, f"aad-{who}"), "https://smba.example/", f"chat-{who}", "bot")
        desk.store.addresses.remember(address, opened)
    return Told(desk, book, HandedClock(opened))


async def test_every_button_from_the_question_to_the_proposal_leads_where_it_says(
    told: Told,
) -> None:
    new = NewTicket(
        "Vem betalar tolken?", "Det vet jag inte.", "", TicketReason.UNANSWERED, "bosattning", FIA
    )
    told.desk.store.tickets.ask(new, "Fia", told.clock())
    await told.beat()
    take, whole = told.understands(BO, told.last(BO, "Ny fråga F1"))
    assert (take, whole) == ("Fråga F1", "Fråga F1")
    # Taken by that button. Monday's list comes in between, and keeps its distance.
    for days in (5, 2):
        await told.beat(timedelta(days=days))
    assert set(told.understands(BO, told.last(BO, "F1 väntar på svar"))) == {
        "Fråga F1", "Frågor till de sakkunniga",
    }  # fmt: skip
    # On Friday the round's own list is first, on Monday the week's.
    for days in (2, 3, 1):
        await told.beat(timedelta(days=days))
    assert set(told.understands(SARA, told.last(SARA, "En fråga till sakkunniga"))) == {
        "Fråga F1", "Frågor till de sakkunniga",
    }  # fmt: skip
    Chat(told.desk, Account(TENANT, f"aad-{BO}"), told.clock()).say("svara F1: Kommunen, 10 § 2016:1363.")
    await told.beat()
    opened, shown, thanks = told.understands(FIA, told.last(FIA, "Svar på din fråga F1"))
    assert opened.startswith("F1 är öppen igen, hos Bo Bosättning")
    assert shown == "Fråga F1"
    assert "vet jag inte" not in thanks
    await told.beat()
    assert list(told.understands(BO, told.last(BO, "F1 är öppnad igen")))[-1] == "Fråga F1"


async def test_the_buttons_of_the_weeks_list_lead_where_they_say(told: Told) -> None:
    told.desk.store.questions.note(Asked("Hur lång är kön?", "unknown", "", "bosattning"), told.clock())
    new = NewTicket("Vem betalar tolken?", "", "", TicketReason.UNANSWERED, "bosattning", FIA)
    told.desk.store.tickets.ask(new, "Fia", told.clock())
    await told.beat(timedelta(days=5))
    heard = list(told.understands(BO, told.last(BO, "Vecka ")))
    assert heard[0] == "Frågor till de sakkunniga"
    assert "förslag" in heard[1]
    assert "andbok" in heard[2]


async def test_the_longest_of_everything_fits_on_a_card(told: Told) -> None:
    store = told.desk.store
    for number in range(20):
        question = store.questions.note(
            Asked(f"{number} {LONG[:500]}", "unknown", "", "bosattning"), told.clock()
        )
        store.questions.verdict(question, Verdict.WRONG, LONG)
        picked = store.questions.note(
            Asked(f"{number} {LONG[:500]}", "suggest", "", "bosattning"), told.clock()
        )
        store.questions.picked(picked, "kommuntal")
        asker = [FIA, "skaraborg", "sjuharad"][number % 3]
        new = NewTicket(f"{number} {LONG[9:]}", LONG, "", TicketReason.DOUBTED, "bosattning", asker, LONG)
        store.tickets.ask(new, "Fia", told.clock())
    await told.beat()
    await told.beat(timedelta(days=5))
    await told.beat(timedelta(days=1))
    await told.beat(timedelta(days=8))
    assert {title.split()[0] for title in _titles(told)} >= {"Ny", "20", "Vecka"}
    for _, message in told.sent:
        card = render(message)
        assert card
        assert size_of(card) < BUDGET, message.panel


def _titles(told: Told) -> list[str]:
    return [message.panel.title for _, message in told.sent if message.panel]
