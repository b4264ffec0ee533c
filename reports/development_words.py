"""How a change is said: neutral words by its size, a percentage only of large numbers."""

from domain.form import Question
from domain.trends import Change, Size
from forms.numbers import show

_MORE = ("fler", "färre")
_WORDS = {
    "procent": ("högre", "lägre"),
    "dagar": ("längre", "kortare"),
    "veckor": ("längre", "kortare"),
    "personer per år": ("högre", "lägre"),
}
_SHARE = "procent"
_PERCENT = "\u00a0%"


def told(change: Change, question: Question) -> str:
    """Tydligt fler (+22 %); från 7 till 12; and where one way is good: kortare, en förbättring."""
    words = _moved(change, question)
    good = change.is_good(question.good_when)
    return words if good is None else f"{words}, {'en förbättring' if good else 'en försämring'}"


def told_whole(change: Change, question: Question) -> str:
    """The same with both numbers: tydligt fler (+22 %, från 180 till 220)."""
    numbers = f"från {show(change.before)} till {show(change.now)}"
    words = told(change, question)
    if numbers in words or change.before == change.now:
        return words
    return words.replace(f"{_PERCENT})", f"{_PERCENT}, {numbers})", 1)


def _moved(change: Change, question: Question) -> str:
    if change.before == change.now:
        return f"oförändrat ({show(change.now)})"
    numbers = f"från {show(change.before)} till {show(change.now)}"
    percent, size = change.told_percent, change.size
    if percent is None or size is None:
        return numbers
    # A percentage of percentages would be read as percentage points.
    beside = numbers if question.unit == _SHARE else f"{_signed(percent)}{_PERCENT}"
    if size is Size.SAME:
        return f"{size} oförändrat ({beside})"
    more, fewer = _WORDS.get(question.unit, _MORE)
    return f"{size} {more if change.now > change.before else fewer} ({beside})"


def _signed(percent: float) -> str:
    return f"{'+' if percent > 0 else '−'}{show(abs(percent))}"


METHOD_WORDS = (
    "Siffrornas utveckling är beräknad. Mindre än 5 procent är ”i stort sett oförändrat”, 5–15 procent "
    "”något” och mer än 15 procent ”tydligt” fler eller färre. Procent anges när båda talen är minst 20. Det "
    "som räknas från nyår jämförs kvartal för kvartal, och bara enheter med tal båda kvartalen jämförs."
)
