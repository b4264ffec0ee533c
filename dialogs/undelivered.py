"""ej levererat: what never came, or may have come; why, what to do about it, and sending it again."""

import re
from collections.abc import Mapping

from dialogs import queue_words, rights, undelivered_list
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.undelivered_list import has_no_address
from dialogs.whom import Whom, spoken_of
from domain import swedish
from domain.advice import codes
from domain.delivery import Outcome
from domain.errors import NotFound
from domain.messages import Button, Message, Turn
from domain.people import Person, Role
from domain.undelivered import LATELY
from store.outbox_rows import Posted

COMMAND = Command(
    says="ej levererat",
    title_en="undelivered",
    description="Se meddelanden som inte kom fram, varför och vad du kan göra, och skicka dem igen",
    description_en="See messages that did not arrive, why, and send them again",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"(?:visa )?(?:(?:ej|inte|icke) lever\w+(?: meddelanden?)?|olevererat?|utkorg(?:en)?|undelivered"
    r"|(?:vad|vilka|vilka meddelanden|vem) (?:har|kom) inte (?:levererats|kommit fram|gått fram|nåtts|fram))"
    r"\b(?P<rest>.*)",
    re.IGNORECASE,
)
_ALL = r"(?:allt|alla|allting|alltihop|dem)"
_AGAIN = re.compile(
    rf"(?:skicka|sänd) (?:(?P<all>{_ALL}) )?(?:igen|om)\b(?: (?P<too>{_ALL})\b)?[: ]*(?P<rest>.*)",
    re.IGNORECASE,
)
_LONGEST, _MOST_NAMES, _MOST_BUTTONS = 200, 12, 4


def wants(turn: Turn, _desk: Desk) -> bool:
    said = _said(turn)
    if turn.action or not said:
        return False
    return _ASKED.fullmatch(said) is not None or _wants_again(said, turn.person)


def _said(turn: Turn) -> str:
    """The words on one line, without what ends a sentence; empty for what is too long to be a command."""
    said = " ".join(turn.text.split()).rstrip(" .!?")
    return said if len(said) <= _LONGEST else ""


def _wants_again(said: str, person: Person | None) -> bool:
    """With nothing named it is only a coordinator's: another may mean an answer."""
    found = _AGAIN.fullmatch(said)
    if found is None:
        return False
    everything = found["all"] or found["too"] or "/" in found["rest"]
    is_again = said.lower().split()[1] == "igen"
    return bool(everything or (is_again and person and person.coordinates))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.coordinator(turn, desk)
    said = _said(turn)
    asked, again = _ASKED.fullmatch(said), _AGAIN.fullmatch(said)
    rest = (asked or again or {"rest": ""})["rest"].strip()
    rows = desk.store.dead_letters.since(turn.at - LATELY)
    if again and "/" in rest:
        return _of_key(rest, rows, person, turn, desk)
    whom = spoken_of(rest, turn, desk)
    named = [row for row in rows if whom.has(row)]
    if again and (rest or again["all"] or again["too"]):
        return _again(named, whom, person, turn, desk)
    return undelivered_list.shown(named, whom, undelivered_list.known(turn, person, desk), turn, desk)


_STANDS: Mapping[Outcome, str] = {
    Outcome.WAITING: "Det är redan på väg.",
    Outcome.CLAIMED: "Det är redan på väg.",
    Outcome.SENDING: "Det är redan på väg.",
    Outcome.SENT: "Det har redan skickats.",
    Outcome.REPLACED: "Det har ersatts av ett senare meddelande och skickas inte igen.",
    Outcome.NEEDLESS: "Det behövs inte längre och skickas inte igen.",
}


def _of_key(key: str, rows: list[Posted], person: Person, turn: Turn, desk: Desk) -> Message:
    """The message of a button, which may be of another day."""
    if found := [row for row in rows if row.key == key]:
        return _again(found, Whom(key), person, turn, desk)
    stands = desk.store.correspondence.of_keys([key]).get(key)
    if stands is None:
        raise NotFound(
            "Det meddelandet hittar jag inte. Skriv ”ej levererat”, så ser du vad du kan skicka igen."
        )
    return Message(f"{_STANDS.get(stands, _NOTHING)} Skriv ”ej levererat” för att se läget.")


_NOTHING = "Det finns inget att skicka igen."


def _again(rows: list[Posted], whom: Whom, person: Person, turn: Turn, desk: Desk) -> Message:
    """Let them wait anew, and their addresses be tried anew; the log says who asked."""
    stuck = [row for row in rows if has_no_address(row, desk)]
    going = [row for row in rows if row not in stuck]
    desk.store.closures.open({row.person for row in going}, person.id, turn.at)
    keys = set(desk.store.dead_letters.send_again([row.key for row in going], person.id, turn.at))
    going = [row for row in going if row.key in keys]
    names = desk.store.people.names({row.person for row in rows})
    told = [_sent(going, names, turn, desk)] if going else []
    told += [_stuck(stuck, names)] if stuck else []
    if not told:
        to = f" till {whom.label}" if whom.label else ""
        told = [f"Det finns inget att skicka igen{to}.", queue_words.waiting(turn.at, desk)]
    codes_for = [names[one] for one in dict.fromkeys(row.person for row in stuck) if one in names]
    buttons = [Button(f"{name}: gör en kod", f"kod för {name}") for name in codes_for[:_MOST_BUTTONS]]
    return Message("\n\n".join(filter(None, told)), buttons=tuple(buttons))


def _sent(rows: list[Posted], names: Mapping[str, str], turn: Turn, desk: Desk) -> str:
    count = swedish.upper_first(swedish.count(len(rows), "meddelande", "meddelanden", neuter=True))
    return (
        f"{count} skickas igen {queue_words.earliest(turn.at, desk)} till {_listed(rows, names)}, om det "
        "fortfarande behövs. Skriv ”ej levererat” senare för att se om något inte kom fram."
    )


def _stuck(rows: list[Posted], names: Mapping[str, str]) -> str:
    count = swedish.upper_first(swedish.count(len(rows), "meddelande", "meddelanden", neuter=True))
    whom = [names.get(one, one) for one in dict.fromkeys(row.person for row in rows)]
    return (
        f"{count} kan inte skickas än: jag har ingen adress till {_listed(rows, names)}. {codes(whom)} Då "
        "skickas det av sig självt."
    )


def _listed(rows: list[Posted], names: Mapping[str, str]) -> str:
    found = swedish.alphabetical({names.get(row.person, row.person) for row in rows})
    more = [f"{len(found) - _MOST_NAMES} till"] if len(found) > _MOST_NAMES else []
    return swedish.listed([*found[:_MOST_NAMES], *more])


DIALOG = Dialog(wants, answer, COMMAND)
