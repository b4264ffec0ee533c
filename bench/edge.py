"""The edge: guard and turn beside a bare handler; a loop that slow keys do not hold up; what is stored.

Each number stands beside its own limit, from the same run on the same machine:

- guard and turn (token, guard, turn in a thread, noted, reply through the SDK) beside a bare aiohttp handler
  that reads the JSON and posts the same reply: as in bench/turns.py, without what is stored there. Each reply
  is counted where it arrives: none may be left out.
- how late the loop of the bot comes at the worst while the key service takes two seconds for a new key and 32
  callers wait for it; beside the same loop at rest, and a caller whose key is known.
- p99 of a stored submission with 32 queued callers beside bare commits of the engine with the same callers,
  on SQLite and on PostgreSQL: see bench/edge_stored.py.
"""

import asyncio
import json
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from time import perf_counter
from typing import Any

import aiohttp

from bench.edge_sides import SLOW
from bench.edge_stored import report_stored
from bench.turns import LIMITS, REPEATS, Side, activity, ended, line, message, started

CALLERS = 32
STALL = 50.0
"""Milliseconds that the loop may be late at the most."""


async def turns() -> bool:
    """Whether guard and turn keep to their share of the bare handler."""
    async with AsyncExitStack() as stack:
        teams, told = await started(stack, "teams", {})
        bare, echo = [side async for side in _sides(stack, told)]
        for _ in range(REPEATS):
            for callers in (1, CALLERS):
                await bare.run(callers)
                await echo.run(callers)
        await _all_replied(teams, bare, echo)
    for callers in (1, CALLERS):
        bare.show(callers)
        echo.show(callers)
        share, least = echo.rate(callers) / bare.rate(callers), LIMITS["echo"]
        print(f"guard and turn, {callers:2} callers: {share:.2f} of bare (at least {least} at {CALLERS})")
    return share >= least


async def _all_replied(teams: Process, *sides: Side) -> None:
    """Raise AssertionError unless every turn that was answered had its reply posted."""
    for side in sides:
        await ended(side.process)
    await ended(teams)
    replies, turns = (
        json.loads(await line(teams))["received"],
        sum(len(w) for s in sides for w in s.waits.values()),
    )
    if replies != turns:
        raise AssertionError(f"{turns} turns were answered, {replies} replies came")


async def _sides(stack: AsyncExitStack, teams: dict[str, Any]) -> AsyncIterator[Side]:
    for name in ("bare", "echo"):
        process, told = await started(stack, name, teams["settings"])
        yield Side(name, process, told, _head(teams["token"]), message(teams))


def _head(token: str) -> bytes:
    return (
        "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\n"
    ).encode()


async def stall() -> bool:
    """Whether the loop goes on while keys are fetched slowly."""
    async with AsyncExitStack() as stack:
        _, teams = await started(stack, "keys", {}, "bench.edge_sides")
        _, bot = await started(stack, "feeling", teams["settings"], "bench.edge_sides")
        session = await stack.enter_async_context(aiohttp.ClientSession())
        caller = Caller(session, bot["url"], teams)
        old, new = teams["tokens"]
        await asyncio.gather(*(caller.post(old) for _ in range(4 * CALLERS)))
        await caller.late()
        await asyncio.sleep(SLOW)
        rest = await caller.late()
        await session.post(f"{teams['url']}/slow")
        waiting = [asyncio.create_task(caller.post(new)) for _ in range(CALLERS)]
        known = [await caller.post(old) for _ in range(20)]
        waits = await asyncio.gather(*waiting)
        worst = await caller.late()
    if min(waits) < SLOW / 2:
        raise AssertionError("nobody waited for the new key: it was known already")
    print(f"the loop at rest is late by at most        {rest:6.1f} ms")
    print(f"while {CALLERS} wait {max(waits):.1f} s for a slow key, by {worst:6.1f} ms (at most {STALL:.0f})")
    print(f"a caller with a known key meanwhile: worst {1000 * max(known):6.1f} ms")
    return worst <= STALL


class Caller:
    def __init__(self, session: aiohttp.ClientSession, url: str, teams: dict[str, Any]) -> None:
        self._session = session
        self._url = url
        self._teams = teams
        self._number = 0

    async def post(self, token: str) -> float:
        """Seconds until the answer. Raise AssertionError for any but 200."""
        self._number += 1
        said = activity(self._teams, self._number, self._number) | {"type": "message", "text": "Hej!"}
        began, headers = perf_counter(), {"Authorization": f"Bearer {token}"}
        async with self._session.post(f"{self._url}/api/messages", json=said, headers=headers) as answer:
            if answer.status != 200:  # noqa: PLR2004 - HTTP's OK
                raise AssertionError(answer.status)
        return perf_counter() - began

    async def late(self) -> float:
        async with self._session.get(f"{self._url}/stall") as answer:
            return float(await answer.json())


async def main() -> int:
    kept = [await turns(), await stall(), await asyncio.to_thread(report_stored)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
