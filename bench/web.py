"""The form in a browser at 32 callers: p99 of a page and of a save, beside bare aiohttp and a bare commit.

The bare side answers with as many bytes that never change, and commits the form it is sent as one row; both
are processes of their own, the load comes from this one, and they take turns.

The limits are our own. One process makes the pages on one core, so whoever comes last of 32 at once waits
for 32 pages. A page of 60 times the bare one (about 0.15 ms) is made in 9 ms, and shown to the last within
0.3 s; a save of 20 times the bare commit (about 0.6 ms) takes 12 ms and is answered within 0.4 s. With half
the speed that is still within the second that people wait without losing the thread. A county has some sixty
units that fill in during three weeks: 32 in one second is more than will come.
"""

import asyncio
import json
import sys
from asyncio.subprocess import Process
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from bench.turns import ended, line, started

CALLERS, SECONDS, REPEATS = 32, 2.0, 5
MOST = {"page": 60.0, "save": 20.0}
NAMES = {"page": "a form page", "save": "a saved card"}


@dataclass
class Side:
    """``forms``: what each caller's browser holds. ``runs``: seconds of each run, by what was asked for."""

    name: str
    process: Process
    url: str
    forms: list[dict[str, Any]]
    runs: dict[str, list[list[float]]] = field(default_factory=lambda: {"page": [], "save": []})

    async def run(self, what: str) -> None:
        until = perf_counter() + SECONDS
        found = await asyncio.gather(*(self._caller(form, what, until) for form in self.forms))
        self.runs[what].append([1000 * wait for waits in found for wait in waits])

    async def _caller(self, form: dict[str, Any], what: str, until: float) -> list[float]:
        host, port = self.url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        waits = []
        while (began := perf_counter()) < until:
            writer.write(_asked(form, what))
            await answered(reader, b" 200 " if what == "page" else b" 303 ")
            waits.append(perf_counter() - began)
        writer.close()
        await writer.wait_closed()
        return waits

    def show(self, what: str) -> float:
        """The 99th percentile in milliseconds: the median over the runs, so that one stall is not all."""
        cuts = [quantiles(waits, n=100) for waits in self.runs[what]]
        p50, p99 = (median(cut[at] for cut in cuts) for at in (49, 98))
        rate = median(map(len, self.runs[what])) / SECONDS
        print(f"{NAMES[what]:12} {self.name:5} {rate:6.0f}/s   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms")
        return p99


def _asked(form: dict[str, Any], what: str) -> bytes:
    """The next request of the browser, byte for byte; a save counts the card's revision up."""
    head = f"Host: 127.0.0.1\r\nCookie: {form['cookie']}\r\n"
    if what == "page":
        return f"GET {form['address']}/kort/lage HTTP/1.1\r\n{head}\r\n".encode()
    revision = form["revision"]
    form["revision"] += 1
    own = {"request": f"r-{form['cookie'][-8:]}-{revision}", "revision": revision}
    body = urlencode(form["fields"] | own | {"q.headline": f"Läget är som förut, för gång {revision}."})
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"POST {form['address']} HTTP/1.1\r\n{head}{kind}\r\n{body}".encode()


async def answered(reader: asyncio.StreamReader, status: bytes) -> int:
    """Read one answer; its length. Raise AssertionError for one of another status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line for line in head.lower().splitlines() if line.startswith(b"content-length:")]
    body = await reader.readexactly(int(lengths[0].split(b":")[1]) if lengths else 0)
    if status not in head.splitlines()[0]:
        raise AssertionError(f"{head!r} {body[:500]!r}")
    return len(body)


async def _length(side: Side) -> int:
    """Bytes of a form page."""
    host, port = side.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(_asked(side.forms[0], "page"))
    length = await answered(reader, b" 200 ")
    writer.close()
    await writer.wait_closed()
    return length


async def main() -> int:
    async with AsyncExitStack() as stack:
        process, told = await started(stack, "pages", {}, "bench.doors")
        ours = Side("ours", process, told["url"], told["forms"])
        length = await _length(ours)
        process, plain = await started(stack, "bare", {"length": length}, "bench.doors")
        bare = Side("bare", process, plain["url"], [dict(form) for form in told["forms"]])
        for number in range(REPEATS + 1):
            for what in MOST:
                for side in (bare, ours):
                    await side.run(what)
                    if number == 0:
                        side.runs[what].clear()  # only warms up
        await _all_stored(ours, told["forms"])
    print(f"{CALLERS} callers; a page is {length} bytes")
    return report(bare, ours)


async def _all_stored(side: Side, forms: list[dict[str, Any]]) -> None:
    """Raise AssertionError unless every form that was answered left its saved card in the store."""
    await ended(side.process)
    last = json.loads(await line(side.process))
    kept, posted = (
        last["stored"],
        sum(form["revision"] - before["revision"] for form, before in zip(forms, last["forms"], strict=True)),
    )
    if kept != posted:
        raise AssertionError(f"{posted} forms were answered, {kept} cards are stored")


def report(bare: Side, ours: Side) -> int:
    past = False
    for what, most in MOST.items():
        ratio = ours.show(what) / bare.show(what)
        past = past or ratio > most
        print(f"{NAMES[what]}: p99 {ratio:.1f} times bare, {ratio / most:.2f} of our limit {most:.0f}")
    return int(past)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
