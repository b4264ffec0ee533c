"""A new or changed entry of the handbook, from proposal to publishing, with the approval of somebody else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import NotAllowed
from domain.people import Person, Role


class ProposalStatus(StrEnum):
    PROPOSED = "föreslaget"
    PUBLISHED = "publicerat"
    REJECTED = "avvisat"
    REPLACED = "ersatt"
    """By a later version of the same proposal."""


@dataclass(frozen=True)
class NewProposal:
    """``key``, ``group``, ``markdown``, ``words``, ``base`` and ``ticket`` as of a proposal.

    ``replaces``: the proposal that this is a later version of.
    """

    key: str
    group: str
    markdown: str
    words: str = ""
    base: int | None = None
    ticket: int | None = None
    replaces: int | None = None


@dataclass(frozen=True)
class Decision:
    """What became of a proposal, by whom (id and name), when (aware) and why."""

    status: ProposalStatus
    by: str
    by_name: str
    at: datetime
    words: str = ""


@dataclass(frozen=True)
class Proposal:
    """One version of an entry as Markdown (the files' own form). Versions are kept for good.

    ``group``: the experts who answer for the entry. ``base``: the published version that it was made from;
    None for the entry as it came with the product, or when it is new. ``ticket``: the question that it came
    out of. ``words``: why, by who proposed it; ``decided_words``: by who decided.
    """

    id: int
    key: str
    group: str
    markdown: str
    status: ProposalStatus
    by: str
    by_name: str
    at: datetime
    words: str = ""
    base: int | None = None
    ticket: int | None = None
    decided_by: str = ""
    decided_name: str = ""
    decided_at: datetime | None = None
    decided_words: str = ""

    @property
    def name(self) -> str:
        return f"förslag {self.id}"

    @property
    def is_open(self) -> bool:
        return self.status is ProposalStatus.PROPOSED


def proposes(person: Person) -> bool:
    """Whether the person, as of today, may propose: any expert, and a coordinator."""
    return person.coordinates or any(one.role is Role.EXPERT for one in person.assignments)


def decides(group: str, person: Person) -> bool:
    """Whether the person, as of today, decides on the group's entries: its experts, and a coordinator."""
    return person.coordinates or group in person.groups


def must_be_allowed(proposal: Proposal, status: ProposalStatus, person: Person) -> None:
    """Raise NotAllowed unless the person may bring the proposal there. One's own may be taken back."""
    own = proposal.by == person.id
    if own and status is ProposalStatus.REJECTED:
        return
    if not decides(proposal.group, person):
        raise NotAllowed("Det kan bara samordnaren och de sakkunniga i svarets grupp göra.")
    if own:
        raise NotAllowed(
            f"Du har själv skrivit {proposal.name}, så någon annan ska läsa och publicera det: en sakkunnig"
            " i samma grupp eller samordnaren."
        )
