"""The leader's tools: the day of the meeting, notes while it lasts, what the municipalities say before."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.rounds import Round
from store.store import Store
from tests.conversations.answers import HEADLINE
from tests.conversations.chat import Chat, facts, page, panel

ChatAs = Callable[[str], Chat]

INPUT = {"overall_status": "2", "overall_trend": "FORSAMRAT", "headline": HEADLINE}


def gives_input(chat: Chat) -> None:
    page(chat.say("rapportera"))
    told = chat.send(INPUT)
    assert told.panel, told


def test_notes_are_answers_of_the_form_and_the_other_way_round(chat_as: ChatAs) -> None:
    siv = chat_as("skaraborg")
    shown = page(siv.say("möte"))
    assert (shown.card.title, shown.notice) == (
        "Anteckningar från samrådet",
        "Det du skriver här hamnar i rapporten. Spara så ofta du vill.",
    )
    again = page(
        siv.press("save", {"council_held": "JA", "council_date": "2026-11-10", "headline": HEADLINE})
    )
    assert (again.card.key, again.notice) == (shown.card.key, "Anteckningarna är sparade.")
    told = facts(siv.say("visa svar"))
    assert told["1.2 Vilken dag hölls samrådet?"] == "2026-11-10"
    assert told["2.3 Vad är viktigast just nu?"] == HEADLINE
    page(siv.say("kort 2"))
    page(siv.press("save", {"headline": HEADLINE + " Sfi också."}))
    assert page(siv.say("anteckna mötet")).values["headline"] == HEADLINE + " Sfi också."


def test_notes_do_not_move_the_place_in_the_form(chat_as: ChatAs) -> None:
    siv = chat_as("skaraborg")
    page(siv.say("rapportera"))
    page(siv.press("save", {"council_held": "JA"}))
    page(siv.say("möte"))
    page(siv.press("save", {"headline": HEADLINE}))
    assert page(siv.say("rapportera")).card.key == "lage"


def test_two_who_take_notes_at_once_lose_nothing(chat_as: ChatAs) -> None:
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    for chat in (fia, folke):
        page(chat.say("möte"))
    page(fia.press("save", {"headline": HEADLINE}))
    asked = page(folke.press("save", {"headline": "Tolkarna räcker inte till i de mindre kommunerna."}))
    assert asked.values["headline"] == HEADLINE
    assert any("Tolkarna räcker inte" in line for line in asked.beside["headline"])


def test_the_day_of_the_meeting_is_kept_and_a_later_word_goes_before(
    chat_as: ChatAs, store: Store, round_: Round
) -> None:
    siv = chat_as("skaraborg")
    assert siv.say("möte 12 november").text == (
        "Jag har antecknat att samrådet i Skaraborg hålls 12 november 2026. "
        "Kommunerna påminns om sitt inspel före det."
    )
    assert "16 november" in siv.say("samrådet hålls den 16 november").text
    assert store.meetings.of(round_.key) == {"skaraborg": date(2026, 11, 16)}
    assert "Samrådet hålls 16 november 2026." in panel(siv.say("inspel")).paragraphs


@pytest.mark.parametrize("words", ["möte 1 januari 2027", "möte 31 februari", "möte på torsdag"])
def test_a_day_that_cannot_be_is_told_of_and_not_kept(
    chat_as: ChatAs, store: Store, round_: Round, words: str
) -> None:
    told = chat_as("skaraborg").say(words).text
    assert "Skriv till exempel" in told or "behöver hållas mellan" in told
    assert store.meetings.of(round_.key) == {}


def test_what_the_municipalities_say_is_gathered_for_the_leader_and_the_coordinator(chat_as: ChatAs) -> None:
    gives_input(chat_as("skara"))
    for who, words in (("skaraborg", "inspel"), ("samordnare", "kommunernas inspel Skaraborg")):
        told = panel(chat_as(who).say(words))
        assert told.paragraphs[0] == "1 av 15 kommuner har lämnat inspel."
        assert "Skara" not in told.paragraphs[1].replace("Skaraborg", "").split(": ")[1].split(", ")
        ((name, said),) = told.facts
        assert name == "Skara"
        assert HEADLINE.rstrip(".") in said
        assert said.endswith("(11 november)")


def test_a_draft_of_an_input_is_not_shown(chat_as: ChatAs) -> None:
    stina = chat_as("skara")
    page(stina.say("rapportera"))
    page(stina.press("save", {"headline": HEADLINE}))
    assert panel(chat_as("skaraborg").say("inspel")).facts == ()


@pytest.mark.parametrize("who", ["fyrbodal", "goteborgsregionen", "skara", "ale", "af", "medlem", "nobody"])
def test_nobody_else_sees_them(chat_as: ChatAs, who: str) -> None:
    gives_input(chat_as("skara"))
    told = chat_as(who).say("inspel Skaraborg")
    assert told.text
    assert HEADLINE.rstrip(".") not in str(told)


def test_in_a_channel_neither_notes_nor_inputs_are_shown(chat_as: ChatAs) -> None:
    gives_input(chat_as("skara"))
    siv = chat_as("skaraborg")
    for words in ("möte", "inspel"):
        assert siv.in_channel(words).text.startswith("Det tar vi i vår egen chatt")


@pytest.mark.parametrize("who", ["af", "skara", "medlem"])
def test_the_meeting_is_for_those_of_a_council(chat_as: ChatAs, who: str) -> None:
    assert "samråd" in chat_as(who).say("möte").text
    assert chat_as(who).say("möte").page is None
    assert chat_as(who).say("möte Skaraborg 12 november").page is None


def test_nobody_sets_the_day_of_another_council(chat_as: ChatAs, store: Store, round_: Round) -> None:
    assert "svarar inte för Skaraborg" in chat_as("goteborgsregionen").say("möte Skaraborg 12 november").text
    assert store.meetings.of(round_.key) == {}
