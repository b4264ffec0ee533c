"""What waits in the outbox, in words: how much, and when it can go at the earliest."""

from datetime import datetime

from dialogs.desk import Desk
from domain import swedish


def earliest(now: datetime, desk: Desk) -> str:
    """Inom några minuter; outside the hours when messages are sent: tidigast 23 november 2026 kl. 10.00."""
    at = desk.hours.earliest(now)
    return f"tidigast {swedish.moment(at)}" if at > now else "inom några minuter"


def waiting(now: datetime, desk: Desk) -> str:
    """14 meddelanden väntar på att skickas, tidigast … ; empty when nothing does."""
    number = desk.store.watching.queue(now).waiting
    if not number:
        return ""
    count = swedish.upper_first(swedish.count(number, "meddelande väntar", "meddelanden väntar", neuter=True))
    closed = desk.hours.earliest(now) > now
    return f"{count} på att skickas{f', {earliest(now, desk)}' if closed else ''}."
