"""From what was filled in to answers: what can be read is kept, the rest comes back with words that help."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from domain import swedish
from domain.answers import Problem, Value
from domain.form import Card, Kind, Question
from forms import numbers
from forms.personal import finds, told

# Control and direction signs, zero-width space, and the two that no XML (so no Word file) can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_WRITTEN_DATE = re.compile(
    r"(?:den\s+)?(\d{1,2})\s*(?:/\s*(\d{1,2})|(?::[ae]|\.)?\s*([a-z]{3,9})\.?)(?:[\s/-]+(\d{4}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d|\d{8}", re.ASCII)
_PLACE = re.compile(r"\d{1,2}", re.ASCII)
_TRUE = {"true", "ja", "j", "x", "1", "yes"}
_FALSE = {"false", "nej", "n", "0", "no"}


@dataclass(frozen=True)
class Window:
    """The days that a date may lie in; ``latest`` also tells which year "12 november" means."""

    earliest: date
    latest: date


@dataclass(frozen=True)
class Parsed:
    """``answers``: what could be read. ``cleared``: keys that were left empty. ``problems``: the rest."""

    answers: Mapping[str, Value]
    cleared: frozenset[str]
    problems: tuple[Problem, ...]


def parse(questions: "Card | tuple[Question, ...]", raw: Mapping[str, str], window: Window) -> Parsed:
    """Read the values of one card. Keys that are no question of the card are ignored."""
    answers: dict[str, Value] = {}
    cleared: set[str] = set()
    problems: list[Problem] = []
    asked = questions.questions(items_in(questions, raw)) if isinstance(questions, Card) else questions
    for question in asked:
        if question.key not in raw:
            continue
        words = clean(raw[question.key])
        if not words:
            cleared.add(question.key)
            continue
        try:
            answers[question.key] = _READERS[question.kind](question, words, window)
        except ValueError as refused:
            problems.append(Problem(question.key, question.number, str(refused)))
    return Parsed(answers, frozenset(cleared), tuple(problems))


def items_in(card: Card, keys: Mapping[str, object]) -> dict[str, int]:
    """How many items of each group the keys speak of."""
    counts: dict[str, int] = {}
    for group in card.groups:
        prefix = group.key + "."
        indexes = [
            int(part)
            for key in keys
            if key.startswith(prefix) and _PLACE.fullmatch(part := key.split(".")[1])
        ]
        counts[group.key] = min(max(indexes, default=-1) + 1, group.most)
    return counts


def clean(words: str) -> str:
    """Without control characters, half surrogates and outer space; line breaks are kept."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("", _CONTROL.sub("", lines)).strip()


def _choice(question: Question, words: str, _window: Window) -> Value:
    if any(choice.value == words for choice in question.choices):
        return words
    raise ValueError(
        "Välj ett av alternativen: " + ", ".join(choice.label for choice in question.choices) + "."
    )


def _several(question: Question, words: str, window: Window) -> Value:
    wanted = [part.strip() for part in words.split(",") if part.strip()]
    for value in wanted:
        _choice(question, value, window)
    return [choice.value for choice in question.choices if choice.value in wanted]


def _text(question: Question, words: str, _window: Window) -> Value:
    least, most = question.limits.least, question.limits.most
    if most and len(words) > most:
        raise ValueError(f"Korta texten till högst {most} tecken. Nu är det {len(words)}.")
    if found := finds(words, contact=question.contact):
        raise ValueError(told(words, found))
    if least and len(words) < least:
        raise ValueError(f"Skriv minst {least} tecken. Nu är det {len(words)}.")
    return words


def _number(question: Question, words: str, _window: Window) -> Value:
    unsure = numbers.MAY_LACK if question.may_lack else numbers.UNSURE
    number = numbers.parse(words, question.limits.decimals, unsure)
    least, most = question.limits.least, question.limits.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise ValueError(f"Skriv ett tal mellan {numbers.show(least or 0)} och {numbers.show(most or 0)}.")
    return number


def _date(question: Question, words: str, window: Window) -> Value:
    window = _own_window(question, window)
    day = read_date(words, window)
    if not window.earliest <= day <= window.latest:
        raise ValueError(
            f"Välj en dag från {swedish.day(window.earliest)} till {swedish.day(window.latest)}."
        )
    return day.isoformat()


def _own_window(question: Question, window: Window) -> Window:
    """The days that the question itself allows, counted from the window's last; else the window."""
    least, most = question.limits.least, question.limits.most
    if least is None and most is None:
        return window
    return Window(window.latest + timedelta(days=least or 0), window.latest + timedelta(days=most or 0))


class NoSuchDay(ValueError):
    """The words name a day that no calendar has; ``why`` says so, and the whole also how to write."""

    def __init__(self, why: str, how: str) -> None:
        super().__init__(f"{why} {how}")
        self.why = why


def read_date(words: str, window: Window) -> date:
    """Read "2026-11-12", "12 november" or "12/11". Raises ValueError with Swedish words.

    NoSuchDay, which is one, for what is written as it should be.
    """
    how = f"Skriv datumet så här: {window.latest.isoformat()}."
    words = " ".join(words.split())
    if found := _WRITTEN_DATE.fullmatch(words):
        month = int(found[2]) if found[2] else _month(found[3].lower())
        if 1 <= month <= len(_MONTHS):
            with suppress(ValueError):
                return _nearest(int(found[1]), month, found[4], window)
            raise NoSuchDay(_no_such_day(int(found[1]), month, int(found[4] or window.latest.year)), how)
    # Python would also take "2026111105", as the 11th of November.
    if _ISO.fullmatch(words):
        with suppress(ValueError):
            return date.fromisoformat(words)
        if "-" in words:
            raise NoSuchDay(f"Dagen {words} finns inte.", how)
    raise ValueError(how)


def _no_such_day(day: int, month: int, year: int) -> str:
    name, last = _MONTHS[month - 1], monthrange(year, month)[1]
    return f"Den {day} {name} finns inte. {name.capitalize()} har {last} dagar."


def _month(word: str) -> int:
    """The number of the month that begins so; 0, which is no month, when none does."""
    return next((n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)


def _nearest(day: int, month: int, year: str | None, window: Window) -> date:
    if year:
        return date(int(year), month, day)
    this_year = date(window.latest.year, month, day)
    return this_year if this_year <= window.latest else date(window.latest.year - 1, month, day)


def _tick(_question: Question, words: str, _window: Window) -> Value:
    if words.lower() in _TRUE:
        return True
    if words.lower() in _FALSE:
        return False
    raise ValueError("Svara ja eller nej.")


_READERS: dict[Kind, Callable[[Question, str, Window], Value]] = {
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TICK: _tick,
}
