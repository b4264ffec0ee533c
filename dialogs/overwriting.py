"""What someone else has answered is never replaced unseen by a typed answer: it is shown, and asked about."""

from dialogs.filling import Filling
from dialogs.sheets import Sheet
from domain.answers import STATE, Answers
from domain.form import Card, Kind, Question
from forms import filled, joining
from forms.filled import CONFLICT, REFUSED
from store.answering import Written

_LONGEST = 300
"""Characters of another's text that are repeated."""


def in_the_way(filling: Filling, card: Card, question: Question, after: Answers) -> str:
    """Why ``after`` may not take the place of what stands, with what to write; empty when it may."""
    sheet = filling.sheet
    if any(CONFLICT + part in sheet.answers for part in _parts(question)):
        return f"{_both(sheet, card, question)} {how(question)}"
    there = _said(question, sheet.answers)
    if not any(there) or there == _said(question, after):
        return ""
    writer = _writer(filling, question)
    if writer is None or writer.by == filling.filler.person.id:
        return ""
    return f"{writer.by_name} har svarat {_quoted(question, sheet.answers)}. {how(question)}"


def how(question: Question) -> str:
    """How to replace an answer on purpose, and to add to it where that can be done."""
    replaced = f"Skriv ”{question.number} ersätt: …” för att ersätta det"
    if question.kind in {Kind.TEXT, Kind.SEVERAL}:
        return f"{replaced}, eller ”{question.number} lägg till: …” för att lägga till ert."
    return f"{replaced}."


def added(question: Question, answers: Answers, words: str) -> str | None:
    """The fields' words with ``words`` added to what stands; None where nothing can be added."""
    there = filled.raw(answers[question.key]) if question.key in answers else ""
    if question.kind is Kind.TEXT:
        return f"{there}\n\n{words}".strip()
    if question.kind is Kind.SEVERAL:
        return ",".join(part for part in (there, words) if part)
    return None


def _parts(question: Question) -> tuple[str, ...]:
    return question.key, question.key + STATE


def _said(question: Question, answers: Answers) -> tuple[object, ...]:
    keys = [aside + part for part in _parts(question) for aside in ("", REFUSED)]
    return tuple(answers.get(key) for key in keys)


def _writer(filling: Filling, question: Question) -> Written | None:
    """Who wrote what stands: the first of the latest saved cards that say just that."""
    sheet, found = filling.sheet, None
    history = filling.desk.store.submissions.history(sheet.round.key, sheet.respondent.id)
    for one in reversed(history):
        if _said(question, one.answers) != _said(question, sheet.answers):
            break
        found = one
    return found


def _both(sheet: Sheet, card: Card, question: Question) -> str:
    lines = joining.beside(card, sheet.answers).get(question.key, ())
    others = " ".join(f"{line[:_LONGEST].rstrip('.')}." for line in lines)
    return f"Två har svarat olika. Det står {_quoted(question, sheet.answers)}. {others}"


def _quoted(question: Question, answers: Answers) -> str:
    words = filled.spoken(question, answers)
    if not words:
        return "något som inte kunde läsas"
    return f"”{words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + ' …'}”".replace(".”", "”")
