"""What is done with the report, one step at a time: told what it means, confirmed, and done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus

from aiohttp.web import Response

from dialogs import report_acts, report_work, status_report
from dialogs.status_report import BadText
from domain import swedish
from domain.errors import Conflict, NotAllowed
from domain.report_life import ReportAct, check
from domain.workdays import STOCKHOLM, shift
from forms.parsing import Window, read_date
from web.fields import PREFIX, Field, field_id
from web.handbook_rooms import number_in
from web.headers import clear
from web.refusals import UNREADABLE, Refused
from web.report_frame import framed, hidden
from web.report_given_back import given_back
from web.report_progress import OF_A_VERSION, PATHS, offers
from web.report_rooms import Room
from web.report_step_warnings import subject, warnings
from web.report_step_words import ASKED, INSTEAD, UNTIL, Asked


@dataclass(frozen=True)
class Given:
    """What was filled in, and what was wrong with it."""

    value: str = ""
    problem: str = ""
    at_field: bool = False


_NOTHING = Given()


def shown(room: Room, path: str, query: Mapping[str, str]) -> Response:
    """The step's page; the report's with why not, when the step is not to be taken now.

    What is to be sent is kept first, late answers and all. ``query``: the version that was read.
    """
    if PATHS[path] is ReportAct.SEND_TO_CHECK and room.editable and report_work.has_answers(room.material):
        status_report.renew(room.desk, room.round, room.author)
    return _page(room, path, _NOTHING, number_in(query.get("version", "")) or 0)


def taken(room: Room, path: str, fields: Mapping[str, str]) -> Response:
    """The step, taken; or its page with why not, and what was written."""
    asked = ASKED[PATHS[path]]
    value = fields.get(PREFIX + asked.field, "").strip() if asked.field else ""
    read = number_in(fields.get("version", "")) or 0
    if room.guest.over:
        return given_back(room.guest, value)
    if PATHS[path] in OF_A_VERSION and not read:
        raise Refused(UNREADABLE)
    try:
        _DOING[PATHS[path]](room, value, read)
    except (Unclear, BadText) as unclear:
        return _page(room, path, Given(value, str(unclear), at_field=True), read)
    except (Conflict, NotAllowed) as refused:
        return _page(room.anew(), path, Given(value, str(refused)), read)
    return clear(HTTPStatus.SEE_OTHER, location=f"{room.guest.base}?klart={path}")


class Unclear(Exception):
    """The field cannot be read; the words say how to write it."""


def _page(room: Room, path: str, given: Given, read: int) -> Response:
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
        instead=INSTEAD.get(act, "Inget ändrades"),
        text=asked.text,
        facts=_facts(room, subject(room, act)) if act in OF_A_VERSION else [],
        version=subject(room, act),
        warnings=list(warnings(room, act, read)),
        fields=[_field(room, asked, given)] if asked.field else [],
        button=asked.button,
        action=f"{room.guest.base}/steg/{path}",
        form=hidden(room.guest, version=str(subject(room, act))),
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


def _facts(room: Room, number: int) -> list[tuple[str, str]]:
    """Which version the step is about."""
    return [
        ("Version", f"{head.number}, sparad {swedish.moment(head.at)} av {head.by_name}")
        for head in room.versions
        if head.number == number
    ]


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


def _send(room: Room, value: str, version: int) -> None:
    """What is sent is the version that was shown, when the report still stands so, late answers and all."""
    today = _today(room)
    try:
        until = read_date(value, Window(today, today + _LONGEST_CHECK))
    except ValueError as unread:
        why, there_is_none, _ = str(unread).partition(" finns inte.")
        example = f"sista dagen som ett datum, till exempel {swedish.day_of_month(shift(today, _WORKDAYS))}."
        raise Unclear(
            f"{why}{there_is_none} Skriv {example}" if there_is_none else f"Skriv {example}"
        ) from None
    if not today <= until <= today + _LONGEST_CHECK:
        raise Unclear(f"Välj en dag från {swedish.day(today)} till {swedish.day(today + _LONGEST_CHECK)}.")
    status_report.renew(room.desk, room.round, room.author)
    report_acts.send_to_check(room.desk, room.round, room.author, until, version)


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
    ReportAct.PUBLISH: lambda room, _words, version: report_acts.publish(
        room.desk, room.round, room.author, version
    ),
    ReportAct.CORRECT: lambda room, words, _: report_acts.correct(room.desk, room.round, room.author, words),
    ReportAct.ASK_ENGLISH: lambda room, _words, _: report_acts.ask_english(
        room.desk, room.round, room.author
    ),
    ReportAct.DROP_ENGLISH: lambda room, _words, _: report_acts.drop_english(
        room.desk, room.round, room.author
    ),
}
