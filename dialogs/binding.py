"""koppla and kod: how somebody in Teams becomes one of those who take part, by a code that is used once."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.messages import Button, Message, Turn
from domain.people import Person, Role
from forms.typed import folded
from store.bindings import Taken

COMMAND = Command(
    says="kod",
    title_en="code",
    description="Gör en kod, så att jag känner igen en ny person i Teams: kod för Fia Ek",
    description_en="Make a code by which I recognise a new person in Teams",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_FIRST = re.compile(
    r"\s*koppla(?: mig| kod| koden)?\b[\s:]*"
    r"(?P<code>[a-z0-9]{5}\s*[-‐-―]?\s*[a-z0-9]{5}|\S*?)[\s.!]*",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?P<code>[a-z0-9]{5}[-‐-―][a-z0-9]{5})[\s.]*", re.IGNORECASE)
_MAKE = re.compile(r"\s*kod(?:\s+(?:för|for|till|åt))?(?:\s+(?P<who>.+?))?\s*", re.IGNORECASE)
_HOW = "Skriv till exempel: kod för Fia Ek."


def _uses(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and bool(_code(turn))


def _code(turn: Turn) -> re.Match[str] | None:
    """After "koppla", or by itself from someone who is not known."""
    first = _FIRST.fullmatch(turn.text)
    return first or (None if turn.person else _BARE.fullmatch(turn.text))


def _use(turn: Turn, desk: Desk) -> Message:
    found = _code(turn)
    code = found["code"] if found else ""
    if not turn.personal:
        desk.store.bindings.spoil(code, turn.at)
        raise NotAllowed(
            "Koden tar vi i vår egen chatt. Här kan andra ha sett den, så den gäller inte längre. Be"
            " samordnaren om en ny, och skriv den till mig i vår egen chatt."
        )
    if not code:
        raise NotFound("Skriv koppla och sedan koden som du har fått av samordnaren på Länsstyrelsen.")
    try:
        person_id = desk.store.bindings.use_code(code, turn.account, turn.at)
    except Taken as taken:
        name = desk.store.people.names([taken.person]).get(taken.person, taken.person)
        raise NotAllowed(
            f"Det här kontot är redan kopplat till {name}, så jag kopplar det inte till någon annan. Om det "
            "är fel: be samordnaren att kopplingen tas bort."
        ) from taken
    person = desk.store.people.get(person_id)
    if person is None:  # codes and people point at each other: it cannot have gone
        raise NotFound("Personen finns inte längre. Be samordnaren om en ny kod.")
    return _greeting(rights.today(turn, person), turn, desk)


def _greeting(person: Person, turn: Turn, desk: Desk) -> Message:
    task = desk.county.task(person.role, person.unit)
    parts = [f"Tack! Nu vet jag vem du är: {person.name}, {task}."]
    round_ = desk.store.rounds.taking_answers(turn.at)
    buttons: tuple[Button, ...] = (Button("Hjälp", "hjälp"),)
    if person.coordinates:
        parts.append("Skriv ”status” för att se hur det går, eller ”kod för” och ett namn för nästa person.")
        buttons = (Button("Visa status", "status"), *buttons)
    elif person.reports:
        when = (
            f"Omgången för {round_.quarter.label} är öppen: skriv ”rapportera”, så får du formuläret. "
            if round_
            else ""
        )
        parts.append(f"{when}Jag skriver till dig här när en omgång öppnar och när något behövs.")
        buttons = (Button("Rapportera", "rapportera"), *buttons)
    else:
        parts.append("Skriv ”hjälp” för att se vad jag kan.")
    return Message("\n\n".join(parts), buttons=buttons)


def _makes(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _MAKE.fullmatch(turn.text) is not None


def _make(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    by = rights.coordinator(turn, desk)
    found = _MAKE.fullmatch(turn.text)
    person = _named((found and found["who"]) or "", desk)
    _may_have(person, by, desk)
    code = desk.store.bindings.make_code(person.id, by.id, turn.at)
    return Message(
        f"Kod för {person.name}: koppla {code}\n\n"
        f"Låt {person.name} skriva ”koppla {code}” till mig i Teams, i den egna chatten. Koden gäller i "
        "fjorton dagar och en gång, och ersätter en tidigare. Lämna den bara till personen själv."
    )


def _may_have(person: Person, by: Person, desk: Desk) -> None:
    """Raise NotAllowed for a code with which somebody could act in another's place unseen.

    Who approves what others send in must not be able to become a second person, and an account that a
    coordinator adds beside the one there is would be noticed by nobody.
    """
    if (person.decides or person.coordinates) and person.id != by.id:
        does = "beslutar om rapporten" if person.decides else "är samordnare"
        raise NotAllowed(
            f"{person.name} {does}. Den koden ger den som driftar Samråd, med kommandot samrad people code"
            f" {person.id}."
        )
    if person.id != by.id and person.id in desk.store.bindings.bound():
        raise NotAllowed(
            f"{person.name} har redan ett Teams-konto hos mig. Ska det bytas ut tar den som driftar Samråd"
            f" bort det först, med kommandot samrad people unbind {person.id}. Sedan kan du göra en kod."
        )


def _named(words: str, desk: Desk) -> Person:
    """By id or name. Raise NotFound for none, or several."""
    if not words:
        raise NotFound(f"Skriv vem koden är för. {_HOW}")
    wanted = folded(words)
    people = [one for one in desk.store.people.everyone() if not one.invented or desk.invented]
    found = [one for one in people if wanted in {folded(one.name), folded(one.id)}]
    if len(found) == 1:
        return found[0]
    if found:
        ids = swedish.listed(one.id for one in found)
        raise NotFound(f"Flera heter så. Skriv den enas id: {ids}.")
    raise NotFound(
        f"Ingen som heter ”{words[:100]}” är upplagd. {_HOW} Den som driftar Samråd lägger upp nya personer."
    )


USE = Dialog(_uses, _use)
MAKE = Dialog(_makes, _make, COMMAND)
