"""What a page of the form is drawn from: fields, groups of them, and what is said with each."""

from dataclasses import dataclass

PREFIX = "q."
"""Before a question's key in the name of its field: no key can be taken for one of our own."""

_TRUE = frozenset({"true", "ja"})


@dataclass(frozen=True)
class Option:
    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """``shape``: radios, list, boxes, tick, line or text. ``after``: fields that belong to this one.

    ``rows``: how many lines of a text are seen at once. ``format``: how the answer is written. ``said``:
    words that the field cannot hold. ``wrong``: what to put right. ``parted``: opens a new block. ``tied``:
    stands under the question with the ``number``.
    """

    key: str
    shape: str
    label: str
    raw: str = ""
    number: str = ""
    options: tuple[Option, ...] = ()
    hint: str = ""
    format: str = ""
    most: int | None = None
    rows: int = 5
    numeric: bool = False
    beside: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    said: str = ""
    same: bool = False
    parted: bool = False
    tied: bool = False
    after: tuple["Field", ...] = ()

    @property
    def id(self) -> str:
        return field_id(self.key)

    @property
    def name(self) -> str:
        return PREFIX + self.key

    @property
    def described_by(self) -> str:
        """The ids of what is said beside the field, in the order of reading."""
        there = {
            "hint": self.hint,
            "beside": self.beside,
            "format": self.format,
            "said": self.said,
            "wrong": self.wrong,
        }
        return " ".join(f"{name}-{self.id}" for name, what in there.items() if what)


@dataclass(frozen=True)
class Item:
    """One of a group, with the box that takes it away."""

    title: str
    fields: tuple[Field, ...]
    removal: Field


@dataclass(frozen=True)
class Several:
    """A group: its items, and the words of the button for one more (empty when there is no room)."""

    key: str
    title: str
    when: str
    wrong: tuple[str, ...]
    items: tuple[Item, ...]
    add: str
    after: tuple[Field, ...] = ()
    shape: str = "group"

    @property
    def id(self) -> str:
        return field_id(self.key)


def field_id(key: str) -> str:
    return f"f-{key}"


def ticked(field: Field) -> bool:
    return field.raw.strip().lower() in _TRUE
