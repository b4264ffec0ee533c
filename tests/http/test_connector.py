"""Out to Teams: where a message goes, with what, and by which name each failure is known."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import aiohttp
import pytest

from bot import connector as connecting
from bot.connector import LARGEST, Connector
from bot.connector_answers import retry_after
from bot.local.connector import LocalConnector
from bot.local.participants import ASTRID, LOCAL_BOT, LOCAL_TENANT
from bot.local.script import Scripted
from bot.origins import Origins
from bot.sending import Broken, Busy, ForeignService, Gone, NotRegistered, TooBig
from domain.delivery import Address, Ambiguous, NotDelivered, Refused, Throttled, Unreachable
from domain.messages import Account
from tests.http.house import unhurried

HELLO = {"type": "message", "text": "Hej på dig"}


async def our_token() -> str:
    return "vår-nyckel".encode().hex()


@pytest.fixture
def address(teams: LocalConnector) -> Address:
    return Address(Account(LOCAL_TENANT, ASTRID.object_id), teams.service_url, ASTRID.chat_id, LOCAL_BOT)


@pytest.fixture
async def connector(teams: LocalConnector) -> AsyncIterator[Connector]:
    async with Connector(Origins.exactly([teams.origin]), our_token, unhurried()) as opened:
        yield opened


async def test_what_is_sent_arrives_with_our_token(
    teams: LocalConnector, connector: Connector, address: Address
) -> None:
    sent = await connector.send(address, HELLO)
    received = await teams.next_message(ASTRID.chat_id)
    assert (received.how, received.id, received.activity) == ("send", sent, HELLO)
    assert received.token == await our_token()


async def test_each_operation_has_its_own_address(
    teams: LocalConnector, connector: Connector, address: Address
) -> None:
    await connector.reply(address, "5", HELLO)
    await connector.update(address, "6", HELLO)
    await connector.delete(address, "7")
    created = await connector.create_conversation(address)
    assert [(one.how, one.reply_to or one.id) for one in teams.received] == [
        ("reply", "5"),
        ("update", "6"),
        ("delete", "7"),
        ("create", created),
    ]
    assert teams.received[-1].activity["members"] == [{"id": ASTRID.object_id}]
    assert teams.received[-1].activity["tenantId"] == LOCAL_TENANT


@pytest.mark.parametrize(
    "conversation", ["19:a@thread.tacv2;messageid=1", "a:1/../../x?y=1#z", "å ä%2f", "a\\b"]
)
async def test_any_id_is_one_segment_of_the_path(
    teams: LocalConnector, connector: Connector, address: Address, conversation: str
) -> None:
    await connector.send(replace(address, conversation=conversation), HELLO)
    assert [one.conversation for one in teams.received] == [conversation]


@pytest.mark.parametrize("conversation", ["", ".", ".."])
async def test_a_step_up_is_no_id(connector: Connector, address: Address, conversation: str) -> None:
    with pytest.raises(Refused):
        await connector.send(replace(address, conversation=conversation), HELLO)


@pytest.mark.parametrize(
    "service_url",
    ["https://evil.example/", "http://127.0.0.1:1/teams/", "https://smba.trafficmanager.net/", "", "x"],
)
async def test_no_token_leaves_for_an_address_that_is_not_on_the_list(
    teams: LocalConnector, address: Address, service_url: str
) -> None:
    async def never() -> str:
        raise AssertionError("a token was asked for")

    async with Connector(Origins.exactly([teams.origin]), never, unhurried()) as connector:
        with pytest.raises(ForeignService):
            await connector.send(replace(address, service_url=service_url), HELLO)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (301, Refused), (307, Refused), (400, Refused), (401, NotRegistered), (403, Unreachable),
        (404, Gone), (405, Refused), (412, Busy), (413, TooBig), (418, Refused), (429, Throttled),
        (500, Broken), (502, Ambiguous), (503, Busy), (504, Ambiguous),
    ],
)  # fmt: skip
async def test_each_refusal_has_its_name(
    teams: LocalConnector, connector: Connector, address: Address, status: int, name: type[NotDelivered]
) -> None:
    teams.answer_next(Scripted(status, headers={"Location": "https://evil.example/"}))
    with pytest.raises(NotDelivered, match=str(status)) as failure:
        await connector.send(address, HELLO)
    assert type(failure.value) is name
    assert teams.received == []


async def test_only_what_may_stand_there_twice_is_ambiguous(
    teams: LocalConnector, connector: Connector, address: Address
) -> None:
    teams.answer_next(Scripted(502), Scripted(504))
    with pytest.raises(Busy):
        await connector.update(address, "5", HELLO)
    with pytest.raises(Busy):
        await connector.delete(address, "5")


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("17", 17.0),
        ("99999999999999", 3600.0),
        ("9" * 400, 3600.0),
        ("", 0.0),
        ("-1", 0.0),
        ("snart", 0.0),
        ("1.5", 2.0),
        (" 7 ", 7.0),
        ("-1.5", 0.0),
        ("1e3", 0.0),
        ("nan", 0.0),
        ("inf", 0.0),
        ("٣", 0.0),
        ("Sun, 22 Nov 2036 09:00:00 GMT", 3600.0),
        ("Sun, 22 Nov 2026 09:01:30 -0000", 0.0),
        ("Sun, 22 Nov 99999999999999999999 09:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 09:00:00 +99999999999999", 0.0),
        ("Sun, 22 Nov 2026 09:01:30 GMT", 90.0),
        ("Sun, 22 Nov 2026 08:59:00 GMT", 0.0),
    ],
)
async def test_how_long_to_wait_is_told(
    teams: LocalConnector, connector: Connector, address: Address, given: str, seconds: float
) -> None:
    """A date counts from the date of the answer, not from our clock."""
    date = "Sun, 22 Nov 2026 09:00:00 GMT"
    teams.answer_next(Scripted(429, headers={"Retry-After": given, "Date": date}))
    with pytest.raises(Throttled) as failure:
        await connector.send(address, HELLO)
    assert failure.value.seconds == seconds


def test_a_date_without_a_date_of_the_answer_counts_from_when_it_came() -> None:
    came = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert retry_after({"Retry-After": "Sun, 22 Nov 2026 09:01:30 GMT"}, came) == 90.0
    assert retry_after({"Retry-After": "Sun, 22 Nov 2026 08:01:30 GMT", "Date": "i dag"}, came) == 0.0


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "BotNotInConversationRoster", "message": "x"}},
        {"errorCode": 209, "subCode": "BotNotInConversationRoster"},
        {"code": "BotNotInConversationRoster"},
    ],
)
async def test_the_services_own_word_is_told(
    teams: LocalConnector, connector: Connector, address: Address, body: dict[str, object]
) -> None:
    teams.answer_next(Scripted(403, body))
    with pytest.raises(Unreachable, match="BotNotInConversationRoster"):
        await connector.send(address, HELLO)


@pytest.mark.parametrize("word", ["Fia Ek mår dåligt", "fia.ek@example.se", "19121212-1212", "a" * 61])
async def test_what_is_no_single_word_may_be_anybodys_text_and_goes_no_further(
    teams: LocalConnector, connector: Connector, address: Address, word: str
) -> None:
    teams.answer_next(Scripted(403, {"error": {"code": word}}))
    with pytest.raises(Unreachable) as failure:
        await connector.send(address, HELLO)
    assert word not in str(failure.value)


async def test_the_limit_counts_as_teams_does(
    teams: LocalConnector, connector: Connector, address: Address
) -> None:
    """Bytes in UTF-16: an å takes as much as an a, an emoji twice as much."""
    around = len(json.dumps({"text": ""}, separators=(",", ":")))
    room = LARGEST // 2 - around
    await connector.send(address, {"text": "å" * room})
    await connector.send(address, {"text": "👩" * (room // 2)})
    with pytest.raises(TooBig):
        await connector.send(address, {"text": "a" * (room + 1)})
    assert len(teams.received) == 2


async def test_nobody_there_is_busy_and_not_ambiguous(address: Address, unused_tcp_port: int) -> None:
    origin = f"http://127.0.0.1:{unused_tcp_port}"
    async with Connector(Origins.exactly([origin]), our_token, unhurried()) as connector:
        with pytest.raises(Busy):
            await connector.send(replace(address, service_url=origin), HELLO)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 ", b"skr\xe4p\r\n\r\n", None])
async def test_no_answer_to_what_was_sent_is_ambiguous(
    address: Address, monkeypatch: pytest.MonkeyPatch, answer: bytes | None
) -> None:
    """The other end takes the message and then hangs up, talks nonsense, or says nothing (None)."""
    monkeypatch.setattr(connecting, "_PATIENCE", aiohttp.ClientTimeout(total=0.3, connect=0.2))
    silent = asyncio.Event()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b'dig"}')
        if answer is None:
            await silent.wait()
        writer.write(answer or b"")
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, Connector(Origins.exactly([origin]), our_token, unhurried()) as connector:
        with pytest.raises(Ambiguous):
            await connector.send(replace(address, service_url=origin), HELLO)
        with pytest.raises(Busy):
            await connector.update(replace(address, service_url=origin), "5", HELLO)
        silent.set()
