"""Experts and askers outside Teams: the joined bot writes a letter to them, and the week's list too."""

from collections.abc import Iterator
from datetime import time, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.clock import HandedClock
from bot.compose import Bot, compose
from bot.connector import Connector
from bot.settings import read_settings
from bot.tokens import no_token
from domain import swedish
from domain.people import Person, Role
from domain.tickets import NewTicket, TicketAct, TicketReason, TicketStep
from domain.workdays import at
from tests.mail.conftest import SENDER
from tests.mail.post_office import PostOffice

EVA = Person("eva", "Eva Ek", Role.EXPERT, "ensamkommande", mail="eva@kommun.example")
FIA = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal", mail="fia@kommun.example")
QUESTION = "Vem söker upp barnet?"


@pytest.fixture
def bot(tmp_path: Path, office: PostOffice, clock: HandedClock) -> Iterator[Bot]:
    settings = read_settings(var=tmp_path, smtp_url=f"smtp://127.0.0.1:{office.port}", mail_from=SENDER)
    made = compose(settings, clock, Connector(settings.origins, no_token))
    made.store.people.enroll(EVA, at=clock())
    made.store.people.enroll(FIA, at=clock())
    yield made
    made.close()


def letters(office: PostOffice, to: Person) -> dict[str, str]:
    """Subject and text of each letter to the person."""
    return {letter["Subject"]: _text(letter) for letter in office.letters() if letter["To"] == to.mail}


def _text(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


async def test_a_question_and_its_reply_go_by_e_mail(
    bot: Bot, office: PostOffice, clock: HandedClock
) -> None:
    new = NewTicket(QUESTION, "", "", TicketReason.UNANSWERED, "ensamkommande", FIA.id)
    ticket = bot.store.tickets.ask(new, FIA.name, clock())
    await bot.pulse.beat()
    asked = letters(office, EVA)["Ny fråga F1: Sakkunniga i frågor om ensamkommande barn"]
    assert f"Fia Fyrbodal frågar: ”{QUESTION}”" in asked
    assert "Ta frågan: skriv ”ta F1” till Samråd i Teams." in asked
    step = TicketStep(TicketAct.REPLY, EVA.id, EVA.name, clock(), "Det gör socialtjänsten.")
    bot.store.tickets.step(ticket.id, step)
    await bot.pulse.beat()
    assert "Det gör socialtjänsten." in letters(office, FIA)["Svar på din fråga F1"]


async def test_the_weeks_list_knows_which_entries_are_due(
    bot: Bot, office: PostOffice, clock: HandedClock
) -> None:
    entries = bot.desk.handbook.entries.values()
    entry = min((one for one in entries if one.owner in EVA.groups), key=lambda one: one.review)
    clock.set(bot.book.hours.earliest(at(entry.review + timedelta(weeks=1), time(10))))
    await bot.pulse.beat()
    week = clock().isocalendar().week
    told = letters(office, EVA)[f"Vecka {week}: frågorna och handboken"]
    assert f"– {entry.question} ({entry.key}), skulle ha lästs igenom {swedish.day(entry.review)}" in told
    assert not [one.key for one in entries if one.owner not in EVA.groups and f" ({one.key})" in told]
