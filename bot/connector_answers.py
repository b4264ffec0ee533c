"""What the connector answered, read with distrust: the id, its word for a refusal, how long to wait."""

import math
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.body import NoObject, TooLong, json_object, read_at_most
from bot.fields import identifier
from bot.sending import named

_LIMIT = 64 * 1024
"""Bytes of an answer; one that is longer tells no more than its status."""

_WORD = re.compile("[A-Za-z]{1,60}")
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?")

LONGEST_REST = 3600.0
"""Seconds: the longest window that the service counts in. A message's own budget is shorter."""


async def taken(answer: aiohttp.ClientResponse, now: datetime, *, repeatable: bool) -> str:
    """The id in a good answer, empty when it names none that can be kept. Raise NotDelivered for another.

    The status alone decides: a body that breaks off, or never comes, changes nothing of what was done.
    ``now`` (aware): when it came.
    """
    try:
        document = json_object(await read_at_most(answer.content, _LIMIT))
    except (NoObject, TooLong, aiohttp.ClientError, TimeoutError):
        document = {}
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return identifier(document.get("id"))
    seconds = retry_after(answer.headers, now)
    raise named(answer.status, _code(document), seconds, repeatable=repeatable)


def _code(document: Mapping[str, Any]) -> str:
    """The service's word, from either of the shapes it uses; what is no single word may be anybody's text."""
    error = document.get("error")
    inner = error if isinstance(error, dict) else {}
    words = (document.get("subCode"), inner.get("code"), document.get("code"))
    return next((word for word in words if isinstance(word, str) and _WORD.fullmatch(word)), "")


def retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """Whole seconds, at most an hour; 0 when it is not told, is past, or is no time at all.

    A date counts from the answer's own, since the service's clock is not ours; from ``now`` without one.
    """
    given = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(given):
        return float(math.ceil(min(float(given), LONGEST_REST)))
    until = _date(given)
    if until is None:
        return 0.0
    left = (until - (_date(headers.get("Date", "")) or now)).total_seconds()
    return float(math.ceil(min(max(left, 0.0), LONGEST_REST)))


def _date(given: str) -> datetime | None:
    """None for what is no date with a time zone."""
    try:
        found = parsedate_to_datetime(given)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if found.utcoffset() is not None else None
