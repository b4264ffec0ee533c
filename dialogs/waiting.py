"""The half-filled form that waits while a reporter does something else."""

from dialogs.desk import Desk
from dialogs.sheets import sheet_of
from domain.life import Status
from domain.messages import Button, Turn

GO_ON = Button("Fortsätt rapportera", "rapportera")


def form(turn: Turn, desk: Desk) -> str:
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
