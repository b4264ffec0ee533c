"""Section 0: the head of the document. What it is, what it covers, and until when answers are in it."""

from domain.material import Material
from domain.swedish import day, moment
from reports.document import DRAFT, METHOD, ROUND, Block, Callout, Facts, Paragraph, Sentence, Source
from reports.swedish import period


def title(material: Material) -> str:
    """The report's title with its quarter; also the title property of the file."""
    return f"{material.county.report_title} – {material.round.quarter.label}"


def cover(material: Material) -> list[Block]:
    quarter = material.round.quarter
    return [
        *_note(material.note),
        Facts(
            (
                _fact("Status", DRAFT, METHOD),
                _fact("Version", "Arbetsutkast, inte fastställt", METHOD),
                _fact("Datum", day(material.written), ROUND),
                _fact("Diarienummer", "Tilldelas av registrator", METHOD),
                _fact("Avser", f"{quarter.label} ({period(quarter.start, quarter.end)})", ROUND),
                _fact("Inför", f"Regionalt samråd {day(material.round.council_date)}", ROUND),
                _fact("Svar hämtade t.o.m.", moment(material.cut_off), ROUND),
                _fact("Utgivare", material.county.authority, METHOD),
            )
        ),
    ]


def status(material: Material) -> str:
    """What stands at the top of every page: a page may be read without its cover."""
    return f"{DRAFT}. {material.note}" if material.note else DRAFT


def _note(note: str) -> list[Block]:
    return [Callout((Paragraph((Sentence(note, (METHOD,)),)),))] if note else []


def _fact(name: str, value: str, source: Source) -> Paragraph:
    return Paragraph((Sentence(value, (source,)),), name)
