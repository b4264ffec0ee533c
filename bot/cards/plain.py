"""The package's typed card as the JSON that Teams reads, and how large that is."""

import json
from typing import Any

from microsoft_teams.cards import AdaptiveCard

from domain.errors import SamradError

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"

BUDGET = 28 * 1024
"""Bytes of UTF-16 that every card is designed to fit in: the oldest limit that a client still has."""

STOP = 80 * 1024
"""Bytes of UTF-16 over which nothing is sent: Teams answers 413 somewhere above."""


class CardTooLarge(SamradError):
    """The card cannot be sent; the words say what to shorten."""


def plain(card: AdaptiveCard) -> dict[str, Any]:
    """The card as JSON, without anything unset.

    ``$schema`` is written here: the package's own field for it comes out as ``schema``.
    """
    body = card.model_dump(by_alias=True, exclude_none=True)
    kept: dict[str, Any] = _without_empty(body)
    return {"type": kept.pop("type"), "$schema": SCHEMA, **kept}


def size_of(card: dict[str, Any]) -> int:
    """Bytes as Teams counts them: the JSON in UTF-16, without blanks between its parts."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le"))


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """Empty objects and lists (``requires`` among them) say nothing, and some clients stumble on them."""
    if isinstance(value, dict):
        return {key: _without_empty(part) for key, part in value.items() if part not in ({}, [])}
    if isinstance(value, list):
        return [_without_empty(part) for part in value]
    return value
