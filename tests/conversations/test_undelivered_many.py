"""ej levererat when much did not come, and what cannot be sent again yet."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.delivery import Address, GivenUp, Outcome, Posting, Reason
from domain.messages import Account, Message
from domain.notices import Kind
from domain.people import Person, Role
from store.store import Store
from tests.conversations.chat import Chat, panel
from tests.conversations.conftest import TENANT
from tests.conversations.lost import given_up

MANY = [f"anna{number:02}" for number in range(15)]


def says(message: Message) -> list[str]:
    return [button.says for button in message.buttons]


@pytest.fixture
def sara(chat_as: Callable[[str], Chat]) -> Chat:
    return chat_as("samordnare")


@pytest.fixture
def blocked(store: Store, opened: datetime) -> str:
    return given_up(store, "fyrbodal", opened, Reason.BLOCKED)


@pytest.fixture
def never(store: Store, opened: datetime) -> str:
    return given_up(store, "af", opened, Reason.NO_ADDRESS)


@pytest.mark.usefixtures("blocked", "never")
def test_what_has_no_address_is_not_said_to_be_on_its_way(sara: Chat, store: Store) -> None:
    answer = sara.say("skicka allt igen")
    sent, stuck = answer.text.split("\n\n")
    assert sent.startswith("Ett meddelande skickas igen inom några minuter till Fia Fyrbodal (påhittad)")
    assert stuck.startswith(
        "Ett meddelande kan inte skickas än: jag har ingen adress till Ada Arbete (påhittad). "
        "Skriv ”kod för Ada Arbete (påhittad)”"
    )
    assert says(answer) == ["kod för Ada Arbete (påhittad)"]
    assert {row.person: row.outcome for row in store.outbox.rows()} == {
        "fyrbodal": Outcome.WAITING,
        "af": Outcome.UNREACHABLE,
    }


def test_who_has_written_since_is_sent_to(sara: Chat, store: Store, never: str, opened: datetime) -> None:
    address = Address(Account(TENANT, "aad-af"), "https://kanal.example/", "a:1", "bot")
    store.addresses.remember(address, opened)
    assert sara.say(f"skicka igen {never}").text.startswith("Ett meddelande skickas igen")


@pytest.mark.usefixtures("blocked")
def test_in_between_it_is_said_what_waits_and_outside_the_hours_when_it_goes(sara: Chat) -> None:
    sunday = sara.at(sara.now + timedelta(days=4))
    assert "tidigast 16 november 2026 kl. 10.00" in sunday.say("skicka allt igen").text
    assert sunday.say("ej levererat").text == (
        "Ett meddelande väntar på att skickas, tidigast 16 november 2026 kl. 10.00. "
        "Inget står som ej levererat just nu."
    )


def test_nothing_is_said_to_be_on_its_way_that_is_not(sara: Chat, store: Store, blocked: str) -> None:
    assert sara.say("skicka igen 2026Q3/finns/inte").text.startswith("Det meddelandet hittar jag inte.")
    sara.say("skicka allt igen")
    assert sara.say(f"skicka igen {blocked}").text.startswith("Det är redan på väg.")
    assert sara.say("skicka allt igen").text == (
        "Det finns inget att skicka igen.\n\nEtt meddelande väntar på att skickas."
    )
    store.outbox.note(blocked, Outcome.SENT, sara.now)
    assert sara.say(f"skicka igen {blocked}").text.startswith("Det har redan skickats.")
    assert sara.say("skicka allt igen").text == "Det finns inget att skicka igen."
    assert sara.say("ej levererat").text == "Inget har kommit bort, och inget väntar på att skickas."


def test_many_are_told_of_by_reason_with_the_advice_once(sara: Chat, store: Store, opened: datetime) -> None:
    for number, who in enumerate(MANY):
        store.people.enroll(Person(who, f"Anna Berg{number:02}", Role.REPORTER, "af"))
        given_up(store, who, opened, Reason.NO_ADDRESS)
    given_up(store, "samordnare", opened, Reason.NO_ADDRESS, Kind.STILL_UNMANNED)
    given_up(store, "fyrbodal", opened, Reason.BLOCKED)
    answer = sara.say("ej levererat")
    first, second, more = panel(answer).paragraphs
    assert panel(answer).title == "Ej levererat: 17 meddelanden"
    head, *lines, what_to_do = first.splitlines()
    assert head == "Kom inte fram. Personen har aldrig skrivit till mig i Teams:"
    assert lines[0].startswith(
        "– Beskedet att omgången är öppen, 11 november, till Anna Berg00, Anna Berg01, "
    )
    assert lines[0].endswith("Anna Berg07 och 7 till")
    assert lines[1] == (
        "– Larmet om enheter som ingen når vid öppningen, 11 november, till Sara Samordnare (påhittad)"
    ), "her own comes last"
    assert what_to_do.startswith("Skriv ”kod för” och namnet")
    assert second.startswith("Beskedet att omgången är öppen, till Fia Fyrbodal")
    assert more.startswith("Skriv ”ej levererat alla”")
    assert says(answer)[-1] == "ej levererat alla"
    assert panel(sara.say("ej levererat Anna Berg08")).title == "Ej levererat (Anna Berg08): ett meddelande"
    for said in ("ej levererat K3", "ej levererat alla"):
        whole = panel(sara.say(said)).paragraphs[0]
        assert all(f"Anna Berg{number:02}" in whole for number in range(15))


def test_causes_that_differ_stand_with_the_names(sara: Chat, store: Store, opened: datetime) -> None:
    doubts = {"fyrbodal": "Teams svarade inte (TimeoutError)", "sjuharad": "boten stannade mitt i sändningen"}
    for person, why in doubts.items():
        doubt = GivenUp(Outcome.FAILED, f"oklart om det kom fram: {why}", Reason.UNCLEAR)
        given_up(store, person, opened, doubt)
    (told,) = panel(sara.say("ej levererat")).paragraphs
    assert told.splitlines()[:2] == [
        "Oklart om det kom fram:",
        (
            "– Beskedet att omgången är öppen, 11 november, till Fia Fyrbodal (påhittad) (Teams svarade inte)"
            " och Sune Sjuhärad (påhittad) (boten stannade mitt i sändningen)"
        ),
    ]


def test_who_was_sent_the_same_twice_is_named_once(sara: Chat, store: Store, opened: datetime) -> None:
    key = given_up(store, "fyrbodal", opened, Reason.BROKEN)
    what = {"round": "2026Q3", "unit": "fyrbodal", "rule": "öppnad", "step": "0"}
    store.outbox.post([Posting(f"{key}2", "fyrbodal", Kind.OPENED, what, opened)], opened)
    store.outbox.give_up(f"{key}2", GivenUp(Outcome.FAILED, "något gick fel", Reason.BROKEN), opened)
    (told,) = panel(sara.say("ej levererat")).paragraphs
    assert told.splitlines()[1] == (
        "– Beskedet att omgången är öppen, 11 november, till Fia Fyrbodal (påhittad) (2 gånger)"
    )


def test_buttons_begin_with_the_name_and_no_two_are_alike(sara: Chat, store: Store, opened: datetime) -> None:
    for who, kind in (("fyrbodal", Kind.OPENED), ("fyrbodal", Kind.REMINDER), ("sjuharad", Kind.OPENED)):
        given_up(store, who, opened, Reason.BLOCKED, kind)
    given_up(store, "af", opened, Reason.NO_ADDRESS)
    given_up(store, "samordnare", opened, Reason.BROKEN, Kind.DIGEST)
    assert [(one.title, one.says) for one in sara.say("ej levererat").buttons] == [
        ("Skicka alla igen", "skicka allt igen"),
        ("Fia Fyrbodal (påhittad): skicka 2 igen", "skicka igen till Fia Fyrbodal (påhittad)"),
        ("Sune Sjuhärad (påhittad): skicka igen", "skicka igen till Sune Sjuhärad (påhittad)"),
        ("Ada Arbete (påhittad): gör en kod", "kod för Ada Arbete (påhittad)"),
        ("Sara Samordnare (påhittad): skicka igen", "skicka igen till Sara Samordnare (påhittad)"),
    ]
    sara.say("skicka igen till Fia Fyrbodal (påhittad)")
    waiting = [row.person for row in store.outbox.rows() if row.outcome is Outcome.WAITING]
    assert waiting == ["fyrbodal", "fyrbodal"]


def test_of_two_with_one_name_each_has_a_button_of_its_own(
    sara: Chat, store: Store, opened: datetime
) -> None:
    for who in ("ek1", "ek2"):
        store.people.enroll(Person(who, "Bo Ek", Role.REPORTER, "af"))
        given_up(store, who, opened, Reason.BLOCKED)
    buttons = sara.say("ej levererat").buttons[1:]
    assert [one.title for one in buttons] == ["ek1: skicka igen", "ek2: skicka igen"]
    sara.say(buttons[1].says)
    assert [row.person for row in store.outbox.rows() if row.outcome is Outcome.WAITING] == ["ek2"]
