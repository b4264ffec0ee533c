"""Answers typed as "2.1: 3", one a line; a line without a number goes on with the answer before it."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dialogs import overwriting, places, typed_hints
from dialogs.filling import Filling
from dialogs.onward import Press
from dialogs.sheets import Sheet
from domain.answers import Value
from domain.errors import Closed
from domain.form import Card, Question
from domain.messages import Button, Message
from forms import carrying, checking, filled, joining, parsing, rules, typed
from forms.typed import folded
from store.submissions import Kind as SavedKind

_AT_ONCE = 20
"""Answers in one message: so many can be told back on one card."""

_TRIES = 3
"""How often a typed answer is put on top of what someone else has just saved."""

_EXPLAINS = frozenset({"kommentar", "forklaring", "skal"})


@dataclass(frozen=True)
class _Given:
    """One typed answer. ``how``: folded, such as "ersatt" or "kommentar"; empty for just an answer."""

    number: str
    how: str
    words: str


@dataclass(frozen=True)
class _Refused:
    """Why an answer was not taken."""

    words: str


_Outcome = Mapping[str, Value] | _Refused
"""The answers as they become, or why they do not."""


def take(filling: Filling, text: str) -> Message:
    """Store every answer that can be read; say what became of each, and what is still missing."""
    named = places.named(filling)
    told = [f"För{named}:"] if named else []
    given = _answers(text)
    for one in given[:_AT_ONCE]:
        said, filling = _store(filling, one)
        told.append(said)
    if len(given) > _AT_ONCE:
        told.append(f"Jag tog de {_AT_ONCE} första svaren. Skriv resten i ett nytt meddelande.")
    card = _card_of(filling.sheet, given[:_AT_ONCE]) or places.card(filling)
    asked = _next(filling.sheet, card)
    if not list(filling.sheet.open()):
        told.append(f"Inget obligatoriskt saknas. Skriv ”lämna in{named}” när ni är klara.")
        asked = None
    elif asked:
        told.append(f"Härnäst: {asked.number} {asked.label}")
    else:
        told.append(f"Skriv ”nästa{named}” för att gå vidare.")
    places.answered(filling, card, asked.number if asked else "")
    name = filling.sheet.respondent.name
    return Message("\n\n".join(told), buttons=(Button("Visa svaren", f"visa svar {name}"),))


def _card_of(sheet: Sheet, given: list[_Given]) -> Card | None:
    """The card of the last question that was answered."""
    found = [typed.question_at(sheet.form, one.number, sheet.answers) for one in given]
    keys = [one[0] for one in found if one]
    return sheet.card(keys[-1]) if keys else None


def _next(sheet: Sheet, card: Card) -> Question | None:
    """The first question of the card that must be answered and has neither answer nor default."""
    with_defaults = {q.key: q.default for q in card.questions() if q.default} | dict(sheet.answers)
    missing = {problem.key for problem in checking.missing_on(card, with_defaults)}
    return next((q for q in card.questions() if q.key in missing and not q.default), None)


def _answers(text: str) -> list[_Given]:
    found: list[_Given] = []
    for line in text.splitlines():
        if match := typed.TYPED.match(line):
            found.append(_Given(match["number"], folded(match["how"] or ""), match["words"]))
        elif found:
            found[-1] = replace(found[-1], words=f"{found[-1].words}\n{line}")
    return found


def _store(filling: Filling, given: _Given) -> tuple[str, Filling]:
    found = typed.question_at(filling.sheet.form, given.number, filling.sheet.answers)
    if found is None:
        return f"{given.number}: den frågan finns inte. Skriv ”rapportera” för att se frågorna.", filling
    card, question = filling.sheet.card(found[0]), found[1]
    become = _explained if given.how in _EXPLAINS else _answered
    after = _saved(filling, card, lambda now: become(now, card, question, given))
    if isinstance(after, _Refused):
        return f"{given.number}: sparades inte. {after.words}", filling
    told = _told_explained if become is _explained else _told
    return told(question, after), after


def _saved(filling: Filling, card: Card, become: Callable[[Filling], _Outcome]) -> Filling | _Refused:
    """Save what the answers become; on top of what others save meanwhile, as far as nothing is replaced."""
    for _ in range(_TRIES):
        sheet, answers = filling.sheet, become(filling)
        if isinstance(answers, _Refused):
            return answers
        press = Press("save", card, {}, secrets.token_urlsafe(9), sheet.draft.revision)
        saved = filling.desk.store.submissions.save(filling.row(press, card, answers), filling.now)
        filling = replace(filling, sheet=replace(sheet, draft=saved.draft))
        if saved.kind is SavedKind.NEW:
            return filling
    raise Closed("Flera personer sparar samtidigt just nu. Vänta en liten stund och skriv svaret igen.")


def _answered(filling: Filling, card: Card, question: Question, given: _Given) -> _Outcome:
    """The draft with the answer in it, unless it cannot be read or would replace what another wrote."""
    sheet = filling.sheet
    meant = typed.meant(question, given.words)
    if meant.same and question.key not in carrying.repeatable(card, sheet.previous):
        return _Refused("Det finns inget svar från förra kvartalet att ta över.")
    raw = _with_what_stands(meant.raw, question, given, sheet)
    if raw is None:
        return _Refused(f"Det går bara att lägga till text. {overwriting.how(question)}")
    parsed = parsing.parse(typed.fields(question), raw, filling.window())
    if parsed.problems:
        return _Refused(typed_hints.words(question, given.words, parsed.problems[0].words))
    answers = filled.merge(card, sheet.answers, raw, parsed)
    if meant.same:
        answers = carrying.carried(card, answers, sheet.previous, question.key)
    if given.how.startswith("ersatt"):
        answers = joining.settled(card, sheet.answers, answers, raw)
    elif not given.how and (why := overwriting.in_the_way(filling, card, question, answers)):
        return _Refused(why)
    return carrying.completed(sheet.form, answers, sheet.previous)


def _with_what_stands(
    raw: Mapping[str, str], question: Question, given: _Given, sheet: Sheet
) -> dict[str, str] | None:
    """The fields, added to what stands when that was asked for; None where nothing can be added."""
    if given.how != "lagg till":
        return dict(raw)
    more = overwriting.added(question, sheet.answers, raw.get(question.key, ""))
    return None if more is None else {**raw, question.key: more}


def _explained(filling: Filling, card: Card, question: Question, given: _Given) -> _Outcome:
    """The draft with the explanation of the question's warning: a ready reason, else a comment."""
    sheet = filling.sheet
    asked = rules.explain(sheet.findings).get(question.key, ())
    if not asked:
        return _Refused("Det finns ingen varning här att förklara.")
    raw = typed_hints.explanation(asked, given.words)
    parsed = parsing.parse(asked, raw, filling.window())
    if parsed.problems:
        return _Refused(parsed.problems[0].words)
    merged = filled.merge(card, sheet.answers, raw, parsed)
    return typed_hints.with_earlier_comment(question, sheet.answers, merged)


def _told(question: Question, after: Filling) -> str:
    answers = after.sheet.answers
    words = filled.spoken(question, answers).rstrip(".")
    if not words:
        return f"{question.number} {question.label} Svaret är borttaget."
    needed = " Svaret behöver vara ja när ni lämnar in." if answers.get(question.key) is False else ""
    warned = typed_hints.warnings(question, after.sheet)
    return f"{question.number} {question.label} {words}. Sparat.{needed}{warned}"


def _told_explained(question: Question, after: Filling) -> str:
    words = typed_hints.explained(question, after.sheet)
    warned = typed_hints.warnings(question, after.sheet)
    return f"{question.number} Förklaringen är sparad: {words}.{warned}"
