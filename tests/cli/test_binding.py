"""Teams accounts on the command line: bound by object id, in a file, by a code, and taken away again."""

from pathlib import Path

import pytest

from domain.messages import Account
from store.store import Store
from tests.cli.samrad import Samrad

TENANT, SECOND = "11112222-3333-4444-8555-666677778888", "99992222-3333-4444-8555-666677778888"
OBJECT, OTHER = "aaaa2222-3333-4444-8555-00000000000a", "bbbb2222-3333-4444-8555-00000000000b"
FIA = ("people", "add", "fia", "Fia Ek", "uppgiftslämnare", "Fyrbodal")
BO = ("people", "add", "bo", "Bo Al", "uppgiftslämnare", "Skaraborg")


@pytest.fixture
def registered(samrad: Samrad) -> Samrad:
    samrad.settings["SAMRAD_TENANTS"] = f"{TENANT};Anna Ek;2026-09-01,{SECOND};Bo Ek;2026-09-01"
    return samrad


def whose(samrad: Samrad, account: Account) -> str | None:
    store = Store.open(samrad.folder / "var" / "samrad.db")
    try:
        return store.bindings.owner(account)
    finally:
        store.close()


def test_an_account_is_bound_listed_and_taken_away(registered: Samrad) -> None:
    told = registered(*FIA, "--account", OBJECT.upper())
    assert told.out.splitlines()[1:] == [f"Knyts: fia till kontot {TENANT}/{OBJECT}", "Sparat."]
    assert whose(registered, Account(TENANT, OBJECT)) == "fia"
    assert "Teams-kontot är kopplat, har inte skrivit" in registered("people", "list").out
    assert registered("people", "unbind", "fia").out.startswith("Kopplingen mellan fia och Teams")
    assert whose(registered, Account(TENANT, OBJECT)) is None
    assert "inget Teams-konto är kopplat" in registered("people", "list").out


def test_an_empty_account_takes_away_what_there_is(registered: Samrad) -> None:
    registered(*FIA, "--account", f"{SECOND}/{OBJECT}")
    assert whose(registered, Account(SECOND, OBJECT)) == "fia"
    registered(*FIA)
    assert whose(registered, Account(SECOND, OBJECT)) == "fia"
    registered(*FIA, "--account", "")
    assert whose(registered, Account(SECOND, OBJECT)) is None


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ("fia@kommun.example", "är inget objekt-id"),
        (f"{OTHER}/{OBJECT}", "står inte i SAMRAD_TENANTS"),
        (OBJECT, "hör redan till fia"),
    ],
)
def test_an_account_that_cannot_be_bound_changes_nothing(
    registered: Samrad, account: str, words: str
) -> None:
    registered(*FIA, "--account", OBJECT)
    assert words in registered(*BO, "--account", account).refused
    assert "bo:" not in registered("people", "list").out


def test_a_file_binds_what_it_shows_and_nothing_when_a_row_is_wrong(
    registered: Samrad, tmp_path: Path
) -> None:
    file = tmp_path / "personer.csv"
    head = "id;namn;roll;enhet;konto\n"
    rows = f"fia;Fia Ek;uppgiftslämnare;Fyrbodal;{OBJECT}\nbo;Bo Al;uppgiftslämnare;Skaraborg;"
    file.write_text(f"{head}{rows}{OBJECT}\n", encoding="utf-8")
    refused = registered("people", "import", str(file), "--yes").refused
    assert "Rad 3: kontot står redan på en rad för fia" in refused
    assert "Ingen är upplagd" in registered("people", "list").out
    file.write_text(f"{head}{rows}{OTHER}\n", encoding="utf-8")
    assert f"Knyts: bo till kontot {TENANT}/{OTHER}" in registered("people", "import", str(file)).out
    assert whose(registered, Account(TENANT, OTHER)) is None
    registered("people", "import", str(file), "--yes")
    assert whose(registered, Account(TENANT, OTHER)) == "bo"
    assert "0 ändras, 2 är som förut" in registered("people", "import", str(file)).out


def test_a_code_is_made_for_who_is_there(registered: Samrad) -> None:
    registered(*FIA)
    first = registered("people", "code", "fia").out.splitlines()[0]
    assert first.startswith("koppla ")
    assert len(first) == len("koppla ABCDE-FGHIJ")
    assert "ingen person med id ”bo”" in registered("people", "code", "bo").refused
    assert "en kod är utlämnad, gäller till" in registered("people", "list").out


def test_a_name_in_the_place_of_an_id_is_asked_back(registered: Samrad) -> None:
    registered(*FIA)
    for words in ("Fia Ek", "fia ek", "Fia Eck", "Ek", "fiaa"):
        assert "Menar du fia (Fia Ek)?" in registered("people", "code", words).refused
    registered("people", "add", "fia2", "Fia Ek", "uppgiftslämnare", "Skaraborg")
    assert "Menar du fia (Fia Ek) eller fia2 (Fia Ek)?" in registered("people", "unbind", "Fia Ek").refused
    assert "samrad people list" in registered("people", "code", "Göran").refused


def test_what_becomes_of_the_old_account_is_told(registered: Samrad) -> None:
    registered(*FIA, "--account", OBJECT)
    told = registered(*FIA, "--account", OTHER).out.splitlines()
    assert told[:2] == [f"Knyts: fia till kontot {TENANT}/{OTHER}", "Sparat."]
    assert told[2].startswith(
        f"Kvar: fia har också kontot {TENANT}/{OBJECT}. Är det fel: samrad people unbind fia"
    )
    assert whose(registered, Account(TENANT, OBJECT)) == "fia"
    told = registered("people", "code", "fia").out.splitlines()
    assert told[2].startswith("Fia Ek har redan två kopplade konton. Den nya koden lägger till ett till.")


def test_who_has_an_account_needs_no_code(registered: Samrad) -> None:
    assert "Nästa steg" not in registered(*FIA, "--account", OBJECT).out
    assert "Nästa steg: samrad people code bo" in registered(*BO).out
