"""Whose numbers are not the published ones: the same units wherever it is told."""

import re

import pytest

from domain.material import Material
from reports.composing import Options, composed
from reports.document import BulletList, Document
from tests.reports.reading_drafts import in_section
from tests.reports.recomputing_material import Rich

WHOSE = {"Fyrbodal", "Sjuhärad", "Göteborgsregionen"}
"""Those with an own number that may be shown beside the published one, or who say that those deviate."""


@pytest.fixture(scope="module")
def rich() -> Material:
    return Rich(1).material()


@pytest.fixture(scope="module")
def document(rich: Material) -> Document:
    return composed(rich, options=Options(english=True)).document


def point(document: Document, section: str, lead: str) -> list[str]:
    """What the point of the section says, sentence by sentence."""
    lists = (block for one in document.sections if one.key == section for block in one.blocks)
    items = (item for block in lists if isinstance(block, BulletList) for item in block.items)
    return [one.text for item in items if item.lead == lead for one in item.sentences]


def named(texts: list[str]) -> set[str]:
    return {name for name in WHOSE | {"Skaraborg"} if any(name in text for text in texts)}


def test_the_brief_and_the_limits_name_the_same_units(document: Document) -> None:
    brief = [one for one in point(document, "summary", "Det som saknas.") if "publicerade" in one]
    limits = [
        one
        for one in in_section(document, "responses")
        if re.search(r"publicerade siffror avviker|(?:egna|eget) tal", one)
    ]
    assert named(brief) == named(limits) == WHOSE
    assert named(point(document, "english", "What is missing.")) == WHOSE


def test_who_has_given_other_numbers_alone_has_said_nothing_of_the_published(document: Document) -> None:
    assert point(document, "summary", "Det som saknas.")[2:4] == [
        "Sjuhärad uppger att publicerade siffror avviker.",
        "Fyrbodal och Göteborgsregionen har lämnat egna tal som skiljer sig från de publicerade.",
    ]
    assert "uppger" not in " ".join(one for one in in_section(document, "responses") if "Fyrbodal har" in one)


def test_the_english_summary_tells_all_that_the_swedish_one_says_is_missing(document: Document) -> None:
    assert point(document, "english", "What is missing.") == [
        "All sub-regions and agencies have reported.",
        "None of the answers has been reviewed yet.",
        "Sjuhärad states that published figures do not match its own.",
        "Fyrbodal and Göteborgsregionen have given figures of their own that differ from those published.",
    ]
