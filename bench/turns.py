"""Turns a second, at 1 and at 32 callers: an echo with token, and a stored card, beside bare aiohttp.

The bare handler is the limit: it parses the JSON and posts the same reply to the same connector. Each side
is a process of its own, the load comes from this one, and the sides take turns on the same machine.
"""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from os import sysconf
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from bench.sides import NOW, SIGNED_BY
from bot.seals import CardSeals
from domain.delivery import Address
from domain.messages import Account

ROOT = Path(__file__).parents[1]
SECONDS, REPEATS = 1.0, 5
LIMITS = {"echo": 0.15, "stored": 0.05}
"""At least this share of the bare handler's turns a second, at 32 callers."""

SEALS = CardSeals((SIGNED_BY,))

Body = Callable[[int, int, bytes], dict[str, Any]]


@dataclass
class Side:
    """``body(caller, number, shown)``: the activity that a caller posts; ``shown`` answered its last one."""

    name: str
    process: Process
    told: dict[str, Any]
    head: bytes
    body: Body
    sent: "count[int]" = field(default_factory=count)
    runs: dict[int, list[float]] = field(default_factory=dict)
    waits: dict[int, list[float]] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)
    shown: dict[int, bytes] = field(default_factory=dict)

    async def run(self, callers: int) -> None:
        busy, began = cpu_seconds(self.process.pid), perf_counter()
        waits = await asyncio.gather(*(self._caller(number, began + SECONDS) for number in range(callers)))
        turns = [wait for caller in waits for wait in caller]
        self.runs.setdefault(callers, []).append(len(turns) / (perf_counter() - began))
        self.waits.setdefault(callers, []).extend(turns)
        self.cpu[callers] = self.cpu.get(callers, 0.0) + cpu_seconds(self.process.pid) - busy

    async def _caller(self, caller: int, until: float) -> list[float]:
        host, port = self.told["url"].removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        waits = []
        while (began := perf_counter()) < until:
            said = self.body(caller, next(self.sent), self.shown.get(caller, b""))
            body = json.dumps(said).encode()
            writer.write(self.head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.shown[caller] = await answered(reader)
            waits.append(perf_counter() - began)
        writer.close()
        await writer.wait_closed()
        return waits

    def rate(self, callers: int) -> float:
        return median(self.runs[callers])

    def show(self, callers: int) -> None:
        cuts = quantiles([wait * 1000 for wait in self.waits[callers]], n=100)
        cpu = 1000 * self.cpu[callers] / len(self.waits[callers])
        print(
            f"{self.name:7} {callers:3} callers {self.rate(callers):7.0f}/s   "
            f"p50 {cuts[49]:6.2f} ms   p99 {cuts[98]:6.2f} ms   {cpu:5.2f} ms CPU a turn"
        )


async def answered(reader: asyncio.StreamReader) -> bytes:
    """Read one answer's body. Raise AssertionError for anything but a turn that went well."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().splitlines() if line.startswith(b"content-length:"))
    body = await reader.readexactly(int(length.split(b":")[1]))
    if b" 200 " not in head.splitlines()[0] or (body and b'"statusCode": 200' not in body):
        raise AssertionError(f"{head!r} {body!r}")
    return body


def cpu_seconds(pid: int) -> float:
    """What the process has used, user and system, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")


async def started(
    stack: AsyncExitStack, name: str, given: dict[str, Any], module: str = "bench.sides"
) -> tuple[Process, dict[str, Any]]:
    command = (sys.executable, "-m", module, name, json.dumps(given))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE, limit=1 << 20)
    stack.push_async_callback(ended, process)
    told: dict[str, Any] = json.loads(await line(process))
    return process, told


async def line(process: Process) -> bytes:
    if process.stdout is None:
        raise AssertionError("started without output")
    async with asyncio.timeout(60):
        return await process.stdout.readline()


