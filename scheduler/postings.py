"""Errands as rows of the outbox."""

from collections.abc import Iterable
from datetime import datetime

from domain.delivery import Posting
from domain.notices import Errand
from domain.upkeep import in_one
from scheduler.gathering import Sources


def posting(one: Errand, moment: datetime, replaces: tuple[str, ...] = ()) -> Posting:
    what = {"about": one.about, "step": str(one.step)}
    return Posting(one.key, one.person, one.kind, what, moment, replaces)


def postings(called_for: Iterable[Errand], sources: Sources, now: datetime) -> list[Posting]:
    """Of each series the latest that has not been sent, in place of the others."""
    asked = list(called_for)
    decided = sources.store.correspondence.of_keys([one.key for one in asked])
    moment = sources.hours.earliest(now)
    return [
        posting(latest, moment, tuple(one.key for one in others)) for latest, others in in_one(asked, decided)
    ]
