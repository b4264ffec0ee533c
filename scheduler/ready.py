"""A claimed row before it is sent: whether it is still wanted, and its words, of a round or of none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from domain.delivery import Claimed
from domain.messages import Message
from domain.notices import OF_NO_ROUND, Kind
from scheduler import errand_words, words
from scheduler.errand import errand_telling
from scheduler.gathering import Sources
from scheduler.telling import telling

_AGAIN = (
    "Jag är inte säker på att det kom fram förra gången. Har du redan fått det kan du bortse från det här."
)


@dataclass(frozen=True)
class Ready:
    """``round``: its key, empty for what belongs to none. ``needless``: why it is not sent, if it is not."""

    row: Claimed
    kind: Kind
    round: str
    needless: str
    write: Callable[[], Message]

    def message(self) -> Message:
        """The words; with a line more when nobody knows whether they have come already."""
        written = self.write()
        if self.row.ambiguous and written.panel:
            panel = replace(written.panel, paragraphs=(*written.panel.paragraphs, _AGAIN))
            return replace(written, panel=panel)
        return written


def ready(row: Claimed, sources: Sources, now: datetime) -> Ready | None:
    """None when the person is not there any more. NotFound for an unknown round."""
    make = _errand if row.kind in OF_NO_ROUND else _of_a_round
    return make(row, sources, now)


def _of_a_round(row: Claimed, sources: Sources, now: datetime) -> Ready | None:
    about = telling(row, sources, now)
    if about is None:
        return None
    return Ready(row, about.kind, about.round.key, words.needless(about), partial(words.message, about))


def _errand(row: Claimed, sources: Sources, now: datetime) -> Ready | None:
    about = errand_telling(row, sources, now)
    if about is None:
        return None
    return Ready(row, about.kind, "", errand_words.needless(about), partial(errand_words.message, about))
