"""What became of a message, in words that claim no more than is known, and what to do when it did not come.

Sent means that Teams or the server of e-mail took it. Nobody knows whether it was read.
"""

from collections.abc import Mapping
from datetime import timedelta

from domain import swedish
from domain.delivery import Outcome, Reason

LATELY = timedelta(days=60)
"""What was given up longer ago is neither listed nor counted: it has come to an end in other ways."""

NOT_THERE = "kom inte fram"
IN_DOUBT = "oklart om det kom fram"
"""What ``why`` begins with where nobody knows."""

NEWS = ("Nådde inte fram", swedish.upper_first(IN_DOUBT))
"""What a line of a message that did not come, or may not have come, begins with."""

_STANDS: Mapping[Outcome, str] = {
    Outcome.WAITING: "väntar på att skickas",
    Outcome.CLAIMED: "väntar på att skickas",
    Outcome.SENDING: "skickas",
    Outcome.SENT: "skickat",
    Outcome.REPLACED: "ersattes av ett senare",
    Outcome.NEEDLESS: "behövdes inte längre",
    Outcome.UNREACHABLE: NOT_THERE,
    Outcome.FAILED: NOT_THERE,
}

_CALL = "Ring, eller lägg in en e-postadress, och skicka igen."
_ADVICE: Mapping[Reason, str] = {
    Reason.NO_ADDRESS: (
        "Skriv ”kod för” och personens namn, och be personen skriva koden till mig i Teams. Eller be den som "
        "driftar Samråd att lägga in en e-postadress. Då skickas det av sig självt."
    ),
    Reason.BLOCKED: (
        f"Be personen ta bort blockeringen och skriva till mig i Teams: då skickas det av sig självt. {_CALL}"
    ),
    Reason.NOT_INSTALLED: (
        "Be personen lägga till appen Samråd i Teams och skriva till mig: då skickas det av sig självt. "
        f"{_CALL}"
    ),
    Reason.DISABLED: (
        "Organisationens Teams-administratör behöver tillåta appen Samråd. Tills dess når jag ingen där i "
        f"Teams. {_CALL}"
    ),
    Reason.NOT_PERMITTED: "Be den som äger teamet eller chatten att lägga till appen Samråd där.",
    Reason.WRONG_HOST: "Be den som driftar Samråd att se över SAMRAD_SERVICE_ORIGINS.",
    Reason.GONE: f"Be personen skriva till mig i Teams: då skickas det av sig självt. {_CALL}",
    Reason.SHUT: f"Be personen skriva till mig i Teams: då skickas det av sig självt. {_CALL}",
    Reason.NO_SUCH_MAIL: "Be den som driftar Samråd att rätta e-postadressen, och skicka igen.",
    Reason.TOO_BIG: "Ge innehållet på annat sätt, och säg till den som driftar Samråd.",
    Reason.REFUSED: "Säg till den som driftar Samråd vad som står här, och hör av dig på annat sätt.",
    Reason.BROKEN: "Skicka igen om en stund.",
    Reason.BUSY: "Det var för mycket på en gång. Skicka igen om en stund.",
    Reason.UNCLEAR: ("Fråga mottagaren, eller skicka igen: i meddelandet står att det kan ha kommit förut."),
    Reason.UNWRITTEN: "Felet är vårt. Säg till den som driftar Samråd.",
}


def stands(outcome: Outcome, reason: Reason) -> str:
    """Skickat; kom inte fram; oklart om det kom fram; väntar på att skickas."""
    return IN_DOUBT if reason is Reason.UNCLEAR else _STANDS[outcome]


def what_came_of_it(outcome: Outcome, reason: Reason, why: str) -> str:
    """Kom inte fram. Teams tog inte emot meddelandet (418); oklart om det kom fram: Teams svarade inte."""
    if why.startswith(IN_DOUBT):
        return why.rstrip(".")
    return f"{stands(outcome, reason)}. {swedish.upper_first(why).rstrip('.')}"


def news(kind: str, name: str, why: str) -> str:
    """In one line: Nådde inte fram: öppnad till Ada. Teams är upptaget (503)."""
    doubted = why.startswith(IN_DOUBT)
    words = swedish.upper_first(why.removeprefix(IN_DOUBT).lstrip(": ")) if doubted else why
    return f"{NEWS[doubted]}: {kind} till {name}. {words}".rstrip(" ")


def advice(reason: Reason) -> str:
    """What a coordinator can do about it."""
    return _ADVICE.get(reason, "Skicka igen, eller hör av dig på annat sätt.")
