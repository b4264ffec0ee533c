"""Which messages somebody speaks of: those of a unit, to a person, of a quarter, said in any order."""

import difflib
import re
from dataclasses import dataclass

from dialogs import rights
from dialogs.desk import Desk
from dialogs.round_words import names_quarter, round_in
from dialogs.status import round_named
from domain import swedish
from domain.errors import NotFound
from domain.messages import Turn
from domain.people import Person
from domain.rounds import Round
from forms.typed import folded
from store.outbox_rows import Posted

_BEFORE = re.compile(r"\b(?:(?:för|i) )?(?:förra|föregående) (?:kvartalets?|omgångens?)\b", re.IGNORECASE)
_BESIDE = frozenset(
    folded(word)
    for word in (
        "till",
        "för",
        "från",
        "om",
        "i",
        "hos",
        "av",
        "och",
        "meddelanden",
        "meddelandena",
        "allt",
        "alla",
    )
)
"""What may stand around a name, folded."""

_INVENTED = re.compile(r"\(påhittad\)", re.IGNORECASE)
_ALIKE = 0.75
_LONGEST = 100


@dataclass(frozen=True)
class Whom:
    """What the words narrow it down to; nothing does when all is empty. ``said``: the words."""

    said: str = ""
    round: Round | None = None
    unit: str = ""
    person: Person | None = None
    label: str = ""
    people: frozenset[str] = frozenset()

    @property
    def is_all(self) -> bool:
        return not (self.round or self.label)

    def has(self, row: Posted) -> bool:
        """Whether it is of the quarter, and of the unit (or to who answers for it) or to the person."""
        if self.round and row.what.get("round") != self.round.key:
            return False
        return (
            not self.label
            or row.person in self.people
            or bool(self.unit and row.what.get("unit") == self.unit)
        )


def spoken_of(words: str, turn: Turn, desk: Desk) -> Whom:
    """Raise NotFound for a quarter without a round, and for a name that nobody, or more than one, has."""
    said = " ".join(words.split()).strip(" .!?:,")
    round_, rest = _round(said, turn, desk)
    name = _bare(rest)
    if not name:
        return Whom(said, round_)
    everyone = desk.store.people.everyone()
    if person := _only([one for one in everyone if _plain(one.name) == _plain(name)]):
        return _of_person(said, round_, person)
    if unit := rights.unit_named(name, desk):
        people = frozenset(one.id for one in everyone if any(held.unit == unit for held in one.assignments))
        return Whom(said, round_, unit, label=desk.county.called(unit), people=people)
    return _of_person(said, round_, _person(name, everyone, desk))


def _of_person(said: str, round_: Round | None, person: Person) -> Whom:
    return Whom(said, round_, person=person, label=person.name, people=frozenset({person.id}))


def _round(words: str, turn: Turn, desk: Desk) -> tuple[Round | None, str]:
    """The round that is named, if any, and the words without it."""
    rounds = sorted(desk.store.rounds.all(), key=lambda one: one.opens)
    if not rounds:
        return None, words
    if found := _BEFORE.search(words):
        now = round_named("", turn, desk)
        before = [one for one in rounds if one.opens < now.opens]
        if not before:
            raise NotFound(f"Det finns ingen omgång före {now.quarter.label}.")
        return before[-1], f"{words[: found.start()]} {words[found.end() :]}"
    round_, rest = round_in(words, turn, desk)
    return (round_ if names_quarter(words) else None), rest


def _bare(words: str) -> str:
    parts = words.split()
    while parts and folded(parts[0]) in _BESIDE:
        parts.pop(0)
    while parts and folded(parts[-1]) in _BESIDE:
        parts.pop()
    return " ".join(parts).strip(" ,.:")


def _plain(name: str) -> str:
    return folded(_INVENTED.sub("", name))


def _only(people: list[Person]) -> Person | None:
    return people[0] if len(people) == 1 else None


def _person(name: str, everyone: list[Person], desk: Desk) -> Person:
    """By id, or by some of the names: "Fia" when there is but one."""
    if person := _only([one for one in everyone if folded(one.id) == folded(name)]):
        return person
    wanted = set(_plain(name).split())
    found = [one for one in everyone if wanted <= set(_plain(one.name).split())]
    if person := _only(found):
        return person
    if found:
        whom = swedish.listed(f"{one.name} ({one.id})" for one in found)
        raise NotFound(f"Flera heter så: {whom}. Skriv hela namnet, eller det som står inom parentes.")
    raise NotFound(_unknown(name, everyone, desk))


def _unknown(name: str, everyone: list[Person], desk: Desk) -> str:
    names = {
        _plain(one): one
        for one in (*(unit.name for unit in desk.county.units()), *(one.name for one in everyone))
    }
    near = difflib.get_close_matches(_plain(name), names, 1, _ALIKE)
    ask = f"Menade du {names[near[0]]}?" if near else "Skriv namnet som det står i listan."
    return f"Jag hittar ingen enhet eller person som heter ”{name[:_LONGEST]}”. {ask}"
