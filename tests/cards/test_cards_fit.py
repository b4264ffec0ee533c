"""Every card is right by the schema, by our rules, and in the renderer, on a narrow phone too."""

from dataclasses import replace

import pytest

from bot.cards.card import render
from bot.cards.plain import BUDGET, STOP, CardTooLarge, size_of
from domain.messages import Button, File, Message, Panel
from tests.cards.check import check_card, rule_faults, schema_faults, screen_faults
from tests.cards.renderer import Renderer
from tests.cards.samples import END, FILLED, FORM, HOSTILE, HOSTILE_PAGE, LIFTED, PAGE, TWO_ITEMS, page_of

PANEL = Panel(
    "Läget för kvartal 3 2026",
    ("3 av 4 delregioner har lämnat in.",),
    (("Fyrbodal", "inlämnad 3 oktober"), ("Göteborgsregionen", "inte påbörjad")),
)

MESSAGES = {
    "an empty card": Message(page=PAGE),
    "refused answers": Message(page=FILLED),
    "a group without items": Message(page=page_of(LIFTED)),
    "a group with two items": Message(page=TWO_ITEMS),
    "a full group": Message(page=page_of(LIFTED, handover=3)),
    "the last card": Message(page=page_of(END)),
    "a panel": Message(panel=PANEL),
    "a panel with text and buttons": Message(
        "Här är läget.", panel=PANEL, buttons=(Button("Utkast", "utkast"),)
    ),
    "buttons": Message("Vad vill du göra?", buttons=tuple(Button(f"Val {n}", f"val {n}") for n in range(6))),
    "a file": Message(
        "Utkastet är klart.", file=File("lägesrapport.docx", "2026Q3/lägesrapport.docx", "docx")
    ),
    "hostile words on a page": Message(page=HOSTILE_PAGE),
    "hostile words elsewhere": Message(
        "\n\n".join(HOSTILE),
        panel=Panel(HOSTILE[0], HOSTILE, tuple((words, words) for words in HOSTILE)),
        buttons=(Button(HOSTILE[1], HOSTILE[1]),),
        file=File(HOSTILE[0], HOSTILE[1], "docx"),
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_card_keeps_the_schema_and_our_rules(name: str) -> None:
    card = render(MESSAGES[name])
    assert card
    check_card(card)


@pytest.mark.browser
@pytest.mark.parametrize("name", MESSAGES)
def test_a_card_is_right_in_the_renderer(name: str, renderer: Renderer) -> None:
    card = render(MESSAGES[name])
    assert card
    check_card(card, renderer)


def test_a_message_of_text_alone_is_no_card() -> None:
    assert render(Message("Hej!")) is None
    assert render(Message()) is None


def test_every_card_of_the_form_fits_the_design_budget() -> None:
    cards = [render(Message(page=page_of(card))) for card in FORM.cards]
    assert all(card and size_of(card) < BUDGET for card in cards)


def test_a_card_over_80_kb_says_which_answer_to_shorten() -> None:
    page = replace(PAGE, values={"status_reason": "ord " * 12_000})
    with pytest.raises(CardTooLarge) as refused:
        render(Message(page=page))
    assert str(refused.value) == (
        "Kortet blev för stort för Teams: 99 kB. Högst 80 kB går att skicka. "
        "Korta svaret på 1.2 Motivering till bedömningen."
    )


def test_a_panel_over_80_kb_is_to_be_split() -> None:
    with pytest.raises(CardTooLarge, match="Dela upp det i flera meddelanden"):
        render(Message(panel=Panel("Allt", ("ord " * (STOP // 4),))))


def test_a_seventh_action_is_refused() -> None:
    with pytest.raises(ValueError, match="takes 6 actions, this one has 7"):
        render(Message("Välj", buttons=tuple(Button(f"Val {n}", "val") for n in range(7))))


def test_the_check_itself_finds_what_is_wrong() -> None:
    card = render(Message(page=FILLED))
    assert card
    assert list(schema_faults({**card, "colour": "red"}))
    assert list(rule_faults({**card, "lang": "en"})) == ["lang is not 'sv'"]
    unwrapped = {**card, "body": [{"type": "TextBlock", "text": "Hej"}]}
    assert list(rule_faults(unwrapped)) == ["TextBlock does not wrap: 'Hej'"]


@pytest.mark.browser
def test_the_check_on_the_screen_finds_what_is_wrong(renderer: Renderer) -> None:
    card = render(Message(panel=PANEL))
    assert card

    def faults(element: dict[str, object]) -> str:
        return "\n".join(screen_faults({**card, "body": [element]}, renderer))

    assert "a link to https://exempel.se" in faults(
        {"type": "TextBlock", "text": "[klicka](https://exempel.se)"}
    )
    assert "<strong> in a text" in faults({"type": "TextBlock", "text": "**fet**", "wrap": True})
    assert "validation: " in faults({"type": "Input.Text", "label": "Utan id"})
    assert "parse: " in faults({"type": "Input.Nummer", "id": "x"})
    assert "input 'x' has no name" in faults({"type": "Input.Text", "id": "x"})
    assert "pixels wide" in faults({"type": "TextBlock", "text": "nyanländas " * 9})
