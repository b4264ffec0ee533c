"""Who answers questions to an expert group on the day, and what they are called to people."""

from collections.abc import Callable

from dialogs import rights
from dialogs.desk import Desk
from domain import experts
from domain.messages import Turn
from domain.people import Person


def to_ask(group: str, turn: Turn, desk: Desk) -> list[Person]:
    """Who would get a question to the group from the person who writes; never that person.

    An expert who is alone in the group and asks there asks the coordinators.
    """
    return experts.members(group, _others(turn, desk))


def asked_of(group: str, turn: Turn, desk: Desk) -> str:
    """What those are called who get a question to the group from the person who writes."""
    manned = any(group in one.groups for one in _others(turn, desk))
    return desk.county.called(group) if manned else _coordinator(desk)


def names(turn: Turn, desk: Desk) -> Callable[[str], str]:
    """What a group is called: Sakkunniga i bosättning; one that has nobody today is the coordinator."""
    manned = {group for one in _today(turn, desk) for group in one.groups}
    return lambda group: desk.county.called(group) if group in manned else _coordinator(desk)


def called(group: str, turn: Turn, desk: Desk) -> str:
    return names(turn, desk)(group)


def _coordinator(desk: Desk) -> str:
    return f"samordnaren på {desk.county.authority}"


def _others(turn: Turn, desk: Desk) -> list[Person]:
    own = turn.person.id if turn.person else ""
    return [one for one in _today(turn, desk) if one.id != own]


def _today(turn: Turn, desk: Desk) -> list[Person]:
    return [rights.today(turn, one) for one in desk.store.people.everyone()]
