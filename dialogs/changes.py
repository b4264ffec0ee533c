"""What differs between two versions of a unit's answer, question by question, in words."""

from collections.abc import Iterator

from domain.answers import Answers
from domain.form import Form
from forms.filled import asked_on, spoken

NOTHING = "inget svar"


def changes(form: Form, before: Answers, after: Answers) -> Iterator[tuple[str, str]]:
    """Each question that was answered differently, with "förut → nu"."""
    for card in form.cards:
        questions = {q.key: q for answers in (before, after) for q in asked_on(card, answers)}
        for question in questions.values():
            old, new = spoken(question, before) or NOTHING, spoken(question, after) or NOTHING
            if old != new:
                yield f"{question.number} {question.label}", f"{old} → {new}"
