"""The report's draft: composed, written in, kept. Pure of channels: chat, pages and commands call this.

Who reads is looked at where it is shown; who writes is looked at here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import report_background
from dialogs.desk import Desk
from dialogs.report_rights import must_coordinate
from dialogs.report_sections import composed
from dialogs.report_work import Work, material, options
from domain.errors import NotFound, SamradError
from domain.material import Material
from domain.people import Person
from domain.report_life import ReportLife, ReportStatus, ReportStep, must_be_editable
from domain.report_versions import SectionEdit, VersionHead
from domain.rounds import Round
from domain.swedish import day
from forms import personal
from reports import kept
from reports.composing import Composition, Part, stands_on
from reports.document import Document, Section
from reports.extracts import answers_of, extract
from reports.marking import Marks, marked, of_draft
from reports.section_reading import problems
from reports.sentence_sources import plain
from reports.writers import Format, Written, file_name, write

_NEW = "nytt utkast"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTACTS = frozenset({"cover"})
"""Where contact details may stand."""


class BadText(SamradError):
    """What was typed cannot stand in the report; the words say where and what to do. Nothing was kept."""


@dataclass(frozen=True)
class Author:
    """Who does something with the report, and when (aware)."""

    person: Person
    now: datetime


@dataclass(frozen=True)
class Typed:
    """A section's text as somebody typed it. ``base``: the generated text that was seen beside it.

    ``seen``: the number of the section's latest edit then, 0 for none. ``read``: they say that they have
    read the answers that came under an earlier edit, so that theirs stands on today's.
    """

    section: str
    words: str
    base: str
    seen: int
    read: bool = False


def composition(desk: Desk, round_: Round, now: datetime) -> Composition:
    """The report as it stands now, every section with what has been written in it."""
    return composition_of(desk, round_, material(desk, round_, now))


def composition_of(desk: Desk, round_: Round, answers: Material) -> Composition:
    """``composition`` of the answers of now that are at hand already."""
    edits = desk.store.reports.edits(round_.key)
    life = desk.store.report_life.of(round_.key)
    return composed(answers, edits, options(life))


def renew(desk: Desk, round_: Round, author: Author, why: str = _NEW) -> VersionHead:
    """Keep the report as it stands now; the latest version again when nothing has changed since.

    Raise NotAllowed for who may not, and when the report is decided or published.
    """
    return _work(desk, round_, author).renew(why)


def save(desk: Desk, round_: Round, author: Author, typed: Typed) -> VersionHead:
    """Put the typed text in place of the section's own, and keep the version that it makes.

    The generated text itself is no edit. What has changed under an earlier edit is still to be chosen after
    it, unless ``typed.read``. Raise Conflict when somebody else was first, NotAllowed, BadText, NotFound for
    a section that the report does not have.
    """
    work = _work(desk, round_, author)
    part, clean = _fit(work, typed)
    words = None if _same(clean.words, part.generated) else clean.words
    return _kept(work, _edit(author, _over(work.edits().get(typed.section), part, clean), words))


def tried(desk: Desk, round_: Round, author: Author, typed: Typed) -> Document:
    """The report as it would be with the typed text; nothing is kept. Raise as ``save``, but no Conflict."""
    work = _work(desk, round_, author)
    _, clean = _fit(work, typed)
    edit = _edit(author, clean, clean.words)
    return work.composed({**work.edits(), edit.section: edit}).document


def take_generated(desk: Desk, round_: Round, author: Author, section: str, seen: int) -> VersionHead:
    """Let the generated text stand again; what was written stays in the history. Raise as ``save``."""
    work = _work(desk, round_, author)
    typed = Typed(section, "", work.generated(section).generated, seen)
    return _kept(work, _edit(author, typed, None))


def keep_mine(desk: Desk, round_: Round, author: Author, section: str, seen: int) -> VersionHead:
    """Let the written text stand over the generated one as it is now. Raise as ``save``."""
    work = _work(desk, round_, author)
    part = work.generated(section)
    before = work.edits().get(section)
    if before is None or before.words is None:
        raise NotFound("Avsnittet har ingen egen text att behålla. Det är framtaget ur svaren.")
    _must_stand(work, part, before.words)
    typed = Typed(section, before.words, part.generated, seen)
    return _kept(work, _edit(author, typed, before.words))


def document(desk: Desk, round_: Round, number: int) -> Document:
    """A kept version, marked as far as the report has come: a draft, decided, or an edition.

    Raise NotFound for a number of none.
    """
    found = desk.store.reports.version(round_.key, number)
    if found is None:
        raise NotFound(f"Det finns ingen version {number} av rapporten för {round_.quarter.label}.")
    return marked(kept.loads(found[1]), _marks(desk.store.report_life.of(round_.key), number))


def part_of(desk: Desk, version: Document, unit: str, answers: Material) -> tuple[Section, ...]:
    """What of a version is the unit's own to read, going by ``answers``: all that have come until now."""
    return extract(version, desk.county.called(unit), answers_of(answers))


