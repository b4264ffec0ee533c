from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from store.inbound import LEASE, Standing
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


def test_of_many_that_claim_one_activity_one_gets_it(store: Store, reopened: Store, now: datetime) -> None:
    with ThreadPoolExecutor(16) as pool:
        claims = list(
            pool.map(lambda turn: (store, reopened)[turn % 2].inbound.claim("a:1", "17", now), range(32))
        )
    assert sorted(claim.standing.name for claim in claims) == ["MINE"] + ["TAKEN"] * 31
    assert store.inbound.is_taken("a:1", "17", now)
    assert not store.inbound.has_answered("a:1", "17")


def test_what_was_claimed_and_answered_is_answered_for_good(store: Store, now: datetime) -> None:
    store.inbound.claim("a:1", "17", now)
    assert store.inbound.note("a:1", "17", now)
    assert not store.inbound.note("a:1", "17", now)
    assert store.inbound.claim("a:1", "17", now + DAY).standing is Standing.ANSWERED
    assert store.inbound.is_taken("a:1", "17", now + DAY)


def test_a_claim_whose_holder_went_away_is_the_next_ones_when_it_has_run_out(
    store: Store, reopened: Store, now: datetime
) -> None:
    store.inbound.claim("a:1", "17", now)
    late = now + LEASE
    assert reopened.inbound.claim("a:1", "17", late - timedelta(seconds=1)).standing is Standing.TAKEN
    assert not reopened.inbound.is_taken("a:1", "17", late)
    assert reopened.inbound.claim("a:1", "17", late).standing is Standing.MINE
    assert store.inbound.claim("a:1", "17", late).standing is Standing.TAKEN


def test_a_claim_that_led_to_nothing_is_left_to_the_next(store: Store, now: datetime) -> None:
    store.inbound.release(store.inbound.claim("a:1", "17", now))
    assert store.inbound.claim("a:1", "17", now).standing is Standing.MINE


def test_nobody_releases_what_has_become_anothers_or_has_been_answered(store: Store, now: datetime) -> None:
    first = store.inbound.claim("a:1", "17", now)
    second = store.inbound.claim("a:1", "17", now + LEASE)
    store.inbound.release(first)
    assert store.inbound.is_taken("a:1", "17", now + LEASE)
    store.inbound.note("a:1", "17", now + LEASE)
    store.inbound.release(second)
    assert store.inbound.has_answered("a:1", "17")
