"""engelsk sammanfattning: a summary in English is added to the report, or left out again."""

import re

from dialogs import report_acts, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.round_words import round_in
from dialogs.status_report import Author
from domain.messages import Button, Message, Turn
from domain.people import Role
from domain.rounds import Round
from forms.typed import folded

COMMAND = Command(
    says="engelsk sammanfattning",
    title_en="English summary",
    description="Lägg till en sammanfattning på engelska i rapporten: engelsk sammanfattning K3 ja",
    description_en="Add a summary in English to the report: English summary Q3 yes",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"(?P<verb>lägg till|ta bort|ta med)?\s*(?:en\s+|den\s+)?"
    r"(?:engelsk(?:a)? sammanfattning(?:en)?|english summary)\b(?P<rest>[^:]*)",
    re.IGNORECASE | re.DOTALL,
)
_YES = frozenset({"ja", "yes", "med", "lagg till", "ta med"})
_NO = frozenset({"nej", "no", "utan", "ta bort", "bort"})


def wants(turn: Turn, desk: Desk) -> bool:
    return turn.action is None and _said(turn, desk) is not None


def _said(turn: Turn, desk: Desk) -> str | None:
    """Yes or no as it was said, "" for neither; None when it is about something else."""
    said = _ASKED.fullmatch(turn.text.strip().rstrip("?!. "))
    if said is None:
        return None
    _, rest = round_in(said["rest"], turn, desk)
    words = folded(rest).removeprefix("i rapporten").strip() or folded(said["verb"] or "")
    return words if words in {*_YES, *_NO, ""} else None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person, wanted = rights.coordinator(turn, desk), _said(turn, desk) or ""
    said = _ASKED.fullmatch(turn.text.strip().rstrip("?!. "))
    round_, _ = round_in(said["rest"] if said else "", turn, desk)
    author = Author(person, turn.at)
    if wanted in _YES:
        report_acts.ask_english(desk, round_, author)
        return Message(
            "En sammanfattning på engelska är med i rapporten. Resten är på svenska. Läs den innan rapporten "
            "skickas på faktagranskning: texten är skriven bredvid den svenska och går att ändra.",
            buttons=(Button("Visa utkastet", f"utkast {round_.key}"),),
        )
    if wanted in _NO:
        report_acts.drop_english(desk, round_, author)
        return Message("Den engelska sammanfattningen är borttagen ur rapporten.")
    return _shown(round_, desk)


def _shown(round_: Round, desk: Desk) -> Message:
    key, there = round_.key, desk.store.report_life.of(round_.key).english
    told = f"Rapporten för {round_.quarter.label} har {'en' if there else 'ingen'} engelsk sammanfattning."
    button = Button("Ta bort den", f"engelsk sammanfattning {key} nej")
    return Message(
        told, buttons=(button if there else Button("Lägg till den", f"engelsk sammanfattning {key} ja"),)
    )


DIALOG = Dialog(wants, answer, COMMAND)
