"""What the bot asked of the connector on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Received:
    """What the bot asked of us: ``how`` is send, reply, update, delete or create."""

    how: str
    conversation: str
    id: str
    activity: Mapping[str, Any]
    token: str
    reply_to: str = ""

    @property
    def text(self) -> str:
        return str(self.activity.get("text") or "")

    @property
    def card(self) -> dict[str, Any] | None:
        """The Adaptive Card; None for a text, and for the offer of a file."""
        attachments = self.activity.get("attachments") or [{}]
        found = attachments[0].get("content")
        is_card = attachments[0].get("contentType") == "application/vnd.microsoft.card.adaptive"
        return found if is_card and isinstance(found, dict) else None


@dataclass(frozen=True)
class Asked:
    """One request, delivered or not. ``at``: the ticks at which it came; ``status``: 0 for a dropped one."""

    how: str
    conversation: str
    at: float
    status: int
    delivered: bool
