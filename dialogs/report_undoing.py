"""ta tillbaka beslut, rätta: what is undone says why, and nothing that was published changes in silence."""

import re

from dialogs import orders, refused, report_acts, report_rights, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.next_step import next_step
from dialogs.round_words import names_report, round_in
from dialogs.status_report import Author
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Role
from domain.report_life import ReportAct
from domain.rounds import Round

COMMAND = Command(
    says="rätta",
    title_en="correct",
    description="Öppna en publicerad rapport för rättelse: rätta K3: Fyrbodal tog emot 12, inte 14",
    description_en="Open a published report for correction: correct Q3: Fyrbodal received 12, not 14",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_WORDS = r"(?: (?:om |på |av )?(?:rapporten|lägesrapporten|utkastet))?\b(?P<rest>[^:]*)(?::(?P<words>.*))?"
_TAKE_BACK = re.compile(
    rf"(?:ta tillbaka|återta|ångra|häv|upphäv|take back) (?:beslut(?:et)?|the decision){_WORDS}",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = "öppna rättelsen av"
"""What the button says: only that opens the report."""

_CORRECT = re.compile(
    rf"(?:rätta|{_OPENS}|öppna för rättelse|rättelse|correct){_WORDS}", re.IGNORECASE | re.DOTALL
)


def wants(turn: Turn, desk: Desk) -> bool:
    said = _TAKE_BACK.fullmatch(turn.text.strip()) or _CORRECT.fullmatch(turn.text.strip())
    return turn.action is None and said is not None and names_report(said["rest"], turn, desk)


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    text = turn.text.strip()
    undoes = _TAKE_BACK.fullmatch(text)
    said = undoes or _CORRECT.fullmatch(text)
    rest, words = (said["rest"], (said["words"] or "").strip()) if said else ("", "")
    round_, _ = round_in(rest, turn, desk)
    orders.must_be_clean(words)
    if undoes:
        return _taken_back(round_, words, turn, desk)
    opens = text.casefold().startswith(_OPENS)
    return (_corrected if opens else _asks)(round_, words, turn, desk)


def _taken_back(round_: Round, words: str, turn: Turn, desk: Desk) -> Message:
    person = rights.known(turn, desk)
    report_rights.must_take_back(desk, person, turn.at)
    report_acts.take_back(desk, round_, Author(person, turn.at), words)
    return Message(
        f"Beslutet om lägesrapporten för {round_.quarter.label} är återtaget. Utkastet går att ändra igen, "
        "och skälet står kvar i historiken.",
        buttons=(Button("Gör ett utkast", f"utkast {round_.key}"),) if person.coordinates else (),
    )


def _asks(round_: Round, words: str, turn: Turn, desk: Desk) -> Message:
    """Which report it is and who will read the words; nothing is opened."""
    rights.coordinator(turn, desk)
    refused.must(round_, ReportAct.CORRECT, turn, desk)
    if not words:
        raise NotFound(
            f"Skriv vad som är fel och ska rättas, till exempel: {refused.correction(round_)}. Orden står "
            "sedan i rapporten."
        )
    report_acts.may_correct(desk, round_, Author(rights.coordinator(turn, desk), turn.at), words)
    return Message(
        panel=Panel(
            f"Öppna lägesrapporten för {round_.quarter.label} för rättelse?",
            (
                f"Orden visas för alla när nästa utgåva publiceras: ”{words}”",
                "Den publicerade utgåvan är kvar som den är till dess.",
            ),
        ),
        buttons=(
            Button("Öppna", f"{_OPENS} {round_.key}: {words}"),
            Button("Avbryt", f"status {round_.key}"),
        ),
    )


def _corrected(round_: Round, words: str, turn: Turn, desk: Desk) -> Message:
    person = rights.coordinator(turn, desk)
    refused.must(round_, ReportAct.CORRECT, turn, desk)
    life = report_acts.correct(desk, round_, Author(person, turn.at), words)
    return Message(
        f"Rapporten är öppen för rättelse. Utgåva {life.edition} är kvar som den är tills nästa är beslutad "
        f"och publicerad. Det du skrev står sedan i rapporten: ”{words}”\n\n{_onward(round_, turn, desk)}",
        buttons=(
            Button("Visa utkastet", f"utkast {round_.key}"),
            *next_step(life, round_, turn, desk),
        ),
    )


def _onward(round_: Round, turn: Turn, desk: Desk) -> str:
    """What is to be done in a correction, and by whom."""
    decides = report_rights.may_decide(desk, rights.known(turn, desk), turn.at)
    names = swedish.listed(one.name for one in report_rights.deciders(desk, turn.at))
    then = f"besluta sedan: ”besluta {round_.key}”" if decides else f"be sedan {names} om beslut"
    return (
        f"Rätta i utkastet, och {then}. En ny faktagranskning behövs bara om rättelsen ändrar något som en "
        f"enhet inte redan har godtagit: ”faktagranska {round_.key}”."
    )


DIALOG = Dialog(wants, answer, COMMAND)
