"""The token that Teams sends with each request, checked by the rules of the Bot Connector."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

import jwt
from aiohttp import web
from jwt.types import Options

from bot.clock import Clock
from bot.fields import CHANNEL
from bot.keys import Key, KeyRing

ISSUER = "https://api.botframework.com"
SKEW = timedelta(minutes=5)

Claims = Mapping[str, Any]

_MANY = 256


class TurnedAway(Exception):
    """A request that does not get in. ``why`` is for the log; the caller gets the status alone.

    ``seconds``: how long to wait before another one, 0 when waiting does not help.
    """

    def __init__(self, status: HTTPStatus, why: str, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.seconds = seconds

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(ceil(self.seconds))} if self.seconds else {}


class Passport:
    """Checks tokens for the bot ``app_id``.

    Teams sends the same token for an hour, so a signature that was found good is not checked again while
    its key stands. The times are looked at for every request.
    """

    def __init__(self, app_id: str, keys: KeyRing, clock: Clock) -> None:
        self._app_id = app_id
        self._keys = keys
        self._clock = clock
        self._good: dict[str, tuple[str, Key, Claims]] = {}

    async def claims(self, request: web.Request) -> Claims:
        """What the token says. Raise TurnedAway (401) for anything but a good one."""
        token = _bearer(request)
        kid, signer, claims = self._good.get(token) or ("", None, {})
        kid = kid or _kid(token)
        key = await self._keys.key(kid)
        if key is None:
            raise unauthorized("unknown key")
        if CHANNEL not in key.endorsements:
            raise unauthorized("key not endorsed")
        if key is not signer:
            claims = self._verified(token, key)
            if len(self._good) >= _MANY:
                self._good.clear()
            self._good[token] = (kid, key, claims)
        _check_times(claims, self._clock())
        return claims

    def _verified(self, token: str, key: Key) -> Claims:
        try:
            return jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=ISSUER,
                options=_CHECKED,
            )
        except (jwt.PyJWTError, *_NO_JSON) as wrong:
            raise unauthorized(type(wrong).__name__) from None


_NO_JSON = (ValueError, RecursionError)
"""What reading a token's JSON may end with, beside PyJWT's own errors."""

_CHECKED: Options = {
    "require": ["exp", "iss", "aud"],
    "strict_aud": True,
    # The times are checked by the clock that was handed in.
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
}


def _bearer(request: web.Request) -> str:
    given = request.headers.getall("Authorization", [])
    scheme, _, token = (given[0] if len(given) == 1 else "").partition(" ")
    if scheme.lower() != "bearer" or not token or not token.isascii():
        raise unauthorized("no bearer token")
    return token


def _kid(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, *_NO_JSON):
        raise unauthorized("no token") from None
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str):
        raise unauthorized("not RS256 with a key id")
    return kid


def _check_times(claims: Claims, now: datetime) -> None:
    expires, begins = claims["exp"], claims.get("nbf", 0)
    if not all(
        isinstance(moment, int | float) and not isinstance(moment, bool) for moment in (expires, begins)
    ):
        raise unauthorized("times that are no numbers")
    moment, skew = now.timestamp(), SKEW.total_seconds()
    # Compared without arithmetic on the claims: a number of a thousand digits is no fault of ours.
    if not (begins <= moment + skew and moment - skew <= expires):
        raise unauthorized("expired or not yet valid")


def unauthorized(why: str) -> TurnedAway:
    return TurnedAway(HTTPStatus.UNAUTHORIZED, why)
