"""The whole bot under load, killed again and again by SIGKILL, and the reckoning."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic

from bot.clock import Clock
from bot.local.connector import APP_ID
from bot.local.participants import LOCAL_TENANT
from bot.local.script import Rule, Scripted
from store.database import Place
from store.store import Store
from tests.faults.clients import Reporter, Teams
from tests.faults.disk import flaws
from tests.faults.nursery import moved
from tests.faults.servers import Servers, servers
from tests.faults.under_load import ahead, lay_in, left, reckoned

SLOW, FAST = "4", "50"
"""Sends in a second: while it is killed, and when what is left is sent."""
HELD, MOMENT = 1.5, 1.5
"""Seconds that a send to hold is waited for, and the longest that one lives besides."""
WHEN_STARTED = 0.8
"""The share of kills before which it has had time to decide what is due."""
LEASE = timedelta(minutes=3)
SECONDS = 180.0


@dataclass(frozen=True)
class Asked:
    """``reporters`` fill in and send in again and again; ``reminded`` are told that the round has opened."""

    kills: int
    seed: int
    reporters: int
    reminded: int


@dataclass
class Killing:
    """``held``: kills in the middle of a send. ``wrong``: everything that did not hold."""

    asked: Asked
    place: Place
    teams: Teams
    servers: Servers
    clock: Clock
    chance: Random
    held: int = 0
    reporters: Sequence[Reporter] = ()
    wrong: list[str] = field(default_factory=list)

    async def run(self) -> list[str]:
        for replica in self.servers.replicas:
            await self.servers.start(replica)
        over = asyncio.Event()
        async with asyncio.TaskGroup() as working:
            for reporter in self.reporters:
                working.create_task(reporter.works(over))
            for _ in range(self.asked.kills):
                await self._kill_one()
            over.set()
        return await self._settled()

    async def _kill_one(self) -> None:
        """At a moment, or while a message that has arrived waits for its answer; some in their start."""
        victim = self.chance.choice(self.servers.replicas)
        if self.chance.random() < WHEN_STARTED:
            await self.servers.ready(victim)
        await asyncio.sleep(self.chance.random() * MOMENT)
        answer = asyncio.Event()
        rule = Rule(Scripted(until=answer), how={"send"}, times=1)
        if self.chance.choice([True, False]):
            self.teams.script.add(rule)
            await self._given(rule)
        await self.servers.kill(victim)
        self.held += bool(rule.given)
        answer.set()
        self.teams.script.clear()
        await self.servers.start(victim)

    async def _given(self, rule: Rule) -> None:
        until = monotonic() + HELD
        while not rule.given and monotonic() < until:  # noqa: ASYNC110 - the connector tells of no rule
            await asyncio.sleep(0.01)

    async def _settled(self) -> list[str]:
        """When the leases have run out: what is left is sent, and the bot is well."""
        for replica in self.servers.replicas:
            await self.servers.kill(replica)
        self.servers.ahead += LEASE.total_seconds()
        for replica in self.servers.replicas:
            await self.servers.start(replica, SAMRAD_SENDS_PER_SECOND=FAST)
        for replica in self.servers.replicas:
            await self.servers.ready(replica)
        until = monotonic() + SECONDS
        with closing(Store.open(self.place)) as store:
            while waits := left(await asyncio.to_thread(store.outbox.rows), self.clock() + LEASE):
                if monotonic() > until:
                    return [f"{waits} rows do not come to an end"]
                await asyncio.sleep(0.5)
        await asyncio.gather(*(self.servers.ready(replica) for replica in self.servers.replicas))
        return []


async def killed(asked: Asked, place: Place, folder: Path) -> Killing:
    """``place``: a database with nothing in it; on PostgreSQL two replicas share it."""
    lead, chance = ahead(), Random(asked.seed)  # noqa: S311 - chance that can be had again
    clock = moved(lead)
    async with Teams(clock) as teams:
        count = 1 if isinstance(place, Path) else 2
        async with servers(folder, _settings(teams, place), lead.total_seconds(), count) as running:
            with closing(Store.open(place)) as store:
                people = lay_in(store, teams, asked.reminded, asked.reporters)
            killing = Killing(asked, place, teams, running, clock, chance)
            killing.reporters = [
                Reporter(teams, running.replicas, who, unit, Random(chance.random()))  # noqa: S311 - as above
                for unit, who in people
            ]
            killing.wrong += await killing.run()
    with closing(Store.open(place)) as store:
        killing.wrong += [*reckoned(store, teams, killing.reporters), *flaws(place)]
    return killing


def _settings(teams: Teams, place: Place) -> dict[str, str]:
    return {
        "SAMRAD_APP_ID": APP_ID,
        "SAMRAD_OPENID_URL": f"{teams.origin}/openid",
        "SAMRAD_TOKEN_URL": f"{teams.origin}/token",
        "SAMRAD_SERVICE_ORIGINS": teams.origin,
        "SAMRAD_TENANTS": f"{LOCAL_TENANT};Anna Ek;2026-09-01",
        "SAMRAD_TENANT_RATE": "10000",
        "SAMRAD_TENANT_BURST": "100000",
        "SAMRAD_LINK_SECRET": "bara för proven, och tillräckligt lång",
        "SAMRAD_SENDS_PER_SECOND": SLOW,
        "SAMRAD_DATABASE_URL": _written(place),
    }


def _written(place: Place) -> str:
    if isinstance(place, Path):
        return ""
    return place.set(drivername="postgresql").render_as_string(hide_password=False)
