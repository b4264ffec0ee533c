"""fråga: what the handbook knows about roles and statutes, with source and date, or that it does not know."""

from collections.abc import Callable, Iterable

from dialogs import nearest
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
_FIRST_WORDS = [[folded(word)] for word in _QUESTION_WORDS]
_ENOUGH_WORDS = 3


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action is not None or not turn.text.strip():
        return False
    return _is_question(turn) or len(turn.text.split()) >= _ENOUGH_WORDS


def _is_question(turn: Turn) -> bool:
    return (
        after(turn, "fråga", "ask") is not None
        or turn.text.rstrip().endswith("?")
        or "§" in turn.text
        or folded(turn.text).split()[:1] in _FIRST_WORDS
    )


def dialog(commands: Callable[[], Iterable[Command]]) -> Dialog:
    """Questions to the handbook. Words that are more like a command than a question are not asked of it."""

    def answer(turn: Turn, desk: Desk) -> Message:
        near = nearest.buttons(turn.text, commands(), turn.person, desk)
        if near and not _is_question(turn):
            return nearest.message((*near, Button("Fråga handboken", f"fråga {turn.text}")))
        return _found(turn, near, desk)

    return Dialog(wants, answer, COMMAND)


def _found(turn: Turn, near: tuple[Button, ...], desk: Desk) -> Message:
    """What the handbook has; ``near``: the commands to name when it has nothing."""
    named = after(turn, "fråga", "ask")
    question = turn.text if named is None else named
    if not question.strip():
        return Message("Vad vill du fråga? Skriv till exempel: fråga vem beslutar om kommuntal?")
    finding = desk.handbook.find(question)
    buttons = (
        tuple(Button(words, words) for words in finding.suggestions) if finding.outcome == "suggest" else ()
    )
    told = [finding.answer]
    if finding.outcome == "unknown":
        told = [_without_turning_to_oneself(finding.answer, turn)]
        told += ["Eller menade du något av det här?"] if near else []
        buttons = near
    if waiting := _waiting_form(turn, desk):
        return Message(
            "\n\n".join([*told, waiting]), buttons=(*buttons, Button("Fortsätt rapportera", "rapportera"))
        )
    return Message("\n\n".join(told), buttons=buttons)


def _without_turning_to_oneself(answer: str, turn: Turn) -> str:
    """The answer without the advice to ask the coordinator, for the coordinator."""
    if turn.person is None or not turn.person.coordinates:
        return answer
    return "\n\n".join(part for part in answer.split("\n\n") if "samordnaren" not in part)


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
