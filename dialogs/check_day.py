"""To and with which day a fact check is open: as it is said, or the calendar's own."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dialogs import orders
from domain import swedish
from domain.errors import NotFound
from domain.messages import Turn
from domain.rounds import CHECKED_UNTIL, PUBLISHED, Round
from domain.workdays import STOCKHOLM, is_workday, shift

_FILLING = re.compile(
    r"\b(?:version \d{1,20}|rapporten|lägesrapporten|utkastet|den|ut|på|till)\b(?! i\b)", re.IGNORECASE
)
_LONGEST = timedelta(days=30)
_SHORT = 3
"""With fewer working days than this, today counted, it is told that the time is short."""

_SHORTEST = 2
"""Working days that are offered at least: a part of a report is not read between two meetings."""


def read(words: str, round_: Round, turn: Turn) -> date:
    """The day said, else the usual one. Raise NotFound for words that name no day, or one that cannot be."""
    left = _beside_day(words)
    if left and orders.day_named(words, turn) is None:
        words = f"till {left}"
    if left and _beside_day(words):
        raise NotFound(
            f"Jag förstår inte ”{left}”. Skriv till och med vilken dag, till exempel: "
            f"faktagranska {round_.key} till fredag."
        )
    said = orders.day_named(words, turn)
    return _usual(round_, turn) if said is None else _in_time(said.astimezone(STOCKHOLM).date(), round_, turn)


def _beside_day(words: str) -> str:
    """What is said beside the day and the report; a day alone, without "till", is that too."""
    return " ".join(_FILLING.sub(" ", orders.without_day(words)).split()).strip(" ,.?!")


def _in_time(day: date, round_: Round, turn: Turn) -> date:
    latest = max(round_.council_date, (turn.at + _LONGEST).date())
    if day < turn.at.astimezone(STOCKHOLM).date():
        raise NotFound(
            f"{swedish.day(day)} har redan passerat. Välj en dag från i dag till {swedish.day(latest)}."
        )
    if day > latest:
        raise NotFound(f"Rapporten ska hinna beslutas. Välj en dag som är senast {swedish.day(latest)}.")
    return day


def _usual(round_: Round, turn: Turn) -> date:
    """The calendar's last day for it; when that is near or past, some working days from now."""
    today = turn.at.astimezone(STOCKHOLM).date()
    return max(shift(round_.council_date, CHECKED_UNTIL), shift(today, _SHORTEST))


def unwise(until: date, round_: Round, turn: Turn) -> Iterator[str]:
    """What may be a slip about the day; it is for who sends it to judge."""
    days = _workdays(turn.at.astimezone(STOCKHOLM).date(), until)
    if days < _SHORT:
        left = "bara i dag" if not until > turn.at.astimezone(STOCKHOLM).date() else _few(days)
        yield f"Observera att tiden är kort: {left}. Alla hinner kanske inte läsa."
    if not is_workday(until):
        yield f"Observera att {swedish.day(until)} inte är en arbetsdag."
    if until >= round_.council_date:
        council = swedish.day(round_.council_date)
        yield f"Observera att det regionala samrådet är {council}. Rapporten är då inte beslutad än."
    elif until > (published := shift(round_.council_date, PUBLISHED)):
        council = swedish.day(round_.council_date)
        yield (
            f"Observera att det är sent. Enligt kalendern ska rapporten vara publicerad "
            f"{swedish.day(published)}, före det regionala samrådet {council}."
        )


def _workdays(first: date, last: date) -> int:
    """Working days from ``first`` to and with ``last``."""
    days = (last - first).days + 1
    return sum(is_workday(first + timedelta(days=day)) for day in range(days))


def _few(days: int) -> str:
    return f"{swedish.count(days, 'arbetsdag', 'arbetsdagar')} med i dag"
