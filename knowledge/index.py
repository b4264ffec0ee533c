"""Finding the passage that fits a Swedish question: character 4-grams and exact words, in memory.

Four-grams within a word catch inflection and compounds without a dictionary, and folded å, ä and ö
survive phones, typos and scanned text. The score is a quotient: what a passage got of the most that
any passage could get for this very question. That is what lets a low score mean "I do not know".
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

_K1 = 1.2
_B = 0.75
_GRAM = 4
_EXACT_WORDS = 0.3
_FUNCTION_WORD = 0.2
_NOWHERE, _NOTHING = np.zeros(0, dtype=np.intp), np.zeros(0)

_FOLD = (("å", "a"), ("ä", "a"), ("ö", "o"), ("é", "e"), ("ü", "u"), ("\u00ad", ""))
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
    tex t ex kring hej tack snalla fraga fragar fragan undrar undrade fundera funderar behover hjalp snabbt
    snabb respektive samt dessutom alltsa
    kort forklara forklaring beratta svara stammer sant verkligen faktiskt liksom folk tror
    please explain tell hi hello thanks
    a about an and any are as at be by can do does for from get has have how if in is it many much must of
    on or our should so than that the their they this to was we what when where which who will with you
    """.split()
)

_ONCE = frozenset(re.sub(r"([a-z])\1+", r"\1", word) for word in _FUNCTION_WORDS)


class Hit(NamedTuple):
    """A key and how much of the possible its best passage got, 0 to 1."""

    key: str
    score: float


def words(text: str) -> list[str]:
    """The words of a text, folded to a-z and digits: `Länsstyrelsens` is `lansstyrelsens`."""
    folded = unicodedata.normalize("NFC", text).lower()
    for letter, plain in _FOLD:  # a seventh of the time that str.translate takes
        folded = folded.replace(letter, plain)
    return _WORD.findall(folded)


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


@dataclass(frozen=True)
class _Terms:
    """Texts as the terms they are made of: the one numbered ``term[i]`` stands in the text ``where[i]``."""

    numbers: Mapping[str, int]
    term: NDArray[np.intp]
    where: NDArray[np.intp]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> Self:
        numbers = _numbered(chain.from_iterable(texts))
        term = np.fromiter((numbers[each] for text in texts for each in text), dtype=np.intp)
        return cls(numbers, term, np.repeat(np.arange(len(texts)), [len(text) for text in texts]))

    def grams(self) -> Self:
        """The same texts in the grams of their words; each word is cut once, however often it stands."""
        cut = type(self).of([_grams(word) for word in self.numbers])
        many = np.bincount(cut.where, minlength=len(self.numbers)).astype(np.intp)
        starts = np.cumsum(many) - many
        of_word = many[self.term]
        within = np.arange(of_word.sum()) - np.repeat(np.cumsum(of_word) - of_word, of_word)
        term = cut.term[np.repeat(starts[self.term], of_word) + within]
        return type(self)(cut.numbers, term, np.repeat(self.where, of_word))


def _numbered(terms: Iterable[str]) -> dict[str, int]:
    return {term: at for at, term in enumerate(dict.fromkeys(terms))}


class _View:
    """An inverted BM25 index over one kind of term, all postings in two arrays, term after term."""

    def __init__(self, terms: _Terms, size: int) -> None:
        self._size = size
        self._numbers = terms.numbers
        # A term and a text as one number: sorted, they are the postings.
        held, often = np.unique(terms.term * size + terms.where, return_counts=True)
        term, self._where = np.divmod(held, max(size, 1))
        lengths = np.bincount(terms.where, minlength=size).astype(np.float64)
        mean = float(lengths.mean()) if lengths.any() else 1.0
        dampening = _K1 * (1 - _B + _B * lengths / mean)
        self._gain = often * (_K1 + 1) / (often + dampening[self._where])
        self._there = np.ones_like(self._gain)
        self._ends = np.searchsorted(term, np.arange(len(self._numbers) + 1)).tolist()

    def _rarity(self, holders: int) -> float:
        return math.log(1 + (self._size - holders + 0.5) / (holders + 0.5))

    def quotients(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """Each passage's share of the highest score possible for these terms, 0 to 1."""
        scores, most = self._summed(weights, self._gain)
        return scores / (most * (_K1 + 1)) if most else scores

    def present(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """Each passage's share of these terms, the rarer the heavier, however often it has them; 0 to 1."""
        shares, whole = self._summed(weights, self._there)
        return shares / whole if whole else shares

    def _summed(
        self, weights: Mapping[str, float], gain: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], float]:
        """For each passage what the terms are worth there, times the ``gain``; and the worth of them all."""
        where, worths, whole = [_NOWHERE], [_NOTHING], 0.0
        for term, weight in weights.items():
            number = self._numbers.get(term)
            start, end = (self._ends[number], self._ends[number + 1]) if number is not None else (0, 0)
            worth = weight * self._rarity(end - start)
            # A term nobody has counts fully against: it is what tells a strange question.
            whole += worth
            where.append(self._where[start:end])
            worths.append(worth * gain[start:end])
        summed = np.bincount(np.concatenate(where), np.concatenate(worths), self._size)
        return np.asarray(summed, dtype=np.float64), whole


class Index:
    """Passages under keys; several passages may share a key."""

    def __init__(self, passages: Iterable[tuple[str, str]]) -> None:
        pairs = list(passages)
        said = _Terms.of([words(text) for _, text in pairs])
        self._keys = list(dict.fromkeys(key for key, _ in pairs))
        number = {key: at for at, key in enumerate(self._keys)}
        self._owners = np.array([number[key] for key, _ in pairs], dtype=np.intp)
        self._owned: defaultdict[str, list[int]] = defaultdict(list)
        for at, (key, _) in enumerate(pairs):
            self._owned[key].append(at)
        self._grams = _View(said.grams(), len(pairs))
        self._words = _View(said, len(pairs))

    def search(self, question: str, k: int = 10) -> list[Hit]:
        """The k best keys, best first, one hit a key; nothing for a question that shares no gram."""
        best = self._best(question)
        order = np.argsort(-best, kind="stable")[:k]
        found = zip(order.tolist(), best[order].tolist(), strict=True)
        return [Hit(self._keys[at], score) for at, score in found if score > 0]

    def scores(self, question: str) -> dict[str, float]:
        """The score of every key that shares anything with the question, in no order."""
        return {
            key: score for key, score in zip(self._keys, self._best(question).tolist(), strict=True) if score
        }

    def _best(self, question: str) -> NDArray[np.float64]:
        """For each key the score of its best passage."""
        asked = words(question)
        by_gram = self._grams.quotients(_gram_weights(asked))
        by_word = self._words.quotients(_word_weights(asked))
        scores = (by_gram + _EXACT_WORDS * by_word) / (1 + _EXACT_WORDS)
        best = np.zeros(len(self._keys))
        np.maximum.at(best, self._owners, scores)
        return best

    def coverage(self, question: str) -> dict[str, float]:
        """For each key the share of the question's grams, the rarer the heavier, that a passage of it has."""
        shares = self._grams.present(_gram_weights(words(question)))
        best = np.zeros(len(self._keys))
        np.maximum.at(best, self._owners, shares)
        return {key: share for key, share in zip(self._keys, best.tolist(), strict=True) if share}

    def covered(self, key: str, question: str) -> float:
        """The share of the question's grams, the rarer the heavier, that a passage of this key has."""
        shares = self._grams.present(_gram_weights(words(question)))
        return max((float(shares[at]) for at in self._owned.get(key, ())), default=0.0)
