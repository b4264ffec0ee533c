"""Checks of numbers against each other on the same form: sums, parts and wholes, counts of members."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from domain.answers import Standing
from domain.form import Kind, Rule
from forms.case import Case, Check, Found, whole_words
from forms.numbers import show


def adds_up(rule: Rule, case: Case) -> Iterator[Found]:
    """The first number is the sum of the others (V06, V10)."""
    total, *parts = (case.number(key) for key in rule.keys)
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts) or sum(known) == total:
        return
    yield Found(rule.keys[0], _named(rule, case) | {"sum": whole_words(sum(known))})


def adds_up_own(rule: Rule, case: Case) -> Iterator[Found]:
    """The same when every number is the unit's own (V07): then it is nobody else's definition."""
    if all(key in case.answers for key in rule.keys):
        yield from adds_up(rule, case)


def adds_up_mixed(rule: Rule, case: Case) -> Iterator[Found]:
    """The same when some number is a published one that was confirmed (V07)."""
    if not all(key in case.answers for key in rule.keys):
        yield from adds_up(rule, case)


def at_most(rule: Rule, case: Case) -> Iterator[Found]:
    """Each number is at most the next, times the rule's factor (V08, V11–V14, V17, V18, V31)."""
    for small, big in pairwise(rule.keys):
        less, more = case.number(small), case.number(big)
        if less is not None and more is not None and less > more * rule.factor:
            yield Found(small, _pair(case, small, big))


def sum_at_most(rule: Rule, case: Case) -> Iterator[Found]:
    """The numbers together are at most the rule's factor (V15)."""
    known = [number for key in rule.keys if (number := case.number(key)) is not None]
    if len(known) == len(rule.keys) and sum(known) > rule.factor:
        yield Found(rule.keys[-1], _named(rule, case) | {"sum": whole_words(sum(known))})


def at_most_members(rule: Rule, case: Case) -> Iterator[Found]:
    """Each count of municipalities is at most the members (V20)."""
    for key in rule.keys:
        number = case.number(key)
        if number is not None and number > case.context.members:
            yield Found(key, {"members": show(case.context.members), "a": case.shown(key)})


def members_in_all(rule: Rule, case: Case) -> Iterator[Found]:
    """Counts that part the municipalities are together those that have answered, at most the members (V19).

    How many have answered is known where the counts are published; then an own one must agree with it.
    """
    known = [number for key in rule.keys if (number := case.number(key)) is not None]
    if len(known) < len(rule.keys):
        return
    answering = _answering(rule, case)
    if sum(known) > case.context.members:
        words = f"delregionen har {show(case.context.members)}"
    elif answering is not None and sum(known) != answering:
        words = f"{show(answering)} har svarat"
    else:
        return
    yield Found(rule.keys[0], _named(rule, case) | {"members": words, "sum": whole_words(sum(known))})


def _answering(rule: Rule, case: Case) -> int | None:
    """How many municipalities the published counts are of; None where that is not said, or all are published.

    A sum of published counts is nobody's to mend here.
    """
    if not any(key in case.answers for key in rule.keys):
        return None
    figures = [case.questions[key].figure for key in rule.keys]
    told = {figure.answering for figure in figures if figure and figure.value is not None}
    return told.pop() if len(told) == 1 else None


def near_published(rule: Rule, case: Case) -> Iterator[Found]:
    """An own number is near the published one (V23): within five, or the rule's factor of it."""
    for question in case.of_kind(Kind.NUMBER):
        published = question.figure.value if question.figure else None
        own = case.answers.get(question.key)
        if published is None or not isinstance(own, int | float) or isinstance(own, bool):
            continue
        if abs(own - published) > max(_NEAR, rule.factor * abs(published)):
            yield Found(question.key, {"own": show(own), "published": show(published)})


def confirmed_together(rule: Rule, case: Case) -> Iterator[Found]:
    """Who says that every figure holds has not said of one of them that it deviates."""
    if case.said(rule.keys[0]) != Standing.HOLDS:
        return
    for question in case.of_kind(Kind.NUMBER):
        own, figure = case.number(question.key), question.figure
        if figure and figure.value is not None and own not in (None, figure.value):
            yield Found(rule.keys[0], {"b": question.number})
            return


_NEAR = 5
"""A difference of so many people is never remarked on."""


def _pair(case: Case, one: str, other: str) -> Mapping[str, str]:
    return {
        "a": case.shown(one),
        "b": case.shown(other),
        "na": case.number_of(one),
        "nb": case.number_of(other),
    }


def _named(rule: Rule, case: Case) -> dict[str, str]:
    """The first number as ``a``, and the numbers of the other questions as ``parts``."""
    first, *others = rule.keys
    listed = " + ".join(case.number_of(key) for key in others)
    return {"a": case.shown(first), "na": case.number_of(first), "parts": listed}


CHECKS: Mapping[str, Check] = {
    "adds_up": adds_up,
    "adds_up_own": adds_up_own,
    "adds_up_mixed": adds_up_mixed,
    "at_most": at_most,
    "sum_at_most": sum_at_most,
    "at_most_members": at_most_members,
    "members_in_all": members_in_all,
    "near_published": near_published,
    "confirmed_together": confirmed_together,
}
