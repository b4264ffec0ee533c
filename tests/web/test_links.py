"""Signed links: who gets which, what they open, and that nothing else opens anything."""

from datetime import timedelta

import pytest
from aiohttp import ClientSession

from domain.life import Act, Move
from domain.quarter import Quarter
from domain.rounds import plan
from store.links import Holder, Which
from tests.web.browsing import Browser
from tests.web.house import DAN, FIA, NOW, SAM, STINA, House
from web.links import LinkMaker, Seal
from web.refusals import NO_LINK

HOUR = timedelta(hours=1)


async def refused(url: str, token: str) -> bool:
    """Whether the token opens nothing, and the answer is the one that every such token gets."""
    async with ClientSession() as session, session.get(f"{url}/svara/{token}", allow_redirects=False) as got:
        if got.status == 303:
            return False
        assert got.status == 404
        assert NO_LINK.title in await got.text()
        assert "Set-Cookie" not in got.headers
        return True


def test_a_person_has_one_link_for_a_unit_and_a_round(house: House) -> None:
    first = house.token(FIA)
    assert house.token(FIA) == first
    assert house.token(DAN) != first
    assert house.token(SAM, "fyrbodal") != house.token(SAM, "skaraborg")
    assert [line.what for line in house.store.audit.lines("2026Q3/fyrbodal")].count("fick länk") == 3


def test_the_log_tells_of_a_link_without_its_id(house: House) -> None:
    house.token(FIA)
    link = house.store.links.find(Holder("fia", "fyrbodal", "2026Q3"))
    assert link
    lines = house.store.audit.lines("2026Q3/fyrbodal")
    assert (lines[-1].who, lines[-1].what) == ("fia", "fick länk")
    assert not any(link.id in " ".join(map(str, vars(line).values())) for line in lines)


def test_a_link_lasts_as_long_as_answers_are_taken(house: House) -> None:
    house.token(FIA)
    link = house.store.links.find(Holder("fia", "fyrbodal", "2026Q3"))
    assert link
    assert link.expires == house.round.closes
    later = house.round.closes + HOUR
    assert house.store.links.extend(Which("2026Q3", unit="fyrbodal"), later, "sam", NOW) == 1
    assert house.store.links.extend(Which("2026Q3", unit="fyrbodal"), later, "sam", NOW) == 0
    moved = house.store.links.get(link.id)
    assert moved
    assert moved.expires == later
    assert house.store.audit.lines("2026Q3/fyrbodal")[-1].what == "flyttade länk"


def test_a_link_that_was_taken_back_is_never_handed_out_again(house: House) -> None:
    first = house.token(FIA)
    assert house.store.links.revoke(Which("2026Q3", person="fia"), "sam", NOW) == 1
    assert house.store.links.revoke(Which("2026Q3", person="fia"), "sam", NOW) == 0
    assert house.token(FIA) != first
    line = next(line for line in house.store.audit.lines("2026Q3/fyrbodal") if line.who == "sam")
    assert (line.what, line.why) == ("återkallade länk", "för fia")


def test_links_are_taken_back_by_id_by_person_and_by_unit(house: House) -> None:
    links = house.store.links
    for person in (FIA, DAN, STINA):
        house.token(person)
    fia = links.find(Holder("fia", "fyrbodal", "2026Q3"))
    assert fia
    assert links.revoke(Which("2026Q2", id=fia.id), "sam", NOW) == 0
    assert links.revoke(Which("2026Q3", id=fia.id), "sam", NOW) == 1
    assert links.revoke(Which("2026Q3", unit="fyrbodal"), "sam", NOW) == 1
    assert links.find(Holder("stina", "skaraborg", "2026Q3"))
    assert links.revoke(Which("2026Q3"), "sam", NOW) == 1


async def test_the_right_link_opens(url: str, house: House) -> None:
    assert not await refused(url, house.token(FIA))


