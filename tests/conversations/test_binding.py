"""Who is not known in Teams writes a code from the coordinator, and is known from then on."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.desk import Desk
from domain.messages import Account, Message
from domain.people import Person, Role
from tests.conversations.chat import Chat, page, panel
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


def code_in(message: Message) -> str:
    """On a line of its own on the card, and alone in a message of its own."""
    found = re.fullmatch(r"koppla ([A-Z0-9]{5}-[A-Z0-9]{5})", message.alone)
    assert found, message
    assert panel(message).paragraphs[0] == found[0]
    return found[1]


@pytest.mark.usefixtures("fia")
def test_a_stranger_is_told_of_the_code_and_is_known_with_it(
    stranger: Chat, chat_as: ChatAs, desk: Desk
) -> None:
    assert "Be samordnaren på Länsstyrelsen om en kod" in stranger.say("rapportera").text
    code = code_in(chat_as("samordnare").say("kod för Fia Ek"))
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
    code = code_in(chat_as("samordnare").say("kod för fia.ek"))
    said = words.format(code.lower().replace("-", "–"))
    assert stranger.say(said).text.startswith("Tack!")


@pytest.mark.usefixtures("fia")
def test_a_code_is_good_once_for_fourteen_days_and_until_the_next(
    stranger: Chat, chat_as: ChatAs, desk: Desk
) -> None:
    sara = chat_as("samordnare")
    first, second = (code_in(sara.say("kod för Fia Ek")) for _ in range(2))
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
    code = code_in(chat_as("samordnare").say("kod för Fia Ek"))
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
    code = code_in(chat_as("samordnare").say("kod för Fia Ek"))
    assert "redan kopplad som Sune Sjuhärad" in chat_as("sjuharad").say(f"koppla {code}").text
    assert "redan kopplad som Sune Sjuhärad" in chat_as("sjuharad").say("koppla ABCDE-FGHIJ").text
    assert stranger.say(f"koppla {code}").text.startswith("Tack!")


@pytest.mark.usefixtures("fia")
def test_a_code_in_a_channel_binds_nobody(stranger: Chat, chat_as: ChatAs) -> None:
    code = code_in(chat_as("samordnare").say("kod för Fia Ek"))
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
    several = sara.say("kod för fia ek")
    assert several.text == "Flera heter Fia Ek: fia.ek (Fyrbodal), fia2 (Sjuhärad). Skriv: kod för fia2"
    assert [one.says for one in several.buttons] == ["kod för fia.ek", "kod för fia2"]
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
    stranger.say(f"koppla {code_in(sara.say('kod för Fia Ek'))}")
    assert "har redan ett kopplat konto" in sara.say("kod för Fia Ek").text


@pytest.mark.usefixtures("fia")
def test_the_code_is_taken_as_people_paste_it(stranger: Chat, chat_as: ChatAs, desk: Desk) -> None:
    """More of them stand in tests/unit/test_code_words.py."""
    for number, words in enumerate(("”koppla {}”", "kopla {}", "Kod för Fia Ek: koppla {}", "koppla\n{}")):
        if number:
            desk.store.bindings.unbind("fia.ek", "samordnare", stranger.now)
        code = code_in(chat_as("samordnare").say("kod för fia.ek"))
        assert stranger.say(words.format(code.replace("-", " "))).text.startswith("Tack!"), words


def test_who_speaks_of_a_code_is_told_how_it_is_written_and_no_try_is_counted(stranger: Chat) -> None:
    for words in (
        "koppla",
        "kod",
        "jag har en kod",
        "jag fick en kod av Sara",
        "koppla mig",
        "koppla Fia Ek",
    ):
        assert "så här: koppla ACDEF-34679." in stranger.say(words).text
        assert "vår egen chatt" in stranger.in_channel(words).text
    assert "Jag vet inte" in stranger.say("ge mig en kod till Fia Ek").text
    assert "känner jag inte igen" in stranger.say("koppla ABCDE-FGHIJ").text


def test_a_known_persons_ordinary_sentence_has_nothing_to_do_with_codes(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    for words in (
        "koppla ihop skola och jobb", "vilken kod har Fyrbodal i systemet?", "jag är inte klar",
        "jag är inte säker på siffran", "det är fel person i lönesystemet som svarade",
    ):  # fmt: skip
        told = fia.say(words).text
        assert "kopplad" not in told
        assert "samordnaren på Länsstyrelsen" not in told


@pytest.mark.usefixtures("fia")
def test_who_sends_the_code_again_need_not_do_anything_more(stranger: Chat, chat_as: ChatAs) -> None:
    code = code_in(chat_as("samordnare").say("kod för Fia Ek"))
    first = stranger.say(f"koppla {code}").text
    assert first.endswith("Är du inte Fia Ek? Säg genast till samordnaren på Länsstyrelsen.")
    for words in (
        f"koppla {code}",
        code,
        f"”koppla {code.lower()}”",
        f"Kod för Fia Ek: koppla {code}",
        "koppla",
    ):
        assert stranger.say(words).text.startswith(
            "Du är redan kopplad som Fia Ek. Du behöver inte göra något mer."
        )


@pytest.mark.usefixtures("fia")
def test_who_is_not_the_one_is_told_whom_to_tell(stranger: Chat, chat_as: ChatAs) -> None:
    stranger.say(f"koppla {code_in(chat_as('samordnare').say('kod för Fia Ek'))}")
    for words in ("jag är inte Fia Ek", "Nej, jag är inte Fia!", "det är fel person", "ta bort min koppling"):
        told = stranger.say(words).text
        assert "säg genast till samordnaren på Länsstyrelsen" in told
        assert "”ta bort koppling för Fia Ek”" in told


@pytest.mark.usefixtures("fia")
def test_a_code_is_asked_for_in_many_words(chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    for words in (
        "kod till Fia Ek", "ny kod för Fia Ek", "skapa kod för Fia Ek", "ge mig en kod till Fia Ek",
        "Kan du göra en ny kod åt Fia Ek?", "jag behöver en ny kod för Fia Ek", "koppla Fia Ek", "kod fia.ek",
    ):  # fmt: skip
        made = sara.say(words)
        assert panel(made).title == "Kod för Fia Ek", words
        assert any("kan användas en gång" in one for one in panel(made).paragraphs)
    assert sara.say("koppla Nina Nilsson").text.startswith("Ingen som heter ”Nina Nilsson” är upplagd.")
    assert "bara samordnaren" in chat_as("fyrbodal").say("Koppla Fia Ek").text


@pytest.mark.usefixtures("fia")
def test_a_name_that_is_not_quite_so_is_asked_back(chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    for words in ("Fia Eck", "Fai Ek", "Ek", "fia ekk"):
        told = sara.say(f"kod för {words}")
        assert told.text == f"Ingen heter ”{words}”. Menade du Fia Ek?"
        assert [one.says for one in told.buttons] == ["kod för fia.ek"]
        assert told.alone == ""


def test_the_mark_of_who_is_invented_need_not_be_written(desk: Desk, chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    invented = {one.name: one for one in desk.store.people.everyone() if one.invented}
    sara = Chat(replace(desk, invented=invented), sara.account, sara.now, local=True)
    desk.store.bindings.unbind("fyrbodal", "samordnare", sara.now)
    assert panel(sara.say("kod för Fia Fyrbodal")).title == "Kod för Fia Fyrbodal (påhittad)"


@pytest.mark.usefixtures("fia")
def test_a_tie_is_taken_away_by_a_coordinator_after_one_question(
    stranger: Chat, chat_as: ChatAs, desk: Desk
) -> None:
    sara = chat_as("samordnare")
    assert "inget kopplat konto" in sara.say("ta bort koppling för Fia Ek").text
    stranger.say(f"koppla {code_in(sara.say('kod för Fia Ek'))}")
    assert "Menade du Fia Ek?" in sara.say("ta bort kopplingen för Fia Eck").text
    again = sara.say("kod för Fia Ek")
    assert [one.says for one in again.buttons] == ["ta bort koppling för fia.ek"]
    for words in (
        "ta bort koppling för Fia Ek", "Ta bort kopplingen mellan Fia Ek och Teams", "koppla bort Fia Ek",
    ):  # fmt: skip
        asked = sara.say(words)
        assert panel(asked).title == "Ta bort kopplingen för Fia Ek?"
        assert stranger.say("rapportera").page
    [button] = asked.buttons
    assert "borttagen" in sara.say(button.says).text
    assert "Jag vet inte" in stranger.say("rapportera").text
    last = desk.store.audit.lines("fia.ek")[-1]
    assert (last.who, last.what) == ("samordnare", "tog bort konto")
    assert code_in(sara.say("kod för Fia Ek"))


def test_whose_tie_a_coordinator_may_take_away(stranger: Chat, chat_as: ChatAs, desk: Desk) -> None:
    sara = chat_as("samordnare")
    asks = "ta bort koppling för"
    desk.store.people.enroll(Person("sam", "Sam Ek", Role.COORDINATOR), Account(TENANT, "aad-sam"))
    assert (
        "Sam Ek är samordnare. Den kopplingen tas bort av den som driftar" in sara.say(f"{asks} Sam Ek").text
    )
    sam = Chat(desk, Account(TENANT, "aad-sam"), sara.now)
    assert "din egen koppling" in sam.say("ta bort kopplingen för Sam Ek").text
    assert "vems koppling" in sara.say("ta bort koppling").text
    for other in (chat_as("fyrbodal"), stranger):
        other.say(f"{asks} sjuhärad")
        other.say("ta bort kopplingen nu för sjuharad")
    assert "bara samordnaren" in chat_as("fyrbodal").say(f"{asks} Sam Ek").text
    assert {"sam", "sjuharad"} <= desk.store.bindings.bound()
    assert "vår egen chatt" in sara.in_channel(f"{asks} sjuharad").text
