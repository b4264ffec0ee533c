"""The record of corrections: each edition says what it corrects."""

from dataclasses import dataclass
from datetime import datetime

from domain.workdays import STOCKHOLM
from reports.composing import Correction, Options, composed
from reports.corrections import corrected, corrections
from reports.document import EDITING, Block, Callout, Heading, Table, statements
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


def test_the_latest_stands_in_short_on_the_cover() -> None:
    [box] = corrected((FIRST, SECOND))
    assert [one.text for one in statements((box,))] == [
        "Utgåva 3, rättad 3 februari 2027. Trollhättan deltog i samrådet."
    ]
    assert corrected(()) == []


def test_the_record_stands_before_the_annexes_and_the_brief_keeps_its_page() -> None:
    document = composed(material(), options=Options(corrections=(Correction(2, FIRST.at, "Sam", "Tal 4."),)))
    keys = [section.key for section in document.document.sections]
    assert keys.index("summary") == 1
    assert keys.index("corrections") == keys.index("method") - 1
    assert any(isinstance(block, Callout) for block in document.document.sections[0].blocks)
