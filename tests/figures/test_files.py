"""Files as people have them: saved by Excel in several ways, with gaps, formulas and mistakes."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from domain.county import Figure, FigureState
from figures.difference import Reading
from figures.files import read_file
from figures.known import catalogue
from figures.table import MOST_BYTES, MOST_ROWS, BadFile
from tests.figures.county import COUNTY, NOW, SEPTEMBER, enrolled

HEADINGS = "enhet;uppgift;värde;avser;källa"
ROW = "Åmål;enrolled_total;31;2026-09;Migrationsverket"
AMAL = enrolled("1492", 31)

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(content: str | bytes) -> Reading:
        path = tmp_path / "siffror.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, COUNTY, catalogue(), NOW)

    return reading


def bad(read: Read, content: str | bytes) -> str:
    with pytest.raises(BadFile) as told:
        read(content)
    return str(told.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_however_the_text_was_saved_it_says_the_same(
    read: Read, encoding: str, separator: str, ending: str
) -> None:
    text = f"{HEADINGS}\n{ROW}\n".replace(";", separator).replace("\n", ending)
    assert read(text.encode(encoding)) == Reading((AMAL,))


def test_the_headings_may_stand_under_a_title_and_in_any_order(read: Read) -> None:
    headings = "Källa;AVSER;Kommun;Uppgift;Antal;Anmärkning"
    text = f"Inskrivna i september\n\n{headings}\nMigrationsverket;2026Q3;1492;Inskrivna totalt;31;ok\n"
    assert read(text) == Reading((AMAL,))


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Åmål", "1492"),
        ("åmåls kommun", "1492"),
        ("Borås kommun", "1490"),
        ("1492", "1492"),
        ("Fyrbodal", "fyrbodal"),
        ("Migrationsverket", "miv"),
        ("Varberg", "1383"),
    ],
)
def test_a_unit_is_known_by_name_and_by_code(read: Read, words: str, unit: str) -> None:
    (figure,) = read(f"{HEADINGS}\n{ROW.replace('Åmål', words)}").figures
    assert figure.unit == unit


def test_a_quota_is_of_the_day_from_which_it_holds_and_may_begin_next_year(read: Read) -> None:
    (figure,) = read(f"{HEADINGS}\nÅmål;Kommuntal;14;2027;Länsstyrelsens beslut").figures
    assert figure == Figure("1492", "quota_current", 14, "Länsstyrelsens beslut", date(2027, 1, 1), NOW)


def test_a_row_without_a_number_is_absent_and_not_zero(read: Read) -> None:
    rows = [ROW.replace("31", cell) for cell in ("..", "-", "")]
    for row in rows:
        found = read(f"{HEADINGS}\n{row}")
        assert not found.figures
        assert not found.problems
        assert [(one.value, one.state) for one in found.absent] == [(None, FigureState.MISSING)]


def test_the_status_is_read_when_there_is_one(read: Read) -> None:
    text = (
        f"{HEADINGS};status\n{ROW};reviderad\n{ROW.replace('Åmål;', 'Borås;').replace('31', '')};undertryckt"
    )
    assert [(one.value, one.state) for one in read(text).figures] == [
        (31, FigureState.REVISED),
        (None, FigureState.SUPPRESSED),
    ]


def test_each_mistake_names_its_row_and_the_others_are_read(read: Read) -> None:
    rows = [
        ROW,
        ROW.replace("Åmål", "Åmol"),
        ROW.replace("Åmål", "Kiruna"),
        ROW.replace("enrolled_total", "Mottagna totallt"),
        ROW.replace("enrolled_total", ""),
        ROW.replace("31", "ca 31"),
        ROW.replace("2026-09", "i höstas"),
        ROW.replace("2026-09", "2026-10"),
        ROW.replace("Migrationsverket", ""),
        ROW.replace("31", "32"),
        "Åmål;enrolled_total",
    ]
    found = read("\n".join([HEADINGS, *rows]))
    assert found.figures == (AMAL,)
    told = dict(problem.split(": ", 1) for problem in found.problems)
    assert told["Rad 3"] == "enheten ”Åmol” finns inte. Menar du Åmål?"
    assert told["Rad 4"].endswith("Skriv en kommun, en kommunkod eller en delregion i länet.")
    assert told["Rad 5"].endswith("Menar du Mottagna totalt, hittills i år?")
    assert told["Rad 6"].startswith("uppgiften saknas.")
    assert told["Rad 7"].endswith("Skriv bara siffror, till exempel 1234, eller .. om det saknas.")
    assert "avser är ”i höstas”" in told["Rad 8"]
    assert told["Rad 9"] == "avser är 31 oktober 2026. Skriv en dag från 1 januari 2000 till 1 oktober 2026."
    assert told["Rad 10"].startswith("källa saknas")
    assert "något annat än rad 2" in told["Rad 11"]
    assert "Rad 12" in told


def test_the_same_row_twice_is_one_number(read: Read) -> None:
    assert read(f"{HEADINGS}\n{ROW}\n{ROW}\n\n") == Reading((AMAL,))


def test_a_file_without_our_headings_says_which_are_missing(read: Read) -> None:
    assert "kolumnerna avser, källa" in bad(read, "enhet;uppgift;värde\nÅmål;x;1")
    assert "kolumnen källa" in bad(read, "enhet;uppgift;värde;avser\nÅmål;x;1;2026")
    assert "Filen saknar" in bad(read, "")


def test_what_is_no_text_and_no_workbook_is_refused(read: Read) -> None:
    assert "Filen är ingen text" in bad(read, b"\x00\x01\x02\x03")
    assert "utan lösenord" in bad(read, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "citattecken" in bad(read, f'{HEADINGS}\n"Åmål;31')


def test_files_beyond_any_sense_are_refused(read: Read) -> None:
    assert "5 MB" in bad(read, b"x" * (MOST_BYTES + 1))
    assert f"{MOST_ROWS} rader" in bad(read, HEADINGS + "\n" + "\n" * MOST_ROWS + ROW)


def workbook(*rows: tuple[object, ...], looks: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS.split(";"), *rows):
        sheet.append(list(row))
    for cell, look in (looks or {}).items():
        sheet[cell].number_format = look
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def rezipped(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The same workbook with its parts changed and others added."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name, part)
    return changed.getvalue()


ACROSS = (1492, "Inskrivna totalt", 31, datetime(2026, 9, 30), "Migrationsverket")  # noqa: DTZ001 - as Excel has it


def test_a_workbook_says_the_same_as_a_text_file(read: Read) -> None:
    assert read(workbook(ACROSS)) == Reading((AMAL,))


def test_the_sheet_with_our_headings_is_found_among_others(read: Read) -> None:
    book = Workbook()
    book.worksheets[0].append(["Läs mig först"])
    book.create_chartsheet("Diagram").add_chart(BarChart())
    sheet = book.create_sheet("Siffror")
    sheet.append(["Hämtat i oktober"])
    sheet.append(HEADINGS.split(";"))
    sheet.append(ACROSS)
    assert read(saved(book)) == Reading((AMAL,))


def test_a_month_that_excel_made_a_day_of_is_the_month_still(read: Read) -> None:
    first = (*ACROSS[:3], datetime(2026, 9, 1), "Migrationsverket")  # noqa: DTZ001 - as Excel has it
    for look in ("mmm-yy", "yyyy\\-mm", '[$-41D]mmm" "yy;@'):
        assert read(workbook(first, looks={"D2": look})).figures[0].as_of == SEPTEMBER
    assert read(workbook(first, looks={"D2": "yyyy-mm-dd"})).figures[0].as_of == date(2026, 9, 1)


def test_a_share_that_excel_shows_as_per_cent_is_per_cent(read: Read) -> None:
    share = ("Åmål", "est_work90", 0.345, "2025", "Kolada")
    assert read(workbook(share, looks={"C2": "0.0%"})).figures[0].value == 34.5


def test_a_formula_counts_for_its_last_value_and_is_no_empty_cell_without_one(read: Read) -> None:
    formula = workbook(("Åmål", "enrolled_total", "=30+1", "2026-09", "Migrationsverket"))
    (problem,) = read(formula).problems
    assert problem.startswith("Rad 2: värdet är ”=30+1”, en formel utan färdigt tal.")
    worked_out = rezipped(
        formula,
        lambda _, part: part.replace(b"<f>30+1</f><v />", b"<f>30+1</f><v>31</v>").replace(
            b"<v></v>", b"<v>31</v>"
        ),
    )
    assert read(worked_out) == Reading((AMAL,))


def test_an_empty_cell_of_a_workbook_is_absent(read: Read) -> None:
    found = read(workbook((1492, "Inskrivna totalt", None, "2026-09", "Migrationsverket")))
    assert (found.figures, len(found.absent)) == ((), 1)


def test_a_workbook_with_macros_is_refused(read: Read) -> None:
    content = rezipped(workbook(ACROSS), lambda _, part: part, **{"xl/vbaProject.bin": b"x"})
    assert "utan makron" in bad(read, content)


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(read: Read) -> None:
    bomb = rezipped(workbook(ACROSS), lambda _, part: part, **{"xl/media/x.xml": b" " * 61_000_000})
    assert len(bomb) < MOST_BYTES
    assert "för stor när den packas upp" in bad(read, bomb)


def test_a_workbook_that_declares_entities_is_refused(read: Read) -> None:
    def declared(name: str, part: bytes) -> bytes:
        laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        return laughs + part if name.endswith("sheet1.xml") else part

    assert "går inte att läsa" in bad(read, rezipped(workbook(ACROSS), declared))


@pytest.mark.parametrize("size", [b"A1:XFD1048576", b"A1"])
def test_a_sheet_that_lies_about_its_size_is_read_as_it_is(read: Read, size: bytes) -> None:
    def lying(_: str, part: bytes) -> bytes:
        return part.replace(b'<dimension ref="A1:E2"', b'<dimension ref="' + size + b'"')

    content = rezipped(workbook(ACROSS), lying)
    assert content != rezipped(workbook(ACROSS), lambda _, part: part)
    assert read(content) == Reading((AMAL,))


@pytest.mark.parametrize("cut", [30, 400, 2000])
def test_a_damaged_workbook_is_refused_kindly(read: Read, cut: int) -> None:
    assert "spara den på nytt" in bad(read, workbook(ACROSS)[:cut])
