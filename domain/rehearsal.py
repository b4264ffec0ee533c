"""What a round would send, as a dry run found it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from domain import swedish
from domain.workdays import STOCKHOLM

_DAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()


@dataclass(frozen=True)
class Planned:
    """A message that would go at ``at`` (aware). ``text``: its paragraphs in one line each.

    ``why_not``: why it would not arrive, empty when it would.
    """

    at: datetime
    to: str
    title: str
    text: str = ""
    why_not: str = ""

    @property
    def day(self) -> date:
        return self.at.astimezone(STOCKHOLM).date()


def by_day(planned: list[Planned]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Torsdag 4 februari 2027, then each message's time and title, and to whom."""
    for day, of_day in groupby(sorted(planned, key=lambda one: one.at), key=lambda one: one.day):
        heading = f"{_DAYS[day.weekday()].capitalize()} {swedish.day(day)}"
        yield heading, list(_lines(list(of_day)))


def _lines(of_day: list[Planned]) -> Iterator[tuple[str, str]]:
    """The same message at the same time is one line, with everyone who gets it, and who does not and why."""
    messages: dict[tuple[str, str], list[Planned]] = {}
    for one in of_day:
        messages.setdefault((f"{one.at.astimezone(STOCKHOLM):%H.%M}", one.title), []).append(one)
    for (clock, title), those in messages.items():
        reached = [one.to for one in those if not one.why_not]
        whom = [swedish.listed(reached)] if reached else []
        for why in dict.fromkeys(one.why_not for one in those if one.why_not):
            names = swedish.listed(one.to for one in those if one.why_not == why)
            whom.append(f"når inte {names} ({why})")
        yield f"{clock} {title}", "; ".join(whom)
