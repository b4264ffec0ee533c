from dataclasses import replace
from datetime import datetime, timedelta

from domain.delivery import Address
from domain.messages import Account
from domain.people import Person, Role
from store.store import Store

ANNA = Person("anna", "Anna Ek", Role.REPORTER, "skaraborg")
BO = Person("bo", "Bo Åkerström", Role.DEPUTY, "skaraborg")
WORK = Account("tenant", "29:1", "Anna")
PHONE = Account("tenant", "29:2", "Anna")
CHAT = Address(WORK, "https://kanal.example/", "a:1", "28:bot")
HOUR = timedelta(hours=1)


def test_a_person_is_reached_where_last_heard_from(store: Store, now: datetime) -> None:
    other = Address(PHONE, "https://kanal.example/", "a:2", "28:bot")
    store.people.enroll(ANNA, WORK)
    store.people.enroll(ANNA, PHONE)
    assert store.addresses.of_person("anna") is None
    store.addresses.remember(CHAT, now)
    store.addresses.remember(other, now + HOUR)
    assert store.addresses.of_person("anna") == other
    store.addresses.remember(CHAT, now + 2 * HOUR)
    assert store.addresses.of_person("anna") == CHAT


def test_a_channel_is_never_where_a_person_is_reached(store: Store, now: datetime) -> None:
    store.people.enroll(ANNA, WORK)
    store.addresses.remember(replace(CHAT, conversation="19:team", personal=False), now + HOUR)
    assert store.addresses.of_person("anna") is None
    store.addresses.remember(CHAT, now)
    assert store.addresses.of_person("anna") == CHAT


def test_a_moved_service_is_remembered_and_logged_once(store: Store, now: datetime) -> None:
    moved = replace(CHAT, service_url="https://ny.example/")
    store.people.enroll(ANNA, WORK)
    for address in (CHAT, CHAT, moved, moved):
        store.addresses.remember(address, now)
    assert store.addresses.of_person("anna") == moved
    assert [line.why for line in store.audit.lines("tenant/29:1")] == [
        "msteams a:1, https://kanal.example/",
        "msteams a:1, https://ny.example/",
    ]


def test_the_address_follows_the_account_to_whoever_it_becomes(store: Store, now: datetime) -> None:
    store.people.enroll(ANNA, WORK)
    store.people.enroll(BO)
    store.addresses.remember(CHAT, now)
    store.people.become(WORK, "bo", now)
    assert store.addresses.of_person("bo") == CHAT
    assert store.addresses.of_person("anna") is None


def test_a_forgotten_account_is_reached_nowhere(store: Store, now: datetime) -> None:
    store.people.enroll(ANNA, WORK)
    store.addresses.remember(CHAT, now)
    store.addresses.remember(replace(CHAT, conversation="19:team", personal=False), now)
    store.addresses.forget(WORK, now)
    store.addresses.forget(PHONE, now)
    assert store.addresses.of_person("anna") is None
    assert store.audit.lines("tenant/29:1")[-1].what == "glömde adresser"
    assert store.audit.lines("tenant/29:2") == []
