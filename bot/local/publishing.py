"""The key service on this machine: an OpenID configuration and the keys behind it, up, down or slow."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web


class KeyService:
    """``published``: whether it answers. ``fetches``: how often it was asked."""

    def __init__(self) -> None:
        self.published = True
        self.fetches = 0
        self._until: asyncio.Event | None = None
        self._origin = ""
        self._jwks: Callable[[], dict[str, Any]] = dict

    def publish(self, origin: str, jwks: Callable[[], dict[str, Any]]) -> None:
        """``origin``: where this service is reached."""
        self._origin, self._jwks = origin, jwks

    def slow(self) -> asyncio.Event:
        """From now on it does not answer before the event is set."""
        self._until = asyncio.Event()
        return self._until

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/openid", self._openid), web.get("/keys", self._keys)]

    async def _openid(self, _request: web.Request) -> web.Response:
        self.fetches += 1
        if self._until:
            await self._until.wait()
        if not self.published:
            return web.Response(status=503)
        return web.json_response(
            {"issuer": "https://api.botframework.com", "jwks_uri": f"{self._origin}/keys"}
        )

    async def _keys(self, _request: web.Request) -> web.Response:
        return web.json_response(self._jwks())
