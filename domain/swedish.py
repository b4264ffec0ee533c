"""Dates, counts and lists in plain Swedish."""

from collections.abc import Iterable
from datetime import date, datetime

from domain.workdays import STOCKHOLM

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_LAST_LETTERS = str.maketrans("åäöæøéèü", "{|}|}eey")


def day(when: date) -> str:
    """26 november 2026; of a moment (aware) the day in Sweden."""
    if isinstance(when, datetime):
        when = when.astimezone(STOCKHOLM).date()
    return f"{day_of_month(when)} {when.year}"


def day_of_month(when: date) -> str:
    """26 november."""
    return f"{when.day} {_MONTHS[when.month - 1]}"


def moment(when: datetime) -> str:
    """26 november 2026 kl. 10.15, in Swedish time."""
    local = when.astimezone(STOCKHOLM)
    return f"{day(local)} kl. {local:%H.%M}"


def listed(words: Iterable[str]) -> str:
    """A, b och c."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} och {last}" if first else last


def alphabetical(names: Iterable[str]) -> list[str]:
    """The names with å, ä and ö last, as Swedes look for them; é counts as e, ü as y."""
    return sorted(names, key=place)


def place(name: str) -> tuple[str, str]:
    """What orders names so."""
    return name.casefold().translate(_LAST_LETTERS), name


def count(number: int, one: str, many: str, *, neuter: bool = False) -> str:
    """Ett svar, två svar; a number above twelve in digits. ``neuter``: "ett" and not "en"."""
    return f"{in_words(number, neuter=neuter)} {one if number == 1 else many}"


def in_words(number: int, *, neuter: bool = False) -> str:
    """Noll to tolv; a number above twelve in digits. ``neuter``: "ett" and not "en"."""
    if number == 1 and neuter:
        return "ett"
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def shortened(words: str, most: int) -> str:
    """At most so many characters, with … where more was said."""
    return words if len(words) <= most else f"{words[:most].rstrip()} …"
