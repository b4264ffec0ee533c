"""leveranser: a unit, a person and a quarter in any order, what waits until when, and who asked for it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from counties.reading import CountyBook
from domain.delivery import GivenUp, Outcome, Posting, Reason
from domain.quarter import Quarter
from domain.rounds import plan
from forms import shelf
from store.store import Store
from tests.conversations.chat import Chat, facts, panel

FIA = "Fia Fyrbodal (påhittad)"


def post(store: Store, person: str, at: datetime, kind: str = "öppnad", quarter: str = "2026Q3") -> str:
    key = f"{quarter}/{kind}/{person}/{person}"
    what = {"round": quarter, "unit": person, "rule": kind, "step": "0"}
    store.outbox.post([Posting(key, person, kind, what, at)], at)
    return key


@pytest.fixture
def sara(chat_as: Callable[[str], Chat]) -> Chat:
    return chat_as("samordnare")


@pytest.fixture(autouse=True)
def posted(store: Store, opened: datetime) -> None:
    for person in ("fyrbodal", "sjuharad"):
        post(store, person, opened)


@pytest.mark.parametrize(
    "said",
    [
        "leveranser K3 Fyrbodal", "leveranser Fyrbodal K3", "leveranser Fia Fyrbodal", "leverans Fyrbodal",
        "Leveranser till Fyrbodal.", "leveranser för Fia", "har Fia fått påminnelsen?",
        "fick Fia påminnelsen?",        "vad har skickats till Fyrbodal?",
    ],
)  # fmt: skip
def test_a_unit_a_person_and_a_quarter_come_in_any_order(sara: Chat, said: str) -> None:
    assert list(facts(sara.say(said))) == [FIA]


@pytest.mark.parametrize(
    "said", ["leveranser K3", "leverans K3", "vad har skickats", "Vad har skickats?", "leveranser"]
)
def test_the_whole_round_is_asked_for_in_other_words(sara: Chat, said: str) -> None:
    answer = sara.say(said)
    assert panel(answer).title == "Leveranser för kvartal 3 2026"
    assert len(facts(answer)) == 2


def test_the_quarter_before_is_found(sara: Chat, store: Store, book: CountyBook, opened: datetime) -> None:
    assert sara.say("leveranser förra kvartalet").text == "Det finns ingen omgång före kvartal 3 2026."
    forms = [shelf.newest(form_id) for form_id in book.county.form_ids()]
    store.rounds.create(
        plan(Quarter(2026, 2), date(2026, 9, 10), forms), "samråd", opened - timedelta(days=150)
    )
    post(store, "af", opened, quarter="2026Q2")
    assert list(facts(sara.say("leveranser förra kvartalet"))) == ["Ada Arbete (påhittad)"]


def test_a_slip_is_asked_about(sara: Chat) -> None:
    assert sara.say("leveranser Fyrbdal").text == (
        "Jag hittar ingen enhet eller person som heter ”Fyrbdal”. Menade du Fyrbodal?"
    )
    assert "”K9” är inget kvartal" in sara.say("leveranser K9").text


def test_what_waits_on_a_sunday_says_when_and_what_sent_means_is_not_said_of_nothing(sara: Chat) -> None:
    sunday = sara.at(sara.now + timedelta(days=4))
    assert panel(sunday.say("leveranser K3")).paragraphs == (
        "2 väntar på att skickas.",
        "Det som väntar skickas tidigast 16 november 2026 kl. 10.00.",
    )
    assert panel(sara.say("leveranser K3")).paragraphs == ("2 väntar på att skickas.",)


def test_who_asked_that_it_be_sent_again_is_named(sara: Chat, store: Store, opened: datetime) -> None:
    key = "2026Q3/öppnad/fyrbodal/fyrbodal"
    store.outbox.give_up(key, GivenUp(Outcome.FAILED, "fel", Reason.BROKEN), opened)
    sara.say("skicka allt igen")
    assert facts(sara.say("leveranser Fia"))[FIA] == (
        "Beskedet att omgången är öppen: väntar på att skickas (Sara Samordnare (påhittad) bad om det)"
    )


@pytest.mark.parametrize("said", ["har Ale fått pengar?", "vad har skickats till regeringen?"])
def test_a_question_about_something_else_is_left_to_the_handbook(sara: Chat, said: str) -> None:
    answer = sara.say(said)
    assert "Leveranser" not in str(answer)
    assert "Jag hittar ingen enhet" not in answer.text


def test_a_reporter_is_not_told_of_others(chat_as: Callable[[str], Chat]) -> None:
    assert "Leveranser" not in str(chat_as("fyrbodal").say("vad har skickats till Sjuhärad?"))
