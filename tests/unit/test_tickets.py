"""Who may do what with a question to the experts, where each act leads, and when somebody is reminded."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.errors import Conflict, NotAllowed
from domain.people import Assignment, Person, Role
from domain.ticket_reminders import Reminded, TicketReminder, reminders
from domain.tickets import (
    Ticket,
    TicketAct,
    TicketReason,
    TicketStatus,
    TicketStep,
    after,
    must_be_allowed,
    sees,
)
from domain.workdays import STOCKHOLM

MONDAY = datetime(2026, 11, 9, 10, 30, tzinfo=STOCKHOLM)
FIA = Person("fia", "Fia", Role.REPORTER, "fyrbodal")
EVA = Person("eva", "Eva", Role.EXPERT, "etablering")
BO = Person("bo", "Bo", Role.EXPERT, "bosattning", also=(Assignment(Role.EXPERT, "etablering"),))
ASA = Person("asa", "Åsa", Role.EXPERT, "asyl")
SARA = Person("sara", "Sara", Role.COORDINATOR)
EVERYTHING = frozenset(TicketAct) - {TicketAct.ASK}


@pytest.fixture
def asked() -> Ticket:
    first = TicketStep(TicketAct.ASK, "fia", "Fia", MONDAY, group="etablering")
    return Ticket(12, "Vem?", "", "", TicketReason.UNANSWERED, "etablering", "fia", MONDAY, steps=(first,))


def then(ticket: Ticket, *acts: tuple[TicketAct, Person], days: int = 0, group: str = "") -> Ticket:
    for act, who in acts:
        at = MONDAY + timedelta(days=days)
        ticket = after(ticket, TicketStep(act, who.id, who.name, at, "ord", group))
    return ticket


def may(ticket: Ticket, person: Person) -> set[TicketAct]:
    allowed = set()
    for act in EVERYTHING:
        try:
            must_be_allowed(ticket, act, person)
            then(ticket, (act, person), group="asyl")
        except (NotAllowed, Conflict):
            continue
        allowed.add(act)
    return allowed


def test_the_asker_the_group_and_the_coordinators_see_it_and_nobody_else(asked: Ticket) -> None:
    assert [sees(asked, person) for person in (FIA, EVA, BO, SARA, ASA)] == [True, True, True, True, False]


def test_what_each_may_do_with_one_that_waits(asked: Ticket) -> None:
    theirs = {TicketAct.TAKE, TicketAct.TAKE_OVER, TicketAct.REPLY, TicketAct.HAND_ON, TicketAct.CLOSE}
    assert {who.id: may(asked, who) for who in (FIA, EVA, BO, SARA)} == {
        "fia": {TicketAct.CLOSE},
        "eva": theirs,
        "bo": theirs,
        "sara": theirs,
    }


def test_what_each_may_do_with_one_that_another_has(asked: Ticket) -> None:
    taken = then(asked, (TicketAct.TAKE, EVA))
    assert {who.id: may(taken, who) for who in (FIA, EVA, BO, SARA)} == {
        "fia": {TicketAct.CLOSE},
        "eva": {TicketAct.REPLY, TicketAct.HAND_ON, TicketAct.CLOSE},
        "bo": {TicketAct.TAKE_OVER},
        "sara": {TicketAct.TAKE_OVER, TicketAct.HAND_ON, TicketAct.CLOSE},
    }


def test_what_each_may_do_with_one_that_is_answered(asked: Ticket) -> None:
    answered = then(asked, (TicketAct.REPLY, EVA))
    assert {who.id: may(answered, who) for who in (FIA, EVA, BO)} == {
        "fia": {TicketAct.REOPEN},
        "eva": {TicketAct.REPLY, TicketAct.REOPEN, TicketAct.PROPOSE},
        "bo": {TicketAct.REOPEN, TicketAct.PROPOSE},
    }


def test_what_each_may_do_with_one_that_is_closed(asked: Ticket) -> None:
    closed = then(asked, (TicketAct.TAKE, EVA), (TicketAct.CLOSE, EVA))
    assert {who.id: may(closed, who) for who in (FIA, EVA, BO)} == {
        "fia": {TicketAct.REOPEN},
        "eva": {TicketAct.REOPEN},
        "bo": {TicketAct.REOPEN},
    }


def test_who_replies_without_taking_it_has_it(asked: Ticket) -> None:
    answered = then(asked, (TicketAct.REPLY, BO))
    assert (answered.status, answered.owner, answered.owner_name) == (TicketStatus.ANSWERED, "bo", "Bo")


def test_opened_again_by_the_asker_it_goes_back_to_who_answered(asked: Ticket) -> None:
    answered = then(asked, (TicketAct.REPLY, EVA))
    again = then(answered, (TicketAct.REOPEN, FIA))
    assert (again.status, again.owner) == (TicketStatus.TAKEN, "eva")
    assert then(answered, (TicketAct.REOPEN, BO)).owner == "bo"
    never = then(asked, (TicketAct.CLOSE, FIA), (TicketAct.REOPEN, FIA))
    assert (never.status, never.owner) == (TicketStatus.WAITING, "")


def test_passed_on_it_waits_in_the_other_group(asked: Ticket) -> None:
    passed = then(asked, (TicketAct.TAKE, EVA), (TicketAct.HAND_ON, EVA), group="asyl")
    assert (passed.status, passed.owner, passed.group) == (TicketStatus.WAITING, "", "asyl")
    assert not sees(passed, EVA)
    with pytest.raises(NotAllowed, match="ligger redan där"):
        then(passed, (TicketAct.HAND_ON, ASA), group="asyl")


def test_a_refusal_says_what_to_do_instead(asked: Ticket) -> None:
    taken = then(asked, (TicketAct.TAKE, EVA))
    with pytest.raises(Conflict, match="”ta över F12”"):
        must_be_allowed(taken, TicketAct.REPLY, BO)
    with pytest.raises(NotAllowed, match="”avsluta F12”"):
        must_be_allowed(asked, TicketAct.REPLY, FIA)
    with pytest.raises(NotAllowed, match="är inte avslutad: den är tagen av Eva"):
        then(taken, (TicketAct.REOPEN, FIA))
    with pytest.raises(NotAllowed, match="väntar på en sakkunnig"):
        then(asked, (TicketAct.REOPEN, FIA))
    with pytest.raises(NotAllowed, match="”svara F12: …” först"):
        then(asked, (TicketAct.PROPOSE, EVA))


def told(ticket: Ticket, day: date) -> list[tuple[Reminded, date, int]]:
    now = datetime(day.year, day.month, day.day, 8, tzinfo=STOCKHOLM)
    return [(one.to, one.day, one.step) for one in reminders(ticket, now)]


def test_the_group_is_reminded_after_two_working_days_and_the_coordinators_after_seven(asked: Ticket) -> None:
    group = (Reminded.GROUP, date(2026, 11, 11), 1)
    coordinators = (Reminded.COORDINATORS, date(2026, 11, 18), 1)
    assert told(asked, date(2026, 11, 10)) == []
    assert told(asked, date(2026, 11, 11)) == [group]
    assert told(asked, date(2026, 11, 17)) == [group]
    assert told(asked, date(2026, 11, 18)) == [group, coordinators]


def test_a_weekend_is_no_working_day(asked: Ticket) -> None:
    friday = MONDAY + timedelta(days=4)
    late = replace(asked, asked_at=friday, steps=(replace(asked.steps[0], at=friday),))
    assert told(late, date(2026, 11, 16)) == []
    assert told(late, date(2026, 11, 17)) == [(Reminded.GROUP, date(2026, 11, 17), 1)]


def test_the_owner_is_reminded_five_working_days_after_taking_it(asked: Ticket) -> None:
    taken = then(asked, (TicketAct.TAKE, EVA), days=1)
    assert told(taken, date(2026, 11, 16)) == []
    assert told(taken, date(2026, 11, 17)) == [(Reminded.OWNER, date(2026, 11, 17), 2)]
    over = then(taken, (TicketAct.TAKE_OVER, BO), days=7)
    assert told(over, date(2026, 11, 17)) == []
    assert [one for one, *_ in told(over, date(2026, 11, 23))] == [Reminded.OWNER, Reminded.COORDINATORS]


def test_passing_it_on_gives_the_next_group_its_days_but_not_the_coordinators(asked: Ticket) -> None:
    passed = then(asked, (TicketAct.HAND_ON, EVA), days=7, group="asyl")
    assert told(passed, date(2026, 11, 18)) == [
        (Reminded.GROUP, date(2026, 11, 18), 2),
        (Reminded.COORDINATORS, date(2026, 11, 18), 1),
    ]


def test_opened_again_it_waits_anew_and_what_is_answered_does_not_wait(asked: Ticket) -> None:
    answered = then(asked, (TicketAct.REPLY, EVA), days=1)
    assert told(answered, date(2027, 1, 15)) == []
    again = then(answered, (TicketAct.REOPEN, FIA), days=14)
    assert told(again, date(2026, 11, 27)) == []
    now = datetime(2026, 11, 30, 8, tzinfo=STOCKHOLM)
    assert reminders(again, now) == (TicketReminder(Reminded.OWNER, date(2026, 11, 30), 3),)
