"""The engines that bench/faq.py asks the same questions: ours, SQLite's FTS5 in two ways, and bm25s.

Each is made from the texts and answers a question with the numbers of the best of them, best first.
"""

import re
import sqlite3
from collections.abc import Sequence
from typing import Protocol

import bm25s
import Stemmer

from knowledge.index import Index

_WORD = re.compile(r"\w+")
_GRAM = 3


class Engine(Protocol):
    name: str

    def search(self, question: str, k: int) -> list[int]: ...


class Ours:
    name = "ours: 4-grams and exact words"

    def __init__(self, texts: Sequence[str]) -> None:
        self._index = Index((str(number), text) for number, text in enumerate(texts))

    def search(self, question: str, k: int) -> list[int]:
        return [int(hit.key) for hit in self._index.search(question, k)]


class _Fts5:
    """A full-text table of SQLite, asked for any of a question's terms, ranked by its own bm25()."""

    def __init__(self, texts: Sequence[str], tokenizer: str) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(f"CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = '{tokenizer}')")
        self._base.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)", enumerate(texts))

    def any_of(self, terms: Sequence[str], k: int) -> list[int]:
        asked = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        if not asked:
            return []
        found = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages), rowid LIMIT ?"
        return [number for (number,) in self._base.execute(found, (asked, k))]


class Fts5Words(_Fts5):
    name = "SQLite FTS5 unicode61"

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts, "unicode61")

    def search(self, question: str, k: int) -> list[int]:
        return self.any_of(_WORD.findall(question.lower()), k)


class Fts5Trigrams(_Fts5):
    name = "SQLite FTS5 trigram"

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts, "trigram")

    def search(self, question: str, k: int) -> list[int]:
        asked = " ".join(_WORD.findall(question.lower()))
        return self.any_of([asked[at : at + _GRAM] for at in range(len(asked) - _GRAM + 1)], k)


class Bm25s:
    name = "bm25s, Swedish stemmer"

    def __init__(self, texts: Sequence[str]) -> None:
        self._stemmer = Stemmer.Stemmer("swedish")
        self._many = len(texts)
        self._index = bm25s.BM25()
        self._index.index(self._terms(texts), show_progress=False)

    def _terms(self, texts: Sequence[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(list(texts), stopwords="sv", stemmer=self._stemmer, show_progress=False)

    def search(self, question: str, k: int) -> list[int]:
        found, scores = self._index.retrieve(
            self._terms([question]), k=min(k, self._many), show_progress=False
        )
        ranked = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [int(number) for number, score in ranked if score > 0]


ENGINES = (Ours, Fts5Words, Fts5Trigrams, Bm25s)
