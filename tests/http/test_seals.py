"""The seal alone: what it is over, whom it is for, how long it holds, and with which secrets."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.cards.card import render
from bot.cards.data import DATA_KEYS, SEALED
from bot.cards.plain import size_of
from bot.local import client
from bot.own_links import card_seals, link_maker
from bot.seals import CardSeals, NotOurs, Why, room_for_seals
from bot.settings import read_settings
from domain.delivery import Address
from domain.errors import BadSetting
from domain.messages import Account, Button, Message
from domain.workdays import STOCKHOLM
from store.store import Store
from tests.cards.samples import FILLED
from web.links import Seal

NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
FIRST, SECOND, THIRD = ("".join(sign * 40) for sign in "abc")
SEALS = CardSeals((FIRST,))
FIA = Address(Account("t-1", "fia"), "https://smba.example/", "a:fia", "28:bot")
CHANNEL = replace(FIA, conversation="19:samrad@thread.tacv2;messageid=5", personal=False)

CARRIED = {
    "verb": "add",
    "request": "q7P-x_1",
    "round": "2026Q3",
    "unit": "göteborgsregionen",
    "form": "delregionalt_samrad.2",
    "card": "medskick",
    "revision": "12",
    "step": "3",
    "group": "handover",
}


def sealed(seals: CardSeals = SEALS, address: Address = FIA, **more: str) -> dict[str, Any]:
    data: dict[str, Any] = {**CARRIED, **more}
    seals.sealed({"actions": [{"data": data}]}, address, NOW)
    return data


def refused(data: dict[str, Any], address: Address = FIA, seals: CardSeals = SEALS) -> Why:
    with pytest.raises(NotOurs) as told:
        seals.opened(data, address, NOW)
    return told.value.why


def test_every_field_that_a_button_carries_is_sealed() -> None:
    assert set(CARRIED) == SEALED
    assert {"seal", "say", "msteams"} == DATA_KEYS - SEALED
    assert SEALS.opened({**sealed(), "headline": "x"}, FIA, NOW).data == CARRIED


@given(st.sampled_from([*CARRIED, "seal"]), st.integers(0, 200), st.integers(1, 255))
def test_a_change_of_a_single_byte_of_any_field_is_refused(name: str, place: int, by: int) -> None:
    data = sealed()
    raw = bytearray(data[name].encode())
    raw[place % len(raw)] ^= by
    data[name] = raw.decode("utf-8", "surrogateescape")
    assert refused(data) is Why.BROKEN


@given(st.sampled_from([*CARRIED, "seal"]), st.text(max_size=80))
def test_another_text_in_any_field_is_refused(name: str, text: str) -> None:
    data = sealed()
    assume(text != data[name])
    assert refused({**data, name: text}) is Why.BROKEN


@given(
    st.dictionaries(
        st.sampled_from(sorted(SEALED)), st.text("ab,[]\"'.", min_size=1, max_size=4), min_size=1
    ),
    st.dictionaries(
        st.sampled_from(sorted(SEALED)), st.text("ab,[]\"'.", min_size=1, max_size=4), min_size=1
    ),
)
def test_no_two_buttons_have_the_same_seal(one: dict[str, str], other: dict[str, str]) -> None:
    """However their fields are cut: what stands in one never reads as two."""
    assume(one != other)
    first, second = ({"verb": "v", **fields} for fields in (one, other))
    assume(first != second)
    for data in (first, second):
        SEALS.sealed({"data": data}, FIA, NOW)
    assert first.pop("seal") != second.pop("seal")


@pytest.mark.parametrize(
    "other",
    [
        replace(FIA, account=Account("t-1", "dan")),
        replace(FIA, account=Account("t-2", "fia")),
        replace(FIA, account=Account("t-1", "Fia")),
        replace(FIA, account=Account("t-1f", "ia")),
        replace(FIA, personal=False),
        replace(FIA, personal=False, conversation="fia"),
    ],
)
def test_a_card_is_for_one_account_of_one_tenant_in_its_own_chat(other: Address) -> None:
    assert refused(sealed(), other) is Why.BROKEN
    assert refused(sealed(address=other)) is Why.BROKEN


def test_what_an_account_is_called_and_where_its_chat_is_may_change() -> None:
    moved = Address(Account("t-1", "fia", "Fia F"), "https://other.example/", "a:new", "28:bot")
    assert SEALS.opened(sealed(), moved, NOW).data == CARRIED


def test_a_channels_card_is_for_all_who_are_there_and_nobody_else() -> None:
    data = sealed(address=CHANNEL)
    other = replace(CHANNEL, account=Account("t-1", "dan"), conversation="19:samrad@thread.tacv2;messageid=9")
    assert SEALS.opened(data, other, NOW).data == CARRIED
    assert refused(data, replace(CHANNEL, conversation="19:annan@thread.tacv2")) is Why.BROKEN
    assert refused(data, replace(CHANNEL, account=Account("t-2", "fia"))) is Why.BROKEN


def test_a_seal_holds_to_its_last_second() -> None:
    data, last = sealed(), NOW + SEALS.lifetime
    assert not SEALS.opened(data, FIA, last).expired
    assert SEALS.opened(data, FIA, last + timedelta(seconds=1)).expired


def test_what_is_not_acted_on_is_counted_by_why() -> None:
    counted: list[Why] = []
    seals = CardSeals((FIRST,), count=counted.append)
    refused(dict(CARRIED), seals=seals)
    refused(sealed(unit="ale") | {"unit": "kil"}, seals=seals)
    seals.opened(sealed(), FIA, NOW + timedelta(days=99))
    seals.opened(sealed(), FIA, NOW)
    assert counted == [Why.UNSEALED, Why.BROKEN, Why.EXPIRED]


class TestAnotherSecret:
    def test_the_one_before_holds_as_long_as_it_is_listed(self) -> None:
        old = sealed(CardSeals((FIRST,)))
        assert CardSeals((SECOND, FIRST)).opened(old, FIA, NOW).data == CARRIED
        assert refused(old, seals=CardSeals((SECOND,))) is Why.BROKEN
        assert refused(old, seals=CardSeals((SECOND, THIRD))) is Why.BROKEN

    def test_what_is_drawn_now_is_sealed_with_the_new(self) -> None:
        new = sealed(CardSeals((SECOND, FIRST)))
        assert CardSeals((SECOND,)).opened(new, FIA, NOW).data == CARRIED
        assert refused(new, seals=CardSeals((FIRST,))) is Why.BROKEN

    def test_the_settings_name_both_and_links_hold_too(self, store: Store, tmp_path: Path) -> None:
        before = read_settings(var=tmp_path, link_secret=FIRST)
        after = read_settings(var=tmp_path, link_secret=SECOND, link_secret_old=FIRST)
        assert card_seals(after).opened(sealed(card_seals(before)), FIA, NOW).data == CARRIED
        was, now = link_maker(before, store).seal, link_maker(after, store).seal
        token, session = was.report_link("a", "utkast", "fia"), was.session("l-1", "x")
        assert now.report_parts(token) == ("a", "utkast", "fia")
        assert now.opened(session, "l-1")
        assert now.guards(session, was.guard(session))
        assert Seal(SECOND).report_parts(token) is None
        assert not Seal(SECOND).opened(session, "l-1")
        assert not Seal(SECOND).guards(session, was.guard(session))
        assert was.report_parts(now.report_link("a", "utkast", "fia")) is None

    def test_one_that_is_too_short_is_named(self) -> None:
        with pytest.raises(BadSetting, match="SAMRAD_LINK_SECRET_OLD"):
            read_settings(link_secret=SECOND, link_secret_old="kort")

    def test_a_seal_is_no_link_and_a_link_no_seal(self) -> None:
        """The same secret signs both, with keys of their own."""
        seal = sealed()["seal"]
        assert Seal(FIRST).report_parts(seal) is None
        assert not Seal(FIRST).guards("cookie", seal.rpartition(".")[2])
        assert refused({**CARRIED, "seal": Seal(FIRST).session("l-1", "x")}) is Why.BROKEN


class TestACard:
    def test_has_each_acting_button_sealed_its_fallback_too_and_no_other(self) -> None:
        second = replace(FILLED, card=replace(FILLED.card, number=2), of=3)
        drawn = render(Message(page=second, buttons=(Button("Status", "status"),)))
        assert drawn
        expected = size_of(drawn) + room_for_seals(drawn)
        card = SEALS.sealed(drawn, FIA, NOW)
        acting = [one["data"] for one in client.buttons(card) if one.get("verb")]
        assert len(acting) > 1
        for button in client.buttons(card):
            data = button.get("data", {})
            assert ("seal" in data) is ("verb" in data)
            assert button.get("fallback", button).get("data", {}) == data
        assert all(SEALS.opened(data, FIA, NOW).data["verb"] == data["verb"] for data in acting)
        assert len({data["seal"] for data in acting}) == len(acting)
        assert size_of(card) <= expected

    def test_is_the_same_drawn_twice_and_holds_no_secret(self) -> None:
        once = sealed()
        assert sealed() == once
        assert FIRST not in str(once)
        assert "fia" not in once["seal"]
