"""fråga: what the handbook knows about roles and statutes, with source and date, or that it does not know."""

import re
from collections.abc import Callable, Iterable

from dialogs import answer_buttons, asked, experts, feedback, groups, nearest, ticket_pages, waiting
from dialogs.asked import Heard
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after
from domain.messages import Button, Message, Turn
from domain.tickets import LONGEST
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
_NO_QUESTION = frozenset("nej nja inte japp tack mer".split())
"""Said in a word or two to Samråd itself, although the handbook has them too. Folded."""
_A_WORD = re.compile(r"[^\W\d_]{3,}")
_PLACE_FIRST = re.compile(r"\W*(?:§|\d[\w ]{0,8}(?:§|kap))")
"""Opens with a paragraph: "5 § bosättningslagen"."""

TOO_LONG = (
    f"Frågan är för lång för mig: den får vara högst {LONGEST} tecken. Skriv det som du vill veta i en eller "
    "ett par meningar. Är det flera frågor, så ställ en i taget. Jag har inte sparat den."
)
BEGINNING = f"Jag har bara läst början av din fråga, {asked.READ} tecken."
"""Before the answer to a question that the handbook does not read all of."""

ASK_SOMEONE = "Du kan fråga en sakkunnig i stället."
"""How the handbook ends what it does not know."""


def dialog(commands: Callable[[], Iterable[Command]]) -> Dialog:
    """Questions to the handbook. Words that are more like a command than a question are not asked of it."""

    def near(turn: Turn, desk: Desk) -> tuple[Button, ...]:
        return nearest.buttons(turn.text, commands(), turn.person, desk)

    def wants(turn: Turn, desk: Desk) -> bool:
        if turn.action is not None or not turn.text.strip():
            return False
        return _is_long(turn) or (not near(turn, desk) and (_goes_on(turn, desk) or _known(turn.text, desk)))

    def answer(turn: Turn, desk: Desk) -> Message:
        if _goes_on(turn, desk):
            return _gone_on(turn, near(turn, desk), desk)
        return Message(TOO_LONG) if _is_too_long(turn) else _answered(turn, near(turn, desk), desk)

    return Dialog(wants, answer, COMMAND)


def _is_too_long(turn: Turn) -> bool:
    return len(turn.text.strip()) > LONGEST


def _answered(turn: Turn, meant: tuple[Button, ...], desk: Desk) -> Message:
    if meant and not _is_question(turn):
        return nearest.message((*meant, Button("Fråga handboken", f"fråga {turn.text}")))
    return _found(turn, meant, desk)


def _is_long(turn: Turn) -> bool:
    """Whether it is a question by its form, or so many words that it may be one."""
    return _is_question(turn) or len(turn.text.split()) >= _ENOUGH_WORDS


def _is_question(turn: Turn) -> bool:
    return _is_put_as_one(turn) or "§" in turn.text


def _is_put_as_one(turn: Turn) -> bool:
    return (
        after(turn, "fråga", "ask") is not None
        or turn.text.rstrip().endswith("?")
        or _PLACE_FIRST.match(turn.text) is not None
        or folded(turn.text).split()[:1] in _FIRST_WORDS
    )


def _known(text: str, desk: Desk) -> bool:
    """Whether the handbook has something on a word or two."""
    if _A_WORD.search(text) is None or "<" in text or _NO_QUESTION & set(folded(text).split()):
        return False
    return desk.handbook.find(text).outcome in {"answer", "suggest"}


def _goes_on(turn: Turn, desk: Desk) -> bool:
    """Whether this, no question, goes on from what was just done: a verdict, or a question taken."""
    a_word = len(turn.text.split()) == 1
    if _is_put_as_one(turn) or (a_word and _known(turn.text, desk)):
        return False
    return feedback.awaits_reason(turn, desk) or experts.held(turn, desk) is not None


def _gone_on(turn: Turn, near: tuple[Button, ...], desk: Desk) -> Message:
    ticket = None if feedback.awaits_reason(turn, desk) else experts.held(turn, desk)
    if ticket is None:
        return feedback.reason(turn, desk)
    asks = ticket_pages.reply_meant(ticket, turn.text)
    return Message(asks.text, buttons=(*asks.buttons, *near)[: answer_buttons.MOST])


def _found(turn: Turn, near: tuple[Button, ...], desk: Desk) -> Message:
    """What the handbook has; ``near``: the commands to name when it has nothing."""
    named = after(turn, "fråga", "ask")
    question = turn.text if named is None else named
    if not question.strip():
        return Message("Vad vill du fråga? Skriv till exempel: fråga vem beslutar om kommuntal?")
    heard = asked.ask(question, turn, desk)
    expert = _expert(heard, turn, desk)
    told = _told(heard, turn, desk, can_ask=bool(expert))
    asked.remember(heard, told, turn, desk)
    meant = near if heard.finding.outcome == "unknown" else ()
    lines = [BEGINNING, told] if len(question.strip()) > asked.READ else [told]
    if meant:
        lines.append("Eller menade du något av det här?")
    if waits := waiting.form(turn, desk):
        lines.append(waits)
    return Message("\n\n".join(lines), buttons=answer_buttons.under(heard, (*expert, *meant), turn, desk))


def _expert(heard: Heard, turn: Turn, desk: Desk) -> tuple[Button, ...]:
    """The button to ask an expert, where the handbook has no answer and the person has somebody to ask."""
    if heard.finding.outcome not in {"unknown", "suggest"} or not (turn.personal and turn.person):
        return ()
    return (answer_buttons.ASK_EXPERT,) if groups.to_ask(heard.group, turn, desk) else ()


def _told(heard: Heard, turn: Turn, desk: Desk, *, can_ask: bool) -> str:
    """The handbook's words, with whom this person can turn to where it does not know."""
    if can_ask:
        return heard.finding.answer
    instead = _instead(turn, desk)
    parts = (instead if part == ASK_SOMEONE else part for part in heard.finding.answer.split("\n\n"))
    return "\n\n".join(part for part in parts if part)


def _instead(turn: Turn, desk: Desk) -> str:
    """Whom to write to where no expert can be asked. A coordinator would be told to ask herself: nobody."""
    if turn.person and not turn.personal:
        return "Skriv ”fråga sakkunnig” till mig i vår egen chatt, så skickar jag frågan vidare."
    if turn.person and turn.person.coordinates:
        return ""
    return f"Du kan fråga samordnaren på {desk.county.authority} i stället."
