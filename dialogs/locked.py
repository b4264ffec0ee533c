"""An answer that cannot be changed: shown to read, with why; and what was written there given back."""

from collections.abc import Iterator

from dialogs import pages
from dialogs.filling import Filling
from dialogs.onward import Press
from domain import swedish
from domain.form import Kind, Question
from domain.life import why_locked
from domain.messages import Button, Message, Panel
from forms.filled import places, raw_values
from forms.personal import masked
from forms.wording import chosen

UNSAVED = "Svaren på kortet sparades inte"


def shown(filling: Filling) -> Message:
    """All answers to read, why they are locked, and whom to ask."""
    sheet = filling.sheet
    history = filling.desk.store.submissions.history(sheet.round.key, sheet.respondent.id)
    overview = pages.overview(sheet, history)
    told = [why_locked(sheet.life, sheet.round, filling.now), _whom(filling)]
    if sheet.life.nothing:
        told.insert(0, f"Inget att rapportera: {sheet.life.nothing.words}")
    title = f"Svar för {sheet.respondent.name}, {sheet.round.quarter.label}"
    panel = Panel(title, tuple(filter(None, told)), overview.panel.facts if overview.panel else ())
    return Message(panel=panel, buttons=(Button("Visa status", f"status {sheet.respondent.name}"),))


def unsaved(filling: Filling, press: Press, why: str) -> Message:
    """What the person had written on a card that could no longer be saved, so that nothing is lost."""
    if filling.desk.store.submissions.has_come(press.key):
        return shown(filling)
    written = tuple(_written(filling, press))
    told = (
        "Här är det som du hade skrivit. Kopiera det du vill ha kvar."
        if written
        else "Du hade inte ändrat något på kortet."
    )
    panel = Panel(UNSAVED, tuple(filter(None, (why, told, _whom(filling)))), written)
    return Message(panel=panel)


def _written(filling: Filling, press: Press) -> Iterator[tuple[str, str]]:
    """What differs from what is stored. Personal data is not shown back."""
    before = raw_values(press.card, filling.sheet.answers)
    for question in press.card.questions(places(press.card, press.raw)):
        words = press.raw.get(question.key, "").strip()
        if words and words != before.get(question.key, ""):
            yield f"{question.number} {question.label}", masked(_in_words(question, words))


def _in_words(question: Question, raw: str) -> str:
    if question.kind is Kind.TICK:
        return {"true": "Ja", "false": "Nej"}.get(raw, raw)
    if question.kind in {Kind.CHOICE, Kind.SEVERAL}:
        return ", ".join(question.label_of(value) for value in chosen(raw))
    return raw


def _whom(filling: Filling) -> str:
    """The coordinators by name, with where they are reached."""
    people = [one.on(filling.today()) for one in filling.desk.store.people.everyone()]
    names = [f"{one.name} ({one.mail})" if one.mail else one.name for one in people if one.coordinates]
    if not names:
        return ""
    return f"Samordnare: {swedish.listed(names)}. Säg vad som ska ändras, så kan svaret öppnas igen."
