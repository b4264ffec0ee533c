"""A section's text to write in: shown, looked at, saved; and what another wrote meanwhile, joined with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from aiohttp.web import Response
from markupsafe import Markup

from dialogs import status_report
from dialogs.status_report import BadText, Typed
from domain import swedish
from domain.errors import Conflict, NotAllowed
from domain.report_versions import SectionEdit
from reports.composing import Part
from reports.document import WATERMARK
from reports.html import section_html
from web.fields import PREFIX, Field, field_id
from web.handbook_rooms import number_in
from web.headers import clear
from web.report_frame import framed, hidden
from web.report_given_back import given_back
from web.report_marks import Pieces, brief, sides
from web.report_merging import merged
from web.report_rooms import Room

WORDS = "words"


@dataclass(frozen=True)
class Clash:
    """Another was first. ``old`` is the other's text and ``new`` one's own, with what differs marked."""

    title: str
    lines: Sequence[str]
    theirs_title: str
    theirs_told: str
    old: Pieces
    new: Pieces
    theirs: str


@dataclass(frozen=True)
class Writing:
    """The form as it is shown. ``seen``: the edit that the words are made from, 0 for none.

    ``base``: the generated text that was beside. ``unsaved``: it holds what is kept nowhere.
    """

    part: Part
    words: str
    base: str
    seen: int
    unsaved: bool = False
    problems: Sequence[str] = ()
    preview: Markup | None = None
    clash: Clash | None = None

    @property
    def status(self) -> HTTPStatus:
        if self.clash:
            return HTTPStatus.CONFLICT
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.problems else HTTPStatus.OK


@dataclass(frozen=True)
class Earlier:
    """An edit in the history. ``words``: empty where the generated text was taken."""

    title: str
    words: str


def begun(room: Room, key: str) -> Response:
    """The section's text as it stands, to write in. Raise NotFound, NotAllowed."""
    room.must_write()
    part = room.part(key)
    return _page(room, Writing(part, part.shown, part.generated, _seen(room, key)))


def sent(room: Room, key: str, fields: Mapping[str, str]) -> Response:
    """What somebody wrote: looked at, saved, or given back with why not."""
    typed = _typed(key, fields)
    if room.guest.over:
        return given_back(room.guest, typed.words)
    try:
        room.must_write()
    except NotAllowed as refused:
        return given_back(room.guest, typed.words, str(refused))
    writing = Writing(room.part(key), typed.words, typed.base, typed.seen, unsaved=True)
    if other := _overtaken(room, writing):
        return _page(room, other)
    if fields.get("press") != "save":
        return _page(room, _looked_at(room, writing))
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
        return _page(room, replace(writing, problems=_lines(wrong)))
    except NotAllowed as refused:  # decided in the same moment
        return given_back(room.guest, typed.words, str(refused))
    except Conflict:
        if other := _overtaken(room.anew(), writing):
            return _page(room, other)
        raise
    return _to_section(room, typed.section)


def _looked_at(room: Room, writing: Writing) -> Writing:
    """With the section as it would be drawn, or with what is to be put right."""
    typed = Typed(writing.part.key, writing.words, writing.base, writing.seen)
    try:
        document = status_report.tried(room.desk, room.round, room.author, typed)
    except BadText as wrong:
        return replace(writing, problems=_lines(wrong))
    drawn = [section_html(document, one) for one in document.sections if one.key == typed.section]
    return replace(
        writing, preview=drawn[0] if drawn else Markup("<p>Avsnittet är inte med i rapporten.</p>")
    )


def _overtaken(room: Room, writing: Writing) -> Writing | None:
    """The form joined with what another has saved since it was opened; None when nobody has."""
    latest = room.edit(writing.part.key)
    if latest is None or latest.number == writing.seen:
        return None
    theirs = writing.part.shown
    found = merged(_start(room, writing), theirs, writing.words)
    compared = sides(theirs, writing.words)
    clash = Clash(
        f"{latest.by_name} sparade avsnittet före dig",
        _clash_lines(found.both),
        f"Text sparad av {latest.by_name}",
        swedish.moment(latest.at),
        brief(compared.old),
        brief(compared.new),
        theirs,
    )
    return replace(writing, words=found.words, base=writing.part.generated, seen=latest.number, clash=clash)


