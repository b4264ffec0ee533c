"""The answers have changed under a section that somebody edited: what changed, and which text shall stand."""

from collections.abc import Mapping
from http import HTTPStatus

from aiohttp.web import Response

from dialogs import status_report
from dialogs.status_report import BadText
from domain import swedish
from domain.errors import Conflict
from domain.report_versions import SectionEdit
from reports.composing import Part, Standing
from web.handbook_rooms import number_in
from web.headers import clear
from web.refusals import UNREADABLE, Refused
from web.report_edit_page import page as writing_page
from web.report_frame import framed, hidden
from web.report_given_back import given_back
from web.report_left import left
from web.report_marks import brief, sides
from web.report_rooms import Room
from web.report_writing import brought_in

_REWRITE = "Välj Skriv om för att ändra texten, eller ta den framtagna. Det du skrev står kvar till dess."
READ = "read"
_NOT_READ = "Kryssa för att texten gäller även med det nya underlaget, eller ta med det nya i texten."
_JOIN = "join"
_ACTS = {"keep": status_report.keep_mine, "take": status_report.take_generated}


def shown(room: Room, key: str) -> Response:
    """On to the report when nothing differs. Raise NotFound for no section of the report, NotAllowed."""
    room.must_write()
    part = room.part(key)
    if part.edit is None or part.standing is not Standing.CHANGED_UNDER:
        return _to_section(room, key)
    return _page(room, part, part.edit)


def decided(room: Room, key: str, fields: Mapping[str, str]) -> Response:
    """Bring the new into one's own text, keep that as it is, or take the new one; never over another's."""
    if room.guest.over:
        return given_back(room.guest, "")
    press, part = fields.get("press", ""), room.part(key)
    if press not in {_JOIN, *_ACTS}:
        raise Refused(UNREADABLE)
    if fields.get("base", "").replace("\r\n", "\n") != part.generated:
        return _again(room, "Underlaget ändrades igen medan du läste. Jämför en gång till.", part)
    if press == _JOIN and part.edit:
        return writing_page(room, brought_in(part, part.edit))
    if press == "keep" and part.edit and _left(part, part.edit) and fields.get(READ) != "true":
        return _page(room, part, part.edit, _NOT_READ)
    return _done(room, part, press, number_in(fields.get("seen", "")) or 0)


def _done(room: Room, part: Part, press: str, seen: int) -> Response:
    key = part.key
    try:
        _ACTS[press](room.desk, room.round, room.author, key, seen)
    except BadText as wrong:  # what was written may not stand any more
        return _again(room, f"{wrong}\n{_REWRITE}", part)
    except Conflict as conflict:
        return _again(room, str(conflict), room.part(key))
    return _to_section(room, key)


def _left(part: Part, edit: SectionEdit) -> tuple[str, ...]:
    return left(edit, part.generated).told


def _again(room: Room, why: str, part: Part) -> Response:
    if part.edit is None:
        return _to_section(room, part.key)
    return _page(room, part, part.edit, why)


def _page(room: Room, part: Part, edit: SectionEdit, why: str = "") -> Response:
    action = f"/avsnitt/{part.key}/underlag"
    compared = sides(edit.base, part.generated)
    html = framed(
        "report_changed.html",
        room.guest,
        action,
        heading=f"Nytt underlag till ”{part.title}”",
        problems=[(line, "") for line in why.split("\n") if line],
        told=(
            "Svar har kommit eller ändrats sedan avsnittet redigerades. Texten i rapporten är den redigerade "
            "tills någon väljer något annat. Tabeller och figurer ritas alltid av de senaste svaren."
        ),
        key=part.key,
        old=brief(compared.old),
        new=brief(compared.new),
        generated=part.generated,
        left=_left(part, edit),
        mine=edit.words or "",
        edited=f"Skriven av {edit.by_name} {swedish.moment(edit.at)}",
        action=room.guest.base + action,
        form=hidden(room.guest, seen=str(edit.number), base=part.generated),
    )
    return clear(HTTPStatus.CONFLICT if why else HTTPStatus.OK, html)


def _to_section(room: Room, key: str) -> Response:
    return clear(HTTPStatus.SEE_OTHER, location=f"{room.guest.base}#avsnitt-{key}")
