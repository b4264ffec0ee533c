"""A document as JSON and back, for keeping: what people saw stays as they saw it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from domain.workdays import STOCKHOLM
from reports.document import (
    BulletList,
    Callout,
    Cell,
    Chart,
    Document,
    Drawing,
    Drawn,
    Facts,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
    Series,
    Source,
    Table,
)

_FORMAT = 1
"""The form of what is kept. Another form gets another number, and this one is still read."""

_KIND = "is"
_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        BulletList,
        Callout,
        Cell,
        Chart,
        Document,
        Drawing,
        Facts,
        Heading,
        Paragraph,
        Properties,
        Section,
        Sentence,
        Series,
        Source,
        Table,
    )
}


class Unreadable(ValueError):
    """The text is no kept document of a form that this version knows."""


def dumps(document: Document) -> str:
    """The same ASCII text for the same document. Fields that hold their defaults are left out."""
    return json.dumps({"format": _FORMAT, "document": _kept(document)}, separators=(",", ":"))


@lru_cache(maxsize=8)  # a page reads the version that it shows several times
def loads(text: str) -> Document:
    """The document that was kept, equal to what it was; moments in Swedish time. Raise Unreadable."""
    try:
        kept = json.loads(text)
        if kept["format"] != _FORMAT:
            raise Unreadable(f"a kept document of form {kept['format']!r}")
        document = _made(kept["document"])
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise Unreadable(f"no kept document: {error}") from error
    if not isinstance(document, Document):
        raise Unreadable(f"a kept {type(document).__name__}, no document")
    return document


def _kept(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        held = {name: getattr(value, name) for name in _defaults(type(value))}
        said = {name: one for name, one in held.items() if one != _defaults(type(value))[name]}
        return {_KIND: type(value).__name__, **{name: _kept(one) for name, one in said.items()}}
    if isinstance(value, tuple):
        return [_kept(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(STOCKHOLM).isoformat()
    return value.isoformat() if isinstance(value, date) else value


@cache
def _defaults(kind: type[Any]) -> dict[str, object]:
    """Every field with its default; MISSING, which nothing equals, where there is none."""
    return {field.name: field.default for field in fields(kind)}


def _made(kept: object) -> Any:  # noqa: ANN401 - any part of a document
    if isinstance(kept, list):
        return tuple(_made(one) for one in kept)
    if isinstance(kept, dict):
        kind = _KINDS[kept.pop(_KIND)]
        return kind(**{name: _read(name, one) for name, one in kept.items()})
    return kept


def _read(name: str, kept: object) -> object:
    read = _READ.get(name)
    return read(kept) if read else _made(kept)


def _moment(kept: Any) -> datetime:  # noqa: ANN401 - checked by fromisoformat
    return datetime.fromisoformat(kept).astimezone(STOCKHOLM)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "at": _moment,
    "made": _moment,
    "as_of": date.fromisoformat,
    "drawn": Drawn,
}
"""The fields that JSON has no kind of its own for."""
