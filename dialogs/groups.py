"""Who answers questions to an expert group on the day, and what they are called to people."""

from dialogs import rights
from dialogs.desk import Desk
from domain import experts
from domain.messages import Turn
from domain.people import Person


def to_ask(group: str, turn: Turn, desk: Desk) -> list[Person]:
    """Who would get a question to the group from the person who writes; never that person."""
    people = [rights.today(turn, one) for one in desk.store.people.everyone()]
    own = turn.person.id if turn.person else ""
    return [one for one in experts.members(group, people) if one.id != own]


def called(group: str, turn: Turn, desk: Desk) -> str:
    """Sakkunniga i bosättning; the coordinators, by their authority, when the group has nobody."""
    if any(group in one.groups for one in to_ask(group, turn, desk)):
        return desk.county.called(group)
    return f"samordnaren på {desk.county.authority}"
