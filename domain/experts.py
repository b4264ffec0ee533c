"""The named groups of experts that a question goes to, and who is in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.people import Person

_ALL = "Sakkunniga "


@dataclass(frozen=True)
class ExpertGroup:
    """``key`` is what an entry's owner and an expert's assignment say; ``also``: what people call it."""

    key: str
    name: str
    also: tuple[str, ...] = ()

    @property
    def member(self) -> str:
        """What one of them is: "sakkunnig i bosättning"."""
        if self.name.startswith(_ALL):
            return f"sakkunnig {self.name.removeprefix(_ALL)}"
        return f"sakkunnig, {self.name}"

    @property
    def ways(self) -> tuple[str, ...]:
        """Everything that it is called, folded to lower case."""
        topic = self.name.removeprefix(_ALL).removeprefix("i ")
        return tuple(way.casefold() for way in (self.key, self.name, topic, *self.also))


def group_called(words: str, groups: Iterable[ExpertGroup]) -> ExpertGroup | None:
    """The group of that key or name, or of what it is commonly called."""
    wanted = " ".join(words.split()).casefold()
    return next((group for group in groups if wanted in group.ways), None)


def members(group: str, people: Sequence[Person]) -> list[Person]:
    """Of ``people``, as they are on the day: who is in the group; when nobody is, the coordinators."""
    return [one for one in people if group in one.groups] or [one for one in people if one.coordinates]


def may_answer(person: Person, group: str) -> bool:
    """Whether the person, as of today, speaks for the group: a member, or a coordinator."""
    return person.coordinates or group in person.groups
