"""Who does not get in. Nothing is done for any of them: no handler, no note, no call, no token asked for."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.inbox import open_envelope
from bot.local.participants import ASTRID, LOCAL_TENANT
from bot.serving import listening
from tests.http.forging import all_kinds, published
from tests.http.house import House
from tests.http.refusals import HOUR, OTHER_TENANT, SKEW, TEAMS, Case, bearer, every, message

PRESSED = {"verb": "save", "request": "r-1", "1.1": "12"}


@dataclass
class Stranger:
    """A server that would hand out keys of its own, if anybody asked."""

    url: str = ""
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        return web.json_response({"keys": []})


@pytest.fixture
async def stranger() -> AsyncIterator[Stranger]:
    found = Stranger()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", found.answer)
    async with listening(app) as found.url:
        yield found


@pytest.fixture
async def bot(house: House) -> AsyncIterator[str]:
    """Teams' own service is on the list too: what only looks like it is met at the door."""
    house.teams.keys.publish(house.teams.origin, all_kinds)
    named = house.teams.origin.replace("127.0.0.1", "localhost")
    async with house.open(house.settings(service_origins=(house.teams.origin, named, TEAMS))) as url:
        yield url


async def status(session: aiohttp.ClientSession, bot: str, case: Case) -> int:
    headers = [("Content-Type", "application/json"), *case.headers]
    async with session.post(f"{bot}/api/messages", data=case.body, headers=headers) as answer:
        assert await answer.read() == b""
        return answer.status


def untouched(house: House) -> bool:
    return not (house.desk.turns or house.heard or house.removed or house.teams.received or house.tokens)


async def test_nobody_else_gets_in_and_nothing_is_done_for_them(
    house: House, bot: str, stranger: Stranger, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = every(house, stranger.url)
    assert len({case.name for case in cases}) == len(cases) >= 100
    wrong = {}
    async with aiohttp.ClientSession() as session:
        for case in cases:
            got = await status(session, bot, case)
            if got != case.status or not untouched(house):
                wrong[case.name] = got
    assert wrong == {}
    assert stranger.asked == []
    activity = json.loads(cases[0].body)
    assert not house.store.inbound.has_answered(open_envelope(activity).thread, activity["id"])
    log = capsys.readouterr().err
    assert log.count("turned away") == len(cases)
    assert log.count("key not endorsed") == 4
    assert not [secret for secret in (ASTRID.object_id, OTHER_TENANT, "hej", "eyJ") if secret in log]


async def test_these_get_in(house: House, bot: str) -> None:
    """What looks like the refused and is right."""
    signer, now = house.teams.signer, int(house.clock().timestamp())
    elsewhere = house.teams.service_url.replace("127.0.0.1", "LOCALHOST")
    capital = message(house)
    capital["conversation"]["tenantId"] = LOCAL_TENANT.upper()
    cases: dict[str, tuple[str, dict[str, Any]]] = {
        "an ordinary one": (signer.token(), message(house)),
        "expired within the skew": (signer.token(exp=now - SKEW), message(house)),
        "not yet valid, within the skew": (signer.token(nbf=now + SKEW), message(house)),
        "valid without a beginning": (signer.token(nbf=None), message(house)),
        "the exp with decimals": (signer.token(exp=now + HOUR + 0.5), message(house)),
        "a service in capital letters": (
            signer.token(serviceurl=elsewhere),
            message(house, serviceUrl=elsewhere),
        ),
        "a tenant in capital letters": (signer.token(), capital),
    }
    for name, (token, activity) in cases.items():
        heard = len(house.desk.turns)
        reply = await house.teams.post(bot, activity, token)
        assert (reply.status, len(house.desk.turns)) == (200, heard + 1), name
    assert house.tokens == len(house.teams.received) == len(cases)
    assert len({turn.account for turn in house.desk.turns}) == 1


async def test_a_withdrawn_key_is_out_and_the_new_one_in(house: House, bot: str) -> None:
    old = house.teams.signer.token()
    assert (await house.teams.post(bot, message(house), old)).status == 200
    house.teams.keys.publish(house.teams.origin, lambda: {"keys": [published("key-2")]})
    new = house.teams.signer.token(kid="key-2")
    assert (await house.teams.post(bot, message(house), new)).status == 200
    assert (await house.teams.post(bot, message(house), old)).status == 401
    assert len(house.desk.turns) == 2


async def test_what_has_been_answered_is_200_and_not_done_again(house: House, bot: str) -> None:
    said = message(house)
    pressed = house.teams.write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77")
    first = [await house.teams.post(bot, one) for one in (said, pressed)]
    assert [await house.teams.post(bot, one) for one in (said, pressed)] == first
    assert [reply.status for reply in first] == [200, 200]
    assert first[1].body
    assert len(house.desk.turns) == 2
    again = await house.teams.post(bot, pressed | {"id": "another"})
    assert again.status == 200
    assert house.desk.turns[2].action == house.desk.turns[1].action, (
        "its request id tells that it is the same"
    )


async def test_the_first_fault_in_the_order_is_the_one_that_is_told(house: House, bot: str) -> None:
    """Type, token, size, JSON, the claim's service, a service of ours, tenant: each is mended in turn."""
    right = message(house)
    tenantless = {name: value for name, value in right.items() if name != "channelData"}
    tenantless["conversation"] = {"id": ASTRID.chat_id}
    path = house.teams.service_url + "other/"
    foreign, other = ({**tenantless, "serviceUrl": url} for url in ("https://evil.example/", path))
    good, evil = (
        bearer(house.teams.signer.token(**more)) for more in ({}, {"serviceurl": foreign["serviceUrl"]})
    )
    large = b"{" + b" " * 300_000
    steps: list[tuple[int, str, list[tuple[str, str]], bytes]] = [
        (415, "text/plain", bearer("a.b.c"), large),
        (401, "application/json", bearer("a.b.c"), large),
        (413, "application/json", good, large),
        (400, "application/json", good, b"{"),
        (401, "application/json", good, json.dumps(foreign).encode()),
        (403, "application/json", evil, json.dumps(foreign).encode()),
        (401, "application/json", good, json.dumps(other).encode()),
        (403, "application/json", good, json.dumps(tenantless).encode()),
        (200, "application/json", good, json.dumps(right).encode()),
    ]
    async with aiohttp.ClientSession() as session:
        for expected, kind, headers, body in steps:
            assert untouched(house)
            given = [("Content-Type", kind), *headers]
            async with session.post(f"{bot}/api/messages", data=body, headers=given) as answer:
                assert answer.status == expected
    assert len(house.desk.turns) == 1
