"""Personal data in free text: where they stand, told without repeating them, and taken out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain import swedish
from forms import personal_contacts, personal_numbers

_MOST_TOLD = 3
_LEAST_BEFORE, _MOST_BEFORE = 3, 24
_WORDS_BEFORE = re.compile(r"[^\s\d@”“\"]+(?:[ \t]+[^\s\d@”“\"]+){0,3}$")


@dataclass(frozen=True)
class Find:
    """A place that looks like personal data. ``kind``: in Swedish; ``start``, ``end``: as in a slice."""

    kind: str
    start: int
    end: int

    @property
    def with_article(self) -> str:
        return f"{'en' if self.kind == 'e-postadress' else 'ett'} {self.kind}"


def finds(words: str, *, contact: bool = False) -> list[Find]:
    """What looks like personal data, in the order of the text; places that overlap are one.

    ``contact``: contact details may stand here (``Question.contact``), but no other personal data.
    """
    spans = list(personal_numbers.spans(words))
    if not contact:
        spans += personal_contacts.spans(words)
    found: list[Find] = []
    for kind, start, end in sorted(spans, key=lambda span: span[1]):
        if found and start < found[-1].end:
            found[-1] = Find(found[-1].kind, found[-1].start, max(end, found[-1].end))
        else:
            found.append(Find(kind, start, end))
    return found


def holds_personal_data(words: str, *, contact: bool = False) -> bool:
    """Whether anything in the text looks like personal data."""
    return bool(finds(words, contact=contact))


def masked(words: str, *, contact: bool = False) -> str:
    """The text with what looks like personal data taken out: it is not to be kept even in a draft."""
    return "[borttaget]".join(_between(words, finds(words, contact=contact)))


def told(words: str, found: Sequence[Find]) -> str:
    """Where the finds stand and what to do about them; "" without any. What was found is not repeated.

    Tecken 34–45, efter ”… ringde till”, ser ut som ett personnummer. Ta bort uppgifter om enskilda personer.
    """
    if not found:
        return ""
    before = list(_between(words, found))
    sentences = [
        f"{place(before[number], find.start, find.end)} ser ut som {find.with_article}."
        for number, find in enumerate(found[:_MOST_TOLD])
    ]
    if more := len(found) - _MOST_TOLD:
        pass
    return " ".join([*sentences, "Ta bort uppgifter om enskilda personer."])


def _between(words: str, found: Sequence[Find]) -> Iterator[str]:
    """The text before, between and after the finds."""
    place_ = 0
    for find in found:
        yield words[place_ : find.start]
        place_ = find.end
    yield words[place_:]
