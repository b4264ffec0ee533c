"""Which paragraphs exist, statute by statute: a committed list of labels, never of text.

`python -m knowledge.paragraphs [--read YYYY-MM-DD] FILES…` makes the upper part of paragraphs.toml out of
published texts; what is below its marker is kept by hand, for statutes whose whole text has not been read.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from knowledge.entries import Entry, StatuteSource
from knowledge.statute_changes import Place, standing
from knowledge.statute_head import StatuteError
from knowledge.statute_text import Statute, in_order, parse

_FILE = Path(__file__).parent / "paragraphs.toml"
_MARKER = "# Kept by hand from here."
_HEAD = """\
# The paragraphs that exist, statute by statute: labels only, with chapters as "20 kap. 24".
# Made by `python -m knowledge.paragraphs FILES…` from published texts: run it again rather than edit.
# `amended_to` is the latest act known to be in the text, `as_of` the day it was read.
"""

_GONE = re.compile(r"\bupphäv|\bt(?:ogs|agits|agen|aget) bort|\bborttag", re.IGNORECASE)

Origin = Literal["text", "facts"]
State = Literal["exists", "repealed", "missing", "unread"]


@dataclass(frozen=True)
class Listed:
    """What is known of a statute's paragraphs. Of `facts` it is not all of them that are known."""

    number: str
    origin: Origin
    as_of: date
    amended_to: str
    paragraphs: tuple[Place, ...]
    repealed: tuple[Place, ...] = ()

    def later(self, other: "Listed") -> "Listed":
        """With what is known from a later time: paragraphs that came, and that were repealed."""
        here = [place for place in (*self.paragraphs, *other.paragraphs) if place not in other.repealed]
        gone = [place for place in (*self.repealed, *other.repealed) if place not in other.paragraphs]
        return replace(self, paragraphs=tuple(dict.fromkeys(here)), repealed=tuple(dict.fromkeys(gone)))


def knows(law: str) -> bool:
    """Whether anything of the statute has been read."""
    return law in read_paragraphs()


def state(law: str, chapter: str | None, label: str, listed: Mapping[str, Listed] | None = None) -> State:
    """Whether a paragraph exists. `missing`: the whole statute was read and has none; `unread`: not known.

    Without a chapter a paragraph is meant that only one chapter has.
    """
    known = (read_paragraphs() if listed is None else listed).get(law)
    if known is None:
        return "unread"
    if _has(known.paragraphs, chapter, label):
        return "exists"
    if _has(known.repealed, chapter, label):
        return "repealed"
    return "missing" if known.origin == "text" else "unread"


def exists(law: str, chapter: str | None, label: str) -> bool:
    """Whether the paragraph is in the committed list and is not repealed."""
    return state(law, chapter, label) == "exists"


def chapters(law: str, label: str) -> tuple[str, ...]:
    """The chapters that have a paragraph of this label; empty in a statute without chapters."""
    known = read_paragraphs().get(law)
    return tuple(chapter for chapter, one in (known.paragraphs if known else ()) if chapter and one == label)


def unlisted(entries: Iterable[Entry], listed: Mapping[str, Listed] | None = None) -> Iterator[str]:
    """A line for each paragraph that an entry cites and that is not in the list: entry, §, what to do.

    A repealed paragraph may be cited as background, and by an entry that says that it is gone or until
    when the answer held.
    """
    for entry in entries:
        for source, label, found in uncited(entry, listed):
            place = f"{source.chapter} kap. {label} §" if source.chapter else f"{label} §"
            yield f"{entry.key}.md: {place} SFS {source.law}: {_TO_DO[found]}"


def uncited(
    entry: Entry, listed: Mapping[str, Listed] | None = None
) -> Iterator[tuple[StatuteSource, str, State]]:
    """Each paragraph that the entry cites and may not: its source, its label, and what is known of it."""
    for source in entry.statutes:
        for label in source.paragraphs:
            found = state(source.law, source.chapter, label, listed)
            past = found == "repealed" and (source.background or _tells_of_the_past(entry))
            if found != "exists" and not past:
                yield source, label, found


def _tells_of_the_past(entry: Entry) -> bool:
    return entry.valid_to is not None or bool(_GONE.search(f"{entry.short} {entry.details}"))


_TO_DO: Mapping[State, str] = {
    "missing": "the text that was read has no such paragraph; correct the number in the entry",
    "repealed": "it is repealed; say so in the answer, cite it with background = true, or give valid_to",
    "unread": (
        "it is not among the paragraphs that were read; read it, then add it to its statute in"
        " knowledge/paragraphs.toml, below the marker"
    ),
}


