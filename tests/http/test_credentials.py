"""How the bot shows Entra who it is: every way, against services that look at what they are shown."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from aiohttp import web

from bot.credentials import Way
from bot.sending import NoToken
from bot.settings import Settings, read_settings
from bot.token_sources import EXCHANGE, RESOURCE, token_endpoint
from bot.tokens import AppTokens
from domain.errors import BadSetting
from tests.http.entra import Entra, Machine, open_entra, open_machine, pem, pfx
from tests.http.house import BROWSED
from tests.http.test_pace import Time

Open = Callable[..., AppTokens]


@pytest.fixture
async def entra() -> AsyncIterator[Entra]:
    async with open_entra() as opened:
        yield opened


@pytest.fixture
async def machine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Machine]:
    async with open_machine() as opened:
        monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", opened.origin)
        yield opened


def settings(**given: object) -> Settings:
    return read_settings(**{"app_id": "app", "app_tenant": "t-1", "tenants": ("t-1",), **BROWSED, **given})


@pytest.fixture
def tokens(entra: Entra) -> Iterator[Open]:
    """Opens the tokens of a bot that is set up so."""
    with ExitStack() as opened:

        def made(time: Time | None = None, **given: object) -> AppTokens:
            found = settings(token_url=entra.origin, **given)
            tokens = AppTokens(found, time.ticks) if time else AppTokens(found)
            opened.callback(tokens.close)
            return tokens

        yield made


@pytest.mark.parametrize(
    ("given", "way"),
    [
        ({"identity_client_id": "app", "app_certificate": "c", "app_secret": "s"}, Way.IDENTITY),
        ({"identity_client_id": "other", "app_certificate": "c", "app_secret": "s"}, Way.FEDERATED),
        ({"federated_token_file": "f", "app_certificate": "c", "app_secret": "s"}, Way.FEDERATED),
        ({"app_certificate": "c", "app_secret": "s"}, Way.CERTIFICATE),
        ({"app_secret": "s"}, Way.SECRET),
        ({"credential": "secret", "identity_client_id": "app", "app_secret": "s"}, Way.SECRET),
        ({"credential": "identity"}, Way.IDENTITY),
    ],
)
def test_the_safest_way_that_something_is_given_for_is_taken(given: dict[str, object], way: Way) -> None:
    assert settings(**given).way is way


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "SAMRAD_APP_CERTIFICATE saknas"),
        ({"credential": "certificate", "app_secret": "s"}, "SAMRAD_APP_CERTIFICATE saknas"),
        ({"credential": "secret", "app_certificate": "c"}, "SAMRAD_APP_SECRET saknas"),
        ({"credential": "federated"}, "SAMRAD_FEDERATED_TOKEN_FILE eller"),
        ({"identity_client_id": "other", "federated_token_file": "f"}, "SAMRAD_FEDERATED_TOKEN_FILE eller"),
        ({"credential": "federated", "identity_client_id": "app"}, "SAMRAD_IDENTITY_CLIENT_ID"),
        ({"credential": "identity", "identity_client_id": "other"}, "SAMRAD_IDENTITY_CLIENT_ID"),
        ({"credential": "password", "app_secret": "s"}, "SAMRAD_CREDENTIAL är fel: skriv .*'auto'"),
        (
            {"app_secret": "s", "app_secret_expires": "snart"},
            "SAMRAD_APP_SECRET_EXPIRES är fel: skriv ett datum",
        ),
    ],
)
def test_what_is_lacking_is_named_in_one_line(given: dict[str, object], named: str) -> None:
    with pytest.raises(BadSetting, match=f"^{named}") as wrong:
        settings(**given)
    assert "\n" not in str(wrong.value)


async def test_a_secret_is_shown_to_the_token_service_alone(entra: Entra, tokens: Open) -> None:
    assert await tokens(app_secret="hush")() == "token-1"
    assert [one["client_secret"] for one in entra.asked] == ["hush"]
    assert entra.elsewhere == []


@pytest.mark.parametrize("password", [b"", b"hemligt"])
async def test_a_certificate_in_pem_signs_what_shows_who_we_are(
    entra: Entra, tokens: Open, tmp_path: Path, password: bytes
) -> None:
    entra.lay_in()
    file = pem(tmp_path / "bot.pem", password=password)
    assert await tokens(app_certificate=file, app_certificate_password=password.decode())() == "token-1"
    assert (entra.wrong, entra.elsewhere) == ([], [])
    assert "client_secret" not in entra.asked[0]


async def test_a_certificate_in_pfx_does_the_same(entra: Entra, tokens: Open, tmp_path: Path) -> None:
    entra.lay_in()
    file = pfx(tmp_path / "bot.pfx", b"hemligt")
    assert await tokens(app_certificate=file, app_certificate_password="hemligt")() == "token-1"


async def test_a_certificate_that_is_not_laid_in_is_refused(
    entra: Entra, tokens: Open, tmp_path: Path
) -> None:
    entra.lay_in("another")
    asked = tokens(app_certificate=pem(tmp_path / "bot.pem"))
    with pytest.raises(NoToken, match="invalid_client"):
        await asked()
    assert entra.wrong == ["thumbprint"]
    assert asked.asked.refused
    assert asked.asked.refused.why == "invalid_client 7000215"


async def test_a_renewed_certificate_needs_no_restart(entra: Entra, tokens: Open, tmp_path: Path) -> None:
    entra.lay_in("second")
    time = Time()
    asked = tokens(time, app_certificate=pem(tmp_path / "bot.pem", "first"))
    with pytest.raises(NoToken):
        await asked()
    pem(tmp_path / "bot.pem", "second")
    time.now = 6
    assert await asked() == "token-2"
    assert asked.asked.refused is None


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.chmod(0o604), "kan läsas eller ändras av andra på datorn. Skriv: chmod 600"),
        (lambda file: file.chmod(0o620), "kan läsas eller ändras av andra på datorn. Skriv: chmod 600"),
        (lambda file: file.unlink(), r"gick inte att läsa \(FileNotFoundError\)"),
        (lambda file: file.write_bytes(b"hemligheten"), "gick inte att läsa som PEM eller PFX"),
        (lambda file: pem(file, password=b"annat"), "gick inte att läsa som PEM eller PFX"),
        (
            lambda file: file.write_bytes(pem(file).read_bytes().partition(b"-----BEGIN CERT")[0]),
            "gick inte att läsa som PEM eller PFX|hör inte till nyckeln",
        ),
    ],
)
def test_a_certificate_that_cannot_be_used_stops_the_start_in_one_line(
    tokens: Open, tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    file = pem(tmp_path / "bot.pem")
    spoil(file)
    with pytest.raises(BadSetting, match=f"^SAMRAD_APP_CERTIFICATE: .*{said}") as wrong:
        tokens(app_certificate=file, app_certificate_password="fel")
    assert "\n" not in str(wrong.value)
    assert "hemligheten" not in str(wrong.value)


async def test_a_lent_token_is_read_anew_each_time_it_is_shown(
    entra: Entra, tokens: Open, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text("lent-1\n")
    entra.lent = {"lent-2"}
    time = Time()
    asked = tokens(time, federated_token_file=file)
    with pytest.raises(NoToken):
        await asked()
    file.write_text("lent-2\n")
    time.now = 6
    assert await asked() == "token-2"
    assert [one["client_assertion"] for one in entra.asked] == ["lent-1", "lent-2"]


@pytest.mark.parametrize("content", [None, "", "åäö"])
async def test_without_a_lent_token_none_is_asked_for(
    entra: Entra, tokens: Open, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_text(content)
    with pytest.raises(NoToken):
        await tokens(federated_token_file=file)()
    assert entra.asked == []


async def test_a_managed_identity_is_the_bot_itself(entra: Entra, tokens: Open, machine: Machine) -> None:
    machine.held["app"] = "mi-token"
    assert await tokens(identity_client_id="app")() == f"mi-token for {RESOURCE}"
    assert [one["client_id"] for one in machine.asked] == ["app"]
    assert entra.asked == []


async def test_the_same_on_an_app_service(
    tokens: Open, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{machine.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", machine.header)
    machine.held["app"] = "mi-token"
    assert await tokens(identity_client_id="app")() == f"mi-token for {RESOURCE}"


async def test_an_identity_that_the_registration_trusts_is_shown_to_entra(
    entra: Entra, tokens: Open, machine: Machine
) -> None:
    machine.held["lender"] = "mi-token"
    entra.lent = {f"mi-token for {EXCHANGE}"}
    assert await tokens(identity_client_id="lender")() == "token-1"


async def test_an_identity_that_is_not_there_gives_no_token(
    entra: Entra, tokens: Open, machine: Machine
) -> None:
    with pytest.raises(NoToken, match="invalid_request"):
        await tokens(identity_client_id="app")()
    with pytest.raises(NoToken, match="ValueError"):
        await tokens(identity_client_id="lender")()
    assert len(machine.asked) == 2
    assert entra.asked == []


async def test_nothing_follows_a_redirect(
    entra: Entra, tokens: Open, machine: Machine, tmp_path: Path
) -> None:
    """Neither what shows who we are, nor the header that opens the machine's own endpoint."""
    machine.moved = f"{entra.origin}/elsewhere"
    with pytest.raises(NoToken, match="TooManyRedirects"):
        await tokens(identity_client_id="app")()
    moved = {"Location": f"{entra.origin}/elsewhere"}
    file = tmp_path / "token"
    file.write_text("lent-1")
    ways = (
        {"app_secret": "hush"},
        {"app_certificate": pem(tmp_path / "bot.pem")},
        {"federated_token_file": file},
    )
    for given in ways:
        entra.answers = [web.Response(status=307, headers=moved)]
        with pytest.raises(NoToken, match="TooManyRedirects"):
            await tokens(**given)()
    assert entra.elsewhere == []


