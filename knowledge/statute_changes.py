"""What differs between two wordings, and between two versions of a statute, in words."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.statute_text import Wording

Place = tuple[str | None, str]
"""A paragraph's chapter and label."""

Kind = Literal["added", "removed", "changed"]

_AROUND = 8
"""Words that are shown on each side of what was changed."""


@dataclass(frozen=True)
class Change:
    """A paragraph that is worded otherwise; ``before`` or ``after`` is None when there was or is none."""

    chapter: str | None
    label: str
    before: Wording | None
    after: Wording | None

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def diff(self) -> str:
        """One line: `inom [bort: två månader] [nytt: en månad] från`."""
        before = self.before.text if self.before else ""
        return diff(before, self.after.text if self.after else "")


def in_force(wordings: Iterable[Wording], day: date) -> Wording | None:
    """The one of a paragraph's wordings that holds on ``day``: of several, the one that began the latest."""
    held = [each for each in wordings if each.holds_on(day)]
    return max(held, key=lambda each: each.valid_from or date.min) if held else None


def standing(wordings: Iterable[Wording], day: date) -> dict[Place, Wording]:
    """Each paragraph that holds on ``day``; without those of which only the line of the repeal is left."""
    by_place: dict[Place, list[Wording]] = {}
    for each in wordings:
        by_place.setdefault((each.chapter, each.label), []).append(each)
    found = {place: in_force(each, day) for place, each in by_place.items()}
    return {place: held for place, held in found.items() if held and not held.gone}


def changes(before: Mapping[Place, Wording], after: Mapping[Place, Wording]) -> Iterator[Change]:
    """The paragraphs that came, went or got other words, in the order of the later text."""
    for place in dict.fromkeys([*after, *before]):
        old, new = before.get(place), after.get(place)
        if (old and old.digest) != (new and new.digest):
            yield Change(*place, old, new)


def diff(before: str, after: str) -> str:
    """What went and what came, word by word, with a few words around; the rest is an ellipsis."""
    old, new = before.split(), after.split()
    parts: list[str] = []
    matcher = difflib.SequenceMatcher(None, old, new)
    codes = matcher.get_opcodes()
    for i, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            parts.append(_around(old[a:b], first=i == 0, last=i == len(codes) - 1))
            continue
        if b > a:
            parts.append(f"[bort: {' '.join(old[a:b])}]")
        if d > c:
            parts.append(f"[nytt: {' '.join(new[c:d])}]")
    return " ".join(parts)


def _around(words: Sequence[str], *, first: bool, last: bool) -> str:
    """The words next to a change, without the middle of a long run."""
    before = [] if first else list(words[:_AROUND])
    after = [] if last else list(words[-_AROUND:])
    if len(words) <= len(before) + len(after):
        return " ".join(words)
    return " ".join([*before, "…", *after])
