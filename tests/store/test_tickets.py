"""Questions to experts as kept: every step stays, the first to act wins, and each leaves an audit line."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.errors import Conflict, NotAllowed, NotFound, SamradError
from domain.tickets import (
    MOST_A_DAY,
    MOST_OPEN,
    NewTicket,
    Ticket,
    TicketAct,
    TicketReason,
    TicketStatus,
    TicketStep,
)
from store.audit import Audit
from store.database import Database
from store.tickets import Tickets

NEW = NewTicket(
    question="Vem betalar tolken?",
    shown="Det vet jag inte.",
    entry="tolk",
    reason=TicketReason.UNANSWERED,
    group="etablering",
    asker="fia",
    words="Det stod inget om barn.",
)


@pytest.fixture
def tickets(database: Database) -> Tickets:
    return Tickets(database)


@pytest.fixture
def asked(tickets: Tickets, now: datetime) -> Ticket:
    return tickets.ask(NEW, "Fia Fyrbodal", now)


@pytest.fixture
def eva(now: datetime) -> Callable[..., TicketStep]:
    def step(act: TicketAct, words: str = "", group: str = "") -> TicketStep:
        return TicketStep(act, "eva", "Eva Etablering", now, words, group)

    return step


def test_what_is_asked_is_there_with_its_first_step(tickets: Tickets, asked: Ticket, now: datetime) -> None:
    assert tickets.get(asked.id) == asked
    assert (asked.name, asked.status, asked.owner) == ("F1", TicketStatus.WAITING, "")
    assert (asked.question, asked.shown, asked.entry) == (NEW.question, NEW.shown, NEW.entry)
    assert (asked.reason, asked.group, asked.asker, asked.asked_at) == (NEW.reason, NEW.group, "fia", now)
    assert asked.steps == (
        TicketStep(TicketAct.ASK, "fia", "Fia Fyrbodal", now, "Det stod inget om barn.", "etablering"),
    )


def test_each_step_is_added_and_moves_the_ticket(
    tickets: Tickets, asked: Ticket, eva: Callable[..., TicketStep]
) -> None:
    tickets.step(asked.id, eva(TicketAct.TAKE))
    tickets.step(asked.id, eva(TicketAct.REPLY, "Arbetsförmedlingen."))
    tickets.step(asked.id, eva(TicketAct.REOPEN, "Regeln är ändrad."))
    moved = tickets.step(asked.id, eva(TicketAct.HAND_ON, "De vet.", "ersattning"))
    assert tickets.get(asked.id) == moved
    assert (moved.status, moved.owner, moved.group) == (TicketStatus.WAITING, "", "ersattning")
    assert [step.words for step in moved.steps[1:]] == [
        "",
        "Arbetsförmedlingen.",
        "Regeln är ändrad.",
        "De vet.",
    ]
    assert moved.reply
    assert moved.reply.words == "Arbetsförmedlingen."


def test_every_step_leaves_a_line_in_the_audit_log_without_what_was_written(
    database: Database, tickets: Tickets, asked: Ticket, eva: Callable[..., TicketStep]
) -> None:
    tickets.step(asked.id, eva(TicketAct.HAND_ON, "De vet.", "ersattning"))
    tickets.step(asked.id, eva(TicketAct.REPLY, "Ja."))
    lines = Audit(database).lines("F1")
    assert [(line.who, line.what, line.why) for line in lines] == [
        ("fia", "frågade en sakkunnig", "till etablering"),
        ("eva", "skickade vidare", "väntar, till ersattning"),
        ("eva", "svarade", "väntar blev besvarad"),
    ]


def test_who_saw_it_as_it_was_is_told_that_somebody_was_first(
    tickets: Tickets, asked: Ticket, eva: Callable[..., TicketStep]
) -> None:
    seen = len(asked.steps)
    taken = tickets.step(asked.id, eva(TicketAct.TAKE), seen=seen)
    with pytest.raises(Conflict, match=r"Eva Etablering tog frågan F1\. Inget av ditt är sparat"):
        tickets.step(asked.id, replace(eva(TicketAct.REPLY, "Ja."), by="bo"), seen=seen)
    assert tickets.get(asked.id) == taken


def test_of_many_who_answer_at_once_one_does(tickets: Tickets, asked: Ticket, now: datetime) -> None:
    def replies(who: str) -> str:
        try:
            tickets.step(asked.id, TicketStep(TicketAct.REPLY, who, who, now, f"Svar av {who}."), seen=1)
        except Conflict:
            return ""
        return who

    with ThreadPoolExecutor(8) as pool:
        (first,) = filter(None, pool.map(replies, map(str, range(8))))
    kept = tickets.get(asked.id)
    assert kept
    assert [step.by for step in kept.steps] == ["fia", first]


def test_what_the_status_forbids_is_not_written(
    database: Database, tickets: Tickets, asked: Ticket, eva: Callable[..., TicketStep]
) -> None:
    closed = tickets.step(asked.id, eva(TicketAct.CLOSE, "Fel forum."))
    with pytest.raises(NotAllowed, match="F1 är avslutad"):
        tickets.step(asked.id, eva(TicketAct.REPLY, "Ja."))
    assert tickets.get(asked.id) == closed
    assert len(Audit(database).lines("F1")) == 2


def test_an_unknown_ticket_is_told_of(tickets: Tickets, eva: Callable[..., TicketStep]) -> None:
    assert tickets.get(7) is None
    with pytest.raises(NotFound, match="F7"):
        tickets.step(7, eva(TicketAct.TAKE))


def test_the_same_question_still_open_is_one_ticket(
    tickets: Tickets, asked: Ticket, eva: Callable[..., TicketStep], now: datetime
) -> None:
    later = now + timedelta(minutes=1)
    assert tickets.ask(NEW, "Fia Fyrbodal", later) == asked
    assert tickets.ask(replace(NEW, asker="siv"), "Siv", later).id == 2
    tickets.step(asked.id, eva(TicketAct.REPLY, "Ja."))
    assert tickets.ask(NEW, "Fia Fyrbodal", later).id == 3


def test_no_more_than_ten_are_open_for_one_person_even_when_asked_at_once(
    tickets: Tickets, now: datetime
) -> None:
    def asks(number: int) -> bool:
        try:
            tickets.ask(replace(NEW, question=f"Fråga {number}?"), "Fia", now)
        except SamradError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(asks, range(20))) == MOST_OPEN
    assert len(tickets.open()) == MOST_OPEN
    assert tickets.ask(replace(NEW, asker="siv"), "Siv", now).asker == "siv"


def test_who_closes_and_asks_anew_comes_to_an_end_too(tickets: Tickets, now: datetime) -> None:
    for number in range(MOST_A_DAY):
        one = tickets.ask(replace(NEW, question=f"Fråga {number}?"), "Fia", now)
        tickets.step(one.id, TicketStep(TicketAct.CLOSE, "fia", "Fia", now))
    with pytest.raises(NotAllowed, match="20 frågor det senaste dygnet"):
        tickets.ask(NEW, "Fia", now + timedelta(hours=23))
    assert tickets.ask(NEW, "Fia", now + timedelta(hours=24)).is_open


def test_they_are_found_by_group_by_asker_and_by_what_happened_since(
    tickets: Tickets, eva: Callable[..., TicketStep], now: datetime
) -> None:
    first = tickets.ask(NEW, "Fia", now - timedelta(days=3))
    second = tickets.ask(replace(NEW, asker="siv", group="asyl"), "Siv", now - timedelta(days=2))
    answered = tickets.step(first.id, eva(TicketAct.REPLY, "Ja."))
    assert tickets.open() == [second]
    assert tickets.of_group("etablering") == []
    assert tickets.of_group("etablering", open_only=False) == [answered]
    assert tickets.of_asker("siv") == [second]
    assert tickets.changed_since(now) == [answered]
    assert tickets.changed_since(now - timedelta(days=2)) == [answered, second]
    assert tickets.all() == [answered, second]
