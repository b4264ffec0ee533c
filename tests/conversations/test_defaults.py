"""What a card shows as chosen from the start is an answer, whether or not anyone has opened the card."""

from collections.abc import Callable

from tests.conversations.answers import AREAS, MEETING, SITUATION
from tests.conversations.chat import Chat, facts, page, summary

ChatAs = Callable[[str], Chat]

NEVER_OPENED = {"5.1", "6.2"}
"""Questions with something chosen from the start, on cards that nobody opens here."""


def all_but_the_chosen(chat: Chat) -> None:
    """Everything but what the cards show as chosen, typed or saved; the last two cards are never opened."""
    page(chat.say("rapportera"))
    for values in (MEETING, SITUATION, AREAS):
        page(chat.press("save", values))
    chat.say("6.1: ja")


def test_what_is_chosen_from_the_start_is_never_called_missing(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    all_but_the_chosen(chat)
    told = str(chat.say("status"))
    assert "Redo att lämnas in" in told, told


def test_the_summary_shows_it_and_what_is_sent_in_holds_it(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    all_but_the_chosen(chat)
    read = summary(chat.say("lämna in"))
    numbers = {name.split(" ")[0] for facts_ in read.facts.values() for name, _ in facts_}
    assert numbers >= NEVER_OPENED
    assert facts(chat.say("bekräfta"))["Version"] == "1"
    sent = chat.desk.store.submissions.latest("2026Q3", "fyrbodal")
    assert sent
    assert (sent.answers["has_handover"], sent.answers["publishable"]) == ("NEJ", "PUBLIK")


def test_before_that_it_is_told_as_chosen_from_the_start(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    chat.say("2.1: 3")
    shown = facts(chat.say("visa svar"))
    chosen = {name.split(" ")[0] for name, words in shown.items() if words.endswith("(förvalt)")}
    assert chosen >= NEVER_OPENED
    draft = chat.desk.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert "has_handover" not in draft.answers


def test_what_it_asks_for_in_turn_is_still_missing(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    chat.say("2.1: 3")
    told = str(chat.say("status"))
    assert "saknas, på kort 1, 2, 3 och 6" in told, told
