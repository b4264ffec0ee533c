"""What is done with the report, one step at a time: told what it means, confirmed, and done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus

from aiohttp.web import Response

from dialogs import report_acts, report_decision, status_report
from dialogs.status_report import BadText
from domain import swedish
from domain.errors import Conflict, NotAllowed
from domain.report_life import ReportAct, check
from domain.workdays import STOCKHOLM, shift
from forms.parsing import Window, read_date
from web.fields import PREFIX, Field, field_id
from web.handbook_rooms import number_in
from web.headers import clear
from web.report_frame import framed, hidden
from web.report_given_back import given_back
from web.report_progress import PATHS, offers
from web.report_rooms import Room
from web.report_step_words import ASKED, UNTIL, Asked


@dataclass(frozen=True)
class Given:
    """What was filled in, and what was wrong with it."""

    value: str = ""
    problem: str = ""
    at_field: bool = False


_NOTHING = Given()


def shown(room: Room, path: str) -> Response:
    """The step's page; the report's with why not, when the step is not to be taken now."""
    return _page(room, path, _NOTHING)


def taken(room: Room, path: str, fields: Mapping[str, str]) -> Response:
    """The step, taken; or its page with why not, and what was written."""
    asked = ASKED[PATHS[path]]
    value = fields.get(PREFIX + asked.field, "").strip() if asked.field else ""
    if room.guest.over:
        return given_back(room.guest, value)
    try:
        _DOING[PATHS[path]](room, value, number_in(fields.get("version", "")) or 0)
    except (Unclear, BadText) as unclear:
        return _page(room, path, Given(value, str(unclear), at_field=True))
    except (Conflict, NotAllowed) as refused:
        return _page(room.anew(), path, Given(value, str(refused)))
    return clear(HTTPStatus.SEE_OTHER, location=room.guest.base)


class Unclear(Exception):
    """The field cannot be read; the words say how to write it."""


def _page(room: Room, path: str, given: Given) -> Response:
    act = PATHS[path]
    if not given.problem and act not in {offer.act for offer in offers(room)}:
        return _not_now(room, act)
    asked = ASKED[act]
    html = framed(
        "report_step.html",
        room.guest,
        f"/steg/{path}",
        heading=asked.heading,
        problems=[(given.problem, f"#{field_id(asked.field)}" if given.at_field else "")]
        if given.problem
        else [],
        text=asked.text,
        facts=_facts(room) if act in _OF_A_VERSION else [],
        version=_newest(room),
        warnings=list(_warnings(room, act)),
        fields=[_field(room, asked, given)] if asked.field else [],
        button=asked.button,
        action=f"{room.guest.base}/steg/{path}",
        form=hidden(room.guest, version=str(_newest(room))),
    )
    return clear(HTTPStatus.CONFLICT if given.problem else HTTPStatus.OK, html)


def _not_now(room: Room, act: ReportAct) -> Response:
    """Why the step is not there to be taken: somebody else may have taken it."""
    try:
        check(room.life, act, room.now)
        why = "Det är någon annan som gör det här."
    except NotAllowed as refused:
        why = str(refused)
    html = framed("report_refused.html", room.guest, "", heading="Det går inte nu", why=why)
    return clear(HTTPStatus.CONFLICT, html)


_OF_A_VERSION = frozenset({ReportAct.SEND_TO_CHECK, ReportAct.DECIDE, ReportAct.PUBLISH})


def _facts(room: Room) -> list[tuple[str, str]]:
    """Which version the step is about."""
    return [
        ("Version", f"{head.number}, sparad {swedish.moment(head.at)} av {head.by_name}")
        for head in room.versions[:1]
    ]


def _newest(room: Room) -> int:
    return room.versions[0].number if room.versions else 0


def _warnings(room: Room, act: ReportAct) -> Iterator[str]:
    """What stands in the way, or should be thought of first."""
    if act in {ReportAct.DECIDE, ReportAct.SEND_TO_CHECK} and room.editable:
        for part in room.composition.changed_under:
            yield f"Underlaget har ändrats under redigeringen av {part.title}. Välj text först."
        if lacking := [one.respondent.name for one in room.material.missing]:
            yield f"{swedish.listed(lacking)} har inte lämnat in."
    if act in {ReportAct.DECIDE, ReportAct.PUBLISH}:
        yield from report_decision.unfilled(room.document(_newest(room)), room.desk.county)
    if act is ReportAct.DECIDE and room.open_remarks:
        count = swedish.count(len(room.open_remarks), "synpunkt", "synpunkter")
        yield f"{swedish.upper_first(count)} väntar på svar. Svara på dem innan beslutet."


def _field(room: Room, asked: Asked, given: Given) -> Field:
    value = given.value
    suggested = shift(_today(room), _WORKDAYS)
    if asked.field == UNTIL and not given.problem:
        value = suggested.isoformat()
    return Field(
        asked.field,
        "line" if asked.field == UNTIL else "text",
        asked.label,
        value,
        hint=asked.hint,
        format=f"Skriv till exempel {swedish.day_of_month(suggested)}." if asked.field == UNTIL else "",
        rows=4,
        wrong=(given.problem,) if given.at_field else (),
    )


def _today(room: Room) -> date:
    return room.now.astimezone(STOCKHOLM).date()


def _send(room: Room, value: str, _version: int) -> None:
    """What is sent is the report as it stands now, late answers and all."""
    today = _today(room)
    try:
        until = read_date(value, Window(today, today + _LONGEST_CHECK))
    except ValueError:
        example = swedish.day_of_month(shift(today, _WORKDAYS))
        raise Unclear(f"Skriv sista dagen som ett datum, till exempel {example}.") from None
    if not today <= until <= today + _LONGEST_CHECK:
        raise Unclear(f"Välj en dag från {swedish.day(today)} till {swedish.day(today + _LONGEST_CHECK)}.")
    status_report.renew(room.desk, room.round, room.author)
    report_acts.send_to_check(room.desk, room.round, room.author, until)


_WORKDAYS = 5
"""So long is suggested for a fact check."""

_LONGEST_CHECK = timedelta(days=60)

_DOING: Mapping[ReportAct, Callable[[Room, str, int], object]] = {
    ReportAct.SEND_TO_CHECK: _send,
    ReportAct.DECIDE: lambda room, words, version: report_acts.decide(
        room.desk, room.round, room.author, words, version
    ),
    ReportAct.TAKE_BACK: lambda room, words, _: report_acts.take_back(
        room.desk, room.round, room.author, words
    ),
    ReportAct.PUBLISH: lambda room, _words, _: report_acts.publish(room.desk, room.round, room.author),
    ReportAct.CORRECT: lambda room, words, _: report_acts.correct(room.desk, room.round, room.author, words),
    ReportAct.ASK_ENGLISH: lambda room, _words, _: report_acts.ask_english(
        room.desk, room.round, room.author
    ),
    ReportAct.DROP_ENGLISH: lambda room, _words, _: report_acts.drop_english(
        room.desk, room.round, room.author
    ),
}
