"""Finding the passage that fits a Swedish question: character 4-grams and exact words, in memory.

Four-grams within a word catch inflection and compounds without a dictionary, and folded å, ä and ö
survive phones, typos and scanned text. The score is a quotient: what a passage got of the most that
any passage could get for this very question. That is what lets a low score mean "I do not know".
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_K1 = 1.2
_B = 0.75
_GRAM = 4
_EXACT_WORDS = 0.3
_FUNCTION_WORD = 0.2

_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "\u00ad": None})
_WORD = re.compile(r"[a-z0-9]+")
_FUNCTION_WORDS = frozenset(
    """
    alla allt att av bara blev bli blir da dar de dem den denna deras dess dessa det detta dig din dina
    dom du efter egentligen eller en enligt ens er era ert ett far fick finns fran for fore fa ga galler gor
    gora ha hade han har hej hennes hon hos hur i icke in inom inte ja jag just kan kanske kommer kunna lite
    man med mellan men mer mig min mina mitt mot mycket mkt maste nar ni nu nagon nagot nagra nej och oss
    ocksa om pa sa sager sag samma sedan ska skall skulle som sin sina sitt stammer till typ under upp ur ut
    utan vad var vara vart varfor varit vet vi vid vilka vilken vilket vill vem vems val var at ar an aven
    o e oxa va nan nat sej sen ju val bland saker sak egna menas betyder funkar verkar heter heta dvs
    tex t ex kring
    a about an and any are as at be by can do does for from get has have how if in is it many much must of
    on or our should so than that the their they this to was we what when where which who will with you
    """.split()
)

_ONCE = frozenset(re.sub(r"([a-z])\1+", r"\1", word) for word in _FUNCTION_WORDS)


@dataclass(frozen=True)
class Hit:
    """A key and how much of the possible its best passage got, 0 to 1."""

    key: str
    score: float


def words(text: str) -> list[str]:
    """The words of a text, folded to a-z and digits: `Länsstyrelsens` is `lansstyrelsens`."""
    composed = unicodedata.normalize("NFC", text).lower()
    return _WORD.findall(composed.translate(_FOLD))


def _grams(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[at : at + _GRAM] for at in range(max(1, len(padded) - _GRAM + 1))]


def is_function_word(word: str) -> bool:
    """Whether a folded word carries no matter of its own; a doubled letter may be written once."""
    return word in _FUNCTION_WORDS or word in _ONCE


def _weight(word: str) -> float:
    return _FUNCTION_WORD if word in _FUNCTION_WORDS else 1.0


def _gram_weights(asked: Iterable[str]) -> dict[str, float]:
    """A long word has many grams; n^-.25 each keeps it from drowning the short ones."""
    weights: defaultdict[str, float] = defaultdict(float)
    for word in asked:
        grams = _grams(word)
        for gram in grams:
            weights[gram] += _weight(word) * len(grams) ** -0.25
    return weights


def _word_weights(asked: Iterable[str]) -> dict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for word in asked:
        weights[word] += _weight(word)
    return weights


class _View:
    """An inverted BM25 index over one kind of term, all postings in two arrays, term after term."""

    def __init__(self, passages: list[list[str]]) -> None:
        self._size = len(passages)
        counts = [Counter(terms) for terms in passages]
        self._numbers = {
            term: at for at, term in enumerate(dict.fromkeys(t for each in counts for t in each))
        }
        term = np.array([self._numbers[each] for count in counts for each in count], dtype=np.intp)
        often = np.array([times for count in counts for times in count.values()], dtype=np.float64)
        order = np.argsort(term, kind="stable")
        self._where = np.repeat(np.arange(self._size), [len(count) for count in counts])[order]
        lengths = np.array([len(terms) for terms in passages], dtype=np.float64)
        mean = float(lengths.mean()) if lengths.any() else 1.0
        dampening = _K1 * (1 - _B + _B * lengths / mean)
        self._gain = often[order] * (_K1 + 1) / (often[order] + dampening[self._where])
        self._ends = np.searchsorted(term[order], np.arange(len(self._numbers) + 1)).tolist()

    def _rarity(self, holders: int) -> float:
        return math.log(1 + (self._size - holders + 0.5) / (holders + 0.5))

    def quotients(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """Each passage's share of the highest score possible for these terms, 0 to 1."""
        scores = np.zeros(self._size)
        bound = 0.0
        for term, weight in weights.items():
            number = self._numbers.get(term)
            if number is None:
                # A term nobody has counts fully against: it is what tells a strange question.
                bound += weight * self._rarity(0)
                continue
            start, end = self._ends[number], self._ends[number + 1]
            worth = weight * self._rarity(end - start)
            bound += worth
            scores[self._where[start:end]] += worth * self._gain[start:end]
        return scores / (bound * (_K1 + 1)) if bound else scores

    def present(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """Each passage's share of these terms, the rarer the heavier, however often it has them; 0 to 1."""
        shares = np.zeros(self._size)
        whole = 0.0
        for term, weight in weights.items():
            number = self._numbers.get(term)
            start, end = (self._ends[number], self._ends[number + 1]) if number is not None else (0, 0)
            worth = weight * self._rarity(end - start)
            whole += worth
            shares[self._where[start:end]] += worth
        return shares / whole if whole else shares


class Index:
    """Passages under keys; several passages may share a key."""

    def __init__(self, passages: Iterable[tuple[str, str]]) -> None:
        pairs = list(passages)
        split = [words(text) for _, text in pairs]
        self._keys = list(dict.fromkeys(key for key, _ in pairs))
        number = {key: at for at, key in enumerate(self._keys)}
        self._owners = np.array([number[key] for key, _ in pairs], dtype=np.intp)
        self._grams = _View([[gram for word in asked for gram in _grams(word)] for asked in split])
        self._words = _View(split)

    def search(self, question: str, k: int = 10) -> list[Hit]:
        """The k best keys, best first, one hit a key; nothing for a question that shares no gram."""
        asked = words(question)
        by_gram = self._grams.quotients(_gram_weights(asked))
        by_word = self._words.quotients(_word_weights(asked))
        scores = (by_gram + _EXACT_WORDS * by_word) / (1 + _EXACT_WORDS)
        best = np.zeros(len(self._keys))
        np.maximum.at(best, self._owners, scores)
        order = np.argsort(-best, kind="stable")[:k]
        return [Hit(self._keys[at], float(best[at])) for at in order if best[at] > 0]

    def coverage(self, question: str) -> dict[str, float]:
        """For each key the share of the question's grams, the rarer the heavier, that a passage of it has."""
        shares = self._grams.present(_gram_weights(words(question)))
        best = np.zeros(len(self._keys))
        np.maximum.at(best, self._owners, shares)
        return {self._keys[at]: float(best[at]) for at in np.flatnonzero(best)}
