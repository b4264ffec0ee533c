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


def json_object(body: bytes) -> dict[str, Any]:
    """Raise NoObject for anything that is not a JSON object in UTF-8."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise NoObject from wrong
    if not isinstance(found, dict):
        raise NoObject
    return found
