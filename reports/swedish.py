"""Swedish as the report writes it: dates, counts, lists, and the words and symbols of a trend."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.workdays import STOCKHOLM

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_NUMBERS = ("inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")

TRENDS = {
    "FORBATTRAT": "↑ förbättrat",
    "OFORANDRAT": "→ oförändrat",
    "FORSAMRAT": "↓ försämrat",
    "KAN_EJ_BEDOMA": "? kan inte bedömas",
}
"""Symbol and word together: a symbol alone says nothing to a screen reader."""


def day(value: date) -> str:
    """The date in words, such as 26 november 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """The local time in words, such as 26 november 2026 kl. 14.05. ``value`` is aware."""
    local = value.astimezone(STOCKHOLM)
    return f"{day(local.date())} kl.\u00a0{local:%H.%M}"


def local_day(value: datetime) -> date:
    """The day in Sweden; ``value`` is aware."""
    return value.astimezone(STOCKHOLM).date()


def period(first: date, last: date) -> str:
    """Days of one year, such as 1 juli–30 september 2026."""
    return f"{first.day} {_MONTHS[first.month - 1]}–{day(last)}"


def answered_day(value: object) -> str:
    """An answered ISO date in words; the answer as it stands when it is no date."""
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def several(names: Sequence[str]) -> str:
    """Names in a row, such as Skaraborg, Fyrbodal och Sjuhärad."""
    return " och ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def counted(count: int, one: str, more: str) -> str:
    """A count with its noun: "en delregion", "två delregioner", "13 kommuner"."""
    word = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{word} {one if count == 1 else more}"


def part_of(count: int, whole: int) -> str:
    """In words as long as both are short: "tre av fyra", "10 av 15"."""
    spoken = whole < len(_NUMBERS)
    return f"{_NUMBERS[count] if spoken else count} av {_NUMBERS[whole] if spoken else whole}"


def sub_regions(names: Sequence[str]) -> str:
    """How many and which, such as två delregioner (Skaraborg och Sjuhärad)."""
    return f"{counted(len(names), 'delregion', 'delregioner')} ({several(names)})"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """A label as it reads inside a sentence: "3 – Gott" becomes "3 – gott", "AF:s närvaro" stays."""
    step, dash, word = text.rpartition(" – ")
    if dash and not step.isdecimal():
        step, dash, word = "", "", text
    return f"{step}{dash}{word[:1].lower()}{word[1:]}" if word[1:2].islower() else text


def quoted(text: str) -> str:
    """A reporter's own words, marked as such."""
    return f"”{text}”"


def ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
