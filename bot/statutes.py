"""``samrad law``: texts of statutes from Riksdagen or a file, what is in them, and what has changed."""

import asyncio
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from aiohttp import ClientSession

from bot.clock import system_clock
from bot.settings import read_settings
from dialogs.statute import as_of
from domain import swedish
from domain.errors import NotFound, SamradError
from knowledge.riksdagen import Riksdagen, numbered, riksdagen_at
from knowledge.statute_book import FILE, Flag, StatuteBook
from knowledge.statute_changes import Change
from knowledge.statute_head import StatuteError, official
from knowledge.statute_rows import Version
from knowledge.statute_text import LONGEST, Statute, in_order, parse
from knowledge.statutes import Reference, named_in

_KINDS = {"added": "ny", "removed": "upphävd eller borttagen", "changed": "ändrad"}
_NOTHING = "Inga lagtexter är inlästa. Läs in med samrad law fetch 2016:38 eller samrad law add FIL."
_BYTES_A_CHARACTER = 4
_BARE = re.compile(
    r"^((?:\d+(?: ?[a-z])? kap\.? )?\d+(?: ?[a-z])?) (?=\d{4}:|[^\W\d]{3})(?!kap\b|och\b)", re.IGNORECASE
)
"""A paragraph without its sign: `5 2016:38`."""


class BadText(SamradError):
    """A text, a number or an address cannot be used; the words say which and what to do."""


def fetch(address: str, numbers: Sequence[str]) -> Iterator[str]:
    """Read the statutes from Riksdagen, one after the other. Raise BadText at the first that cannot be."""
    with _told():
        riksdagen = riksdagen_at(address)
        for number in numbers:
            numbered(number)
    for number in numbers:
        with _told():
            statute = asyncio.run(_fetched(riksdagen, number))
        yield from _kept(statute, str(riksdagen.base))


async def _fetched(riksdagen: Riksdagen, number: str) -> Statute:
    async with ClientSession() as session:
        return await riksdagen.statute(session, number, system_clock().date())


def add(files: Iterable[Path], read_on: date | None) -> Iterator[str]:
    """Read the texts of files, one statute in each. Raise BadText at the first that cannot be used."""
    for path in files:
        with _told(path.name):
            statute = parse(_text(path))
        yield from _kept(statute, path.name, read_on)


