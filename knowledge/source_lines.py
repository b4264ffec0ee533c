"""A source as one line that people write and read: "5 och 9 §§ 2016:38, läst 2026-02-12".

After when it was read may stand which wording that was, and that it is only background:
"20 kap. 24 § 2010:800, läst 2026-02-12, lydelse t.o.m. SFS 2025:492, bakgrund". A statute without paragraphs
is the whole of it, or a named part: "2016:38, övergångsbestämmelserna, läst 2026-02-12". A document is
"dokument: titel; utgivare; 2022", with an address last if there is one.
"""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import ValidationError

from knowledge.entries import DocumentSource, Source, StatuteSource
from knowledge.statutes import named_in

EXAMPLE = "5 § 2016:38, läst 2026-02-12"
DOCUMENT_EXAMPLE = "dokument: titel; utgivare; 2022"

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


def line_of(source: Source) -> str:
    """The line that ``read_source`` makes the same source of."""
    if isinstance(source, DocumentSource):
        link = (source.link,) if source.link else ()
        return f"dokument: {'; '.join([source.document, source.publisher, str(source.year), *link])}"
    wording = f", lydelse {source.wording}" if source.wording else ""
    background = ", bakgrund" if source.background else ""
    return f"{_what(source)}, läst {source.as_of}{wording}{background}"


def _what(source: StatuteSource) -> str:
    chapter = f"{source.chapter} kap. " if source.chapter else ""
    if not source.paragraphs:
        part = f", {source.part}" if source.part else ""
        return f"{chapter}{source.law}{part}"
    *first, last = source.paragraphs
    labels = f"{', '.join(first)} och {last} §§" if first else f"{last} §"
    return f"{chapter}{labels} {source.law}"


def read_source(line: str, today: date) -> Source:
    """The source that a line tells of; one without a date was read ``today``.

    Raise BadSource when a part of it is missing or cannot be read.
    """
    said = " ".join(line.split())
    if said.casefold().startswith("dokument"):
        return _document(said)
    found = _STATUTE.fullmatch(said)
    if not found:
        raise BadSource(f"Skriv en källa, till exempel ”{EXAMPLE}” eller ”{DOCUMENT_EXAMPLE}”.")
    chapter, labels, law, part = _placed(found["what"])
    return StatuteSource(
        law=law,
        chapter=chapter,
        paragraphs=labels,
        part=part,
        as_of=today if found["as_of"] is None else _day(found["as_of"]),
        wording=found["wording"],
        background=bool(found["background"]),
    )


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


def _placed(what: str) -> tuple[str | None, tuple[str, ...], str, str | None]:
    """Chapter, paragraphs, law and part."""
    if found := _PLACE.fullmatch(what):
        chapter = _label(found["chapter"]) if found["chapter"] else None
        return chapter, _labels(found["labels"]), _law(found["law"]), None
    if "§" in what:
        raise BadSource(f"Skriv paragrafens nummer och sedan författningens, till exempel ”{EXAMPLE}”.")
    law, _, part = what.partition(", ")
    return None, (), _law(law), part or None


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
