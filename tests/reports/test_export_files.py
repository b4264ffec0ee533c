"""The four files opened again: what came in comes out, and nothing in it can do harm."""

import csv
import json
import os
import subprocess
from contextlib import closing
from pathlib import Path
from shutil import which
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from sqlite_utils import Database

from domain.material import INVENTED
from reports.export.files import write
from reports.export.gathering import gathered
from reports.export.rows import Copy, Export, Format
from reports.export.texts import CUT, LONGEST, clean, disarmed, short
from tests.reports.quarter_three import CALM, MEMBERS, Given, material, part

HOSTILE = {
    "formula": '=HYPERLINK("http://example.invalid/?"&A1;"Klicka")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1:A9)",
    "tab": "\t=1+1",
    "carriage return": "\r=1+1",
    "space": "  =1+1",
    "wide sign": "＝1+1",
    "markup": '<script>alert(1)</script> & "citat" \' ; , |',
    "null": "noll\x00 här",
    "control characters": "klocka\x07 esc\x1b[31m C1\x9b sida\x0c",
    "half an emoji": "halv \ud83d emoji \udc4d",
    "emoji": "hel 👍🏽 familj 👨‍👩‍👧",
    "lines": "rad ett\nrad två\r\nrad tre",
    "noncharacters": "slut\ufffe\uffff",
    "long": "å" * 100_000,
    "long emoji": "👍" * 20_000,
    "separator": 'a;b;"c";\nd',
    "excel escape": "_x003D_1+1",
    "empty": " ",
}
SECONDS = 120


def export(copy: Copy = Copy.OPEN, **given: str | float) -> Export:
    answers: Given = {**CALM, **given}
    return gathered([material(part("gr", answers))], copy)


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def in_csv(path: Path, key: str, column: str = "Svar") -> str:
    [found] = [
        row[column] for row in csv_rows(path) if (row["Enhet (id)"], row["Fråga (nyckel)"]) == ("gr", key)
    ]
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[Format, Path]:
    """Files of a council whose every text is one of those above."""
    folder = tmp_path_factory.mktemp("hostile")
    given: Given = {**CALM, "handover.0.title": "Rubrik"}
    texts = iter(HOSTILE.values())
    keys = [f"area.{area}.{name}" for area in ("arbete", "halsa", "boende") for name in _TEXTS]
    keys += ["headline", "outlook", "status_reason", "theme_request"]
    named = dict(zip(keys + _MORE, texts, strict=False))
    assert len(named) == len(HOSTILE)
    told = gathered([material(part("gr", {**given, **named}))], Copy.OPEN)
    return {wanted: write(told, wanted, folder) for wanted in Format}


_TEXTS = ("events", "gender_note", "obstacles_other")
_MORE = [f"handover.{place}.{name}" for place in range(5) for name in ("title", "body")]


def answers(book: Workbook) -> list[tuple[object, ...]]:
    return list(book["Svar"].iter_rows(values_only=True))


def test_the_csv_is_what_swedish_excel_expects(tmp_path: Path) -> None:
    path = write(export(sfi_wait_weeks=4.5, enrolled_total=12345), Format.CSV, tmp_path)
    content = path.read_bytes()
    assert content.startswith("\ufeffOmgång;Enhet (id);Enhet;".encode())
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[-1] == ""
    assert not [line for line in lines if "\n" in line]
    assert in_csv(path, "sfi_wait_weeks", "Tal") == "4,5"
    assert in_csv(path, "enrolled_total", "Tal") == "12345"
    assert in_csv(path, "quota_current", "Tal") == ""
    assert in_csv(path, "quota_current", "Tillstånd") == "ej besvarat"


def test_no_cell_of_the_csv_is_a_formula(hostile: dict[Format, Path]) -> None:
    cells = [cell for row in csv_rows(hostile[Format.CSV]) for cell in row.values() if cell]
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝＋－＠")]
    assert f"'{HOSTILE['formula']}" in cells
    assert "'-2+3" in cells
    assert "'\t=1+1" in cells
    assert HOSTILE["separator"] in cells


