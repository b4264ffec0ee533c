"""The county, one council and its form, read once."""

from datetime import date

import pytest

from counties.reading import CountyBook, read_county
from domain.county import Council
from domain.form import Form
from domain.quarter import Quarter
from forms import shelf
from forms.parsing import Window


@pytest.fixture(scope="session")
def book() -> CountyBook:
    return read_county("vastra_gotaland")


@pytest.fixture(scope="session")
def fyrbodal(book: CountyBook) -> Council:
    return book.county.council("fyrbodal")


@pytest.fixture(scope="session")
def form(book: CountyBook, fyrbodal: Council) -> Form:
    """With the figures that the play makes up."""
    newest, quarter = shelf.newest("delregionalt_samrad"), Quarter(2026, 3)
    figures = tuple(one for one in book.invented.figures(quarter.end) if one.unit == fyrbodal.id)
    return shelf.form(newest, fyrbodal.respondent, book.county.areas_in(quarter), figures)


@pytest.fixture(scope="session")
def window() -> Window:
    """A card filled in on the 11th of November 2026; councils may have met since August."""
    return Window(date(2026, 8, 28), date(2026, 11, 11))
