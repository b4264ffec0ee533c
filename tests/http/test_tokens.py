"""Our own token, from a real token service over TLS on this machine."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
import trustme
from aiohttp import web

from bot.clock import HandedClock
from bot.compose import compose
from bot.connector import Connector
from bot.local.connector import LocalConnector
from bot.local.participants import ASTRID, LOCAL_BOT, LOCAL_TENANT
from bot.local.script import Scripted
from bot.origins import Origins
from bot.sending import NoToken
from bot.serving import listening
from bot.settings import Settings, read_settings
from bot.token_sources import SCOPE
from bot.tokens import PAUSE, AppTokens, no_token
from domain.delivery import TEAMS, Address, NotDelivered
from domain.messages import Account
from tests.http.house import BROWSED, unhurried
from tests.http.test_pace import Time


@dataclass
class Authority:
    """Gives out a token for the right secret, as Entra does."""

    origin: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    is_open: bool = True
    moved: bool = False
    secret: str = "hush"
    says: dict[str, Any] = field(default_factory=dict)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/t-1/oauth2/v2.0/token", self._token)
        app.router.add_post("/t-1/elsewhere", self._elsewhere)
        return app

    async def _elsewhere(self, request: web.Request) -> web.Response:
        self.asked.append(dict(await request.post()))
        return web.Response()

    async def _token(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        if self.moved:
            raise web.HTTPTemporaryRedirect(f"{self.origin}/t-1/elsewhere")
        if not self.is_open:
            return web.Response(status=503, headers={"Retry-After": "0"})
        self.asked.append(form)
        if self.says:
            return web.json_response(self.says, status=400)
        if form["client_secret"] != self.secret:
            return web.json_response({"error": "invalid_client", "error_codes": [7000215]}, status=401)
        token = f"token-{len(self.asked)}"
        return web.json_response({"token_type": "Bearer", "expires_in": 3600, "access_token": token})


@pytest.fixture
async def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Authority]:
    issuer = trustme.CA()
    issuer.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    issuer.issue_cert("127.0.0.1").configure_cert(context)
    authority = Authority()
    runner = web.AppRunner(authority.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    authority.origin = f"https://127.0.0.1:{runner.addresses[0][1]}"
    yield authority
    for visit in cast("web.Server", runner.server).connections:
        if visit.transport:
            visit.transport.abort()  # a farewell over TLS would outlast the test
    await runner.cleanup()


@pytest.fixture
def settings(authority: Authority) -> Settings:
    return read_settings(
        app_id="app",
        app_secret="hush",
        app_tenant="t-1",
        tenants=("t-1",),
        token_url=authority.origin,
        **BROWSED,
    )


@pytest.fixture
def tokens(settings: Settings) -> Iterator[AppTokens]:
    given = AppTokens(settings)
    yield given
    given.close()


async def test_one_token_serves_all_who_ask_at_once(authority: Authority, tokens: AppTokens) -> None:
    assert set(await asyncio.gather(*(tokens() for _ in range(20)))) == {"token-1"}
    assert [(asked["client_id"], asked["scope"]) for asked in authority.asked] == [("app", SCOPE)]


async def test_msal_keeps_it_after_we_have_let_go(authority: Authority, settings: Settings) -> None:
    time = Time()
    tokens = AppTokens(settings, time.ticks)
    assert await tokens() == "token-1"
    time.now = 61
    assert await tokens() == "token-1"
    assert len(authority.asked) == 1
    tokens.close()


async def test_a_wrong_secret_is_told_without_it(
    authority: Authority, tokens: AppTokens, capsys: pytest.CaptureFixture[str]
) -> None:
    authority.secret = "den nya"
    with pytest.raises(NoToken, match="invalid_client") as failure:
        await tokens()
    assert isinstance(failure.value, NotDelivered)
    assert "hush" not in "".join(capsys.readouterr()) + str(failure.value)


async def test_a_service_that_is_down_is_asked_again(authority: Authority, settings: Settings) -> None:
    time = Time()
    tokens = AppTokens(settings, time.ticks)
    authority.is_open = False
    with pytest.raises(NoToken):
        await tokens()
    authority.is_open = True
    time.now = PAUSE
    assert await tokens() == "token-1"
    tokens.close()


async def test_our_secret_does_not_follow_a_redirect(authority: Authority, tokens: AppTokens) -> None:
    authority.moved = True
    with pytest.raises(NoToken, match="TooManyRedirects"):
        await tokens()
    assert authority.asked == []


async def test_a_certificate_that_nobody_vouches_for_gets_no_secret(
    authority: Authority, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    tokens = AppTokens(settings, time.ticks)
    with monkeypatch.context() as without:
        without.delenv("REQUESTS_CA_BUNDLE")
        without.delenv("CURL_CA_BUNDLE", raising=False)
        with pytest.raises(NoToken, match="SSLError"):
            await tokens()
    assert authority.asked == []
    time.now = PAUSE
    assert await tokens() == "token-1"
    tokens.close()


async def test_in_local_mode_there_is_none() -> None:
    assert await no_token() is None  # type: ignore[func-returns-value]  # that it returns nothing is the test


async def test_a_refusal_is_told_by_known_words_and_numbers_alone(
    authority: Authority, tokens: AppTokens, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = [7000215, 850709980512, True, -1, "hush", *range(1, 9)]
    authority.says = {"error": "hush", "error_codes": numbers, "error_description": "hush"}
    with pytest.raises(NoToken, match="no answer that can be read") as failure:
        await tokens()
    assert tokens.asked.refused
    told = "".join(capsys.readouterr()) + str(failure.value) + str(tokens.asked)
    assert "hush" not in told
    assert "850709980512" not in told
    assert tokens.asked.refused.why == "no answer that can be read 7000215 1 2 3 4"


async def test_a_dead_token_is_let_go_of_and_msals_too(authority: Authority, tokens: AppTokens) -> None:
    assert await tokens() == "token-1"
    assert tokens.drop("token-1")
    assert await tokens() == "token-2"
    assert tokens.drop("token-1"), "another has been got meanwhile"
    assert len(authority.asked) == 2


async def test_entra_is_not_asked_for_each_send_that_is_refused(
    authority: Authority, settings: Settings
) -> None:
    time = Time()
    tokens = AppTokens(settings, time.ticks)
    assert tokens.drop(await tokens())
    assert not tokens.drop(await tokens())
    assert len(authority.asked) == 2
    time.now += PAUSE
    assert tokens.drop(await tokens())
    assert await tokens() == "token-3"
    tokens.close()


async def test_an_answer_refused_for_its_token_goes_with_another(
    authority: Authority, tokens: AppTokens, teams: LocalConnector
) -> None:
    teams.answer_next(Scripted(401))
    async with Connector(Origins.exactly([teams.origin]), tokens, unhurried(), tokens.drop) as connector:
        await connector.send(_chat(teams), {"type": "message", "text": "hej"})
    assert [one.status for one in teams.asked] == [401, 201]
    assert [(one.text, one.token) for one in teams.received] == [("hej", "token-2")]
    assert len(authority.asked) == 2


async def test_when_no_token_of_ours_is_taken_a_reply_tells_of_it_and_the_next_that_goes_mends_it(
    authority: Authority,
    teams: LocalConnector,
    clock: HandedClock,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = {**BROWSED, **teams.settings(), "app_secret": "hush", "app_tenant": "t-1"}
    settings = read_settings(**{**given, "token_url": authority.origin, "var": tmp_path / "var"})
    tokens = AppTokens(settings)
    bot = compose(
        settings, clock, Connector(settings.origins, tokens, unhurried(), tokens.drop), asked=tokens.asked
    )
    breaker = bot.delivery.breakers[TEAMS]
    async with listening(bot.app) as url:
        teams.answer_next(Scripted(401), Scripted(401))
        assert (await teams.say(url, ASTRID, "hjälp")).status == 200
        assert [one.status for one in teams.asked] == [401, 401]
        assert (breaker.open, breaker.trips) == (True, 1)
        assert (await teams.say(url, ASTRID, "hjälp")).status == 200
        assert {one.token for one in teams.received} == {"token-2"}
        assert (breaker.open, breaker.trips) == (False, 1)
    log = capsys.readouterr().err
    assert [log.count(event) for event in ("delivery.halted", "delivery.mended")] == [1, 1]
    bot.close()
    tokens.close()


def _chat(teams: LocalConnector) -> Address:
    return Address(Account(LOCAL_TENANT, ASTRID.object_id), teams.service_url, ASTRID.chat_id, LOCAL_BOT)
