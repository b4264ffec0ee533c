"""What a coordinator orders about a unit's answer: "återsänd Fyrbodal K3 till fredag: se över 2.3"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dialogs import rights
from dialogs.desk import Desk
from domain.errors import NotAllowed, NotFound
from domain.messages import Turn
from domain.workdays import STOCKHOLM, at
from forms import parsing
from forms.personal import finds, told
from forms.typed import folded

_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_NEAR = {"idag": 0, "imorgon": 1, "imorron": 1, "iövermorgon": 2}
_DAY = (
    r"(?:på )?(?P<near>i ?(?:dag|morgon|morron|övermorgon)\b)?"
    r"(?:(?:nu |nästa )?(?P<weekday>måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:en)?)?"
    r"(?:\s?(?:den )?(?P<date>\d{4}-\d\d-\d\d|\d{1,2}(?:/\d{1,2}|(?::[ae])? [a-zåäö]{3,9})(?: \d{4})?))?"
)
_BEFORE = r"\b(?:(?:fram )?till (?:och med )?|t\.?o\.?m\.? |senast )"
_UNTIL = re.compile(rf"{_BEFORE}{_DAY}(?=$|[\s,.:;])", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:för )?(?P<quarter>20\d\dQ[1-4]|(?:kvartal|kv|k|q) ?[1-4](?: 20\d\d)?)\b", re.IGNORECASE
)
_SEEN = re.compile(r"steg (?P<seen>\d{1,6})\b", re.IGNORECASE)
_AHEAD = timedelta(days=120)


@dataclass(frozen=True)
class Order:
    """``quarter``: as it was said, empty for the round at hand. ``until``: the end of the day that was said.

    ``seen``: the step whose answer was read. ``comment``: all that is said about it.
    """

    unit: str
    quarter: str = ""
    until: datetime | None = None
    seen: int | None = None
    comment: str = ""


def read(words: str, turn: Turn, desk: Desk, example: str) -> Order:
    """The order in ``words``, after its verb. A day or a quarter counts before the comment alone.

    Raises NotFound without a unit (``example`` shows how to write) or for a day that is none, NotAllowed for
    personal data in the comment.
    """
    head, colon, comment = words.partition(":")
    unit, rest = rights.unit_at_start(head, desk)
    if unit is None:
        raise NotFound(f"Skriv vilken enhet det gäller, till exempel: {example}.")
    found: dict[str, re.Match[str]] = {}
    rest = _taken(rest.strip(" ,"), found)
    said = " ".join(part for part in (f"{rest}:" if rest and colon else rest, comment.strip()) if part)
    must_be_clean(said)
    return Order(
        unit=unit,
        quarter=found["quarter"]["quarter"] if "quarter" in found else "",
        until=_end_of(found["until"], turn) if "until" in found else None,
        seen=int(found["seen"]["seen"]) if "seen" in found else None,
        comment=said,
    )


_PARTS: Mapping[str, re.Pattern[str]] = {"quarter": _QUARTER, "until": _UNTIL, "seen": _SEEN}


def _taken(rest: str, found: dict[str, re.Match[str]]) -> str:
    """Each part that stands first is taken, in any order; what is left is the beginning of the comment."""
    while True:
        for name, pattern in _PARTS.items():
            match = pattern.match(rest)
            if match and name not in found and (name != "until" or _names_day(match)):
                found[name] = match
                rest = rest[match.end() :].lstrip(" ,.")
                break
        else:
            return rest


def day_named(words: str, turn: Turn) -> datetime | None:
    """The end of the day said anywhere in the words as "till 20 november"; None when no day is said.

    Raises NotFound for a day that is none.
    """
    for match in _UNTIL.finditer(words):
        if _names_day(match):
            return _end_of(match, turn)
    return None


def without_day(words: str) -> str:
    """The words without the days that they name: what is left is the reason."""
    return _UNTIL.sub(lambda match: "" if _names_day(match) else match[0], words)


def _names_day(until: re.Match[str]) -> bool:
    return bool(until["near"] or until["weekday"] or until["date"])


def _end_of(match: re.Match[str], turn: Turn) -> datetime:
    today = turn.at.astimezone(STOCKHOLM).date()
    if match["date"]:
        try:
            day = parsing.read_date(match["date"], parsing.Window(today, today + _AHEAD))
        except parsing.NoSuchDay as none:
            raise NotFound(f"{none.why} Skriv till exempel {today.isoformat()} eller fredag.") from None
        except ValueError:
            raise NotFound(
                f"Jag förstår inte vilken dag ”{match['date']}” är. Skriv till exempel {today.isoformat()} "
                "eller fredag."
            ) from None
        return at(day, time.max)
    if match["near"]:
        days = _NEAR["".join(match["near"].lower().split())]
        return at(today + timedelta(days=days), time.max)
    return at(_next(_WEEKDAYS.index(match["weekday"].lower()), today), time.max)


def _next(weekday: int, today: date) -> date:
    """The first such day after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def must_be_clean(words: str) -> None:
    """Raise NotAllowed, with the place, when the words hold personal data: they are kept and sent on."""
    if found := finds(words):
        raise NotAllowed(told(words, found))


def begins(text: str, verbs: tuple[str, ...]) -> str | None:
    """What follows the first of the verbs that the text begins with, as it was written; None without one.

    ``verbs``: folded, such as "atersand".
    """
    said = folded(text)
    for verb in sorted(verbs, key=len, reverse=True):
        if said == verb or said.startswith((f"{verb} ", f"{verb}:")):
            return " ".join(text.split()[len(verb.split()) :])
    return None
