"""What the local mode and the play make up: people, numbers, answers. Nothing of it is true of anyone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import RootModel

from counties.files import Strict, read_file
from domain.county import Figure
from domain.people import Assignment, Person, Role

Answers = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Person, card, question key: what is filled in when a quarter is played."""


class _Person(Strict):
    """``also``: other names that the person answers to. ``groups``: of an expert, in place of a unit."""

    id: str
    name: str
    role: Role
    unit: str | None = None
    mail: str = ""
    also: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def person(self) -> Person:
        first, *rest = self.groups or (self.unit,)
        also = tuple(Assignment(self.role, group) for group in rest)
        return Person(self.id, self.name, self.role, first, invented=True, mail=self.mail, also=also)


class _People(Strict):
    person: tuple[_Person, ...]


class _Figures(Strict):
    """``from_new_year``: the keys of what holds from New Year, such as a quota."""

    source: str
    from_new_year: tuple[str, ...] = ()
    figure: Mapping[str, Mapping[str, int]]


class _Answers(RootModel[Answers]):
    pass


@dataclass(frozen=True)
class Invented:
    """``by_name``: by every name that a person answers to. ``numbers``: by council and question key.

    ``earlier``: the answers of the quarter before. ``from_new_year``: the keys of what holds from New Year.
    """

    people: tuple[Person, ...]
    by_name: Mapping[str, Person]
    source: str
    numbers: Mapping[str, Mapping[str, int]]
    answers: Answers
    earlier: Answers
    from_new_year: tuple[str, ...] = ()

    def figures(self, as_of: date) -> tuple[Figure, ...]:
        """The numbers, as if published for ``as_of``."""
        return tuple(
            Figure(unit, key, value, self.source, self._day(key, as_of))
            for unit, numbers in self.numbers.items()
            for key, value in numbers.items()
        )

    def _day(self, key: str, as_of: date) -> date:
        return date(as_of.year, 1, 1) if key in self.from_new_year else as_of


def read_invented(folder: Path) -> Invented:
    """The folder ``invented`` of a county's folder. Raises BadSetting when a file is missing or wrong."""
    read = read_file(folder / "invented" / "people.toml", _People).person
    people = {one.id: one.person() for one in read}
    answers = read_file(folder / "invented" / "answers.toml", _Answers).root
    differs = read_file(folder / "invented" / "earlier.toml", _Answers).root
    figures = read_file(folder / "invented" / "figures.toml", _Figures)
    return Invented(
        people=tuple(people.values()),
        by_name={name.casefold(): people[one.id] for one in read for name in (one.id, *one.also)},
        source=figures.source,
        numbers=figures.figure,
        answers=answers,
        from_new_year=figures.from_new_year,
        earlier={who: _changed(cards, differs.get(who, {})) for who, cards in answers.items()},
    )


def _changed(
    cards: Mapping[str, Mapping[str, str]], differs: Mapping[str, Mapping[str, str]]
) -> dict[str, Mapping[str, str]]:
    return {card: {**values, **differs.get(card, {})} for card, values in cards.items()}
