from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.errors import NotFound
from domain.messages import Account
from domain.people import Assignment, Person, Role
from store.store import Store

ANNA = Person("anna", "Anna Ek", Role.REPORTER, "skaraborg")
BO = Person("bo", "Bo Åkerström", Role.DEPUTY, "skaraborg", invented=True)
CILLA = Person("cilla", "Cilla Öst", Role.COORDINATOR)
ACCOUNT = Account("tenant", "29:1", "Anna E")


def test_people_come_back_as_they_were_laid_in(store: Store, now: datetime) -> None:
    for person in (CILLA, ANNA, BO):
        store.people.enroll(person, at=now)
    assert store.people.everyone() == [ANNA, BO, CILLA]
    assert store.people.get("cilla") == CILLA
    assert store.people.get("okänd") is None


DORIS = Person(
    "doris",
    "Doris Åker",
    Role.LEADER,
    "fyrbodal",
    mail="doris@kommun.example",
    since=date(2026, 1, 1),
    also=(
        Assignment(Role.REPORTER, "skaraborg", until=date(2026, 9, 30)),
        Assignment(Role.DEPUTY, "1492", date(2026, 10, 1), date(2026, 12, 31)),
    ),
)
"""With several assignments, each with its dates."""


def test_every_assignment_comes_back_in_its_order_with_its_dates(store: Store, now: datetime) -> None:
    store.people.enroll(DORIS, ACCOUNT, now)
    store.people.enroll(ANNA, at=now)
    assert store.people.get("doris") == store.people.known(ACCOUNT) == DORIS
    assert store.people.everyone() == [ANNA, DORIS]
    assert list(DORIS.on(date(2026, 10, 1)).answers_for()) == ["fyrbodal", "1492"]


def test_an_assignment_that_is_taken_away_is_gone_and_the_log_has_both(store: Store, now: datetime) -> None:
    store.people.enroll(DORIS, ACCOUNT, now)
    store.people.enroll(replace(DORIS, also=DORIS.also[1:]), at=now)
    kept = store.people.known(ACCOUNT)
    assert kept is not None
    assert list(kept.answers_for()) == ["fyrbodal", "1492"]
    told = [line.why for line in store.audit.lines("doris") if line.what == "lade upp person"]
    assert ["uppgiftslämnare, skaraborg, till 2026-09-30" in why for why in told] == [True, False]


def test_enrolling_again_changes_nothing_and_logs_nothing(store: Store, now: datetime) -> None:
    store.people.enroll(ANNA, ACCOUNT, now)
    before = store.audit.lines()
    store.people.enroll(ANNA, ACCOUNT, now + timedelta(days=1))
    assert store.audit.lines() == before
    assert [line.what for line in before] == ["lade upp person", "knöt konto"]


def test_enrolling_with_other_words_brings_what_is_kept_up_to_date(store: Store, now: datetime) -> None:
    store.people.enroll(ANNA, ACCOUNT, now)
    changed = replace(ANNA, name="Anna Ek Lind", role=Role.EXPERT, unit=None)
    store.people.enroll(changed, at=now)
    assert store.people.known(ACCOUNT) == changed


def test_an_account_is_known_by_tenant_and_id_together(store: Store) -> None:
    store.people.enroll(ANNA, ACCOUNT)
    assert store.people.known(Account("tenant", "29:1", "ett annat namn")) == ANNA
    assert store.people.known(Account("annan", "29:1")) is None
    assert store.people.known(Account("tenant", "29:2")) is None


def test_one_person_may_have_several_accounts(store: Store) -> None:
    phone = Account("tenant", "29:2")
    store.people.enroll(ANNA, ACCOUNT)
    store.people.enroll(ANNA, phone)
    assert store.people.known(ACCOUNT) == store.people.known(phone) == ANNA


def test_an_account_becomes_another_person_and_the_log_says_whose_it_was(store: Store, now: datetime) -> None:
    store.people.enroll(ANNA, ACCOUNT)
    store.people.enroll(BO)
    assert store.people.become(ACCOUNT, "bo", now) == BO
    assert store.people.known(ACCOUNT) == BO
    line = store.audit.lines("bo")[-1]
    assert (line.at, line.who, line.what) == (now, "bo", "tog över konto")
    assert line.why == "konto tenant/29:1, tidigare anna"


def test_becoming_someone_unknown_says_what_to_do_and_changes_nothing(store: Store, now: datetime) -> None:
    store.people.enroll(ANNA, ACCOUNT)
    with pytest.raises(NotFound, match="Det finns ingen person som heter ”bo” här"):
        store.people.become(ACCOUNT, "bo", now)
    assert store.people.known(ACCOUNT) == ANNA


def test_the_people_of_units_are_those_with_a_role_for_them_now_or_then(store: Store) -> None:
    anna = Person("anna", "Anna", Role.REPORTER, "fyrbodal", until=date(2025, 1, 1))
    bo = Person("bo", "Bo", Role.MEMBER, also=(Assignment(Role.DEPUTY, "fyrbodal"),))
    cecilia = Person("cecilia", "Cecilia", Role.REPORTER, "skaraborg")
    for person in (cecilia, bo, anna, Person("dan", "Dan", Role.COORDINATOR)):
        store.people.enroll(person)
    assert store.people.for_units(["fyrbodal"]) == [anna, bo]
    assert store.people.for_units(["fyrbodal", "skaraborg"]) == [anna, bo, cecilia]
    assert store.people.for_units([]) == []


def test_names_are_found_by_id_and_the_invented_are_known(store: Store) -> None:
    store.people.enroll(Person("anna", "Anna Ek", Role.MEMBER))
    store.people.enroll(Person("bo", "Bo (påhittad)", Role.MEMBER, invented=True))
    assert store.people.names({"anna", "nobody"}) == {"anna": "Anna Ek"}
    assert store.people.names([]) == {}
    assert store.people.invented() == {"bo"}
