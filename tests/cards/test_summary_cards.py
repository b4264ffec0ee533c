"""All answers before they are sent in, on one card: to read through, and to go back into."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.card import render
from bot.cards.data import DATA_KEYS
from bot.cards.plain import STOP
from bot.terminal import text_of
from domain.answers import Problem
from domain.messages import Message, Summary
from tests.cards.check import check_card
from tests.cards.renderer import Renderer
from tests.cards.samples import END, HOSTILE, LIFTED, SITUATION

WHOLE = Summary(
    title="Kontrollera svaren för Fyrbodal, kvartal 3 2026",
    round="2026Q3",
    unit="fyrbodal",
    request="r-9",
    revision=7,
    cards=(SITUATION, LIFTED, END),
    facts={
        "situation": (("1.1 Samlat läge", "Ansträngt"), ("1.5 Mottagna i år", "12 personer")),
        "lifted": (("2.2 Finns det medskick?", "Nej"),),
    },
    link="https://samrad.example.se/svara/abc",
)
LACKING = replace(WHOLE, open=(Problem("note", "3.1", "Skriv ett svar."),))
LONG = replace(WHOLE, facts={"situation": (("1.2 Motivering", "ord " * 400),)})
HOSTILE_SUMMARY = replace(
    WHOLE,
    title=HOSTILE[1],
    facts={card.key: tuple((words, words) for words in HOSTILE) for card in WHOLE.cards},
    open=(Problem("note", "3.1", HOSTILE[2]),),
)


def drawn(summary: Summary) -> dict[str, Any]:
    card = render(Message(summary=summary))
    assert card
    return card


def texts(summary: Summary) -> str:
    return str(drawn(summary)["body"])


def test_every_answer_stands_under_its_card_and_an_empty_card_says_so() -> None:
    said = texts(WHOLE)
    places = [said.index(one) for one in ("1 Samlat läge", "12 personer", "2 Medskick", "3 Kontroll")]
    assert places == sorted(places)
    assert said.index("Inga svar på det här kortet.") > places[-1]
    assert "De är inte inlämnade förrän du trycker på ”Lämna in”" in said


def test_it_is_sent_in_gone_back_into_or_opened_in_the_browser() -> None:
    actions = drawn(WHOLE)["actions"]
    assert [one["title"] for one in actions] == ["Lämna in", "Gå till kortet", "Öppna i webbläsaren"]
    assert [one["data"]["verb"] for one in actions[:2]] == ["confirm", "goto"]
    for one in actions[:2]:
        assert one["data"].keys() <= DATA_KEYS
        assert (one["data"]["revision"], one["data"]["unit"]) == ("7", "fyrbodal")


def test_what_stands_in_the_way_comes_first_and_nothing_can_be_sent_in() -> None:
    card = drawn(LACKING)
    assert "Ett svar behöver ses över:" in str(card["body"][:2])
    assert "Lämna in" not in [one["title"] for one in card["actions"]]
    (chooser,) = [part for part in card["body"] if part.get("id") == "goto"]
    assert chooser["value"] == "end"


def test_a_long_answer_is_cut_here_and_whole_on_its_card() -> None:
    assert " …" in texts(LONG)
    assert "ord " * 100 not in texts(LONG)


def test_the_terminal_tells_how_to_send_it_in_or_change_it() -> None:
    assert text_of(Message(summary=WHOLE)).endswith(
        "Skriv ”kort 2” för att ändra på ett kort, ”bekräfta” för att lämna in."
    )
    told = text_of(Message(summary=LACKING))
    assert "3.1: Skriv ett svar." in told
    assert "bekräfta" not in told


@pytest.mark.parametrize("summary", [WHOLE, LACKING, LONG, HOSTILE_SUMMARY])
def test_it_keeps_the_schema_and_our_rules(summary: Summary) -> None:
    check_card(drawn(summary), budget=STOP)


@pytest.mark.browser
@pytest.mark.parametrize("summary", [WHOLE, LACKING, LONG, HOSTILE_SUMMARY])
def test_it_is_right_in_the_renderer(renderer: Renderer, summary: Summary) -> None:
    check_card(drawn(summary), renderer, budget=STOP)


@pytest.mark.browser
def test_the_chosen_card_goes_with_the_button(renderer: Renderer) -> None:
    sent = renderer.submit(drawn(WHOLE), "Gå till kortet", {"goto": "lifted"})
    assert (sent["verb"], sent["data"]["goto"]) == ("goto", "lifted")