async def test_a_link_changed_in_any_sign_opens_nothing(url: str, house: House) -> None:
    token = house.token(FIA)
    opens = house.links.opened
    assert opens(token, NOW)
    for place, sign in enumerate(token):
        for other in "A_z.-0":
            if other != sign:
                assert not opens(token[:place] + other + token[place + 1 :], NOW), f"{other} at {place}"
        assert not opens(token[:place], NOW)
        assert not opens(token[:place] + token[place + 1 :], NOW)
    for place in (0, len(token) // 2, len(token) - 1):
        changed = "A" if token[place] != "A" else "B"
        assert await refused(url, token[:place] + changed + token[place + 1 :])


def test_the_last_sign_has_bits_to_spare_and_still_must_be_ours(house: House) -> None:
    token = house.token(FIA)
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    opening = [sign for sign in signs if house.links.opened(token[:-1] + sign, NOW)]
    assert opening == [token[-1]]


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "1",
        "-",
        "a.b.c",
        "%00",
        "%F0%9F%98%80",
        "x" * 4000,
        "eyJhIjoxfQ.AAAA",
        "fia",
        "' OR 1=1 --",
        "%2e%2e%2fetc%2fpasswd",
    ],
)
async def test_a_guessed_link_opens_nothing(url: str, token: str) -> None:
    assert await refused(url, token)


async def test_an_expired_link_says_the_same_as_one_that_never_was(url: str, house: House) -> None:
    token = house.token(FIA)
    house.clock.set(house.round.closes)
    assert not await refused(url, token)
    house.clock.set(house.round.closes + HOUR)
    assert await refused(url, token)


async def test_an_extension_opens_the_link_that_was_sent_before_it(url: str, house: House) -> None:
    token = house.token(FIA)
    house.clock.set(house.round.closes + HOUR)
    assert await refused(url, token)
    until = house.round.closes + 5 * HOUR
    asked = Move(Act.ASK_EXTENSION, "fia", FIA.name, house.round.due, "Mötet flyttades.", until)
    granted = Move(Act.GRANT_EXTENSION, "sam", SAM.name, house.round.due, until=until)
    for move in (asked, granted):
        house.store.lives.take(house.round, "fyrbodal", move)
    assert not await refused(url, token)
    house.clock.set(until + HOUR)
    assert await refused(url, token)


async def test_a_link_that_was_taken_back_says_the_same(url: str, house: House) -> None:
    token = house.token(FIA)
    house.store.links.revoke(Which("2026Q3", person="fia"), "sam", NOW)
    assert await refused(url, token)


async def test_a_link_signed_with_another_secret_opens_nothing(url: str, house: House) -> None:
    forger = LinkMaker(Seal("gissad hemlighet"), house.base_url, house.store)
    forged = forger.to(FIA, "fyrbodal", house.round, NOW).rpartition("/")[2]
    assert await refused(url, forged)


def test_a_signed_link_opens_only_what_its_row_says(house: House) -> None:
    """Bound: the row of one link and the person, unit or round of another do not go together."""
    token = house.token(FIA)
    parts = house.links.seal.link_parts(token)
    assert parts
    link = house.links.opened(token, NOW)
    assert link
    for changed in ({"person": "dan"}, {"unit": "skaraborg"}, {"round": "2026Q2"}, {"id": "annan"}):
        mixed = type(link)(**{**vars(link), **changed})
        assert house.links.opened(house.links.seal.link(mixed), NOW) is None


def test_a_link_for_a_new_round_is_another_one(house: House) -> None:
    following = plan(Quarter(2026, 4), house.round.council_date + timedelta(days=90), house.round.forms)
    house.store.rounds.create(following, "samråd", NOW)
    assert house.token(FIA, round_=following) != house.token(FIA)


async def test_a_link_id_without_having_opened_the_link_opens_nothing(browser: Browser, house: House) -> None:
    house.token(FIA)
    link = house.store.links.find(Holder("fia", "fyrbodal", "2026Q3"))
    assert link
    await browser.go(f"/formular/{link.id}")
    assert browser.status == 404
    assert browser.page.heading == NO_LINK.title


async def test_what_one_link_has_opened_does_not_open_another(url: str, house: House) -> None:
    house.token(DAN)
    mine = house.links.opened(house.token(FIA), NOW)
    yours = house.links.opened(house.token(DAN), NOW)
    assert mine
    assert yours
    cookie = {"samrad": house.links.seal.session(mine.id, "x")}
    forged = {"samrad": Seal("annan").session(yours.id, "x")}
    for cookies, link, status in ((cookie, yours, 404), (forged, yours, 404), (cookie, mine, 200)):
        async with ClientSession(cookies=cookies) as session, session.get(f"{url}/formular/{link.id}") as got:
            assert got.status == status


async def test_a_form_that_is_open_is_closed_when_its_link_is_taken_back(
    browser: Browser, house: House
) -> None:
    await browser.open(house.token(FIA))
    assert browser.status == 200
    house.store.links.revoke(Which("2026Q3", person="fia"), "sam", NOW)
    page = await browser.reload()
    assert browser.status == 404
    assert "be om en ny länk" in page.text
