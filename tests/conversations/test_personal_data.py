"""Words about a person that come in a field: refused, and neither kept nor shown to anybody."""

from collections.abc import Callable

import pytest

from store.store import Store
from tests.conversations.answers import MEETING, SITUATION
from tests.conversations.chat import Chat, page

ChatAs = Callable[[str], Chat]

ABOUT = "Kvinnan {} i Skara har svårt att få en bostad och behöver hjälp."
HIDDEN = "19811218\u200b-\u200b98\u200b76"
"""A personal number with signs in it that nobody sees."""


def at_the_situation(chat: Chat) -> Chat:
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    return chat


def drafted(store: Store) -> str:
    return str([one.answers for one in store.submissions.history("2026Q3", "fyrbodal")])


@pytest.mark.parametrize("number", ["19811218-9876", HIDDEN, "19811218\x00-9876", "ali\u200b@kommun.se"])
def test_it_is_neither_kept_nor_shown_again(chat_as: ChatAs, store: Store, number: str) -> None:
    fia = at_the_situation(chat_as("fyrbodal"))
    told = page(fia.press("save", {**SITUATION, "headline": ABOUT.format(number)}))
    assert [problem.key for problem in told.problems] == ["headline"]
    assert told.values["headline"] == ABOUT.format("[borttaget]")
    assert ABOUT.format("[borttaget]") in drafted(store)
    seen = page(chat_as("fyrbodal_ersattare").say("rapportera"))
    for shown in (str(told), str(seen), drafted(store)):
        assert not any(part in shown for part in ("19811218", "98\u200b76", "-9876", "kommun.se"))


def test_the_same_card_once_more_leads_to_the_same_place(chat_as: ChatAs) -> None:
    """The answer is not stored: it is made anew, from what stands."""
    fia = at_the_situation(chat_as("fyrbodal"))
    sent = fia.action("save", {**SITUATION, "headline": ABOUT.format(HIDDEN)})
    first, again = page(fia.deliver(sent)), page(fia.deliver(sent))
    assert again.card == first.card
    assert again.values == first.values
    assert [problem.key for problem in again.problems] == ["headline"]


def test_other_refused_words_stand_as_they_were_written(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    told = page(fia.press("save", {**MEETING, "council_date": " i \u00a0förrgår "}))
    assert told.values["council_date"] == " i \u00a0förrgår "
