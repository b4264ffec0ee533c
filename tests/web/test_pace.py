"""How often one may ask, and what is said to who asks too often."""

import pytest
from aiohttp import ClientSession
from multidict import CIMultiDict

from store.store import Store
from tests.web.browsing import Browser
from tests.web.house import FIA, House
from web.pace import Pace, Rate, Rates, household
from web.refusals import TOO_MANY


def test_so_many_at_once_and_then_so_many_a_second() -> None:
    now = [100.0]
    pace = Pace(Rate(3, 0.5), lambda: now[0])
    assert [pace.take("a") for _ in range(4)] == [0, 0, 0, 2.0]
    assert pace.take("b") == 0
    now[0] += 1
    assert pace.take("a") == 1.0
    now[0] += 1
    assert pace.take("a") == 0
    now[0] += 1_000
    assert [pace.take("a") for _ in range(4)] == [0, 0, 0, 2.0]


def test_to_ask_how_long_to_wait_takes_nothing() -> None:
    pace = Pace(Rate(1, 1), lambda: 0.0)
    assert [pace.wait("a") for _ in range(3)] == [0, 0, 0]
    assert pace.take("a") == 0
    assert pace.wait("a") == 1.0


def test_those_who_were_here_long_ago_are_forgotten() -> None:
    pace = Pace(Rate(1, 1e-9), lambda: 0.0)
    for number in range(10_050):
        pace.take(str(number))
    assert len(pace) == 10_000
    assert pace.take("0") == 0
    assert pace.take("10049") > 0


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("10.0.0.1", "10.0.0.1:5678", True),
        ("10.0.0.1:5678", "10.0.0.2:5678", False),
        ("2001:db8:1:2::1", "[2001:db8:1:2::9]:5678", True),
        ("[2001:db8:1:2::1]", "[2001:db8:1:3::1]:5678", False),
        ("unknown", "_dold", False),
        ("inget", "", False),
    ],
)
def test_a_household_is_one(address: str, other: str, same: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (household(address) == household(other)) is same


async def test_too_many_questions_from_a_stranger_are_asked_to_wait(store: Store) -> None:
    house = House(store, rates=Rates(client=Rate(3, 0.1)))
    async with house.open() as url, Browser(url) as browser:
        for _ in range(3):
            await browser.open("fel")
            assert browser.status == 404
        await browser.open("fel")
        assert browser.status == 429
        assert browser.page.heading == TOO_MANY.title
        house.seconds += 10
        await browser.reload()
        assert browser.status == 404


async def test_the_wait_is_said_to_machines_too(store: Store) -> None:
    house = House(store, rates=Rates(client=Rate(1, 0.1)))
    async with house.open() as url, ClientSession() as session:
        for expected in (404, 429):
            async with session.get(f"{url}/svara/fel") as found:
                assert found.status == expected
        assert found.headers["Retry-After"] == "10"


async def test_one_link_is_held_back_without_holding_back_the_others(store: Store) -> None:
    from tests.web.house import DAN  # noqa: PLC0415 - the other one

    house = House(store, rates=Rates(link=Rate(1, 0.1)))
    async with house.open() as url, Browser(url) as fia, Browser(url) as dan:
        await fia.open(house.token(FIA))
        await fia.reload()
        assert fia.status == 429
        await dan.open(house.token(DAN))
        assert dan.status == 200


async def test_a_link_is_opened_only_so_often(store: Store) -> None:
    house = House(store, rates=Rates(link=Rate(2, 0.1)))
    async with house.open() as url, ClientSession() as session:
        for status in (303, 303, 429):
            address = f"{url}/svara/{house.token(FIA)}"
            async with session.get(address, allow_redirects=False) as found:
                assert found.status == status


async def test_a_stranger_at_the_same_address_shuts_out_only_strangers(store: Store) -> None:
    house = House(store, rates=Rates(client=Rate(5, 0.01), guess=Rate(3, 0.01)))
    token = house.token(FIA)
    async with house.open() as url, Browser(url) as here, Browser(url) as new, Browser(url) as stranger:
        await here.open(token)
        for guess in ("a", "b", "c"):
            await stranger.open(guess)
            assert stranger.status == 404
        await stranger.open("d")
        assert stranger.status == 429
        await stranger.go(here.address)
        assert stranger.status == 429
        for _ in range(6):
            await here.reload()
            assert here.status == 200
        await new.open(token)
        assert new.status == 200


async def test_behind_our_proxy_the_client_is_whom_the_proxy_names(store: Store) -> None:
    house = House(store, rates=Rates(client=Rate(1, 0.01)), proxied=True)
    async with house.open() as url, ClientSession() as session:
        # What the client itself wrote before the proxy's own words does not count.
        for forwarded, status in (
            ("10.0.0.1", 404),
            ("10.0.0.2", 404),
            ("10.9.9.9, 10.0.0.1", 429),
            ("10.0.0.1, 10.0.0.3", 404),
            ("10.0.0.3:5678", 429),
        ):
            async with session.get(f"{url}/svara/fel", headers={"X-Forwarded-For": forwarded}) as found:
                assert found.status == status


async def test_of_several_lines_the_last_is_our_proxys(store: Store) -> None:
    house = House(store, rates=Rates(client=Rate(1, 0.01)), proxied=True)
    async with house.open() as url, ClientSession() as session:
        for made_up, own, status in (
            ("10.0.0.1", "10.0.0.9", 404),
            ("10.0.0.2", "10.0.0.9", 429),
            ("10.0.0.9", "10.0.0.3", 404),
        ):
            lines = CIMultiDict([("X-Forwarded-For", made_up), ("X-Forwarded-For", own)])
            async with session.get(f"{url}/svara/fel", headers=lines) as found:
                assert found.status == status
