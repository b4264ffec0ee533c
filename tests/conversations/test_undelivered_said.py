"""ej levererat and skicka igen, in whatever words, of a unit, a person or a quarter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from dialogs.desk import Desk
from domain.delivery import Outcome, Reason
from store.store import Store
from tests.conversations.chat import Chat, panel
from tests.conversations.lost import given_up


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
    assert sara.say(said).text.startswith("Ett meddelande skickas igen inom några minuter till Fia")


@pytest.mark.usefixtures("blocked", "never")
@pytest.mark.parametrize(
    "named", ["Fyrbodal", "till Fyrbodal", "Fia", "Fia Fyrbodal", "K3 Fyrbodal", "fyrbodal k3"]
)
def test_a_unit_or_a_person_narrows_it_down(sara: Chat, store: Store, named: str) -> None:
    answer = sara.say(f"ej levererat {named}")
    assert panel(answer).title.endswith(": ett meddelande")
    assert "Fia Fyrbodal" in panel(answer).paragraphs[0]
    assert sara.say(f"skicka allt igen {named}").text.startswith(
        "Ett meddelande skickas igen inom några minuter till Fia"
    )
    assert sara.say(f"ej levererat {named}").text.startswith("Inget till ")
    assert [row.person for row in store.outbox.rows() if row.outcome is Outcome.UNREACHABLE] == ["af"]


@pytest.mark.usefixtures("blocked")
def test_a_name_that_is_nobodys_sends_nothing_and_the_nearest_is_named(sara: Chat, store: Store) -> None:
    answer = sara.say("skicka igen till Fyrbdal")
    assert answer.text == "Jag hittar ingen enhet eller person som heter ”Fyrbdal”. Menade du Fyrbodal?"
    assert "Skriv namnet" in sara.say("skicka igen till Karl Kula").text
    assert "Flera heter så" in sara.say("ej levererat Fyrbodal (påhittad)").text
    assert [row.outcome for row in store.outbox.rows()] == [Outcome.UNREACHABLE]


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
