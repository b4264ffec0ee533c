"""Who gets in: the checks that every request passes before anything of it is believed.

The order is the promise: type, token, size, JSON, service address (named, the claim's, on our list), tenant,
pace. Nothing of the body is read before the token has been checked, and nothing is handled before all of it
has.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web
from yarl import URL

from bot.body import NoObject, TooLong, json_object, read_at_most
from bot.fields import part, tenants, tenants_of
from bot.origins import Origins, is_loopback
from bot.passport import Claims, Passport, TurnedAway, unauthorized
from web.pace import Pace

BODY_SECONDS = 10.0


@dataclass(frozen=True)
class Guard:
    """``passport`` is None in local mode: no token then, but caller, Host and serviceUrl on the loopback.

    ``tenants`` in small letters. ``pace``: how much each of them may send, whatever the others do.
    """

    passport: Passport | None
    origins: Origins
    tenants: frozenset[str]
    body_limit: int
    pace: Pace

    async def admit(self, request: web.Request) -> dict[str, Any]:
        """The activity, when all checks are passed. Raise TurnedAway at the first that is not."""
        _check_type(request)
        claims = await self._authenticate(request)
        activity = await self._read(request)
        self._check_service(activity, claims)
        if self.passport is not None:
            self._check_pace(self._charged(activity))
        return activity

    async def _authenticate(self, request: web.Request) -> Claims | None:
        if self.passport is not None:
            return await self.passport.claims(request)
        _check_loopback(request)
        return None

    async def _read(self, request: web.Request) -> dict[str, Any]:
        if (request.content_length or 0) > self.body_limit:
            raise TurnedAway(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "announced too large")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                return json_object(await read_at_most(request.content, self.body_limit))
        except TooLong:
            raise TurnedAway(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large") from None
        except NoObject:
            raise TurnedAway(HTTPStatus.BAD_REQUEST, "no JSON object") from None
        except (aiohttp.ClientError, web.RequestPayloadError, ConnectionError):
            raise TurnedAway(HTTPStatus.BAD_REQUEST, "body broke off") from None
        except TimeoutError:
            raise TurnedAway(HTTPStatus.REQUEST_TIMEOUT, "body too slow") from None

    def _check_service(self, activity: Mapping[str, Any], claims: Claims | None) -> None:
        service_url = activity.get("serviceUrl")
        if not isinstance(service_url, str) or not service_url:
            raise unauthorized("no serviceUrl")
        if claims is not None and claims.get("serviceurl") != service_url:
            raise unauthorized("serviceUrl is not the claim's")
        if not self.origins.allow(service_url):
            raise TurnedAway(HTTPStatus.FORBIDDEN, "foreign serviceUrl")

    def _charged(self, activity: Mapping[str, Any]) -> str:
        """The sender's tenant; the conversation's when the sender names none.

        A guest is of another than the conversation: all are on the list, and each pays for its own people.
        """
        named = tenants(activity)
        if not named or not self.tenants.issuperset(named):
            raise TurnedAway(HTTPStatus.FORBIDDEN, "foreign tenant")
        return next(iter(tenants_of(part(activity, "from"))), named[0])

    def _check_pace(self, tenant: str) -> None:
        if seconds := self.pace.take(tenant):
            raise TurnedAway(HTTPStatus.TOO_MANY_REQUESTS, "tenant too fast", seconds)


def _check_type(request: web.Request) -> None:
    plain = {"identity"}.issuperset(request.headers.getall("Content-Encoding", []))
    if (
        request.content_type != "application/json"
        or not plain
        or (request.charset or "utf-8").lower() != "utf-8"
    ):
        raise TurnedAway(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no JSON in UTF-8")


def _check_loopback(request: web.Request) -> None:
    """Raise TurnedAway unless caller, Host header and the page that asks, if any, are this machine's.

    A page in a browser can be made to post here under a name of its own that points to 127.0.0.1
    (DNS rebinding): the Host header gives it away.
    """
    peer = request.transport.get_extra_info("peername") if request.transport else None
    origin = request.headers.get("Origin")
    if not (
        peer
        and is_loopback(peer[0])
        and is_loopback(_host(f"http://{request.host}"))
        and (origin is None or is_loopback(_host(origin)))
        and request.headers.get("Sec-Fetch-Site") != "cross-site"
    ):
        raise TurnedAway(HTTPStatus.FORBIDDEN, "not from this machine")


def _host(url: str) -> str | None:
    try:
        return URL(url).host
    except ValueError:
        return None
