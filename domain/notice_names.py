"""What each kind of message is called when somebody is told of it: by what it says, not by its label."""

from collections.abc import Mapping

from domain import swedish
from domain.notices import Kind

NAMES: Mapping[Kind, str] = {
    Kind.CONTACTS: "frågan om vem som svarar",
    Kind.OPENED: "beskedet att omgången är öppen",
    Kind.REMINDER: "påminnelsen om att svara",
    Kind.LATE: "påminnelsen om att svaret är försenat",
    Kind.CLOSED: "beskedet att omgången är stängd",
    Kind.INVITED: "inbjudan att bidra till samrådet",
    Kind.INVITED_AGAIN: "påminnelsen om att bidra till samrådet",
    Kind.RETURNED: "beskedet att svaret är återsänt",
    Kind.RETURNED_AGAIN: "påminnelsen om ett återsänt svar",
    Kind.REOPENED: "beskedet att svaret är öppnat igen",
    Kind.GRANTED: "beskedet om beviljat anstånd",
    Kind.REFUSED: "beskedet om avslaget anstånd",
    Kind.APPROVED: "beskedet att svaret är godkänt",
    Kind.NUDGE: "påminnelsen som en samordnare bad om",
    Kind.EVALUATION: "frågorna om hur omgången fungerade",
    Kind.CHECK: "begäran om faktagranskning",
    Kind.CHECK_AGAIN: "påminnelsen om faktagranskning",
    Kind.REMARKS: "beskedet om nya synpunkter",
    Kind.SETTLED: "svaret på synpunkter",
    Kind.DECISION_DUE: "beskedet att rapporten ska beslutas",
    Kind.DECISION: "beskedet att rapporten är beslutad",
    Kind.PUBLISHED: "lägesrapporten",
    Kind.CREATED: "beskedet att omgången är planerad",
    Kind.UNMANNED: "larmet om enheter som ingen når",
    Kind.STILL_UNMANNED: "larmet om enheter som ingen når vid öppningen",
    Kind.LATE_LIST: "listan över försenade svar",
    Kind.ASKED: "beskedet att någon ber om anstånd",
    Kind.DIGEST: "sammandraget av läget",
    Kind.DRAFT: "beskedet att det är dags för utkastet",
    Kind.CHECK_DUE: "beskedet att det är dags för faktagranskning",
    Kind.PUBLISH_DUE: "beskedet att rapporten ska publiceras",
    Kind.FEEDBACK: "beskedet att det är dags att återkoppla",
    Kind.CASE: "beskedet att det är dags att stänga ärendet",
    Kind.TICKET_NEW: "den nya frågan till de sakkunniga",
    Kind.TICKET_REMINDER: "påminnelsen om frågor som väntar",
    Kind.TICKET_OVERDUE: "larmet om frågor utan svar",
    Kind.TICKET_REPLY: "svaret från en sakkunnig",
    Kind.PROPOSED: "beskedet om förslag till handboken",
    Kind.WEEKLY: "veckans lista om frågor och handboken",
    Kind.EXPIRES: "larmet om att botens nyckel går ut",
    Kind.REFUSED_KEY: "larmet om att botens nyckel inte godkänns",
    Kind.STOOD_STILL: "larmet om att Samråd stod stilla",
    Kind.NOT_RUN: "larmet om att något i Samråd inte körs",
}


def name(kind: str) -> str:
    """Beskedet att omgången är öppen. One that an older version kept is called what it was called then."""
    return NAMES[Kind(kind)] if kind in set(Kind) else kind


def named(kind: str, whom: str) -> str:
    """Beskedet att omgången är öppen, till Viking Västra."""
    return f"{swedish.upper_first(name(kind))}, till {whom}"
