"""The entries of the handbook: one Markdown file a topic, front matter in TOML between `+++` lines.

The body is what people read: the short answer first, then, under the heading `## Mer`, the details, one
block to a matter. A file without its source, the date of the wording read or its review date does not load.
"""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

_HERE = Path(__file__).parent / "entries"
FENCE = "+++"
DETAILS = "## Mer"

Confidence = Literal["confirmed", "uncertain"]
Line = Annotated[str, Field(min_length=1, max_length=2000)]
# With a letter in it: what has none would answer everything that has none.
Question = Annotated[str, Field(min_length=1, max_length=500, pattern=r"[A-Za-zÅÄÖåäö0-9]")]
Number = Annotated[str, Field(pattern=r"^(19|20)\d{2}:\d{1,4}$")]
Name = Annotated[str, Field(pattern=r"^[a-z_0-9]{2,60}$")]


class EntryError(ValueError):
    """A file of the handbook cannot be used; says which file, which field and what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class StatuteSource(_Strict):
    """Paragraphs of one statute in the wording that was read, or a `part` of it such as its transitional
    rules; neither means the whole of it. A question about a paragraph given as `background` is not answered
    by the entry.
    """

    law: Number
    chapter: Annotated[str, Field(pattern=r"^\d{1,3}( [a-z])?$")] | None = None
    paragraphs: tuple[Annotated[str, Field(pattern=r"^\d{1,3}( [a-z])?$")], ...] = ()
    part: Line | None = None
    as_of: date
    wording: Line | None = None
    background: bool = False


class DocumentSource(_Strict):
    """A document that is no statute, known by its year."""

    document: Line
    publisher: Line
    year: Annotated[int, Field(ge=1990, le=2100)]
    link: Annotated[str, Field(pattern=r"^https://")] | None = None


Source = StatuteSource | DocumentSource


class Entry(_Strict):
    """One topic: a question as people ask it, an answer in plain words, and where it comes from.

    `topics` and `owner` (a group of experts) tell where it belongs; `explains` are the numbers of statutes
    whose names and fates are the topic. `flag` says why an answer that is due for review is still shown.
    """

    key: Name
    question: Question
    variants: Annotated[tuple[Question, ...], Field(min_length=1, max_length=200)]
    topics: Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)]
    explains: tuple[Number, ...] = ()
    short: Line
    details: Annotated[str, Field(max_length=4000)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=40)]
    confidence: Confidence
    reservation: Line | None = None
    valid_from: date
    valid_to: date | None = None
    owner: Name
    review: date
    flag: Line | None = None
    related: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _uncertain_says_why(self) -> Self:
        if self.confidence == "uncertain" and self.reservation is None:
            raise ValueError("reservation: ett osäkert svar måste säga vad som är osäkert")
        return self

    @property
    def statutes(self) -> Iterator[StatuteSource]:
        return (source for source in self.sources if isinstance(source, StatuteSource))

    @property
    def blocks(self) -> tuple[str, ...]:
        """The details matter by matter; a list stays with the line it follows."""
        return tuple(block for block in self.details.split("\n\n") if block)

    @property
    def questions(self) -> tuple[str, ...]:
        return (self.question, *self.variants)


def read_entry(file: Path) -> Entry:
    """One entry; EntryError with the file's name and the field when something is missing or wrong."""
    return read_text(file.name, file.read_text(encoding="utf-8"))


def read_text(name: str, markdown: str) -> Entry:
    """One entry from its Markdown; ``name`` is what an EntryError calls it."""
    front, body = _parts(name, markdown)
    short, _, details = body.partition(DETAILS)
    try:
        raw = tomllib.loads(front)
        return Entry.model_validate(raw | {"short": short, "details": details.strip()})
    except ValidationError as error:
        raise EntryError(f"{name}: {_in_words(error)}") from error
    except (ValueError, RecursionError) as error:  # no TOML, nested too deep, or a number without end
        raise EntryError(f"{name}: front matter is not valid TOML: {str(error)[:200]}") from error


def read_entries(folder: Path = _HERE) -> tuple[Entry, ...]:
    """All entries of a folder in file order; EntryError for a double key or a related key nobody has."""
    entries = tuple(read_entry(file) for file in sorted(folder.glob("*.md")))
    if not entries:
        raise EntryError(f"{folder.name}: no entries here; each topic is one .md file")
    keys = [entry.key for entry in entries]
    for entry in entries:
        if keys.count(entry.key) > 1:
            raise EntryError(f"key: {entry.key} stands in two files; give one of them another key")
        _check_related(entry, keys)
    return entries


@cache
def shipped() -> tuple[Entry, ...]:
    """The entries of this package, read once."""
    return read_entries()


def laid_over(entries: Iterable[Entry], published: Iterable[str]) -> tuple[Entry, ...]:
    """The entries with those ``published`` as Markdown in the place of their namesakes, new ones last."""
    texts = (read_text("publicerat svar", markdown) for markdown in published)
    return tuple({entry.key: entry for entry in (*entries, *texts)}.values())


def due_for_review(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """The entries whose owner should have read them through by today, the most overdue first."""
    return tuple(sorted((e for e in entries if e.review <= today), key=lambda entry: entry.review))


def _check_related(entry: Entry, keys: list[str]) -> None:
    for key in entry.related:
        if key not in keys:
            raise EntryError(f"{entry.key}: related: no entry has the key {key}")


def _parts(name: str, markdown: str) -> tuple[str, str]:
    pieces = markdown.split(f"{FENCE}\n", 2)
    if len(pieces) != 3 or pieces[0]:  # noqa: PLR2004 - nothing before, the front matter, the body
        raise EntryError(f"{name}: start with a line of {FENCE}, the fields, and {FENCE} again")
    return pieces[1], pieces[2].strip()


def _in_words(error: ValidationError) -> str:
    return "; ".join(_one_in_words(tuple(each["loc"]), each["msg"]) for each in error.errors())


def _one_in_words(place: tuple[int | str, ...], message: str) -> str:
    """`sources.0.as_of: Field required`; a source's number counts from 0, as TOML lists them."""
    named = [str(step) for step in place if step not in {"StatuteSource", "DocumentSource"}]
    return f"{'.'.join(named)}: {message}" if named else message
