"""fråga: what the handbook knows about roles and statutes, with source and date, or that it does not know."""

from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after
from dialogs.sheets import sheet_of
from domain.life import Status
from domain.messages import Button, Message, Turn
from forms.typed import folded

COMMAND = Command(
    says="fråga",
    title_en="ask",
    description="Ställ en fråga om roller eller lagar, till exempel: fråga vem beslutar om kommuntal?",
    description_en="Ask about roles or statutes, for example: ask who decides the municipal quota?",
)

_QUESTION_WORDS = frozenset(
    "vad vem vems vilka vilken vilket hur när var varför får kan ska måste är har gäller finns ingår "
    "what who which how when where why can must does is are".split()
)
_ENOUGH_WORDS = 3


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action is not None or not turn.text.strip():
        return False
    words = folded(turn.text).split()
    return (
        after(turn, "fråga", "ask") is not None
        or turn.text.rstrip().endswith("?")
        or "§" in turn.text
        or words[0] in {folded(word) for word in _QUESTION_WORDS}
        or len(words) >= _ENOUGH_WORDS
    )


def answer(turn: Turn, desk: Desk) -> Message:
    named = after(turn, "fråga", "ask")
    question = turn.text if named is None else named
    if not question.strip():
        return Message("Vad vill du fråga? Skriv till exempel: fråga vem beslutar om kommuntal?")
    finding = desk.handbook.find(question)
    buttons = (
        tuple(Button(words, words) for words in finding.suggestions) if finding.outcome == "suggest" else ()
    )
    waiting = _waiting_form(turn, desk)
    text = f"{finding.answer}\n\n{waiting}" if waiting else finding.answer
    return Message(
        text, buttons=(*buttons, Button("Fortsätt rapportera", "rapportera")) if waiting else buttons
    )


def _waiting_form(turn: Turn, desk: Desk) -> str:
    """A line that says that the half-filled form is still there; empty when there is none."""
    units = list(turn.person.answers_for()) if turn.personal and turn.person else []
    round_ = desk.store.rounds.taking_answers(turn.at)
    if len(units) != 1 or round_ is None:
        return ""
    if desk.store.lives.of(round_.key, units[0]).status not in {Status.DRAFT, Status.RETURNED}:
        return ""
    sheet = sheet_of(desk, round_, units[0])
    card = sheet.current()
    return f"Formuläret är kvar, på kort {card.number} av {len(sheet.form.cards)}: {card.title}."


DIALOG = Dialog(wants, answer, COMMAND)
