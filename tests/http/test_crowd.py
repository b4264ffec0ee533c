"""Many at the door who never say what they want: they are shown out, and the others come in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import web

from bot.crowd import Limits
from bot.serving import listening

HALF = b"POST /hej HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nX-a: b"
WHOLE = b"GET /hej HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
UNHURRIED = 60.0


@dataclass(frozen=True)
class Caller:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def says(self, *parts: bytes) -> bytes:
        """All that is answered until the other end hangs up; each part is on its way before the next."""
        async with asyncio.timeout(5):
            try:
                for part in parts:
                    self.writer.write(part)
                    await self.writer.drain()
                    await asyncio.sleep(0)  # lets the other end read
                return await self.reader.read()
            except ConnectionError:
                return b""


@asynccontextmanager
async def caller(url: str) -> AsyncIterator[Caller]:
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        yield Caller(reader, writer)
    finally:
        writer.close()


@dataclass
class Place:
    """Answers when ``open`` is set; ``came`` is set when somebody has been let in to wait."""

    open: asyncio.Event
    came: asyncio.Event

    async def answer(self, _request: web.Request) -> web.Response:
        self.came.set()
        await self.open.wait()
        return web.Response(text="hej")

    @asynccontextmanager
    async def with_room_for(self, limits: Limits) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_get("/hej", self.answer)
        app.router.add_post("/hej", self.answer)
        async with listening(app, limits=limits) as url:
            yield url


@pytest.fixture
async def place() -> Place:
    found = Place(asyncio.Event(), asyncio.Event())
    found.open.set()
    return found


@pytest.mark.parametrize("said", [HALF, b"", b"\r\n", b"GET /hej HTTP/1.1\r\nHost: localhost\r\n"])
async def test_who_does_not_say_what_they_want_is_shown_out(place: Place, said: bytes) -> None:
    async with place.with_room_for(Limits(head=0.05)) as url, caller(url) as slow:
        assert await slow.says(said) == b""


@pytest.mark.parametrize("cut", [0, 1, len(WHOLE) - 3, len(WHOLE) - 2, len(WHOLE) - 1])
async def test_who_has_said_it_if_in_pieces_may_wait_longer_for_the_answer(place: Place, cut: int) -> None:
    place.open.clear()
    async with place.with_room_for(Limits(head=0.05)) as url, caller(url) as first:
        waiting = asyncio.create_task(first.says(WHOLE[:cut], WHOLE[cut:]))
        await place.came.wait()
        async with caller(url) as slow:
            assert await slow.says(HALF) == b""
        place.open.set()
        assert (await waiting).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("limits", [Limits(UNHURRIED, 2, 9), Limits(UNHURRIED, 9, 2)])
async def test_when_it_is_full_the_next_is_shown_out_until_somebody_leaves(
    place: Place, limits: Limits
) -> None:
    place.open.clear()
    async with place.with_room_for(limits) as url, caller(url) as first, caller(url) as second:
        waiting = []
        for one in (first, second):
            place.came.clear()
            waiting.append(asyncio.create_task(one.says(WHOLE)))
            await place.came.wait()
        async with caller(url) as third:
            assert await third.says(WHOLE) == b""
        place.open.set()
        for task in waiting:
            assert (await task).startswith(b"HTTP/1.1 200")
        async with caller(url) as fourth:
            assert (await fourth.says(WHOLE)).startswith(b"HTTP/1.1 200")


def test_behind_our_proxy_all_may_come_from_one_address() -> None:
    assert Limits.behind(proxied=True).each == Limits().all
    assert Limits.behind(proxied=False).each < Limits().all


def test_there_is_never_room_for_more_than_half_of_what_the_machine_can_hold_open() -> None:
    assert Limits.behind(proxied=True, files=256).all == 128
    assert Limits.behind(proxied=False, files=100).each == 50
