"""The words of what belongs to no round, written when it is sent, so that it tells how things are then."""

from collections.abc import Callable, Mapping

from domain.messages import Message
from domain.notices import Kind
from domain.upkeep import new, tellings, to_decide, unanswered, waiting_for
from domain.weeks import week_at
from scheduler import about_samrad, to_askers, to_experts, to_owners
from scheduler.errand import ErrandTelling


def needless(telling: ErrandTelling) -> str:
    """Why it is not to be sent after all; empty when it is."""
    return _NEEDLESS[telling.kind](telling)


def message(telling: ErrandTelling) -> Message:
    """What to send for an errand that is not ``needless``."""
    return _WRITTEN[telling.kind](telling)


_OTHERS = "frågan har tagits, besvarats eller skickats vidare"


def _new(telling: ErrandTelling) -> str:
    return "" if telling.row.key in {one.key for one in new(telling.now)} else _OTHERS


def _reminder(telling: ErrandTelling) -> str:
    return "" if waiting_for(telling.person, telling.now) else _OTHERS


def _overdue(telling: ErrandTelling) -> str:
    return "" if unanswered(telling.person, telling.now) else _OTHERS


def _reply(telling: ErrandTelling) -> str:
    ticket = telling.found
    if ticket is None or ticket.asker != telling.person.id:
        return "frågan finns inte längre"
    told = tellings(ticket)
    return "" if told and told[-1] == telling.step else "det har hänt något nyare med frågan"


def _proposed(telling: ErrandTelling) -> str:
    return "" if to_decide(telling.person, telling.now) else "förslagen har avgjorts"


def _weekly(telling: ErrandTelling) -> str:
    if telling.week != week_at(telling.at):
        return "veckan är slut"
    return "inget på listan längre" if telling.week_list.is_empty else ""


_NEEDLESS: Mapping[Kind, Callable[[ErrandTelling], str]] = {
    Kind.TICKET_NEW: _new,
    Kind.TICKET_REMINDER: _reminder,
    Kind.TICKET_OVERDUE: _overdue,
    Kind.TICKET_REPLY: _reply,
    Kind.PROPOSED: _proposed,
    Kind.WEEKLY: _weekly,
    Kind.EXPIRES: about_samrad.expires_needless,
    Kind.REFUSED_KEY: about_samrad.refused_needless,
    Kind.STOOD_STILL: about_samrad.stood_still_needless,
    Kind.NOT_RUN: about_samrad.not_run_needless,
}

_WRITTEN: Mapping[Kind, Callable[[ErrandTelling], Message]] = {
    Kind.TICKET_NEW: to_experts.new,
    Kind.TICKET_REMINDER: to_experts.reminder,
    Kind.TICKET_OVERDUE: to_experts.overdue,
    Kind.TICKET_REPLY: to_askers.reply,
    Kind.PROPOSED: to_experts.proposed,
    Kind.WEEKLY: to_owners.weekly,
    Kind.EXPIRES: about_samrad.expires,
    Kind.REFUSED_KEY: about_samrad.refused,
    Kind.STOOD_STILL: about_samrad.stood_still,
    Kind.NOT_RUN: about_samrad.not_run,
}
"""Every kind of errand has its words here, and above what makes it needless."""
