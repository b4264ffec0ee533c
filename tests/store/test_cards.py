from datetime import datetime, timedelta

from domain.messages import Account
from store.cards import Shown
from store.store import Store

ANNA = Account("tenant", "29:1", "Anna")


def test_a_card_is_where_it_was_last_shown(store: Store, now: datetime) -> None:
    assert store.cards.where("r1") is None
    store.cards.shown("r1", ANNA, "a:1", "1700", now)
    assert store.cards.where("r1") == Shown("r1", ANNA, "a:1", "1700")
    store.cards.shown("r1", ANNA, "a:1", "1800", now + timedelta(hours=1))
    assert store.cards.where("r1") == Shown("r1", ANNA, "a:1", "1800")
    assert store.cards.where("r2") is None
