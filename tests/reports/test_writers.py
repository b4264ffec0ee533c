"""One report in every format: what the file is called, what it is, and that it says the same."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from reports.document import Document, statements
from reports.word_flaws import BadTemplate
from reports.writable import writable
from reports.writers import Format, file_name, write
from tests.reports.every_block import DOCUMENT, PLAIN
from tests.reports.reading_pdf import pages_of
from tests.reports.test_html import page


@pytest.mark.parametrize(
    ("wanted", "begins", "media_type"),
    [
        (Format.WORD, b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (Format.PDF, b"%PDF-1.7", "application/pdf"),
        (Format.HTML, b"<!doctype html>", "text/html; charset=utf-8"),
    ],
)
def test_each_format_is_the_file_that_it_says(wanted: Format, begins: bytes, media_type: str) -> None:
    made = write(DOCUMENT, wanted, "lagesrapport-2026Q3-utkast")
    assert made.name == f"lagesrapport-2026Q3-utkast.{wanted}"
    assert made.media_type == media_type
    assert made.content.startswith(begins)


def test_the_name_says_how_far_the_report_has_come() -> None:
    assert file_name("2026Q3") == "lagesrapport-2026Q3-utkast"
    assert file_name("2026Q3", version=4) == "lagesrapport-2026Q3-utkast-4"
    assert file_name("2026Q3", version=4, decided=True) == "lagesrapport-2026Q3"


def in_word(document: Document) -> str:
    word = docx.Document(BytesIO(write(document, Format.WORD, "x").content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def in_pdf(document: Document) -> str:
    return "\n".join(pages_of(document))


def in_html(document: Document) -> str:
    return page(document).text


@pytest.mark.parametrize("read", [in_word, in_pdf, in_html])
def test_every_format_says_all_that_the_report_says(read: Callable[[Document], str]) -> None:
    """Every sentence and filled cell, whatever lines it is set on."""
    told = _run_together(read(DOCUMENT))
    lacking = [one.text for one in statements(DOCUMENT.blocks) if _run_together(one.text) not in told]
    assert lacking == []


def _run_together(text: str) -> str:
    return "".join(writable(text).split())


def test_only_word_asks_for_a_template(tmp_path: Path) -> None:
    missing = tmp_path / "saknas.docx"
    with pytest.raises(BadTemplate, match=r"saknas\.docx"):
        write(PLAIN, Format.WORD, "x", missing)
    for wanted in (Format.PDF, Format.HTML):
        assert write(PLAIN, wanted, "x", missing).content == write(PLAIN, wanted, "x").content


def test_a_table_of_a_chart_is_in_every_format_without_the_chart_too() -> None:
    with ZipFile(BytesIO(write(DOCUMENT, Format.WORD, "x").content)) as package:
        assert [name for name in package.namelist() if "media/" in name]
    bare = replace(DOCUMENT, watermark="")
    for read in (in_word, in_pdf, in_html):
        assert "1035" in _run_together(read(bare))
