"""påminn: shown before it is sent, and sent once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from dialogs.desk import Desk
from domain.delivery import Address, Outcome, Posting
from domain.life import Act, Move
from domain.messages import Account, Message
from domain.notices import MOST_PUSHES, Kind
from domain.rounds import Round
from store.outbox_rows import Posted
from store.store import Store
from tests.conversations.answers import MEETING
from tests.conversations.chat import Chat, page, panel
from tests.conversations.conftest import TENANT

ChatAs = Callable[[str], Chat]


@pytest.fixture
def chat_as(desk: Desk, chat_as: ChatAs, opened: datetime) -> ChatAs:
    """Everyone has written to the bot once, so that all can be reached."""
    for person in desk.store.people.everyone():
        account = Account(TENANT, f"aad-{person.id}", person.name)
        desk.store.addresses.remember(Address(account, "", f"chat-{person.id}", "bot"), opened)
    return chat_as


def nudges(store: Store) -> list[Posted]:
    return [row for row in store.outbox.rows() if row.kind == Kind.NUDGE]


def said(message: Message) -> str:
    (button,) = message.buttons
    return button.says


def test_the_coordinator_sees_whom_it_goes_to_and_the_words_before_anything_is_sent(
    chat_as: ChatAs, store: Store
) -> None:
    shown = chat_as("samordnare").say("påminn Fyrbodal: samrådet är på torsdag")
    assert panel(shown).title == "Skicka påminnelsen?"
    told = panel(shown).paragraphs
    assert told[0] == (
        "Påminnelsen går till Fia Fyrbodal (påhittad) (Fyrbodal) och Folke Fyrbodal (påhittad) (Fyrbodal)."
    )
    assert "Sara Samordnare (påhittad) skriver: ”samrådet är på torsdag”" in told[-1]
    assert "Sista svarsdag är 19 november 2026" in told[-1]
    assert "Ni har inte börjat ännu." in told[-1]
    assert [button.title for button in shown.buttons] == ["Skicka till två personer"]
    assert nudges(store) == []


def test_the_button_sends_it_once_however_often_it_is_pressed(chat_as: ChatAs, store: Store) -> None:
    coordinator = chat_as("samordnare")
    button = said(coordinator.say("påminn Fyrbodal: samrådet är på torsdag"))
    assert coordinator.say(button).text.startswith("Påminnelsen går till Fia Fyrbodal")
    assert "redan tagit emot" in coordinator.say(button).text
    rows = nudges(store)
    assert sorted(row.person for row in rows) == ["fyrbodal", "fyrbodal_ersattare"]
    assert {row.what["words"] for row in rows} == {"samrådet är på torsdag"}
    assert {row.outcome for row in rows} == {Outcome.WAITING}


def test_without_a_name_it_is_for_all_that_still_wait(
    chat_as: ChatAs, store: Store, round_: Round, opened: datetime
) -> None:
    move = Move(Act.NOTHING, "vgr", "Viking", opened, "Inget har hänt sedan sist.")
    store.lives.take(round_, "vgr", move)
    told = panel(chat_as("samordnare").say("påminn")).paragraphs[0]
    assert "Mira Migration" in told
    assert "Viking" not in told
    assert "Stina" not in told, "a municipality owes nothing"


def test_what_is_missing_is_named_for_who_has_begun(chat_as: ChatAs) -> None:
    reporter = chat_as("fyrbodal")
    page(reporter.say("rapportera"))
    page(reporter.press("save", MEETING))
    assert "svar saknas" in panel(chat_as("samordnare").say("påminn Fyrbodal")).paragraphs[-1]


def test_a_leader_nudges_the_municipalities_of_the_own_council_and_no_other(chat_as: ChatAs) -> None:
    leader = chat_as("skaraborg")
    told = panel(leader.say("påminn kommunerna")).paragraphs
    assert told[0] == "Påminnelsen går till Stina Skara (påhittad) (Skara)."
    assert "Det är frivilligt att svara" in " ".join(told)
    assert "samrådsledaren" in leader.say("påminn Ale").text
    assert "samrådsledaren" in leader.say("påminn Fyrbodal").text


def test_a_button_for_units_that_are_not_the_persons_own_sends_nothing(chat_as: ChatAs, store: Store) -> None:
    leader = chat_as("skaraborg")
    for units in ("fyrbodal", "1440", "finns_inte", "fyrbodal,1440"):
        leader.say(f"skicka påminnelsen 2026Q3 {units} nr abcdefgh")
    assert nudges(store) == []


def test_a_reporter_may_not_nudge(chat_as: ChatAs) -> None:
    assert "samordnaren" in chat_as("fyrbodal").say("påminn").text


def test_who_has_had_enough_gets_none_and_the_coordinator_is_told(
    chat_as: ChatAs, store: Store, round_: Round, opened: datetime
) -> None:
    for number in range(MOST_PUSHES):
        key = f"{round_.key}/{Kind.REMINDER} {number}/fyrbodal/fyrbodal"
        store.outbox.post([Posting(key, "fyrbodal", Kind.REMINDER, {}, opened)], opened)
        store.outbox.note(key, Outcome.SENT, opened)
    told = " ".join(panel(chat_as("samordnare").say("påminn Fyrbodal")).paragraphs)
    assert "Fia Fyrbodal (påhittad) har redan fått sex påminnelser" in told
    assert "Påminnelsen går till Folke Fyrbodal (påhittad) (Fyrbodal)." in told


def test_who_cannot_be_reached_is_named(chat_as: ChatAs, store: Store) -> None:
    store.addresses.forget(Account(TENANT, "aad-sjuharad"))
    assert (
        "varken skrivit till mig eller någon e-postadress. Ring"
        in chat_as("samordnare").say("påminn Sjuhärad").text
    )


def test_words_about_a_person_are_refused(chat_as: ChatAs, store: Store) -> None:
    told = chat_as("samordnare").say("påminn Fyrbodal: ring 19121212-1212")
    assert "enskild person" in told.text
    assert nudges(store) == []


def test_when_nobody_waits_or_the_round_has_closed_there_is_nothing_to_send(chat_as: ChatAs) -> None:
    late = replace(chat_as("samordnare"), now=datetime.fromisoformat("2026-11-27T10:00:00+01:00"))
    assert late.say("påminn").text == "Ingen behöver påminnas om kvartal 3 2026 just nu."


def test_in_a_channel_nothing_is_shown(chat_as: ChatAs) -> None:
    assert "vår egen chatt" in chat_as("samordnare").in_channel("påminn").text