def test_no_cell_of_the_workbook_is_a_formula(hostile: dict[Format, Path]) -> None:
    book = load_workbook(hostile[Format.EXCEL])
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    found = {cell.value: cell for row in book["Svar"].iter_rows() for cell in row}
    assert found[HOSTILE["formula"]].quotePrefix
    assert not found["Göteborgsregionen"].quotePrefix
    with ZipFile(hostile[Format.EXCEL]) as package:
        sheets = [name for name in package.namelist() if "worksheets/" in name]
        assert len(sheets) == 3
        assert not [name for name in sheets if b"<f>" in package.read(name)]


def test_a_cell_holds_what_excel_can_hold_and_says_when_it_is_cut(hostile: dict[Format, Path]) -> None:
    values = {str(value) for row in answers(load_workbook(hostile[Format.EXCEL])) for value in row}
    cut = [value for value in values if value.endswith(CUT)]
    assert sorted(len(value.encode("utf-16-le")) // 2 for value in cut) == [LONGEST] * 2
    assert {value[0] for value in cut} == {"å", "👍"}
    in_files = {cell for row in csv_rows(hostile[Format.CSV]) for cell in row.values()}
    assert set(cut) <= in_files


def test_json_and_sqlite_have_the_texts_whole(hostile: dict[Format, Path]) -> None:
    told = json.loads(hostile[Format.JSON].read_bytes())
    in_json = {one["value"] for one in told["answers"]}
    with closing(Database(hostile[Format.SQLITE])) as database:
        in_database = {row["value"] for row in database["answers"].rows}
    for text in HOSTILE.values():
        assert clean(text) in in_json
        assert clean(text) in in_database
    assert HOSTILE["long"] in in_json
    assert HOSTILE["markup"] in in_json


def test_texts_are_cleaned_of_what_no_program_can_show() -> None:
    assert clean("noll\x00 esc\x1b[31m") == "noll esc[31m"
    assert clean("halv \ud83d emoji") == "halv \ufffd emoji"
    assert clean("rad\r\nrad\u2028rad\rrad") == "rad\nrad\nrad\nrad"
    assert clean(HOSTILE["emoji"]) == HOSTILE["emoji"]
    assert clean("a\tb") == "a\tb"
    assert (disarmed("=1"), disarmed("– svar"), disarmed("a=1")) == ("'=1", "– svar", "a=1")
    assert short("å" * LONGEST) == "å" * LONGEST


def test_numbers_are_numbers_in_the_workbook_and_states_are_words(tmp_path: Path) -> None:
    path = write(export(sfi_wait_weeks=4.5, enrolled_total=0, received_self_ytd=3), Format.EXCEL, tmp_path)
    book = load_workbook(path)
    assert book.sheetnames == ["Svar", "Per enhet", "Om filen"]
    assert [book[name].freeze_panes for name in book.sheetnames] == ["A2"] * 3
    heading, *rows = answers(book)
    places = {name: place for place, name in enumerate(heading)}
    found = {
        row[places["Fråga (nyckel)"]]: (row[places["Tillstånd"]], row[places["Svar"]], row[places["Tal"]])
        for row in rows
        if row[places["Enhet (id)"]] == "gr"
    }
    assert found["sfi_wait_weeks"] == ("rapporterat", "4,5 veckor", 4.5)
    assert found["enrolled_total"] == ("bekräftad nolla", "0 personer", 0)
    assert found["received_self_ytd"] == ("undertryckt", "<6", None)
    assert found["quota_current"] == ("ej besvarat", None, None)


def test_the_workbook_says_what_it_is_and_what_its_words_mean(tmp_path: Path) -> None:
    path = write(export(), Format.EXCEL, tmp_path)
    about = {
        str(word): str(meaning)
        for word, meaning in load_workbook(path)["Om filen"].iter_rows(values_only=True, max_col=2)
    }
    assert about["Status"] == "Utkast – arbetsmaterial"
    assert about["Exemplar"] == "öppna data"
    assert about["ej ställd"] == "Frågan fanns inte i den omgångens formulär. Det är inget svar."
    assert about["2026Q3"].startswith("4 av 4 delregioner och 3 av 3 aktörer. Svar hämtade t.o.m. 2026-11-26")


def test_an_internal_copy_says_so_in_every_format(tmp_path: Path) -> None:
    told = export(Copy.INTERNAL, note_to_lst="Bara till er.", enrolled_total=3)
    paths = {wanted: write(told, wanted, tmp_path) for wanted in Format}
    assert {path.stem for path in paths.values()} == {"lagesrapport-2026Q3-intern"}
    assert {row["Exemplar"] for row in csv_rows(paths[Format.CSV])} == {Copy.INTERNAL.value}
    assert load_workbook(paths[Format.EXCEL])["Om filen"]["B3"].value == Copy.INTERNAL.value
    assert json.loads(paths[Format.JSON].read_bytes())["internal"] is True
    with closing(Database(paths[Format.SQLITE])) as database:
        assert [row["copy"] for row in database["about"].rows] == [Copy.INTERNAL.value]
        assert database["answers"].get(("2026Q3", "gr", "enrolled_total"))["amount"] == 3
    assert in_csv(paths[Format.CSV], "note_to_lst") == "Bara till er."


def test_open_data_holds_nothing_of_what_is_between_the_unit_and_the_authority(tmp_path: Path) -> None:
    told = export(note_to_lst="Bara till er.", publishable="ENDAST_LST", enrolled_total=3)
    for wanted in Format:
        path = write(told, wanted, tmp_path)
        content = path.read_bytes()
        if wanted is Format.EXCEL:
            with ZipFile(path) as package:
                content = b"".join(package.read(name) for name in package.namelist())
        assert b"Bara till er." not in content
        assert b"Kim Exempelsson" not in content
    assert in_csv(tmp_path / "lagesrapport-2026Q3.csv", "headline") == ""


def test_invented_answers_are_called_invented(tmp_path: Path) -> None:
    given = material().marked_invented({f"id-{key}" for key in (*MEMBERS, "af", "miv", "vgr")})
    path = write(gathered([given], Copy.OPEN), Format.SQLITE, tmp_path)
    with closing(Database(path)) as database:
        assert [row["note"] for row in database["rounds"].rows] == [INVENTED]


def test_the_database_is_searched_without_accents_and_keyed_by_round_unit_and_question(
    tmp_path: Path,
) -> None:
    path = write(export(), Format.SQLITE, tmp_path)
    assert path.suffix == ".db"
    with closing(Database(path)) as database:
        answers = database["answers"]
        assert {row["key"] for row in answers.search("vantan")} == {"headline"}
        assert answers.pks == ["round", "unit", "key"]
        assert [key.other_table for key in answers.foreign_keys] == ["rounds"]
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_new_export_replaces_the_one_before_it(tmp_path: Path) -> None:
    first = write(export(enrolled_total=10), Format.SQLITE, tmp_path)
    assert write(export(enrolled_total=20), Format.SQLITE, tmp_path) == first
    with closing(Database(first)) as database:
        assert database["answers"].get(("2026Q3", "gr", "enrolled_total"))["amount"] == 20
    assert list(tmp_path.iterdir()) == [first]


@pytest.fixture(scope="session")
def calc() -> str:
    """Where LibreOffice Calc is. Without it: one skip line at a developer's, a failure with CI set."""
    if found := which("localc"):
        return found
    if os.environ.get("CI"):
        pytest.fail("LibreOffice Calc is missing: install libreoffice-calc")
    pytest.skip("LibreOffice Calc is missing: the CSV is not opened in a spreadsheet")


def test_a_spreadsheet_opens_the_csv_in_the_right_columns(
    calc: str, hostile: dict[Format, Path], tmp_path: Path
) -> None:
    """As Swedish Excel does: semicolons, UTF-8, Swedish numbers (1053)."""
    source, out = hostile[Format.CSV], tmp_path / "ut"
    swedish = "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true"
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        calc,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        swedish,
        "--outdir",
        str(out),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own command
    heading, *rows = load_workbook(out / f"{source.stem}.xlsx").worksheets[0].iter_rows()
    written = csv_rows(source)
    assert [cell.value for cell in heading] == list(written[0])
    assert len(rows) == len(written)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    number = [cell.value for cell in heading].index("Frågans nummer")
    assert [row[number].value for row in rows] == [row["Frågans nummer"] or None for row in written]
    assert HOSTILE["separator"] in {cell.value for row in rows for cell in row}
