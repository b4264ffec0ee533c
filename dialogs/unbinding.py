"""ta bort koppling för: an account is no longer a person's. And what to do when it is the wrong person's."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.making_code import UNBIND, must_be_left_to_who_runs_it
from dialogs.named import short
from dialogs.whose_code import whose
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from forms.typed import folded

COMMAND = Command(
    says="ta bort koppling",
    title_en="remove account",
    description="Ta bort kopplingen mellan en person och Teams: ta bort koppling för Fia Ek",
    description_en="Take away the tie between a person and a Teams account",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_NOW = "ta bort kopplingen nu för"
"""What the button says: only that takes it away."""

_WORDS = re.compile(
    r"\s*(?:kan du |vill du )?(?:(?:ta|tag) bort|häv|radera) (?:(?:teams)?koppling(?:en)?|kontot)"
    r"(?P<now> nu)?(?:\s+(?:för|for|till|åt|mellan|av))?(?:\s+(?P<who>[^\n]{1,100}?))?"
    r"(?:\s+(?:och|i|till|från) teams)?[\s.!?]*",
    re.IGNORECASE,
)
_OFF = re.compile(r"\s*koppla (?:bort|från|loss|ur)\s+(?P<who>\S+(?: \S+){0,3}?)[\s.!?]*", re.IGNORECASE)
_NOT_ME = frozenset(
    folded(words)
    for words in (
        "det är fel person", "fel person", "jag är fel person", "det är inte jag", "det där är inte jag",
        "jag är inte den personen", "det är fel namn", "du har fel person", "jag är någon annan",
        "ta bort min koppling", "ta bort mitt konto", "koppla bort mig", "koppla från mig", "fel konto",
        "det är fel konto",
    )
)  # fmt: skip
_NO = ("nej ", "hej ", "men ")


def _takes_away(turn: Turn, _desk: Desk) -> bool:
    if turn.action:
        return False
    return _is_not_me(turn) or _words(turn) is not None


def _words(turn: Turn) -> re.Match[str] | None:
    """Of "koppla bort" only from who is known: others are helped with their codes."""
    return _WORDS.fullmatch(turn.text) or (_OFF.fullmatch(turn.text) if turn.person else None)


def _answer(turn: Turn, desk: Desk) -> Message:
    if turn.person and _is_not_me(turn):
        return _wrong_person(turn, turn.person, desk)
    rights.personal(turn)
    by = rights.coordinator(turn, desk)
    found = _words(turn)
    if not found or not found["who"]:
        raise NotFound(f"Skriv vems koppling som ska tas bort, till exempel: {UNBIND} Fia Ek.")
    person = whose(found["who"], UNBIND, desk)
    if isinstance(person, Message):
        return person
    if person.id == by.id:
        raise NotAllowed(
            "Det är din egen koppling. Den tas bort av den som driftar Samråd, med kommandot samrad people"
            f" unbind {by.id}."
        )
    must_be_left_to_who_runs_it(
        person, by, "Den kopplingen tas bort av {who}, med kommandot samrad people unbind {id}."
    )
    if person.id not in desk.store.bindings.bound():
        return Message(
            f"{person.name} har inget kopplat konto, så det finns inget att ta bort.",
            buttons=(Button(f"Kod för {short(person)}", f"kod för {person.id}"),),
        )
    return _taken_away(person, by, turn, desk) if found.groupdict().get("now") else _asks(person)


def _asks(person: Person) -> Message:
    name = short(person)
    return Message(
        panel=Panel(
            f"Ta bort kopplingen för {person.name}?",
            (
                f"Sedan känner jag inte igen {name} i Teams. Länkar och koder slutar att gälla.",
                f"Det som är sparat och inlämnat är kvar. Med en ny kod kan {name} kopplas igen.",
            ),
        ),
        buttons=(Button("Ta bort kopplingen", f"{_NOW} {person.id}"),),
    )


def _taken_away(person: Person, by: Person, turn: Turn, desk: Desk) -> Message:
    desk.store.bindings.unbind(person.id, by.id, turn.at)
    name = short(person)
    return Message(
        f"Kopplingen för {person.name} är borttagen. Jag känner inte igen kontot längre.\n\n"
        f"Hade någon annan kontot? Titta då igenom det som har lämnats in som {name}.",
        buttons=(Button(f"Ny kod för {name}", f"kod för {person.id}"),),
    )


def _is_not_me(turn: Turn) -> bool:
    """Whether it is "jag är inte Mia Berg" from who is known as that; no other "jag är inte" is."""
    if not turn.person:
        return False
    said = folded(turn.text.replace(",", " "))
    said = next((said.removeprefix(no) for no in _NO if said.startswith(no)), said)
    names = (folded(turn.person.name), folded(short(turn.person)), folded(short(turn.person)).split()[0])
    own = {f"jag {is_not} {name}" for is_not in ("ar inte", "heter inte") for name in names}
    return said in _NOT_ME or said in own


def _wrong_person(turn: Turn, person: Person, desk: Desk) -> Message:
    if desk.invented:
        return Message(
            f"Här är du {person.name}. Skriv till exempel ”jag är Fyrbodal” för att bli någon annan."
        )
    names = [
        one.name
        for one in desk.store.people.everyone()
        if rights.today(turn, one).coordinates and one.id != person.id and not one.invented
    ]
    whom = f" på Länsstyrelsen: {swedish.listed(names)}" if names else " på Länsstyrelsen"
    return Message(
        f"Det här kontot är kopplat till {person.name}. Är det fel: säg genast till samordnaren{whom}.\n\n"
        f"Samordnaren tar bort kopplingen genom att skriva ”{UNBIND} {short(person)}” till mig, och ger dig"
        f" en egen kod. Lämna inte in något som {short(person)} innan dess."
    )


DIALOG = Dialog(_takes_away, _answer, COMMAND)
