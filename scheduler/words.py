"""The words of a round's notice, written when it is sent, so that it tells how things are then."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain import coordination, decisions, reminders, report_notices
from domain.life import takes_answers
from domain.messages import Message
from domain.notices import Kind
from domain.nudges import Nudge
from domain.people import ANSWERING
from scheduler import (
    about_answers,
    about_check,
    about_decision,
    news,
    to_coordinators,
    to_municipalities,
    to_participants,
    to_reporters,
)
from scheduler.telling import Telling

_GONE, _DONE, _OVER = (
    "personen har inte längre det uppdraget",
    "rapporten har kommit in",
    "tiden för det har gått ut",
)
_NEWER = "det har hänt något nyare"


def needless(telling: Telling) -> str:
    """Why the notice is not to be sent after all; empty when it is."""
    return _NEEDLESS[telling.kind](telling)


def message(telling: Telling) -> Message:
    """What to send for a notice that is not ``needless``."""
    return _WRITTEN[telling.kind](telling)


def _by_calendar(telling: Telling) -> str:
    rule = telling.row.what["rule"]
    if not reminders.assigned(rule, telling.person, telling.unit, telling.now):
        return _GONE
    if telling.units():
        return ""
    waiting = any(telling.now.waits(unit) for unit in telling.now.units_of(telling.person))
    return _OVER if waiting else _DONE


def _by_decision(telling: Telling) -> str:
    step = decisions.step_of(telling.unit, telling.step, telling.now)
    if step is None or not decisions.holds(telling.kind, telling.unit, step, telling.now):
        return _NEWER
    people = decisions.audience(telling.kind, telling.unit, step, telling.now)
    return "" if telling.person in people else _GONE


def _by_milestone(telling: Telling) -> str:
    if not telling.person.coordinates:
        return _GONE
    return "" if coordination.is_for(telling.kind, telling.person, telling.now) else _OVER


def _by_report(telling: Telling) -> str:
    called_for = {notice.key for notice in report_notices.due(telling.now)}
    return "" if telling.row.key in called_for else _NEWER


def _by_digest(telling: Telling) -> str:
    if not telling.person.coordinates:
        return _GONE
    return "" if news.lines(telling.sources, telling.now, telling.person) else "inget har hänt sedan sist"


def _by_evaluation(telling: Telling) -> str:
    if telling.person.id in telling.now.kept.evaluated:
        return "personen har redan svarat"
    return "" if coordination.is_for(telling.kind, telling.person, telling.now) else _OVER


def _by_nudge(telling: Telling) -> str:
    named = telling.row.what.get("units", telling.unit).split(",")
    own = [unit for unit in named if unit in telling.person.answers_for(ANSWERING)]
    if not own:
        return _GONE
    if not any(telling.now.waits(unit) for unit in own):
        return _DONE
    return "" if _nudged_units(telling) else _OVER


def _nudged_units(telling: Telling) -> list[str]:
    named = telling.row.what.get("units", telling.unit).split(",")
    return [
        unit
        for unit in named
        if unit in telling.person.answers_for(ANSWERING)
        and telling.now.waits(unit)
        and takes_answers(telling.life(unit), telling.round, telling.now.now)
    ]


def _nudged(telling: Telling) -> Message:
    units = _nudged_units(telling)
    panels = [_nudge(telling, unit).panel(telling.missing(unit)) for unit in units]
    told = [line for panel in panels for line in panel.paragraphs]
    paragraphs = (*dict.fromkeys(told), telling.footer(units))
    return Message(panel=replace(panels[0], paragraphs=paragraphs), buttons=telling.buttons(units))


def _nudge(telling: Telling, unit: str) -> Nudge:
    what = telling.row.what
    return Nudge(
        round=telling.round,
        name=telling.name(unit),
        life=telling.life(unit),
        by=what.get("by", ""),
        own=what.get("words", ""),
        optional=unit in telling.now.units.invited,
    )


_CALENDAR = (Kind.OPENED, Kind.REMINDER, Kind.LATE, Kind.CLOSED)
_DECISIONS = (
    Kind.RETURNED,
    Kind.RETURNED_AGAIN,
    Kind.REOPENED,
    Kind.GRANTED,
    Kind.REFUSED,
    Kind.APPROVED,
)
_OF_REPORT: Mapping[Kind, Callable[[Telling], Message]] = {
    Kind.CHECK: about_check.check,
    Kind.CHECK_AGAIN: about_check.check,
    Kind.REMARKS: about_check.remarks,
    Kind.SETTLED: about_check.settled,
    Kind.DECISION_DUE: about_decision.decision_due,
    Kind.DECISION: about_decision.decision,
    Kind.PUBLISHED: to_participants.published,
}
_MILESTONES: Mapping[Kind, Callable[[Telling], Message]] = {
    Kind.CREATED: to_coordinators.created,
    Kind.UNMANNED: to_coordinators.unmanned,
    Kind.STILL_UNMANNED: to_coordinators.unmanned,
    Kind.LATE_LIST: to_coordinators.late_list,
    Kind.DRAFT: to_coordinators.draft,
    Kind.CHECK_DUE: about_decision.check_due,
    Kind.PUBLISH_DUE: about_decision.publish_due,
    Kind.FEEDBACK: to_coordinators.feedback,
    Kind.CASE: to_coordinators.case,
}

_WRITTEN: Mapping[Kind, Callable[[Telling], Message]] = {
    **dict.fromkeys(_CALENDAR, to_reporters.written),
    Kind.CONTACTS: to_reporters.contacts,
    Kind.INVITED: to_municipalities.invited,
    Kind.INVITED_AGAIN: to_municipalities.invited_again,
    **dict.fromkeys(_DECISIONS, about_answers.told),
    Kind.ASKED: about_answers.asked,
    Kind.NUDGE: _nudged,
    **_OF_REPORT,
    **_MILESTONES,
    Kind.DIGEST: to_coordinators.digest,
    Kind.EVALUATION: to_participants.evaluation,
}
"""Every kind of notice has its words here, and below what makes it needless."""

_NEEDLESS: Mapping[Kind, Callable[[Telling], str]] = {
    **dict.fromkeys((*_CALENDAR, Kind.CONTACTS, Kind.INVITED, Kind.INVITED_AGAIN), _by_calendar),
    **dict.fromkeys((*_DECISIONS, Kind.ASKED), _by_decision),
    Kind.NUDGE: _by_nudge,
    **dict.fromkeys(_OF_REPORT, _by_report),
    **dict.fromkeys(_MILESTONES, _by_milestone),
    Kind.DIGEST: _by_digest,
    Kind.EVALUATION: _by_evaluation,
}
