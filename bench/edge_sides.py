"""The processes of bench/edge.py: a key service that can be slow, and a bot that feels its own pulse."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from aiohttp import web

from bench.sides import NOW, Told, main, parts, settings_of
from bot.clock import HandedClock
from bot.local.connector import LocalConnector
from bot.server import make_app
from bot.serving import listening
from domain.messages import Message, Turn
from store.store import Store

SLOW = 2.0
"""Seconds that the key service takes, once it is slow."""


@asynccontextmanager
async def keys(_given: Told) -> AsyncIterator[Told]:
    """Quick with the first key. After ``POST /slow`` it signs with a second, and takes its time."""
    async with LocalConnector(HandedClock(NOW)) as teams:

        async def slow(_request: web.Request) -> web.Response:
            teams.signer.rotate("key-2")
            teams.signer.kids = ["key-1", "key-2"]
            answers = teams.keys.slow()
            asyncio.get_running_loop().call_later(SLOW, answers.set)
            return web.Response()

        app = web.Application()
        app.router.add_post("/slow", slow)
        async with listening(app) as url:
            yield {
                "settings": teams.settings(),
                "service_url": teams.service_url,
                "tenant": teams.settings()["tenants"][0],
                "tokens": [teams.signer.token(kid=kid) for kid in ("key-1", "key-2")],
                "url": url,
            }


@asynccontextmanager
async def feeling(given: Told) -> AsyncIterator[Told]:
    """The bot that says all back. ``GET /stall``: its loop's longest delay since it was last asked, in ms."""

    def answer(turn: Turn) -> Sequence[Message]:
        return [Message(text=turn.text)]

    pulse = Pulse()

    async def stall(_request: web.Request) -> web.Response:
        return web.json_response(pulse.taken())

    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "samrad.db")
        app = make_app(parts(settings_of(given), store, answer))
        app.router.add_get("/stall", stall)
        async with listening(app) as url:
            beating = asyncio.create_task(pulse.beat())
            yield {"url": url}
            beating.cancel()
        store.close()


class Pulse:
    """Asks for its turn each millisecond, and keeps how late it came at the worst."""

    def __init__(self) -> None:
        self._worst = 0.0

    async def beat(self) -> None:
        while True:
            asked = perf_counter()
            await asyncio.sleep(_BEAT)
            self._worst = max(self._worst, perf_counter() - asked - _BEAT)

    def taken(self) -> float:
        worst, self._worst = self._worst, 0.0
        return 1000 * worst


_BEAT = 0.001

SIDES = {"keys": keys, "feeling": feeling}

if __name__ == "__main__":
    asyncio.run(main(SIDES))
