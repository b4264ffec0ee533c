"""What a set of answers still lacks before it can be sent in, and how that is told."""

from collections.abc import Iterator, Sequence

from domain import swedish
from domain.answers import Answers, Problem
from domain.form import Card, Condition, Form, Group, Kind, Question
from forms.filled import REFUSED, places

_WANTED = {
    Kind.CHOICE: "Välj ett svar.",
    Kind.SEVERAL: "Välj minst ett alternativ.",
    Kind.TEXT: "Skriv ett svar.",
    Kind.NUMBER: "Skriv ett tal.",
    Kind.DATE: "Ange ett datum.",
    Kind.TICK: "Kryssa i rutan för att kunna lämna in.",
}

_FEW = 6
"""So many missing answers are told one by one."""


def missing(form: Form, answers: Answers) -> list[Problem]:
    """All required answers that are not there (V01, V21), in the order of the form."""
    return [problem for card in form.cards for problem in missing_on(card, answers)]


def missing_on(card: Card, answers: Answers) -> list[Problem]:
    """The required answers that one card lacks."""
    counts = places(card, answers)
    found = [
        Problem(question.key, question.number, _wanted(question, answers))
        for question in card.questions(counts)
        if REFUSED + question.key in answers
        or (_is_required(question, answers) and not _answered(question, answers))
    ]
    found.extend(
        Problem(group.key, group.number, f"Ni har svarat ja. Fyll i {group.title.lower()}, eller svara nej.")
        for group in card.groups
        if _any_holds(group.required_if, answers) and not counts[group.key]
    )
    found.extend(
        problem
        for group in card.groups
        if counts[group.key]
        for problem in _contradictions(group, card, answers)
    )
    return found


def _contradictions(group: Group, card: Card, answers: Answers) -> Iterator[Problem]:
    """A group that is filled in although the question before it says that there is none."""
    if group.required_if and not _any_holds(group.required_if, answers):
        asked = {condition.question for condition in group.required_if}
        for question in card.questions():
            if question.key in asked and question.key in answers:
                words = f"Ni har svarat nej men fyllt i {group.title.lower()}. Svara ja, eller töm fälten."
                yield Problem(question.key, question.number, words)


def told(problems: Sequence[Problem]) -> str:
    """Två svar saknas: 2.1 och 2.3. Many are told by their cards: 15 svar saknas, på kort 2, 3 och 6."""
    count = swedish.upper_first(swedish.count(len(problems), "svar", "svar", neuter=True))
    if len(problems) <= _FEW:
        return f"{count} saknas: {swedish.listed(problem.number for problem in problems)}."
    cards = dict.fromkeys(problem.number.split(".")[0] for problem in problems)
    return f"{count} saknas, på kort {swedish.listed(cards)}."


def _wanted(question: Question, answers: Answers) -> str:
    if REFUSED + question.key in answers:
        return "Svaret sparades inte som det står. Rätta det, eller töm fältet."
    return _WANTED[question.kind]


def _is_required(question: Question, answers: Answers) -> bool:
    return question.required or _any_holds(question.required_if, answers)


def _any_holds(conditions: tuple[Condition, ...], answers: Answers) -> bool:
    return any(answers.get(condition.question) in condition.values for condition in conditions)


def _answered(question: Question, answers: Answers) -> bool:
    value = answers.get(question.key)
    return value is True if question.kind is Kind.TICK else value is not None
