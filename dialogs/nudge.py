"""påminn: a reminder that a coordinator or a leader asks for. Whom it goes to is shown before it is sent."""

import re
import secrets

from dialogs import nudging, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.sheets import Sheet
from dialogs.status import round_named
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from forms.personal import holds_personal_data
from forms.typed import folded

COMMAND = Command(
    says="påminn",
    title_en="nudge",
    description="Påminn dem som inte har svarat. Du ser vilka det går till innan något skickas",
    description_en="Remind those who have not answered. You see whom it goes to before anything is sent",
    roles=frozenset({Role.COORDINATOR, Role.LEADER}),
)

_ASKED = re.compile(r"\s*p[åa]minn\b(?P<rest>[^:]*)(?::(?P<own>.*))?", re.IGNORECASE | re.DOTALL)
_SEND = re.compile(
    r"\s*skicka p[åa]minnelsen (?P<round>20\d\dQ[1-4]) (?P<units>[\w,]+) nr (?P<id>[\w-]{6,32})"
    r"(?::(?P<own>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_ALL = frozenset({"alla", "alla som inte har svarat", "dem som inte har svarat", "de som inte har svarat"})
_TEXTS_SHOWN = 3
_LONGEST = 400


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and any(asked.fullmatch(turn.text) for asked in (_ASKED, _SEND))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    if found := _SEND.fullmatch(turn.text):
        known = [unit for unit in found["units"].split(",") if unit in desk.units_by_name.values()]
        units = tuple(unit for unit in known if rights.oversees(person, unit, desk))
        round_ = round_named(found["round"], turn, desk)
        return _sent(
            nudging.Asked(round_, units, (found["own"] or "").strip(), person), found["id"], turn, desk
        )
    found = _ASKED.fullmatch(turn.text)
    rest, own = (found["rest"], found["own"] or "") if found else ("", "")
    return _shown(_asked(rest.strip(), own.strip(), person, turn, desk), turn, desk)


def _asked(rest: str, own: str, person: Person, turn: Turn, desk: Desk) -> nudging.Asked:
    named, words = rights.units_at_start(rest, desk)
    municipalities = words.casefold().startswith("kommun")
    words = "" if municipalities or folded(words) in _ALL else words
    round_ = round_named(words, turn, desk)
    _must_be_fit(own)
    if named:
        for unit in named:
            rights.overseer(turn, desk, unit)
        return nudging.Asked(round_, named, own, person)
    asked = () if municipalities or not person.coordinates else tuple(desk.reporting())
    units = asked or tuple(
        one.id
        for council in desk.county.councils
        for one in council.members
        if rights.oversees(person, one.id, desk)
    )
    if not units:
        raise NotAllowed("Påminna kan samordnaren, och samrådsledaren för kommunerna i sitt eget samråd.")
    return nudging.Asked(round_, units, own, person)


def _must_be_fit(own: str) -> None:
    """The sender's own telephone number may stand there, no other personal data."""
    if holds_personal_data(own, contact=True):
        raise NotAllowed("Texten ser ut att innehålla uppgifter om en enskild person. Ta bort dem först.")
    if len(own) > _LONGEST:
        raise NotAllowed(f"Texten är för lång. Skriv högst {_LONGEST} tecken.")


def _shown(asked: nudging.Asked, turn: Turn, desk: Desk) -> Message:
    sheets = nudging.waiting(asked, turn, desk)
    if not sheets:
        return Message(f"Ingen behöver påminnas om {asked.round.quarter.label} just nu.")
    recipients = list(nudging.recipients(asked, sheets, turn, desk))
    getting = [one for one in recipients if not one.why_not]
    told = [f"{one.person.name} {one.why_not}." for one in recipients if one.why_not]
    if not getting:
        raise NotFound(" ".join([f"Det finns ingen att påminna för {_names(asked.units, desk)}.", *told]))
    paragraphs = (
        f"Påminnelsen går till {swedish.listed(_named(one, desk) for one in getting)}.",
        *told,
        "Den som redan har fått ett meddelande av mig i dag får den nästa arbetsdag. Så här står det:",
        *(line for sheet in sheets[:_TEXTS_SHOWN] for line in nudging.text(asked, sheet, desk)),
    )
    return Message(panel=Panel("Skicka påminnelsen?", paragraphs), buttons=(_button(asked, sheets, getting),))


def _button(asked: nudging.Asked, sheets: list[Sheet], getting: list[nudging.Recipient]) -> Button:
    units = ",".join(sheet.respondent.id for sheet in sheets)
    says = f"skicka påminnelsen {asked.round.key} {units} nr {secrets.token_urlsafe(9)}"
    count = swedish.count(len(getting), "person", "personer")
    return Button(f"Skicka till {count}", f"{says}: {asked.own}" if asked.own else says)


def _sent(asked: nudging.Asked, number: str, turn: Turn, desk: Desk) -> Message:
    _must_be_fit(asked.own)
    sheets = nudging.waiting(asked, turn, desk)
    getting = [one for one in nudging.recipients(asked, sheets, turn, desk) if not one.why_not]
    if not getting:
        return Message("Ingen behöver påminnas längre.")
    new = desk.store.outbox.post([nudging.posting(asked, one, number, turn) for one in getting], turn.at)
    if not new:
        return Message("Den påminnelsen har jag redan tagit emot. Den skickas en gång.")
    names = swedish.listed(one.person.name for one in getting)
    return Message(f"Påminnelsen går till {names} så snart det är kontorstid.")


def _named(one: nudging.Recipient, desk: Desk) -> str:
    return f"{one.person.name} ({_names(one.units, desk)})"


def _names(units: tuple[str, ...], desk: Desk) -> str:
    return swedish.listed(desk.county.unit(unit).name for unit in units)


DIALOG = Dialog(wants, answer, COMMAND)
