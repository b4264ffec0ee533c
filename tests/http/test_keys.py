"""Keys change, and the service that publishes them is not always there."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from bot.clock import HandedClock
from bot.keys import Key, KeyRing, KeysUnavailable
from bot.local.participants import ASTRID
from bot.local.signing import private_key
from tests.http.house import MORNING, House


async def status(house: House, bot: str, token: str | None = None) -> int:
    return (await house.teams.post(bot, house.teams.write.message(ASTRID, "hej"), token)).status


async def test_a_new_key_is_fetched_when_it_is_first_met(house: House, bot: str) -> None:
    assert await status(house, bot) == 200
    house.clock.set(MORNING + timedelta(minutes=2))
    house.teams.signer.rotate("key-2")
    assert await status(house, bot) == 200
    assert house.teams.fetches == 2


async def test_the_old_key_ends_with_its_withdrawal(house: House, bot: str) -> None:
    old = house.teams.signer.token()
    assert await status(house, bot, old) == 200
    house.clock.set(MORNING + timedelta(minutes=2))
    house.teams.signer.rotate("key-2")
    assert await status(house, bot) == 200
    assert await status(house, bot, old) == 401


async def test_unknown_keys_make_us_ask_once_a_minute(house: House, bot: str) -> None:
    assert await status(house, bot) == 200
    for _ in range(5):
        assert await status(house, bot, house.teams.signer.token(kid="forger")) == 401
    assert house.teams.fetches == 1
    house.clock.set(MORNING + timedelta(minutes=1))
    for _ in range(5):
        assert await status(house, bot, house.teams.signer.token(kid="forger")) == 401
    assert house.teams.fetches == 2


async def test_keys_are_kept_through_an_outage(house: House, bot: str) -> None:
    assert await status(house, bot) == 200
    house.teams.published = False
    house.clock.set(MORNING + timedelta(days=3))
    assert await status(house, bot) == 200
    assert await status(house, bot, house.teams.signer.token(kid="forger")) == 401
    assert house.teams.fetches == 2


async def test_without_any_keys_nobody_gets_in_until_they_are_there(house: House, bot: str) -> None:
    house.teams.published = False
    assert await status(house, bot) == 401
    house.teams.published = True
    assert await status(house, bot) == 401
    house.clock.set(MORNING + timedelta(seconds=5))
    assert await status(house, bot) == 200


async def test_a_withdrawn_key_ends_within_a_day_even_if_no_new_one_is_met(house: House, bot: str) -> None:
    assert await status(house, bot) == 200
    house.teams.signer.kids = ["key-2"]
    house.clock.set(MORNING + timedelta(hours=24, seconds=1))
    assert await status(house, bot) == 401


async def test_those_who_come_at_once_wait_for_one_fetch() -> None:
    fetches = 0
    fetched = asyncio.Event()

    async def fetch() -> Mapping[str, Key]:
        nonlocal fetches
        fetches += 1
        await fetched.wait()
        return {"key-1": Key(private_key("key-1").public_key(), frozenset({"msteams"}))}

    ring = KeyRing(fetch, HandedClock(MORNING))
    asking = [asyncio.create_task(ring.key("key-1")) for _ in range(32)]
    await asyncio.sleep(0)
    asking[0].cancel()  # the one that began it goes away
    fetched.set()
    found = await asyncio.gather(*asking[1:])
    assert all(key is not None for key in found)
    assert fetches == 1


async def test_an_empty_or_broken_answer_takes_no_key_away() -> None:
    clock = HandedClock(MORNING)
    answers: Iterator[Mapping[str, Key] | Exception] = iter(
        [{"key-1": Key(private_key("key-1").public_key(), frozenset())}, KeysUnavailable("trasig")]
    )

    async def fetch() -> Mapping[str, Key]:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    ring = KeyRing(fetch, clock)
    assert await ring.key("key-1")
    clock.set(MORNING + timedelta(days=2))
    assert await ring.key("key-1")


async def test_another_key_under_the_same_id_ends_the_old_ones_tokens(
    house: House, bot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even those whose signature has been found good before."""
    old = house.teams.signer.token()
    assert await status(house, bot, old) == 200
    house.teams.signer.kids = ["key-2"]
    other = {"keys": [house.teams.signer.jwks()["keys"][0] | {"kid": "key-1"}]}
    monkeypatch.setattr(house.teams.signer, "jwks", lambda: other)
    house.clock.set(MORNING + timedelta(minutes=2))
    assert await status(house, bot, house.teams.signer.token(kid="forger")) == 401
    assert await status(house, bot, old) == 401
