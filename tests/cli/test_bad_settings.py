"""Every setting with what must not stand in it: one line that names it, says what to write, and no start."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from bot.setting_cautions import cautions
from bot.setting_words import unknown
from bot.settings import Settings, read_settings
from domain.errors import BadSetting
from tests.cli.samrad import Samrad

SECRET = "hemligt-och-lagom-langt-men-fel-anda"
CUT = "hemligt-men-for-kort"

WRONG: dict[str, list[str]] = {
    "host": ["☃..x", "två ord", "a" * 64 + ".se"],
    "port": ["hej", "-1", "70000", "39.78", "9" * 5_000],
    "var": [
        "/dev/null",
        "/dev/null/inuti",
        "/proc",
        "/proc/inuti",
        "/sys",
        "a" * 5_000,
        "b/" * 2_500,
        "var\n",
        "  ",
    ],
    "database_url": [
        "sqlite:///samrad.db",
        f"postgresql://samrad:{CUT}@",
        f"postgresql://u:{CUT}@db/x?okänt=1",
        f"postgresql://sam:p@{CUT}@127.0.0.1:1/x",
        f"postgresql://sam:p@ss@{CUT}@db.invalid:5432/x",
        f"postgresql://sam:p/@{CUT}/x@db.invalid/x",
    ],
    "county": ["../hemligt", "Skåne", "västra götaland", "a" * 5_000],
    "app_id": ["mitt app-id", "id\nid", "5a3d;0000"],
    "openid_url": [
        "http://login.example/",
        "login.example",
        "https://",
        "file:///etc/passwd",
        f"https://u:{CUT}@login.example/",
        "https://login.example/?a=b",
    ],
    "token_url": [
        "http://login.example/",
        "login",
        "https://u:p@login.example/",
        "https://login.example/?a=b",
    ],
    "service_origins": [
        ",",
        "http://smba.trafficmanager.net",
        "https://smba.trafficmanager.net/emea/",
        "smba.trafficmanager.net",
        "https://a.example,*",
        "https://*.trafficmanager.net",
        f"https://u:{CUT}@smba.example",
        f"https://smba.example/?{CUT}",
    ],
    "tenants": [
        "*",
        "två ord",
        "a;Anna Ek",
        "a;Anna Ek;i våras",
        "a;Anna Ek;2026-02-30",
        "a;b;c;d",
        "a" * 5_000 + ";Anna Ek",
        "a,A",
        ";Anna;",
    ],
    "tenant_rate": ["0", "1.5", "många", "10001"],
    "tenant_burst": ["0", "-1", "inf"],
    "body_limit": ["0", "1023", "4194305", "256 kB"],
    "app_tenant": ["min katalog", ".."],
    "credential": ["password", "Secret "],
    "identity_client_id": ["min identitet"],
    "federated_token_file": ["/proc", "a" * 5_000, "/dev/null/inuti\t"],
    "app_certificate": ["/proc", "a" * 5_000],
    "app_secret": [f"{SECRET}\n", f" {SECRET}", f"{CUT}\x07"],
    "app_secret_expires": ["i vår", "2026-13-01"],
    "sends_per_second": ["0", "51", "snabbt"],
    "upload_hosts": [
        " ",
        "sharepoint",
        "*.sharepoint.com",
        "http://drive.example",
        f"u:{CUT}@sharepoint.com",
    ],
    "public_url": ["http://samrad.example", "samrad.example", f"https://u:{CUT}@samrad.example"],
    "link_secret": [CUT, f"{SECRET}\t{SECRET}"],
    "link_secret_old": [CUT],
    "proxied": ["kanske", "ja"],
    "smtp_url": [
        "e-post",
        f"http://u:{CUT}@post.example",
        f"smtp://:{CUT}@post.example",
        f"smtp://u@{CUT}:587",
    ],
    "mail_from": ["Samråd <a@b.example>", "samrad"],
    "word_template": ["finns-inte.docx", "/dev/null", "/proc", "a" * 5_000],
    "metrics_token": [CUT],
    "alarm_to": ["driften"],
}

ANYTHING = {
    "app_certificate_password": "only the certificate tells whether it is the right one",
}
"""What cannot be wrong by itself."""


def test_every_setting_is_tried() -> None:
    assert set(WRONG) | set(ANYTHING) == set(Settings.model_fields)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in WRONG for value in WRONG[name]])
def test_a_wrong_value_is_named_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"SAMRAD_{name.upper()}", value)
    with pytest.raises(BadSetting) as wrong:
        read_settings()
    words = str(wrong.value)
    assert words.startswith(f"SAMRAD_{name.upper()} är fel: ")
    assert any(what in words for what in ("skriv", "ta bort", "ska börja med", "Där kan stå"))
    assert "\n" not in words
    assert len(words) < 300
    assert "hemligt" not in words
    assert not any(english in words for english in ("Input", "should", "valid"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("database_url", f"postgresql://sam:p@{CUT}@127.0.0.1/x", "skriv @ i användare och lösenord som %40"),
        ("openid_url", "https://u:p@login.example/", "skriv adressen utan användare och lösenord"),
        ("openid_url", "https://login.example/?a=b", "skriv adressen utan ? och #"),
        ("token_url", "https://u@login.example/", "skriv adressen utan användare och lösenord"),
        ("public_url", "https://samrad.example/#a", "skriv adressen utan ? och #"),
        ("service_origins", "https://u:p@smba.example", "utan användare"),
        ("word_template", "/proc", "/proc är ingen fil"),
    ],
)
def test_what_is_wrong_with_it_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"SAMRAD_{name.upper()}", value)
    with pytest.raises(BadSetting, match=re.escape(said)):
        read_settings()


def test_an_app_id_may_be_any_word() -> None:
    """Who checks the bot from outside chooses one."""
    assert read_settings(app_id="abc", **TRIED).app_id == "abc"


def test_bytes_that_are_no_text_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environb, b"SAMRAD_COUNTY", b"v\xe4stra_g\xf6taland")
    with pytest.raises(BadSetting, match=r"^SAMRAD_COUNTY är fel: skriv text i UTF-8"):
        read_settings()


APP = {"SAMRAD_APP_ID": "5a3d0000-0000-4000-8000-00000000b001", "SAMRAD_TENANTS": "a;Anna Ek;2026-09-01"}


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"SAMRAD_HOST": "0.0.0.0"}, "SAMRAD_APP_ID saknas: "),  # noqa: S104 - it must be refused
        ({"SAMRAD_APP_ID": APP["SAMRAD_APP_ID"]}, "SAMRAD_TENANTS saknas: skriv "),
        ({**APP, "SAMRAD_HOST": "0.0.0.0"}, "SAMRAD_PUBLIC_URL saknas: skriv "),  # noqa: S104 - refused
        (
            {**APP, "SAMRAD_HOST": "0.0.0.0", "SAMRAD_PUBLIC_URL": "https://a.example"},  # noqa: S104 - refused
            "SAMRAD_LINK_SECRET saknas: skriv ",
        ),
        (APP, "SAMRAD_APP_CERTIFICATE saknas: skriv "),
        ({**APP, "SAMRAD_APP_CERTIFICATE": "finns-inte.pem"}, "SAMRAD_APP_CERTIFICATE: finns-inte.pem "),
        ({"SAMRAD_SMTP_URL": f"smtp://u:{CUT}@post.example"}, "SAMRAD_MAIL_FROM saknas: skriv "),
        ({"SAMRAD_COUNTY": "skane"}, "SAMRAD_COUNTY"),
        ({"SAMRAD_LINK_SECRET": CUT}, "SAMRAD_LINK_SECRET är fel: skriv minst 32 tecken"),
    ],
)
def test_the_bot_does_not_start_and_says_why_in_one_line(
    samrad: Samrad, settings: dict[str, str], named: str
) -> None:
    line = samrad("serve", **settings).refused
    assert line.startswith(f"samrad: {named}")
    assert "hemligt" not in line


OWNED = "5a3d0000-0000-4000-8000-000000000001;Anna Ek;2026-09-01"
TRIED = {"app_secret": "hush", "app_secret_expires": date(2027, 5, 1), "tenants": (OWNED,)}
TODAY = date(2026, 11, 20)


class TestCautions:
    """What may come right by itself, or harms nobody: told of at the start."""

    def test_a_lent_token_that_is_not_there_yet(self, tmp_path: Path) -> None:
        file = tmp_path / "token"
        given = TRIED | {"app_id": APP["SAMRAD_APP_ID"], "federated_token_file": file}
        [told] = cautions(read_settings(**given), TODAY)
        assert told.startswith(f"SAMRAD_FEDERATED_TOKEN_FILE: {file} finns inte än. ")
        file.mkdir()
        with pytest.raises(BadSetting, match=f"{file} är en mapp"):
            read_settings(**given)
        file.rmdir()
        file.write_text("token")
        assert cautions(read_settings(**given), TODAY) == []

    def test_one_that_is_not_used(self, tmp_path: Path) -> None:
        given = TRIED | {"app_id": APP["SAMRAD_APP_ID"], "federated_token_file": tmp_path / "token"}
        assert cautions(read_settings(**given, credential="secret"), TODAY) == []

    def test_a_secret_that_ends_on_a_day_that_nobody_has_told(self) -> None:
        given: dict[str, object] = {**TRIED, "app_id": APP["SAMRAD_APP_ID"], "app_secret_expires": None}
        [told] = cautions(read_settings(**given), TODAY)
        assert told == (
            "SAMRAD_APP_SECRET_EXPIRES saknas: ingen påminns innan botens hemlighet går ut. Skriv dagen som"
            " står i Entra, i formen ÅÅÅÅ-MM-DD."
        )
        assert cautions(read_settings(**given, token_url="http://127.0.0.1:9001/x"), TODAY) == []

    def test_a_former_secret_that_is_the_one_in_use(self) -> None:
        given = TRIED | {"app_id": APP["SAMRAD_APP_ID"], "link_secret": SECRET}
        [told] = cautions(read_settings(**given, link_secret_old=SECRET), TODAY)
        assert told.startswith("SAMRAD_LINK_SECRET_OLD är samma som SAMRAD_LINK_SECRET")
        assert SECRET not in told
        assert cautions(read_settings(**given, link_secret_old=SECRET[::-1]), TODAY) == []

    def test_an_id_that_nobody_in_teams_has(self) -> None:
        given = {**TRIED, "app_id": "abc", "tenants": ("contoso.se;Anna Ek;2026-09-01", OWNED)}
        app, tenant = cautions(read_settings(**given), TODAY)
        assert app.startswith(
            "SAMRAD_APP_ID: abc är inget app-id från Entra, så inget från Teams släpps in. "
        )
        assert tenant.startswith("SAMRAD_TENANTS: contoso.se är inget tenant-id från Entra")
        for url in ("openid_url", "token_url"):
            tried_out = read_settings(**given, **{url: "http://127.0.0.1:9001/x"})
            assert cautions(tried_out, TODAY) == []


class TestMisspelt:
    def test_it_is_told_of_by_every_command_also_when_nothing_is_started(self, samrad: Samrad) -> None:
        meant = "Observera: SAMRAD_TENANT är ingen inställning och läses inte. Menade du SAMRAD_TENANTS?"
        stopped = samrad("serve", SAMRAD_APP_ID=APP["SAMRAD_APP_ID"], SAMRAD_TENANT="a").err.splitlines()
        assert stopped[0] == meant
        assert stopped[1].startswith("samrad: SAMRAD_TENANTS saknas: skriv tenant-id;ägare;datum ")
        read = samrad("tenants", SAMRAD_TENANT="a")
        assert (read.code, read.err.strip()) == (0, meant)

    def test_the_name_that_was_meant_is_told(self) -> None:
        given = {"SAMRAD_TENNANTS": "x", "samrad_port": "1", "SAMRAD_LÖSEN": "x", "PATH": "x"}
        assert unknown(given, Settings.model_fields) == [
            "SAMRAD_LÖSEN är ingen inställning och läses inte. Namnen står i docs/settings.md.",
            "SAMRAD_TENNANTS är ingen inställning och läses inte. Menade du SAMRAD_TENANTS?",
        ]

    def test_what_other_commands_read_is_known(self) -> None:
        read = ["SAMRAD_KOLADA_URL", "SAMRAD_RIKSDAGEN_URL", "SAMRAD_DEVELOPER_NAME", "SAMRAD_APP_ID"]
        assert unknown(dict.fromkeys(read, "x"), Settings.model_fields) == []


class TestTenants:
    def test_each_is_listed_with_what_it_lacks(self, samrad: Samrad) -> None:
        told = samrad(
            "tenants", SAMRAD_TENANTS="A-1;Anna Ek på Länsstyrelsen;2020-01-01, b-2 ,c-3;;2020-01-01"
        )
        assert told.code == 0
        assert told.out.splitlines() == [
            "a-1  Anna Ek på Länsstyrelsen  2020-01-01  (datumet är äldre än ett år)",
            "b-2  –  –  (ägare och datum saknas)",
            "c-3  –  2020-01-01  (ägare saknas)",
        ]

    @pytest.mark.parametrize(
        "written",
        [
            "a;2026-09-01;Anna Ek",
            "Anna Ek;a;2026-09-01",
            "2026-09-01;Anna Ek;a",
            "a;Ek, Anna;2026-09-01",
            "a;b",
        ],
    )
    def test_the_order_is_said_when_the_fields_have_changed_places(
        self, samrad: Samrad, written: str
    ) -> None:
        said = samrad("tenants", SAMRAD_TENANTS=written).refused
        assert "skriv tenant-id;ägare;datum i den ordningen, utan komma i ägarens namn, så här: 5a3d" in said

    def test_none_is_told_of(self, samrad: Samrad) -> None:
        assert samrad("tenants").out.startswith("SAMRAD_TENANTS är tom")
