"""Accounts and the codes that bind them."""

from datetime import datetime, timedelta

import pytest

from domain.errors import NotFound
from domain.messages import Account
from domain.people import Person, Role
from store.bindings import Taken
from store.codes import HOLDS, LONG, SIGNS, TooManyTries
from store.store import Store

MINE, THEIRS = Account("t", "mitt"), Account("t", "deras")


@pytest.fixture
def people(store: Store) -> Store:
    for who in ("bo", "fia"):
        store.people.enroll(Person(who, who.title(), Role.MEMBER))
    return store


def test_a_code_has_signs_that_are_not_mistaken_and_is_another_each_time(
    people: Store, now: datetime
) -> None:
    codes = {people.bindings.make_code("fia", "samuel", now) for _ in range(20)}
    assert len(codes) == 20
    assert not set("01IOLSBZ258") & set(SIGNS)
    assert all(len(code) == LONG + 1 and set(code) <= {*SIGNS, "-"} for code in codes)


def test_all_accounts_are_bound_or_none(people: Store, now: datetime) -> None:
    people.bindings.bind([("bo", THEIRS)], "samuel", now)
    with pytest.raises(Taken):
        people.bindings.bind([("fia", MINE), ("fia", THEIRS)], "samuel", now)
    with pytest.raises(NotFound):
        people.bindings.bind([("ingen", MINE)], "samuel", now)
    assert people.bindings.owner(MINE) is None
    assert people.bindings.bound() == {"bo"}


def test_what_is_taken_away_takes_the_code_with_it(people: Store, now: datetime) -> None:
    people.bindings.bind([("fia", MINE)], "samuel", now)
    code = people.bindings.make_code("fia", "samuel", now)
    assert people.bindings.unbind("fia", "samuel", now) == 1
    assert people.people.known(MINE) is None
    with pytest.raises(NotFound):
        people.bindings.use_code(code, MINE, now)
    told = [(line.who, line.what, line.why) for line in people.audit.lines("fia") if line.at == now]
    assert told[0] == ("samuel", "knöt konto", "konto t/mitt")
    assert told[-1] == ("samuel", "tog bort konto", "konto t/mitt")


def test_tries_are_counted_over_any_hour(people: Store, now: datetime) -> None:
    for minutes in (0, 50, 51, 52, 53):
        with pytest.raises(NotFound):
            people.bindings.use_code("FEL", MINE, now + timedelta(minutes=minutes))
    with pytest.raises(TooManyTries):
        people.bindings.use_code("FEL", MINE, now + timedelta(minutes=59))
    with pytest.raises(NotFound):
        people.bindings.use_code("FEL", MINE, now + timedelta(minutes=60))
    with pytest.raises(TooManyTries):
        people.bindings.use_code("FEL", MINE, now + timedelta(minutes=61))


def test_who_is_unbound_has_nothing_open_and_the_codes_they_gave_are_no_good(
    people: Store, now: datetime
) -> None:
    people.bindings.bind([("fia", MINE)], "samuel", now)
    page = people.handbook_links.make("fia", now)
    theirs = people.handbook_links.make("bo", now)
    code = people.bindings.make_code("bo", "fia", now)
    people.bindings.unbind("fia", "samuel", now)
    with pytest.raises(NotFound):
        people.bindings.use_code(code, THEIRS, now)
    opened = people.handbook_links.get(page.id)
    other = people.handbook_links.get(theirs.id)
    assert opened
    assert not opened.live(now)
    assert other
    assert other.live(now)
    assert ("samuel", "återkallade länkar", "1 st") in [
        (line.who, line.what, line.why) for line in people.audit.lines("fia")
    ]


def test_a_code_that_others_have_seen_binds_nobody(people: Store, now: datetime) -> None:
    code = people.bindings.make_code("fia", "samuel", now)
    assert people.bindings.spoil(code.lower(), now) == "fia"
    assert people.bindings.spoil(code, now) is None
    with pytest.raises(NotFound):
        people.bindings.use_code(code, MINE, now)


def test_an_account_bound_by_hand_makes_the_code_no_good(people: Store, now: datetime) -> None:
    code = people.bindings.make_code("fia", "samuel", now)
    people.bindings.bind([("fia", MINE)], "samuel", now)
    with pytest.raises(NotFound):
        people.bindings.use_code(code, THEIRS, now)


def test_an_account_that_is_bound_spends_no_code_not_even_its_own(people: Store, now: datetime) -> None:
    people.bindings.bind([("fia", MINE)], "samuel", now)
    code = people.bindings.make_code("fia", "samuel", now)
    with pytest.raises(Taken):
        people.bindings.use_code(code, MINE, now)
    assert people.bindings.codes_out(now) == {"fia": now + HOLDS}
    assert people.bindings.use_code(code, THEIRS, now) == "fia"
    assert people.bindings.of_person("fia") == [THEIRS, MINE]
    assert people.bindings.codes_out(now) == {}


def test_a_code_that_is_too_old_is_not_out(people: Store, now: datetime) -> None:
    people.bindings.make_code("fia", "samuel", now)
    assert people.bindings.codes_out(now + HOLDS + timedelta(seconds=1)) == {}


def test_a_person_is_kept_with_the_account_or_not_at_all(people: Store, now: datetime) -> None:
    people.bindings.bind([("bo", THEIRS)], "samuel", now)
    eva = Person("eva", "Eva", Role.MEMBER)
    with pytest.raises(Taken):
        people.people.replace([(None, eva)], now, [("eva", THEIRS)])
    assert people.people.get("eva") is None
    people.people.replace([(None, eva)], now, [("eva", MINE)])
    assert people.people.known(MINE) == eva
    assert [line.what for line in people.audit.lines("eva")] == ["lade upp person", "knöt konto"]
