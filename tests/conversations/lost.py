"""Messages of the round that were given up, laid into the store."""

from datetime import datetime

from domain.delivery import GivenUp, Outcome, Posting, Reason
from domain.notices import Kind
from store.store import Store

_WHY = {
    Reason.NO_ADDRESS: "personen har aldrig skrivit till mig i Teams",
    Reason.BLOCKED: "mottagaren har blockerat Samråd i Teams (403 ConversationBlockedByUser)",
}


def given_up(
    store: Store, person: str, at: datetime, reason: Reason | GivenUp, kind: Kind = Kind.OPENED
) -> str:
    """The person's message, given up for that reason; returns its key."""
    unit = person if person in {"fyrbodal", "af", "sjuharad"} else "-"
    key = f"2026Q3/{kind}/{unit}/{person}"
    what = {"round": "2026Q3", "unit": unit, "rule": str(kind), "step": "0"}
    store.outbox.post([Posting(key, person, kind, what, at)], at)
    if isinstance(reason, Reason):
        reason = GivenUp(Outcome.UNREACHABLE, _WHY.get(reason, "något gick fel"), reason)
    store.outbox.give_up(key, reason, at)
    return key
