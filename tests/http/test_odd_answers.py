"""Answers of the connector that are no answers: nothing stops, nothing is lost or sent twice for it."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest

from bot import connector as connecting
from bot.connector import Connector
from bot.local.connector import LocalConnector
from bot.local.participants import ASTRID, LOCAL_BOT, LOCAL_TENANT
from bot.local.script import Scripted, refused
from bot.origins import Origins
from bot.sending import Broken, Gone, NoSuchActivity
from bot.tokens import no_token
from domain.delivery import Address, Ambiguous, NotDelivered, Throttled, Unreachable
from domain.messages import Account
from tests.http.house import unhurried

HELLO = {"type": "message", "text": "Hej på dig"}
ODD_IDS = [None, 7, True, ["x"], {"id": "x"}, "", "a\x00b", "\ud800", "å\n", "x" * 513, "x" * 1_000_000]


@pytest.fixture
async def connector(teams: LocalConnector) -> AsyncIterator[Connector]:
    async with Connector(Origins.exactly([teams.origin]), no_token, unhurried()) as opened:
        yield opened


@pytest.fixture
def address(teams: LocalConnector) -> Address:
    return Address(Account(LOCAL_TENANT, ASTRID.object_id), teams.service_url, ASTRID.chat_id, LOCAL_BOT)


@pytest.mark.parametrize("given", ODD_IDS, ids=lambda given: ascii(given)[:20])
async def test_an_id_that_cannot_be_kept_is_none(
    teams: LocalConnector, connector: Connector, address: Address, given: object
) -> None:
    """No database takes a zero or half a character: the row would stand as being sent, and be sent again."""
    teams.answer_next(Scripted(201, {"id": given}), Scripted(201, {"id": given}))
    assert await connector.send(address, HELLO) == ""
    with pytest.raises(Broken, match="inget id för samtalet"):
        await connector.create_conversation(address)


async def test_without_a_code_it_is_the_chat_that_is_not_there(
    teams: LocalConnector, connector: Connector, address: Address
) -> None:
    teams.answer_next(refused(404), refused(404, "SomethingElse"))
    with pytest.raises(Gone):
        await connector.send(address, HELLO)
    with pytest.raises(Unreachable) as other:
        await connector.send(address, HELLO)
    assert type(other.value) is Unreachable


async def test_a_message_that_is_missing_is_told_of_only_where_one_was_to_be_changed(
    teams: LocalConnector, connector: Connector, address: Address
) -> None:
    missing = refused(404, "ActivityNotFoundInConversation")
    teams.answer_next(missing, missing)
    with pytest.raises(NoSuchActivity, match=r"^Teams tog inte emot meddelandet"):
        await connector.send(address, HELLO)
    with pytest.raises(NoSuchActivity, match=r"^meddelandet finns inte längre"):
        await connector.update(address, "5", HELLO)


async def test_a_reply_to_a_message_that_was_taken_away_is_sent_as_one_of_its_own(
    teams: LocalConnector, connector: Connector, address: Address
) -> None:
    teams.answer_next(refused(404, "ActivityNotFoundInConversation"))
    await connector.reply(address, "5", {**HELLO, "replyToId": "5"})
    assert [(one.how, one.activity) for one in teams.received] == [("send", HELLO)]


@pytest.mark.parametrize("status", [412, 503])
async def test_who_is_busy_and_says_for_how_long_is_believed(
    teams: LocalConnector, connector: Connector, address: Address, status: int
) -> None:
    teams.answer_next(Scripted(status, headers={"Retry-After": "40"}))
    with pytest.raises(Throttled, match=str(status)) as failure:
        await connector.send(address, HELLO)
    assert failure.value.seconds == 40


_ZIPPED = gzip.compress(json.dumps({"id": "5"}).encode())
_HUGE = b"Content-Length: 100000000\r\n\r\n" + b"x" * 100_000
TAKEN = {
    "no body": (b"201 Created\r\nContent-Length: 0\r\n\r\n", ""),
    "cut off": (b'201 Created\r\nContent-Length: 40\r\n\r\n{"id": "5', ""),
    "zipped": (
        b"201 Created\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(_ZIPPED) + _ZIPPED,
        "5",
    ),
    "not zipped": (b"201 Created\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", ""),
    "more than is read": (b"201 Created\r\n" + _HUGE, ""),
    "no JSON": (b"200 OK\r\nContent-Length: 4\r\n\r\n<p/>", ""),
    "another character set": (b"200 OK\r\nContent-Length: 4\r\n\r\n\xff\xfe{}", ""),
    "a body that never comes": (b"201 Created\r\nContent-Length: 4\r\n\r\n", "waits"),
}
NOT_TAKEN: dict[str, tuple[bytes, type[NotDelivered]]] = {
    "too many, cut off": (b"429 X\r\nRetry-After: 9\r\nContent-Length: 40\r\n\r\n{", Throttled),
    # The reader of HTTP gives no status of an answer that it cannot read.
    "chunks that are none": (
        b"201 Created\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n",
        Ambiguous,
    ),
    "no status": (b"OK\r\n\r\n", Ambiguous),
    "a line without end": (b"201 Created\r\nX: " + b"x" * 100_000, Ambiguous),
}


@asynccontextmanager
async def answering(raw: bytes, *, waits: bool = False) -> AsyncIterator[str]:
    """A service that answers with ``raw`` whatever it is asked, and then hangs up, or does not."""
    over = asyncio.Event()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b'dig"}')
            writer.write(b"HTTP/1.1 " + raw)
            await writer.drain()
            if waits:
                await over.wait()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        over.set()


@pytest.mark.parametrize("name", TAKEN)
async def test_the_status_says_that_it_was_taken_whatever_comes_after_it(
    name: str, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "_PATIENCE", aiohttp.ClientTimeout(total=0.5, connect=0.2))
    raw, expected = TAKEN[name]
    async with answering(raw, waits=expected == "waits") as origin:
        there = Address(address.account, origin, address.conversation, LOCAL_BOT)
        async with Connector(Origins.exactly([origin]), no_token, unhurried()) as connector:
            assert await connector.send(there, HELLO) == expected.removeprefix("waits")


@pytest.mark.parametrize("name", NOT_TAKEN)
async def test_a_refusal_is_a_refusal_whatever_comes_after_it(name: str, address: Address) -> None:
    raw, expected = NOT_TAKEN[name]
    async with answering(raw) as origin:
        there = Address(address.account, origin, address.conversation, LOCAL_BOT)
        async with Connector(Origins.exactly([origin]), no_token, unhurried()) as connector:
            with pytest.raises(expected):
                await connector.send(there, HELLO)


async def test_the_protocol_is_changed_for_nobody(address: Address) -> None:
    async with answering(b"101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n") as origin:
        there = Address(address.account, origin, address.conversation, LOCAL_BOT)
        async with Connector(Origins.exactly([origin]), no_token, unhurried()) as connector:
            with pytest.raises(NotDelivered):
                await connector.send(there, HELLO)
