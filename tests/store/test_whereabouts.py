"""Where each person was last shown a form."""

from datetime import datetime, timedelta

import pytest

from domain.workdays import STOCKHOLM
from store.store import Store
from store.whereabouts import Place

NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
ALE = Place("1440", "2026Q3", "inspel")


def test_nobody_is_anywhere_before_a_form_was_shown(store: Store) -> None:
    assert store.whereabouts.of("gun") is None


@pytest.mark.parametrize("after", [ALE, Place("1440", "2026Q3", ""), Place("gr", "2026Q3", "lage", "2.1")])
def test_the_latest_place_counts_and_is_the_persons_own(store: Store, after: Place) -> None:
    store.whereabouts.note("gun", ALE, NOW)
    store.whereabouts.note("sara", Place("fyrbodal", "2026Q3", "motet"), NOW)
    store.whereabouts.note("gun", after, NOW + timedelta(minutes=1))
    assert store.whereabouts.of("gun") == after
    assert store.whereabouts.of("sara") == Place("fyrbodal", "2026Q3", "motet")
