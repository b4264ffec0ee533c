from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from store.inbound import Answered
from store.store import Store

DAY = timedelta(days=1)
RESPONSE = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": {"body": ["å"]}}


def test_an_answered_activity_is_known_with_its_answer(store: Store, now: datetime) -> None:
    assert store.inbound.answered("a:1", "17") is None
    assert store.inbound.note("a:1", "17", RESPONSE, now)
    assert store.inbound.note("a:1", "18", None, now)
    assert store.inbound.answered("a:1", "17") == Answered(RESPONSE, now)
    assert store.inbound.answered("a:1", "18") == Answered(None, now)
    assert store.inbound.answered("a:2", "17") is None


def test_an_empty_answer_is_not_the_same_as_none(store: Store, now: datetime) -> None:
    store.inbound.note("a:1", "17", {}, now)
    assert store.inbound.answered("a:1", "17") == Answered({}, now)


def test_of_many_answers_to_one_activity_the_first_stands(store: Store, now: datetime) -> None:
    with ThreadPoolExecutor(32) as pool:
        new = list(pool.map(lambda n: store.inbound.note("a:1", "17", {"n": n}, now), range(32)))
    assert new.count(True) == 1
    assert store.inbound.answered("a:1", "17") == Answered({"n": new.index(True)}, now)


def test_old_answers_are_forgotten_up_to_a_moment(store: Store, now: datetime) -> None:
    store.inbound.note("a:1", "gammal", None, now - DAY)
    store.inbound.note("a:1", "ny", None, now)
    assert store.inbound.forget_before(now) == 1
    assert store.inbound.forget_before(now) == 0
    assert store.inbound.answered("a:1", "gammal") is None
    assert store.inbound.answered("a:1", "ny") is not None
    assert [line.why for line in store.audit.lines("inbound")] == ["1 st"]
