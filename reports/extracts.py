"""A unit's own part of the report: what rests on its answer alone, and never a word of another unit's.

Sources decide. A coordinator's own words are shown where they stand under what is the unit's, unless they
name another unit or repeat what another has said: in the document, or in its answers, also those that are
not shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from domain.form import Kind
from domain.material import Material
from reports.anchors import paragraph_text
from reports.document import (
    EDITING,
    REGISTER,
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Source,
    Table,
    statements,
)
from reports.reading import read
from reports.writable import writable

JOINT = (
    "Meningar som handlar om flera enheter på en gång, till exempel i sammanfattningen, visas inte här. De "
    "är gjorda av samma bedömningar och tal. Den som inte svarar har bara godtagit det som visas."
)
"""Told to whoever reads a part of their own."""

_RUN = 4
"""So many words in a row as another unit has them in the document are that unit's."""

_SAID = 3
"""So many as another unit has them in its answers are that unit's, where a coordinator wrote them."""

_NOTHING_SAID: Mapping[str, tuple[str, ...]] = {}

_WORD = re.compile(r"\w+")


def answers_of(material: Material) -> Mapping[str, tuple[str, ...]]:
    """By the name of the unit all the texts of its answer, shown or not."""
    return {
        one.name: tuple(
            str(value)
            for question in one.questions.values()
            if question.kind is Kind.TEXT and (value := one.value(question.key)) is not None
        )
        for one in (*read(material.contributions), *read(material.inputs))
    }


def extract(
    document: Document, unit_name: str, said: Mapping[str, tuple[str, ...]] = _NOTHING_SAID
) -> tuple[Section, ...]:
    """The sections with what rests on the unit called ``unit_name`` alone; those with nothing are left out.

    ``said``: what each unit has answered, as ``answers_of``; without it only the document tells.

    Headings stand where something is left under them. Of a table there is the column that is headed by the
    unit, else its own rows; of a chart the same of its numbers.
    """
    own = _Own(document, unit_name, said)
    found = (replace(section, blocks=tuple(own.blocks(section.blocks))) for section in document.sections)
    return tuple(section for section in found if section.blocks)


def quote(block: Block) -> str:
    """What a remark on the block quotes: its words, or the caption of what is drawn."""
    match block:
        case Heading():
            return writable(block.text)
        case Table() | Chart():
            return writable(block.caption)
        case Paragraph():
            return paragraph_text(block)
        case _:
            return "\n".join(map(paragraph_text, block.items))


def says(sections: Iterable[Section], key: str, words: str) -> bool:
    """Whether the section ``key`` is among them and a paragraph of it reads so; "" is the whole section."""
    blocks = [block for section in sections if section.key == key for block in section.blocks]
    told = {_folded(text) for block in blocks for text in _texts(block)}
    return bool(blocks) and (not words.strip() or _folded(words) in told)


def _texts(block: Block) -> Iterator[str]:
    yield quote(block)
    if isinstance(block, BulletList | Callout | Facts):
        yield from map(paragraph_text, block.items)


def _folded(words: str) -> str:
    return " ".join(words.split())


