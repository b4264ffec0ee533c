"""Without an app id there are no tokens, and then only this machine gets in."""

import json
from collections.abc import AsyncIterator
from datetime import date

import aiohttp
import pytest

from bot.local.participants import ASTRID
from bot.setting_cautions import cautions
from bot.settings import read_settings
from domain.errors import BadSetting
from tests.http.house import BROWSED, MORNING, House


@pytest.fixture
async def local_bot(local_house: House) -> AsyncIterator[str]:
    async with local_house.open() as url:
        yield url


async def status(bot: str, host: str, activity: object, **more: str) -> int:
    headers = {"Content-Type": "application/json", "Host": host, **more}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{bot}/api/messages", data=json.dumps(activity), headers=headers) as answer,
    ):
        return answer.status


async def test_this_machine_gets_in_without_a_token(local_house: House, local_bot: str) -> None:
    assert (await local_house.teams.say(local_bot, ASTRID, "hej")).status == 200
    assert (await local_house.teams.next_message(ASTRID.chat_id)).token == ""
    assert local_house.desk.turns[0].local


@pytest.mark.parametrize("host", ["127.0.0.1:3978", "localhost", "localhost:1", "[::1]:3978", "127.8.8.8"])
async def test_a_name_of_this_machine_gets_in(local_house: House, local_bot: str, host: str) -> None:
    assert await status(local_bot, host, local_house.teams.write.message(ASTRID, "hej")) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.0.7:3978",
        "0.0.0.0",  # noqa: S104 - refused
        "[::",
        "user@evil",
    ],
)
async def test_a_page_that_points_its_own_name_here_is_403(
    local_house: House, local_bot: str, host: str
) -> None:
    assert await status(local_bot, host, local_house.teams.write.message(ASTRID, "hej")) == 403
    assert local_house.desk.turns == []


@pytest.mark.parametrize(
    "page",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_a_foreign_page_is_403(local_house: House, local_bot: str, page: dict[str, str]) -> None:
    activity = local_house.teams.write.message(ASTRID, "hej")
    assert await status(local_bot, "127.0.0.1:3978", activity, **page) == 403
    assert await status(local_bot, "127.0.0.1:3978", activity, Origin="http://localhost:56150") == 200


@pytest.mark.parametrize(
    "address",
    [
        "https://smba.trafficmanager.net/emea/",
        "http://192.168.0.7/",
        "http://127.0.0.1.evil.example/",
        "https://127.0.0.1/",
    ],
)
async def test_an_answer_goes_nowhere_but_to_this_machine(
    local_house: House, local_bot: str, address: str
) -> None:
    activity = local_house.teams.write.message(ASTRID, "hej") | {"serviceUrl": address}
    assert await status(local_bot, "localhost", activity) == 403


async def test_whoever_watches_over_the_bot_needs_no_token(bot: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{bot}/health") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "ok"})


class TestSettings:
    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "samrad.example"])  # noqa: S104 - refused
    def test_without_app_id_only_the_loopback_is_listened_on(self, host: str) -> None:
        with pytest.raises(BadSetting, match="SAMRAD_APP_ID"):
            read_settings(host=host)
        assert read_settings(host="127.0.0.1").local
        assert read_settings(host="::1").local

    @pytest.mark.parametrize("lacking", ["tenants", "public_url", "link_secret"])
    def test_an_app_id_needs_the_rest(self, lacking: str) -> None:
        whole = {
            "host": "samrad.example",
            "app_id": "app",
            "app_secret": "hush",
            "tenants": ("t",),
            **BROWSED,
        }
        assert not read_settings(**whole).local
        with pytest.raises(BadSetting, match=f"SAMRAD_{lacking.upper()} saknas: skriv"):
            read_settings(**{name: value for name, value in whole.items() if name != lacking})

    def test_on_this_machine_an_app_id_needs_the_tenants_alone(self) -> None:
        """What an inspector sets who has a token service of their own; the rest is made."""
        settings = read_settings(
            app_id="app",
            tenants=("T-1;Anna Ek;2026-09-01",),
            token_url="http://127.0.0.1:9/token",
            host="::1",
        )
        assert not settings.local
        assert (settings.app_tenant, settings.base_url) == ("t-1", "http://[::1]:3978")
        assert cautions(settings, MORNING.date()) == []

    def test_replicas_must_share_what_they_sign_with(self) -> None:
        given = {
            "app_id": "5a3d0000-0000-4000-8000-00000000b001",
            "app_secret": "hush",
            "app_secret_expires": date(2027, 5, 1),
            "tenants": ("5a3d0000-0000-4000-8000-000000000001;Anna Ek;2026-09-01",),
            "database_url": "postgresql://samrad@127.0.0.1/samrad",
        }
        [caution] = cautions(read_settings(**given), MORNING.date())
        assert caution.startswith("SAMRAD_LINK_SECRET saknas: ")
        assert cautions(read_settings(**given, **BROWSED), MORNING.date()) == []

    def test_so_must_those_of_the_local_mode(self) -> None:
        """Each in a folder of its own, where it keeps a secret that the others have not."""
        shared = read_settings(database_url="postgresql://samrad@127.0.0.1/samrad")
        [caution] = cautions(shared, MORNING.date())
        assert caution.startswith("SAMRAD_LINK_SECRET saknas: ")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PORT", "many"),
            ("PORT", "70000"),
            ("BODY_LIMIT", "0"),
            ("COUNTY", "../hemligt"),
            ("SERVICE_ORIGINS", "http://smba.trafficmanager.net"),
            ("SERVICE_ORIGINS", "https://smba.trafficmanager.net/emea/"),
            ("SERVICE_ORIGINS", "smba.trafficmanager.net"),
            ("OPENID_URL", "http://login.example/"),
            ("TOKEN_URL", "login"),
            ("PUBLIC_URL", "http://samrad.example"),
            ("LINK_SECRET", "kort"),
            ("SMTP_URL", "e-post"),
            ("MAIL_FROM", "ingen adress"),
        ],
    )
    def test_a_wrong_value_is_named_on_one_line(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(f"SAMRAD_{name}", value)
        with pytest.raises(BadSetting, match=f"^SAMRAD_{name} ") as wrong:
            read_settings()
        assert "\n" not in str(wrong.value)

    def test_lists_have_commas_between(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAMRAD_TENANTS", " a, b ,")
        monkeypatch.setenv("SAMRAD_SERVICE_ORIGINS", "https://a.example,https://b.example:8443/")
        settings = read_settings()
        assert settings.tenants == ("a", "b")
        assert settings.service_origins == ("https://a.example", "https://b.example:8443/")

    def test_the_secret_is_not_shown(self) -> None:
        secret = "hush, and long enough to sign links with"
        assert "hush" not in repr(read_settings(app_secret="hush", link_secret=secret))
