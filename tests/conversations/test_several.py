"""Several people at one council's form: nothing that anyone wrote is lost or overwritten unseen."""

from collections.abc import Callable

from tests.conversations.answers import CARDS, CONTROL, HEADLINE, MEETING, SITUATION
from tests.conversations.chat import Chat, facts, page, summary

ChatAs = Callable[[str], Chat]

OTHER = "Det viktigaste just nu är att tolkarna inte räcker till i de mindre kommunerna."


def both_at_the_situation(chat_as: ChatAs) -> tuple[Chat, Chat]:
    """Fia and Folke have the same empty card before them."""
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    page(fia.say("rapportera"))
    page(fia.press("save", MEETING))
    assert page(folke.say("rapportera")).card.title == "Samlat läge"
    return fia, folke


def test_who_else_is_asked_is_told(chat_as: ChatAs) -> None:
    notice = page(chat_as("fyrbodal").say("rapportera")).notice
    assert "Folke Fyrbodal (påhittad) (ersättare) kan också fylla i." in notice


def test_different_questions_of_one_card_are_joined(chat_as: ChatAs) -> None:
    fia, folke = both_at_the_situation(chat_as)
    page(fia.press("save", {"overall_status": "3", "headline": HEADLINE}))
    assert page(folke.press("save", {"overall_trend": "OFORANDRAT"})).card.title == "Insatsområden"
    told = facts(fia.say("visa svar"))
    assert told["2.1 Hur är det samlade läget?"].startswith("3 – Fungerar i huvudsak")
    assert told["2.2 Hur har läget utvecklats sedan förra kvartalet?"].startswith("Oförändrat")
    assert "Folke Fyrbodal" in told["2.2 Hur har läget utvecklats sedan förra kvartalet?"]
    assert "Fia Fyrbodal" in told["2.3 Vad är viktigast just nu?"]


def test_two_texts_are_both_shown_with_names_and_hold_up_sending(chat_as: ChatAs) -> None:
    fia, folke = both_at_the_situation(chat_as)
    page(fia.press("save", SITUATION))
    asked = page(folke.press("save", {**SITUATION, "headline": OTHER}))
    assert asked.card.title == "Samlat läge"
    assert "Någon annan har svarat något annat" in asked.notice
    assert asked.values["headline"] == HEADLINE
    assert f"Folke Fyrbodal (påhittad) skrev samtidigt: {OTHER}" in asked.beside["headline"]
    for values in CARDS[2:]:
        fia.say("rapportera")
        fia.say(f"kort {CARDS.index(values) + 1}")
        page(fia.press("save", values))
    fia.say("kort 6")
    assert page(fia.press("send", CONTROL)).problems[0].number == "2.3"


def test_the_other_text_is_chosen_with_one_tap(chat_as: ChatAs) -> None:
    fia, folke = both_at_the_situation(chat_as)
    page(fia.press("save", SITUATION))
    asked = page(folke.press("save", {**SITUATION, "headline": OTHER}))
    (pick,) = asked.explain["headline"]
    mine = next(choice.value for choice in pick.choices if choice.label.startswith("Folke"))
    page(folke.press("save", {pick.key: mine}))
    assert facts(fia.say("visa svar"))["2.3 Vad är viktigast just nu?"].startswith(OTHER)
    assert not page(fia.say("kort 2")).explain


def test_both_texts_can_be_kept_after_each_other(chat_as: ChatAs) -> None:
    fia, folke = both_at_the_situation(chat_as)
    page(fia.press("save", SITUATION))
    (pick,) = page(folke.press("save", {**SITUATION, "headline": OTHER})).explain["headline"]
    both = next(choice.value for choice in pick.choices if choice.label.startswith("Båda"))
    page(folke.press("save", {pick.key: both}))
    told = facts(fia.say("visa svar"))["2.3 Vad är viktigast just nu?"]
    assert HEADLINE in told
    assert OTHER in told


def test_medskick_that_both_add_are_both_kept(chat_as: ChatAs) -> None:
    fia, folke = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare")
    for chat in (fia, folke):
        page(chat.say("rapportera"))
        page(chat.say("kort 5"))
    page(fia.press("save", {"has_handover": "JA", "handover.0.title": "Sena kommuntal"}))
    page(folke.press("save", {"has_handover": "JA", "handover.0.title": "Tolkar saknas"}))
    told = facts(fia.say("visa svar"))
    assert told["5.2.1.1 Rubrik"].startswith("Sena kommuntal")
    assert told["5.2.2.1 Rubrik"].startswith("Tolkar saknas")


def test_both_send_in_at_once_and_each_has_a_receipt_of_what_was_sent(chat_as: ChatAs) -> None:
    for first, second in (("fyrbodal", "fyrbodal_ersattare"), ("fyrbodal_ersattare", "fyrbodal")):
        one, other = chat_as(first), chat_as(second)
        page(one.say("rapportera"))
        for number, values in enumerate(CARDS, start=1):
            page(one.say(f"kort {number}"))
            page(one.press("save", values))
        page(one.say("kort 6"))
        summary(one.press("send", CONTROL))
        page(other.say("kort 6"))
        summary(other.press("send", CONTROL))
        told = [facts(chat.deliver(chat.confirmation())) for chat in (one, other)]
        assert told[0]["Version"] == told[1]["Version"] == "1"
        assert told[0]["Fingeravtryck"] == told[1]["Fingeravtryck"]


def test_entry_on_behalf_is_marked(chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    notice = page(sara.say("rapportera för Sjuhärad")).notice
    assert "Du fyller i för Sjuhärad. Det kommer att synas." in notice
    meeting = {**MEETING, "municipalities_present": "1490"}
    for values in (meeting, *CARDS[1:]):
        page(sara.press("save", values))
    told = facts(sara.send(CONTROL))
    assert told["Av"] == "Sara Samordnare (påhittad) (för enhetens räkning)"


def test_a_leader_fills_in_for_the_councils_municipalities_and_no_others(chat_as: ChatAs) -> None:
    gun = chat_as("goteborgsregionen")
    assert page(gun.say("rapportera för Ale")).unit == "1440"
    assert gun.say("rapportera för Skara").text.startswith("Du svarar inte för Skara.")
    assert gun.say("rapportera för Skaraborg").text.startswith("Du svarar inte för Skaraborg.")
