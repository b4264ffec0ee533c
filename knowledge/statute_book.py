"""The statute book: published texts paragraph by paragraph and version by version, with full-text search.

A file of its own (sqlite-utils), made from the texts and rebuilt at will; never a record.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key
from pathlib import Path
from typing import Any

from knowledge.entries import Entry, StatuteSource
from knowledge.statute_changes import Change, changes, in_force, standing
from knowledge.statute_head import StatuteError, amendment_in
from knowledge.statute_rows import Version, opened, paragraph_rows, row_of, version_of, wording_of
from knowledge.statute_text import Statute, Wording, in_order

FILE = "law.db"
"""Its name in the folder of files."""

_MOST_WORDS = 12


@dataclass(frozen=True)
class Found:
    """A paragraph on a day. ``held`` is False when its wording does not hold that day, but did or will.

    ``next_from``: when the next wording that is known begins to hold; `NOT_YET` when that is not decided.
    """

    wording: Wording
    version: Version
    held: bool = True
    next_from: date | None = None


@dataclass(frozen=True)
class Hit:
    found: Found
    snippet: str


@dataclass(frozen=True)
class Flag:
    """A paragraph that an entry cites, and that got another wording after ``as_of``, by ``amended_to``."""

    entry: Entry
    law: str
    chapter: str | None
    label: str
    as_of: date
    amended_to: str


@dataclass(frozen=True)
class StatuteBook:
    """The file is made with the first text; until then there is nothing in the book."""

    path: Path

    def add(self, statute: Statute, source: str, read_on: date | None = None) -> tuple[Version, bool]:
        """Keep a text; whether it was new. The same text again only says that it was read again.

        ``source``: where the text is from; ``read_on``: when it was read, unless the text says that itself.
        Raise StatuteError when that was before its latest amendment.
        """
        day = statute.head.read_on or read_on
        if day and day.year < in_order(statute.newest_note)[0]:
            raise StatuteError(
                f"Texten till SFS {statute.head.number} kan inte vara läst {day}: den har ändringar till och"
                f" med SFS {statute.newest_note}. Rätta datumet."
            )
        row = row_of(statute, source, day)
        with opened(self.path, make=True) as db:
            if there := list(db["versions"].rows_where("id = ?", [row["id"]])):
                if day and day.isoformat() > (there[0]["confirmed_on"] or ""):
                    db["versions"].update(row["id"], {"confirmed_on": day.isoformat()})
            else:
                with db.conn:
                    db["versions"].insert(row)
                    db["paragraphs"].insert_all(paragraph_rows(statute))
            return version_of(next(db["versions"].rows_where("id = ?", [row["id"]]))), not there

    def versions(self, law: str) -> list[Version]:
        """The texts of a statute, the oldest first; empty when none was read in."""
        with opened(self.path) as db:
            rows = db["versions"].rows_where("law = ?", [law]) if db else ()
            return sorted(map(version_of, rows), key=cmp_to_key(_earlier))

    def newest(self) -> list[Version]:
        """The newest text of each statute, by number."""
        with opened(self.path) as db:
            laws = {row["law"] for row in db["versions"].rows} if db else set()
        return [self.versions(law)[-1] for law in sorted(laws, key=in_order)]

    def paragraph(self, law: str, label: str, chapter: str | None, day: date) -> Found | None:
        """The wording on ``day``, out of the text that was known then; None when it is not in that text.

        Without a chapter a paragraph is found when only one chapter has it. When no wording holds that day,
        the nearest to come is told, else the last that held.
        """
        known = self.versions(law)
        version = next((v for v in reversed(known) if v.since <= day), known[0] if known else None)
        wordings = self._wordings(version, chapter, label) if version else []
        if version is None or not wordings:
            return None
        coming = [each for each in wordings if each.valid_from and each.valid_from > day]
        if held := in_force(wordings, day):
            return Found(held, version, next_from=coming[0].valid_from if coming else None)
        return Found(coming[0] if coming else wordings[-1], version, held=False)

    def read(self, law: str, chapter: str | None, label: str) -> Version | None:
        """The newest whole text, when the paragraph stands in it; who read that text read the paragraph."""
        known = [version for version in self.versions(law) if version.complete]
        return known[-1] if known and self._wordings(known[-1], chapter, label) else None

    def chapters(self, law: str, label: str) -> list[str]:
        """The chapters of the newest text that have a paragraph of this label; empty without chapters."""
        known = self.versions(law)
        found = [each for each in self.wordings(known[-1]) if each.label == label] if known else []
        return list(dict.fromkeys(each.chapter for each in found if each.chapter))

    def wordings(self, version: Version) -> list[Wording]:
        """All of a text, in its order."""
        with opened(self.path) as db:
            rows = db["paragraphs"].rows_where("version = ?", [version.id], order_by="id") if db else ()
            return list(map(wording_of, rows))

    def changes(self, old: Version, new: Version) -> list[Change]:
        """The paragraphs worded otherwise in ``new``, each text as it held when it was read."""
        before, after = (standing(self.wordings(v), v.confirmed_on or v.since) for v in (old, new))
        return list(changes(before, after))

    def search(self, words: str, day: date, most: int = 10) -> list[Hit]:
        """The paragraphs of the newest texts that have all the words, or words that begin so; best first."""
        query = " ".join(f'"{word}"*' for word in re.findall(r"\w+", words)[:_MOST_WORDS])
        newest = {version.id: version for version in self.newest()} if query else {}
        if not newest:
            return []
        with opened(self.path) as db:
            rows = db.query(_SEARCH.format(ids=", ".join("?" * len(newest))), [query, *newest])
            hits = [_hit(row, newest[row["version"]], day) for row in rows]
        return [hit for hit in hits if hit.found.held and not hit.found.wording.gone][:most]

    def changed_since(
        self, law: str, chapter: str | None, label: str, as_of: date, day: date | None = None
    ) -> str | None:
        """The act that changed the paragraph after ``as_of``, by number; None when nothing is known of it.

        ``day``: what holds then; None: when the newest text was read. What stood in the text already on
        ``as_of``, to come into force later, is no change, and an incomplete copy tells nothing.
        """
        source = StatuteSource(law=law, chapter=chapter, paragraphs=(label,), as_of=as_of)
        return self.changed_in(source, label, day)

    def changed_in(self, source: StatuteSource, label: str, day: date | None = None) -> str | None:
        """As `changed_since`, of a paragraph of a source; the wording that it tells goes before its day."""
        known = [version for version in self.versions(source.law) if version.complete]
        if not known:
            return None
        newest, base = known[-1], _read_then(known, source)
        upto = max(day or newest.confirmed_on or newest.since, source.as_of)
        last = in_force(self._wordings(newest, source.chapter, label), upto)
        later = _is_later(last.note, source) if last and last.note else None
        if base is None:
            changed = later is True
        else:
            read = self._wordings(base, source.chapter, label)
            changed = later is not False and not _foreseen(last, read, upto)
        return ((last and last.note) or newest.newest_note) if changed else None

    def flags(self, entries: Iterable[Entry], day: date | None = None) -> list[Flag]:
        """Each cited paragraph that got another wording after the entry's source was read."""
        return [
            Flag(entry, source.law, source.chapter, label, source.as_of, changed)
            for entry in entries
            for source in entry.statutes
            for label in source.paragraphs
            if (changed := self.changed_in(source, label, day))
        ]

    def _wordings(self, version: Version, chapter: str | None, label: str) -> list[Wording]:
        with opened(self.path) as db:
            where, asked = "version = ? and label = ?", [version.id, label]
            rows = db["paragraphs"].rows_where(where, asked, order_by="id") if db else ()
            found = list(map(wording_of, rows))
        exact = [each for each in found if each.chapter == chapter]
        in_chapters = {each.chapter for each in found}
        return exact or (found if chapter is None and len(in_chapters) == 1 else [])