def _text(path: Path) -> str:
    if path.stat().st_size > LONGEST * _BYTES_A_CHARACTER:
        raise StatuteError(f"Filen är för stor: högst {LONGEST} tecken kan läsas.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise StatuteError("Filen är ingen text i UTF-8. Spara om den som text i UTF-8.") from None


def _kept(statute: Statute, source: str, read_on: date | None = None) -> Iterator[str]:
    book = _book()
    with _told():
        before = book.versions(statute.head.number)
        version, new = book.add(statute, source, read_on)
    count = len({(each.chapter, each.label) for each in statute.wordings})
    mark = "" if version.complete else " OBS: ofullständig återgivning."
    if not new:
        yield f"{version.title}: samma text är redan inläst ({as_of(version)})."
        return
    yield f"{version.title}: {count} paragrafer, {as_of(version)}.{mark}"
    if before:
        yield from _changed(book, version.law)


def listed() -> Iterator[str]:
    """The newest text of each statute."""
    with _told():
        newest = _book().newest()
    for version in newest:
        mark = "" if version.complete else ", ofullständig"
        yield f"{version.law}  {version.title} ({as_of(version)}{mark})"
    if not newest:
        yield _NOTHING


def show(words: str) -> Iterator[str]:
    """The paragraphs that the words name, as they stand today. Raise NotFound when none is there."""
    named = named_in(_BARE.sub(r"\1 § ", words))
    if not named.references or named.ambiguous:
        raise NotFound(
            "Skriv paragrafen och författningens nummer, till exempel: samrad law show 5 § 2016:38."
        )
    for asked in named.references:
        place = f"{asked.chapter} kap. {asked.paragraph} §" if asked.chapter else f"{asked.paragraph} §"
        with _told():
            found = _book().paragraph(asked.number, asked.paragraph, asked.chapter, system_clock().date())
        if found is None:
            raise NotFound(_no_such(place, asked))
        held = "" if found.held else " Lydelsen gäller inte i dag."
        yield f"{place} {found.version.title}"
        yield found.wording.text
        yield f"({swedish.upper_first(as_of(found.version))}.{held} {official(asked.number)})"


def _no_such(place: str, asked: Reference) -> str:
    """That the statute has no such paragraph; or, when its whole text is not read in, how to read it in."""
    with _told():
        whole = [version for version in _book().versions(asked.number) if version.complete]
    if not whole:
        return (
            f"{place} SFS {asked.number} finns inte bland de inlästa texterna. Se samrad law list, eller"
            f" hämta med samrad law fetch {asked.number}. Officiell text: {official(asked.number)}"
        )
    chapters = [] if asked.chapter else _book().chapters(asked.number, asked.paragraph)
    if chapters:
        return f"{whole[-1].title} har flera {place}. Skriv också kapitlet: {swedish.listed(chapters)} kap."
    return f"{whole[-1].title} har ingen {place}, i lydelsen {as_of(whole[-1])}."


def changes(number: str) -> Iterator[str]:
    """What the newest text changed, statute by statute, and the entries that cite what has changed."""
    book = _book()
    with _told():
        laws = [":".join(numbered(number))] if number else [version.law for version in book.newest()]
    if number and not book.versions(laws[0]):
        raise NotFound(f"SFS {laws[0]} är inte inläst. Hämta med samrad law fetch {laws[0]}.")
    told = [line for law in laws for line in _changed(book, law)]
    yield from told or ["Inget är ändrat i de inlästa texterna, och inget svar i handboken behöver läsas om."]


def search(words: str) -> Iterator[str]:
    """The paragraphs with the words, the best first."""
    with _told():
        hits = _book().search(words, system_clock().date())
    for hit in hits:
        wording, version = hit.found.wording, hit.found.version
        yield f"{_place(wording.chapter, wording.label)} SFS {version.law}: {hit.snippet}"
    if not hits:
        yield "Ingen paragraf i de inlästa texterna har alla de orden."


def _changed(book: StatuteBook, law: str) -> Iterator[str]:
    """The last two whole texts compared, and the entries that cite a paragraph changed since it was read."""
    known = book.versions(law)
    whole = [version for version in known if version.complete]
    if known and not known[-1].complete:
        yield f"SFS {law}: den senaste texten är ofullständig, så den jämförs inte."
    if len(whole) > 1:
        yield from _compared(book, whole[-2], whole[-1])
    yield from _flagged([flag for flag in flags(book) if flag.law == law])


def flags(book: StatuteBook) -> list[Flag]:
    """Each paragraph changed since it was read, for the answers as they stand."""
    from bot.handbook_keeping import standing  # noqa: PLC0415 - only what tells of answers reads them

    entries, _ = standing(read_settings())
    with _told():
        return book.flags(entries, system_clock().date())


def _compared(book: StatuteBook, old: Version, new: Version) -> Iterator[str]:
    found = book.changes(old, new)
    told = swedish.count(len(found), "paragraf ändrad", "paragrafer ändrade")
    yield f"SFS {new.law}: {told} från {as_of(old)} till {as_of(new)}."
    yield from map(_told_change, found)


def _told_change(change: Change) -> str:
    return f"  {_place(change.chapter, change.label)} ({_KINDS[change.kind]}): {change.diff}"


def _flagged(flags: Sequence[Flag]) -> Iterator[str]:
    """A line a paragraph, with the answers that should be read again for it."""
    by_place: dict[tuple[str | None, str], list[Flag]] = {}
    for flag in flags:
        by_place.setdefault((flag.chapter, flag.label), []).append(flag)
    for (chapter, label), found in by_place.items():
        latest = max((one.amended_to for one in found), key=in_order)
        keys = swedish.listed(dict.fromkeys(one.entry.key for one in found))
        yield (
            f"  {_place(chapter, label)} SFS {found[0].law} är ändrad genom SFS {latest}, läst"
            f" senast den {swedish.day(max(one.as_of for one in found))}. Läs om: {keys}."
        )


def _place(chapter: str | None, label: str) -> str:
    return f"{chapter} kap. {label} §" if chapter else f"{label} §"


def _book() -> StatuteBook:
    return StatuteBook(read_settings().var / FILE)


@contextmanager
def _told(file: str = "") -> Iterator[None]:
    """An error of the texts becomes one of ours, with the file's name before it."""
    try:
        yield
    except StatuteError as error:
        raise BadText(f"{file}: {error}" if file else str(error)) from error
