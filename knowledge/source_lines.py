"""Sources as lines that people write and read: "5 och 9 §§ 2016:38, läst 2026-02-12".

After when it was read may stand which wording that was, and that it is only background:
"20 kap. 24 § 2010:800, läst 2026-02-12, lydelse t.o.m. SFS 2025:492, bakgrund". A statute without paragraphs
is the whole of it, or a named part: "2016:38, övergångsbestämmelserna, läst 2026-02-12". A document is
"dokument: titel; utgivare; 2022", with an address last if there is one.

A line without a date is of what has been read before: its date and wording are looked up, never made up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from knowledge.entries import DocumentSource, Source, StatuteSource
from knowledge.last_read import LastRead, Reading
from knowledge.statutes import named_in

EXAMPLE = "5 § 2016:38, läst 2026-02-12"
DOCUMENT_EXAMPLE = "dokument: titel; utgivare; 2022"

_EXAMPLE_DAY = "2026-11-22"
_LAST_YEAR = 2100
_LONGEST_RUN = 50
_STATUTE = re.compile(
    r"(?P<what>.+?)(?:,\s*läst\s+(?P<as_of>[^,]*?))?(?:,\s*lydelse\s+(?P<wording>.+?))?"
    r"(?P<background>,\s*bakgrund)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:(?P<chapter>\d+\s?[a-z]?)\s+kap\.?\s+)?(?P<labels>[^§]+?)\s*§+\s*(?P<law>[^§]+)", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"dokument:\s*(?P<title>.+);\s*(?P<publisher>[^;]+);\s*(?P<year>\d{4})(?:;\s*(?P<link>\S+))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d:\d{1,4})(?!\d)")
_LABEL = re.compile(r"(\d+)\s?([a-z]?)")
_RUN = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_APART = re.compile(r"\s*,\s*|\s+och\s+")


class BadSource(ValueError):
    """A line is no source that can be used; says in Swedish what to write."""


class NotRead(BadSource):
    """Nobody is known to have read it. ``line``: what to write, with another date."""

    def __init__(self, what: str, line: str) -> None:
        self.line = line
        super().__init__(f"Skriv när {what} lästes: ”{line}”.")


def line_of(source: Source) -> str:
    """The line that ``sources_in`` makes the same source of."""
    if isinstance(source, DocumentSource):
        link = (source.link,) if source.link else ()
        return f"dokument: {'; '.join([source.document, source.publisher, str(source.year), *link])}"
    wording = f", lydelse {source.wording}" if source.wording else ""
    background = ", bakgrund" if source.background else ""
    place = _Place(source.law, source.chapter, source.paragraphs, source.part)
    return f"{place}, läst {source.as_of}{wording}{background}"


@dataclass(frozen=True)
class _Place:
    """Where in which statute. Without labels it is the part, or the whole of it; `str` as people write it."""

    law: str
    chapter: str | None = None
    labels: tuple[str, ...] = ()
    part: str | None = None

    def __str__(self) -> str:
        chapter = f"{self.chapter} kap. " if self.chapter else ""
        if not self.labels:
            part = f", {self.part}" if self.part else ""
            return f"{chapter}{self.law}{part}"
        *first, last = self.labels
        labels = f"{', '.join(first)} och {last} §§" if first else f"{last} §"
        return f"{chapter}{labels} {self.law}"


def sources_in(line: str, last_read: LastRead) -> tuple[Source, ...]:
    """What a line tells of: one source; several when its paragraphs, without a date, were read apart.

    Raise BadSource when a part of it is missing or cannot be read, or when nobody has read it.
    """
    said = " ".join(line.split())
    if said.casefold().startswith("dokument"):
        return (_document(said),)
    found = _STATUTE.fullmatch(said)
    if not found:
        raise BadSource(f"Skriv en källa, till exempel ”{EXAMPLE}” eller ”{DOCUMENT_EXAMPLE}”.")
    place, background = _placed(found["what"]), bool(found["background"])
    if found["as_of"] is None:
        read = _as_read(place, last_read, found["wording"] or "")
    else:
        read = {Reading(_day(found["as_of"]), found["wording"] or ""): place}
    return tuple(_source(where, reading, background=background) for reading, where in read.items())


def paragraphs_read(
    law: str, chapter: str | None, labels: tuple[str, ...], last_read: LastRead
) -> tuple[Source, ...]:
    """The paragraphs as they were read, a source for each wording. Raise BadSource when one was not."""
    read = _as_read(_Place(law, chapter, labels), last_read)
    return tuple(_source(place, reading) for reading, place in read.items())


def _source(place: _Place, reading: Reading, *, background: bool = False) -> StatuteSource:
    return StatuteSource(
        law=place.law,
        chapter=place.chapter,
        paragraphs=place.labels,
        part=place.part,
        as_of=reading.as_of,
        wording=reading.wording or None,
        background=background,
    )


def _as_read(place: _Place, last_read: LastRead, wording: str = "") -> dict[Reading, _Place]:
    """The place, parted by when it was read; of another ``wording`` than was read nothing is known."""
    law, chapter = place.law, place.chapter
    if not place.labels:
        found = {"": last_read.of_part(law, chapter, place.part)}
    else:
        found = {label: last_read.of_paragraph(law, chapter, label) for label in place.labels}
    read = {label: one for label, one in found.items() if one and wording in {"", one.wording}}
    unread = tuple(label for label in found if label not in read)
    if unread:
        where = replace(place, labels=unread if place.labels else ())
        what = ("paragraferna" if len(unread) > 1 else "paragrafen") if place.labels else "texten"
        raise NotRead(what, f"{where}, läst {_EXAMPLE_DAY}")
    return {
        one: replace(place, labels=tuple(label for label in place.labels if read[label] == one))
        for one in read.values()
    }


def _document(said: str) -> DocumentSource:
    found = _DOCUMENT.fullmatch(said)
    if not found:
        raise BadSource(f"Skriv ett dokument med titel, utgivare och år: ”{DOCUMENT_EXAMPLE}”.")
    year, link = int(found["year"]), found["link"]
    try:
        return DocumentSource(document=found["title"], publisher=found["publisher"], year=year, link=link)
    except ValidationError:
        wrong = "Adressen ska börja med https://" if link else f"Året ska vara mellan 1990 och {_LAST_YEAR}"
        raise BadSource(f"{wrong}. Skriv till exempel ”{DOCUMENT_EXAMPLE}”.") from None


def _placed(what: str) -> _Place:
    if found := _PLACE.fullmatch(what):
        chapter = _label(found["chapter"]) if found["chapter"] else None
        return _Place(_law(found["law"]), chapter, _labels(found["labels"]))
    if "§" in what:
        raise BadSource(f"Skriv paragrafens nummer och sedan författningens, till exempel ”{EXAMPLE}”.")
    law, _, part = what.partition(", ")
    return _Place(_law(law), part=part or None)


def _law(said: str) -> str:
    """The number of the statute, which may be named instead."""
    numbers = list(dict.fromkeys(_NUMBER.findall(said)))
    named = named_in(said)
    if len(numbers) == 1:
        return str(numbers[0])
    if len(named.statutes) == 1 and not named.ambiguous:
        return named.statutes[0].number
    if named.ambiguous:
        known = " eller ".join(statute.number for statute in named.ambiguous)
        raise BadSource(f"”{said}” kan vara flera författningar. Skriv numret: {known}.")
    raise BadSource(
        f"”{said}” går inte att läsa som källa. Skriv till exempel ”{EXAMPLE}” eller ”{DOCUMENT_EXAMPLE}”."
    )


def _labels(said: str) -> tuple[str, ...]:
    labels: list[str] = []
    for each in _APART.split(said):
        run = _RUN.fullmatch(each)
        labels += _run(int(run[1]), int(run[2]), each) if run else [_label(each)]
    return tuple(dict.fromkeys(labels))


def _run(first: int, last: int, said: str) -> Sequence[str]:
    if not 0 < last - first < _LONGEST_RUN:
        raise BadSource(f"”{said}” är ingen följd av paragrafer. Skriv till exempel 2–4 §§.")
    return [str(number) for number in range(first, last + 1)]


def _label(said: str) -> str:
    """`37a` and `37 a` are both `37 a`."""
    found = _LABEL.fullmatch(said.strip().lower())
    if not found:
        raise BadSource(f"”{said}” är ingen paragraf. Skriv till exempel ”{EXAMPLE}”.")
    return f"{found[1]} {found[2]}".strip()


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise BadSource(f"”{said}” är inget datum. Skriv som 2026-02-12.") from None
