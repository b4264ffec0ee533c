"""What somebody writes in a section, and what another saved meanwhile, joined so that nothing is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from markupsafe import Markup

from domain import swedish
from domain.report_versions import SectionEdit
from reports.composing import Part
from reports.section_reading import too_long
from web.report_marks import Pieces, brief, sides
from web.report_merging import Merged, merged
from web.report_rooms import Room


@dataclass(frozen=True)
class Clash:
    """Somebody was first. ``old`` is the saved text and ``new`` one's own, with what differs marked."""

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

    ``base``: the generated text that was beside. ``unsaved``: it holds what is kept nowhere. ``read``: its
    writer has ticked that the answers that came under an earlier edit are read. ``cautions``: what may be a
    mistake in it. ``joined``: what has been brought in from the answers, not read by anybody yet.
    """

    part: Part
    words: str
    base: str
    seen: int
    unsaved: bool = False
    read: bool = False
    problems: Sequence[str] = ()
    preview: Markup | None = None
    cautions: Sequence[str] = ()
    clash: Clash | None = None
    joined: Sequence[str] = ()

    @property
    def status(self) -> HTTPStatus:
        if self.clash:
            return HTTPStatus.CONFLICT
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.problems else HTTPStatus.OK


def brought_in(part: Part, edit: SectionEdit) -> Writing:
    """The edited text with what the answers have given since, to read and save: nothing of either is lost."""
    found = merged(edit.base, part.generated, edit.words or "")
    told = ["Det som är nytt i underlaget är inlagt i din text. Läs igenom och spara. Inget är sparat än."]
    if found.both:
        places = swedish.upper_first(swedish.count(found.both, "ställe", "ställen", neuter=True))
        told.append(f"{places} har ändrats både av dig och i underlaget. Där står din text: jämför den.")
    return Writing(part, found.words, part.generated, edit.number, unsaved=True, read=True, joined=told)


def overtaken(room: Room, writing: Writing) -> Writing | None:
    """The form joined with what another has saved since it was opened; None when nobody has."""
    latest = room.edit(writing.part.key)
    if latest is None or latest.number == writing.seen:
        return None
    theirs = writing.part.shown
    found = _joined(_start(room, writing), theirs, writing.words)
    compared = sides(theirs, writing.words)
    own = latest.by == room.author.person.id
    clash = Clash(
        "Du har sparat avsnittet i ett annat fönster"
        if own
        else f"{latest.by_name} sparade avsnittet före dig",
        _clash_lines(found.both, own=own),
        "Text sparad i det andra fönstret" if own else f"Text sparad av {latest.by_name}",
        swedish.moment(latest.at),
        brief(compared.old),
        brief(compared.new),
        theirs,
    )
    return replace(writing, words=found.words, base=writing.part.generated, seen=latest.number, clash=clash)


def _clash_lines(both: int, *, own: bool) -> list[str]:
    kept = (
        "Det du skrev är inte sparat än, och inget av det är borta. Inget av det som sparades är överskrivet."
    )
    if not both:
        changed = "Ändringarna är" if own else "Ni har ändrat"
        joined = f"{changed} på olika ställen. I rutan står båda ändringarna. Läs igenom och spara."
    else:
        places = swedish.upper_first(swedish.count(both, "ställe", "ställen", neuter=True))
        whose = "har ändrats i båda fönstren" if own else "har ni båda ändrat"
        others = "De övriga ändringarna" if own else "Den andras övriga ändringar"
        joined = (
            f"{places} {whose}. Där står din text i rutan. {others} är inlagda. Jämför, skriv som det ska "
            "vara och spara."
        )
    return [kept, joined]


def _joined(start: str, theirs: str, mine: str) -> Merged:
    """One's own text stands whole where the one that it began with, which a browser sent, is too long."""
    return Merged(mine, 1) if too_long(start) else merged(start, theirs, mine)


def _start(room: Room, writing: Writing) -> str:
    """The text that the writing began with."""
    for edit in room.desk.store.reports.history(room.round.key, writing.part.key):
        if edit.number == writing.seen and edit.words is not None:
            return edit.words
    return writing.base
