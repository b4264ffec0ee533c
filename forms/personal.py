"""Personal data in free text: where they stand, told without repeating them, and taken out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain import swedish
from forms import personal_contacts, personal_numbers
from forms.personal_numbers import Span

_MOST_TOLD = 3
_LONGEST_BEFORE = 24
"""So much of the text before a place is repeated, to lead the eye to it."""


# Signs that nobody sees: control and direction signs, zero-width spaces and joiners, soft hyphens, variants.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


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

    Signs that nobody sees hide nothing: the text is read without them, and the places are its own.
    ``contact``: contact details may stand here (``Question.contact``), but no other personal data.
    """
    seen = [place for place, sign in enumerate(words) if not _UNSEEN.match(sign)]
    plain = "".join(words[place] for place in seen)
    spans = list(personal_numbers.spans(plain))
    if not contact:
        spans += personal_contacts.spans(plain)
    return _apart((kind, seen[start], seen[end - 1] + 1) for kind, start, end in spans)


def _apart(spans: Iterable[Span]) -> list[Find]:
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
    sentences = [
        f"{where(before, find.start, find.end)} ser ut som {find.with_article}."
        for find, before in zip(found[:_MOST_TOLD], _between(words, found), strict=False)
    ]
    if more := len(found[_MOST_TOLD:]):
        sentences.append(f"Det finns {swedish.count(more, 'ställe', 'ställen', neuter=True)} till.")
    return " ".join([*sentences, "Ta bort uppgifter om enskilda personer."])


def where(before: str, start: int, end: int) -> str:
    """Tecken 34–45, efter ”… ringde till”, – or Tecken 1–11. ``before``: the text there that may be repeated.

    Only whole words of the same line are, and none with a digit or an @.
    """
    place = f"Tecken {start + 1}–{end}" if end - start > 1 else f"Tecken {end}"
    line = before[-_LONGEST_BEFORE:].rpartition("\n")[2]
    if len(line) == _LONGEST_BEFORE < len(before):
        line = line.partition(" ")[2]
    kept: list[str] = []
    for word in reversed(line.split()):
        if any(sign.isdecimal() or sign in "@”“" for sign in word):
            break
        kept.insert(0, word)
    if not any(map(str.isalpha, "".join(kept))):
        return place
    whole = len(before.strip()) == len(" ".join(kept)) == start - 1
    return f"{place}, efter ”{'' if whole else '… '}{' '.join(kept)}”,"


def _between(words: str, found: Sequence[Find]) -> Iterator[str]:
    """The text before, between and after the finds."""
    begun = 0
    for find in found:
        yield words[begun : find.start]
        begun = find.end
    yield words[begun:]
