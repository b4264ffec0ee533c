"""hjälpte, hjälpte inte, fel: what the asker thought of the last answer, and why."""

import re
from collections.abc import Mapping
from datetime import timedelta

from dialogs import answer_buttons, groups, rights, waiting, written
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from domain.feedback import ANSWER_LASTS, Noted, Verdict
from domain.messages import Button, Message, Turn

_LONGEST = 500
_SHOWN = 80

REASON_LASTS = timedelta(minutes=10)
"""So long after "fel" the next words, if they are no question and no command, are why."""

NO_ANSWER = re.compile(
    r"(?:nej,?\s+|men\s+)?(?:det|detta|det\s+här|svaret)\s+(?:var|är)\s+(?:inte|inget|ej)\s+(?:ett\s+|något\s+)?"
    r"svar(?:et)?\s+på\s+(?:(?:min|vår|den)\s+fråga(?:n)?|det\s+jag\s+(?:frågade|undrade)|frågan)[\s.!]*"
    r"|(?:du|ni|han|hon)\s+(?:har\s+)?svara(?:de|t)?\s+inte\s+på\s+(?:min\s+fråga|frågan)[\s.!]*",
    re.IGNORECASE,
)
"""Said of the handbook's answer, or of an expert's."""

_SAID: Mapping[Verdict, re.Pattern[str]] = {
    Verdict.NOT: re.compile(
        r"(?:nej,?\s+)?(?:det\s+|svaret\s+)?hj[äa]lpte\s+(?:mig\s+)?inte(?:\s+mig)?\b[\s:,.!–-]*(?P<words>.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    Verdict.HELPED: re.compile(
        r"(?:ja,?\s+)?(?:det\s+|svaret\s+)?hj[äa]lpte(?:\s+mig|\s+bra)?\s*(?:[:,.!–-]\s*(?P<words>.*))?",
        re.IGNORECASE | re.DOTALL,
    ),
    Verdict.WRONG: re.compile(
        r"(?:nej,?\s+)?(?:(?:det|svaret)\s+(?:är|var)\s+(?:helt\s+)?)?fel(?:\s+svar)?"
        r"\s*(?:[:,.!–-]\s*(?P<words>.*))?",
        re.IGNORECASE | re.DOTALL,
    ),
}
"""Typed as the buttons say it, with a reason after it; "fel belopp?" is a question and no verdict."""


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _heard(turn.text) is not None


def _heard(text: str) -> tuple[Verdict, str] | None:
    if NO_ANSWER.fullmatch(text.strip()):
        return Verdict.NOT, ""
    for verdict, pattern in _SAID.items():
        if found := pattern.fullmatch(text.strip()):
            return verdict, (found["words"] or "").strip()
    return None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    verdict, words = _heard(turn.text) or (Verdict.HELPED, "")
    last = desk.store.questions.last(turn.account, turn.at - ANSWER_LASTS)
    noted = desk.store.questions.get(last.question) if last else None
    if noted is None:
        return Message(
            "Jag vet inte vilket svar du menar. Ställ frågan igen, så kan du säga vad du tyckte om svaret."
        )
    desk.store.questions.verdict(noted.id, verdict, written.kept(words, _LONGEST))
    if verdict is Verdict.HELPED:
        return Message("Tack! Bra att det hjälpte.", buttons=_form(turn, desk))
    if last and not words:
        desk.store.questions.remember(turn.account, last, turn.at)
    return _doubted(desk.store.questions.get(noted.id) or noted, turn, desk)


def awaits_reason(turn: Turn, desk: Desk) -> bool:
    """Whether the person has just said that an answer is wrong or no help, and not yet why."""
    noted = _just_doubted(turn, desk)
    return noted is not None and not noted.reason and desk.handbook.stopped(turn.text) is None


def _just_doubted(turn: Turn, desk: Desk) -> Noted | None:
    last = desk.store.questions.last(turn.account, turn.at - REASON_LASTS) if turn.personal else None
    noted = desk.store.questions.get(last.question) if last else None
    return noted if noted and noted.verdict in {Verdict.NOT, Verdict.WRONG} else None


def reason(turn: Turn, desk: Desk) -> Message:
    """The words as why, with a way to ask them of the handbook if they were meant as a question."""
    noted = _just_doubted(turn, desk)
    if noted is None or noted.verdict is None:
        raise ValueError("no answer has been doubted")
    desk.store.questions.verdict(noted.id, noted.verdict, written.kept(turn.text, _LONGEST))
    told = _doubted(desk.store.questions.get(noted.id) or noted, turn, desk)
    return Message(told.text, buttons=(*told.buttons, Button("Fråga handboken", f"fråga {turn.text}")))


def _doubted(noted: Noted, turn: Turn, desk: Desk) -> Message:
    """``noted``: with the verdict and the reason, if one was given."""
    wrong = noted.verdict is Verdict.WRONG
    about = f"svaret på ”{_short(noted.asked.question)}”"
    told = [f"Tack! Jag har antecknat att {about} {'är fel' if wrong else 'inte hjälpte'}."]
    if noted.reason:
        told.append("De som ansvarar för svaret får läsa vad du skrev.")
    else:
        told.append(f"Skriv gärna vad som {'är fel' if wrong else 'saknas'}.")
    expert = (answer_buttons.ASK_EXPERT,) if groups.to_ask(noted.asked.group, turn, desk) else ()
    return Message(" ".join(told), buttons=(*(expert if turn.person else ()), *_form(turn, desk)))


def _short(question: str) -> str:
    return question if len(question) <= _SHOWN else f"{question[:_SHOWN].rstrip()} …"


def _form(turn: Turn, desk: Desk) -> tuple[Button, ...]:
    return (waiting.GO_ON,) if waiting.form(turn, desk) else ()


DIALOG = Dialog(wants, answer)
