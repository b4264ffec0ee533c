"""The buttons of a card: which there are, and what they send."""

import pytest

from bot.cards.data import DATA_KEYS
from domain.form import Card, Kind, Question
from tests.cards.renderer import Renderer
from tests.cards.samples import END, LIFTED, PAGE, SITUATION, TWO_ITEMS, card_of, page_of


@pytest.mark.parametrize(
    ("card", "buttons"),
    [
        (SITUATION, [("save", "Spara och fortsätt")]),
        (LIFTED, [("save", "Spara och fortsätt"), ("back", "Tillbaka")]),
        (END, [("send", "Granska och lämna in"), ("back", "Tillbaka")]),
    ],
)
def test_buttons_by_the_place_of_the_card(card: Card, buttons: list[tuple[str, str]]) -> None:
    actions = card_of(page_of(card))["actions"]
    assert [(action["verb"], action["title"]) for action in actions] == buttons


def test_both_ways_of_pressing_carry_the_same_data() -> None:
    (save,) = card_of(PAGE)["actions"]
    assert (save["type"], save["fallback"]["type"]) == ("Action.Execute", "Action.Submit")
    assert save["data"] == save["fallback"]["data"]
    assert save["data"] == {
        "verb": "save",
        "request": "r-1",
        "round": "2026Q3",
        "unit": "fyrbodal",
        "card": "situation",
        "revision": "3",
    }
    assert save["data"].keys() < DATA_KEYS


def test_a_question_key_that_the_buttons_use_is_refused() -> None:
    page = page_of(Card("x", 1, "X", "", (Question("unit", "1.1", "Enhet", Kind.TEXT),)))
    with pytest.raises(ValueError, match="'unit' is taken"):
        card_of(page)


@pytest.mark.browser
def test_pressing_save_sends_what_is_filled_in_even_on_half_a_card(renderer: Renderer) -> None:
    sent = renderer.submit(card_of(PAGE), "Spara och fortsätt", {"received": "1 234,5", "area": "3"})
    assert (sent["type"], sent["verb"]) == ("Action.Execute", "save")
    values = {key: value for key, value in sent["data"].items() if key not in DATA_KEYS}
    assert values == {"received": "1 234,5", "area": "3", "no_personal_data": "false"}


@pytest.mark.browser
def test_the_button_of_a_group_sends_the_rest_of_the_card_too(renderer: Renderer) -> None:
    sent = renderer.submit(
        card_of(TWO_ITEMS), "Lägg till ett medskick till", {"handover.0.body": "Det saknas."}
    )
    assert (sent["verb"], sent["data"]["group"]) == ("add", "handover")
    assert sent["data"]["handover.0.body"] == "Det saknas."
    assert sent["data"]["handover.1.title"] == "Långa väntetider till sfi"
