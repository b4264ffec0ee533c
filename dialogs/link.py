"""länk: the person's own way to the form in a browser; for the coordinator, taking links back."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.sheets import open_round
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.life import closes
from domain.messages import Button, Message, Turn
from domain.people import ANSWERING
from forms.typed import folded
from store.links import Which

COMMAND = Command(
    says="länk",
    title_en="link",
    description="Få en personlig länk till formuläret i webbläsaren",
    description_en="Get a personal link to the form in a browser",
    roles=ANSWERING,
    menu=False,
)

_OWN = re.compile(
    r"(?:(?:ge mig |visa )?(?:en )?(?:ny )?lank(?:en)?|oppna i webblasaren|webblasare|link)(?P<rest>(?: .*)?)"
)
_BACK = re.compile(r"(?:aterkalla|ta tillbaka) lank(?:en|ar|arna)?(?: for| till)?(?P<rest>(?: .*)?)")
_MOST_BUTTONS = 6
_ROUNDS = 4
"""Rounds back that a link may still open: an answer can be opened anew."""


def wants(turn: Turn, _desk: Desk) -> bool:
    said = folded(turn.text)
    return turn.action is None and any(asked.fullmatch(said) for asked in (_OWN, _BACK))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    said = folded(turn.text)
    if found := _BACK.fullmatch(said):
        return _taken_back(found["rest"].strip(), turn, desk)
    found = _OWN.fullmatch(said)
    return _own((found["rest"] if found else "").strip(), turn, desk)


def _own(words: str, turn: Turn, desk: Desk) -> Message:
    """A button for each unit that the person fills in the form of."""
    person = rights.known(turn, desk)
    named = rights.unit_named(words, desk) if words else None
    if words and named is None:
        raise NotFound(f"Jag vet inte vilken enhet du menar med ”{words}”.")
    units = [named] if named else list(person.answers_for())
    if not units:
        raise NotAllowed("Du är inte uppgiftslämnare för någon enhet, så det finns inget formulär för dig.")
    buttons, until = [], ""
    for unit in units[:_MOST_BUTTONS]:
        filler = rights.filler(person, unit, desk)
        round_ = open_round(desk, unit, turn.at)
        address = desk.link(person, unit, round_, turn.at)
        if not address:
            raise NotFound("Formuläret finns inte i webbläsaren här. Skriv ”rapportera”.")
        buttons.append(Button(f"Öppna {filler.respondent.name}", opens=address))
        until = swedish.moment(closes(desk.store.lives.of(round_.key, unit), round_))
    told = f"Länken är personlig och gäller till {until}. Ge den inte till någon annan."
    return Message(told, buttons=tuple(buttons))


def _taken_back(words: str, turn: Turn, desk: Desk) -> Message:
    """The coordinator takes back a unit's links; whoever fills in gets a new one by asking."""
    person = rights.coordinator(turn, desk)
    unit = rights.unit_named(words, desk)
    if unit is None:
        raise NotFound("Skriv vilken enhets länkar det gäller, till exempel: återkalla länk Fyrbodal.")
    rounds = desk.store.rounds.all()[-_ROUNDS:]
    count = sum(desk.store.links.revoke(Which(one.key, unit=unit), person.id, turn.at) for one in rounds)
    name = desk.county.unit(unit).name
    if not count:
        return Message(f"{name} har ingen länk att återkalla.")
    taken = f"Länken för {name} är återkallad" if count == 1 else f"Länkarna för {name} är återkallade"
    return Message(f"{taken}. Den som behöver en ny skriver ”länk” till mig.")


DIALOG = Dialog(wants, answer, COMMAND)
