"""Who may do what. Each question is asked in one place, and a no says what to do instead."""

from dataclasses import dataclass

from dialogs.code_words import EXAMPLE
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


_TOWARDS = frozenset({"till", "for", "fran", "at", "i"})
"""What may stand before a unit's name, folded."""

_THEIR_ANSWER = frozenset({"svar", "svaret", "rapport", "rapporten", "lank", "lanken"})
"""What may stand after "Fyrbodals"."""

_LONGEST_LIST = 1000
"""Characters of a list of units."""

_LONGEST_NAME = 4
"""Words of a unit's name, with what may stand before it."""


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
        "Jag vet inte vilken enhet du svarar för. Be samordnaren på Länsstyrelsen om en kod. Skriv sedan "
        f"”koppla” och koden till mig här, till exempel: {EXAMPLE}. Då känner jag igen dig. "
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
    """The id of the unit that the words name: its name, its id, or what it is commonly called.

    "Till Fyrbodal" and "Fyrbodals" name it too.
    """
    name = folded(words)
    first, _, rest = name.partition(" ")
    said = (name, name.removesuffix("s"), *([rest] if first in _TOWARDS else []))
    return next((unit for one in said if (unit := desk.units_by_name.get(one))), None)


def unit_at_start(words: str, desk: Desk) -> tuple[str | None, str]:
    """A unit named first in the words, and the rest: "till Fyrbodal: se över" is fyrbodal and the comment."""
    parts = words.strip().split()
    if len(parts) > 1 and folded(parts[0]) in _THEIR_ANSWER:  # svaret från Fyrbodal
        parts = parts[1:]
    for length in range(min(_LONGEST_NAME, len(parts)), 0, -1):
        if unit := unit_named(" ".join(parts[:length]).rstrip(":,."), desk):
            rest = parts[length + _answer_of(parts[length - 1 : length + 1], desk) :]
            return unit, " ".join(rest).lstrip(" :,–-")
    return None, words.strip()


def units_at_start(words: str, desk: Desk) -> tuple[tuple[str, ...], str]:
    """The units named first, such as "Sjuhärad, Ale och Fyrbodal", each once, and the rest of the words."""
    found: dict[str, None] = {}
    unit, rest = unit_at_start(words[:_LONGEST_LIST], desk)
    while unit:
        found[unit] = None
        first, _, after = rest.partition(" ")
        unit, rest = unit_at_start(after if folded(first) in {"och", "samt", "&"} else rest, desk)
    return tuple(found), rest


def unit_at_end(words: str, desk: Desk) -> tuple[str | None, str]:
    """A unit named last in the words, and what stands before it: "lämna in för Ale" is Ale and "lämna in"."""
    parts = words.strip().split()
    for length in range(min(_LONGEST_NAME, len(parts) - 1), 0, -1):
        if unit := unit_named(" ".join(parts[-length:]).rstrip("."), desk):
            return unit, " ".join(parts[:-length])
    return None, words.strip()


def _answer_of(words: list[str], desk: Desk) -> int:
    """1 when the words are such as "Fyrbodals svar", whose second is no comment; else 0."""
    name, *after = (folded(word) for word in words)
    owned = name.endswith("s") and name not in desk.units_by_name
    return int(owned and bool(after) and after[0] in _THEIR_ANSWER)


def follows_several(person: Person) -> bool:
    """Whether the person may fill in more than one unit's form: then each answer names its unit."""
    leads = any(one.role is Role.LEADER for one in person.assignments)
    return person.coordinates or leads or len(list(person.answers_for())) > 1
