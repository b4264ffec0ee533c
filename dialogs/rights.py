"""Who may do what. Each question is asked in one place, and a no says what to do instead."""

import re
from dataclasses import dataclass

from dialogs.desk import Desk
from domain import swedish
from domain.county import Respondent
from domain.errors import NotAllowed, NotFound
from domain.messages import Turn
from domain.people import Person, Role
from domain.workdays import STOCKHOLM
from forms.typed import folded


@dataclass(frozen=True)
class Filler:
    """A person at a unit's form. ``on_behalf``: he or she does not answer for the unit."""

    person: Person
    respondent: Respondent
    on_behalf: bool


_NO_REVIEW = "Det kan bara samordnaren göra, och samrådsledaren för kommunerna i sitt eget samråd."


def personal(turn: Turn) -> None:
    """Raise NotAllowed in a channel or group: figures and drafts are for the person who asks."""
    if not turn.personal:
        raise NotAllowed("Det tar vi i vår egen chatt. Skriv till mig där, så svarar jag.")


def known(turn: Turn, desk: Desk) -> Person:
    """The person who wrote, with the assignments that hold today. Raises NotAllowed for a stranger."""
    if turn.person:
        return turn.person
    if desk.invented:
        raise NotAllowed("Säg först vem du är, till exempel ”jag är Fyrbodal” eller ”jag är samordnare”.")
    raise NotAllowed(
        "Jag vet inte vilken enhet du svarar för. Be samordnaren på Länsstyrelsen att lägga till dig. "
        "Frågor om lagar och roller kan du ställa ändå."
    )


def coordinator(turn: Turn, desk: Desk) -> Person:
    person = known(turn, desk)
    if not person.coordinates:
        raise NotAllowed("Det kan bara samordnaren på Länsstyrelsen göra.")
    return person


def oversees(person: Person, unit: str, desk: Desk) -> bool:
    """Whether the person follows the unit's answer: the coordinator all, a leader the council's own."""
    council = desk.county.council_of(unit)
    return person.coordinates or bool(council and unit != council.id and person.leads(council.id))


def reviewer(turn: Turn, desk: Desk) -> Person:
    """Raise NotAllowed for someone who follows nobody's answers, before anything else is said."""
    person = known(turn, desk)
    if not (person.coordinates or any(one.role is Role.LEADER for one in person.assignments)):
        raise NotAllowed(_NO_REVIEW)
    return person


def overseer(turn: Turn, desk: Desk, unit: str) -> Person:
    """Raise NotAllowed unless the person may review, return and extend the unit's answer."""
    person = known(turn, desk)
    if not oversees(person, unit, desk):
        raise NotAllowed(_NO_REVIEW)
    return person


def filler(person: Person, unit: str, desk: Desk) -> Filler:
    """Raise NotAllowed when the person may not fill in the unit's form, NotFound when it has none."""
    respondent = desk.county.respondent(unit)
    if not respondent.unit.form:
        raise NotFound(f"{respondent.name} har inget formulär.")
    if unit in person.answers_for():
        return Filler(person, respondent, on_behalf=False)
    if oversees(person, unit, desk):
        return Filler(person, respondent, on_behalf=True)
    raise NotAllowed(_not_yours(person, respondent, desk))


def _not_yours(person: Person, respondent: Respondent, desk: Desk) -> str:
    own = [desk.county.unit(unit).name for unit in person.answers_for()]
    if not own:
        return "Du är inte uppgiftslämnare för någon enhet, så det finns inget formulär för dig."
    return f"Du svarar inte för {respondent.name}. Skriv ”rapportera” för {swedish.listed(own)}."


def today(turn: Turn, person: Person) -> Person:
    """The person with the assignments that hold on the day of the turn."""
    return person.on(turn.at.astimezone(STOCKHOLM).date())


def unit_named(words: str, desk: Desk) -> str | None:
    """The id of the unit that the words name: its name, its id, or what it is commonly called."""
    return desk.units_by_name.get(folded(words))


_SMALL_WORDS = ("till ", "för ", "åt ")
_ITS_ANSWER = re.compile(r"(?:svar(?:et|en)?|rapport(?:en)?|formulär(?:et)?)\b[\s:,]*", re.IGNORECASE)


def unit_at_start(words: str, desk: Desk) -> tuple[str | None, str]:
    """A unit named first in the words, and the rest: "Fyrbodal: se över 2.3" is fyrbodal and the comment.

    "till Fyrbodal …" and "Fyrbodals svar …" name it too.
    """
    said = words.strip()
    for small in _SMALL_WORDS:
        said = said[len(small) :] if said.casefold().startswith(small) else said
    parts = said.split()
    for length in range(min(3, len(parts)), 0, -1):
        name = " ".join(parts[:length]).rstrip(":,.")
        if unit := unit_named(name, desk) or unit_named(name.removesuffix("s"), desk):
            rest = " ".join(parts[length:]).lstrip(" :,–-")
            return unit, _ITS_ANSWER.sub("", rest, count=1) if _ITS_ANSWER.match(rest) else rest
    return None, words.strip()
