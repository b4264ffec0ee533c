"""A dialog: something people can say or do. The first in the list that wants a turn takes it."""

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.desk import Desk
from domain.messages import Message, Turn
from domain.people import Person, Role
from forms.typed import folded


@dataclass(frozen=True)
class Command:
    """How a dialog is named in the help text and in the Teams menu, in Swedish and English.

    ``menu``: among the ten that the Teams menu has room for; the help names them all. ``at_councils``: only
    for who answers for a council, beside the coordinator. ``in_report``: only for who answers for a unit that
    the report is made from, beside the coordinator.
    """

    says: str
    title_en: str
    description: str
    description_en: str
    roles: frozenset[Role] = frozenset(Role)
    menu: bool = True
    at_councils: bool = False
    in_report: bool = False

    def is_for(self, person: Person | None, desk: Desk) -> bool:
        """Whether the help names it: to whom it is open. A stranger may ask for help and ask questions."""
        if person is None:
            return self.roles == frozenset(Role)
        return any(one.role in self.roles for one in person.assignments) and self._is_there(person, desk)

    def _is_there(self, person: Person, desk: Desk) -> bool:
        """Whether it is for the units that the person answers for."""
        own = set(person.answers_for())
        councils = {council.id for council in desk.county.councils}
        needed = [
            units
            for units, only in ((councils, self.at_councils), (desk.reporting(), self.in_report))
            if only
        ]
        return person.coordinates or all(own & set(units) for units in needed)


@dataclass(frozen=True)
class Dialog:
    """``command`` is None for a dialog that nobody starts by name.

    ``begins``: what is said at once, before an answer that takes a while is worked out; "" for nothing.
    """

    wants: Callable[[Turn, Desk], bool]
    answer: Callable[[Turn, Desk], Message]
    command: Command | None = None
    begins: Callable[[Turn, Desk], str] | None = None


def says(turn: Turn, *phrases: str) -> bool:
    """Whether the text is one of the phrases, whatever case and accents."""
    return folded(turn.text) in {folded(phrase) for phrase in phrases}


def after(turn: Turn, *words: str) -> str | None:
    """What follows the first word of the text when that is one of ``words``; None when it is not."""
    first, _, rest = turn.text.strip().partition(" ")
    return rest.strip() if folded(first) in {folded(word) for word in words} else None
