"""Who of all people a text names, by id or name; and who may have been meant by one that is not quite so."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from domain.people import Person
from forms.typed import folded

_ALIKE = 0.74
_MOST = 5


@dataclass(frozen=True)
class Named:
    """``one``: when it is one alone; else ``several`` of the same name; else those it is ``near``."""

    one: Person | None = None
    several: tuple[Person, ...] = ()
    near: tuple[Person, ...] = ()


def short(person: Person) -> str:
    """Fia Fyrbodal, without the mark that she is invented."""
    return person.name.split(" (")[0]


def named(words: str, people: Sequence[Person]) -> Named:
    wanted = folded(words)
    for same in (_has_id, _has_name):
        found = tuple(one for one in people if same(one, wanted))
        if found:
            return Named(one=found[0]) if len(found) == 1 else Named(several=found)
    return Named(near=_near(wanted, people))


def _has_id(person: Person, wanted: str) -> bool:
    return folded(person.id) == wanted


def _has_name(person: Person, wanted: str) -> bool:
    return wanted in {folded(person.name), folded(short(person))}


def _near(wanted: str, people: Sequence[Person]) -> tuple[Person, ...]:
    """Some of the names, or all of them with a slip; the likest first."""
    scored = [(_likeness(wanted, one), one) for one in people]
    found = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return tuple(one for _, one in found[:_MOST])


def _likeness(wanted: str, person: Person) -> float:
    name = folded(short(person))
    names = name.split()
    if wanted and set(wanted.split()) <= set(names):
        return 1.0
    ways = (name, folded(person.id), *(names if " " not in wanted else ()))
    return max(difflib.SequenceMatcher(None, wanted, way).ratio() for way in ways)