_SEARCH = (
    "select p.*, snippet(paragraphs_fts, 0, '', '', '…', 24) as snippet from paragraphs_fts"
    " join paragraphs p on p.id = paragraphs_fts.rowid"
    " where paragraphs_fts match ? and p.version in ({ids}) order by paragraphs_fts.rank limit 100"
)


def _earlier(one: Version, other: Version) -> int:
    """Two that both say how far they are amended go by that; others by when they are known from."""
    if one.amended_to and other.amended_to and one.amended_to != other.amended_to:
        return -1 if in_order(one.amended_to) < in_order(other.amended_to) else 1
    return (one.since > other.since) - (one.since < other.since)


def _read_then(known: Sequence[Version], source: StatuteSource) -> Version | None:
    """The text that the source was read in, as far as is known: up to its act, of its day or before.

    Of texts that say the same day the first: a copy that was amended may have kept the day of the old one.
    """
    upto = [version for version in known if version.since <= source.as_of]
    if read_to := amendment_in(source.wording or ""):
        within = [one for one in upto if in_order(one.newest_note) <= in_order(read_to)]
        return within[-1] if within else None
    return next((one for one in upto if one.since == upto[-1].since), None)


def _is_later(act: str, source: StatuteSource) -> bool | None:
    """Whether an act came after what the source was read in; None when that cannot be told."""
    if read_to := amendment_in(source.wording or ""):
        return in_order(act) > in_order(read_to)
    year = in_order(act)[0]
    return None if year == source.as_of.year else year > source.as_of.year


def _foreseen(held: Wording | None, read: Sequence[Wording], day: date) -> bool:
    """Whether what holds on ``day`` stood in the text that was ``read``, or that nothing would hold."""
    if held is not None and not held.gone:
        return held.digest in {each.digest for each in read}
    return all(each.gone or (each.valid_to is not None and each.valid_to <= day) for each in read)


def _hit(row: dict[str, Any], version: Version, day: date) -> Hit:
    wording = wording_of(row)
    return Hit(Found(wording, version, held=wording.holds_on(day)), " ".join(row["snippet"].split()))
