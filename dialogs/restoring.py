"""An older version of an answer as a new proposal: how a change is undone, in the chat and on the page."""

from collections.abc import Sequence
from datetime import datetime

from dialogs import editing
from dialogs.desk import Desk
from dialogs.editing import Draft
from domain import swedish
from domain.errors import NotFound
from domain.people import Person
from domain.proposals import Proposal, ProposalStatus
from knowledge.entries import Entry, shipped

ORIGIN = "ursprunget"


def restore(desk: Desk, key: str, version: int | None, person: Person, at: datetime) -> Proposal:
    """Propose the entry as ``version`` (a proposal of it) has it; None: as it came with the product.

    With nothing kept, raise NotFound for no such entry or version, and what `editing.propose` raises.
    """
    editing.editor(person)
    now = editing.current(desk, key)
    entry = _origin(now.entry) if version is None else _version(desk, now.entry, version)
    to = ORIGIN if version is None else f"förslag {version}"
    return editing.propose(desk, Draft(entry, now.base, f"Återställt till {to}."), person, at)


def _version(desk: Desk, entry: Entry, number: int) -> Entry:
    proposal = editing.found(desk, number)
    if proposal.key != entry.key:
        others = [one.name for one in desk.store.proposals.of_key(entry.key)]
        there = f"Det har {swedish.listed(others)}." if others else "Det har inga förslag."
        raise NotFound(f"Förslag {number} är till ett annat svar än {entry.key}. {there}")
    return editing.entry_of(proposal)


def _origin(entry: Entry) -> Entry:
    found = origin(entry.key)
    if found is None:
        raise NotFound(f"Svaret {entry.key} skrevs här och kom inte med Samråd. Välj ett förslag i stället.")
    return found


def origin(key: str) -> Entry | None:
    """The entry as it came with the product; None for one that was written here."""
    return next((entry for entry in shipped() if entry.key == key), None)


def versions(desk: Desk, key: str) -> Sequence[int | None]:
    """What can be gone back to: the versions published before, the latest first; None is the origin."""
    standing = desk.store.proposals.standing(key)
    if standing is None:
        return ()
    published = [one.id for one in desk.store.proposals.of_key(key) if one.status is ProposalStatus.PUBLISHED]
    older = [number for number in reversed(published) if number != standing]
    return (*older, None) if origin(key) else tuple(older)
