"""Two bots on one database: an activity that has come to both is answered by one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest

from bot.inbox import open_envelope
from bot.local.participants import ASTRID
from store.inbound import LEASE
from tests.http.house import House
from tests.http.test_once import PRESSED, by_state


@dataclass
class Replicas:
    one: str
    other: str


@pytest.fixture
async def replicas(house: House) -> AsyncIterator[Replicas]:
    async with AsyncExitStack() as up:
        yield Replicas(*[await up.enter_async_context(house.open()) for _ in range(2)])


async def test_a_message_that_the_other_is_answering_is_let_pass(house: House, replicas: Replicas) -> None:
    house.desk.gate.clear()
    house.begins = lambda _turn: "Det tar en stund."
    activity = house.teams.write.message(ASTRID, "hej")
    first = asyncio.create_task(house.teams.post(replicas.one, activity))
    await asyncio.to_thread(house.desk.began.wait, 5)
    assert (await house.teams.post(replicas.other, activity)).status == 200
    assert not first.done()
    house.desk.gate.set()
    assert (await first).status == 200
    assert (await house.teams.post(replicas.other, activity)).status == 200
    assert len(house.desk.turns) == 1
    assert [one.text for one in house.teams.received] == ["Det tar en stund.", "Du sa: hej"]


async def test_an_invoke_that_the_other_is_answering_gets_its_response_and_sends_nothing_more(
    house: House, replicas: Replicas
) -> None:
    house.desk.says = by_state
    activity = house.teams.write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77")
    house.store.inbound.claim(open_envelope(activity).thread, activity["id"], house.clock())
    reply = await house.teams.post(replicas.other, activity)
    assert reply.body
    assert reply.body["statusCode"] == 200
    assert house.teams.received == []


async def test_what_a_bot_that_went_away_was_answering_is_answered_when_its_lease_has_run_out(
    house: House, replicas: Replicas
) -> None:
    activity = house.teams.write.message(ASTRID, "hej")
    house.store.inbound.claim(open_envelope(activity).thread, activity["id"], house.clock())
    await house.teams.post(replicas.other, activity)
    assert house.desk.turns == []
    house.clock.set(house.clock() + LEASE)
    await house.teams.post(replicas.other, activity)
    assert [one.text for one in house.teams.received] == ["Du sa: hej"]
