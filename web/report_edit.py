"""A section's text: begun, looked at, saved, and taken back to the generated one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from aiohttp.web import Response
from markupsafe import Markup

from dialogs import status_report
from dialogs.status_report import BadText, Typed
from domain.errors import Conflict, NotAllowed
from reports.html import section_html
from reports.section_reading import too_long
from web.fields import PREFIX
from web.handbook_rooms import number_in
from web.headers import clear
from web.report_cautions import cautions
from web.report_edit_page import CAUTIONS, WORDS, page
from web.report_facts import joined
from web.report_given_back import given_back
from web.report_rooms import Room
from web.report_writing import Writing, overtaken


def begun(room: Room, key: str) -> Response:
    """The section's text as it stands, to write in. Raise NotFound, NotAllowed."""
    room.must_write()
    part = room.part(key)
    return page(room, Writing(part, part.shown, part.generated, _seen(room, key)))


def sent(room: Room, key: str, fields: Mapping[str, str]) -> Response:
    """What somebody wrote: looked at, saved, or given back with why not."""
    typed = _typed(room, key, fields)
    if room.guest.over:
        return given_back(room.guest, typed.words)
    try:
        room.must_write()
    except NotAllowed as refused:
        return given_back(room.guest, typed.words, str(refused))
    writing = Writing(room.part(key), typed.words, typed.base, typed.seen, unsaved=True, read=typed.read)
    if long := too_long(typed.words):  # before it is compared with anything
        return page(room, replace(writing, problems=[long]))
    if other := overtaken(room, writing):
        return page(room, other)
    warned = replace(writing, cautions=cautions(writing, room.desk.places, room.material))
    if fields.get("press") != "save" or not _told(warned.cautions, fields):
        return page(room, _looked_at(room, warned))
    return _saved(room, writing, typed)


def restored(room: Room, key: str, fields: Mapping[str, str]) -> Response:
    """The generated text stands again; what was written is kept in the history. Raise Conflict."""
    if room.guest.over:
        return given_back(room.guest, "")
    seen = number_in(fields.get("seen", "")) or 0
    status_report.take_generated(room.desk, room.round, room.author, key, seen)
    return _to_section(room, key)


def _saved(room: Room, writing: Writing, typed: Typed) -> Response:
    try:
        status_report.save(room.desk, room.round, room.author, typed)
    except BadText as wrong:
        return page(room, replace(writing, problems=_lines(wrong)))
    except NotAllowed as refused:  # decided in the same moment
        return given_back(room.guest, typed.words, str(refused))
    except Conflict:
        if other := overtaken(room.anew(), writing):
            return page(room, other)
        raise
    return _to_section(room, typed.section)


def _told(cautions_: Sequence[str], fields: Mapping[str, str]) -> bool:
    """Whether the form that was sent had them all."""
    return set(cautions_) <= set(_plain(fields.get(CAUTIONS, "")).split("\n"))


def _looked_at(room: Room, writing: Writing) -> Writing:
    """With the section as it would be drawn, or with what is to be put right."""
    typed = Typed(writing.part.key, writing.words, writing.base, writing.seen)
    try:
        document = status_report.tried(room.desk, room.round, room.author, typed)
    except BadText as wrong:
        return replace(writing, problems=_lines(wrong), cautions=())
    drawn = [section_html(document, one) for one in document.sections if one.key == typed.section]
    return replace(
        writing, preview=drawn[0] if drawn else Markup("<p>Avsnittet är inte med i rapporten.</p>")
    )


def _typed(room: Room, key: str, fields: Mapping[str, str]) -> Typed:
    words, base = _plain(fields.get(PREFIX + WORDS, "")), _plain(fields.get("base", ""))
    words = joined(room.part(key).generated, words, fields)
    seen = number_in(fields.get("seen", "")) or 0
    return Typed(key, words.strip(), base, seen, read=fields.get("read") == "true")


def _plain(text: str) -> str:
    """As it was before the browser wrote its own line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(wrong: BadText) -> list[str]:
    return [line for line in str(wrong).split("\n") if line]


def _seen(room: Room, key: str) -> int:
    edit = room.edit(key)
    return edit.number if edit else 0


def _to_section(room: Room, key: str) -> Response:
    return clear(HTTPStatus.SEE_OTHER, location=f"{room.guest.base}?sparat={key}#avsnitt-{key}")
