"""A cell says a number, or that there is none; what may be read in two ways is not read at all."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.county import FigureState
from figures.cells import Cell, Value, day_of, text_of, value_of
from figures.known import Known

COUNT = Known(key="enrolled_total", name="Inskrivna")
SHARE = Known(key="est_work90", name="I arbete", decimals=1)
QUOTA = Known(key="quota_current", name="Kommuntal", series=True)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234\u202f567", 1234567),
        (" 12 ", 12),
        ("12,0", 12),
        ("12.0", 12),
        ("0", 0),
        (0, 0),
        (1234.0, 1234),
    ],
)
def test_a_number_as_swedes_and_excel_write_it(cell: Cell, amount: int) -> None:
    read = value_of(cell, None, COUNT)
    assert (read.amount, read.state, read.absent) == (amount, FigureState.PUBLISHED, False)
    assert isinstance(read.amount, int)


@pytest.mark.parametrize(("cell", "amount"), [("34,5", 34.5), ("34.5 %", 34.5), (34.456, 34.5), ("34", 34)])
def test_a_share_has_the_decimals_that_it_is_given_with(cell: Cell, amount: float) -> None:
    assert value_of(cell, None, SHARE).amount == amount


@pytest.mark.parametrize("cell", ["", "  ", None, "..", "...", ".", "…", "-", "–", "—", "--", "saknas"])
def test_no_number_is_never_zero(cell: Cell) -> None:
    assert value_of(cell, None, COUNT) == Value(None, FigureState.MISSING, absent=True)


@pytest.mark.parametrize("cell", ["<6", "< 6", "färre än 6", "Färre än sex", "1–5", "1-5"])
def test_a_small_number_is_suppressed(cell: str) -> None:
    assert value_of(cell, None, COUNT) == Value(None, FigureState.SUPPRESSED)


@pytest.mark.parametrize(
    ("cell", "status", "read"),
    [
        ("..", "undertryckt", Value(None, FigureState.SUPPRESSED)),
        ("", "Indragen", Value(None, FigureState.WITHDRAWN)),
        ("", "streckad", Value(None, FigureState.WITHDRAWN)),
        ("12", "reviderad", Value(12, FigureState.REVISED)),
        ("12", "publicerad", Value(12, FigureState.PUBLISHED)),
        ("<6", "undertryckt", Value(None, FigureState.SUPPRESSED)),
    ],
)
def test_the_status_says_what_the_number_is(cell: str, status: str, read: Value) -> None:
    assert value_of(cell, status, COUNT) == read


@pytest.mark.parametrize(
    ("cell", "status", "said"),
    [
        ("ca 50", None, "Skriv bara siffror"),
        ("1.234", None, "på två sätt"),
        ("1,234", None, "på två sätt"),
        ("12,5", None, "Skriv ett heltal"),
        (12.5, None, "Skriv ett heltal"),
        ("-3", None, "mindre än noll"),
        (-3, None, "mindre än noll"),
        ("99999999999", None, "mer än vad som kan stämma"),
        (1e300, None, "mer än vad som kan stämma"),
        (True, None, "Skriv bara siffror"),
        ("=SUM(A1:A3)", None, "formel utan färdigt tal"),
        ("#REF!", None, "formel utan färdigt tal"),
        ("1 2345", None, "Skriv bara siffror"),
        ("١٢", None, "Skriv bara siffror"),
        ("12", "indragen", "Ta bort värdet eller ändra status"),
        ("12", "undertryckt", "Ta bort värdet eller ändra status"),
        ("<6", "publicerad", "Skriv status undertryckt"),
        ("12", "kanske", "Skriv någon av: publicerad, undertryckt, indragen, saknas, reviderad"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(cell: Cell, status: Cell, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        value_of(cell, status, COUNT)


@given(st.integers(0, 9_999_999), st.sampled_from([" ", "\u00a0", "\u202f", ""]))
def test_every_whole_number_is_read_as_it_was_written(number: int, space: str) -> None:
    assert value_of(f"{number:,}".replace(",", space), None, COUNT).amount == number


@given(st.text(max_size=12))
def test_any_text_is_a_number_a_reason_or_words_that_help(words: str) -> None:
    try:
        read = value_of(words, None, SHARE)
    except ValueError as refused:
        said = str(refused)
    else:
        said = "värdet" if read.amount is None or read.amount >= 0 else "less than nothing"
    assert said.startswith("värdet")


@pytest.mark.parametrize(
    ("cell", "last", "first"),
    [
        ("2026-09-30", date(2026, 9, 30), date(2026, 9, 30)),
        ("20260930", date(2026, 9, 30), date(2026, 9, 30)),
        (datetime(2026, 9, 30), date(2026, 9, 30), date(2026, 9, 30)),  # noqa: DTZ001 - Excel knows no zones
        ("2026-02", date(2026, 2, 28), date(2026, 2, 1)),
        ("2028-2", date(2028, 2, 29), date(2028, 2, 1)),
        ("sep-26", date(2026, 9, 30), date(2026, 9, 1)),
        ("september 2026", date(2026, 9, 30), date(2026, 9, 1)),
        ("2026Q3", date(2026, 9, 30), date(2026, 7, 1)),
        ("kvartal 3 2026", date(2026, 9, 30), date(2026, 7, 1)),
        ("2026", date(2026, 12, 31), date(2026, 1, 1)),
        (2026, date(2026, 12, 31), date(2026, 1, 1)),
    ],
)
def test_a_period_is_its_last_day_and_of_a_quota_its_first(cell: Cell, last: date, first: date) -> None:
    assert (day_of(cell, COUNT), day_of(cell, QUOTA)) == (last, first)


@pytest.mark.parametrize(
    "cell", ["", None, "K3", "2026-13", "2026-02-30", "hösten", "31/9", "mxj-26", "20261", 45000]
)
def test_a_day_that_must_be_guessed_is_not_read(cell: Cell) -> None:
    with pytest.raises(ValueError, match="2026-09-30"):
        day_of(cell, COUNT)


def test_a_code_is_the_same_as_text_and_as_number() -> None:
    assert [text_of(cell) for cell in (1492, 1492.0, " 1492 ", None)] == ["1492", "1492", "1492", ""]
