"""The list of dialogs, and the entrance: whoever comes in gets an answer, never silence."""

from collections.abc import Iterator
from dataclasses import replace

from dialogs import (
    ask,
    ask_expert,
    become,
    binding,
    check_under_way,
    courtesy,
    deliveries,
    draft,
    english_summary,
    evaluation,
    experts,
    extension,
    feedback,
    hand_over,
    handbook,
    handbook_link,
    help,  # noqa: A004 - the dialog is called help
    link,
    making_code,
    meeting,
    nearest,
    nudge,
    on_the_page,
    others,
    own_answer,
    pointers,
    proposals,
    published,
    publishing,
    raised,
    rehearsal,
    remark_withdrawn,
    remarks,
    report,
    report_check,
    report_decision,
    report_undoing,
    review,
    rights,
    sent,
    status,
    statute,
    synonyms,
    unbinding,
    undelivered,
    versions,
)
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from domain.errors import SamradError
from domain.messages import Button, Message, Turn


def commands() -> Iterator[Command]:
    """What people can say, for the help text and the Teams menu."""
    return (dialog.command for dialog in DIALOGS if dialog.command)


DIALOGS: tuple[Dialog, ...] = (
    help.dialog(commands),
    become.DIALOG,
    binding.DIALOG,
    making_code.DIALOG,
    unbinding.DIALOG,
    others.DIALOG,
    experts.DIALOG,
    publishing.DIALOG,
    proposals.DIALOG,
    handbook_link.DIALOG,
    handbook.DIALOG,
    ask_expert.DIALOG,
    feedback.DIALOG,
    statute.DIALOG,
    check_under_way.DIALOG,
    extension.DIALOG,
    raised.DIALOG,
    meeting.DIALOG,
    link.DIALOG,
    nudge.DIALOG,
    rehearsal.DIALOG,
    undelivered.DIALOG,
    deliveries.DIALOG,
    evaluation.DIALOG,
    report_check.DIALOG,
    remark_withdrawn.DIALOG,
    own_answer.DIALOG,
    remarks.DIALOG,
    report_decision.DIALOG,
    report_undoing.DIALOG,
    english_summary.DIALOG,
    versions.DIALOG,
    hand_over.DIALOG,
    review.DIALOG,
    sent.DIALOG,
    published.DIALOG,
    on_the_page.DIALOG,
    draft.DIALOG,
    pointers.DIALOG,
    report.DIALOG,
    status.DIALOG,
    courtesy.DIALOG,
    ask.dialog(commands),
)
"""The first that wants a turn takes it; a new dialog is one line here."""


def answer(turn: Turn, desk: Desk) -> Message:
    """One turn, answered. An error of ours becomes its own Swedish words here and nowhere else."""
    turn = _heard(turn, desk)
    try:
        if dialog := _taker(turn, desk):
            return dialog.answer(turn, desk)
    except SamradError as error:
        return Message(str(error))
    return _not_understood(turn, desk)


def begins(turn: Turn, desk: Desk) -> str:
    """What to say at once, before ``answer`` is asked for; empty for nearly every turn."""
    turn = _heard(turn, desk)
    try:
        dialog = _taker(turn, desk)
        return dialog.begins(turn, desk) if dialog and dialog.begins else ""
    except SamradError:
        return ""  # the answer says why


def fetched(turn: Turn, desk: Desk, key: str) -> bytes:
    """The content of the file that was offered under ``key``, for who asks now. Raises SamradError."""
    from dialogs import report_files  # noqa: PLC0415 - the report is loaded with the first draft

    return report_files.fetched(_heard(turn, desk), desk, key).content


def _heard(turn: Turn, desk: Desk) -> Turn:
    """The turn with who it is from, as of that day, and its words as the command that they mean."""
    person = desk.store.people.known(turn.account)
    return replace(
        turn,
        person=rights.today(turn, person) if person else None,
        text=turn.text if turn.action else synonyms.meant(turn.text),
    )


def _taker(turn: Turn, desk: Desk) -> Dialog | None:
    return next((dialog for dialog in DIALOGS if dialog.wants(turn, desk)), None)


def _not_understood(turn: Turn, desk: Desk) -> Message:
    if turn.action:
        return Message("Knappen hör till ett äldre kort. Skriv ”rapportera” för att få det aktuella.")
    if near := nearest.buttons(turn.text, commands(), turn.person, desk):
        return nearest.message(near)
    return Message(
        "Det förstod jag inte. Skriv ”hjälp” för att se vad jag kan, eller ställ en hel fråga.",
        buttons=(Button("Hjälp", "hjälp"),),
    )