@cache
def read_paragraphs() -> dict[str, Listed]:
    """What the committed list knows, by number."""
    return listed_in(_FILE.read_text(encoding="utf-8"))


def listed_in(written: str) -> dict[str, Listed]:
    """A list in its written form; what is said of a statute a second time is later knowledge."""
    found: dict[str, Listed] = {}
    for raw in tomllib.loads(written).get("statute", ()):
        one = _listed(raw)
        found[one.number] = found[one.number].later(one) if one.number in found else one
    return found


def of_text(statute: Statute, as_of: date) -> Listed:
    """The paragraphs of a whole text that hold on ``as_of`` or will; those that ended before are repealed."""
    if not statute.head.complete:
        raise StatuteError(
            f"SFS {statute.head.number} är en ofullständig återgivning: en lista över vilka paragrafer som"
            " finns kan inte göras av den. Skriv in dem som är lästa för hand i knowledge/paragraphs.toml."
        )
    places = tuple(dict.fromkeys((each.chapter, each.label) for each in statute.wordings))
    holding = standing(statute.wordings, as_of)
    coming = {(w.chapter, w.label) for w in statute.wordings if w.valid_from and w.valid_from > as_of}
    here = tuple(place for place in places if place in holding or (place in coming))
    gone = tuple(place for place in places if place not in here)
    return Listed(statute.head.number, "text", as_of, statute.newest_note, here, gone)


def written(listed: Iterable[Listed], by_hand: str) -> str:
    """The file: what was read out of texts, by number, and then what is kept by hand as it stands."""
    made = sorted(listed, key=lambda one: in_order(one.number))
    return "\n".join([_HEAD, *map(_table, made), by_hand])


def _table(one: Listed) -> str:
    lines = [f'number = "{one.number}"', f'origin = "{one.origin}"', f"as_of = {one.as_of}"]
    lines += [f'amended_to = "{one.amended_to}"', f"paragraphs = {_labels(one.paragraphs)}"]
    lines += [f"repealed = {_labels(one.repealed)}"] if one.repealed else []
    return "\n".join(["[[statute]]", *lines, ""])


def _labels(places: Sequence[Place]) -> str:
    quoted = [f'"{chapter} kap. {label}"' if chapter else f'"{label}"' for chapter, label in places]
    rows = [", ".join(quoted[at : at + 12]) for at in range(0, len(quoted), 12)]
    return f"[{rows[0] if rows else ''}]" if len(rows) <= 1 else "[\n  " + ",\n  ".join(rows) + ",\n]"


def _listed(raw: Mapping[str, Any]) -> Listed:
    return Listed(
        raw["number"],
        raw["origin"],
        raw["as_of"],
        raw.get("amended_to", raw["number"]),
        tuple(map(_place, raw.get("paragraphs", ()))),
        tuple(map(_place, raw.get("repealed", ()))),
    )


def _place(written_: str) -> Place:
    chapter, _, label = written_.rpartition(" kap. ")
    return chapter or None, label


def _has(places: Sequence[Place], chapter: str | None, label: str) -> bool:
    if (chapter, label) in places:
        return True
    return chapter is None and len([one for _, one in places if one == label]) == 1


def main(words: Sequence[str] | None = None, file: Path = _FILE) -> int:
    """Read the texts and write the list. The exit code is 1 when a text could not be used."""
    import argparse  # noqa: PLC0415 - only the command needs it

    parser = argparse.ArgumentParser(prog="python -m knowledge.paragraphs", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--read", type=date.fromisoformat, help="when texts were read that do not say it")
    given = parser.parse_args(words)
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    made, mark, by_hand = before.partition(_MARKER)
    listed = listed_in(made)
    failed = False
    for path in given.files:
        try:
            one = _read(path, given.read)
        except StatuteError as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            failed = True
        else:
            listed[one.number] = one
            sys.stdout.write(f"SFS {one.number}: {len(one.paragraphs)} + {len(one.repealed)} upphävda\n")
    file.write_text(written(listed.values(), mark + by_hand or f"{_MARKER}\n"), encoding="utf-8")
    return int(failed)


def _read(path: Path, read: date | None) -> Listed:
    statute = parse(path.read_text(encoding="utf-8"))
    as_of = statute.head.read_on or read
    if as_of is None:
        raise StatuteError("Texten säger inte när den lästes. Lägg till --read ÅÅÅÅ-MM-DD.")
    return of_text(statute, as_of)


if __name__ == "__main__":
    sys.exit(main())
