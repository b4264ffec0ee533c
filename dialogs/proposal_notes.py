"""What whoever saves or decides on a proposal should know of it, in the chat and on the page."""

from collections.abc import Iterator

from dialogs.desk import Desk
from domain import swedish
from domain.proposals import Proposal
from knowledge.entries import Entry
from knowledge.losses import lost

_ENOUGH_WAYS = 3


def notes(desk: Desk, proposal: Proposal, old: Entry | None, new: Entry) -> list[str]:
    """A line each; none for a proposal that is decided. ``old``: what it would change, if anything."""
    if not proposal.is_open:
        return []
    return [*_beside(desk, proposal), *(_lost(old, new) if old else ()), *_few_ways(new)]


def _beside(desk: Desk, proposal: Proposal) -> Iterator[str]:
    """The other proposals that wait for the same answer."""
    for one in desk.store.proposals.open():
        if one.key == proposal.key and one.id != proposal.id:
            who = f"{one.by_name} har också" if one.by != proposal.by else "Det finns redan"
            yield f"{who} ett förslag på samma svar: {one.name}."


def _lost(old: Entry, new: Entry) -> Iterator[str]:
    if gone := lost(old.short, new.short):
        yield f"{swedish.upper_first(swedish.listed(gone))} stod i det korta svaret förut, inte nu."


def _few_ways(entry: Entry) -> Iterator[str]:
    ways = {each.casefold().rstrip("?") for each in entry.questions}
    if len(ways) < _ENOUGH_WAYS:
        yield "Svaret har få sätt att fråga. Lägg till fler, så som folk brukar skriva, ett på varje rad."
