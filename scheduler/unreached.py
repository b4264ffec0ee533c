"""Of units where nobody is reached: why, a line each, and then what to do, once for each reason."""

from collections.abc import Iterable, Iterator, Mapping

from domain import swedish
from domain.advice import advice
from domain.delivery import Closed, Reason
from domain.people import Person
from domain.undelivered import in_words
from scheduler.telling import Telling

Marks = Mapping[str, list[Closed]]
_MOST = 10


def told(telling: Telling, units: Iterable[str]) -> Iterator[str]:
    """Fyrbodal: Fia Ek har aldrig skrivit till mig. Then, when all are named, the advice."""
    people = {unit: telling.now.answering(unit) for unit in units}
    everyone = {person.id: person for those in people.values() for person in those}
    marks = {one: telling.sources.store.closures.of_person(one) for one in everyone}
    for unit, those in people.items():
        yield f"{telling.name(unit)}: {_why(those, marks)}"
    if not all(people.values()):
        yield "Där ingen är utsedd: be den som driftar Samråd att lägga upp någon."
    for reason, names in _by_reason(everyone.values(), marks).items():
        alone = len(names) == 1 or reason is Reason.NO_ADDRESS
        whom = "" if alone else f"{_some(names)}: "
        yield f"{whom}{advice(reason, names, sent=False)}"


def _why(people: list[Person], marks: Marks) -> str:
    if not people:
        return "ingen är utsedd."
    parts = [
        f"jag når inte {person.name} ({_of(marks[person.id])})." for person in people if marks[person.id]
    ]
    if silent := [person.name for person in people if not marks[person.id]]:
        parts.append(f"{_never(silent)} skrivit till mig.")
    return " ".join([parts[0], *(swedish.upper_first(part) for part in parts[1:])])


def _of(marks: list[Closed]) -> str:
    return "; ".join(dict.fromkeys(in_words(mark.why) for mark in marks))


def _never(names: list[str]) -> str:
    """Ada har aldrig; varken Li eller Ola har."""
    *first, last = names
    return f"varken {', '.join(first)} eller {last} har" if first else f"{last} har aldrig"


def _by_reason(people: Iterable[Person], marks: Marks) -> dict[Reason, list[str]]:
    """The names by what they are not reached for: the first mark, or that there is no address."""
    found: dict[Reason, list[str]] = {}
    for person in people:
        for reason in dict.fromkeys(mark.reason for mark in marks[person.id]) or [Reason.NO_ADDRESS]:
            found.setdefault(reason, []).append(person.name)
    return found


def _some(names: list[str]) -> str:
    shown = swedish.alphabetical(names)[:_MOST]
    more = [f"{len(names) - len(shown)} till"] if len(names) > len(shown) else []
    return swedish.listed([*shown, *more])
