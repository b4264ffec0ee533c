"""What has been corrected since the report was published: a record, never a silent change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.material import Material
from domain.swedish import count, day
from reports.document import EDITING, Block, Callout, Cell, Paragraph, Sentence, Source, Table
from reports.opening import opening
from reports.swedish import ended


class Corrected(Protocol):
    """``edition``: the one that has it, from 2. ``at``: aware. ``by_name``: who wrote ``words``."""

    @property
    def edition(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by_name(self) -> str: ...
    @property
    def words(self) -> str: ...


def corrections(those: Sequence[Corrected], material: Material) -> list[Block]:
    """A row for each, the latest first; silent without any. Who wrote it is its source, not in the text."""
    if not those:
        return []
    latest = max(those, key=lambda one: one.edition)
    many = count(len(those), "gång", "gånger")
    sentence = Sentence(
        f"Rapporten har rättats {many} sedan den publicerades. Detta är utgåva {latest.edition}.",
        (_source(latest),),
    )
    rows = tuple(_row(one) for one in sorted(those, key=lambda one: one.edition, reverse=True))
    header = ("Utgåva", "Datum", "Rättelse")
    return [
        *opening(material, "corrections"),
        Paragraph((sentence,)),
        Table("Rättelser sedan rapporten publicerades", header, rows, (2, 5, 15)),
    ]


def corrected(those: Sequence[Corrected]) -> list[Block]:
    """A box for the cover: the latest correction in short; the record itself is a section further back."""
    if not those:
        return []
    latest = max(those, key=lambda one: one.edition)
    text = f"Utgåva {latest.edition}, rättad {day(latest.at)}. {ended(latest.words)}"
    return [Callout((Paragraph((Sentence(text, (_source(latest),)),), "Rättelse."),))]


def _row(one: Corrected) -> tuple[Cell, ...]:
    return tuple(Cell(text, (_source(one),)) for text in (str(one.edition), day(one.at), one.words))


def _source(one: Corrected) -> Source:
    return Source(EDITING, label=one.by_name, version=one.edition, at=one.at)
