import pytest

from bot.handbooks import places
from counties.reading import read_county
from knowledge.handbook import Handbook


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The handbook with the county's places, as the composition root hands them in."""
    return Handbook.load(places=places(read_county("vastra_gotaland").county))
