"""What stands around every page: what is refused or breaks becomes words, and every answer is armoured."""

import math
from collections.abc import Awaitable, Callable

from aiohttp import web
from sqlalchemy import exc

from web import pages
from web.filled_in import fields_to_give_back
from web.given_back import written
from web.headers import armoured, clear
from web.parts import Parts
from web.refusals import AWAY, AWAY_SENT, BROKEN, NOT_FROM_FORM, TOO_LONG, UNREADABLE, Refused

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_AWAY = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
"""The database is not reached, or does not take anything just now."""

_NOT_TAKEN = frozenset({NOT_FROM_FORM, TOO_LONG, UNREADABLE})
"""Said of a body that is not to be read."""

_SOON = 10.0
"""Seconds until it may be back."""


def guarded(parts: Parts, handle: Handler) -> Handler:
    """The entrance: what is refused or breaks becomes a page here, and every answer is armoured."""

    async def handled(request: web.Request) -> web.StreamResponse:
        try:
            response = await handle(request)
        except Refused as refused:
            response = await _refused(parts, request, refused)
        except Exception as error:  # noqa: BLE001 - the entrance: whatever breaks, people get words
            parts.on_error("web.failed", error)
            response = await _refused(parts, request, _broken(request, error))
        return armoured(response, secure=parts.secure)

    return handled


def _broken(request: web.Request, error: Exception) -> Refused:
    if not isinstance(error, _AWAY):
        return Refused(BROKEN)
    return Refused(AWAY_SENT if request.method == "POST" else AWAY, _SOON)


async def _refused(parts: Parts, request: web.Request, refused: Refused) -> web.Response:
    """With what was written on a page of ours: nothing that somebody wrote is lost."""
    words = refused.words
    fields = await fields_to_give_back(request, parts, unread=words not in _NOT_TAKEN)
    rows = written(fields, parts.desk.county)
    response = clear(words.status, pages.said(words.title, words.text, rows))
    if refused.wait:
        response.headers["Retry-After"] = str(math.ceil(refused.wait))
    if words in {TOO_LONG, UNREADABLE}:
        response.force_close()  # what is left of the body is not worth reading
    return response
