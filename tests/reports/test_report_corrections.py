"""The record of corrections: each edition says what it corrects."""

from dataclasses import dataclass
from datetime import datetime

from domain.workdays import STOCKHOLM
from reports.corrections import corrections
from reports.document import EDITING, Block, Heading, Table, statements
from tests.reports.quarter_three import material


@dataclass(frozen=True)
class Made:
    edition: int
    at: datetime
    by_name: str
    words: str


FIRST = Made(2, datetime(2027, 1, 12, 9, tzinfo=STOCKHOLM), "Sam Exempelsson", "Antalet i tabell 4 är 412.")
SECOND = Made(
    3, datetime(2027, 2, 3, 9, tzinfo=STOCKHOLM), "Kim Exempelsson", "Trollhättan deltog i samrådet."
)


def rows(blocks: list[Block]) -> list[list[str]]:
    [table] = [block for block in blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in table.rows]


def test_a_correction_says_what_was_corrected_when_and_in_which_edition() -> None:
    blocks = corrections((FIRST,), material())
    assert blocks[0] == Heading("Rättelser", 1)
    said = [one.text for one in statements(tuple(blocks))]
    assert said[0] == "Rapporten har rättats en gång sedan den publicerades. Detta är utgåva 2."
    assert rows(blocks) == [["2", "12 januari 2027", "Antalet i tabell 4 är 412."]]


def test_the_latest_stands_first_and_all_stay() -> None:
    blocks = corrections((FIRST, SECOND), material())
    said = [one.text for one in statements(tuple(blocks))]
    assert said[0] == "Rapporten har rättats två gånger sedan den publicerades. Detta är utgåva 3."
    assert [row[0] for row in rows(blocks)] == ["3", "2"]


def test_who_wrote_it_is_its_source_and_not_in_the_text() -> None:
    told = list(statements(tuple(corrections((FIRST,), material()))))
    assert all(
        source.unit == EDITING and source.label == "Sam Exempelsson" for one in told for source in one.sources
    )
    assert "Sam" not in " ".join(one.text for one in told)


def test_without_corrections_it_is_silent() -> None:
    assert corrections((), material()) == []
