"""koppla: how somebody in Teams becomes one of those who take part, by a code that is used once."""

import re

from dialogs import code_words, making_code, rights
from dialogs.code_words import EXAMPLE, Said
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.named import short
from domain.errors import NotAllowed, NotFound
from domain.messages import Button, Message, Turn
from domain.people import Person
from store.bindings import Taken

_ONLY = re.compile(r"\s*koppla(?: mig| in mig| mitt konto| kod| koden)?[\s.!?:]*", re.IGNORECASE)
_HINT = (
    f"Skriv bara koden, så här: {EXAMPLE}. Har du ingen kod som gäller? Be samordnaren på Länsstyrelsen om"
    " en."
)
_IN_OUR_CHAT = "Koden skriver du till mig i vår egen chatt. Här kan andra läsa den."
_SEEN = (
    "Koden tar vi i vår egen chatt. Här kan andra ha sett den, så den gäller inte längre. Be"
    " samordnaren om en ny, och skriv den till mig i vår egen chatt."
)


def _uses(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _said(turn) is not None


def _said(turn: Turn) -> Said | None:
    """A code or talk of one; from someone who is known only a code, or "koppla" with nothing after it."""
    if turn.person:
        code = code_words.by_known(turn.text)
        return Said(code) if code or _ONLY.fullmatch(turn.text) else None
    said = code_words.by_stranger(turn.text)
    return None if said == Said() and making_code.names_somebody(turn.text) else said


def _use(turn: Turn, desk: Desk) -> Message:
    said = _said(turn) or Said()
    if not turn.personal:
        raise _not_here(said, turn, desk)
    if turn.person:
        return _already(turn.person, desk)
    if not said.code:
        raise NotFound(_HINT)
    try:
        person_id = desk.store.bindings.use_code(said.code, turn.account, turn.at)
    except Taken as taken:  # by the same code, sent twice in the same moment
        if person := desk.store.people.get(taken.person):
            return _already(person, desk)
        raise
    person = desk.store.people.get(person_id)
    if person is None:  # codes and people point at each other: it cannot have gone
        raise NotFound("Personen finns inte längre. Be samordnaren om en ny kod.")
    return _greeting(rights.today(turn, person), turn, desk)


def _not_here(said: Said, turn: Turn, desk: Desk) -> NotAllowed:
    """A code that others may have seen is no good from now on."""
    if not said.code:
        return NotAllowed(_IN_OUR_CHAT)
    desk.store.bindings.spoil(said.code, turn.at)
    return NotAllowed(_SEEN)


def _already(person: Person, desk: Desk) -> Message:
    """The same whatever the code is, so that nobody learns whether it is anyone's."""
    onward = " Ska någon annan kopplas? Skriv till exempel: kod för Fia Ek." if person.coordinates else ""
    if desk.invented:
        return Message(f"Du är redan kopplad som {person.name}.{onward}")
    told = f"Du är redan kopplad som {person.name}. Du behöver inte göra något mer.{onward}"
    return Message(f"{told}\n\n{_not_you(person)}")


def _not_you(person: Person) -> str:
    return f"Är du inte {short(person)}? Säg genast till samordnaren på Länsstyrelsen."


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
    return Message("\n\n".join((*parts, _not_you(person))), buttons=buttons)


DIALOG = Dialog(_uses, _use)
