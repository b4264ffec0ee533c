"""Checks against what the unit said in earlier quarters."""

from collections.abc import Iterator, Mapping
from statistics import median

from domain.answers import SAME
from domain.form import Kind, Rule
from forms.case import Case, Check, Found, number_in, whole_words
from forms.numbers import show

_STEPS = ("1", "2", "3", "4", "5")
_LEAP = 2
_LOW = ("1", "2")
_NEAR = 5
_SERIES, _LARGE = 6, 20
"""Quarters and size that a series needs before anything in it can be called unusual (V24)."""
_COPIES = 5


def not_less(rule: Rule, case: Case) -> Iterator[Found]:
    """A number that is counted from New Year has not become smaller (V09)."""
    if not case.context.same_year:
        return
    for key in rule.keys:
        now, before = case.number(key), case.before(key)
        if now is not None and before is not None and now < before:
            yield Found(key, {"a": show(now), "before": show(before)})


def flows(rule: Rule, case: Case) -> Iterator[Found]:
    """Last quarter's stock with those who came and without those who left is this quarter's (V16)."""
    stock, came, left = (case.number(key) for key in rule.keys)
    before = case.before(rule.keys[0])
    if stock is None or came is None or left is None or before is None:
        return
    wanted = before + came - left
    if abs(stock - wanted) > max(_NEAR, rule.factor * abs(wanted)):
        yield Found(rule.keys[0], {"a": show(stock), "before": show(before), "wanted": whole_words(wanted)})


def leap_is_told(rule: Rule, case: Case) -> Iterator[Found]:
    """A status that has moved two steps or more has its reason (V21). Keys: reason, status, trend.

    A low or worsened status asks for it as a required answer, and is not told of twice.
    """
    reason, status, trend = rule.keys
    moved = _moved(case, status)
    if abs(moved) < _LEAP or reason in case.answers:
        return
    if case.said(status) not in _LOW and case.said(trend) != "FORSAMRAT":
        yield Found(reason, {"a": case.said(status), "before": _step_before(case, status)})


def trend_agrees(rule: Rule, case: Case) -> Iterator[Found]:
    """Better is not said of a lower step, nor worse of a higher one (V22). Keys: trend, status."""
    trend, status = rule.keys
    moved = _moved(case, status)
    if (case.said(trend) == "FORBATTRAT" and moved < 0) or (case.said(trend) == "FORSAMRAT" and moved > 0):
        facts = {"a": case.said(status), "before": _step_before(case, status)}
        yield Found(trend, facts | {"trend": case.shown(trend).lower(), "nb": case.number_of(status)})


def is_usual(rule: Rule, case: Case) -> Iterator[Found]:
    """A number lies within the rule's factor of the spread of the last eight quarters (V24).

    The spread is the median distance from the median. A series that hardly moves has a spread of one.
    """
    for question in case.of_kind(Kind.NUMBER):
        now = case.number(question.key)
        series = [
            number
            for answers in case.context.earlier[-8:]
            if (number := number_in(answers, question.key)) is not None
        ]
        if now is None or len(series) < _SERIES or median(series) < _LARGE:
            continue
        middle = median(series)
        spread = max(1.0, median(abs(number - middle) for number in series))
        if abs(now - middle) > rule.factor * spread:
            yield Found(question.key, {"a": show(now), "median": whole_words(middle)})


def not_all_alike(rule: Rule, case: Case) -> Iterator[Found]:
    """Fewer than five numbers and texts are exactly last quarter's (V25); what is marked unchanged may be."""
    del rule  # nothing in the file changes it
    previous = case.context.previous or {}
    alike = [
        question
        for question in case.questions.values()
        if question.kind in {Kind.NUMBER, Kind.TEXT}
        and question.key + SAME not in case.answers
        and question.key in case.answers
        and case.answers[question.key] == previous.get(question.key)
    ]
    if len(alike) >= _COPIES:
        yield Found(alike[0].key, {"n": str(len(alike)), "numbers": ", ".join(one.number for one in alike)})


def _moved(case: Case, status: str) -> int:
    """How many steps the status has moved since last quarter; 0 when either was not judged."""
    now, before = case.said(status), _step_before(case, status)
    return int(now) - int(before) if now in _STEPS and before in _STEPS else 0


def _step_before(case: Case, status: str) -> str:
    return str((case.context.previous or {}).get(status, ""))


CHECKS: Mapping[str, Check] = {
    "not_less": not_less,
    "flows": flows,
    "leap_is_told": leap_is_told,
    "trend_agrees": trend_agrees,
    "is_usual": is_usual,
    "not_all_alike": not_all_alike,
}
