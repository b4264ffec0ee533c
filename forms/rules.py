"""The rules over a form's answers: what they find, and what a warning needs to pass.

A form's own rules stand in its file; those that hold for every form stand here. What is required, and what
can be read at all, is checked before (``forms.checking``, ``forms.parsing``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.answers import COMMENT, WHY, Answers
from domain.form import Choice, Form, Kind, Limits, Question, Rule, Severity
from forms import amounts, followups, history, texts
from forms.case import Case, Check, Context

__all__ = [
    "CHECKS",
    "EVERYWHERE",
    "Context",
    "Finding",
    "explain",
    "findings",
    "stands_in_the_way",
    "unexplained",
]

CHECKS: Mapping[str, Check] = {
    **amounts.CHECKS,
    **followups.CHECKS,
    **history.CHECKS,
    **texts.CHECKS,
}
"""Every check by the name that a rule calls it."""

OTHER = "ANNAT"
"""The reason that needs a comment."""

_DIFFERS = (
    Choice("EFTERSLAPNING", "Eftersläpning i den publicerade statistiken"),
    Choice("VIDAREFLYTTADE", "Personer har flyttat vidare eller hit"),
    Choice("DEFINITION", "Vi räknar på ett annat sätt"),
    Choice("FEL_HOS_KALLAN", "Fel hos källan"),
    Choice(OTHER, "Annat skäl, se kommentaren"),
)

EVERYWHERE = (
    Rule(
        "V23",
        Severity.WARNING,
        "near_published",
        (),
        "Ni skriver {own}, publicerat är {published}. Vad beror skillnaden på?",
        _DIFFERS,
        0.1,
    ),
    Rule(
        "V24",
        Severity.INFO,
        "is_usual",
        (),
        "{a} skiljer sig mycket från de senaste kvartalen, som har legat kring {median}. Stämmer talet?",
        factor=3.5,
    ),
    Rule(
        "V25",
        Severity.INFO,
        "not_copied",
        (),
        "Samma text som förra kvartalet. Är den fortfarande aktuell?",
        factor=0.9,
    ),
    Rule(
        "V25",
        Severity.INFO,
        "not_all_alike",
        (),
        "{n} svar är exakt som förra kvartalet ({numbers}). Är de fortfarande aktuella?",
    ),
    Rule(
        "V26",
        Severity.HARD,
        "is_impersonal",
        (),
        "{where}",
    ),
    Rule(
        "V27",
        Severity.WARNING,
        "is_unrecognisable",
        (),
        "{where}",
        (
            Choice("KAN_INTE_KANNAS_IGEN", "Ingen enskild kan kännas igen"),
            Choice("ALLMANT_KANT", "Uppgiften är redan allmänt känd"),
            Choice(OTHER, "Annat skäl, se kommentaren"),
        ),
    ),
)
"""The rules of every form."""


@dataclass(frozen=True)
class Finding:
    """A rule that is not kept: where, in which words, and the ready reasons that explain it.

    ``rule``: its id, such as V06. ``number``: the question's on the form.
    """

    rule: str
    key: str
    number: str
    severity: Severity
    words: str
    reasons: tuple[Choice, ...] = ()


def findings(form: Form, answers: Answers, context: Context) -> list[Finding]:
    """All that the rules find, the form's own first."""
    case = Case(form, answers, context)
    return [finding for rule in (*form.rules, *EVERYWHERE) for finding in _found(rule, case)]


def _found(rule: Rule, case: Case) -> Iterator[Finding]:
    for found in CHECKS[rule.check](rule, case):
        yield Finding(
            rule=rule.id,
            key=found.key,
            number=case.number_of(found.key),
            severity=rule.severity,
            words=rule.words.format_map(found.facts),
            reasons=rule.reasons,
        )


def unexplained(form: Form, answers: Answers, context: Context) -> list[Finding]:
    """What stands in the way of sending in: what is hard, and warnings that nobody has explained."""
    return [one for one in findings(form, answers, context) if stands_in_the_way(one, answers)]


def stands_in_the_way(finding: Finding, answers: Answers) -> bool:
    """Whether nothing can be sent in as long as this is so."""
    if finding.severity is Severity.WARNING:
        return not is_explained(finding.key, answers)
    return finding.severity is Severity.HARD


def is_explained(key: str, answers: Answers) -> bool:
    """By a ready reason, or by a comment; the reason "annat" needs the comment."""
    return bool(answers.get(key + COMMENT)) or answers.get(key + WHY, OTHER) != OTHER


def explain(found: Iterable[Finding]) -> dict[str, tuple[Question, ...]]:
    """What a door asks beside each warned question, by its key: a choice of reasons and a comment.

    Warnings at the same question share them.
    """
    reasons: dict[str, dict[str, Choice]] = {}
    numbers: dict[str, str] = {}
    for finding in found:
        if finding.severity is Severity.WARNING:
            numbers[finding.key] = finding.number
            reasons.setdefault(finding.key, {}).update({one.value: one for one in finding.reasons})
    return {
        key: tuple(_questions(key, numbers[key], tuple(ready.values()))) for key, ready in reasons.items()
    }


def _questions(key: str, number: str, reasons: tuple[Choice, ...]) -> Iterator[Question]:
    if reasons:
        yield Question(key + WHY, number, "Vad beror det på?", Kind.CHOICE, choices=reasons)
    yield Question(key + COMMENT, number, "Kommentar", Kind.TEXT, limits=Limits(None, 300))
