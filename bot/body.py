"""Reading a body that someone else sends: never more of it than we said."""

import json
from typing import Any

import aiohttp


class TooLong(Exception):
    """More bytes came than the limit; reading stopped there."""


class NoObject(Exception):
    """The bytes are no JSON object."""


async def read_at_most(stream: aiohttp.StreamReader, limit: int) -> bytes:
    """The whole body. Raise TooLong as soon as it is longer than ``limit`` bytes, whatever was announced."""
    parts: list[bytes] = []
    length = 0
    async for part in stream.iter_any():
        length += len(part)
        if length > limit:
            raise TooLong
        parts.append(part)
    return b"".join(parts)


_DIGITS = 4_000
"""So long a number Python reads with its own limit; a longer one is JSON too, and of no use to anyone."""


def json_object(body: bytes) -> dict[str, Any]:
    """Raise NoObject for anything that is not a JSON object in UTF-8. An endless number is read as null."""
    try:
        text = body.decode("utf-8-sig")
        found = json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except (ValueError, RecursionError) as wrong:
        raise NoObject from wrong
    if not isinstance(found, dict):
        raise NoObject
    return found


def _no_number(name: str) -> None:
    """NaN and Infinity are Python's, not JSON's."""
    raise NoObject(name)


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= _DIGITS else None