def made(desk: Desk, round_: Round, number: int, wanted: Format) -> Written:
    """A kept version as a file; of a published one the file that was frozen. Raise as ``document``."""
    life = desk.store.report_life.of(round_.key)
    edition = life.edition_of(number)
    for file in desk.store.report_life.files(round_.key, edition) if edition else ():
        if file.name.endswith(f".{wanted}"):
            return Written(file.name, file.media_type, file.content)
    return write(document(desk, round_, number), wanted, named(life, round_, number), desk.report_template)


def named(life: ReportLife, round_: Round, number: int) -> str:
    """What the version's files are called, without ending: a draft's number, or the edition."""
    edition, _ = _decided_as(life, number)
    later = f"-utgava-{edition}" if edition > 1 else ""
    return file_name(round_.key, version=number, decided=edition > 0) + later


def _marks(life: ReportLife, number: int) -> Marks:
    edition, decision = _decided_as(life, number)
    if decision is None:
        return of_draft(number)
    when = day(decision.at)
    return Marks(f"Beslutad {when}", str(edition), f"Utgåva {edition}", watermark="", day=when)


def _decided_as(life: ReportLife, number: int) -> tuple[int, ReportStep | None]:
    """The edition that the version is or becomes, with its decision; 0 and None for a draft."""
    if life.status is ReportStatus.DECIDED and life.decided and life.decided.version == number:
        return life.edition + 1, life.decided
    edition = life.edition_of(number)
    return edition, life.decisions[edition - 1] if edition else None


def _work(desk: Desk, round_: Round, author: Author) -> Work:
    """Raise NotAllowed for who is no coordinator, and while the words are fixed."""
    must_coordinate(author.person, author.now)
    work = Work(desk, round_, author.person, author.now)
    must_be_editable(work.life)
    return work


def _fit(work: Work, typed: Typed) -> tuple[Part, Typed]:
    """The section as the answers give it, and what was typed as it can be kept. Raise BadText, NotFound.

    A base that the browser has only laid other spaces in is the generated text.
    """
    part = work.generated(typed.section)
    words, base = _text(typed.words), _text(typed.base)
    _must_stand(work, part, words)
    return part, replace(typed, words=words, base=part.generated if _same(base, part.generated) else base)


def _must_stand(work: Work, part: Part, words: str) -> None:
    """Raise BadText for words that cannot be the section's, as the answers are now."""
    withheld = report_background.in_words(work.desk, work.round, work.material, words)
    if wrong := [*problems(part.section, words), *_personal(part, words), *withheld]:
        raise BadText("\n".join(wrong))


def _over(before: SectionEdit | None, part: Part, typed: Typed) -> Typed:
    """What was typed, over what the edit before it was written over while nobody has read what came since."""
    if typed.read or before is None or before.words is None or stands_on(before, part.generated):
        return typed
    return replace(typed, base=before.base)


def _text(words: str) -> str:
    """As it can be kept anywhere: one kind of line break, no control characters, no half signs."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_TEXT.sub("", lines).encode(errors="replace").decode()


def _same(one: str, other: str) -> bool:
    """Whether they differ at most in spaces that nobody sees."""
    return plain(one).strip() == plain(other).strip()


def _personal(part: Part, words: str) -> Iterator[str]:
    """What looks like personal data and does not stand in the answers' own text."""
    found = personal.finds(words, contact=part.key in _CONTACTS)
    if new := [one for one in found if words[one.start : one.end] not in part.generated]:
        yield personal.told(words, new)


def _edit(author: Author, typed: Typed, words: str | None) -> SectionEdit:
    by = author.person
    return SectionEdit(typed.section, typed.seen + 1, typed.base, words, by.id, by.name, author.now)


def _kept(work: Work, edit: SectionEdit) -> VersionHead:
    """The version that the edit makes; the report as it stands when it says nothing new."""
    if _says_nothing_new(work.edits().get(edit.section), edit):
        return work.renew(_NEW)
    title = work.desk.county.report.section(edit.section).title
    return work.keep(edit, f"{title}: {'redigerat' if edit.words is not None else 'den framtagna texten'}")


def _says_nothing_new(before: SectionEdit | None, edit: SectionEdit) -> bool:
    if before is None:
        return edit.words is None and edit.number == 1
    if before.number + 1 != edit.number or before.words != edit.words:
        return False
    return edit.words is None or before.base == edit.base
