"""An entry as Markdown, in the form that its files have: what was read comes back equal.

The fields stand in one order and are written in one way, so that two versions differ only where they do.
"""

import json
from collections.abc import Iterator
from datetime import date

from knowledge.entries import DETAILS, FENCE, DocumentSource, Entry, EntryError, Source

_FIELDS = (
    "key", "question", "variants", "topics", "confidence", "reservation", "valid_from", "valid_to", "owner",
    "review", "flag", "related", "explains",
)  # fmt: skip
_STATUTE = ("law", "chapter", "paragraphs", "part", "as_of", "wording", "background")
_DOCUMENT = ("document", "publisher", "year", "link")
_ONE_A_LINE = "variants"
_EVEN_EMPTY = "related"

_Value = str | int | date | tuple[str, ...] | None


def as_markdown(entry: Entry) -> str:
    """The entry's file. EntryError when the short answer holds the heading that begins the details."""
    if DETAILS in entry.short:
        raise EntryError(f"{entry.key}: short: ”{DETAILS}” får inte stå i det korta svaret")
    fields = [_line(name, getattr(entry, name)) for name in _FIELDS]
    sources = ["\n".join(["[[sources]]", *_source(source)]) for source in entry.sources]
    front = "\n\n".join(["\n".join(filter(None, fields)), *sources])
    body = f"{entry.short}\n\n{DETAILS}\n\n{entry.details}" if entry.details else entry.short
    return f"{FENCE}\n{front}\n{FENCE}\n{body}\n"


def _source(source: Source) -> Iterator[str]:
    names = _DOCUMENT if isinstance(source, DocumentSource) else _STATUTE
    return filter(None, (_line(name, getattr(source, name)) for name in names))


def _line(name: str, value: _Value) -> str:
    """A field in TOML; empty for one that is left out because it says nothing."""
    if value in {None, (), False} and name != _EVEN_EMPTY:
        return ""
    return f"{name} = {_written(value, name)}"


def _written(value: _Value, name: str) -> str:
    if isinstance(value, bool):
        return "true"
    if isinstance(value, str):
        return _quoted(value)
    if not isinstance(value, tuple):
        return str(value)
    if name == _ONE_A_LINE:
        return "\n".join(["[", *(f"  {_quoted(each)}," for each in value), "]"])
    return f"[{', '.join(map(_quoted, value))}]"


def _quoted(text: str) -> str:
    """JSON's way of quoting is TOML's, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
