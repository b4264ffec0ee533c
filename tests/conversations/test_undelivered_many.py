"""ej levererat when much did not come, whatever words are used, and what cannot be sent again yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dialogs.desk import Desk
from domain.delivery import Address, GivenUp, Outcome, Posting, Reason
from domain.messages import Account, Message
from domain.notices import Kind
from domain.people import Person, Role
from store.store import Store
from tests.conversations.chat import Chat, panel
from tests.conversations.conftest import TENANT

NEVER = "personen har aldrig skrivit till mig i Teams"
BLOCKED = "mottagaren har blockerat Samråd i Teams (403 ConversationBlockedByUser)"
MANY = [f"anna{number:02}" for number in range(15)]


def given_up(store: Store, person: str, at: datetime, reason: Reason, kind: Kind = Kind.OPENED) -> str:
    """The person's message of the round, given up for that reason."""
    unit = person if person in {"fyrbodal", "af", "sjuharad"} else "-"
    key = f"2026Q3/{kind}/{unit}/{person}"
    what = {"round": "2026Q3", "unit": unit, "rule": str(kind), "step": "0"}
    store.outbox.post([Posting(key, person, kind, what, at)], at)
    why = {Reason.NO_ADDRESS: NEVER, Reason.BLOCKED: BLOCKED}.get(reason, "något gick fel")
    store.outbox.give_up(key, GivenUp(Outcome.UNREACHABLE, why, reason), at)
    return key


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
    assert sent.startswith("Ett meddelande skickas igen till Fia Fyrbodal (påhittad) inom några minuter")
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


@pytest.mark.usefixtures("blocked", "never")
@pytest.mark.parametrize(
    "said",
    [
        "ej levererat", "skicka igen", "Skicka igen!", "ej levererade meddelanden",
        "Vad har inte levererats?",
        "ej levererat K3", "vad har inte kommit fram?", "Inte levererat.", "EJ LEVERERAT", "visa utkorgen",
    ],
)  # fmt: skip
def test_the_list_is_shown_in_other_words(sara: Chat, said: str) -> None:
    assert panel(sara.say(said)).title.endswith(": två meddelanden")


@pytest.mark.usefixtures("blocked", "never")
@pytest.mark.parametrize(
    "said",
    [
        "Skicka allt igen.", "skicka alla igen!", "skicka om allt", "skicka igen allt", "Sänd allt igen",
        "skicka allt igen K3",
    ],
)  # fmt: skip
def test_all_is_sent_again_in_other_words(sara: Chat, said: str) -> None:
    assert sara.say(said).text.startswith("Ett meddelande skickas igen till Fia")


@pytest.mark.usefixtures("blocked", "never")
@pytest.mark.parametrize(
    "named", ["Fyrbodal", "till Fyrbodal", "Fia", "Fia Fyrbodal", "K3 Fyrbodal", "fyrbodal k3"]
)
def test_a_unit_or_a_person_narrows_it_down(sara: Chat, store: Store, named: str) -> None:
    answer = sara.say(f"ej levererat {named}")
    assert panel(answer).title.endswith(": ett meddelande")
    assert "Fia Fyrbodal" in panel(answer).paragraphs[0]
    assert sara.say(f"skicka allt igen {named}").text.startswith("Ett meddelande skickas igen till Fia")
    assert sara.say(f"ej levererat {named}").text.startswith("Inget till ")
    assert [row.person for row in store.outbox.rows() if row.outcome is Outcome.UNREACHABLE] == ["af"]


@pytest.mark.usefixtures("blocked")
def test_a_name_that_is_nobodys_sends_nothing_and_the_nearest_is_named(sara: Chat, store: Store) -> None:
    answer = sara.say("skicka igen till Fyrbdal")
    assert answer.text == "Jag hittar ingen enhet eller person som heter ”Fyrbdal”. Menade du Fyrbodal?"
    assert "Skriv namnet" in sara.say("skicka igen till Karl Kula").text
    assert "Flera heter så" in sara.say("ej levererat Fyrbodal (påhittad)").text
    assert [row.outcome for row in store.outbox.rows()] == [Outcome.UNREACHABLE]


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


def test_buttons_begin_with_the_name_and_no_two_are_alike(sara: Chat, store: Store, opened: datetime) -> None:
    for who, kind in (("fyrbodal", Kind.OPENED), ("fyrbodal", Kind.REMINDER), ("sjuharad", Kind.OPENED)):
        given_up(store, who, opened, Reason.BLOCKED, kind)
    given_up(store, "af", opened, Reason.NO_ADDRESS)
    assert [(one.title, one.says) for one in sara.say("ej levererat").buttons] == [
        ("Skicka alla igen", "skicka allt igen"),
        ("Fia Fyrbodal (påhittad): skicka 2 igen", "skicka igen till Fia Fyrbodal (påhittad)"),
        ("Sune Sjuhärad (påhittad): skicka igen", "skicka igen till Sune Sjuhärad (påhittad)"),
        ("Ada Arbete (påhittad): gör en kod", "kod för Ada Arbete (påhittad)"),
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


@pytest.mark.usefixtures("blocked")
def test_who_is_no_coordinator_means_something_else_by_sending_again(
    chat_as: Callable[[str], Chat], store: Store
) -> None:
    fia = chat_as("fyrbodal")
    assert "samordnaren" in fia.say("skicka allt igen").text
    assert "levererat" not in fia.say("skicka igen").text
    assert [row.outcome for row in store.outbox.rows()] == [Outcome.UNREACHABLE]


def test_without_a_round_it_is_answered_too(desk: Desk, sara: Chat, store: Store, opened: datetime) -> None:
    store.people.enroll(replace(desk.store.people.everyone()[0], name="Nils Ny", id="nils", mail=""))
    given_up(store, "nils", opened, Reason.BROKEN)
    assert panel(sara.say("ej levererat nils")).title == "Ej levererat (Nils Ny): ett meddelande"
