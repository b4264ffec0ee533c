"""What every answer tells the browser, and what the way in looks like."""

import pytest
from aiohttp import ClientResponse, ClientSession

from store.store import Store
from tests.web.house import FIA, House

EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
}


async def got(url: str, path: str, method: str = "GET") -> ClientResponse:
    async with (
        ClientSession() as session,
        session.request(method, url + path, allow_redirects=False) as found,
    ):
        await found.read()
        return found


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/svara/{token}", 303),
        ("GET", "/svara/fel", 404),
        ("GET", "/svara/", 404),
        ("GET", "/svara/a/b", 404),
        ("POST", "/svara/{token}", 404),
        ("GET", "/formular/fel", 404),
        ("GET", "/formular/fel/kort/x", 404),
        ("GET", "/formular/fel/granska", 404),
        ("GET", "/formular/fel/annat", 404),
        ("POST", "/formular/fel", 404),
        ("PUT", "/formular/fel", 404),
        ("GET", "/webb/samrad.css", 200),
        ("GET", "/webb/annan.css", 404),
    ],
)
async def test_every_answer_is_armoured(url: str, house: House, method: str, path: str, status: int) -> None:
    found = await got(url, path.format(token=house.token(FIA)), method)
    assert found.status == status
    assert EXPECTED.items() <= found.headers.items()
    assert "Strict-Transport-Security" not in found.headers
    assert "aiohttp" not in found.headers["Server"]
    kept = "immutable" if status == 200 else "no-store"
    assert kept in found.headers["Cache-Control"]


async def test_the_token_is_left_behind_and_told_to_nobody(url: str, house: House) -> None:
    found = await got(url, f"/svara/{house.token(FIA)}")
    assert found.headers["Referrer-Policy"] == "no-referrer"
    assert found.headers["Location"].startswith("/formular/")
    assert house.token(FIA) not in found.headers["Location"]


async def test_the_cookie_is_for_this_form_alone(url: str, house: House) -> None:
    found = await got(url, f"/svara/{house.token(FIA)}")
    cookie = found.cookies["samrad"]
    assert cookie["path"] == found.headers["Location"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]
    assert cookie["max-age"] == ""


async def test_over_https_the_cookie_is_secure_and_the_browser_stays_there(store: Store) -> None:
    house = House(store, base_url="https://samrad.example")
    async with house.open() as url:
        found = await got(url, f"/svara/{house.token(FIA)}")
        assert found.cookies["__Secure-samrad"]["secure"]
        assert found.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize(
    "path",
    [
        "/webb/../app.py",
        "/webb/..%2fapp.py",
        "/webb/%2e%2e%2fapp.py",
        "/webb/..%5capp.py",
        "/webb//etc/passwd",
        "/webb/samrad.css%00.js",
        "/webb/templates/card.html",
        "/webb/",
    ],
)
async def test_no_other_file_can_be_asked_for(url: str, path: str) -> None:
    from yarl import URL  # noqa: PLC0415 - for this one test: the path as it is, not tidied up

    async with ClientSession() as session, session.get(URL(url + path, encoded=True)) as found:
        assert found.status == 404
        assert "def " not in await found.text()
