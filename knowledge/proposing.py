"""A proposed entry against the handbook as it stands: what is wrong with it, and what it would change."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from knowledge.entries import Entry, EntryError, Source
from knowledge.fields import CONFIDENCE, LABELS, Fault, in_swedish
from knowledge.last_read import LastRead
from knowledge.source_lines import BadSource, line_of, sources_in

if TYPE_CHECKING:
    from knowledge.handbook import Handbook

_ONE_A_LINE = frozenset({"variants", "sources"})
_COMMAS = frozenset({"topics", "related", "explains"})
_OPTIONAL = frozenset({"reservation", "valid_to", "flag"})


class NotAnEntry(EntryError):
    """What is proposed does not make an entry; ``faults`` say field by field what to do, in Swedish."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.words for fault in self.faults))


def problems(entry: Entry, handbook: "Handbook", today: date) -> list[Fault]:
    """What the build would refuse in the entry if it stood in the handbook today; empty when nothing."""
    from knowledge.building import Shelf, of_entry  # noqa: PLC0415 - the index, which a start can do without

    shelf = Shelf.of({**handbook.entries, entry.key: entry}.values(), handbook.around, today)
    return list(of_entry(entry, shelf))


def with_variant(entry: Entry, variant: str) -> Entry:
    """The entry with one more way to ask. NotAnEntry when it is no words, or stands there already."""
    from knowledge.index import words  # noqa: PLC0415 - the same

    said = " ".join(variant.split())
    if " ".join(words(said)) in {" ".join(words(each)) for each in entry.questions}:
        raise NotAnEntry([Fault(entry.key, "variants", f"”{said}” står redan där.")])
    if not words(said):
        raise NotAnEntry([Fault(entry.key, "variants", "Skriv hur någon kan fråga, i ord.")])
    return entry.model_copy(update={"variants": (*entry.variants, said)})


def made(fields: Mapping[str, object], last_read: LastRead) -> Entry:
    """An entry out of fields in words, as a page or a chat has them, by the names that `Entry` has.

    Lists may be lines (variants, sources) or parted by commas; what is left empty is left out. A paragraph
    without a date is as it was ``last_read``. NotAnEntry with every fault at its field.
    """
    key = str(fields.get("key", ""))
    faults: list[Fault] = []
    raw = {name: _value(name, value) for name, value in fields.items()}
    lines = raw.get("sources")
    if isinstance(lines, list):
        raw["sources"] = list(_sources(key, lines, last_read, faults))
    given = {name: value for name, value in raw.items() if value or name not in _OPTIONAL}
    try:
        entry = Entry.model_validate(given)
    except ValidationError as error:
        told = {fault.field for fault in faults}
        faults += [fault for fault in in_swedish(key, error) if fault.field not in told]
    if faults:
        raise NotAnEntry(faults)
    return entry


def in_words(entry: Entry) -> dict[str, str]:
    """The fields as `made` reads them back."""
    fields: dict[str, str] = {}
    for name in LABELS:
        value = getattr(entry, name)
        if name == "sources":
            fields[name] = "\n".join(line_of(source) for source in value)
        elif name in _ONE_A_LINE | _COMMAS:
            fields[name] = ("\n" if name in _ONE_A_LINE else ", ").join(value)
        else:
            fields[name] = CONFIDENCE.get(str(value), str(value)) if value is not None else ""
    return fields


def changed(entry: Entry, field: str, said: str, last_read: LastRead) -> Entry:
    """The entry with one field in other words. NotAnEntry when they do not make an entry."""
    return made({**in_words(entry), field: said}, last_read)


def differences(old: Entry | None, new: Entry) -> list[str]:
    """What is new, field by field, each as a line to read; all of it for an entry that was not there."""
    before = in_words(old) if old else dict.fromkeys(LABELS, "")
    after = in_words(new)
    return [line for name in LABELS for line in _difference(name, before[name], after[name])]


def _difference(name: str, before: str, after: str) -> Iterator[str]:
    label = LABELS[name][:1].upper() + LABELS[name][1:]
    if name in _ONE_A_LINE | _COMMAS | {"details"}:
        had, has = _parts(name, before), _parts(name, after)
        yield from (f"{label}, nytt: {part}" for part in has if part not in had)
        yield from (f"{label}, borttaget: {part}" for part in had if part not in has)
        if before != after and sorted(had) == sorted(has):
            yield f"{label}: ny ordning"
    elif before != after:
        was = f" (förut: {before})" if before else ""
        yield f"{label}: {after or 'borttaget'}{was}"


def _parts(name: str, said: str) -> list[str]:
    between = {"details": "\n\n", **dict.fromkeys(_ONE_A_LINE, "\n")}.get(name, ",")
    return [part.strip() for part in said.split(between) if part.strip()]


def _value(name: str, said: object) -> object:
    if not isinstance(said, str):
        return said
    if name in _ONE_A_LINE | _COMMAS:
        return _parts(name, said)
    if name == "confidence":
        given = said.strip().casefold()
        return next((key for key, word in CONFIDENCE.items() if word == given), given)
    return said.strip().replace("\r\n", "\n")


def _sources(key: str, lines: Iterable[object], last_read: LastRead, faults: list[Fault]) -> Iterator[Source]:
    for line in lines:
        try:
            yield from sources_in(str(line), last_read)
        except BadSource as error:
            faults.append(Fault(key, "sources", str(error)))
