"""The public keys that Bot Framework signs with, fetched when needed and kept through an outage."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.body import NoObject, TooLong, json_object, read_at_most
from bot.clock import Ticks
from bot.log import log
from bot.origins import address, is_loopback

COOLDOWN = (2.0, 60.0)
"""Seconds until keys are fetched again for an unknown one, after a fetch that brought nothing new: doubled
from the first to the second with each. A rotated key is known at once, and a stranger who names keys that
nobody has makes us ask once a minute.
"""
WITHOUT_KEYS = 5.0
"""The longest while there is no key at all."""
OLD = 24 * 3600.0
"""Seconds after which keys are asked for again: a withdrawn one ends so. In an outage the old ones hold."""

_LIMIT = 1_000_000
_PATIENCE = aiohttp.ClientTimeout(total=10, connect=3)


@dataclass(frozen=True)
class Key:
    public: RSAPublicKey
    endorsements: frozenset[str]


FetchKeys = Callable[[], Awaitable[Mapping[str, Key]]]


class KeysUnavailable(Exception):
    """The service that publishes the keys did not answer as it should; the words say how."""


class KeyRing:
    """Keys by their id (``kid``). Ages are counted in ticks: a clock that is set makes no key old or new."""

    def __init__(self, fetch: FetchKeys, ticks: Ticks) -> None:
        self._fetch = fetch
        self._ticks = ticks
        self._keys: Mapping[str, Key] = {}
        self._asked = 0.0
        self._cooldown = 0.0
        self._fetched = 0.0
        self._asking: asyncio.Task[None] | None = None
        self._door = asyncio.Lock()

    async def key(self, kid: str) -> Key | None:
        """The key, or None when nobody has published it. Never raises.

        Nobody waits for a key that is at hand: old ones are asked for anew beside the request.
        """
        known = self._keys.get(kid)
        if known is None:
            if asking := self._refreshing():
                # Shielded: whoever asked first may go away, the others still wait for the same answer.
                await asyncio.shield(asking)
                # One by one: checked in one breath, all who waited would hold up everybody else.
                async with self._door:
                    await asyncio.sleep(0)
            return self._keys.get(kid)
        if self._ticks() - self._fetched > OLD:
            self._refreshing()
        return known

    def _refreshing(self) -> asyncio.Task[None] | None:
        """The fetch that is under way, begun now unless the last one was too lately; None then."""
        now = self._ticks()
        if self._asking is None and now - self._asked >= self._cooldown:
            self._asked = now
            self._asking = asyncio.create_task(self._ask(now))
        return self._asking

    async def _ask(self, now: float) -> None:
        try:
            keys = await self._fetch()
        except (KeysUnavailable, NoObject, TooLong, aiohttp.ClientError, TimeoutError) as failure:
            log.warning("keys.unavailable", why=type(failure).__name__, kept=len(self._keys))
            self._rest()
        else:
            self._take(keys, now)
        finally:
            self._asking = None

    def _take(self, keys: Mapping[str, Key], now: float) -> None:
        if keys == self._keys:
            self._rest()
        else:
            self._cooldown = 0.0
        self._keys, self._fetched = dict(keys), now

    def _rest(self) -> None:
        first, longest = COOLDOWN
        longest = longest if self._keys else WITHOUT_KEYS
        self._cooldown = min(max(first, 2 * self._cooldown), longest)


async def published_keys(session: aiohttp.ClientSession, openid_url: str) -> dict[str, Key]:
    """The keys behind an OpenID configuration. Raise KeysUnavailable, ClientError or TimeoutError."""
    configuration = await _document(session, openid_url)
    where = address(str(configuration.get("jwks_uri")))
    if where is None or (where.scheme != "https" and not is_loopback(where.host)):
        raise KeysUnavailable("the configuration names no safe jwks_uri")
    found = (await _document(session, str(where))).get("keys")
    # In a thread: a long list takes longer to read than those who are let in may wait.
    keys = await asyncio.to_thread(_all, found)
    if not keys:
        raise KeysUnavailable("no key that we can use")
    return keys


async def _document(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with session.get(url, timeout=_PATIENCE, allow_redirects=False) as answer:
        if answer.status != HTTPStatus.OK:
            raise KeysUnavailable(f"status {answer.status}")
        return json_object(await read_at_most(answer.content, _LIMIT))


def _all(published: object) -> dict[str, Key]:
    return dict(filter(None, map(_read, published))) if isinstance(published, list) else {}


def _read(published: object) -> tuple[str, Key] | None:
    """One published key; None for what is no RSA signing key with an id."""
    if not isinstance(published, dict) or published.get("kty") != "RSA":
        return None
    kid, endorsements = published.get("kid"), published.get("endorsements")
    try:
        public = jwt.PyJWK(published, "RS256").key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if not isinstance(kid, str) or not isinstance(public, RSAPublicKey):
        return None
    named = endorsements if isinstance(endorsements, list) else []
    return kid, Key(public, frozenset(name for name in named if isinstance(name, str)))
