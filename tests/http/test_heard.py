"""Where people write from is kept, also when another replica has forgotten it meanwhile."""

from datetime import UTC, datetime, timedelta

from bot.heard import AGAIN, Heard
from domain.delivery import Address
from domain.messages import Account
from store.store import Store

NOW = datetime(2026, 11, 11, 9, tzinfo=UTC)
ASTRID = Account("t", "astrid", "Astrid")
CHAT = Address(ASTRID, "https://smba.example.test/emea/", "chat", "bot")


def heard_lines(store: Store) -> list[str]:
    return [line.what for line in store.audit.lines("t/astrid")]


def test_the_same_address_again_within_ten_minutes_is_not_written_again(store: Store) -> None:
    heard = Heard(store)
    heard.note(CHAT, NOW)
    heard.note(CHAT, NOW + AGAIN - timedelta(seconds=1))
    assert heard_lines(store) == ["lade adress på minnet"]


def test_one_that_another_replica_has_forgotten_is_kept_when_the_person_is_back(store: Store) -> None:
    here, there = Heard(store), Heard(store)
    here.note(CHAT, NOW)
    there.forget(ASTRID, NOW + timedelta(minutes=1))
    here.note(CHAT, NOW + timedelta(minutes=2))
    assert store.addresses.has(CHAT)
    assert heard_lines(store) == ["lade adress på minnet", "glömde adresser", "lade adress på minnet"]