async def ended(process: Process) -> None:
    if process.stdin:
        process.stdin.close()
    await process.wait()


def message(teams: dict[str, Any]) -> Body:
    """Each in a conversation of its own: in one and the same, the bot would keep to one a second."""

    def body(caller: int, number: int, _shown: bytes) -> dict[str, Any]:
        return activity(teams, caller, number) | {
            "type": "message",
            "text": "Hej på dig!",
            "textFormat": "plain",
        }

    return body


def sent_in(teams: dict[str, Any], values: list[dict[str, Any]]) -> Body:
    """Each caller sends its own council's last card, then presses the summary's button, and begins anew."""
    revisions = [count(int(value["revision"])) for value in values]

    def body(caller: int, number: int, shown: bytes) -> dict[str, Any]:
        # A word and a request of its own, so that there is something new to send in.
        own = {"request": f"r-{number}", "revision": str(next(revisions[caller]))}
        data = _confirmation(shown) or _sealed(
            {**values[caller], "note_to_lst": f"Nummer {number}", **own},
            Account(teams["tenant"], f"aad-{caller}"),
        )
        action = {"action": {"type": "Action.Execute", "verb": data["verb"], "data": data}}
        return activity(teams, caller, number) | {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "value": action,
        }

    return body


def _sealed(data: dict[str, Any], account: Account) -> dict[str, Any]:
    """As the bot would have sealed the card for the account; what the chat is called is no part of it."""
    SEALS.sealed({"actions": [{"data": data}]}, Address(account, "", "", ""), NOW)
    return data


def _confirmation(shown: bytes) -> dict[str, Any] | None:
    """What the summary's button carries; None when the answer is no summary that can be sent in."""
    card = json.loads(shown)["value"] if shown else {}
    found = (one["data"] for one in card.get("actions", []) if one.get("verb") == "confirm")
    return next(found, None)


def activity(teams: dict[str, Any], caller: int, number: int) -> dict[str, Any]:
    tenant = teams["tenant"]
    return {
        "id": f"{number:08}",
        "channelId": "msteams",
        "serviceUrl": teams["service_url"],
        "from": {"id": f"29:{caller}", "name": f"Person {caller}", "aadObjectId": f"aad-{caller}"},
        "conversation": {"conversationType": "personal", "tenantId": tenant, "id": f"a-{number}"},
        "recipient": {"id": "28:bot", "name": "Samråd"},
        "channelData": {"tenant": {"id": tenant}},
    }


async def main() -> int:
    async with AsyncExitStack() as stack:
        _, teams = await started(stack, "teams", {})
        head = (
            "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {teams['token']}\r\n"
        ).encode()
        sides = {}
        for name in ("bare", "echo", "stored"):
            process, told = await started(stack, name, teams["settings"])
            body = sent_in(teams, told["values"]) if name == "stored" else message(teams)
            sides[name] = Side(name, process, told, head, body)
        for _ in range(REPEATS):
            for callers in (1, 32):
                for side in sides.values():
                    await side.run(callers)
        await all_stored(sides["stored"])
    return report(sides)


async def all_stored(side: Side) -> None:
    """Raise AssertionError unless every turn that was answered left its saved card in the store."""
    await ended(side.process)
    kept, turns = json.loads(await line(side.process))["stored"], sum(map(len, side.waits.values()))
    if kept != turns:
        raise AssertionError(f"{turns} turns were answered, {kept} are stored")


def report(sides: dict[str, Side]) -> int:
    for callers in (1, 32):
        for side in sides.values():
            side.show(callers)
    shares = {
        (name, callers): sides[name].rate(callers) / sides["bare"].rate(callers)
        for name in LIMITS
        for callers in (1, 32)
    }
    for (name, callers), share in shares.items():
        print(f"{name:7} {callers:3} callers: {share:.2f} of bare (at least {LIMITS[name]} at 32)")
    return int(any(shares[name, 32] < least for name, least in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
