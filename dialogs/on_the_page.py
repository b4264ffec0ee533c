"""redigera, diarienummer: what is written on the draft's page, and the way there."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.round_words import names_report, round_in
from domain.messages import Button, Message, Turn
from reports import cover

_ASKED = re.compile(
    r"(?:redigera|skriv(?:a)? (?:in|om)|fyll i|ändra|ange|edit)"
    r"(?: (?:i )?(?:ett avsnitt|avsnitt(?:et)?|utkastet|rapporten|lägesrapporten|försättsbladet))?\b"
    r"(?P<rest>[^:]*)(?::.*)?",
    re.IGNORECASE | re.DOTALL,
)
_COVER = re.compile(
    r"(?:(?:skriv(?:a)? in|fyll i|ändra|ange|sätt)\s+)?"
    r"(?:diarienummer|diarienumret|dnr|kontaktperson(?:en)?|ansvarig chef|försättsblad(?:et)?)\b"
    r"(?P<rest>[^:]*)(?::.*)?",
    re.IGNORECASE | re.DOTALL,
)
_EDITS = re.compile(r"redigera|edit|utkastet|rapporten|avsnitt", re.IGNORECASE)


def wants(turn: Turn, desk: Desk) -> bool:
    """Said by who works on the report; "ändra" alone is of an answer."""
    if turn.action or turn.person is None or not turn.person.coordinates:
        return False
    said = _said(turn.text.strip())
    return said is not None and names_report(said["rest"], turn, desk)


def _said(text: str) -> re.Match[str] | None:
    if said := _COVER.fullmatch(text):
        return said
    return _ASKED.fullmatch(text) if _EDITS.search(text) else None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person, text = rights.coordinator(turn, desk), turn.text.strip()
    said = _said(text)
    round_, _ = round_in(said["rest"] if said else "", turn, desk)
    called = desk.county.report.section(cover.KEY).title
    where = f" Det står i avsnittet {called}, där du väljer Redigera." if _COVER.fullmatch(text) else ""
    page = desk.report_links.draft(person, round_, turn.at)
    opens = Button("Öppna utkastet", opens=page) if page else Button("Visa utkastet", f"utkast {round_.key}")
    return Message(
        f"Rapporten för {round_.quarter.label} skriver du i på utkastets sida, inte här i chatten.{where}",
        buttons=(opens,),
    )


DIALOG = Dialog(wants, answer)
