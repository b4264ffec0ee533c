"""One slip of the finger mended: a long word that no text of ours has, one letter from one that they have."""

import re
import string
from collections.abc import Iterable, Iterator

_LONGEST = 40  # nothing longer is a word; a line without spaces would fill the memory with its parts
_LONG = 7  # in a shorter word one letter too often makes another word of it
_WORD = re.compile(r"[a-z0-9]+")


class Spelling:
    """The long words of some texts, and what a misspelt one was meant to be; all in folded letters."""

    def __init__(self, texts: Iterable[str]) -> None:
        said = (word for text in texts for word in _WORD.findall(text))
        self._known = frozenset(word for word in said if _LONG <= len(word) <= _LONGEST)
        self._begin = frozenset(word[:at] for word in self._known for at in range(len(word) + 1))
        self._end = frozenset(word[at:] for word in self._known for at in range(len(word) + 1))

    def mended(self, text: str) -> str:
        """The text with each slip mended; what is not one letter from a known word stays as it is."""
        return _WORD.sub(lambda match: self._meant(match[0]), text)

    def _meant(self, word: str) -> str:
        if not _LONG <= len(word) <= _LONGEST or word in self._known:
            return word
        return min((each for each in self._one_away(word) if each in self._known), default=word)

    def _one_away(self, word: str) -> Iterator[str]:
        """Every word that differs by two letters swapped, or one left out, put in or changed, and whose
        letters before and after that are how known words begin and end.
        """
        for at in range(len(word) + 1):
            before, after = word[:at], word[at:]
            if before not in self._begin:
                return  # nor will a longer beginning be
            if after[2:] in self._end:
                yield before + after[1:2] + after[:1] + after[2:]
            if after[1:] in self._end:
                yield before + after[1:]
                yield from (before + letter + after[1:] for letter in string.ascii_lowercase)
            if after in self._end:
                yield from (before + letter + after for letter in string.ascii_lowercase)
