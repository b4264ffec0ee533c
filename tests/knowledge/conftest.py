from collections.abc import Iterator

import pytest

from counties.reading import read_county
from knowledge.handbook import Handbook
from knowledge.places import Place


def places() -> Iterator[Place]:
    """The county's municipalities, as the composition root hands them in."""
    county = read_county("vastra_gotaland").county
    for council in county.councils:
        for member in council.members:
            if member.in_county:
                key = f"kommuner_{council.id}"
                yield Place(member.name, member.code or "", county.name, council.name, council.led_by, key)


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    return Handbook.load(places=places())
