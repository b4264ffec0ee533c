"""What the handbook has to say on a question, and the topic that the next one may go on from."""

from dataclasses import dataclass
from typing import Literal

from knowledge.entries import Confidence

Outcome = Literal["answer", "suggest", "unknown", "stopped"]


@dataclass(frozen=True)
class Topic:
    """What was last spoken of: the key of an entry and the number of a statute; either may be empty."""

    entry: str = ""
    law: str = ""


@dataclass(frozen=True)
class Finding:
    """``answer`` is Swedish plain text, ready to show, whatever the outcome.

    ``entry``: the key of the entry answered from; None when nothing was answered. ``near``: the entry
    nearest to the question, answered or not. ``law``: the number of the statute that it is about.
    ``links``: a title and an address for each source that can be opened. ``suggestions``: questions that
    may have been meant, with an answer too when a word in the question has several meanings. ``score``: how
    sure the handbook is, 0 to 1; 1 when the question itself or a paragraph was found word for word.
    """

    outcome: Outcome
    answer: str
    entry: str | None = None
    near: str | None = None
    law: str = ""
    confidence: Confidence | None = None
    sources: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
    score: float = 0.0
