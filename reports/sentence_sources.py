"""Whose words an edited text is: the section's own sentences where they stand, the editor's between them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from reports.document import Paragraph, Sentence, Source
from reports.writable import lines

_LIKE = 0.5
"""The least share of words in common for a sentence to be made of another."""

_WORD = re.compile(r"\w+")


class Sentences:
    """The sentences of a section, each handed out once. ``by``: who wrote what is not among them."""

    def __init__(self, paragraphs: Iterable[Paragraph], by: Source) -> None:
        those = [one for paragraph in paragraphs for one in paragraph.sentences if lines(one.text)]
        self._left = [(plain(lines(one.text)), one) for one in sorted(those, key=lambda one: -len(one.text))]
        self._all = [(frozenset(_words(one.text)), one) for one in those]
        self._with: dict[str, list[int]] = defaultdict(list)
        for place, (own, _) in enumerate(self._all):
            for word in own:
                self._with[word].append(place)
        self._by = by

    def give(self, sentences: Iterable[Sentence]) -> None:
        """Those sentences are used: their paragraph stands as it was."""
        for sentence in sentences:
            given = (plain(lines(sentence.text)), sentence)
            if given in self._left:
                self._left.remove(given)

    def read(self, text: str) -> tuple[Sentence, ...]:
        """The text as sentences with their sources, in its order; nothing for an empty one."""
        found = self._found(text)
        said: list[Sentence] = []
        at = 0
        for start, end, sentence in sorted(found, key=lambda one: one[0]):
            said.extend(self._new(text[at:start]))
            said.append(sentence)
            at = end
        return (*said, *self._new(text[at:]))

    def _found(self, text: str) -> list[tuple[int, int, Sentence]]:
        """The longest first: a short sentence may be part of a longer one."""
        found: list[tuple[int, int, Sentence]] = []
        whole = plain(text)
        for own, sentence in tuple(self._left):
            start = self._free(whole, own, found)
            if start is not None:
                found.append((start, start + len(own), sentence))
                self._left.remove((own, sentence))
        return found

    def _free(self, text: str, sentence: str, taken: list[tuple[int, int, Sentence]]) -> int | None:
        """Where the sentence stands by itself in what is not taken yet."""
        start = text.find(sentence)
        while start >= 0:
            end = start + len(sentence)
            alone = not text[start - 1 : start].strip() and not text[end : end + 1].strip()
            if alone and all(end <= first or last <= start for first, last, _ in taken):
                return start
            start = text.find(sentence, start + 1)
        return None

    def _new(self, text: str) -> Iterator[Sentence]:
        if words := text.strip():
            like = self._like(frozenset(_words(words)))
            yield Sentence(words, (self._by, *(like.sources if like else ())))

    def _like(self, words: frozenset[str]) -> Sentence | None:
        """The sentence that shares most words; None when none shares half of them."""
        common = Counter(place for word in words for place in self._with.get(word, ()))
        shared = [
            (count / (len(words) + len(self._all[place][0]) - count), -place)
            for place, count in common.items()
        ]
        share, last = max(shared, default=(0.0, 0))
        return self._all[-last][1] if share >= _LIKE else None


def plain(text: str) -> str:
    """Of the same length: a browser makes an ordinary space of one that does not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ").replace("\t", " ")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
