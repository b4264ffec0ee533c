"""What a browser sends back, read with care: where from, how much, and as what a card would have sent."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from aiohttp import ClientError, web

from domain.messages import Action, fits
from web.fields import PREFIX
from web.refusals import NOT_FROM_FORM, TOO_LONG, UNREADABLE, Refused

VERBS = frozenset({"save", "back", "add", "same", "send", "confirm"})
GUARD = "guard"

_FORM = "application/x-www-form-urlencoded"
_DATA = ("round", "unit", "form", "card", "revision", "step")
_MOST_FIELDS = 1_000
_PATIENCE = 30.0
"""Seconds for a form to come in, over the slowest of lines."""


async def read(request: web.Request, limit: int) -> dict[str, str]:
    """The fields of a form, several values of one joined with commas. Raise Refused for all else.

    Never reads more than ``limit`` bytes, whatever was announced.
    """
    if request.content_type != _FORM:
        raise Refused(UNREADABLE)
    try:
        async with asyncio.timeout(_PATIENCE):
            body = await _bytes(request, limit)
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except (ValueError, TimeoutError, ClientError, ConnectionError):
        raise Refused(UNREADABLE) from None
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields[name] = f"{fields[name]},{value}" if fields.get(name) else value
    return fields


async def _bytes(request: web.Request, limit: int) -> bytes:
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > limit:
            raise Refused(TOO_LONG)
    return bytes(body)


def from_here(headers: Mapping[str, str], host: str, public: str) -> None:
    """Raise Refused for a form that another site sent. ``public`` is our own address to people.

    A browser too old to say either is held by the guard in the form alone.
    """
    if site := headers.get("Sec-Fetch-Site"):
        if site != "same-origin":
            raise Refused(NOT_FROM_FORM)
    elif (origin := headers.get("Origin")) and _host(origin) not in {host, urlsplit(public).netloc}:
        raise Refused(NOT_FROM_FORM)


def _host(origin: str) -> str | None:
    """Host and port of an origin; None for what is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def action(fields: Mapping[str, str]) -> Action:
    """The button that was pressed, as a card would have sent it. Raise Refused for one that is not ours.

    What keeps a form from being saved twice must be whole; of the rest, what can be no id is left out.
    """
    verb, _, group = fields.get("press", "").partition(" ")
    request = fields.get("request", "")
    if verb not in VERBS or not fits(request):
        raise Refused(UNREADABLE)
    data = {name: _identifier(fields.get(name, "")) for name in _DATA} | {"group": _identifier(group)}
    values = {
        name[len(PREFIX) :]: value
        for name, value in fields.items()
        if name.startswith(PREFIX) and _identifier(name)
    }
    return Action(verb, request, data, values)


def _identifier(given: str) -> str:
    """``given`` when it can be an id, else empty: an id is never mended. The inbox of Teams does the same."""
    return given if fits(given) else ""
