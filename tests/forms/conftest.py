"""Every form on the shelf, each made ready for a unit that fills it in."""

from datetime import date

import pytest

from counties.reading import CountyBook, read_county
from domain.form import Form
from domain.quarter import Quarter
from domain.rounds import FormRef
from forms import shelf
from forms.parsing import Window

UNITS = {
    "delregionalt_samrad": "fyrbodal",
    "arbetsformedlingen": "af",
    "migrationsverket": "miv",
    "vastra_gotalandsregionen": "vgr",
    "kommun": "1492",
}
"""One unit for each questionnaire."""

REFS = (FormRef("delregionalt_samrad", 1), *(shelf.newest(form_id) for form_id in UNITS))


@pytest.fixture(scope="session")
def book() -> CountyBook:
    return read_county("vastra_gotaland")


@pytest.fixture(scope="session")
def forms(book: CountyBook) -> dict[str, Form]:
    """The newest version of each questionnaire by its id."""
    return {ref.id: made(ref, book) for ref in REFS}


@pytest.fixture(params=REFS, ids=lambda ref: f"{ref.id}.{ref.version}", scope="session")
def each(request: pytest.FixtureRequest, book: CountyBook) -> Form:
    """Each version in turn."""
    ref: FormRef = request.param
    return made(ref, book)


def made(ref: FormRef, book: CountyBook) -> Form:
    areas = book.county.areas_in(Quarter(2026, 3))
    return shelf.form(ref, book.county.respondent(UNITS[ref.id]), areas)


@pytest.fixture(scope="session")
def window() -> Window:
    """A card filled in on the 11th of November 2026; councils may have met since August."""
    return Window(date(2026, 8, 28), date(2026, 11, 11))
