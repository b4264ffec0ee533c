"""An answer helped, did not help, or was wrong: said with a button or in words, and kept without a name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dialogs.desk import Desk
from domain.feedback import Noted, Verdict
from domain.messages import Button, Message
from knowledge.entries import read_entries
from knowledge.handbook import Handbook
from knowledge.sureness import SURENESS
from store.store import Store
from tests.conversations.chat import Chat

ChatAs = Callable[[str], Chat]

QUOTA = "Vem beslutar om kommuntal?"


def noted(store: Store, since: datetime) -> Noted:
    return store.questions.since(since - timedelta(days=1))[-1]


def says(message: Message) -> list[str]:
    return [button.says for button in message.buttons]


def test_an_answer_has_a_way_to_the_official_text_and_three_verdicts(chat_as: ChatAs) -> None:
    told = chat_as("fyrbodal").say(QUOTA)
    assert [button.title for button in told.buttons[1:]] == ["Hjälpte", "Hjälpte inte", "Stämmer inte"]
    assert says(told)[1:] == ["hjälpte", "hjälpte inte", "fel"]
    assert told.buttons[0] == Button(
        "Läs förordningen (2016:39)", opens="https://data.riksdagen.se/dokument/sfs-2016-39.html"
    )


def test_no_answer_has_a_button_that_leads_nowhere_or_more_than_four(chat_as: ChatAs, desk: Desk) -> None:
    fia = chat_as("medlem")
    asked = [entry.question for entry in desk.handbook.entries.values()][::40]
    shown = [fia.say(question).buttons for question in asked]
    assert all(len(buttons) <= 4 for buttons in shown)
    to_read = [button for buttons in shown for button in buttons if button.title.startswith("Läs ")]
    assert len(to_read) > 3
    assert all(button.opens.startswith("https://") and not button.says for button in to_read)


@pytest.mark.parametrize(
    ("words", "verdict", "reason"),
    [
        ("hjälpte", Verdict.HELPED, ""),
        ("Det hjälpte!", Verdict.HELPED, ""),
        ("hjalpte inte", Verdict.NOT, ""),
        ("Nej, det hjälpte inte", Verdict.NOT, ""),
        ("det var inte svar på min fråga", Verdict.NOT, ""),
        ("du svarade inte på frågan", Verdict.NOT, ""),
        ("hjälpte inte: jag saknar beloppet", Verdict.NOT, "jag saknar beloppet"),
        ("fel", Verdict.WRONG, ""),
        ("Fel: lagen är ändrad.\nSe 2025.", Verdict.WRONG, "lagen är ändrad.\nSe 2025."),
        ("Svaret är fel", Verdict.WRONG, ""),
        ("det är fel, beloppet är gammalt", Verdict.WRONG, "beloppet är gammalt"),
    ],
)
def test_a_verdict_is_said_in_many_ways(
    chat_as: ChatAs, store: Store, words: str, verdict: Verdict, reason: str
) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    assert fia.say(words).text.startswith("Tack!")
    kept = noted(store, fia.now)
    assert (kept.asked.question, kept.verdict, kept.reason) == (QUOTA, verdict, reason)


def test_a_verdict_without_a_reason_asks_for_one_and_offers_an_expert(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    told = fia.say("fel")
    assert told.text == (
        f"Tack! Jag har antecknat att svaret på ”{QUOTA}” är fel. Skriv gärna vad som är fel."
    )
    assert says(told) == ["fråga sakkunnig"]
    told = fia.say("fel: länstalet är ett annat")
    assert told.text.endswith("De som ansvarar för svaret får läsa vad du skrev.")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("fel", "beloppet är gammalt, det höjdes i januari"),
        ("hjälpte inte", "gammalt belopp"),
        ("hjälpte inte", "Det var inte svar på min fråga, jag undrade om skolan."),
        ("fel", "det är 10 § som gäller numera"),
        ("fel", "det står fel i rapporten som ni skickar"),
    ],
)
def test_the_next_words_are_the_reason(chat_as: ChatAs, store: Store, verdict: str, words: str) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    fia.say(verdict)
    told = fia.say(words)
    assert told.text.startswith(f"Tack! Jag har antecknat att svaret på ”{QUOTA}”")
    assert told.text.endswith("De som ansvarar för svaret får läsa vad du skrev.")
    assert says(told) == ["fråga sakkunnig", f"fråga {words}"]
    (only,) = store.questions.since(fia.now)
    assert (only.verdict, only.reason) == (Verdict(verdict), words)


@pytest.mark.parametrize(
    "words",
    [
        "Kan kommunen säga nej till en anvisning?",
        "vem betalar tolken",
        "5 § bosättningslagen",
        "kommuntal",
        "fråga om kommuntal för en kommun",
    ],
)
def test_a_question_after_a_verdict_is_a_question(chat_as: ChatAs, store: Store, words: str) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    fia.say("fel")
    fia.say(words)
    first, second = store.questions.since(fia.now)
    assert (first.reason, second.asked.question) == ("", words.removeprefix("fråga "))


@pytest.mark.parametrize("words", ["status", "tack", "visa 5 § bosättningslagen", "statsu"])
def test_a_command_after_a_verdict_is_a_command(chat_as: ChatAs, store: Store, words: str) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    fia.say("fel")
    fia.say(words)
    assert noted(store, fia.now).reason == ""


def test_words_ten_minutes_after_a_verdict_are_no_reason(
    chat_as: ChatAs, store: Store, opened: datetime
) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    later = fia.at(opened + timedelta(hours=2))
    later.say("fel")
    later.at(later.now + timedelta(minutes=11)).say("beloppet är ett annat numera")
    assert store.questions.since(opened)[0].reason == ""
    later.say("fel")
    later.at(later.now + timedelta(minutes=9)).say("beloppet är ett annat numera")
    assert store.questions.since(opened)[-1].reason == "beloppet är ett annat numera"


def test_a_reason_is_anothers_only_if_the_other_said_so(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    fia.say("fel")
    chat_as("skaraborg").say("beloppet är gammalt numera")
    assert store.questions.since(fia.now)[0].reason == ""


@pytest.mark.parametrize("words", ["det gäller 850101-2382 hos oss", "Fatima Hassan har fått fel svar"])
def test_a_reason_about_a_person_is_kept_nowhere(chat_as: ChatAs, store: Store, words: str) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    fia.say("fel")
    fia.say(words)
    (only,) = store.questions.since(fia.now)
    assert only.reason == ""


def test_a_reason_is_kept_when_the_button_is_pressed_after_it(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    fia.say("fel: länstalet är ett annat")
    fia.say("fel")
    assert noted(store, fia.now).reason == "länstalet är ett annat"
    fia.say("hjälpte")
    assert (noted(store, fia.now).verdict, noted(store, fia.now).reason) == (Verdict.HELPED, "")


@pytest.mark.parametrize("words", ["hjälpte", "fel", "hjälpte inte: inget alls"])
def test_a_verdict_without_an_answer_before_it(chat_as: ChatAs, store: Store, words: str) -> None:
    fia = chat_as("fyrbodal")
    assert fia.say(words).text.startswith("Jag vet inte vilket svar du menar.")
    assert store.questions.since(fia.now) == []


def test_nobody_judges_an_answer_that_another_got(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    assert chat_as("skaraborg").say("fel: allt").text.startswith("Jag vet inte vilket svar du menar.")
    assert noted(store, fia.now).verdict is None


@pytest.mark.parametrize("words", ["fel: ring 0522-123 45 67", "hjälpte inte: det gäller 850101-2382"])
def test_personal_data_in_a_reason_is_not_kept(chat_as: ChatAs, store: Store, words: str) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    assert fia.say(words).text.startswith("Inget är sparat eller skickat.")
    assert (noted(store, fia.now).verdict, noted(store, fia.now).reason) == (None, "")


def test_what_is_stopped_is_not_kept_and_what_is_asked_has_no_name(chat_as: ChatAs, store: Store) -> None:
    fia = chat_as("fyrbodal")
    fia.say("Har Fatima Hassan, 850101-2382, rätt till etableringsersättning?")
    assert store.questions.since(fia.now) == []
    fia.say(QUOTA)
    assert "fyrbodal" not in str(noted(store, fia.now)).lower()


@pytest.mark.parametrize("words", ["fel belopp utbetalt, vad gör vi?", "vad är fel i min rapport?"])
def test_questions_with_the_same_words_are_questions(chat_as: ChatAs, store: Store, words: str) -> None:
    fia = chat_as("fyrbodal")
    fia.say(QUOTA)
    fia.say(words)
    assert all(one.verdict is None for one in store.questions.since(fia.now))


def test_the_next_question_goes_on_from_the_last_for_half_an_hour(
    chat_as: ChatAs, desk: Desk, opened: datetime
) -> None:
    fia = chat_as("fyrbodal")
    fia.say("Vad säger 5 § bosättningslagen?")
    within = fia.at(opened + timedelta(minutes=20)).say("och 9 §?")
    assert within.text == desk.handbook.find("9 § bosättningslagen").answer
    fia.say("Vad säger 5 § bosättningslagen?")
    late = fia.at(opened + timedelta(minutes=31)).say("och 9 §?")
    assert late.text.startswith("Vilken lag eller förordning menar du?")


def test_one_persons_topic_is_not_anothers(chat_as: ChatAs) -> None:
    chat_as("fyrbodal").say("Vad säger 5 § bosättningslagen?")
    assert chat_as("skaraborg").say("och 9 §?").text.startswith("Vilken lag eller förordning menar du?")


@pytest.fixture
def unsure(desk: Desk) -> Desk:
    """A handbook that answers only its own questions, and suggests them to any other."""
    handbook = Handbook(read_entries(), sureness=replace(SURENESS, answer=1.1, suggest=0.0))
    return replace(desk, load_handbook=lambda: handbook)


def test_a_suggestion_that_is_pressed_is_noted_at_the_question_that_led_to_it(
    chat_as: ChatAs, unsure: Desk, store: Store
) -> None:
    fia = replace(chat_as("fyrbodal"), desk=unsure)
    told = fia.say("vilka bestämmer om antalet anvisade per kommun")
    assert says(told)[-1] == "fråga sakkunnig"
    picked = told.buttons[0].says
    fia.say(picked)
    first, second = store.questions.since(fia.now)
    assert (first.asked.outcome, first.picked) == ("suggest", second.asked.entry)
    assert f"fråga {unsure.handbook.entries[first.picked].question}" == picked
    assert second.picked == ""
    fia.say(picked)
    assert [one.picked for one in store.questions.since(fia.now)] == [second.asked.entry, "", ""]
