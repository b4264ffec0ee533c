"""handbok länk: the person's own way to the handbook in a browser, and taking such a link back."""

import re

from dialogs import editing, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message, Turn
from domain.people import Person, Role
from forms.typed import folded

COMMAND = Command(
    says="handbok länk",
    title_en="handbook link",
    description="Få en personlig länk till handboken i webbläsaren, där du läser och föreslår ändringar",
    description_en="Get a personal link to the handbook in a browser, to read it and to propose changes",
    roles=frozenset({Role.EXPERT, Role.COORDINATOR}),
    menu=False,
)

_LINK = r"(?:handbok(?:en|ens)?[ -]?lank(?:en|ar|arna)?|lank(?:en|ar|arna)? till handboken)"
_OWN = re.compile(rf"(?:(?:ge mig |visa )?(?:en )?(?:ny )?{_LINK}|handbook link)")
_BACK = re.compile(rf"(?:aterkalla|ta tillbaka) {_LINK}(?: (?:for|fran) (?P<whose>.+))?")


def wants(turn: Turn, _desk: Desk) -> bool:
    said = folded(turn.text)
    return turn.action is None and any(asked.fullmatch(said) for asked in (_OWN, _BACK))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    if found := _BACK.fullmatch(folded(turn.text)):
        return _taken_back(found["whose"] or "", turn, desk)
    person = editing.editor(rights.known(turn, desk))
    address = desk.handbook_link(person, turn.at)
    if not address:
        raise NotFound("Handboken finns inte i webbläsaren här. Skriv ”handbok”.")
    told = (
        "Länken är personlig och gäller i högst tolv timmar. Ge den inte till någon annan. "
        "Har någon annan fått tag i den skriver du ”återkalla handbok länk”."
    )
    return Message(told, buttons=(Button("Öppna handboken", opens=address),))


def _taken_back(whose: str, turn: Turn, desk: Desk) -> Message:
    """One's own; the coordinator anybody's."""
    person = rights.known(turn, desk)
    if whose:
        rights.coordinator(turn, desk)
    holder = _named(whose, desk) if whose else person
    count = desk.store.handbook_links.revoke(holder.id, person.id, turn.at)
    name = "Du" if holder.id == person.id else holder.name
    if not count:
        return Message(f"{name} har ingen länk till handboken att återkalla.")
    links = swedish.count(count, "länk", "länkar")
    told = f"{swedish.upper_first(links)} till handboken är {'återkallad' if count == 1 else 'återkallade'}."
    return Message(f"{told} Den som behöver en ny skriver ”handbok länk” till mig.")


def _named(whose: str, desk: Desk) -> Person:
    for person in desk.store.people.everyone():
        if whose in {folded(person.name), folded(person.id)}:
            return person
    raise NotFound(f"Jag vet inte vem du menar med ”{whose}”. Skriv hela namnet.")


DIALOG = Dialog(wants, answer, COMMAND)
