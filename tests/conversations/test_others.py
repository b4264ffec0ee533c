"""help, status, draft, ask and the answer to whatever is not understood."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from dialogs import reception
from domain.people import Role
from tests.conversations.answers import CARDS, CONTROL
from tests.conversations.chat import Chat, facts, page, panel

ChatAs = Callable[[str], Chat]

OPEN_TO_ALL = [command.says for command in reception.commands() if command.roles == frozenset(Role)]


@pytest.mark.parametrize("words", ["hjälp", "Hjälp!", "HELP", "hej", ""])
def test_help_answers_every_greeting(chat_as: ChatAs, words: str) -> None:
    told = list(facts(chat_as("medlem").say(words)))
    assert told == OPEN_TO_ALL
    assert {"hjälp", "visa paragraf", "status", "fråga"} <= set(told)


def test_help_names_what_each_may_do_and_together_every_command(chat_as: ChatAs) -> None:
    told = {who: list(facts(chat_as(who).say("hjälp"))) for who in ("fyrbodal", "samordnare", "nobody")}
    for who, role in (("fyrbodal", Role.REPORTER), ("samordnare", Role.COORDINATOR)):
        assert told[who] == [command.says for command in reception.commands() if role in command.roles]
    coordinators = {"frågor", "påminn", "vad skulle skickas", "granska", "utkast"}
    coordinators |= {"ändringar", "faktagranska", "synpunkter", "besluta", "publicera", "rätta"}
    assert not coordinators & set(told["fyrbodal"])
    assert coordinators < set(told["samordnare"])
    assert not {"anstånd", "länk", "rapportera"} & set(told["samordnare"])
    assert told["nobody"] == OPEN_TO_ALL
    named = {name for names in told.values() for name in names}
    assert named == {command.says for command in reception.commands()}


def test_the_coordinator_sees_a_councils_answers_and_nobody_else_does(chat_as: ChatAs) -> None:
    reporter = chat_as("fyrbodal")
    page(reporter.say("rapportera"))
    page(reporter.press("save", CARDS[0]))
    told = facts(chat_as("samordnare").say("visa svar Fyrbodal"))
    assert told["1.2 Vilken dag hölls samrådet?"] == "2026-11-05"
    theirs = chat_as("skaraborg").say("visa svar Fyrbodal")
    assert theirs.text == "Du svarar inte för Fyrbodal. Skriv ”rapportera” för Skaraborg."
    assert "Skriv någon av Skaraborg, Fyrbodal" in chat_as("samordnare").say("visa svar Skåne").text


@pytest.mark.parametrize(
    "words", ["Gör ett utkast", "ta fram utkastet för K3", "lägesrapport kvartal 3", "visa utkast"]
)
def test_a_draft_is_asked_for_in_many_ways(chat_as: ChatAs, words: str) -> None:
    told = chat_as("samordnare").say(words).text.removesuffix(" Det gäller kvartal 3 2026.")
    assert told == "Inget svar har kommit in än, så det finns inget att göra ett utkast av."


@pytest.mark.parametrize(
    "words", ["Visa status", "hur många har svarat?", "När är sista svarsdag?", "deadline"]
)
def test_status_is_asked_for_in_many_ways(chat_as: ChatAs, words: str) -> None:
    assert facts(chat_as("fyrbodal").say(words))["Sista svarsdag"] == "19 november 2026"


@pytest.mark.parametrize("words", ["tack", "Tack så mycket!", "avbryt", "hej då"])
def test_courtesy_is_returned(chat_as: ChatAs, words: str) -> None:
    told = chat_as("fyrbodal").say(words).text
    assert told.startswith(("Varsågod!", "Det som är sparat är kvar."))


def test_status_is_everyones_for_the_coordinator_and_ones_own_for_a_reporter(chat_as: ChatAs) -> None:
    reporter = chat_as("fyrbodal")
    page(reporter.say("rapportera"))
    for values in CARDS:
        page(reporter.press("save", values))
    facts(reporter.send(CONTROL))
    everyone = chat_as("samordnare").say("status")
    assert panel(everyone).paragraphs[0] == "1 av 4 delregioner och 0 av 3 aktörer har lämnat in."
    assert facts(everyone)["Fyrbodal"] == "Inlämnad, version 1, 11 november 2026 kl. 10.30 (i tid)."
    assert facts(everyone)["Skaraborg"] == "Inte påbörjad."
    own = chat_as("skaraborg").say("status")
    assert panel(own).paragraphs == ("Inte påbörjad.",)
    assert "Fyrbodal" not in str(own)


def test_a_member_gets_the_dates_and_nobodys_answers(chat_as: ChatAs) -> None:
    told = facts(chat_as("medlem").say("status"))
    assert set(told) == {"Öppnar", "Sista svarsdag", "Stänger", "Regionalt samråd"}
    assert told["Sista svarsdag"] == "19 november 2026"


def test_status_of_a_quarter_without_a_round_names_those_there_are(chat_as: ChatAs) -> None:
    coordinator = chat_as("samordnare")
    assert coordinator.say("status K1 2020").text == (
        "Det finns ingen omgång för kvartal 1 2020. Finns: kvartal 3 2026."
    )
    assert "Jag förstår inte vilket kvartal" in coordinator.say("utkast i morgon").text


def test_the_draft_says_what_it_is_based_on_and_what_is_missing(chat_as: ChatAs) -> None:
    reporter = chat_as("fyrbodal")
    page(reporter.say("rapportera"))
    for values in CARDS:
        page(reporter.press("save", values))
    facts(reporter.send(CONTROL))
    told = chat_as("samordnare").say("utkast kvartal 3 2026")
    assert told.text.startswith(
        "Utkastet för kvartal 3 2026 bygger på 1 av 4 delregioner och 0 av 3 aktörer. "
        "Saknas: Skaraborg, Sjuhärad, Göteborgsregionen, Arbetsförmedlingen, Migrationsverket och "
        "Västra Götalandsregionen."
    )
    assert told.file
    words = [paragraph.text for paragraph in Document(str(Path(told.file.path))).paragraphs]
    assert any("kvartal 3 2026" in line for line in words)


@pytest.mark.parametrize("who", ["fyrbodal", "medlem", "fyrbodal_ersattare"])
def test_only_the_coordinator_gets_a_draft(chat_as: ChatAs, who: str) -> None:
    told = chat_as(who).say("utkast K3")
    assert told.text == "Det kan bara samordnaren på Länsstyrelsen göra."
    assert told.file is None


def test_the_coordinator_gets_no_draft_in_a_channel(chat_as: ChatAs) -> None:
    assert chat_as("samordnare").in_channel("utkast K3").file is None


def test_a_stranger_may_ask_but_neither_report_nor_look(chat_as: ChatAs) -> None:
    stranger = chat_as("nobody")
    assert "Källa:" in stranger.say("Vem beslutar om kommuntal?").text
    for words in ("rapportera", "status", "utkast"):
        assert stranger.say(words).text.startswith("Jag vet inte vilken enhet du svarar för.")


def test_a_slip_of_the_finger_is_met_with_the_nearest_command(chat_as: ChatAs) -> None:
    told = chat_as("samordnare").say("utkst")
    assert [button.says for button in told.buttons] == ["utkast"]


@pytest.mark.parametrize("words", ["asdf", "👍", "###", "<at>Samråd</at>"])
def test_nothing_is_met_with_silence(chat_as: ChatAs, words: str) -> None:
    assert chat_as("medlem").say(words).text.startswith("Det förstod jag inte. Skriv ”hjälp”")


def test_outside_the_local_mode_nobody_becomes_someone_else(chat_as: ChatAs) -> None:
    chat = chat_as("medlem")
    chat.say("jag är samordnare")
    assert chat.say("utkast").text == "Det kan bara samordnaren på Länsstyrelsen göra."


def test_an_unknown_button_is_answered(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    assert chat.press("explode").text.startswith("Knappen hör till ett äldre kort.")
