"""The draft of the quarter's report: material in, document model out."""

from collections.abc import Iterable

from domain.material import Material
from reports.annex import annex, references
from reports.cover import status, title
from reports.document import DRAFT, WATERMARK, Document, Properties, Section
from reports.numbering import numbered
from reports.sections import sections


def draft(material: Material) -> Document:
    """The whole draft. Nothing in it is later than the material's cut-off, and no clock is read."""
    return made_of(material, sections(material))


def made_of(material: Material, body: Iterable[Section]) -> Document:
    """The document of these sections, with its list of sources; captions get their numbers here."""
    parts = tuple(body)
    blocks = tuple(block for section in parts for block in section.blocks)
    return Document(
        title=title(material),
        status=status(material),
        properties=Properties(
            author=material.county.authority,
            subject=f"{DRAFT}. Lägesrapport {material.round.quarter.label}",
            made=material.cut_off,
        ),
        sections=numbered((*parts, Section("references", tuple(annex(material, blocks))))),
        references=references(material, blocks),
        watermark=WATERMARK,
    )
