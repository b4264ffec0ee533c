"""What kinds of message Samråd sends of its own accord, what one is, and how close two may come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    CONTACTS = "uppgiftslämnare stäms av"
    OPENED = "öppnad"
    REMINDER = "påminnelse"
    LATE = "försenad"
    CLOSED = "stängd"
    INVITED = "inbjudan"
    INVITED_AGAIN = "inbjudan igen"
    RETURNED = "återsänd"
    RETURNED_AGAIN = "återsänd, påminnelse"
    REOPENED = "öppnad igen"
    GRANTED = "anstånd beviljat"
    REFUSED = "anstånd avslaget"
    APPROVED = "godkänd"
    NUDGE = "påminnelse på begäran"
    EVALUATION = "utvärdering"
    PUBLISHED = "rapporten"
    CREATED = "omgång skapad"
    UNMANNED = "enheter utan mottagare"
    LATE_LIST = "försenade enheter"
    ASKED = "begäran om anstånd"
    DIGEST = "sammandrag"
    DRAFT = "dags för utkast"
    FEEDBACK = "dags för återkoppling"
    CASE = "dags att stänga ärendet"


PUSHES = frozenset(
    {
        Kind.OPENED,
        Kind.REMINDER,
        Kind.LATE,
        Kind.INVITED,
        Kind.INVITED_AGAIN,
        Kind.RETURNED_AGAIN,
        Kind.NUDGE,
    }
)
"""What asks a person to report."""

MOST_PUSHES = 6
"""So many in a round at most, to one person; what is decided after that is not sent."""

PROMPT = frozenset(
    {
        Kind.RETURNED,
        Kind.REOPENED,
        Kind.GRANTED,
        Kind.REFUSED,
        Kind.APPROVED,
        Kind.PUBLISHED,
        Kind.ASKED,
    }
)
"""What somebody has just done or asked for, told at once. All else keeps a working day's distance."""

_TO_COORDINATORS = frozenset(
    {
        Kind.CREATED,
        Kind.UNMANNED,
        Kind.LATE_LIST,
        Kind.DIGEST,
        Kind.DRAFT,
        Kind.FEEDBACK,
        Kind.CASE,
    }
)


@dataclass(frozen=True)
class Notice:
    """``key`` is unique: the same notice is never decided twice. ``replaces`` are keys it makes needless.

    ``rule`` names the rule that called for it; ``step`` the step of the unit's life that it tells of.
    """

    key: str
    kind: Kind
    rule: str
    round: str
    person: str
    unit: str | None
    moment: datetime
    replaces: tuple[str, ...] = ()
    step: int = 0


def waits_its_turn(kind: Kind, sent_today: Collection[Kind]) -> bool:
    """Whether a message of that kind is to wait for another working day, for what the person got today.

    A coordinator's lists do not wait for requests that came in between.
    """
    if kind in PROMPT:
        return False
    return any(one not in PROMPT or kind not in _TO_COORDINATORS for one in sent_today)
