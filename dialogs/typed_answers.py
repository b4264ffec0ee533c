"""Answers typed as "2.1: 3", one a line; a line without a number goes on with the answer before it."""

import secrets
from dataclasses import dataclass, replace

from dialogs.filling import Filling
from dialogs.onward import Press
from dialogs.sheets import Sheet
from domain.errors import Closed
from domain.form import Card, Question
from domain.messages import Button, Message
from forms import carrying, checking, filled, joining, parsing, typed
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
    card = filling.sheet.card(found[0])
    question = found[1]
    meant = typed.meant(question, words)
    if meant.same and question.key not in carrying.repeatable(card, filling.sheet.previous):
        return f"{number}: sparades inte. Det finns inget svar från förra kvartalet att ta över.", filling
    parsed = parsing.parse(typed.fields(question), meant.raw, filling.window())
    if parsed.problems:
        return f"{number}: sparades inte. {parsed.problems[0].words}", filling
    after = _saved(filling, card, _Typed(meant, parsed, question.key))
    return _said(question, after), after


@dataclass(frozen=True)
class _Typed:
    meant: typed.Meant
    parsed: parsing.Parsed
    key: str


def _saved(filling: Filling, card: Card, given: _Typed) -> Filling:
    raw = dict(given.meant.raw)
    for _ in range(_TRIES):
        sheet = filling.sheet
        answers = filled.merge(card, sheet.answers, raw, given.parsed)
        answers = joining.settled(card, sheet.answers, answers, raw)
        if given.meant.same:
            answers = carrying.carried(card, answers, sheet.previous, given.key)
        answers = carrying.completed(sheet.form, answers, sheet.previous)
        press = Press("save", card, raw, secrets.token_urlsafe(9), sheet.draft.revision)
        saved = filling.desk.store.submissions.save(filling.row(press, card, answers), filling.now)
        filling = replace(filling, sheet=replace(sheet, draft=saved.draft))
        if saved.kind is SavedKind.NEW:
            return filling
    raise Closed("Flera personer sparar samtidigt just nu. Vänta en liten stund och skriv svaret igen.")


def _said(question: Question, after: Filling) -> str:
    answers = after.sheet.answers
    words = filled.spoken(question, answers).rstrip(".")
    if not words:
        return f"{question.number} {question.label} Svaret är borttaget."
    needed = " Svaret behöver vara ja när ni lämnar in." if answers.get(question.key) is False else ""
    warned = "".join(f" {one.words}" for one in after.sheet.unexplained if one.key == question.key)
    return f"{question.number} {question.label} {words}. Sparat.{needed}{warned}"
