"""What stands around a question: what is known already, what may stand in for it, what explains it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.card import render
from bot.terminal import text_of
from domain.answers import COMMENT, STATE, WHY
from domain.form import Card, Choice, Kind, Limits, Question
from domain.messages import Button, FormPage, Message
from tests.cards.check import check_card
from tests.cards.renderer import Renderer
from tests.cards.samples import HOSTILE, PAGE, card_of, page_of
from tests.cards.test_page_cards import inputs, words

TEXT = Question("text", "1.1", "Vad är viktigast?", Kind.TEXT, repeats=True, nothing="Inget att rapportera")
WEEKS = Question("weeks", "1.2", "Hur länge väntar man?", Kind.NUMBER, unit="veckor", may_lack=True)
REASON = Question(
    "weeks" + WHY, "1.2", "Vad beror det på?", Kind.CHOICE, choices=(Choice("RATT", "Talet är rätt"),)
)
COMMENTED = Question("weeks" + COMMENT, "1.2", "Kommentar", Kind.TEXT, limits=Limits(None, 300))
CARD = Card("around", 1, "Runt frågorna", "", (TEXT, WEEKS))

AROUND = replace(
    page_of(CARD, {"weeks": "12", "weeks" + STATE: "SAKNAS_INTE_KLAR", "weeks" + WHY: "RATT"}),
    beside={
        "text": ("Kvartal 2 2026: Bostäder.", "Bo skrev samtidigt: Tolkar."),
        "weeks": ("12 är mycket.",),
    },
    explain={"weeks": (REASON, COMMENTED)},
    same=frozenset({"text"}),
    link="https://samrad.example.se/svara/abc",
)

HOSTILE_AROUND = replace(
    AROUND,
    beside={"text": HOSTILE},
    explain={"text": (replace(REASON, label=HOSTILE[2], choices=(Choice("x", HOSTILE[1]),)),)},
)


def order(page: FormPage) -> list[str]:
    """The inputs and the lines above them, from the top."""
    return [part.get("id") or part.get("text", "") for part in card_of(page)["body"]]


def test_what_is_known_already_is_read_before_the_field() -> None:
    said = order(AROUND)
    assert said[said.index("text") - 2 : said.index("text")] == [
        "Kvartal 2 2026: Bostäder.",
        "Bo skrev samtidigt: Tolkar.",
    ]


def test_the_companion_stands_right_under_the_field_and_takes_one_line() -> None:
    said = order(AROUND)
    assert said[said.index("weeks") + 1] == "weeks~state"
    asked = inputs(AROUND)
    assert (asked["weeks~state"]["label"], asked["weeks~state"]["value"]) == (
        "Saknas uppgiften?",
        "SAKNAS_INTE_KLAR",
    )
    assert "style" not in asked["weeks~state"]
    assert [choice["title"] for choice in asked["text~state"]["choices"]] == ["Inget att rapportera"]
    assert asked["text~state"]["label"] == "Eller: inget att rapportera"


def test_the_explanation_of_a_warning_comes_last_under_its_field_filled_in() -> None:
    said = order(AROUND)
    assert said[said.index("weeks~state") + 1 :][:2] == ["weeks~why", "weeks~comment"]
    assert inputs(AROUND)["weeks~why"]["value"] == "RATT"


def test_unchanged_and_the_browser_are_buttons_beside_the_others() -> None:
    actions = card_of(AROUND)["actions"]
    assert [(one["type"], one["title"]) for one in actions] == [
        ("Action.Execute", "Spara och fortsätt"),
        ("Action.Execute", "Oförändrat sedan förra kvartalet"),
        ("Action.OpenUrl", "Öppna i webbläsaren"),
    ]
    assert actions[1]["data"]["verb"] == "same"
    assert actions[2]["url"] == AROUND.link


def test_without_anything_to_take_over_and_without_a_link_there_are_no_such_buttons() -> None:
    assert [one["title"] for one in card_of(PAGE)["actions"]] == ["Spara och fortsätt"]


def test_a_view_is_saved_and_not_counted() -> None:
    notes = replace(AROUND, card=replace(CARD, number=0, title="Anteckningar"), same=frozenset())
    assert [one["title"] for one in card_of(notes)["actions"]] == ["Spara", "Öppna i webbläsaren"]
    assert "Anteckningar" in words(notes)
    assert not [line for line in words(notes) if line.startswith("Kort ")]


def test_a_button_of_a_message_may_open_the_browser() -> None:
    def drawn(button: Button) -> dict[str, Any]:
        card = render(Message("Hej", buttons=(button,)))
        assert card
        (action,) = card["actions"]
        return {key: action[key] for key in ("type", "title", "url") if key in action}

    assert drawn(Button("Formuläret", opens="https://samrad.example.se/x")) == {
        "type": "Action.OpenUrl",
        "title": "Formuläret",
        "url": "https://samrad.example.se/x",
    }
    assert drawn(Button("Status", "status"))["type"] == "Action.Submit"


def test_the_terminal_tells_all_of_it_too() -> None:
    told = text_of(Message(page=AROUND))
    for words_ in (
        "Kvartal 2 2026: Bostäder.",
        "Bo skrev samtidigt: Tolkar.",
        "Saknas uppgiften?",
        "[x] Uppgift saknas: inte klar än",
        "Vad beror det på?",
        "[x] Talet är rätt",
        "oförändrat",
    ):
        assert words_ in told, words_


def test_hostile_words_around_a_question_keep_the_rules() -> None:
    check_card(card_of(HOSTILE_AROUND))


@pytest.mark.browser
@pytest.mark.parametrize("page", [AROUND, HOSTILE_AROUND], ids=["plain", "hostile"])
def test_it_is_right_in_the_renderer(renderer: Renderer, page: FormPage) -> None:
    check_card(card_of(page), renderer)


@pytest.mark.browser
def test_pressing_save_sends_the_companions_with_the_answers(renderer: Renderer) -> None:
    sent = renderer.submit(card_of(AROUND), "Spara och fortsätt", {"weeks~comment": "Ny rutin."})
    assert {key: sent["data"][key] for key in ("weeks", "weeks~state", "weeks~why", "weeks~comment")} == {
        "weeks": "12",
        "weeks~state": "SAKNAS_INTE_KLAR",
        "weeks~why": "RATT",
        "weeks~comment": "Ny rutin.",
    }
