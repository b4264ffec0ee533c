"""Numbers as people write them in a field."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import numbers

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("0", 0),
        (" 42 ", 42),
        ("1 234", 1234),
        (f"1{NBSP}234", 1234),
        (f"1{NARROW}234", 1234),
        (f"1{THIN}234", 1234),
        ("12 345 678", 12345678),
        ("+5", 5),
        ("-5", -5),
        ("\u22125", -5),
        ("7,0", 7),
        ("007", 7),
        ("٣", 3),
        ("５０", 50),
    ],
)
def test_a_whole_number_can_be_written_in_many_ways(words: str, number: int) -> None:
    read = numbers.parse(words, 0)
    assert read == number
    assert isinstance(read, int)


@pytest.mark.parametrize(
    ("words", "number"),
    [("1 234,5", 1234.5), ("1234.5", 1234.5), ("7,50", 7.5), ("-0,5", -0.5), (f"1{NBSP}234,5", 1234.5)],
)
def test_a_decimal_is_read_where_the_question_allows_it(words: str, number: float) -> None:
    assert numbers.parse(words, 1) == number


@pytest.mark.parametrize(
    "words",
    [
        "1.234",
        "1,234",
        "1,000",
        "-1.234",
        "1.234.567",
        "1e5",
        "½",
        "1 2345",
        "12 34",
        "1  234",
        ",5",
        "5,",
        "1,5",
        "--5",
        "0x10",
        "1_000",
        "inf",
        "nan",
        "ett",
        "",
        "²",
        "9" * 5000,
        "9" * 400,
        "9" * 400 + ",5",
    ],
)
def test_what_could_mean_something_else_is_refused_in_swedish(words: str) -> None:
    with pytest.raises(ValueError, match=r"^Skriv ") as refused:
        numbers.parse(words, 0)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("words", "decimals", "help_"),
    [
        ("ca 50", 0, "Skriv bara siffror: 50."),
        ("50 personer", 0, "Skriv bara siffror: 50."),
        ("omkring 1 200 st", 0, "Skriv bara siffror: 1 200."),
        ("ca 7,5 veckor", 1, "Skriv bara siffror: 7,5."),
        ("1.234", 0, "Skriv ett heltal, till exempel 1 234."),
        ("7,5", 0, "Skriv ett heltal, till exempel 1 234."),
        ("många", 1, "Skriv ett tal, till exempel 1 234,5."),
        ("7,25", 1, "Skriv ett tal, till exempel 1 234,5."),
        ("12-15", 0, "Skriv ett heltal, till exempel 1 234."),
    ],
)
def test_the_refusal_says_what_to_write(words: str, decimals: int, help_: str) -> None:
    with pytest.raises(ValueError, match="Skriv") as refused:
        numbers.parse(words, decimals)
    assert str(refused.value).startswith(help_)


def test_an_uncertain_number_may_be_missing_where_the_question_lets_it() -> None:
    with pytest.raises(ValueError, match="Är talet osäkert") as refused:
        numbers.parse("ca 50", 0)
    assert "Uppgift saknas" not in str(refused.value)
    with pytest.raises(ValueError, match="Osäker") as asked:
        numbers.parse("ca 50", 0, numbers.MAY_LACK)
    assert str(asked.value) == ("Skriv bara siffror: 50. Osäker? Välj ”Uppgift saknas” och skriv varför.")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (1234, f"1{NBSP}234"),
        (1234567, f"1{NBSP}234{NBSP}567"),
        (1234.5, f"1{NBSP}234,5"),
        (-5, "-5"),
    ],
)
def test_a_number_is_shown_the_swedish_way_and_reads_back(number: float, shown: str) -> None:
    assert numbers.show(number) == shown
    assert numbers.parse(shown, 1) == number


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_that_is_shown_reads_back(number: int) -> None:
    assert numbers.parse(numbers.show(number), 0) == number


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_every_decimal_that_is_shown_reads_back(whole: int, hundredths: int) -> None:
    number = float(f"{whole}.{hundredths:02}")
    assert numbers.parse(numbers.show(number), 2) == number


@settings(deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([" ", NBSP, NARROW, THIN]))
def test_any_space_may_part_the_thousands(number: int, space: str) -> None:
    assert numbers.parse(f"{number:,}".replace(",", space), 0) == number


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["1", "12", "123", "1234", "0", "00", ".", ",", " ", NBSP, "+", "-", "−", "ca ", "%"]
        ),
        max_size=6,
    ).map("".join),
    st.integers(0, 3),
)
def test_what_is_read_has_the_digits_that_were_written_and_no_other_reading(
    words: str, decimals: int
) -> None:
    """Never a wrong silent reading: every digit counts, in its place, and a space parts thousands alone."""
    try:
        number = numbers.parse(words, decimals)
    except ValueError as refused:
        assert str(refused).startswith("Skriv ")  # noqa: PT017 - refusing is one of two right outcomes
        return
    bare = "".join(words.split()).replace("−", "-").lstrip("+")
    assert Decimal(bare.replace(",", ".")) == Decimal(str(number))
    parts = re.split(r"[.,]", words.strip())
    assert len(parts) <= 2
    groups = re.split(r"\s+", parts[0].lstrip("+-−"))
    assert all(len(group) == 3 for group in groups[1:])
    # "1.234" is a thousand to some and one to others.
    assert len(parts) == 1 or len(parts[1]) != 3 or len(parts[0].lstrip("+-−")) > 3


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_words_at_all_are_read_or_refused_in_swedish(words: str) -> None:
    for decimals in (0, 1):
        try:
            assert isinstance(numbers.parse(words, decimals), int | float)
        except ValueError as refused:
            assert str(refused).startswith("Skriv ")  # noqa: PT017 - refusing is one of two right outcomes


def test_a_figure_that_was_stored_as_a_float_is_shown_whole() -> None:
    assert (numbers.show(240.0), numbers.show(7.5), numbers.show(0.0)) == ("240", "7,5", "0")
    assert isinstance(numbers.whole(240.0), int)
