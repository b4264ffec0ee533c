"""Forms that come from somewhere else, or hold what no form of ours would."""

import pytest
from aiohttp import ClientSession

from store.store import Store
from tests.web.browsing import Browser
from tests.web.house import DAN, FIA, House
from web import posted
from web.refusals import NOT_FROM_FORM, TOO_LONG, UNREADABLE, Refused


def untouched(house: House) -> bool:
    return house.store.submissions.draft("2026Q3", "fyrbodal") is None


@pytest.mark.parametrize("guard", ["", "0" * 64, "å", None])
async def test_a_form_without_its_guard_is_turned_away(
    browser: Browser, house: House, guard: str | None
) -> None:
    await browser.open(house.token(FIA))
    form = [(name, value) for name, value in browser.form("save") if name != "guard"]
    page = await browser.post(form if guard is None else [*form, ("guard", guard)])
    assert browser.status == 403
    assert page.heading == NOT_FROM_FORM.title
    assert untouched(house)


async def test_the_guard_of_another_session_does_not_help(
    browser: Browser, other: Browser, house: House
) -> None:
    await browser.open(house.token(FIA))
    await other.open(house.token(FIA))
    theirs = other.page.fields["guard"]
    assert theirs != browser.page.fields["guard"]
    form = [(name, theirs if name == "guard" else value) for name, value in browser.form("save")]
    await browser.post(form)
    assert browser.status == 403
    await other.open(house.token(DAN))
    assert untouched(house)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "https://annan.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Origin": "http://\u2100"}, 403),
        ({"Origin": "http://127.0.0.1:notaport"}, 403),
        ({"Origin": "{url}", "Referer": "http://[::1"}, 200),
        ({"Origin": "{url}", "Host": "["}, 403),
        ({"Host": "http://[::1"}, 200),
        ({"Origin": "http://127.0.0.1.annan.example"}, 403),
        ({"Origin": "{url}"}, 200),
        ({"Origin": "https://samrad.example"}, 200),
        ({}, 200),
    ],
)
async def test_only_our_own_pages_send_forms(store: Store, headers: dict[str, str], status: int) -> None:
    house = House(store, base_url="http://samrad.example")
    async with house.open() as url, Browser(url) as browser:
        await browser.open(house.token(FIA))
        sent = {name: value.format(url=url) for name, value in headers.items()}
        await browser.post(browser.form("save"), sent)
        assert browser.status == status
        assert untouched(house) is (status == 403)


@pytest.mark.parametrize(
    "cookie", ["samrad=", 'samrad="', "samrad=å; =; ;;", "\u2100=[", "samrad=a; samrad=b"]
)
async def test_a_cookie_that_is_none_of_ours_opens_nothing(
    browser: Browser, house: House, cookie: str
) -> None:
    await browser.open(house.token(FIA))
    form, address = browser.form("save"), browser.url + browser.address
    headers = {"Cookie": cookie}
    async with ClientSession() as session, session.post(address, data=form, headers=headers) as answer:
        assert answer.status == 404
    assert untouched(house)
    assert house.broken == []


async def test_a_body_that_is_too_long_is_not_read(store: Store) -> None:
    house = House(store, body_limit=20_000)
    async with house.open() as url, Browser(url) as browser:
        await browser.open(house.token(FIA))
        page = await browser.press("save", {"council_date": "x" * 20_000})
        assert browser.status == 413
        assert page.heading == TOO_LONG.title
        assert untouched(house)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"press=save", "text/plain"),
        (b"press=save&q.x=%ff\xff", "application/x-www-form-urlencoded"),
        (b"&".join(b"q.%d=1" % number for number in range(1_100)), "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
    ],
)
async def test_what_is_no_form_is_refused(browser: Browser, house: House, body: bytes, kind: str) -> None:
    await browser.open(house.token(FIA))
    address = f"{browser.url}{browser.address}"
    async with (
        ClientSession(cookies=browser.cookies) as session,
        session.post(address, data=body, headers={"Content-Type": kind}) as found,
    ):
        assert found.status in {400, 403}
    assert untouched(house)
    assert house.broken == []


@pytest.mark.parametrize("made_up", ["x" * 513, "å" * 257, "x\x00", "\ud800", "x\ny"])
def test_an_id_that_none_of_ours_could_be_is_left_out(made_up: str) -> None:
    names = ("round", "unit", "card", "revision")
    forged = posted.action({"press": f"add {made_up}", "q.headline": "ord", **dict.fromkeys(names, made_up)})
    assert set(forged.data) >= {*names, "group"}
    assert set(forged.data.values()) == {""}
    assert forged.values == {"headline": "ord"}
    assert posted.action({"press": "save", "q." + made_up: "ord"}).values == {}
    with pytest.raises(Refused):
        posted.action({"press": "save", "request": made_up})
    kept = posted.action({"press": "save", "request": "x" * 512})
    assert kept.request == "x" * 512


async def test_a_form_whose_own_id_is_too_long_for_any_index_is_told_so(
    browser: Browser, house: House
) -> None:
    await browser.open(house.token(FIA))
    form = [(name, value) for name, value in browser.form("save") if name != "request"]
    page = await browser.post([*form, ("request", "\U00020b9f" * 1_000)])
    assert (browser.status, page.heading) == (400, UNREADABLE.title)
    assert untouched(house)
    assert house.broken == []
