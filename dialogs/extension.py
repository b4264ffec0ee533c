"""anstånd and inget att rapportera: said instead of sending in; and the coordinator's answer to the first."""

import re

from dialogs import orders, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.sheets import open_round
from dialogs.status import round_named
from domain import swedish
from domain.errors import NotAllowed
from domain.life import Act, Move
from domain.messages import Button, Message, Turn
from domain.people import ANSWERING
from forms.typed import folded

COMMAND = Command(
    says="anstånd",
    title_en="extension",
    description="Be om mer tid, till exempel: anstånd till 20 november, samrådet hålls först den 18",
    description_en="Ask for more time, for example: extension to 20 November, the council meets on the 18th",
    roles=ANSWERING,
)

_ASK = re.compile(
    r"(?:be om |begara |vi behover |jag behover )?(?:anstand|extension|mer tid)(?P<rest>(?:\W.*)?)", re.DOTALL
)
_GRANT = re.compile(r"(?:bevilja|ge|godkann) anstand(?: for| till)? (?P<rest>.+)", re.DOTALL)
_REFUSE = re.compile(r"(?:avsla|neka) anstand(?: for| till)? (?P<rest>.+)", re.DOTALL)
_NOTHING = re.compile(r"inget att rapportera(?P<rest>.*)", re.DOTALL)

_HOW = (
    "Skriv till vilken dag och varför, till exempel: anstånd till 20 november, samrådet hålls först den 18."
)
_WHY = "Skriv varför, till exempel: inget att rapportera: samrådet är inställt och inget har hänt sedan sist."


def wants(turn: Turn, _desk: Desk) -> bool:
    said = folded(turn.text)
    return turn.action is None and any(p.fullmatch(said) for p in (_GRANT, _REFUSE, _ASK, _NOTHING))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    said = folded(turn.text)
    if _GRANT.fullmatch(said):
        return _decided(turn, desk, Act.GRANT_EXTENSION)
    if _REFUSE.fullmatch(said):
        return _decided(turn, desk, Act.REFUSE_EXTENSION)
    return _nothing(turn, desk) if _NOTHING.fullmatch(said) else _asked(turn, desk)


def _asked(turn: Turn, desk: Desk) -> Message:
    person = rights.known(turn, desk)
    unit, words = _own(turn, desk, _after(turn.text, "anstånd", "extension", "tid"))
    round_ = open_round(desk, unit, turn.at)
    until = orders.day_named(words, turn)
    reason = words.strip(" :,.–-")
    if until is None or not _reason_in(reason):
        return Message(_HOW)
    orders.must_be_clean(reason)
    move = Move(Act.ASK_EXTENSION, person.id, person.name, turn.at, reason, until)
    desk.store.lives.take(round_, unit, move)
    return Message(
        f"Jag har frågat samordnaren om anstånd till {swedish.day(until)} för {desk.county.unit(unit).name}. "
        "Du får svar här. Tills dess gäller den vanliga tiden."
    )


def _decided(turn: Turn, desk: Desk, act: Act) -> Message:
    """One request waits at a time and nothing is written over: the answer says which day was given."""
    person = rights.reviewer(turn, desk)
    words = _after(turn.text, "anstånd", "förläng").removeprefix("för ").removeprefix("till ")
    order = orders.read(words, turn, desk, "bevilja anstånd Fyrbodal till 20 november")
    rights.overseer(turn, desk, order.unit)
    round_ = round_named(order.quarter, turn, desk)
    asked = desk.store.lives.of(round_.key, order.unit).asked
    until = order.until or (asked.until if asked else None) if act is Act.GRANT_EXTENSION else None
    name = desk.county.unit(order.unit).name
    before = desk.store.lives.of(round_.key, order.unit)
    if act is Act.GRANT_EXTENSION and before.extension and until in (None, before.extension):
        return Message(f"{name} har redan anstånd till {swedish.moment(before.extension)}.")
    move = Move(act, person.id, person.name, turn.at, order.comment, until)
    life = desk.store.lives.take(round_, order.unit, move)
    button = (Button("Visa status", f"status {round_.key}"),)
    if act is Act.GRANT_EXTENSION and life.extension:
        return Message(
            f"{name} har anstånd till {swedish.moment(life.extension)}. De får veta det.", buttons=button
        )
    return Message(f"{name} får inget anstånd. De får veta det, med din förklaring.", buttons=button)


def _nothing(turn: Turn, desk: Desk) -> Message:
    """An answer of its own: said on purpose, with a reason."""
    person = rights.known(turn, desk)
    unit, words = _own(turn, desk, _after(turn.text, "rapportera"))
    reason = words.strip(" :,.–-")
    if not _reason_in(reason):
        return Message(_WHY)
    orders.must_be_clean(reason)
    move = Move(Act.NOTHING, person.id, person.name, turn.at, reason)
    desk.store.lives.take(open_round(desk, unit, turn.at), unit, move)
    return Message(
        f"Jag har antecknat att {desk.county.unit(unit).name} inte har något att rapportera. "
        f"Ni skrev: ”{reason}”. Vill ni ändå rapportera skriver du ”rapportera”."
    )


def _own(turn: Turn, desk: Desk, words: str) -> tuple[str, str]:
    """The unit that is spoken for, and the rest of the words."""
    person = rights.known(turn, desk)
    unit, rest = rights.unit_at_start(words, desk)
    units = list(person.answers_for())
    if unit is None and len(units) == 1:
        unit = units[0]
    if unit is None:
        names = swedish.listed(desk.county.unit(one).name for one in units)
        raise NotAllowed(
            f"Skriv vilken enhet det gäller: {names}." if names else "Du svarar inte för någon enhet."
        )
    rights.filler(person, unit, desk)
    return unit, rest


def _after(text: str, *words: str) -> str:
    """What follows the first of the words that is there, as it was written."""
    for word in words:
        found = re.search(rf"{word}\w*\s*:?\s*", text, re.IGNORECASE)
        if found:
            return text[found.end() :]
    return ""


def _reason_in(words: str) -> bool:
    """Whether more is said than a day."""
    return len(orders.without_day(words).strip(" ,.:–-")) > 5  # noqa: PLR2004 - shorter says nothing


DIALOG = Dialog(wants, answer, COMMAND)
