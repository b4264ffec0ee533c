"""Who answers questions to an expert group on the day, and what they are called to people."""

from collections.abc import Callable

from dialogs import rights
from dialogs.desk import Desk
from domain import experts
from domain.messages import Turn
from domain.people import Person


def to_ask(group: str, turn: Turn, desk: Desk) -> list[Person]:
    """Who would get a question to the group from the person who writes; never that person."""
    own = turn.person.id if turn.person else ""
    return [one for one in experts.members(group, _today(turn, desk)) if one.id != own]


def names(turn: Turn, desk: Desk) -> Callable[[str], str]:
    """What a group is called: Sakkunniga i bosättning; one that has nobody today is the coordinator."""
    manned = {group for one in _today(turn, desk) for group in one.groups}
    coordinator = f"samordnaren på {desk.county.authority}"
    return lambda group: desk.county.called(group) if group in manned else coordinator


def called(group: str, turn: Turn, desk: Desk) -> str:
    return names(turn, desk)(group)


def _today(turn: Turn, desk: Desk) -> list[Person]:
    return [rights.today(turn, one) for one in desk.store.people.everyone()]
