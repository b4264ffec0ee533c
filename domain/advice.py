"""What a coordinator can do about a message that did not come, or an address where nobody is reached."""

from collections.abc import Mapping, Sequence

from domain import swedish
from domain.delivery import Reason

_OPERATOR = "be den som driftar Samråd att"
_BY_ITSELF = "Då skickas det av sig självt."

_WRITES: Mapping[Reason, str] = {
    Reason.BLOCKED: "Be {whom} ta bort blockeringen och skriva till mig i Teams.",
    Reason.NOT_INSTALLED: "Be {whom} lägga till appen Samråd i Teams och skriva till mig.",
    Reason.GONE: "Be {whom} skriva till mig i Teams.",
    Reason.SHUT: "Be {whom} skriva till mig i Teams.",
}
"""Where a message from the person opens the way, and what has waited goes by itself."""

_DISABLED = (
    "Organisationens Teams-administratör behöver tillåta appen Samråd. Tills dess når jag ingen där i Teams."
)

_OF_THE_MESSAGE: Mapping[Reason, str] = {
    Reason.NOT_PERMITTED: "Be den som äger teamet eller chatten att lägga till appen Samråd där.",
    Reason.WRONG_HOST: "Be den som driftar Samråd att se över SAMRAD_SERVICE_ORIGINS.",
    Reason.TOO_BIG: "Ge innehållet på annat sätt, och säg till den som driftar Samråd.",
    Reason.REFUSED: "Säg till den som driftar Samråd vad som står här, och hör av dig på annat sätt.",
    Reason.BROKEN: "Skicka igen om en stund.",
    Reason.BUSY: "Det var för mycket på en gång. Skicka igen om en stund.",
    Reason.UNCLEAR: "Fråga {whom}, eller skicka igen: i meddelandet står att det kan ha kommit förut.",
    Reason.UNWRITTEN: "Felet är vårt. Säg till den som driftar Samråd.",
}
_ELSE = "Skicka igen, eller hör av dig på annat sätt."


def advice(reason: Reason, names: Sequence[str] = (), *, sent: bool = True) -> str:
    """What to do about all who are not reached for that reason, by name; without names it is a person.

    ``sent``: whether there is a message to send again.
    """
    if reason is Reason.NO_ADDRESS:
        return f"{codes(names)} {_BY_ITSELF}" if sent else codes(names)
    if reason is Reason.NO_SUCH_MAIL:
        return f"{swedish.upper_first(_OPERATOR)} rätta e-postadressen{_then(names) if sent else ''}."
    if reason in _WRITES or reason is Reason.DISABLED:
        return _to_be_heard(reason, names, sent=sent)
    return _OF_THE_MESSAGE.get(reason, _ELSE).format(whom=_whom(names))


def codes(names: Sequence[str]) -> str:
    """How those without an address come to have one: by a code, or by e-mail."""
    if len(names) == 1:
        (one,) = names
        code = f"Skriv ”kod för {one}” och lämna koden till {one}, som skriver den till mig i Teams."
    else:
        code = (
            "Skriv ”kod för” och namnet, en person i taget, och lämna koden till den som den är för. "
            "Personen skriver den till mig i Teams."
        )
    return f"{code} Eller {_OPERATOR} lägga in en e-postadress."


def _to_be_heard(reason: Reason, names: Sequence[str], *, sent: bool) -> str:
    first = _WRITES.get(reason, _DISABLED).format(whom=_whom(names))
    opens = f" {_BY_ITSELF}" if sent and reason in _WRITES else ""
    ring = "Ring" if reason is Reason.DISABLED else "Går det inte: ring"
    return f"{first}{opens} {ring}, eller {_OPERATOR} lägga in en e-postadress{_then(names) if sent else ''}."


def _then(names: Sequence[str]) -> str:
    whom = f" till {names[0]}”" if len(names) == 1 else "” och namnet"
    return f", och skriv sedan ”skicka igen{whom}"


def _whom(names: Sequence[str]) -> str:
    """Fia Ek; dem när de är flera; personen."""
    return ("personen", *names)[len(names)] if len(names) < 2 else "dem"  # noqa: PLR2004 - one, or several
