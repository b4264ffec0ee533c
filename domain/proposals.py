"""A new or changed entry of the handbook, from proposal to publishing, with the approval of somebody else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ProposalStatus(StrEnum):
    PROPOSED = "föreslaget"
    PUBLISHED = "publicerat"
    REJECTED = "avvisat"
    REPLACED = "ersatt"
    """By a later version of the same proposal."""


@dataclass(frozen=True)
class Proposal:
    """One version of an entry as Markdown (the files' own form). Versions are kept for good.

    ``base``: the published version that it was made from; None for the entry as it came with the product,
    or when it is new. ``ticket``: the question that it came out of. ``words``: why, by who proposed it;
    ``decided_words``: by who decided.
    """

    id: int
    key: str
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
