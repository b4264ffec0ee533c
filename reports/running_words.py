"""A text as its words, folded so that the same words are known again however they were copied."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from unicodedata import category, normalize

RUN = 5
"""So many words in a row as they stand in a text are that text's."""

_FEWEST = 2
"""Words of a text that can be known again as a whole."""

Run = tuple[str, ...]
"""Folded words in a row."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_HYPHEN = "-"
_PARTED = re.compile(r"(?<=[^\W_])[-\u2010\u2011\u00ac]\s*(?=[^\W_])")
"""A word parted at the end of a line, or with a hyphen of its own: which of them a copy does not tell."""

_APART = re.compile(r"[^\w \t\u00a0]")
_UNSEEN = "Cf"
"""Soft hyphens, zero-width spaces, word joiners."""

_SAYS_NOTHING = frozenset(
    "a allt alla att av bra de den det detta ej en ett finns fungerar för förra förut gäller har här i "
    "ingen inga inget ingenting inte ja just kan kommentar kommentarer kvartal kvartalet lugnt läget med "
    "mer mycket nedan nej nu ny nya nytt nämna och om oförändrad oförändrat ovan på rapportera saknas "
    "samma se ser sedan senare som stort svar svårt tidigare till tillägga ungefär uppgift uppgifter ut "
    "vet vi vår vårt är".split()
)
"""Words that by themselves tell nothing of a unit, such as those of ”Inget nytt att rapportera”."""


@dataclass(frozen=True)
class Words:
    """``written``: as somebody reads them; ``folded``: the same, to be compared. ``edges``: the places,
    from 0 to their number, where something else than a space parts them from what is before.
    """

    written: tuple[str, ...]
    folded: tuple[str, ...]
    edges: frozenset[int]

    @staticmethod
    @lru_cache(maxsize=256)  # an act reads the same answers and sections several times
    def of(text: str) -> "Words":
        seen = "".join(sign for sign in text if category(sign) != _UNSEEN)
        flat = _PARTED.sub(_HYPHEN, normalize("NFKC", seen))
        found = list(_WORD.finditer(flat))
        ends = [0, *(one.end() for one in found)]
        starts = [*(one.start() for one in found), len(flat)]
        gaps = enumerate(zip(ends, starts, strict=True))
        edges = {place for place, (end, start) in gaps if _APART.search(flat, end, start)}
        written = tuple(one[0] for one in found)
        folded = tuple(normalize("NFKC", word.replace(_HYPHEN, "").casefold()) for word in written)
        return Words(written, folded, frozenset(edges | {0, len(found)}))

    @property
    def runs(self) -> list[Run]:
        """Every run of so many words, by where it begins."""
        return [self.folded[start : start + RUN] for start in range(len(self.folded) - RUN + 1)]

    @cached_property
    def passages(self) -> Mapping[Run, int]:
        """Every run, and every few words that stand by themselves, with the first place of each."""
        few = {
            self.folded[start:end]: start
            for start in sorted(self.edges, reverse=True)
            for end in range(start + _FEWEST, start + RUN)
            if end in self.edges
        }
        return few | {run: place for place, run in reversed(list(enumerate(self.runs)))}

    def shown(self, place: int, count: int) -> str:
        """So many of the words from there on; that there are more of them is seen."""
        end = place + count
        return " ".join(self.written[place:end]) + (" …" if count == RUN else "")


def tells(words: Run) -> bool:
    """Whether a whole text of so few words can be known for somebody's own."""
    return sum(word not in _SAYS_NOTHING for word in words) >= _FEWEST
