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
from web.report_frame import framed, hidden
from web.report_given_back import given_back
from web.report_marks import brief, sides
from web.report_rooms import Room

_REWRITE = "Välj Skriv om för att ändra texten, eller ta den framtagna. Det du skrev står kvar till dess."
_ACTS = {"keep": status_report.keep_mine, "take": status_report.take_generated}


def shown(room: Room, key: str) -> Response:
    """On to the report when nothing differs. Raise NotFound for no section of the report, NotAllowed."""
    room.must_write()
    part = room.part(key)
    if part.edit is None or part.standing is not Standing.CHANGED_UNDER:
        return _to_section(room, key)
    return _page(room, part, part.edit)


def decided(room: Room, key: str, fields: Mapping[str, str]) -> Response:
    """Keep one's own text, or take the new one; not when another has written since."""
    if room.guest.over:
        return given_back(room.guest, "")
    act = _ACTS.get(fields.get("press", ""))
    if act is None:
        raise Refused(UNREADABLE)
    part = room.part(key)
    seen = number_in(fields.get("seen", "")) or 0
    if fields.get("base", "").replace("\r\n", "\n") != part.generated:
        return _again(room, "Underlaget ändrades igen medan du läste. Jämför en gång till.", part)
    try:
        act(room.desk, room.round, room.author, key, seen)
    except BadText as wrong:  # what was written may not stand any more
        return _again(room, f"{wrong}\n{_REWRITE}", part)
    except Conflict as conflict:
        return _again(room, str(conflict), room.part(key))
    return _to_section(room, key)


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
        mine=edit.words or "",
        edited=f"Skriven av {edit.by_name} {swedish.moment(edit.at)}",
        action=room.guest.base + action,
        form=hidden(room.guest, seen=str(edit.number), base=part.generated),
    )
    return clear(HTTPStatus.CONFLICT if why else HTTPStatus.OK, html)


def _to_section(room: Room, key: str) -> Response:
    return clear(HTTPStatus.SEE_OTHER, location=f"{room.guest.base}#avsnitt-{key}")
