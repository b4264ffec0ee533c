"""Typed words go to the form that was last shown, and each answer to one of several names its unit."""

from collections.abc import Callable

import pytest

from tests.conversations.answers import CARDS
from tests.conversations.chat import Chat, facts, page, summary

ChatAs = Callable[[str], Chat]


def test_a_leader_who_opens_a_municipality_types_to_it_and_not_to_the_own_council(chat_as: ChatAs) -> None:
    gun = chat_as("goteborgsregionen")
    page(gun.say("rapportera ale"))
    told = gun.say("1.2: förbättrat").text
    assert told.startswith("För Ale:")
    assert "Förbättrat" in told
    assert "Skriv ”nästa Ale”" in told or "”lämna in Ale”" in told or "Härnäst" in told
    assert "Förbättrat" in str(facts(gun.say("visa svar Ale")))
    assert "1.2" not in str(facts(gun.say("visa svar Göteborgsregionen")))


def test_the_coordinator_fills_in_for_a_council_by_typing(chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    page(sara.say("rapportera för sjuhärad"))
    assert "För Sjuhärad:" in sara.say("1.2: 5 november").text
    assert page(sara.say("nästa")).unit == "sjuharad"


def test_another_name_goes_before_the_form_last_shown(chat_as: ChatAs) -> None:
    gun = chat_as("goteborgsregionen")
    page(gun.say("rapportera ale"))
    assert gun.say("GR 2.1: 3").text.startswith("För Göteborgsregionen:")
    assert page(gun.say("nästa")).unit == "goteborgsregionen"
    assert page(gun.say("nästa Ale")).unit == "1440"


@pytest.mark.parametrize("words", ["lämna in Ale", "ale lämna in", "lämna in för ale", "Ale: lämna in"])
def test_a_button_is_said_with_the_unit_before_or_after(chat_as: ChatAs, words: str) -> None:
    gun = chat_as("goteborgsregionen")
    assert page(gun.say(words)).unit == "1440"


def test_the_card_gone_to_is_the_one_that_next_saves(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    assert page(fia.say("kort 2")).card.number == 2
    assert page(fia.say("nästa")).card.number == 3


def test_what_is_saved_is_not_asked_to_be_saved(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    assert "spara kortet" not in fia.say("1.2: 5 november").text
    fia.say("1.3: alla")
    assert fia.say("1.5: samordnarens").text.endswith("Skriv ”nästa” för att gå vidare.")


def test_the_question_told_of_as_the_next_is_answered_with_a_bare_word(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    page(fia.say("kort 2"))
    assert "Härnäst: 2.1" in fia.say("2.4: Vi väntar oss ungefär samma läge.").text
    assert "3 – Fungerar i huvudsak. Sparat." in fia.say("3").text
    assert "Försämrat. Sparat." in fia.say("sämre").text
    assert "Förbättrat. Sparat." in fia.say("2.2 bättre").text
    assert "4 – Gott. Sparat." in fia.say("2.1 4").text


def test_a_bare_number_says_nothing_when_nothing_was_asked(chat_as: ChatAs) -> None:
    assert "Sparat" not in chat_as("fyrbodal").say("3").text


def test_on_the_summary_yes_sends_in_and_nowhere_else(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    for values in CARDS:
        page(fia.press("save", values))
    assert "Version" not in str(fia.say("ja"))
    fia.say("6.1: ja")
    summary(fia.say("lämna in"))
    assert facts(fia.say("ja"))["Version"] == "1"


def test_from_the_summary_one_comes_back_to_a_card(chat_as: ChatAs) -> None:
    stina = chat_as("skara")
    page(stina.say("rapportera"))
    stina.say("1.1: 3")
    stina.say("1.2: oförändrat\n1.3: Bostäder till stora familjer.")
    summary(stina.say("lämna in"))
    assert page(stina.say("tillbaka")).card.number == 1
