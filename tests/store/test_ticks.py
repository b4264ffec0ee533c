from datetime import datetime, timedelta

from store.store import Store


def test_the_last_tick_is_remembered(store: Store, now: datetime) -> None:
    assert store.ticks.last() is None
    store.ticks.note(now)
    store.ticks.note(now + timedelta(minutes=1))
    assert store.ticks.last() == now + timedelta(minutes=1)
