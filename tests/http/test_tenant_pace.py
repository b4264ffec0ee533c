"""How much one organisation may send, whatever the others do."""

import asyncio
import itertools
import json
from itertools import count
from threading import Event

import aiohttp
import pytest

from bot.door import MOST
from bot.local.activities import Activity
from bot.local.participants import ASTRID, BIRGER, LOCAL_TENANT
from bot.seats import SEATS
from tests.http.house import House
from tests.http.posting import json_headers

NEIGHBOUR = "5a3d0000-0000-4000-8000-00000000f002"


def said_in(house: House, tenant: str) -> Activity:
    activity = house.teams.write.message(ASTRID, "hej")
    activity["conversation"]["tenantId"] = activity["channelData"]["tenant"]["id"] = tenant
    return activity


async def answered(house: House, bot: str, activity: Activity) -> tuple[int, str]:
    """The status, and how long to wait before another one."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{bot}/api/messages", data=json.dumps(activity), headers=json_headers(house)) as answer,
    ):
        return answer.status, answer.headers.get("Retry-After", "")


async def test_who_sends_too_much_is_told_to_wait_and_nobody_else(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    both = (LOCAL_TENANT, f"{NEIGHBOUR};Anna Ek;2026-09-01")
    async with house.open(house.settings(tenants=both, tenant_rate=2, tenant_burst=3)) as bot:
        ours = [await answered(house, bot, said_in(house, LOCAL_TENANT)) for _ in range(5)]
        assert ours == [(200, "")] * 3 + [(429, "1")] * 2
        assert len(house.desk.turns) == 3
        assert await answered(house, bot, said_in(house, NEIGHBOUR)) == (200, "")
        house.seconds += 0.5
        assert await answered(house, bot, said_in(house, LOCAL_TENANT)) == (200, "")
        assert await answered(house, bot, said_in(house, LOCAL_TENANT)) == (429, "1")
    log = capsys.readouterr().err
    assert log.count('status=429 why="tenant too fast"') == 3


async def test_a_guest_is_counted_for_the_guests_own_organisation(house: House) -> None:
    both = (LOCAL_TENANT, f"{NEIGHBOUR};Anna Ek;2026-09-01")
    async with house.open(house.settings(tenants=both, tenant_rate=1, tenant_burst=1)) as bot:
        guests = [said_in(house, LOCAL_TENANT) for _ in range(2)]
        for one in guests:
            one["from"]["tenantId"] = NEIGHBOUR
        assert [(await answered(house, bot, one))[0] for one in guests] == [200, 429]
        assert (await answered(house, bot, said_in(house, LOCAL_TENANT)))[0] == 200


async def test_a_conversation_with_too_much_under_way_is_told_to_wait_and_no_other(house: House) -> None:
    async with house.open() as bot:
        house.desk.gate.clear()
        refused = said_in(house, LOCAL_TENANT)
        flood = [
            asyncio.create_task(answered(house, bot, said_in(house, LOCAL_TENANT))) for _ in range(MOST + 3)
        ]
        early = [await one for one in itertools.islice(asyncio.as_completed(flood), 3)]
        assert early == [(429, "5")] * 3
        assert await answered(house, bot, refused) == (429, "5")
        elsewhere = asyncio.create_task(answered(house, bot, house.teams.write.message(BIRGER, "hej")))
        house.desk.gate.set()
        assert await elsewhere == (200, "")
        assert sorted(await asyncio.gather(*flood)) == [(200, "")] * MOST + [(429, "5")] * 3
        assert await answered(house, bot, refused) == (200, "")


async def test_nobody_waits_for_the_turns_of_another_organisation(house: House) -> None:
    both = (LOCAL_TENANT, f"{NEIGHBOUR};Anna Ek;2026-09-01")
    async with house.open(house.settings(tenants=both)) as bot:
        house.desk.gate.clear()
        flood = [asyncio.create_task(answered(house, bot, said_in(house, LOCAL_TENANT))) for _ in range(MOST)]
        await asyncio.to_thread(house.desk.began.wait, 5)
        neighbours = asyncio.create_task(answered(house, bot, said_in(house, NEIGHBOUR)))
        async with asyncio.timeout(4):
            while not any(turn.account.tenant == NEIGHBOUR for turn in list(house.desk.turns)):
                await asyncio.to_thread(house.desk.began.wait, 5)
        assert sum(turn.account.tenant == LOCAL_TENANT for turn in house.desk.turns) <= SEATS
        house.desk.gate.set()
        assert {await neighbours, *await asyncio.gather(*flood)} == {(200, "")}


class Held(dict[str, bytes]):
    """Files that nobody gets before ``gate`` is open. ``seekers`` counts who has asked."""

    def __init__(self) -> None:
        super().__init__({"utkast": b"%PDF-1.7 x"})
        self.gate, self.began, self.seekers = Event(), Event(), count(1)

    def __getitem__(self, key: str) -> bytes:
        if next(self.seekers) >= SEATS:
            self.began.set()
        assert self.gate.wait(5), "the gate was never opened"
        return super().__getitem__(key)


async def test_nobody_waits_for_the_files_of_another_organisation(house: House) -> None:
    both = (LOCAL_TENANT, f"{NEIGHBOUR};Anna Ek;2026-09-01")
    house.files = held = Held()
    offer = {"name": "utkast.pdf", "content": {"acceptContext": {"key": "utkast"}}}
    async with house.open(house.settings(tenants=both)) as bot:
        for _ in range(3 * SEATS):
            yes = house.teams.write.consent(ASTRID, offer, f"{house.teams.origin}/drive", accept=True)
            assert (await house.teams.post(bot, yes)).status == 200
        await asyncio.to_thread(held.began.wait, 5)
        assert await answered(house, bot, said_in(house, NEIGHBOUR)) == (200, "")
        assert len(house.desk.turns) == 1
        assert next(held.seekers) == SEATS + 1
        held.gate.set()


async def test_what_was_not_let_in_is_done_when_it_comes_again(house: House) -> None:
    async with house.open(house.settings(tenant_rate=1, tenant_burst=1)) as bot:
        first, second = (said_in(house, LOCAL_TENANT) for _ in range(2))
        assert await answered(house, bot, first) == (200, "")
        assert await answered(house, bot, second) == (429, "1")
        house.seconds += 1
        assert await answered(house, bot, second) == (200, "")
        assert len(house.desk.turns) == 2


async def test_what_is_refused_takes_nothing_of_it(house: House) -> None:
    """A stranger who names a tenant does not use up what is the tenant's."""
    async with house.open(house.settings(tenant_rate=1, tenant_burst=1)) as bot:
        forged = house.teams.signer.token(aud="someone-else")
        for _ in range(3):
            assert (await house.teams.post(bot, said_in(house, LOCAL_TENANT), forged)).status == 401
        assert await answered(house, bot, said_in(house, LOCAL_TENANT)) == (200, "")


async def test_this_machine_alone_has_no_limit(local_house: House) -> None:
    async with local_house.open(local_house.settings(tenant_rate=1, tenant_burst=1)) as bot:
        for _ in range(3):
            assert (await local_house.teams.say(bot, ASTRID, "hej")).status == 200
