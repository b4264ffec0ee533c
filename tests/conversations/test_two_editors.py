"""Two who change the same thing in the chat: who has not seen the other's words is shown both."""

from collections.abc import Callable

import pytest

from store.store import Store
from tests.conversations.answers import CARDS, CONTROL
from tests.conversations.chat import Chat, facts, page, panel

WHOLE = (
    "medskick: Bostäder saknas. Det finns inga lediga lägenheter för stora familjer.\n"
    "typ: strukturellt problem\nområde: boende\nnivå: regional\nmottagare: länet\nönskat utfall: En utredning"
)

ChatAs = Callable[[str], Chat]


@pytest.fixture
def fia(chat_as: ChatAs) -> Chat:
    chat = chat_as("fyrbodal")
    panel(chat.say(WHOLE))
    return chat


@pytest.fixture
def sara(chat_as: ChatAs) -> Chat:
    return chat_as("samordnare")


def test_a_wording_that_one_has_not_seen_is_not_overwritten(fia: Chat, sara: Chat, store: Store) -> None:
    panel(fia.say("medskick M1"))
    panel(sara.say("M1"))
    assert panel(fia.say("M1: mottagare: regeringen")).paragraphs[0] == "Ändringen är sparad."
    told = panel(sara.say("M1: mottagare: kommunerna")).paragraphs
    assert told[0].startswith("Inget är sparat. ")
    assert "ändrade M1 efter att du såg det" in told[0]
    assert "nu ”regeringen”, du skrev ”kommunerna”" in told[1]
    assert store.raised.all()[0].content.addressee == "regeringen"
    assert panel(sara.say("M1: mottagare: kommunerna")).paragraphs[0] == "Ändringen är sparad."


def test_two_wordings_of_different_parts_both_hold(fia: Chat, sara: Chat, store: Store) -> None:
    panel(sara.say("M1"))
    panel(fia.say("M1: mottagare: regeringen"))
    assert panel(sara.say("M1: angelägenhet: 3")).paragraphs[0] == "Ändringen är sparad."
    kept = store.raised.all()[0].content
    assert (kept.addressee, kept.urgency) == ("regeringen", 3)


def test_a_status_that_one_has_not_seen_is_shown_beside_the_own(fia: Chat, sara: Chat) -> None:
    panel(sara.say("alla medskick"))
    panel(fia.say("M1: löst, alla har fått bostad"))
    told = panel(sara.say("M1: pågår, möte bokat")).paragraphs
    assert "skrev ”löst: alla har fått bostad”" in told[0]
    assert told[1] == "Du skrev ”pågår: möte bokat”."
    assert panel(sara.say("M1: pågår, möte bokat")).paragraphs == ("Sparat: M1 är nu pågår.",)


def test_what_both_say_alike_is_no_conflict(fia: Chat, sara: Chat) -> None:
    panel(sara.say("M1"))
    panel(fia.say("M1: löst"))
    assert "Sparat" in panel(sara.say("M1: löst")).paragraphs[0]


def test_another_day_for_a_meeting_is_asked_about_once(chat_as: ChatAs, sara: Chat, store: Store) -> None:
    chat_as("fyrbodal").say("möte 12 november")
    told = sara.say("möte Fyrbodal 13 november").text
    assert "12 november 2026, och du skrev 13 november 2026" in told
    assert "Jag har antecknat" in sara.say("möte Fyrbodal 13 november").text
    assert [day.day for day in store.meetings.of("2026Q3").values()] == [13]


def test_an_answer_that_came_after_the_one_that_was_read_is_not_returned(chat_as: ChatAs, sara: Chat) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    for values in CARDS:
        page(fia.press("save", values))
    facts(fia.send(CONTROL))
    panel(sara.say("granska Fyrbodal"))
    fia.say("2.1: 4")
    fia.say("lämna in")
    facts(fia.say("bekräfta"))
    assert "Läs det nya svaret först" in sara.say("återsänd Fyrbodal: Se över 2.1.").text
    panel(sara.say("granska Fyrbodal"))
    assert "är återsänd" in sara.say("återsänd Fyrbodal: Se över 2.1.").text
