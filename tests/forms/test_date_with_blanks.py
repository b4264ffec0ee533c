"""A date that somebody has typed with blanks in it is read, or refused, as one without."""

from datetime import date

import pytest

from forms.parsing import Window, read_date

WINDOW = Window(date(2026, 1, 1), date(2026, 12, 31))


def test_any_run_of_blanks_between_the_words_is_one() -> None:
    assert read_date("12" + " \u00a0" * 5_000 + "november", WINDOW) == date(2026, 11, 12)
    with pytest.raises(ValueError, match="Skriv datumet så här"):
        read_date("12" + " \u00a0" * 5_000 + "!", WINDOW)
