"""Who gets in: the checks that every request passes before anything of it is believed.

The order is the promise: type, token, size, JSON, service address, tenant. Nothing of the body is read
before the token has been checked, and nothing is handled before all of it has.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
import jwt
from aiohttp import web
from jwt.types import Options
from yarl import URL

from bot.body import NoObject, TooLong, json_object, read_at_most
from bot.clock import Clock
from bot.fields import CHANNEL, tenants
from bot.keys import KeyRing
from bot.origins import Origins, is_loopback

ISSUER = "https://api.botframework.com"
SKEW = timedelta(minutes=5)
BODY_SECONDS = 10.0

Claims = Mapping[str, Any]


class TurnedAway(Exception):
    """A request that does not get in. ``why`` is for the log; the caller gets the status alone."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(frozen=True)
class Guard:
    """``keys`` is None in local mode: no token then, but caller, Host and serviceUrl on the loopback."""

    app_id: str
    keys: KeyRing | None
    origins: Origins
    tenants: frozenset[str]
    body_limit: int
    clock: Clock

    async def admit(self, request: web.Request) -> dict[str, Any]:
        """The activity, when all checks are passed. Raise TurnedAway at the first that is not."""
        _check_type(request)
        claims = await self._authenticate(request)
        activity = await self._read(request)
        self._check_service(activity, claims)
        if self.keys is not None:
            self._check_tenant(activity)
        return activity

    async def _authenticate(self, request: web.Request) -> Claims | None:
        if self.keys is None:
            _check_loopback(request)
            return None
        token = _bearer(request)
        key = await self.keys.key(_kid(token))
        if key is None:
            raise _unauthorized("unknown key")
        if CHANNEL not in key.endorsements:
            raise _unauthorized("key not endorsed")
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self.app_id,
                issuer=ISSUER,
                # The times are checked below, by the clock that was handed in.
                options=_CHECKED,
            )
        except jwt.PyJWTError as wrong:
            raise _unauthorized(type(wrong).__name__) from None
        _check_times(claims, self.clock())
        return claims

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
        except (aiohttp.ClientError, ConnectionError):
            raise TurnedAway(HTTPStatus.BAD_REQUEST, "body broke off") from None
        except TimeoutError:
            raise TurnedAway(HTTPStatus.REQUEST_TIMEOUT, "body too slow") from None

    def _check_service(self, activity: Mapping[str, Any], claims: Claims | None) -> None:
        service_url = activity.get("serviceUrl")
        if not isinstance(service_url, str):
            raise _unauthorized("no serviceUrl")
        if not self.origins.allow(service_url):
            raise TurnedAway(HTTPStatus.FORBIDDEN, "foreign serviceUrl")
        if claims is not None and claims.get("serviceurl") != service_url:
            raise _unauthorized("serviceUrl is not the claim's")

    def _check_tenant(self, activity: Mapping[str, Any]) -> None:
        named = tenants(activity)
        if not named or not self.tenants.issuperset(named):
            raise TurnedAway(HTTPStatus.FORBIDDEN, "foreign tenant")


_CHECKED: Options = {
    "require": ["exp", "iss", "aud"],
    "strict_aud": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
}


def _check_type(request: web.Request) -> None:
    plain = request.headers.get("Content-Encoding", "identity") == "identity"
    if (
        request.content_type != "application/json"
        or not plain
        or (request.charset or "utf-8").lower() != "utf-8"
    ):
        raise TurnedAway(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no JSON in UTF-8")


def _check_loopback(request: web.Request) -> None:
    """Raise TurnedAway unless caller and Host header are this machine.

    A page in a browser can be made to post here under a name of its own that points to 127.0.0.1
    (DNS rebinding): the Host header gives it away.
    """
    peer = request.transport.get_extra_info("peername") if request.transport else None
    if not (peer and is_loopback(peer[0]) and is_loopback(_host(request))):
        raise TurnedAway(HTTPStatus.FORBIDDEN, "not from this machine")


def _host(request: web.Request) -> str | None:
    try:
        return URL(f"http://{request.host}").host
    except ValueError:
        return None


def _bearer(request: web.Request) -> str:
    given = request.headers.getall("Authorization", [])
    scheme, _, token = (given[0] if len(given) == 1 else "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _unauthorized("no bearer token")
    return token


def _kid(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise _unauthorized("no token") from None
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str):
        raise _unauthorized("not RS256 with a key id")
    return kid


def _check_times(claims: Claims, now: datetime) -> None:
    expires, begins = claims["exp"], claims.get("nbf", 0)
    if not all(
        isinstance(moment, int | float) and not isinstance(moment, bool) for moment in (expires, begins)
    ):
        raise _unauthorized("times that are no numbers")
    moment, skew = now.timestamp(), SKEW.total_seconds()
    if not (begins - skew <= moment <= expires + skew):
        raise _unauthorized("expired or not yet valid")


def _unauthorized(why: str) -> TurnedAway:
    return TurnedAway(HTTPStatus.UNAUTHORIZED, why)
