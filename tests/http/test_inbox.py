"""The words and values of an activity, read."""

from typing import Any

import pytest

from bot.clock import HandedClock
from bot.inbox import Unreadable, executed, open_envelope, said
from bot.local.activities import Activity, Writer
from bot.local.participants import ASTRID, LOCAL_BOT, LOCAL_TENANT
from bot.seals import CardSeals, NotOurs
from domain.messages import Account, Action, Turn
from tests.http.house import BROWSED, MORNING

BOT = {"id": LOCAL_BOT, "name": "Samråd"}
SEALS = CardSeals((BROWSED["link_secret"],))


@pytest.fixture
def write() -> Writer:
    return Writer("https://smba.trafficmanager.net/emea/", HandedClock(MORNING))


def heard(activity: Activity) -> Turn:
    return said(open_envelope(activity), MORNING, SEALS)


def pressed(activity: Activity, data: dict[str, Any]) -> Activity:
    """The activity, its button's data sealed for who sends it."""
    SEALS.sealed({"actions": [{"data": data}]}, open_envelope(activity).address, MORNING)
    return activity


def mention(text: str, account: str = LOCAL_BOT) -> dict[str, Any]:
    return {"type": "mention", "text": text, "mentioned": {"id": account, "name": "n"}}


@pytest.mark.parametrize(
    ("text", "entities", "read"),
    [
        ("<at>Samråd</at> hjälp", [mention("<at>Samråd</at>")], "hjälp"),
        ("<at>Samråd</at>&nbsp;hjälp\n", [mention("<at>Samråd</at>")], "hjälp"),
        ('<at id="0">Samråd</at> hjälp', [mention('<at id="0">Samråd</at>')], "hjälp"),
        ("hjälp <at>Samråd</at>", [mention("<at>Samråd</at>")], "hjälp"),
        ("<at>Samråd</at> hjälp", [], "hjälp"),
        ("<at>Birger</at> vet", [mention("<at>Birger</at>", "29:birger")], "Birger vet"),
        ("fråga <at>Birger</at>", [], "fråga Birger"),
        ("<at>Samråd</at>", [mention("<at>Samråd</at>")], ""),
        ("a < b > c <at", [], "a < b > c <at"),
        ("12\xa0000 kr", [], "12 000 kr"),
        ("hej", [None, 5, {"type": "mention"}, {"type": "mention", "text": ""}], "hej"),
    ],
)
def test_the_bots_own_name_is_no_part_of_what_is_said(
    write: Writer, text: str, entities: list[object], read: str
) -> None:
    assert heard(write.message(ASTRID, text, entities=entities)).text == read


def test_values_are_text_as_a_card_writes_it(write: Writer) -> None:
    value = {
        "verb": "save",
        "request": "r",
        "a": 3,
        "b": 2.0,
        "c": 2.5,
        "d": True,
        "e": " 1,5 ",
        "f": None,
        "g": [1],
        "h": {},
    }
    action = heard(pressed(write.submit(ASTRID, value, "1"), value)).action
    assert action
    assert action.values == {"a": "3", "b": "2", "c": "2.5", "d": "true", "e": "1,5"}


def test_an_executes_own_verb_goes_before_the_datas_and_is_sealed(write: Writer) -> None:
    data: dict[str, Any] = {"verb": "save", "request": "r"}
    activity = pressed(write.execute(ASTRID, data, "1"), data)
    assert executed(open_envelope(activity), MORNING, SEALS).action == Action("save", "r")
    activity["value"]["action"]["verb"] = "send"
    with pytest.raises(NotOurs):
        executed(open_envelope(activity), MORNING, SEALS)


def test_a_button_without_verb_or_words_is_unreadable(write: Writer) -> None:
    with pytest.raises(Unreadable, match="verb"):
        heard(write.submit(ASTRID, {"request": "r"}, "1"))


@pytest.mark.parametrize(
    ("sender", "tenants", "account"),
    [
        (
            {"id": "29:a", "aadObjectId": "o", "name": "Åsa"},
            (LOCAL_TENANT, LOCAL_TENANT),
            Account(LOCAL_TENANT, "o", "Åsa"),
        ),
        (
            {"id": "29:A", "aadObjectId": ASTRID.object_id.upper()},
            (LOCAL_TENANT.upper(), LOCAL_TENANT),
            Account(LOCAL_TENANT, ASTRID.object_id),
        ),
        ({"id": "29:A"}, (None, "t2"), Account("t2", "29:A")),
        ({"id": "29:a", "aadObjectId": None}, ("t1", "t2"), Account("t1", "29:a")),
    ],
)
def test_an_account_is_its_tenant_and_its_id_there(
    write: Writer, sender: dict[str, Any], tenants: tuple[object, object], account: Account
) -> None:
    activity = write.message(ASTRID, "hej") | {"from": sender}
    activity["conversation"]["tenantId"], activity["channelData"]["tenant"]["id"] = tenants
    assert heard(activity).account == account


@pytest.mark.parametrize(
    ("kind", "personal"), [("personal", True), ("channel", False), ("groupChat", False), (None, False)]
)
def test_only_a_chat_of_two_is_personal(write: Writer, kind: object, personal: bool) -> None:  # noqa: FBT001 - the expectation
    activity = write.message(ASTRID, "hej")
    activity["conversation"]["conversationType"] = kind
    assert heard(activity).personal is personal


@pytest.mark.parametrize("field", ["type", "from", "conversation", "recipient", "channelId", "serviceUrl"])
def test_what_cannot_be_answered_is_unreadable(write: Writer, field: str) -> None:
    activity = write.message(ASTRID, "hej")
    del activity[field]
    with pytest.raises(Unreadable):
        open_envelope(activity)


def test_an_activity_of_another_channel_is_unreadable(write: Writer) -> None:
    with pytest.raises(Unreadable, match="channelId"):
        open_envelope(write.message(ASTRID, "hej") | {"channelId": "webchat", "recipient": BOT})


def test_what_nobody_reads_is_let_go_at_once_and_the_rest_when_it_is_read(write: Writer) -> None:
    """What waits to be sent can be much, and for long."""
    activity = write.submit(ASTRID, {"verb": "save"}, "kort-1") | {"attachments": [{"content": "x" * 1000}]}
    opened = open_envelope(activity)
    assert opened.raw == {"value": {"verb": "save"}}
    left = opened.let_go()
    assert left.raw == {}
    assert (left.thread, left.address, left.answers_card) == (opened.thread, opened.address, "kort-1")
    assert left.sender == ASTRID.teams_id
