"""When a paragraph was read, and in which wording: as the statute book has it, else as an entry cites it.

Nobody has read what neither tells of: a source without a date is then not taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from knowledge.entries import Entry, StatuteSource

if TYPE_CHECKING:
    from knowledge.statute_book import StatuteBook


@dataclass(frozen=True, order=True)
class Reading:
    """``wording``: as sources tell it, "t.o.m. SFS 2017:925"; empty when it is not known."""

    as_of: date
    wording: str = ""


@dataclass(frozen=True)
class LastRead:
    """What the texts that are read in and the handbook's own sources tell of readings."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    book: "StatuteBook | None" = None

    def of_paragraph(self, law: str, chapter: str | None, label: str) -> Reading | None:
        """The latest reading of a paragraph; None when there is none to tell of."""
        version = self.book.read(law, chapter, label) if self.book else None
        if version and version.confirmed_on:
            return Reading(version.confirmed_on, _wording(version.amended_to))
        cited = (one for one in self._cited(law, chapter) if label in one.paragraphs)
        return max(map(_reading, cited), default=None)

    def of_part(self, law: str, chapter: str | None, part: str | None) -> Reading | None:
        """The latest reading of a part of a statute, or of the whole of it when ``part`` is None."""
        known = [one for one in self.book.versions(law) if one.complete] if self.book else []
        if known and known[-1].confirmed_on:
            return Reading(known[-1].confirmed_on, _wording(known[-1].amended_to))
        cited = (one for one in self._cited(law, chapter) if not one.paragraphs and one.part == part)
        return max(map(_reading, cited), default=None)

    def _cited(self, law: str, chapter: str | None) -> Iterator[StatuteSource]:
        sources = (source for entry in self.entries.values() for source in entry.statutes)
        return (one for one in sources if (one.law, one.chapter) == (law, chapter))


def _wording(amended_to: str | None) -> str:
    return f"t.o.m. SFS {amended_to}" if amended_to else ""


def _reading(source: StatuteSource) -> Reading:
    return Reading(source.as_of, source.wording or "")
