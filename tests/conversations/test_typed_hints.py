"""What is told when a typed answer cannot be taken, and how a warning is explained by typing."""

from collections.abc import Callable

import pytest

from tests.conversations.answers import HEADLINE
from tests.conversations.chat import Chat, facts

ChatAs = Callable[[str], Chat]

RECOGNISABLE = f"2.3: {HEADLINE} En 17-årig pojke från Eritrea i Munkedal saknar god man."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("1.2: 31 februari", "1.2: sparades inte. Den 31 februari finns inte."),
        ("2.1: vet inte", "Vet ni inte, skriv ”2.1: kan inte bedömas nu”."),
        ("2.2: vet ej", "Vet ni inte, skriv ”2.2: kan inte bedömas”."),
        ("4.3: saknas", "Välj ”Uppgift saknas” och säg varför"),
        ("3.5.1.1: saknas", "Har ni ingen uppgift lämnar ni 3.5.1.1 tom. Frågan är frivillig."),
        (
            "4.10: saknas",
            "Välj ”Uppgift saknas” och säg varför, till exempel ”4.10: uppgift saknas: inte klar än”",
        ),
        ("4.10: vet inte", "Välj ”Uppgift saknas” och säg varför"),
    ],
)
def test_what_cannot_be_taken_is_met_with_what_to_write(chat_as: ChatAs, words: str, told: str) -> None:
    assert told in chat_as("fyrbodal").say(words).text


def test_what_the_hint_says_can_be_written(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    for said in ("2.1: kan inte bedömas nu", "2.2: kan inte bedömas", "4.10: uppgift saknas: inte klar än"):
        assert "Sparat." in fia.say(said).text


def test_a_warning_is_told_with_how_to_explain_it(chat_as: ChatAs) -> None:
    told = chat_as("fyrbodal").say(RECOGNISABLE).text
    assert "Förklara med ”2.3 kommentar: …”, eller ”2.3 skäl:” och ett av: Ingen enskild kan" in told


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("2.3 kommentar: Uppgiften stod i tidningen.", "Uppgiften stod i tidningen"),
        ("2.3 förklaring: Uppgiften stod i tidningen.", "Uppgiften stod i tidningen"),
        ("2.3 skäl: ingen enskild kan kännas igen", "Ingen enskild kan kännas igen"),
        ("2.3 Skäl: Uppgiften är redan allmänt känd", "Uppgiften är redan allmänt känd"),
        ("2.3 skäl: den stod i tidningen", "den stod i tidningen"),
    ],
)
def test_a_warning_is_explained_by_typing(chat_as: ChatAs, words: str, kept: str) -> None:
    fia = chat_as("fyrbodal")
    fia.say(RECOGNISABLE)
    told = fia.say(words).text
    assert f"2.3 Förklaringen är sparad: {kept}." in told
    assert "kommentar: …" not in told


def test_an_explanation_of_nothing_is_refused_and_another_persons_is_kept(chat_as: ChatAs) -> None:
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    fia.say(f"2.3: {HEADLINE}")
    assert "Det finns ingen varning här att förklara." in fia.say("2.3 kommentar: hej på er").text
    fia.say(RECOGNISABLE)
    fia.say("2.3 kommentar: Det stod i tidningen.")
    folke.say("2.3 kommentar: Familjen har samtyckt.")
    told = facts(fia.say("visa svar"))["2.3 Vad är viktigast just nu?"]
    assert "Det stod i tidningen." in told
    assert "Familjen har samtyckt" in told
