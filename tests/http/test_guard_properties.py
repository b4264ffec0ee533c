"""Random headers, tokens and bodies: nobody gets in by chance, and nothing of it is ever a fault of ours."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import HandedClock
from bot.inbox import Unreadable, executed, open_envelope, said
from bot.local.connector import LocalConnector
from bot.local.participants import ASTRID
from bot.seals import NotOurs
from store.store import Store
from tests.http.forging import with_claims
from tests.http.house import MORNING, House
from tests.laying import filled

REFUSED = {400, 401, 403, 413, 415}

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)
visible = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=60
)


class Running:
    """A bot that listens between the examples of a test, on a loop of its own."""

    def __init__(self, runner: asyncio.Runner, store: Store) -> None:
        self._runner = runner
        self._open = AsyncExitStack()
        runner.run(self._opened(store))

    async def _opened(self, store: Store) -> None:
        clock = HandedClock(MORNING)
        teams = await self._open.enter_async_context(LocalConnector(clock))
        self.house = House(clock, teams, store)
        self.url = await self._open.enter_async_context(self.house.open())
        self._session = await self._open.enter_async_context(aiohttp.ClientSession())

    def close(self) -> None:
        self._runner.run(self._open.aclose())

    def status(self, headers: dict[str, str], body: bytes) -> int:
        async def posted() -> int:
            async with self._session.post(f"{self.url}/api/messages", data=body, headers=headers) as answer:
                return answer.status

        return self._runner.run(posted())


@pytest.fixture(scope="module")
def running(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with asyncio.Runner() as runner, filled(migrated, tmp_path_factory.mktemp("random")) as begun:
        bot = Running(runner, begun.store)
        yield bot
        bot.close()


def _part(said_: object) -> str:
    return urlsafe_b64encode(json.dumps(said_).encode("utf-8", "surrogatepass")).decode().rstrip("=")


parts = st.one_of(
    junk.map(_part),
    st.fixed_dictionaries(
        {"alg": junk | st.sampled_from(["RS256", "none"]), "kid": junk | st.just("key-1")}
    ).map(_part),
    st.from_regex(r"[A-Za-z0-9_=-]{0,40}", fullmatch=True),
)
tokens = st.lists(parts, min_size=1, max_size=4).map(".".join)
authorizations = tokens.map("Bearer {}".format) | visible
bodies = junk.map(lambda said_: json.dumps(said_).encode("utf-8", "replace")) | st.binary(max_size=200)


@settings(max_examples=80, deadline=None)
@given(authorization=authorizations, kind=st.just("application/json") | visible, body=bodies)
def test_nobody_gets_in_by_chance(running: Running, authorization: str, kind: str, body: bytes) -> None:
    house, headers = running.house, {"Authorization": authorization, "Content-Type": kind}
    before = (len(house.desk.turns), house.tokens, len(house.teams.received))
    assert running.status(headers, body) in REFUSED
    assert (len(house.desk.turns), house.tokens, len(house.teams.received)) == before


CLAIMS = ("iss", "aud", "exp", "nbf", "serviceurl", "iat", "sub", "jti", "tid")


@settings(max_examples=60, deadline=None)
@given(claim=st.sampled_from(CLAIMS), value=junk)
def test_a_claim_of_any_kind_is_no_fault(running: Running, claim: str, value: object) -> None:
    """Signed as it should be, by a signer that has lost its mind."""
    token = with_claims(running.house.teams.signer, **{claim: value})
    said_ = json.dumps(running.house.teams.write.message(ASTRID, "hej")).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    assert running.status(headers, said_) in {200, 401}


FIELDS = (
    *("type", "id", "name", "channelId", "serviceUrl", "conversation", "channelData", "from", "recipient"),
    *("text", "value", "entities", "replyToId", "action", "membersAdded", "attachments", "timestamp"),
)
changes = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), junk, max_size=6)


@settings(max_examples=80, deadline=None)
@given(change=changes, pressed=st.booleans())
def test_whatever_a_signed_activity_holds_is_no_fault(
    running: Running,
    change: dict[str, Any],
    pressed: bool,  # noqa: FBT001 - one of two kinds
) -> None:
    write = running.house.teams.write
    whole = write.execute(ASTRID, {"verb": "save"}, "7") if pressed else write.message(ASTRID, "hej")
    body = json.dumps(whole | change).encode("utf-8", "surrogatepass")
    headers = {
        "Authorization": f"Bearer {running.house.teams.signer.token()}",
        "Content-Type": "application/json",
    }
    assert running.status(headers, body) in REFUSED | {200}


@settings(max_examples=150, deadline=None)
@given(change=changes, value=junk)
def test_the_inbox_reads_it_or_says_which_field_it_could_not(
    running: Running, change: dict[str, Any], value: object
) -> None:
    house = running.house
    for whole in (
        house.teams.write.submit(ASTRID, {"verb": "save"}, "7") | {"value": value},
        house.teams.write.execute(ASTRID, {"verb": "save"}, "7") | {"value": value},
        house.teams.write.message(ASTRID, "hej") | change,
    ):
        with suppress(Unreadable, NotOurs):
            envelope = open_envelope(whole)
            read = executed if envelope.kind == "invoke" else said
            turn = read(envelope, MORNING, house.seals)
            shown = [turn.text, turn.account.id, turn.account.name, turn.account.tenant]
            assert all(words.encode() is not None and "\x00" not in words for words in shown)
            assert len(turn.text) <= 10_000
