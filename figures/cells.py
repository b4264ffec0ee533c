"""What stands in a cell: a number, a status, the day that a number speaks of. Nothing is guessed."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from domain.county import FigureState
from domain.quarter import Quarter
from figures.known import Known

Cell = str | int | float | bool | date | None
"""As it stood in the file; a date may be a moment."""

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,10})?", re.ASCII)
# "1.234" is a thousand to some and one to others.
_EITHER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_EMPTY = frozenset({FigureState.SUPPRESSED, FigureState.WITHDRAWN, FigureState.MISSING})
_NOTHING = re.compile(r"(\.{1,3}|…|[-–—\u2212]+|saknas|uppgift saknas)?", re.IGNORECASE)
_SMALL = re.compile(r"<\s*6|färre än (6|sex)|1\s*[-–]\s*5", re.IGNORECASE)
_MONTH = re.compile(r"(20\d\d)-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)
_NAMED_MONTH = re.compile(r"([a-zå]{3,9})\.?[- ](?:20)?(\d\d)", re.IGNORECASE)
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_DECEMBER = 12
_MOST = 10_000_000


@dataclass(frozen=True)
class Value:
    """A number, or why there is none. ``absent``: the cell says that there is none, and no more."""

    amount: int | float | None
    state: FigureState
    absent: bool = False


def value_of(cell: Cell, status: Cell, known: Known) -> Value:
    """Read the number with its status. Raise ValueError with words that say what to write."""
    state = _state(status)
    words = _text(cell)
    if _SMALL.fullmatch(words):
        if state not in {None, FigureState.SUPPRESSED}:
            raise ValueError(f"värdet är ”{words}” men status är ”{state}”. Skriv status undertryckt.")
        return Value(None, FigureState.SUPPRESSED)
    if _NOTHING.fullmatch(words):
        if state in _EMPTY:
            return Value(None, state)
        return Value(None, FigureState.MISSING, absent=True)
    if state in _EMPTY:
        raise ValueError(f"status är ”{state}” men värdet är {words}. Ta bort värdet eller ändra status.")
    amount = _amount(cell, known.decimals)
    return Value(amount, state or FigureState.PUBLISHED)


def day_of(cell: Cell, known: Known) -> date:
    """The day: of a period its last, of a number that holds until further notice its first.

    Raise ValueError with words that say what to write.
    """
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    words = _text(cell)
    try:
        first, last = _period(words)
    except ValueError:
        raise ValueError(
            f"avser är ”{words}”. Skriv en dag (2026-09-30), månad (2026-09), kvartal (2026Q3) eller ett år."
        ) from None
    return first if known.series else last


def text_of(cell: Cell) -> str:
    """A code or a name: 1492 and 1492.0 are alike, and a number has no other form."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _text(cell)


def _text(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _state(cell: Cell) -> FigureState | None:
    words = _text(cell).casefold()
    if not words:
        return None
    if words == "streckad":
        return FigureState.WITHDRAWN
    try:
        return FigureState(words)
    except ValueError:
        states = ", ".join(FigureState)
        raise ValueError(f"status är ”{words}”. Skriv någon av: {states}, eller lämna tomt.") from None


def _amount(cell: Cell, decimals: int) -> int | float:
    number = (
        cell if isinstance(cell, int | float) and not isinstance(cell, bool) else _written(cell, decimals)
    )
    return checked(number, decimals)


def checked(number: float, decimals: int) -> int | float:
    """The number as it is kept. Raise ValueError, with words that say what to write, for none that can be."""
    if number < 0:
        raise ValueError(f"värdet är {number}. Ett antal kan inte vara mindre än noll; skriv 0 eller mer.")
    if number > _MOST:
        raise ValueError(f"värdet är {number}, mer än vad som kan stämma. Kontrollera och skriv om det.")
    if float(number).is_integer():
        return int(number)
    if not decimals:
        raise ValueError(f"värdet är {_text(number)}. Skriv ett heltal, till exempel 1234.")
    return round(float(number), decimals)


def _written(cell: Cell, decimals: int) -> float:
    words = _text(cell)
    if words.startswith(("=", "#")):
        raise ValueError(
            f"värdet är ”{words}”, en formel utan färdigt tal. Öppna filen i Excel, rätta formeln och spara."
        )
    plain = _SPACES.sub("", words.replace("\u2212", "-"))
    plain = plain.removesuffix("%").rstrip() if decimals else plain
    if _EITHER.fullmatch(plain):
        raise ValueError(f"värdet ”{words}” kan läsas på två sätt. Skriv tusental utan punkt: 1234.")
    if isinstance(cell, bool) or not _NUMBER.fullmatch(plain):
        raise ValueError(
            f"värdet är ”{words}”. Skriv bara siffror, till exempel 1234, eller .. om det saknas."
        )
    return float(plain.replace(",", "."))


def _period(words: str) -> tuple[date, date]:
    """The first and last day of what is written; ValueError when it is no day or period."""
    if _YEAR.fullmatch(words):
        return date(int(words), 1, 1), date(int(words), _DECEMBER, 31)
    if found := _MONTH.fullmatch(words):
        return _month(int(found[1]), int(found[2]))
    if found := _NAMED_MONTH.fullmatch(words):
        month = next(
            n for n, name in enumerate([*_MONTHS, ""], 1) if name.startswith(found[1].lower()) or not name
        )
        return _month(2000 + int(found[2]), month)
    # A quarter must name its year: which one is meant is not for us to guess.
    if any(year in words for year in re.findall(r"20\d\d", words)) and (
        quarter := Quarter.parse(words, date(2000, 1, 1))
    ):
        return quarter.start, quarter.end
    day = date.fromisoformat(words.removesuffix(" 00:00:00"))
    return day, day


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