async def test_while_one_asks_the_loop_goes_on_and_the_others_get_the_same_answer(
    entra: Entra, tokens: Open
) -> None:
    gate = asyncio.Event()
    entra.secret = "another"
    asked = tokens(app_secret="hush")
    waiting = asyncio.gather(*(asked() for _ in range(50)), return_exceptions=True)
    asyncio.get_running_loop().call_soon(gate.set)
    await gate.wait()
    assert not waiting.done()
    assert {str(one) for one in await waiting} == {"boten fick ingen nyckel till Teams (invalid_client)"}
    assert len(entra.asked) == 1


async def test_after_a_failure_entra_is_let_alone_for_some_seconds(entra: Entra, tokens: Open) -> None:
    time = Time()
    asked = tokens(time, app_secret="hush")
    entra.secret = "another"
    for _ in range(3):
        with pytest.raises(NoToken):
            await asked()
    assert len(entra.asked) == 1
    assert asked.asked.failures == {"invalid_client": 1}
    entra.secret = "hush"
    time.now = 6
    assert await asked() == "token-2"


@pytest.mark.parametrize(
    ("given", "endpoint"),
    [
        ("https://login.microsoftonline.com", "https://login.microsoftonline.com/t-1/oauth2/v2.0/token"),
        ("http://127.0.0.1:9/", "http://127.0.0.1:9/t-1/oauth2/v2.0/token"),
        ("https://login.example/t-1", "https://login.example/t-1/oauth2/v2.0/token"),
        ("http://127.0.0.1:9/token", "http://127.0.0.1:9/token"),
        ("https://login.example/x/oauth2/v2.0/token", "https://login.example/x/oauth2/v2.0/token"),
    ],
)
def test_the_token_address_may_be_whole_or_the_host_alone(given: str, endpoint: str) -> None:
    assert token_endpoint(given, "t-1") == endpoint


async def test_no_variable_of_msal_sends_our_secret_elsewhere(
    tokens: Open, entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MSAL would take a region from the environment, and ask another host."""
    monkeypatch.setenv("MSAL_FORCE_REGION", "swedencentral")
    assert await tokens(app_secret="hush")() == "token-1"
    assert (len(entra.asked), entra.elsewhere) == (1, [])
