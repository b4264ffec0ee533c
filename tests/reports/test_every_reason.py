"""Each reason that the report gives for not comparing a number holds, also where one was not answered."""

from collections.abc import Mapping
from functools import cache, cached_property

import pytest

from domain.quarter import Quarter
from reports.annex_tables import annex_tables
from reports.bounds import Marks
from reports.development import Development
from reports.document import statements
from reports.focus import focus
from reports.reception import reception
from tests.reports.holed_material import with_holes
from tests.reports.recomputing_material import Rich
from tests.reports.recomputing_raw import Raw
from tests.reports.recomputing_reasons import REASON, untrue

SEEDS = tuple(range(1, 13))


class Open(Development):
    """Nothing is hidden: only what is known and what is not makes a difference here."""

    @cached_property
    def hidden(self) -> dict[Quarter, Marks]:
        return _Nothing()


class _Nothing(dict[Quarter, Marks]):
    def __missing__(self, _: Quarter) -> Mapping[tuple[str, str], object]:
        return {}


@cache
def holed(seed: int) -> tuple[Raw, tuple[str, ...]]:
    """A county with numbers missing here and there, and the reasons that its report gives."""
    given = with_holes(Rich(seed).material(), seed)
    development = Open(given)
    blocks = (*reception(development), *focus(development), *annex_tables(development))
    return Raw(given), tuple(one.text for one in statements(blocks) if REASON.match(one.text))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reason_for_not_comparing_holds(seed: int) -> None:
    raw, told = holed(seed)
    assert [(text, flaws) for text in told if (flaws := untrue(raw, text))] == []


def test_many_reasons_are_checked_and_some_are_of_own_and_published_numbers() -> None:
    told = [text for seed in SEEDS for text in holed(seed)[1]]
    assert len(told) > 40
    assert sum("publicerad" in text for text in told) > 15


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reason_that_is_said_of_another_is_found_out(seed: int) -> None:
    raw, told = holed(seed)
    others = [text.rpartition("fram, ")[0] + "fram, källan har dragit in uppgiften." for text in told]
    wrong = [one for text, one in zip(told, others, strict=True) if "dragit in" not in text]
    assert wrong
    assert [one for one in wrong if not untrue(raw, one)] == []
