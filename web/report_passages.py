"""One unit's part of the report, paragraph by paragraph, as it was sent to be checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from dialogs import status_report
from domain.report_life import Remark
from reports import extracts
from reports.anchors import anchored
from reports.document import Block, BulletList, Callout, Document, Facts, Heading, Section
from reports.html import section_html
from web.fields import Field
from web.report_rooms import Room

_SHORT = 60
"""Characters of a paragraph that a button is told apart by."""


@dataclass(frozen=True)
class Passage:
    """A block of the unit's part. ``id``: what a remark on it is sent with; ``quote``: what it says."""

    id: str
    section: str
    quote: str
    html: Markup
    takes_remarks: bool
    field: Field | None = None
    remarked: str = ""

    @property
    def short(self) -> str:
        return self.quote if len(self.quote) <= _SHORT else f"{self.quote[:_SHORT].rpartition(' ')[0]} …"


@dataclass(frozen=True)
class Check:
    """One unit's part of the report, as it was sent to be checked."""

    room: Room

    @property
    def unit(self) -> str:
        return self.room.guest.link.what

    @property
    def name(self) -> str:
        return self.room.unit(self.unit).name

    @cached_property
    def document(self) -> Document | None:
        """None until the report has been sent to be checked."""
        checked = self.room.life.checked
        return self.room.document(checked.version) if checked and checked.version else None

    @cached_property
    def sections(self) -> Sequence[Section]:
        if not self.document:
            return ()
        room = self.room
        return status_report.part_of(room.desk, self.document, self.unit, room.material)

    @property
    def runs(self) -> bool:
        """Whether the unit may still say something."""
        return self.unit in self.room.life.asked and self.room.life.check_runs(self.room.now)

    @property
    def mine(self) -> list[Remark]:
        return [one for one in self.room.remarks if one.unit == self.unit]

    @cached_property
    def passages(self) -> Mapping[str, Sequence[Passage]]:
        """By section the unit's paragraphs in order; an item of a list is a paragraph of its own."""
        return {section.key: list(self._passages(section)) for section in self.sections}

    def _passages(self, section: Section) -> Iterator[Passage]:
        # The notes lead to a list of everybody's answers, which is no part of this.
        document = replace(self.document, sections=tuple(self.sections)) if self.document else None
        for number, (block, places) in enumerate(_apart(section)):
            alone = Section(f"{section.key}-{number}", (block,), section.language)
            html = section_html(document, alone) if document else Markup("")
            yield Passage(places, section.key, extracts.quote(block), html, not isinstance(block, Heading))

    def passage(self, id_: str) -> Passage | None:
        """The one with that id, if a remark may be made on it."""
        every = (passage for passages in self.passages.values() for passage in passages)
        return next((one for one in every if one.id == id_ and one.takes_remarks), None)


def _apart(section: Section) -> Iterator[tuple[Block, str]]:
    """Each paragraph as a block, with the name of its place in the report."""
    for block, places in anchored(section):
        if isinstance(block, BulletList | Callout | Facts):
            for item, place in zip(block.items, places, strict=True):
                yield type(block)((item,)), place
        else:
            yield block, places[0]
