from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from store.schema import inbound
from store.store import Store

DAY = timedelta(days=1)


def test_an_answered_activity_is_known(store: Store, now: datetime) -> None:
    assert not store.inbound.has_answered("a:1", "17")
    assert store.inbound.note("a:1", "17", now)
    assert store.inbound.has_answered("a:1", "17")
    assert not store.inbound.has_answered("a:1", "18")
    assert not store.inbound.has_answered("a:2", "17")


def test_nothing_of_what_was_said_has_a_place() -> None:
    assert set(inbound.columns.keys()) == {"conversation", "activity", "at", "holder", "leased_until"}


def test_of_many_answers_to_one_activity_one_is_the_first(store: Store, now: datetime) -> None:
    with ThreadPoolExecutor(32) as pool:
        new = list(pool.map(lambda _: store.inbound.note("a:1", "17", now), range(32)))
    assert new.count(True) == 1


def test_old_answers_are_forgotten_up_to_a_moment(store: Store, now: datetime) -> None:
    store.inbound.note("a:1", "gammal", now - DAY)
    store.inbound.note("a:1", "ny", now)
    assert store.inbound.forget_before(now) == 1
    assert store.inbound.forget_before(now) == 0
    assert not store.inbound.has_answered("a:1", "gammal")
    assert store.inbound.has_answered("a:1", "ny")
    assert [line.why for line in store.audit.lines("inbound")] == ["1 st"]
