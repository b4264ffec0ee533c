"""What is particular to the report's Swedish: labels inside sentences, quotations, the words of a trend.

Dates, counts and lists are written as everywhere else: ``domain.swedish``.
"""

from collections.abc import Sequence
from datetime import date

from domain.swedish import count, day, day_of_month, in_words, listed, upper_first

TRENDS = {
    "FORBATTRAT": "↑ förbättrat",
    "OFORANDRAT": "→ oförändrat",
    "FORSAMRAT": "↓ försämrat",
    "KAN_EJ_BEDOMA": "? kan inte bedömas",
}
"""Symbol and word together: a symbol alone says nothing to a screen reader."""

_SPOKEN = 12


def period(first: date, last: date) -> str:
    """Days of one year, such as 1 juli–30 september 2026."""
    return f"{day_of_month(first)}–{day(last)}"


def answered_day(value: object) -> str:
    """An answered ISO date in words; the answer as it stands when it is no date."""
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def part_of(some: int, whole: int) -> str:
    """In words as long as both are short: "tre av fyra", "10 av 15"."""
    return f"{in_words(some)} av {in_words(whole)}" if whole <= _SPOKEN else f"{some} av {whole}"


def sub_regions(names: Sequence[str]) -> str:
    """How many and which, such as två delregioner (Skaraborg och Sjuhärad)."""
    return f"{count(len(names), 'delregion', 'delregioner')} ({listed(names)})"


def medskick(number: int) -> str:
    """Ett medskick, två medskick."""
    return count(number, "medskick", "medskick", neuter=True)


def begun(words: str) -> str:
    """A count at the start of a sentence, which does not begin with a digit."""
    return f"Sammanlagt {words}" if words[:1].isdecimal() else upper_first(words)


def inside(text: str) -> str:
    """A label as it reads inside a sentence: "3 – Gott" becomes "3 – gott", "AF:s närvaro" stays."""
    step, dash, word = text.rpartition(" – ")
    if dash and not step.isdecimal():
        step, dash, word = "", "", text
    return f"{step}{dash}{word[:1].lower()}{word[1:]}" if word[1:2].islower() else text


def quoted(text: str) -> str:
    """A reporter's own words, marked as such."""
    return f"”{text}”"


def quoted_whole(text: str) -> str:
    """The same as a sentence of its own, or as the end of one: with one full stop, inside or after."""
    return quoted(text) if text.endswith((".", "!", "?", "…")) else f"{quoted(text)}."


def ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def asked(label: str) -> str:
    """A question's label as the lead of its answer: with a question mark or a full stop."""
    return label if label.endswith("?") else f"{label}."
