"""Keys change, and the service that publishes them is not always there."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.keys import Key, KeyRing, KeysUnavailable
from bot.local.participants import ASTRID
from bot.local.signing import private_key
from tests.http.house import MORNING, House

DAY = 24 * 3600.0


async def status(house: House, bot: str, token: str | None = None) -> int:
    return (await house.teams.post(bot, house.teams.write.message(ASTRID, "hej"), token)).status


async def test_a_new_key_is_fetched_when_it_is_first_met(house: House, bot: str) -> None:
    assert await status(house, bot) == 200
    house.seconds += 120
    house.teams.signer.rotate("key-2")
    assert await status(house, bot) == 200
    assert house.teams.keys.fetches == 2


async def test_the_old_key_ends_with_its_withdrawal(house: House, bot: str) -> None:
    old = house.teams.signer.token()
    assert await status(house, bot, old) == 200
    house.seconds += 120
    house.teams.signer.rotate("key-2")
    assert await status(house, bot) == 200
    assert await status(house, bot, old) == 401


async def test_unknown_keys_make_us_ask_less_and_less(house: House, bot: str) -> None:
    """At once, after 2, 4, 8 … seconds, and in the end once a minute."""
    assert await status(house, bot) == 200
    for asked, seconds in enumerate([2, 4, 8, 16, 32, 60, 60], start=2):
        for wait in (0.0, seconds - 0.5):
            house.seconds += wait
            assert await status(house, bot, house.teams.signer.token(kid="forger")) == 401
            assert house.teams.keys.fetches == asked
        house.seconds += 0.5


async def test_a_key_that_is_new_is_let_in_at_once_each_time(house: House, bot: str) -> None:
    """Whoever rotates twice in a minute is not made to wait: what is fetched for it was news."""
    assert await status(house, bot) == 200
    for kid in ("key-2", "key-1", "key-2"):
        old = house.teams.signer.token()
        house.teams.signer.rotate(kid)
        assert await status(house, bot) == 200
        assert await status(house, bot, old) == 401
        house.seconds += 2  # the old one was asked for anew, without anything new


async def test_keys_are_kept_through_an_outage(house: House, bot: str) -> None:
    assert await status(house, bot) == 200
    house.teams.keys.published = False
    house.seconds += 3 * DAY
    assert await status(house, bot) == 200
    assert await status(house, bot, house.teams.signer.token(kid="forger")) == 401
    assert house.teams.keys.fetches == 2
    house.teams.keys.published = True
    house.teams.signer.rotate("key-2")
    house.seconds += 60
    assert await status(house, bot) == 200


async def test_without_any_keys_nobody_gets_in_until_they_are_there(house: House, bot: str) -> None:
    house.teams.keys.published = False
    assert await status(house, bot) == 401
    house.teams.keys.published = True
    assert await status(house, bot) == 401
    house.seconds += 5
    assert await status(house, bot) == 200


async def test_a_withdrawn_key_ends_within_a_day_even_if_no_new_one_is_met(house: House, bot: str) -> None:
    assert await status(house, bot) == 200
    house.teams.signer.kids = ["key-2"]
    house.seconds += DAY + 1
    async with asyncio.timeout(5):
        while await status(house, bot) != 401:
            pass
    assert house.teams.keys.fetches in {2, 3}, "one because they were old, and one more when the key was gone"


async def test_those_who_come_at_once_wait_for_one_fetch() -> None:
    fetches = 0
    fetched = asyncio.Event()

    async def fetch() -> Mapping[str, Key]:
        nonlocal fetches
        fetches += 1
        await fetched.wait()
        return {"key-1": Key(private_key("key-1").public_key(), frozenset({"msteams"}))}

    ring = KeyRing(fetch, lambda: 0.0)
    asking = [asyncio.create_task(ring.key("key-1")) for _ in range(32)]
    await asyncio.sleep(0)
    asking[0].cancel()  # the one that began it goes away
    fetched.set()
    found = await asyncio.gather(*asking[1:])
    assert all(key is not None for key in found)
    assert fetches == 1


async def test_those_who_waited_go_on_one_by_one_and_others_between_them() -> None:
    fetched = asyncio.Event()
    rounds = 0

    async def fetch() -> Mapping[str, Key]:
        await fetched.wait()
        return {"key-1": Key(private_key("key-1").public_key(), frozenset())}

    async def others() -> None:
        nonlocal rounds
        while True:
            rounds += 1
            await asyncio.sleep(0)

    async def waits() -> int:
        assert await ring.key("key-1")
        return rounds

    ring = KeyRing(fetch, lambda: 0.0)
    waiting = [asyncio.create_task(waits()) for _ in range(32)]
    beside = asyncio.create_task(others())
    await asyncio.sleep(0)
    fetched.set()
    went_on = await asyncio.gather(*waiting)
    beside.cancel()
    assert sorted(set(went_on)) == went_on


async def test_an_empty_or_broken_answer_takes_no_key_away() -> None:
    seconds = 0.0
    answers: Iterator[Mapping[str, Key] | Exception] = iter(
        [{"key-1": Key(private_key("key-1").public_key(), frozenset())}, KeysUnavailable("trasig")]
    )

    async def fetch() -> Mapping[str, Key]:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    ring = KeyRing(fetch, lambda: seconds)
    assert await ring.key("key-1")
    seconds = 2 * DAY
    assert await ring.key("key-1")
    await asyncio.sleep(0)
    assert next(answers, None) is None
    assert await ring.key("key-1")


async def test_nobody_waits_for_a_key_that_is_at_hand() -> None:
    """The service that publishes the keys hangs; the old ones are used meanwhile."""
    answering = asyncio.Event()
    seconds = 0.0
    key = Key(private_key("key-1").public_key(), frozenset())

    async def fetch() -> Mapping[str, Key]:
        if seconds:
            await answering.wait()
        return {"key-1": key}

    ring = KeyRing(fetch, lambda: seconds)
    assert await ring.key("key-1")
    seconds = DAY + 1
    async with asyncio.timeout(1):
        assert await ring.key("key-1") is key
    answering.set()
    assert await ring.key("key-1") is key


async def test_a_clock_that_is_set_forward_and_back_keeps_no_new_key_out(house: House, bot: str) -> None:
    house.clock.set(MORNING + timedelta(days=30))
    assert await status(house, bot) == 200
    house.clock.set(MORNING)
    house.teams.signer.rotate("key-2")
    house.seconds += 60
    assert await status(house, bot) == 200


async def test_another_key_under_the_same_id_ends_the_old_ones_tokens(house: House, bot: str) -> None:
    """Even those whose signature has been found good before."""
    old = house.teams.signer.token()
    assert await status(house, bot, old) == 200
    house.teams.signer.kids = ["key-2"]
    other = {"keys": [house.teams.signer.jwks()["keys"][0] | {"kid": "key-1"}]}
    house.teams.keys.publish(house.teams.origin, lambda: other)
    house.seconds += 120
    assert await status(house, bot, house.teams.signer.token(kid="forger")) == 401
    assert await status(house, bot, old) == 401
