"""What stands around every page: what is refused or breaks becomes words, and every answer is armoured."""

import math
from collections.abc import Awaitable, Callable

from aiohttp import web

from web import pages
from web.headers import armoured, clear
from web.parts import Parts
from web.refusals import BROKEN, TOO_LONG, UNREADABLE, Refused

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(parts: Parts, handle: Handler) -> Handler:
    """The entrance: what is refused or breaks becomes a page here, and every answer is armoured."""

    async def handled(request: web.Request) -> web.StreamResponse:
        try:
            response = await handle(request)
        except Refused as refused:
            response = _refused(refused)
        except Exception as error:  # noqa: BLE001 - the entrance: whatever breaks, people get words
            parts.on_error("web.failed", error)
            response = _refused(Refused(BROKEN))
        return armoured(response, secure=parts.secure)

    return handled


def _refused(refused: Refused) -> web.Response:
    words = refused.words
    response = clear(words.status, pages.said(words.title, words.text))
    if refused.wait:
        response.headers["Retry-After"] = str(math.ceil(refused.wait))
    if words in {TOO_LONG, UNREADABLE}:
        response.force_close()  # what is left of the body is not worth reading
    return response
