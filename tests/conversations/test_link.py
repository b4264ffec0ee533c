"""länk: one's own way to the form in a browser."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dialogs.desk import Desk
from tests.conversations.chat import Chat
from web.links import LinkMaker, Seal

ChatAs = Callable[[str], Chat]


@pytest.fixture
def with_links(desk: Desk, chat_as: ChatAs) -> ChatAs:
    links = LinkMaker(Seal("x" * 40), "https://samrad.example.se", desk.store)
    linked = replace(desk, link=links.to)
    return lambda who: replace(chat_as(who), desk=linked)


def test_a_reporter_gets_the_own_link_and_the_same_each_time(with_links: ChatAs) -> None:
    fia = with_links("fyrbodal")
    told = fia.say("länk")
    assert told.text.startswith("Länken är personlig och gäller till 25 november 2026 kl. 23.59.")
    (button,) = told.buttons
    assert button.opens.startswith("https://samrad.example.se/svara/")
    assert fia.say("öppna i webbläsaren").buttons == (button,)


def test_every_card_opens_in_the_browser_too(with_links: ChatAs) -> None:
    fia = with_links("fyrbodal")
    page = fia.say("rapportera").page
    assert page
    assert page.link == fia.say("länk").buttons[0].opens


def test_the_coordinator_takes_a_units_links_back_and_a_new_one_is_another(with_links: ChatAs) -> None:
    fia, sara = with_links("fyrbodal"), with_links("samordnare")
    (before,) = fia.say("länk").buttons
    assert sara.say("återkalla länk Fyrbodal").text.startswith("Länken för Fyrbodal är återkallad.")
    assert sara.say("återkalla länk Fyrbodal").text == "Fyrbodal har ingen länk att återkalla."
    (after,) = fia.say("länk").buttons
    assert after != before


def test_nobody_else_gets_or_takes_a_link(with_links: ChatAs) -> None:
    assert with_links("medlem").say("länk").text.startswith("Du är inte uppgiftslämnare")
    assert with_links("skaraborg").say("länk Fyrbodal").text.startswith("Du svarar inte för Fyrbodal.")
    assert with_links("fyrbodal").say("återkalla länk Skaraborg").text.startswith("Det kan bara samordnaren")
