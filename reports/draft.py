"""The draft of the quarter's report: material in, document model out."""

from dataclasses import replace

from domain.material import Material
from reports.annex import annex, references
from reports.cover import status, title
from reports.development import Development
from reports.document import DRAFT, Block, Document, Properties, Table
from reports.sections import SECTIONS


def draft(material: Material) -> Document:
    """The whole draft. Nothing in it is later than the material's cut-off, and no clock is read."""
    development = Development(material)
    body = tuple(block for section in SECTIONS for block in section(development))
    return Document(
        title=title(material),
        status=status(material),
        properties=Properties(
            author=material.county.authority,
            subject=f"{DRAFT}. Lägesrapport {material.round.quarter.label}",
            made=material.cut_off,
        ),
        blocks=_numbered((*body, *annex(material, body))),
        references=references(material, body),
    )


def file_name(material: Material) -> str:
    """The name of the Word file, such as lagesrapport-2026Q3-utkast.docx."""
    return f"lagesrapport-{material.round.key}-utkast.docx"


def _numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    numbered: list[Block] = []
    tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            numbered.append(replace(block, caption=f"Tabell {tables}. {block.caption}"))
        else:
            numbered.append(block)
    return tuple(numbered)
