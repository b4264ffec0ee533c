"""More than two at one form, and old cards: what was told as saved is an answer, or waits to be chosen."""

from collections.abc import Callable
from dataclasses import replace

from store.store import Store
from tests.conversations.answers import HEADLINE, MEETING, SITUATION
from tests.conversations.chat import Chat, facts, page
from tests.conversations.test_several import OTHER, both_at_the_situation

ChatAs = Callable[[str], Chat]

THIRD = "Viktigast är att kommunerna får besked om kommuntalen i tid för sin budget."


def test_three_texts_are_all_shown_with_their_names(chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    fia, folke = both_at_the_situation(chat_as)
    page(sara.say("rapportera för Fyrbodal"))
    page(fia.press("save", SITUATION))
    page(folke.press("save", {**SITUATION, "headline": OTHER}))
    asked = page(sara.press("save", {**SITUATION, "headline": THIRD}))
    told = " ".join(asked.beside["headline"])
    assert f"Folke Fyrbodal (påhittad) skrev samtidigt: {OTHER}" in told
    assert f"Sara Samordnare (påhittad) skrev samtidigt: {THIRD}" in told
    (pick,) = asked.explain["headline"]
    page(sara.press("save", {pick.key: next(c.value for c in pick.choices if c.label.startswith("Folke"))}))
    assert facts(fia.say("visa svar"))["2.3 Vad är viktigast just nu?"].startswith(OTHER)


def test_who_chose_first_decides_and_a_later_choice_of_another_text_is_asked_about(chat_as: ChatAs) -> None:
    fia, folke = both_at_the_situation(chat_as)
    page(fia.press("save", SITUATION))
    (pick,) = page(folke.press("save", {**SITUATION, "headline": OTHER})).explain["headline"]
    his = next(choice.value for choice in pick.choices if choice.label.startswith("Folke"))
    page(fia.say("kort 2"))
    page(fia.press("save", {"headline": THIRD}))
    asked = page(folke.press("save", {pick.key: his}))
    assert asked.values["headline"] == THIRD
    assert any(OTHER in line for line in asked.beside["headline"])


def test_words_that_cannot_be_read_do_not_hide_the_others_answer(chat_as: ChatAs) -> None:
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    for chat in (fia, folke):
        page(chat.say("rapportera"))
    page(fia.press("save", MEETING))
    asked = page(folke.press("save", {**MEETING, "council_date": "i förrgår kanske"}))
    assert asked.beside["council_date"] == (
        "Fia Fyrbodal (påhittad) skrev det som står nu.",
        "Folke Fyrbodal (påhittad) skrev samtidigt: i förrgår kanske",
    )
    assert facts(fia.say("visa svar"))["1.2 Vilken dag hölls samrådet?"].startswith("2026-11-05")


def test_a_typed_answer_settles_what_two_had_written_differently_when_that_is_said(chat_as: ChatAs) -> None:
    fia, folke = both_at_the_situation(chat_as)
    page(fia.press("save", SITUATION))
    page(folke.press("save", {**SITUATION, "headline": OTHER}))
    asked = fia.say(f"2.3: {THIRD}").text
    assert "sparades inte. Två har svarat olika." in asked
    assert HEADLINE.rstrip(".") in asked
    assert f"Folke Fyrbodal (påhittad) skrev samtidigt: {OTHER}" in asked
    assert "Sparat." in fia.say(f"2.3 ersätt: {THIRD}").text
    now = page(fia.say("kort 2"))
    assert (now.values["headline"], dict(now.explain)) == (THIRD, {})


def test_what_another_wrote_is_not_replaced_by_typing_until_that_is_said(chat_as: ChatAs) -> None:
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    fia.say(f"2.3: {HEADLINE}")
    asked = folke.say(f"2.3: {OTHER}").text
    assert f"2.3: sparades inte. Fia Fyrbodal (påhittad) har svarat ”{HEADLINE.rstrip('.')}”." in asked
    assert "Skriv ”2.3 ersätt: …” för att ersätta det, eller ”2.3 lägg till: …”" in asked
    assert HEADLINE in str(facts(fia.say("visa svar")))
    assert "sparades inte" in folke.say("2.3:").text
    both = folke.say(f"2.3 lägg till: {OTHER}").text
    assert "Sparat." in both
    assert HEADLINE in both
    assert OTHER.rstrip(".") in both
    assert "Sparat." in folke.say(f"2.3 ERSÄTT: {OTHER}").text
    assert HEADLINE not in str(facts(fia.say("visa svar")))


def test_the_same_answer_and_ones_own_are_typed_without_a_question(chat_as: ChatAs) -> None:
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    for said in ("2.1: 3", "2.1: 4"):
        assert "Sparat." in fia.say(said).text
    assert "Sparat." in folke.say("2.1: 4").text
    assert "har svarat ”4 – Gott”. Skriv ”2.1 ersätt: …” för att ersätta det." in folke.say("2.1: 2").text
    assert "Det går bara att lägga till text" in folke.say("2.1 lägg till: 2").text


def test_an_explanation_is_kept_though_the_warning_went_away_meanwhile(chat_as: ChatAs) -> None:
    """Folke explains a warning on his card while Fia makes the number one that needs no explanation."""
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    page(fia.say("rapportera"))
    page(fia.say("kort 2"))
    recognisable = f"{HEADLINE} En 17-årig pojke från Eritrea i Munkedal saknar god man."
    page(fia.press("save", {**SITUATION, "headline": recognisable}))
    page(folke.say("rapportera"))
    shown = page(folke.say("kort 2"))
    (comment,) = [one for one in shown.explain["headline"] if one.key.endswith("~comment")]
    page(fia.say("kort 2"))
    page(fia.press("save", {"headline": HEADLINE}))
    page(folke.press("save", {comment.key: "Uppgiften finns i en tidning."}))
    told = facts(fia.say("visa svar"))["2.3 Vad är viktigast just nu?"]
    assert "kommentar: Uppgiften finns i en tidning" in told
    assert told.startswith(HEADLINE)


def test_a_card_that_comes_back_shows_what_others_have_saved_meanwhile(chat_as: ChatAs) -> None:
    """Else whoever puts the refused field right would overwrite the rest unseen."""
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    for chat in (fia, folke):
        page(chat.say("rapportera"))
    page(fia.press("save", {"council_held": "JA", "municipalities_present": "1485"}))
    again = page(folke.press("save", {"council_held": "JA", "council_date": "i förrgår"}))
    assert [problem.number for problem in again.problems] == ["1.2"]
    assert (again.values["council_date"], again.values["municipalities_present"]) == ("i förrgår", "1485")
    page(folke.press("save", {"council_date": "2026-11-05"}))
    told = facts(fia.say("visa svar"))
    assert told["1.2 Vilken dag hölls samrådet?"].startswith("2026-11-05")
    assert any(words.startswith("Uddevalla") for words in told.values())


def test_chosen_words_that_cannot_be_read_are_the_ones_to_put_right(chat_as: ChatAs) -> None:
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    for chat in (fia, folke):
        page(chat.say("rapportera"))
    page(fia.press("save", MEETING))
    (pick,) = page(folke.press("save", {**MEETING, "council_date": "i förrgår"})).explain["council_date"]
    again = page(folke.press("save", {pick.key: pick.choices[1].value}))
    assert (again.values["council_date"], dict(again.explain)) == ("i förrgår", {})


def test_two_people_of_the_same_name_do_not_overwrite_each_other(chat_as: ChatAs, store: Store) -> None:
    sara = chat_as("samordnare")
    fia, folke = both_at_the_situation(chat_as)
    for who in ("fyrbodal_ersattare", "samordnare"):
        person = store.people.get(who)
        assert person
        store.people.enroll(replace(person, name="Alex Ek"), at=fia.now)
    page(sara.say("rapportera för Fyrbodal"))
    page(fia.press("save", SITUATION))
    page(folke.press("save", {**SITUATION, "headline": OTHER}))
    asked = page(sara.press("save", {**SITUATION, "headline": THIRD}))
    told = " ".join(asked.beside["headline"])
    assert f"Alex Ek skrev samtidigt: {OTHER}" in told
    assert f"Alex Ek skrev samtidigt: {THIRD}" in told
