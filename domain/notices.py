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
    CHECK = "faktagranskning"
    CHECK_AGAIN = "faktagranskning, påminnelse"
    REMARKS = "synpunkter"
    SETTLED = "svar på synpunkter"
    DECISION_DUE = "dags för beslut"
    DECISION = "beslut"
    PUBLISHED = "rapporten"
    CREATED = "omgång skapad"
    UNMANNED = "enheter utan mottagare"
    STILL_UNMANNED = "enheter utan mottagare när omgången öppnar"
    LATE_LIST = "försenade enheter"
    ASKED = "begäran om anstånd"
    DIGEST = "sammandrag"
    DRAFT = "dags för utkast"
    CHECK_DUE = "dags för faktagranskning"
    PUBLISH_DUE = "dags att publicera"
    FEEDBACK = "dags för återkoppling"
    CASE = "dags att stänga ärendet"
    TICKET_NEW = "ny fråga till sakkunniga"
    TICKET_REMINDER = "fråga väntar"
    TICKET_OVERDUE = "fråga utan svar"
    TICKET_REPLY = "svar från sakkunnig"
    PROPOSED = "förslag till handboken"
    WEEKLY = "veckolista"
    EXPIRES = "nyckel går ut"
    REFUSED_KEY = "nyckel avvisad"
    STOOD_STILL = "stillestånd"
    NOT_RUN = "körs inte"


OF_WATCHING = frozenset({Kind.EXPIRES, Kind.REFUSED_KEY, Kind.STOOD_STILL, Kind.NOT_RUN})
"""What tells coordinators that something is wrong, or soon will be, with Samråd itself."""

OF_NO_ROUND = OF_WATCHING | frozenset(
    {
        Kind.TICKET_NEW,
        Kind.TICKET_REMINDER,
        Kind.TICKET_OVERDUE,
        Kind.TICKET_REPLY,
        Kind.PROPOSED,
        Kind.WEEKLY,
    }
)
"""What the upkeep of the handbook and the watch over Samråd itself call for, whatever round it is."""


ALARMS = OF_WATCHING | frozenset({Kind.UNMANNED, Kind.STILL_UNMANNED})
"""What a coordinator is to act on before something is lost: outside the rule of one message a day.

No other message puts an alarm off to another day, and it puts off none.
"""

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

PROMPT = ALARMS | frozenset(
    {
        Kind.RETURNED,
        Kind.REOPENED,
        Kind.GRANTED,
        Kind.REFUSED,
        Kind.APPROVED,
        Kind.CHECK,
        Kind.REMARKS,
        Kind.SETTLED,
        Kind.DECISION,
        Kind.PUBLISHED,
        Kind.ASKED,
        Kind.TICKET_NEW,
        Kind.TICKET_REPLY,
    }
)
"""Alarms, and what somebody has just done or asked for: told at once. All else keeps a working day apart."""

_OF_EXPERTS = frozenset({Kind.TICKET_REMINDER, Kind.TICKET_OVERDUE, Kind.PROPOSED, Kind.WEEKLY})
_LISTS = _OF_EXPERTS | frozenset(
    {
        Kind.CREATED,
        Kind.LATE_LIST,
        Kind.DIGEST,
        Kind.DRAFT,
        Kind.CHECK_DUE,
        Kind.DECISION_DUE,
        Kind.PUBLISH_DUE,
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


_TOGETHER = frozenset(
    {Kind.TICKET_REMINDER, Kind.TICKET_OVERDUE, Kind.PROPOSED, Kind.REFUSED_KEY, Kind.NOT_RUN}
)


@dataclass(frozen=True)
class Errand:
    """A notice that belongs to no round. ``key`` is unique: the same errand is never decided twice.

    ``about``: the id of the ticket or the proposal, the week ("2026-W47"), or what is watched. ``step``: the
    number of the ticket's step that it tells of, or days that are left.
    """

    key: str
    kind: Kind
    person: str
    about: str
    step: int = 0

    @property
    def series(self) -> tuple[str, Kind, str]:
        """Errands of one series are told together, by the latest."""
        return self.person, self.kind, "" if self.kind in _TOGETHER else self.about


def waits_its_turn(kind: Kind, sent_today: Collection[Kind]) -> bool:
    """Whether a message of that kind is to wait for another working day, for what the person got today.

    Lists do not wait for requests that came in between, what asks for a report not for an expert's list, and
    nothing for an alarm.
    """
    if kind in PROMPT:
        return False
    other = [one for one in sent_today if one not in ALARMS]
    heard = [one for one in other if kind not in PUSHES or one not in _OF_EXPERTS]
    return any(one not in PROMPT or kind not in _LISTS for one in heard)
