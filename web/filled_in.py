"""A form that a page of ours sent: looked at before it is acted on, and kept until it is answered."""

from aiohttp import web

from web import posted
from web.parts import Parts
from web.refusals import NOT_FROM_FORM, Refused

_FIELDS = web.RequestKey("fields", dict[str, str])


async def fields_of(request: web.Request, parts: Parts) -> dict[str, str]:
    """What was filled in on one of our pages, in this browser. Raise Refused for all else."""
    posted.from_here(request.headers, request.host, parts.links.base_url)
    fields = await posted.read(request, parts.body_limit)
    if not parts.links.seal.guards(request.cookies.get(parts.cookie, ""), fields.get(posted.GUARD, "")):
        raise Refused(NOT_FROM_FORM)
    request[_FIELDS] = fields
    return fields


async def fields_to_give_back(request: web.Request, parts: Parts, *, unread: bool) -> dict[str, str]:
    """What the answer to the request must not lose; empty where nothing was sent from a page of ours.

    ``unread``: it may be read now, when something broke before anybody did.
    """
    if _FIELDS in request:
        return request[_FIELDS]
    cookie, link = request.cookies.get(parts.cookie, ""), request.match_info.get("link", "")
    if not unread or request.method != "POST" or not parts.links.seal.opened(cookie, link):
        return {}
    try:
        return await fields_of(request, parts)
    except Refused:
        return {}