def _clash_lines(both: int) -> list[str]:
    kept = (
        "Det du skrev är inte sparat än, och inget av det är borta. Inget av det som sparades är överskrivet."
    )
    if not both:
        joined = "Ni har ändrat på olika ställen. I rutan står båda ändringarna. Läs igenom och spara."
    else:
        places = swedish.count(both, "ställe", "ställen", neuter=True)
        joined = (
            f"Ni har båda ändrat på {places}. Där står din text i rutan, och den andras ändringar i resten "
            "är inlagda. Jämför, skriv som det ska vara och spara."
        )
    return [kept, joined]


def _start(room: Room, writing: Writing) -> str:
    """The text that the writing began with."""
    for edit in room.desk.store.reports.history(room.round.key, writing.part.key):
        if edit.number == writing.seen and edit.words is not None:
            return edit.words
    return writing.base


def _typed(key: str, fields: Mapping[str, str]) -> Typed:
    words = _plain(fields.get(PREFIX + WORDS, ""))
    return Typed(key, words.strip(), _plain(fields.get("base", "")), number_in(fields.get("seen", "")) or 0)


def _plain(text: str) -> str:
    """As it was before the browser wrote its own line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(wrong: BadText) -> list[str]:
    return [line for line in str(wrong).split("\n") if line]


def _seen(room: Room, key: str) -> int:
    edit = room.edit(key)
    return edit.number if edit else 0


def _to_section(room: Room, key: str) -> Response:
    return clear(HTTPStatus.SEE_OTHER, location=f"{room.guest.base}#avsnitt-{key}")


def _page(room: Room, writing: Writing) -> Response:
    part = writing.part
    action = f"/avsnitt/{part.key}"
    beside = sides(part.generated, writing.words)
    html = framed(
        "report_edit.html",
        room.guest,
        action,
        heading=f"Redigera ”{part.title}”",
        key=part.key,
        problems=[(words, f"#{field_id(WORDS)}") for words in writing.problems],
        clash=writing.clash,
        preview=writing.preview,
        unsaved=writing.unsaved,
        watermark=WATERMARK,
        lang=part.section.language,
        field=_field(writing),
        base=writing.base,
        generated=beside.old,
        differs=not beside.same,
        edited=part.edit is not None and not writing.unsaved,
        history=_history(room, part.key),
        action=room.guest.base + action,
        form=hidden(room.guest, seen=str(writing.seen)),
    )
    return clear(writing.status, html)


def _field(writing: Writing) -> Field:
    return Field(
        WORDS,
        "text",
        "Avsnittets text",
        writing.words,
        hint=(
            "Tom rad mellan stycken. [[Tabell: …]] och [[Figur: …]] är platser för det som alltid ritas av "
            "svaren: flytta raden eller ta bort den. Tar du bort all text utgår avsnittet."
        ),
        rows=_rows(writing.words),
        wrong=tuple(writing.problems),
    )


def _rows(words: str) -> int:
    """Room for the text on a wide screen, and for as much again when it is short."""
    lines = sum(1 + len(line) // 70 for line in words.split("\n"))
    return min(40, max(14, lines + 3))


def _history(room: Room, key: str) -> list[Earlier]:
    """The latest first."""
    edits = room.desk.store.reports.history(room.round.key, key)
    return [Earlier(_told(edit), edit.words or "") for edit in reversed(edits)]


def _told(edit: SectionEdit) -> str:
    what = (
        "Tog den framtagna texten" if edit.words is None else "Skrev" if edit.words else "Tog bort avsnittet"
    )
    return f"{edit.number}. {what}: {edit.by_name} {swedish.moment(edit.at)}"
