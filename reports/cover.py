"""Section 0: the head of the document. What it is, what it covers, and until when answers are in it."""

from collections.abc import Iterator
from datetime import datetime

from domain.material import Material
from domain.swedish import day, moment
from reports.document import (
    DRAFT,
    METHOD,
    ROUND,
    Block,
    Callout,
    Document,
    Facts,
    Paragraph,
    Sentence,
    Source,
)
from reports.swedish import period

KEY = "cover"
NO_RECORD = "Tilldelas av registrator"
TO_BE_NAMED = "Anges av samordnaren"
"""What stands in the slots until a person has written there."""


def title(material: Material) -> str:
    """The report's title with its quarter; also the title property of the file."""
    return f"{material.county.report_title} – {material.round.quarter.label}"


def cover(material: Material) -> list[Block]:
    """Status and version are those of a draft; a kept version has its own in their place."""
    quarter, plan = material.round.quarter, material.county.report
    figures = _figures(material)
    return [
        *_note(material.note),
        Facts(
            (
                _fact("Status", DRAFT, METHOD),
                _fact("Version", "Arbetsutkast, inte fastställt", METHOD),
                _fact("Datum", day(material.written), ROUND),
                _fact("Diarienummer", NO_RECORD, METHOD),
                _fact("Avser", f"{quarter.label} ({period(quarter.start, quarter.end)})", ROUND),
                _fact("Inför", f"Regionalt samråd {day(material.round.council_date)}", ROUND),
                _fact("Svar hämtade t.o.m.", moment(material.cut_off), ROUND),
                *([_fact("Siffror hämtade", figures, ROUND)] if figures else []),
                _fact("Kontaktperson", plan.contact or TO_BE_NAMED, METHOD),
                _fact("Ansvarig chef", plan.manager or TO_BE_NAMED, METHOD),
                _fact("Utgivare", material.county.authority, METHOD),
            )
        ),
    ]


def status(material: Material) -> str:
    """What stands at the top of every page: a page may be read without its cover."""
    return f"{DRAFT}. {material.note}" if material.note else DRAFT


def unfilled(document: Document) -> tuple[str, ...]:
    """Which of the cover's slots nobody has written in: Diarienummer, Kontaktperson, Ansvarig chef."""
    return tuple(
        item.lead
        for section in document.sections
        for block in section.blocks
        if section.key == KEY and isinstance(block, Facts)
        for item in block.items
        if any(one.text in {NO_RECORD, TO_BE_NAMED} for one in item.sentences)
    )


def _figures(material: Material) -> str:
    """The days between which the published numbers in the forms were read; empty without any."""
    read = sorted(_fetched(material))
    if not read:
        return ""
    first, last = day(read[0]), day(read[-1])
    return first if first == last else f"{first} till {last}"


def _fetched(material: Material) -> Iterator[datetime]:
    for part in material.received:
        for card in part.form.cards:
            for question in card.questions():
                if question.figure and question.figure.fetched:
                    yield question.figure.fetched


def _note(note: str) -> list[Block]:
    return [Callout((Paragraph((Sentence(note, (METHOD,)),)),))] if note else []


def _fact(name: str, value: str, source: Source) -> Paragraph:
    return Paragraph((Sentence(value, (source,)),), name)
