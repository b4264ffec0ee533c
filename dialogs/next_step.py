"""What is to be done with the report as it stands, by who asks: a button."""

from collections.abc import Iterator

from dialogs import report_rights, rights
from dialogs.desk import Desk
from domain.messages import Button, Turn
from domain.report_life import ReportLife, ReportStatus
from domain.rounds import Round

_TO_DECIDE = frozenset({ReportStatus.CHECK, ReportStatus.CORRECTING})
_NEXT = {
    ReportStatus.DRAFT: ("Skicka på faktagranskning", "faktagranska"),
    ReportStatus.DECIDED: ("Publicera", "publicera"),
}


def next_step(life: ReportLife, round_: Round, turn: Turn, desk: Desk) -> Iterator[Button]:
    """None where there is nothing for the person to do."""
    person = rights.known(turn, desk)
    if life.status in _TO_DECIDE and report_rights.may_decide(desk, person, turn.at):
        yield Button("Till beslutet", f"besluta {round_.key}")
    elif life.status is ReportStatus.CORRECTING and person.coordinates:
        yield Button("Faktagranska igen", f"faktagranska {round_.key}")
    elif life.status in _TO_DECIDE:
        yield Button("Synpunkter", f"synpunkter {round_.key}")
    elif person.coordinates and life.status in _NEXT:
        title, says = _NEXT[life.status]
        yield Button(title, f"{says} {round_.key}")
