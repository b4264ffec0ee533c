"""What only a page says in words of its own; the rest stands in ``forms.wording``, for the cards too."""

import re
from collections.abc import Iterator

from domain import swedish
from domain.form import Kind, Question
from domain.quarter import Quarter
from forms.numbers import show

_PARAGRAPH = re.compile(r"\n\s*\n")


def quarter(key: str) -> str:
    """As in "kvartal 3 2026"; what is no quarter as it stands."""
    try:
        return Quarter.from_key(key).label
    except ValueError:
        return key


def written_as(question: Question) -> str:
    """As in "Minst 20 och högst 600 tecken."; empty when there is nothing to say of it."""
    if question.kind is Kind.DATE:
        return "Skriv till exempel 2026-11-12 eller 12 november."
    least, most = question.limits.least, question.limits.most
    if question.kind is not Kind.TEXT or not (least or most):
        return ""
    said = [f"minst {show(least)}"] if least else []
    said += [f"högst {show(most)}"] if most else []
    return f"{swedish.upper_first(' och '.join(said))} tecken."


def paragraphs(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    for paragraph in _PARAGRAPH.split(text.strip()):
        if lines := [line.strip() for line in paragraph.split("\n") if line.strip()]:
            yield lines
