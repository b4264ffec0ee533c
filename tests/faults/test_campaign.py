"""A notice to a few hundred through a service with faults; bench/campaign.py sends it to ten thousand."""

from store.store import Store
from tests.faults.campaign import Faults, campaign, most_in

FEW = 300


async def test_a_few_hundred_get_it_once_at_the_pace_that_is_allowed(store: Store) -> None:
    ended = await campaign(store, FEW, seed=6, faults=Faults(ambiguous=0.02))
    assert ended.missed == 0
    assert ended.rows == {"skickad": FEW - 3, "mottagaren kan inte nås": 3}
    assert ended.twice_without_doubt == []
    assert max(ended.received.values()) <= 2
    assert ended.doubtful
    assert ended.over_the_limits() == []


def test_a_window_is_any_second_and_not_the_clocks() -> None:
    assert most_in([0.0, 0.6, 0.9, 1.5, 1.59], 1) == 4
    assert most_in([0.0, 1.0, 2.0], 1) == 1
    assert most_in([], 1) == 0
