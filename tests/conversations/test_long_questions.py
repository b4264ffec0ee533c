"""A question that is too long is told so, with what to do; what nobody can see is no question."""

from collections.abc import Callable

import pytest

from bot.fields import clean
from dialogs.ask import BEGINNING, TOO_LONG
from domain.messages import Message
from store.store import Store
from tests.conversations.chat import Chat

ChatAs = Callable[[str], Chat]

QUESTION = "Vem beslutar om kommuntal?"


def said(chat: Chat, text: str) -> Message:
    """As it comes in at the door."""
    return chat.say(clean(text))


def padded(length: int) -> str:
    return f"{QUESTION} ".ljust(length - 1, "a") + "?"


@pytest.mark.parametrize("text", [padded(2001), f"fråga {padded(3000)}", "hur räknas kommuntal? " * 5000])
def test_a_question_that_is_too_long_is_told_how_long_it_may_be(
    chat_as: ChatAs, store: Store, text: str
) -> None:
    chat = chat_as("fyrbodal")
    assert said(chat, text).text == TOO_LONG
    assert "högst 2000 tecken" in TOO_LONG
    assert store.questions.last(chat.account, chat.now.replace(year=2000)) is None


def test_one_that_is_read_in_part_is_answered_with_that_said(chat_as: ChatAs) -> None:
    short = said(chat_as("fyrbodal"), QUESTION).text
    assert BEGINNING not in short
    assert not said(chat_as("fyrbodal"), padded(500)).text.startswith(BEGINNING)
    long = said(chat_as("fyrbodal"), f"{QUESTION} {' ' * 480}Tack på förhand?").text
    assert long == f"{BEGINNING}\n\n{short}"
    assert said(chat_as("fyrbodal"), padded(2000)).text.startswith(BEGINNING)


@pytest.mark.parametrize(
    "text",
    [
        "\u200b\ufeff\u2060",
        "\u200c\u200d",
        "\u202e\u2066",
        "\x00\x01\x07",
        "\u00ad\ufe0f",
        "?" * 5000,
        "👍🏽",
        "😀" * 5000,
        "\n" * 5000,
    ],
)
def test_signs_that_say_nothing_are_met_with_what_can_be_said(chat_as: ChatAs, text: str) -> None:
    assert said(chat_as("fyrbodal"), text).buttons


def test_a_question_is_the_same_with_marks_that_turn_it(chat_as: ChatAs) -> None:
    turned = said(chat_as("fyrbodal"), f"\u202e{QUESTION}\u202c").text
    assert turned == said(chat_as("fyrbodal"), QUESTION).text
