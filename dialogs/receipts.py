"""The receipt: the proof that the answers came in, with what it takes to check it later."""

from dialogs.sheets import Sheet
from domain import swedish
from domain.answers import Submission
from domain.fingerprint import fingerprint
from domain.life import closes, timing
from domain.messages import Button, Message, Panel

_THANKS = "Tack! Svaren är inlämnade. Du kan ändra dem och lämna in igen tills omgången stänger."
_BEHALF = "Svaren är inlämnade för enhetens räkning. Det syns att du har gjort det."


def receipt(sheet: Sheet, submission: Submission) -> Message:
    """Who, when, which version, until when it can be changed, and the fingerprint of the content."""
    when = timing(sheet.life, sheet.round)
    by = f"{submission.by_name} (för enhetens räkning)" if submission.on_behalf else submission.by_name
    facts = (
        ("Enhet", sheet.respondent.title),
        ("Omgång", sheet.round.quarter.label),
        ("Inlämnat", f"{swedish.moment(submission.at)} ({when})"),
        ("Av", by),
        ("Version", str(submission.version)),
        ("Kan ändras till", swedish.moment(closes(sheet.life, sheet.round))),
        ("Fingeravtryck", fingerprint(submission)),
    )
    told = _BEHALF if submission.on_behalf else _THANKS
    return Message(
        panel=Panel("Kvitto", (told,), facts),
        buttons=(
            Button("Visa svaren", f"visa svar {sheet.respondent.name}"),
            Button("Ändra", f"rapportera {sheet.respondent.name}"),
        ),
    )
