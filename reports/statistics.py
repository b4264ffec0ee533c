"""Published statistics as sources: who publishes them, which key figure, which day they speak of."""

import re

from domain.county import Figure
from reports.document import Source

_KEY_FIGURE = re.compile(r"\s*\b(?P<id>[NU]\d{5})\b")
_OF_OURS = " efter "
_ANNUAL_DAYS = ((12, 31), (1, 1))


def is_annual(figure: Figure) -> bool:
    """Whether it speaks of a day that annual numbers speak of."""
    return (figure.as_of.month, figure.as_of.day) in _ANNUAL_DAYS


def statistic(figure: Figure, label: str) -> Source:
    """The source that a number of ``figure`` rests on; a sum of ours rests on what it is made of."""
    said = figure.source.rpartition(_OF_OURS)[2]
    found = _KEY_FIGURE.search(said)
    publisher = _KEY_FIGURE.sub("", said).strip()
    return Source(publisher, found["id"] if found else "", label, at=figure.fetched, as_of=figure.as_of)
