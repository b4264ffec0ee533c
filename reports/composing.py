"""The report as it stands: what the answers give, with what coordinators have written in its place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.material import Material
from domain.report_plan import KEYS
from domain.report_versions import SectionEdit
from reports import how_to_read
from reports.annex import annex, references
from reports.corrections import corrected, corrections
from reports.cover import status, title
from reports.development import Development
from reports.document import (
    DRAFT,
    EDITING,
    WATERMARK,
    Block,
    Document,
    Facts,
    Heading,
    Properties,
    Section,
    Source,
)
from reports.numbering import numbered
from reports.section_reading import edited
from reports.section_text import said, text_of
from reports.sections import LANGUAGES, SECTIONS

REFERENCES = KEYS[-1]
_COVER, _CORRECTIONS, _ENGLISH = "cover", "corrections", "english"
_WORKING = "Arbetsutkast"
"""The version of what is not kept as one; a kept version is marked with its own number."""
_RECORD = "Diarienummer"
_CUT_OFF = re.compile(r"(?<=till och med )\d{1,2}\s\w+\s\d{4}\skl\.\s\d\d\.\d\d")


@dataclass(frozen=True)
class Correction:
    """What was wrong in the edition before. ``edition``: the one that puts it right. ``at``: aware."""

    edition: int
    at: datetime
    by_name: str
    words: str


@dataclass(frozen=True)
class Options:
    """``english``: with a summary in English. ``corrections``: of a report that was published before."""

    english: bool = False
    corrections: tuple[Correction, ...] = ()


class Standing(StrEnum):
    """Whose text a section is, and whether it still stands on what it was written over."""

    GENERATED = "framtagen ur svaren"
    EDITED = "redigerad"
    CHANGED_UNDER = "redigerad, och underlaget har ändrats sedan dess"


@dataclass(frozen=True)
class Part:
    """One section. ``generated``: the text that the answers give now; ``shown``: the one that stands.

    Both are "" for a section that has nothing to say. ``edit``: the one that stands, if any does.
    """

    key: str
    title: str
    generated: str
    shown: str
    edit: SectionEdit | None
    standing: Standing
    section: Section


@dataclass(frozen=True)
class Composition:
    document: Document
    parts: tuple[Part, ...]

    def part(self, key: str) -> Part:
        """Raise KeyError for a section that the county's report does not have."""
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(key)

    @property
    def changed_under(self) -> tuple[Part, ...]:
        """The edited sections whose answers have changed since."""
        return tuple(part for part in self.parts if part.standing is Standing.CHANGED_UNDER)


_NO_EDITS: Mapping[str, SectionEdit] = {}
_PLAIN = Options()


def composed(
    material: Material, edits: Mapping[str, SectionEdit] = _NO_EDITS, options: Options = _PLAIN
) -> Composition:
    """Every section of the county's plan, with the words that stand in each.

    ``edits``: by section the latest edit; one without words stands for nothing. An edit is kept whatever the
    answers say now, also where they say nothing any more.
    """
    return with_edits(material, generated(material, options), edits)


def generated(material: Material, options: Options = _PLAIN) -> tuple[Section, ...]:
    """Every section of the county's plan as the answers give it. Nothing but the two decides what it says."""
    found = dict(_sections(material, options))
    report = tuple(block for blocks in found.values() for block in blocks)
    return tuple(
        Section(key, how_to_read.told(blocks, report), LANGUAGES.get(key, ""))
        for key, blocks in found.items()
    )


def with_edits(
    material: Material, sections: Iterable[Section], edits: Mapping[str, SectionEdit]
) -> Composition:
    """The report of ``sections``, which the material has given, with the words that stand in each."""
    called = {plan.key: plan.title for plan in material.county.report.sections}
    parts = tuple(_part(section, called[section.key], edits.get(section.key)) for section in sections)
    return Composition(_document(material, (part.section for part in parts if part.section.blocks)), parts)


def _sections(material: Material, options: Options) -> Iterator[tuple[str, list[Block]]]:
    """By key what each section has to say, in the order of the county's plan."""
    development = Development(material)
    for plan in material.county.report.sections:
        if plan.key in {REFERENCES, *(() if options.english else (_ENGLISH,))}:
            continue
        if plan.key == _CORRECTIONS:
            yield plan.key, corrections(options.corrections, material)
        else:
            first = corrected(options.corrections) if plan.key == _COVER else ()
            yield plan.key, [*first, *SECTIONS[plan.key](development)]


def _part(generated: Section, called: str, edit: SectionEdit | None) -> Part:
    text = text_of(generated)
    if edit is None or edit.words is None:
        return Part(generated.key, called, text, text, None, Standing.GENERATED, generated)
    # What has nothing to say has no heading of its own to stand under either.
    under = generated if generated.blocks else replace(generated, blocks=(Heading(called, 1),))
    section = edited(under, edit.words, written_by(edit, called), edit.base)
    standing = Standing.EDITED if stands_on(edit, text) else Standing.CHANGED_UNDER
    return Part(generated.key, called, text, edit.words, edit, standing, section)


def stands_on(edit: SectionEdit, generated: str) -> bool:
    """Whether the edit was written over what the answers give now; until when they came makes no change."""
    return _CUT_OFF.sub("", edit.base) == _CUT_OFF.sub("", generated)


def written_by(edit: SectionEdit, called: str) -> Source:
    """The source of what a person wrote in the section."""
    return Source(f"{EDITING}: {called}", label=edit.by_name, version=edit.number, at=edit.at)


def _document(material: Material, body: Iterable[Section]) -> Document:
    """The document of these sections, with its list of sources; captions get their numbers here."""
    sections = tuple(body)
    blocks = tuple(block for section in sections for block in section.blocks)
    return Document(
        title=title(material),
        status=status(material),
        properties=Properties(
            author=material.county.authority,
            subject=f"{DRAFT}. Lägesrapport {material.round.quarter.label}",
            made=material.cut_off,
            record=_record(sections),
            version=_WORKING,
        ),
        sections=numbered(
            (*sections, Section(REFERENCES, tuple(annex(material, blocks)))), material.county.report.annexes
        ),
        references=references(material, blocks),
        watermark=WATERMARK,
    )


def _record(sections: Iterable[Section]) -> str:
    """The dnr, as soon as somebody has written it on the cover."""
    for section in sections:
        for block in section.blocks if section.key == _COVER else ():
            for item in block.items if isinstance(block, Facts) else ():
                if item.lead == _RECORD and any(_by_hand(one.sources) for one in item.sentences):
                    return said(item)
    return ""


def _by_hand(sources: Iterable[Source]) -> bool:
    return any(source.unit.startswith(EDITING) for source in sources)