@dataclass(frozen=True)
class _Own:
    """One unit's view of the document."""

    document: Document
    name: str
    said: Mapping[str, tuple[str, ...]]

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """What is the unit's of ``blocks``, each with the headings that it stands under."""
        above: list[Heading] = []
        home = 0
        for block in blocks:
            if isinstance(block, Heading):
                above = [one for one in above if one.level < block.level]
                home = home if 0 < home < block.level else block.level * (block.text == self.name)
                above.append(block)
            elif left := self._left(block, at_home=home > 0):
                yield from (one for one in above if self._heads(one.text))
                above = []
                yield left

    def _left(self, block: Block, *, at_home: bool) -> Block | None:
        """``at_home``: it stands under the unit's own heading."""
        match block:
            case Paragraph():
                return self._paragraph(block, at_home=at_home)
            case Facts() | BulletList() | Callout():
                items = (self._paragraph(item, at_home=at_home) for item in block.items)
                there = tuple(item for item in items if item)
                return replace(block, items=there) if there else None
            case Table():
                return self._table(block)
            case Chart():
                return self._table(block.table)
            case _:
                return None

    def _paragraph(self, paragraph: Paragraph, *, at_home: bool) -> Paragraph | None:
        there = tuple(one for one in paragraph.sentences if self._is_own(one, at_home=at_home))
        written = any(_edited(source) for one in paragraph.sentences for source in one.sources)
        clear = self._clear(paragraph.lead) and not (written and self._answered(paragraph.lead))
        lead = paragraph.lead if clear else ""
        return Paragraph(there, lead) if there else None

    def _is_own(self, said: Sentence | Cell, *, at_home: bool = False) -> bool:
        """Whether it rests on the unit and nobody else; at home also what rests on nobody's answer."""
        if any(self._is_others(one) for one in said.sources):
            return False
        if not at_home and not any(self._is_units(one) for one in said.sources):
            return False
        if not any(map(_edited, said.sources)):
            return True
        return self._clear(said.text) and not self._answered(said.text)

    def _heads(self, words: str) -> bool:
        """A heading of few words is an area's or a unit's, whoever else uses them."""
        short = len(_WORD.findall(words)) <= _SAID
        return self._clear(words) and (short or not self._answered(words))

    def _table(self, table: Table) -> Table | None:
        if self.name in table.header[1:]:  # the other columns are others', also where they have no answer
            return self._column(table, table.header.index(self.name, 1))
        rows = tuple(row for row in table.rows if self._is_own_row(row))
        return replace(table, rows=rows) if rows else None

    def _is_own_row(self, row: tuple[Cell, ...]) -> bool:
        """Whether the row rests on the unit alone; one that rests on no answer must be named after it."""
        sources = [source for cell in row for source in cell.sources]
        if any(map(self._is_others, sources)):
            return False
        return any(map(self._is_units, sources)) or bool(row and row[0].text == self.name)

    def _column(self, table: Table, place: int) -> Table | None:
        there = [(row[0], row[place]) for row in table.rows if self._is_own(row[place])]
        rows = tuple((Cell(name.text, cell.sources), cell) for name, cell in there if self._clear(name.text))
        if not rows:
            return None
        header = (table.header[0], table.header[place])
        return Table(table.caption, header, rows, (table.widths[0], table.widths[place]))

    def _is_units(self, source: Source) -> bool:
        return source.unit == self.name and _answered(source)

    def _is_others(self, source: Source) -> bool:
        """Another unit's answer, or the register, where everybody's issues stand."""
        return (_answered(source) and source.unit != self.name) or source.origin == REGISTER.origin

    def _clear(self, words: str) -> bool:
        """Whether the words neither name another unit nor repeat another's."""
        folded = words.casefold()
        return not any(name in folded for name in self._others) and self._runs.isdisjoint(_runs(words))

    def _answered(self, words: str) -> bool:
        """Whether a run of the words stands in another unit's answer and not in this one's."""
        return not self._answers.isdisjoint(_runs(words, _SAID))

    @cached_property
    def _answers(self) -> frozenset[tuple[str, ...]]:
        theirs = {run for name, texts in self.said.items() if name != self.name for run in _all(texts)}
        return frozenset(theirs - set(_all(self.said.get(self.name, ()))))

    @cached_property
    def _others(self) -> frozenset[str]:
        """What the other units are called, folded."""
        sources = (source for said in statements(self.document.blocks) for source in said.sources)
        return frozenset(one.unit.casefold() for one in sources if _answered(one) and one.unit != self.name)

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        """The runs of words that only others have said."""
        theirs: set[tuple[str, ...]] = set()
        mine: set[tuple[str, ...]] = set()
        for said in statements(self.document.blocks):
            if any(map(self._is_others, said.sources)):
                theirs.update(_runs(said.text))
            elif any(map(self._is_units, said.sources)) and not any(map(_edited, said.sources)):
                mine.update(_runs(said.text))
        return frozenset(theirs - mine)


def _answered(source: Source) -> bool:
    """Whether it is a unit's answer: neither a record, a statistic nor a coordinator's words."""
    return source.version > 0 and source.as_of is None and not _edited(source)


def _edited(source: Source) -> bool:
    return source.unit.startswith(EDITING)


def _all(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for text in texts:
        yield from _runs(text, _SAID)


def _runs(text: str, length: int = _RUN) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
