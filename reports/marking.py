"""The marks of how far a report has come: status line, watermark, version, the cover's own words for them."""

from dataclasses import dataclass, replace

from reports.cover import KEY, NO_RECORD, TO_BE_NAMED
from reports.document import DRAFT, METHOD, WATERMARK, Document, Facts, Paragraph, Section, Sentence

STATUS, VERSION, DAY = "Status", "Version", "Datum"
"""The cover's facts that follow the report's life."""


@dataclass(frozen=True)
class Marks:
    """``status``: such as "Beslutad 3 december 2026". ``version``: such as "utkast 4" or "1".

    ``told``: the version as the cover says it. ``watermark``: empty when the report is decided. ``day``: the
    decision's, such as "3 december 2026"; empty for a draft, which keeps its own.
    """

    status: str
    version: str
    told: str
    watermark: str
    day: str = ""


def of_draft(number: int) -> Marks:
    """The marks of version ``number`` while it is a draft."""
    return Marks(DRAFT, f"utkast {number}", f"Utkast {number}, inte fastställt", WATERMARK)


def marked(document: Document, marks: Marks) -> Document:
    """The same document with other marks. What was made with those of a draft keeps all else as it was.

    But a decided report has no line on its cover that only says who is to write there.
    """
    return replace(
        document,
        status=document.status.replace(DRAFT, marks.status, 1),
        watermark=marks.watermark,
        properties=replace(
            document.properties,
            subject=document.properties.subject.replace(DRAFT, marks.status, 1),
            version=marks.version,
        ),
        sections=tuple(_marked(section, marks) for section in document.sections),
    )


def _marked(section: Section, marks: Marks) -> Section:
    if section.key != KEY:
        return section
    said = {STATUS: marks.status, VERSION: marks.told, **({DAY: marks.day} if marks.day else {})}
    blocks = (
        replace(block, items=tuple(_fact(item, said) for item in block.items if _stands(item, marks)))
        if isinstance(block, Facts)
        else block
        for block in section.blocks
    )
    return replace(section, blocks=tuple(blocks))


def _stands(item: Paragraph, marks: Marks) -> bool:
    """What nobody has written in says in a draft who is to; in a decided report it is left out."""
    return bool(marks.watermark) or not any(one.text in {NO_RECORD, TO_BE_NAMED} for one in item.sentences)


def _fact(item: Paragraph, said: dict[str, str]) -> Paragraph:
    if item.lead not in said:
        return item
    sources = item.sentences[0].sources if item.sentences else (METHOD,)
    return replace(item, sentences=(Sentence(said[item.lead], sources),))
