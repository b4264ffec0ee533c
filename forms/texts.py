"""Checks of texts: copied from last quarter, about a single person, without what a raised issue needs."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from domain.answers import SAME
from domain.form import Kind, Question, Rule
from forms.case import Case, Check, Found
from forms.personal import finds, told
from forms.recognisable import recognisable

_SHORT = 25
"""A text of fewer characters is easily the same again by chance."""


def not_copied(rule: Rule, case: Case) -> Iterator[Found]:
    """A text is not last quarter's again, nine tenths of it or more (V25), unless marked as unchanged."""
    previous = case.context.previous or {}
    for question in case.of_kind(Kind.TEXT):
        now, before = case.said(question.key), str(previous.get(question.key, ""))
        if question.key + SAME not in case.answers and _alike(now, before, rule.factor):
            yield Found(question.key)


def _alike(now: str, before: str, share: float) -> bool:
    if min(len(now), len(before)) < _SHORT:
        return False
    # By words: by letters a page with many texts would take half a second.
    matcher = SequenceMatcher(None, now.split(), before.split(), autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= share for bound in bounds)


def is_impersonal(rule: Rule, case: Case) -> Iterator[Found]:
    """No text holds a personal number, a telephone number or an address (V26).

    A text that is filled in is refused before it is stored; this holds for what came in another way.
    """
    del rule  # nothing in the file changes it
    for question in case.of_kind(Kind.TEXT):
        if found := finds(case.said(question.key), contact=question.contact):
            yield Found(question.key, {"where": told(case.said(question.key), found)})


def is_unrecognisable(rule: Rule, case: Case) -> Iterator[Found]:
    """No text tells of so few people, with a place, an origin or an age, that one could be known (V27)."""
    del rule  # nothing in the file changes it
    for question in case.of_kind(Kind.TEXT):
        if words := recognisable(case.said(question.key), case.context.places):
            yield Found(question.key, {"where": words})


def national_is_addressed(rule: Rule, case: Case) -> Iterator[Found]:
    """A raised issue for the national level has an addressee or is to be taken there (V29).

    Keys: addressee, level, kind.
    """
    addressee, level, kind = rule.keys
    lifted = case.said(kind) == "LYFTS_NATIONELLT"
    if case.said(level) == "NATIONELL" and not case.said(addressee) and not lifted:
        yield Found(addressee)


def outcome_is_said(rule: Rule, case: Case) -> Iterator[Found]:
    """A raised issue says what is wanted; information alone needs not. Keys: outcome, kind."""
    outcome, kind = rule.keys
    if case.said(kind) not in ("", "INFORMATION") and not case.said(outcome):
        yield Found(outcome, {"kind": _label(case.questions.get(kind), case.said(kind))})


def _label(question: Question | None, value: str) -> str:
    return question.label_of(value).lower() if question else value


CHECKS: Mapping[str, Check] = {
    "not_copied": not_copied,
    "is_impersonal": is_impersonal,
    "is_unrecognisable": is_unrecognisable,
    "national_is_addressed": national_is_addressed,
    "outcome_is_said": outcome_is_said,
}
