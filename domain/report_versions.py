"""The drafts of a report that were kept, and the words that coordinators wrote in its sections."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


def digest(content: str) -> str:
    """What tells one content from another: sha256, in hex."""
    return sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class SectionEdit:
    """What a person wrote in place of a section's generated text; rows are added, never changed.

    ``number`` counts from 1 in a round's section. ``base``: the generated text that the person saw.
    ``words``: None when the generated text was taken back. ``at`` is aware.
    """

    section: str
    number: int
    base: str
    words: str | None
    by: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class VersionHead:
    """A kept version without its content. ``number`` counts from 1 in a round.

    ``cut_off``: no answer that came later is in it. ``why``: what called for it, such as "nytt utkast".
    ``digest``: sha256 of the content, in hex. ``edits``: how many edits of the round there were. Times are
    aware.
    """

    round: str
    number: int
    by: str
    by_name: str
    at: datetime
    cut_off: datetime
    why: str
    digest: str
    edits: int = 0


@dataclass(frozen=True)
class VersionDraft:
    """A version to keep. ``content``: the document as JSON. ``edits``: how many it was composed with."""

    round: str
    content: str
    cut_off: datetime
    by: str
    by_name: str
    at: datetime
    why: str
    edits: int = 0


@dataclass(frozen=True)
class Edited:
    """A new edit. ``seen``: the number of the section's edit that its writer had before him, 0 for none."""

    edit: SectionEdit
    seen: int
