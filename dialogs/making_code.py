"""kod för: a coordinator makes a code, by which somebody new in Teams is recognised."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.named import Named, named, short
from dialogs.whose_code import whose
from domain.errors import NotAllowed, NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role

COMMAND = Command(
    says="kod",
    title_en="code",
    description="Gör en kod, så att jag känner igen en ny person i Teams: kod för Fia Ek",
    description_en="Make a code by which I recognise a new person in Teams",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

UNBIND = "ta bort koppling för"

_ASKS = (
    r"(?:(?:hej|hallå)[\s,!]+)?"
    r"(?:(?:kan|kunde|skulle|får) (?:du|jag|vi)(?: kunna)?\s+(?:få|ge|göra|skapa|skicka|ta fram|ordna)\s+|"
    r"(?:jag|vi) (?:behöver|vill ha|skulle behöva|ska ha)\s+|"
    r"(?:ge|gör|skapa|skicka|ordna|fixa|ta fram|visa)\s+)?"
    r"(?:(?:mig|oss)\s+)?(?:en\s+)?(?:(?:ny|annan|till)\s+)?(?:engångs)?kod(?:en)?"
)
_FOR = re.compile(rf"\s*{_ASKS}\s+(?:för|for|till|åt)\s+(?P<who>[^\n]{{1,100}}?)[\s?.!]*", re.IGNORECASE)
_BARE = re.compile(
    r"\s*(?:ny\s+)?kod(?:\s+(?:för|for|till|åt))?(?:\s+(?P<who>[^\n]+?))?[\s?.!]*", re.IGNORECASE
)
_CONNECT = re.compile(
    r"\s*koppla\s+(?!bort\b|från\b|loss\b|ur\b)(?:in\s+|upp\s+)?(?P<who>\S+(?: \S+){0,3}?)[\s?.!]*",
    re.IGNORECASE,
)


_ONCE_MORE = "Den kommer också i ett eget meddelande här under, så att den är lätt att skicka vidare."


def names_somebody(text: str) -> bool:
    """Whether the text asks for a code for somebody: "ge mig en kod till Fia Ek"."""
    return _FOR.fullmatch(text) is not None


def _asked(text: str) -> re.Match[str] | None:
    return _FOR.fullmatch(text) or _BARE.fullmatch(text)


def _makes(turn: Turn, desk: Desk) -> bool:
    if turn.action:
        return False
    return _asked(turn.text) is not None or _connects(turn, desk)


def _connects(turn: Turn, desk: Desk) -> bool:
    """Whether it is "koppla Mia Berg": somebody there is, or what is written as a name."""
    found = _CONNECT.fullmatch(turn.text)
    if not found or not turn.person:
        return False
    if all(word[:1].isupper() for word in found["who"].split()):
        return True
    return named(found["who"], desk.store.people.everyone()) != Named()


def _make(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    by = rights.coordinator(turn, desk)
    found = _asked(turn.text) or _CONNECT.fullmatch(turn.text)
    if not found or not found["who"]:
        raise NotFound("Skriv vem koden är för. Skriv till exempel: kod för Fia Ek.")
    person = whose(found["who"], "kod för", desk)
    if isinstance(person, Message):
        return person
    must_be_left_to_who_runs_it(person, by, "Den koden ger {who}, med kommandot samrad people code {id}.")
    bound = person.id in desk.store.bindings.bound()
    if bound and person.id != by.id:
        return _bound(person)
    code = desk.store.bindings.make_code(person.id, by.id, turn.at)
    return _handed_over(person, code, bound=bound)


def must_be_left_to_who_runs_it(person: Person, by: Person, then: str) -> None:
    """Raise NotAllowed for what would let somebody act in another's place unseen; ``then``: who does it.

    Who approves what others send in must not be able to become a second person.
    """
    if (person.decides or person.coordinates) and person.id != by.id:
        does = "beslutar om rapporten" if person.decides else "är samordnare"
        keeper = then.format(who="den som driftar Samråd", id=person.id)
        raise NotAllowed(f"{person.name} {does}. {keeper}")


def _bound(person: Person) -> Message:
    """An account that a coordinator adds beside the one there is would be noticed by nobody."""
    says = f"{UNBIND} {person.id}"
    return Message(
        f"{person.name} har redan ett kopplat konto, och behöver ingen kod.\n\n"
        f"Är det fel konto? Ta först bort kopplingen: skriv ”{says}”. Gör sedan en ny kod. Ska ett konto till"
        " läggas till gör den som driftar Samråd det.",
        buttons=(Button("Ta bort kopplingen", says),),
    )


def _handed_over(person: Person, code: str, *, bound: bool) -> Message:
    """The code stands on a line of its own, and goes once more by itself, easy to send on from a phone."""
    name = short(person)
    beside = ("Du har redan ett kopplat konto. Koden lägger till ett till, och det första är kvar.",)
    return Message(
        panel=Panel(
            f"Kod för {person.name}",
            (
                f"koppla {code}",
                f"Låt {name} skriva raden till mig i Teams, i sin egen chatt med mig. {_ONCE_MORE}",
                "Koden gäller i fjorton dagar och kan användas en gång. En tidigare kod gäller inte längre.",
                f"Lämna koden bara till {name} själv: den som skriver den blir {name} hos mig.",
                *(beside if bound else ()),
            ),
        ),
        alone=f"koppla {code}",
    )


DIALOG = Dialog(_makes, _make, COMMAND)
