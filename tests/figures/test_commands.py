"""``samrad figures`` as it is used: shown first, written with --yes, and a mistake is told of in one line."""

import asyncio
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from bot.figures_command import app
from store.audit import SAMRAD, Audit
from store.database import Database
from store.figures import SUBJECT
from tests.figures.local_kolada import LocalKolada, number, row, serving

FILE = "enhet;uppgift;värde;avser;källa\n"
LYSEKIL = "Lysekil;Inskrivna totalt;31;2025-09;Migrationsverket\n"


class Samrad:
    """Runs the commands over a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, **settings: str) -> Result:
        return CliRunner().invoke(app, words, env={"SAMRAD_VAR": str(self.folder / "var"), **settings})

    def file(self, rows: str) -> str:
        path = self.folder / "siffror.csv"
        path.write_text(FILE + rows, encoding="utf-8")
        return str(path)


@pytest.fixture
def samrad(tmp_path: Path) -> Samrad:
    return Samrad(tmp_path)


def test_a_file_is_shown_first_and_written_with_yes(samrad: Samrad) -> None:
    file = samrad.file(LYSEKIL)
    shown = samrad("import", file)
    assert shown.exit_code == 0
    assert (
        "  Lysekil, Inskrivna i mottagningssystemet, avser 30 september 2025: 31 (Migrationsverket)"
        in shown.output
    )
    assert shown.output.endswith("Inget är skrivet än. Lägg till --yes, så läggs 2 siffror in.\n")
    assert "Inga siffror finns inlagda." in samrad("list").output
    assert samrad("import", file, "--yes").output.endswith("2 siffror är inlagda.\n")
    assert samrad("import", file, "--yes").output.endswith("Inget nytt att lägga in.\n")


def test_what_was_written_is_listed_with_its_source_and_logged(samrad: Samrad) -> None:
    samrad("import", samrad.file(LYSEKIL), "--yes")
    listed = samrad("list", "lysekil").output
    assert listed.startswith(
        "Lysekil:\n  Inskrivna i mottagningssystemet, avser 30 september 2025: 31 (Migrationsverket, hämtat "
    )
    councils = samrad("list").output
    assert (
        "uppgift saknas (Ingen summa: uppgiften saknas för 13 av 14 kommuner, efter Migrationsverket"
        in councils
    )
    database = Database(samrad.folder / "var" / "samrad.db")
    (line,) = Audit(database).lines(SUBJECT)
    database.close()
    assert (line.who, line.what) == (SAMRAD, "lade in siffror")


def test_a_workbook_is_taken_in_as_well(samrad: Samrad) -> None:
    book = Workbook()
    for cells in (FILE.strip().split(";"), LYSEKIL.strip().split(";")):
        book.worksheets[0].append(cells)
    path = samrad.folder / "siffror.xlsx"
    book.save(path)
    assert "Lysekil" in samrad("import", str(path)).output


def test_a_row_to_mend_stops_the_whole_file_and_names_itself(samrad: Samrad) -> None:
    told = samrad("import", samrad.file(LYSEKIL + "Lysekul;Kommuntal;14;2025;LST\n"), "--yes")
    assert told.exit_code == 2
    assert "Rad 3: enheten ”Lysekul” finns inte. Menar du Lysekil?" in told.stdout
    assert told.stderr == (
        "samrad: siffror.csv har en rad att rätta. Inget är skrivet. Rätta och försök igen.\n"
    )
    assert "Inga siffror" in samrad("list").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "saknas.csv"), "saknas.csv finns inte."),
        (("list", "Atlantis"), "Det finns ingen enhet som heter ”Atlantis” i länet."),
        (("kolada", "--year", "1999"), "Skriv ett år från 2000 till"),
        (("kolada", "--year", "2024", "--url", "kolada"), "SAMRAD_KOLADA_URL är fel"),
    ],
)
def test_an_error_is_one_line_and_exit_code_two(samrad: Samrad, words: tuple[str, ...], said: str) -> None:
    told = samrad(*words)
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_damaged_database_is_told_of(samrad: Samrad) -> None:
    (samrad.folder / "var").mkdir()
    (samrad.folder / "var" / "samrad.db").write_bytes(b"this is no database" * 100)
    told = samrad("list")
    assert told.exit_code == 2
    assert "är ingen databas" in told.stderr


def test_the_names_that_a_row_may_use_are_listed(samrad: Samrad) -> None:
    assert "Kommuntal (quota_current)" in samrad("names").output.splitlines()


async def test_kolada_is_asked_at_the_address_that_is_set(samrad: Samrad) -> None:
    async with serving(LocalKolada()) as kolada:
        kolada.pages["N01990"] = [[row("1484", number(31), period=2024)]]
        fetch = ("kolada", "--year", "2024")
        shown = await asyncio.to_thread(samrad, *fetch, SAMRAD_KOLADA_URL=kolada.url)
        assert (
            "Lysekil, Inskrivna i mottagningssystemet, avser 31 december 2024: 31 (Kolada N01990)"
            in shown.output
        )
        assert "Lägg till --yes" in shown.output
        written = await asyncio.to_thread(samrad, *fetch, "--yes", SAMRAD_KOLADA_URL=kolada.url)
        assert "2 siffror är inlagda." in written.output
        kolada.status = 500
        again = await asyncio.to_thread(samrad, *fetch, SAMRAD_KOLADA_URL=kolada.url)
        assert again.output.startswith("Kolada svarade med fel 500.\n")
        assert "Inget nytt att lägga in." in again.output
    assert (samrad.folder / "var" / "kolada.db").is_file()
