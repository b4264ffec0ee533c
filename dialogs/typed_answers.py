"""Answers typed as "2.1: 3", one a line; a line without a number goes on with the answer before it."""

import secrets
from dataclasses import replace

from dialogs.filling import Filling, Press
from dialogs.sheets import Sheet
from domain.errors import Closed
from domain.form import Question
from domain.messages import Button, Message
from forms import checking, filled, parsing, typed
from store.submissions import Kind as SavedKind

_ON = "Skriv ”nästa” för att spara kortet och gå vidare."

_AT_ONCE = 20
"""Answers in one message: so many can be told back on one card."""

_TRIES = 3
"""How often a typed answer is put on top of what someone else has just saved."""


def take(filling: Filling, text: str) -> Message:
    """Store every answer that can be read; say what became of each, and what is still missing."""
    told = []
    given = _answers(text)
    for number, words in given[:_AT_ONCE]:
        said, filling = _store(filling, number, words)
        told.append(said)
    if len(given) > _AT_ONCE:
        told.append(f"Jag tog de {_AT_ONCE} första svaren. Skriv resten i ett nytt meddelande.")
    if not list(filling.sheet.open()):
        told.append("Inget obligatoriskt saknas. Skriv ”lämna in” när ni är klara.")
    elif asked := _next(filling.sheet):
        told += [f"Härnäst: {asked.number} {asked.label}", _ON]
    else:
        told.append(_ON)
    return Message("\n\n".join(told), buttons=(Button("Visa svaren", "visa svar"),))


def _next(sheet: Sheet) -> Question | None:
    """The first question of the current card that must be answered and has neither answer nor default."""
    card = sheet.current()
    with_defaults = {q.key: q.default for q in card.questions() if q.default} | dict(sheet.answers)
    missing = {problem.key for problem in checking.missing_on(card, with_defaults)}
    return next((q for q in card.questions() if q.key in missing and not q.default), None)


def _answers(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        if match := typed.TYPED.match(line):
            found.append((match["number"], match["words"]))
        elif found:
            number, words = found[-1]
            found[-1] = (number, f"{words}\n{line}")
    return found


def _store(filling: Filling, number: str, words: str) -> tuple[str, Filling]:
    found = typed.question_at(filling.sheet.form, number, filling.sheet.answers)
    if found is None:
        return f"{number}: den frågan finns inte. Skriv ”rapportera” för att se frågorna.", filling
    card_key, question = found
    raw = {question.key: typed.raw(question, words)}
    parsed = parsing.parse((question,), raw, filling.window())
    if parsed.problems:
        return f"{number}: sparades inte. {parsed.problems[0].words}", filling
    return _said(question, parsed), _saved(filling, card_key, raw, parsed)


def _saved(filling: Filling, card_key: str, raw: dict[str, str], parsed: parsing.Parsed) -> Filling:
    card = filling.sheet.card(card_key)
    for _ in range(_TRIES):
        answers = filled.merge(card, filling.sheet.answers, raw, parsed)
        press = Press("save", card, raw, secrets.token_urlsafe(9), filling.sheet.draft.revision)
        saved = filling.desk.store.submissions.save(filling.row(press, card, answers), filling.now)
        filling = replace(filling, sheet=replace(filling.sheet, draft=saved.draft))
        if saved.kind is SavedKind.NEW:
            return filling
    raise Closed("Flera personer sparar samtidigt just nu. Vänta en liten stund och skriv svaret igen.")


def _said(question: Question, parsed: parsing.Parsed) -> str:
    if question.key in parsed.cleared:
        return f"{question.number} {question.label} Svaret är borttaget."
    words = filled.in_words(question, parsed.answers[question.key]).rstrip(".")
    needed = " Svaret behöver vara ja när ni lämnar in." if parsed.answers[question.key] is False else ""
    return f"{question.number} {question.label} {words}. Sparat.{needed}"
