"""The words around a page of the form, the same on a card, in a browser and in the terminal."""

from domain import swedish
from domain.answers import Problem
from domain.form import Condition, Question
from domain.messages import FormPage
from domain.quarter import Quarter


def chosen(raw: str) -> list[str]:
    """The values of a SEVERAL, which have commas between."""
    return [value for part in raw.split(",") if (value := part.strip())]


def labelled(question: Question, *, required: bool) -> str:
    """As in "4.1 Mottagna i år, personer (obligatorisk)": words, for an asterisk is easily missed."""
    unit = f", {question.unit}" if question.unit else ""
    return " ".join(
        f"{question.number} {question.label}{unit}{' (obligatorisk)' if required else ''}".split()
    )


def whose(page: FormPage) -> str:
    """As in "Fyrbodal · kvartal 3 2026"."""
    try:
        quarter = Quarter.from_key(page.round).label
    except ValueError:
        quarter = page.round
    return f"{page.unit_name} · {quarter}"


def which(page: FormPage) -> str:
    """As in "Kort 2 av 6: Samlat läge"; of a view, which is not counted, its title."""
    if not page.card.number:
        return page.card.title
    return f"Kort {page.card.number} av {page.of}: {page.card.title}"


def to_review(problems: tuple[Problem, ...]) -> str:
    """As in "Två svar behöver ses över:"."""
    answers = swedish.count(len(problems), "svar", "svar", neuter=True)
    return f"{swedish.upper_first(answers)} behöver ses över:"


def problem_line(problem: Problem) -> str:
    """As in "4.2: Skriv ett tal …"; the number is not said twice."""
    if not problem.number or problem.words.startswith(problem.number):
        return problem.words
    return f"{problem.number}: {problem.words}"


def is_required(question: Question, page: FormPage) -> bool:
    return question.required or any(_met(condition, page) for condition in question.required_if)


def guidance(question: Question, page: FormPage) -> str:
    """The form's own hint, else when the question must be answered."""
    return question.hint or required_when(question.required_if, page)


def required_when(conditions: tuple[Condition, ...], page: FormPage) -> str:
    """As in "Behövs om svaret på 2.1 är ”Ansträngt”."

    Empty when one of the conditions holds already, or none of them is about a question on this card.
    """
    if any(_met(condition, page) for condition in conditions):
        return ""
    asked = {question.key: question for question in page.card.questions(dict(page.items))}
    reasons = [
        f"svaret på {asked[condition.question].number} är {_either(asked[condition.question], condition)}"
        for condition in conditions
        if condition.question in asked
    ]
    return f"Behövs om {' eller '.join(reasons)}." if reasons else ""


def _met(condition: Condition, page: FormPage) -> bool:
    return any(value in condition.values for value in chosen(page.values.get(condition.question, "")))


def _either(question: Question, condition: Condition) -> str:
    return " eller ".join(f"”{question.label_of(value)}”" for value in condition.values)
