"""Who is not known in Teams writes a code from the coordinator, and is known from then on."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from dialogs.desk import Desk
from domain.messages import Account
from domain.people import Person, Role
from tests.conversations.chat import Chat, page
from tests.conversations.conftest import TENANT

ChatAs = Callable[[str], Chat]


@pytest.fixture
def fia(desk: Desk) -> Person:
    """Enrolled, as by ``samrad people add``, and without an account."""
    person = Person("fia.ek", "Fia Ek", Role.REPORTER, "fyrbodal")
    desk.store.people.enroll(person)
    return person


@pytest.fixture
def stranger(desk: Desk, chat_as: ChatAs) -> Chat:
    return Chat(desk, Account(TENANT, "aad-ny"), chat_as("samordnare").now)


def code_in(text: str) -> str:
    found = re.search(r"koppla ([A-Z0-9]{5}-[A-Z0-9]{5})", text)
    assert found, text
    return found[1]


@pytest.mark.usefixtures("fia")
def test_a_stranger_is_told_of_the_code_and_is_known_with_it(
    stranger: Chat, chat_as: ChatAs, desk: Desk
) -> None:
    assert "Be samordnaren på Länsstyrelsen om en kod" in stranger.say("rapportera").text
    code = code_in(chat_as("samordnare").say("kod för Fia Ek").text)
    told = stranger.say(f"koppla {code}").text
    assert told.startswith("Tack! Nu vet jag vem du är: Fia Ek, uppgiftslämnare för Fyrbodal.")
    assert "är öppen: skriv ”rapportera”" in told
    assert page(stranger.say("rapportera")).unit == "fyrbodal"
    lines = [(line.who, line.what) for line in desk.store.audit.lines("fia.ek")][-2:]
    assert lines == [("samordnare", "gav kod"), ("fia.ek", "knöt konto")]
    assert code not in str(desk.store.audit.lines())


@pytest.mark.usefixtures("fia")
@pytest.mark.parametrize(
    "words", ["{}", "koppla {} ", "KOPPLA: {}", "koppla mig {}", "{}.", "koppla {}."], ids=str
)
def test_the_code_is_taken_however_it_is_written(stranger: Chat, chat_as: ChatAs, words: str) -> None:
    code = code_in(chat_as("samordnare").say("kod för fia.ek").text)
    said = words.format(code.lower().replace("-", "–"))
    assert stranger.say(said).text.startswith("Tack!")


@pytest.mark.usefixtures("fia")
def test_a_code_is_good_once_for_fourteen_days_and_until_the_next(
    stranger: Chat, chat_as: ChatAs, desk: Desk
) -> None:
    sara = chat_as("samordnare")
    first, second = (code_in(sara.say("kod för Fia Ek").text) for _ in range(2))
    assert "känner jag inte igen" in stranger.say(f"koppla {first}").text
    late = stranger.at(stranger.now + timedelta(days=14, seconds=1))
    assert "känner jag inte igen" in late.say(f"koppla {second}").text
    assert stranger.at(stranger.now + timedelta(days=14)).say(f"koppla {second}").text.startswith("Tack!")
    other = Chat(desk, Account(TENANT, "aad-annan"), stranger.now)
    assert "känner jag inte igen" in other.say(f"koppla {second}").text


@pytest.mark.usefixtures("fia")
def test_after_five_wrong_codes_the_account_waits_an_hour(
    stranger: Chat, chat_as: ChatAs, desk: Desk
) -> None:
    code = code_in(chat_as("samordnare").say("kod för Fia Ek").text)
    for _ in range(5):
        assert "känner jag inte igen" in stranger.say("koppla ABCDE-FGHIJ").text
    assert "för många försök" in stranger.say(f"koppla {code}").text
    assert "för många försök" in stranger.at(stranger.now + timedelta(minutes=59)).say(code).text
    other = Chat(desk, Account(TENANT, "aad-annan"), stranger.now)
    assert "känner jag inte igen" in other.say("koppla ABCDE-FGHIJ").text
    assert stranger.at(stranger.now + timedelta(hours=1)).say(code).text.startswith("Tack!")


@pytest.mark.usefixtures("fia")
def test_an_account_that_is_somebodys_stays_so_and_the_code_is_not_spent(
    stranger: Chat, chat_as: ChatAs
) -> None:
    code = code_in(chat_as("samordnare").say("kod för Fia Ek").text)
    assert "redan kopplat till Sune Sjuhärad" in chat_as("sjuharad").say(f"koppla {code}").text
    assert "redan kopplat till Sune Sjuhärad" in chat_as("sjuharad").say("koppla ABCDE-FGHIJ").text
    assert stranger.say(f"koppla {code}").text.startswith("Tack!")


@pytest.mark.usefixtures("fia")
def test_a_code_in_a_channel_binds_nobody(stranger: Chat, chat_as: ChatAs) -> None:
    code = code_in(chat_as("samordnare").say("kod för Fia Ek").text)
    assert "vår egen chatt" in stranger.in_channel(f"koppla {code}").text
    assert "vår egen chatt" in chat_as("samordnare").in_channel("kod för Fia Ek").text
    assert "Jag vet inte" in stranger.say("rapportera").text
    assert "känner jag inte igen" in stranger.say(f"koppla {code}").text


def test_only_a_coordinator_gets_codes(stranger: Chat, chat_as: ChatAs, desk: Desk, fia: Person) -> None:
    assert "bara samordnaren" in chat_as("fyrbodal").say("kod för Fia Ek").text
    assert "Jag vet inte" in stranger.say("kod för Fia Ek").text
    sara = chat_as("samordnare")
    assert sara.say("kod").text.startswith("Skriv vem koden är för.")
    assert sara.say("kod för Ingen Alls").text.startswith("Ingen som heter ”Ingen Alls” är upplagd.")
    desk.store.people.enroll(Person("fia2", fia.name, Role.REPORTER, "sjuharad"))
    assert "fia.ek och fia2" in sara.say("kod för fia ek").text
    desk.store.people.enroll(Person("dana", "Dana Direktör", Role.DECIDER))
    assert "samrad people code dana" in sara.say("kod för dana").text


def test_what_only_begins_as_a_code_is_a_question(stranger: Chat) -> None:
    for words in ("kommuntal", "kodare", "vad är kommuntal?"):
        assert "kod" not in stranger.say(words).text.split(".")[0]


@pytest.mark.usefixtures("fia")
def test_nobody_becomes_a_second_coordinator_or_a_second_fia_unseen(
    stranger: Chat, chat_as: ChatAs, desk: Desk
) -> None:
    sara = chat_as("samordnare")
    desk.store.people.enroll(Person("sam", "Sam Ek", Role.COORDINATOR))
    assert "Sam Ek är samordnare. Den koden ger den som driftar Samråd" in sara.say("kod för Sam Ek").text
    stranger.say(f"koppla {code_in(sara.say('kod för Fia Ek').text)}")
    assert "har redan ett Teams-konto hos mig" in sara.say("kod för Fia Ek").text
