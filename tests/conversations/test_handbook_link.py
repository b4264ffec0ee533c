"""handbok länk: one's own way to the handbook in a browser."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.desk import Desk
from domain.people import Person, Role
from tests.conversations.chat import Chat
from web.handbook_links import HandbookLinkMaker
from web.links import Seal

ChatAs = Callable[[str], Chat]


@pytest.fixture
def with_links(desk: Desk, chat_as: ChatAs) -> ChatAs:
    links = HandbookLinkMaker(Seal("x" * 40), "https://samrad.example.se", desk.store)
    linked = replace(desk, handbook_link=links.to)
    return lambda who: replace(chat_as(who), desk=linked)


def test_a_coordinator_gets_a_link_and_the_same_while_it_holds_for_long(with_links: ChatAs) -> None:
    sara = with_links("samordnare")
    told = sara.say("handbok länk")
    assert told.text.startswith("Länken är personlig och gäller i högst tolv timmar.")
    (button,) = told.buttons
    assert button.opens.startswith("https://samrad.example.se/handbok/")
    assert sara.say("länk till handboken").buttons == (button,)
    later = sara.at(sara.now + timedelta(hours=7))
    assert later.say("handbokslänk").buttons != (button,)


def test_who_does_not_keep_the_handbook_gets_none(with_links: ChatAs) -> None:
    told = with_links("fyrbodal").say("handbok länk")
    assert told.text.startswith("Handboken ändras av de sakkunniga och samordnaren.")
    assert told.buttons == ()


def test_a_link_is_taken_back_by_its_owner_and_by_the_coordinator(with_links: ChatAs, desk: Desk) -> None:
    sara = with_links("samordnare")
    first = sara.say("handbok länk").buttons
    assert sara.say("återkalla handbok länk").text.startswith("En länk till handboken är återkallad.")
    assert sara.say("återkalla handbok länk").text == "Du har ingen länk till handboken att återkalla."
    assert sara.say("handbok länk").buttons != first
    desk.store.people.enroll(Person("ek", "Eva Ek", Role.EXPERT, "etablering"), at=sara.now)
    assert sara.say("återkalla handbok länk för Eva Ek").text.startswith("Eva Ek har ingen länk")
    assert sara.say("återkalla handbok länk för Adam").text.startswith("Jag vet inte vem du menar")
    assert with_links("fyrbodal").say("återkalla handbok länk för Eva Ek").text.startswith("Det kan bara")


def test_no_link_is_shown_in_a_channel(with_links: ChatAs) -> None:
    assert with_links("samordnare").in_channel("handbok länk").buttons == ()
