"""What is asked for with "utkast", and what is told of a draft: what it is based on, and what is new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain import swedish
from domain.errors import NotFound
from domain.material import Material
from reports.comparing import SectionDiff
from reports.composing import Part
from reports.writers import Format

_ASKED = re.compile(
    r"(?:(?:kan (?:jag|vi) få|jag (?:vill|skulle vilja) ha|visa|gör|skriv|skapa|ge|hämta|ladda ner|skicka|"
    r"ta fram|make|show)\s+(?:mig\s+)?(?:ett\s+|a\s+)?(?:nytt\s+)?)?"
    r"(?P<what>utkast(?:et)?|draft|lägesrapport(?:en)?)(?:\s+(?:för|till|of|for)(?:\s+lägesrapporten)?)?"
    r"(?P<rest>(?:[\s,].*)?)",
    re.IGNORECASE | re.DOTALL,
)
_FORMAT = re.compile(
    r"(?:\b(?:som|i|på)\s+(?:en\s+|ett\s+)?)?\b(?P<format>pdf|word|docx|html|webbsida)"
    r"(?:[ -]?(?:fil|dokument|format))?\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:och\s+)?(?:på engelska|med (?:en )?engelsk sammanfattning|in english)\b", re.IGNORECASE
)
_VERSION = re.compile(r"\bversion\s+(?P<version>\d{1,20})\b", re.IGNORECASE)
_FORMATS = {"pdf": Format.PDF, "html": Format.HTML, "webbsida": Format.HTML}

_SECTIONS = 4
"""So many sections are named where several are new."""


@dataclass(frozen=True)
class Asked:
    """``rest``: what is left when format, language and version are taken: the quarter, if any.

    ``format``: None when none was said. ``version``: 0 for the report as it stands. ``report``: whether it is
    called the report, and not the draft. ``formats``: how many formats were said.
    """

    rest: str
    format: Format | None = None
    english: bool = False
    version: int = 0
    report: bool = False
    formats: int = 0


def read(text: str) -> Asked | None:
    """What is asked for; None when nobody asks for a draft."""
    said = _ASKED.fullmatch(text.strip().rstrip("?.! "))
    if said is None:
        return None
    rest, version = said["rest"], 0
    is_report = said["what"].lower().startswith("lägesrapport")
    if found := _VERSION.search(rest):
        version = int(found["version"])
    formats = [_FORMATS.get(found["format"].lower(), Format.WORD) for found in _FORMAT.finditer(rest)]
    wanted = formats[0] if formats else None
    english = _ENGLISH.search(rest) is not None
    for pattern in (_VERSION, _ENGLISH, _FORMAT):
        rest = pattern.sub(" ", rest)
    return Asked(
        " ".join(rest.split()).strip(" ?.!,"), wanted, english, version, is_report, len(set(formats))
    )


def based_on(material: Material) -> str:
    """What the draft is based on, what is missing, and what that means for who reads it."""
    told = f"Utkastet för {material.round.quarter.label} bygger på {material.counted}."
    if material.missing:
        told += (
            f" Saknas: {swedish.listed(part.respondent.name for part in material.missing)}. Det framgår av "
            "rapporten, och det som sägs om länet gäller bara dem som har svarat."
        )
    return f"{told} Det är arbetsmaterial."


def said_once(asked: Asked) -> None:
    """Raise NotFound for words of several formats: each is a file of its own."""
    if asked.formats > 1:
        raise NotFound("Jag tar fram ett format i taget. Skriv till exempel: utkast som pdf.")


def new_in(found: tuple[SectionDiff, ...], before: int, when: str) -> str:
    """Nytt sedan version 3 (i går): Kvartalet i korthet och Mottagande i länet."""
    return f"Nytt sedan version {before} ({when}): {named([one.title for one in found])}."


def changed_under(parts: tuple[Part, ...]) -> Iterator[str]:
    """Which edited sections no longer stand on what they were written over."""
    for part in parts:
        who = f" {part.edit.by_name} har skrivit om avsnittet," if part.edit else ""
        yield f"{part.title}:{who} och underlaget har ändrats sedan dess."
    if parts:
        yield "Inget är överskrivet. Öppna utkastet och välj vilken text som ska stå."


def named(titles: Sequence[str]) -> str:
    """Of many titles the first, and how many more; empty for none."""
    more = len(titles) - _SECTIONS
    if more <= 1:
        return swedish.listed(titles)
    return swedish.listed(
        [*titles[:_SECTIONS], swedish.count(more, "avsnitt till", "avsnitt till", neuter=True)]
    )
