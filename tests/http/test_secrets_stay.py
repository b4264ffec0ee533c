"""Every way to fail with recognisable secrets at hand: none of them is said anywhere."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.channels.mail import Mail
from bot.clock import HandedClock
from bot.compose import compose
from bot.connector import Connector
from bot.local.participants import ASTRID
from bot.mail_server import mail_server
from bot.one_line import BAD
from bot.own_database import own
from bot.pace import Pace
from bot.serving import listening
from bot.settings import Settings, read_settings
from bot.tokens import AppTokens, no_token
from bot.uploads import Uploads
from domain.delivery import Address
from domain.messages import Account, Message
from store.store import Store
from tests.cli.samrad import Samrad
from tests.http.entra import Entra, open_entra, pem, pfx
from tests.http.house import MORNING
from tests.http.test_pace import Time
from tests.mail.post_office import open_office

SECRET = "xyzzy-app-secret-0123456789-0123456789"
PASSWORD = "xyzzy-certificate-password"
LINK = "xyzzy-link-secret-0123456789-0123456789"
DATABASE = "xyzzy-database-password"
SMTP = "xyzzy-smtp-password"
BEARER = "xyzzy-bearer-token"
METRICS = "xyzzy-metrics-token-0123456789-0123456789"
UPLOAD = "xyzzy-upload-signature"

KEPT: Mapping[str, str] = {
    "SAMRAD_APP_ID": "app",
    "SAMRAD_TENANTS": "t-1",
    "SAMRAD_APP_SECRET": SECRET,
    "SAMRAD_APP_CERTIFICATE_PASSWORD": PASSWORD,
    "SAMRAD_LINK_SECRET": LINK,
    "SAMRAD_LINK_SECRET_OLD": f"{LINK}-old",
    "SAMRAD_DATABASE_URL": f"postgresql://samrad:{DATABASE}@127.0.0.1:1/samrad",
    "SAMRAD_SMTP_URL": f"smtp://samrad:{SMTP}@127.0.0.1:1",
    "SAMRAD_MAIL_FROM": "samrad@lansstyrelsen.example",
    "SAMRAD_METRICS_TOKEN": METRICS,
    "SAMRAD_PUBLIC_URL": "http://127.0.0.1:3978",
}
WRONG = {
    "SAMRAD_APP_SECRET": f"{SECRET}\n",
    "SAMRAD_LINK_SECRET": "xyzzy-short",
    "SAMRAD_METRICS_TOKEN": "xyzzy-short",
    "SAMRAD_DATABASE_URL": f"postgres!//samrad:{DATABASE}@:x/",
    "SAMRAD_SMTP_URL": f"smtp://samrad:{SMTP}@post:x",
    "SAMRAD_MAIL_FROM": "xyzzy",
    "SAMRAD_CREDENTIAL": "xyzzy",
    "SAMRAD_TOKEN_URL": f"https://samrad:{SECRET}@login.example",
    "SAMRAD_PUBLIC_URL": f"https://samrad:{SECRET}@samrad.example",
    "SAMRAD_APP_SECRET_EXPIRES": "xyzzy",
}
_NO_SECRETS = {"SAMRAD_MAIL_FROM", "SAMRAD_CREDENTIAL", "SAMRAD_APP_SECRET_EXPIRES"}
"""Wrong values that hold none: they may be repeated."""


class Heard:
    """All that was said of what failed: words, repr and traceback of each error, and what was printed."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.kinds: list[str] = []

    def error(self, error: BaseException) -> None:
        self.kinds.append(type(error).__name__)
        self.said += [str(error), repr(error), *traceback.format_exception(error)]

    async def fails(self, work: Callable[[], Awaitable[object]]) -> None:
        with pytest.raises(Exception) as wrong:  # noqa: PT011 - whatever it is: it is what it says that counts
            await work()
        self.error(wrong.value)

    def must_not_say(self) -> None:
        assert self.said
        assert [words for words in self.said if "xyzzy" in words.lower()] == []


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_settings_show_none_of_them_right_or_wrong(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEPT.items():
        monkeypatch.setenv(name, value)
    good = read_settings()
    heard.said += [str(good), repr(good), good.model_dump_json(), repr(good.mail_server)]
    for name, value in WRONG.items():
        if name in _NO_SECRETS:
            continue
        with monkeypatch.context() as wrong:
            wrong.setenv(name, value)
            with pytest.raises(Exception, match=name) as told:
                read_settings()
            heard.error(told.value)
    heard.must_not_say()


async def test_no_way_to_fail_at_entra_tells_what_was_shown(
    heard: Heard, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lent = tmp_path / "token"
    lent.write_text(f"{BEARER}.x.y")
    ways: tuple[dict[str, object], ...] = (
        {"app_secret": SECRET},
        {"app_certificate": pem(tmp_path / "a.pem", password=PASSWORD.encode()), **_password()},
        {"app_certificate": pfx(tmp_path / "a.pfx", PASSWORD.encode()), **_password()},
        {"federated_token_file": lent},
    )
    async with open_entra() as entra:
        for given in ways:
            for answer in _answers(entra):
                entra.answers = [answer] if answer else []
                await heard.fails(_token(entra, given))
        await heard.fails(_token(entra, {"app_certificate": lent, **_password()}))
        other = pem(tmp_path / "b.pem", password=b"another")
        await heard.fails(_token(entra, {"app_certificate": other, **_password()}))
    gone = Entra(origin="http://127.0.0.1:1")
    await heard.fails(_token(gone, {"app_secret": SECRET}))
    heard.said += capfd.readouterr()
    assert {"NoToken", "BadSetting"} == set(heard.kinds)
    heard.must_not_say()


def _password() -> dict[str, object]:
    return {"app_certificate_password": PASSWORD}


def _answers(entra: Entra) -> tuple[web.Response | None, ...]:
    """None: refused, with a description that quotes what was shown."""
    moved = {"Location": f"{entra.origin}/{SECRET}"}
    echo = web.json_response({"error": f"{SECRET} {BEARER}", "error_codes": [SECRET]}, status=400)
    garbage = web.Response(text=f"<p>{SECRET} {PASSWORD}", status=200)
    return None, web.Response(status=307, headers=moved), echo, garbage, web.Response(status=503, text=SECRET)


def _token(entra: Entra, given: dict[str, object]) -> Callable[[], Awaitable[object]]:
    async def asked() -> object:
        settings = read_settings(app_id="app", tenants=("t-1",), token_url=entra.origin, **given)
        tokens = AppTokens(settings)
        try:
            return await tokens()
        finally:
            tokens.close()

    return asked


async def test_no_way_to_fail_at_teams_tells_our_token_or_where_a_file_goes(
    heard: Heard, capfd: pytest.CaptureFixture[str]
) -> None:
    app = web.Application()

    async def refuses(request: web.Request) -> web.StreamResponse:
        said = f"{request.headers.get('Authorization')} {request.path_qs}"
        statuses.append(0)
        body = {"error": {"code": "Unauthorized", "message": said}}
        return web.json_response(body, status=(401, 403, 404, 413, 429, 500, 502, 503)[len(statuses) % 8])

    statuses: list[int] = []
    app.router.add_route("*", "/{rest:.*}", refuses)
    async with listening(app) as origin:
        settings = read_settings(
            app_id="app", tenants=("t-1",), service_origins=(origin,), app_secret=SECRET, **_linked()
        )
        time = Time()
        async with Connector(settings.origins, _bearer, Pace(time.ticks, time.wait)) as connector:
            for service in (*[f"{origin}/teams"] * 8, "http://127.0.0.1:1/teams", "https://elak.example"):
                address = Address(Account("t-1", ASTRID.object_id), service, ASTRID.chat_id, "bot")

                async def sends(address: Address = address) -> object:
                    return await connector.send(address, {"type": "message", "text": "hej"})

                await heard.fails(sends)
            uploads = Uploads(connector, (origin, "http://127.0.0.1:1"))
            for place in (origin, "http://127.0.0.1:1", "https://elak.example"):

                async def puts(place: str = place) -> object:
                    await uploads.put(f"{place}/drive?sig={UPLOAD}", b"fil")
                    return None

                await heard.fails(puts)
    heard.said += capfd.readouterr()
    heard.must_not_say()


async def _bearer() -> str:
    return BEARER


def _linked() -> dict[str, object]:
    return {"link_secret": LINK, "public_url": "http://127.0.0.1:3978"}


async def test_a_mail_server_that_quotes_the_password_is_not_quoted(heard: Heard) -> None:
    async with open_office(login=True) as office:
        office.says("AUTH", f"535 5.7.8 samrad/{SMTP} refused")
        for port in (office.port, 1):
            server = mail_server(f"smtp://samrad:{SMTP}@127.0.0.1:{port}")
            mail = Mail(server, "samrad@lansstyrelsen.example", HandedClock(MORNING))
            to = Address(Account("", "fia@kommun.example"), "", "k", "samrad@lansstyrelsen.example")
            await heard.fails(lambda mail=mail, to=to: mail.deliver(to, Message(text="hej")))  # type: ignore[misc]  # bound as they are now
            heard.said.append(repr(server))
    heard.must_not_say()


def test_a_database_that_is_not_there_keeps_its_password(
    heard: Heard, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = _of(tmp_path, SAMRAD_DATABASE_URL=KEPT["SAMRAD_DATABASE_URL"])
    with pytest.raises(Exception) as wrong:  # noqa: PT011 - what it says is what counts
        Store.open(own(settings))
    heard.said += [str(wrong.value), repr(wrong.value), repr(own(settings))]
    samrad = Samrad(tmp_path, capsys)
    for command in (("serve",), ("watch",), ("watch", "--mail")):
        ended = samrad(*command, **KEPT)
        heard.said += [ended.out, ended.err]
        assert ended.code in {1, BAD}
    for name, value in WRONG.items():
        ended = samrad("serve", **{**KEPT, name: value})
        assert ended.code == BAD
        if name not in _NO_SECRETS:
            heard.said += [ended.out, ended.err]
    heard.must_not_say()


def _of(folder: Path, **given: str) -> Settings:
    with pytest.MonkeyPatch.context() as mine:
        for name, value in given.items():
            mine.setenv(name, value)
        return read_settings(var=folder)


async def test_what_is_told_over_http_holds_none(heard: Heard, tmp_path: Path) -> None:
    given = {name: value for name, value in KEPT.items() if name != "SAMRAD_DATABASE_URL"}
    settings = _of(tmp_path, **given)
    bot = await asyncio.to_thread(
        compose, settings, HandedClock(MORNING), Connector(settings.origins, no_token)
    )
    shown = {"Authorization": f"Bearer {METRICS}"}
    async with listening(bot.app) as url, aiohttp.ClientSession(url) as session:
        for path in ("/health", "/ready", "/metrics"):
            async with session.get(path, headers=shown) as answer:
                heard.said.append(f"{await answer.text()} {answer.headers}")
        async with session.post(
            "/api/messages", json={}, headers={"Authorization": f"Bearer {BEARER}"}
        ) as answer:
            heard.said.append(await answer.text())
    heard.said += bot.warnings()
    bot.close()
    assert "samrad_outbox_waiting" in str(heard.said)
    heard.must_not_say()
