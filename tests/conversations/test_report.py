"""A reporter fills in the council's form."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.cards.card import render
from bot.cards.plain import STOP, size_of
from domain.messages import Action, Message
from tests.conversations.answers import (
    AREAS,
    CARDS,
    CONTROL,
    FIGURES,
    HEADLINE,
    MEETING,
    NO_HANDOVER,
    SITUATION,
)
from tests.conversations.chat import Chat, facts, page, summary

ChatAs = Callable[[str], Chat]


def fill_in(chat: Chat) -> None:
    """The five cards before the last, each saved."""
    page(chat.say("rapportera"))
    for values in CARDS:
        page(chat.press("save", values))


def test_six_cards_lead_to_a_receipt(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    assert page(chat.say("rapportera")).card.title == "Mötet"
    assert page(chat.press("save", MEETING)).card.title == "Samlat läge"
    assert page(chat.press("save", SITUATION)).card.title == "Insatsområden"
    assert page(chat.press("save", AREAS)).card.title == "Siffror att bekräfta"
    assert page(chat.press("save", FIGURES)).card.title == "Medskick och goda exempel"
    assert page(chat.press("save", NO_HANDOVER)).card.title == "Kontroll"
    told = facts(chat.send(CONTROL))
    assert told["Version"] == "1"
    assert told["Inlämnat"] == "11 november 2026 kl. 10.30 (i tid)"
    assert told["Enhet"] == "Delregionalt samråd Fyrbodal"


def test_a_number_that_cannot_be_read_comes_back_and_nothing_else_is_lost(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    for values in (MEETING, SITUATION, AREAS):
        page(chat.press("save", values))
    filled = {**FIGURES, "quota_current": "ca 50", "received_total_ytd": "1 234", "sfi_wait_weeks": "7,5"}
    again = page(chat.press("save", filled))
    assert again.card.title == "Siffror att bekräfta"
    assert [(p.number, p.words) for p in again.problems] == [
        ("4.3", "Skriv bara siffror: 50. Osäker? Välj ”Uppgift saknas” och skriv varför.")
    ]
    assert again.values["quota_current"] == "ca 50"
    assert again.values["received_total_ytd"] == "1 234"
    assert page(chat.press("save", {"quota_current": "50"})).card.title == "Medskick och goda exempel"
    answers = facts(chat.say("visa svar"))
    assert answers["4.6 Mottagna totalt, hittills i år"] == "1\u00a0234 personer"
    assert answers["4.10 Väntetid till start på sfi, median"] == "7,5 veckor"


def test_what_is_missing_is_said_before_sending_and_leads_there(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    for values in (MEETING, {"overall_status": "3"}, AREAS, FIGURES, NO_HANDOVER):
        page(chat.press("save", values))
    back = page(chat.press("send", CONTROL))
    assert back.notice == "Två svar saknas: 2.2 och 2.3."
    assert back.card.title == "Samlat läge"
    assert [problem.number for problem in back.problems] == ["2.2", "2.3"]


def test_a_worsened_situation_wants_a_reason(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    after = page(chat.press("save", {**SITUATION, "overall_trend": "FORSAMRAT"}))
    assert after.notice == "Kort 2 är sparat. Ett svar saknas: 2.5."


def test_a_card_delivered_four_times_counts_once(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    fill_in(chat)
    page_sent = chat.action("send", CONTROL)
    shown = [summary(chat.deliver(page_sent)) for _ in range(4)]
    assert len({one.revision for one in shown}) == 1
    confirmed = chat.confirmation()
    receipts = [facts(chat.deliver(confirmed)) for _ in range(4)]
    assert [receipt["Version"] for receipt in receipts] == ["1"] * 4


def test_an_old_card_delivered_again_takes_nothing_back(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    old = chat.action("save", MEETING)
    page(chat.deliver(old))
    page(chat.press("back"))
    page(chat.press("save", {"endorsement": "SAMORDNARES_BEDOMNING"}))
    assert page(chat.deliver(old)).card.title == "Samlat läge"
    assert facts(chat.say("visa svar"))["1.5 Hur är svaren förankrade?"] == "Samordnarens egen bedömning"


def test_medskick_are_added_one_by_one_and_an_emptied_one_is_gone(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    for values in (MEETING, SITUATION, AREAS, FIGURES):
        page(chat.press("save", values))
    asked = page(chat.press("save", {"has_handover": "JA"}))
    assert asked.items["handover"] == 1
    first = {
        "handover.0.title": "Sena kommuntal",
        "handover.0.body": "Kommuntalen kommer för sent för budgeten.",
        "handover.0.kind": "STRUKTURELLT_PROBLEM",
        "handover.0.area": "boende",
        "handover.0.level": "REGIONAL",
        "handover.0.urgency": "2",
    }
    assert page(chat.press("add", first, group="handover")).items["handover"] == 2
    second = {key.replace(".0.", ".1."): value for key, value in first.items()}
    assert page(chat.press("save", {**second, "handover.1.title": "Tolkar saknas"})).card.title == "Kontroll"
    page(chat.press("back"))
    emptied = dict.fromkeys(first, "")
    page(chat.press("save", emptied))
    told = facts(chat.say("visa svar"))
    assert told["5.2.1.1 Rubrik"] == "Tolkar saknas"
    assert "5.2.2.1 Rubrik" not in told


def test_a_question_in_the_middle_is_answered_and_the_form_is_still_there(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    told = chat.say("Vem beslutar om kommuntal?")
    assert "änsstyrelsen" in told.text
    assert "Källa:" in told.text
    assert told.text.endswith("Formuläret är kvar, på kort 2 av 6: Samlat läge.")
    assert page(chat.press("save", SITUATION)).card.title == "Insatsområden"


def test_everything_can_be_typed(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    chat.say("rapportera")
    assert "Sparat." in chat.say("1.2: 5 november").text
    chat.say("1.3: Uddevalla, Trollhättan och Åmål")
    page(chat.say("nästa"))
    chat.say(f"2.1: 3\n2.2: oförändrat\n2.3: {HEADLINE}")
    page(chat.say("nästa"))
    chat.say(
        "\n".join(
            f"3.{area}.{question}: {words}"
            for area in "1234"
            for question, words in (("1", "3"), ("2", "förbättrat"))
        )
    )
    page(chat.say("nästa"))
    assert "sparades inte. Skriv bara siffror: 50." in chat.say("4.3: ca 50").text
    assert "50 personer per år. Sparat." in chat.say("4.3: 50").text
    page(chat.say("nästa"))
    page(chat.say("nästa"))
    chat.say("6.1: ja")
    assert summary(chat.say("lämna in")).open == ()
    told = facts(chat.say("bekräfta"))
    assert told["Version"] == "1"


def test_changing_after_sending_makes_a_new_version(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    fill_in(chat)
    facts(chat.send(CONTROL))
    assert "Ni har lämnat in version 1" in page(chat.say("rapportera")).notice
    chat.say("2.1: 4")
    for _ in range(5):
        chat.say("nästa")
    summary(chat.say("lämna in"))
    assert facts(chat.say("bekräfta"))["Version"] == "2"


def test_a_field_that_is_emptied_has_no_answer(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", {**MEETING, "other_actors": "AF"}))
    page(chat.press("back"))
    sent = chat.action("save")
    clients_leave_out_what_is_empty = {k: v for k, v in sent.values.items() if k != "other_actors"}
    page(chat.deliver(replace(sent, values=clients_leave_out_what_is_empty)))
    assert "1.4 Vilka andra aktörer deltog?" not in facts(chat.say("visa svar"))


def test_adding_a_medskick_says_yes_and_a_no_beside_one_is_asked_about(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    for values in (MEETING, SITUATION, AREAS, FIGURES):
        page(chat.press("save", values))
    assert page(chat.press("add", group="handover")).values["has_handover"] == "JA"
    filled = {
        "handover.0.title": "Sena kommuntal",
        "handover.0.body": "Kommuntalen kommer för sent för budgeten.",
        "handover.0.kind": "INFORMATION",
        "handover.0.area": "boende",
        "handover.0.level": "REGIONAL",
        "handover.0.urgency": "2",
        "has_handover": "NEJ",
    }
    assert page(chat.press("save", filled)).notice == "Kort 5 är sparat. Ett svar saknas: 5.1."
    back = page(chat.press("send", CONTROL))
    assert back.problems[0].words == "Ni har svarat nej men fyllt i medskick. Svara ja, eller töm fälten."


def test_words_that_begin_with_a_number_are_no_answer(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    chat.say("rapportera")
    assert "Sparat" not in chat.say("1.2 miljoner kronor har vi fått").text


def test_refused_words_are_still_there_after_a_question_and_block_sending(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    fill_in(chat)
    chat.say("rapportera")
    page(chat.say("tillbaka"))
    back = page(chat.say("tillbaka"))
    assert back.card.title == "Siffror att bekräfta"
    page(chat.press("save", {"quota_current": "ca 50"}))
    chat.say("Vem beslutar om kommuntal?")
    again = page(chat.say("rapportera"))
    assert again.values["quota_current"] == "ca 50"
    assert [problem.number for problem in again.problems] == ["4.3"]
    chat.say("6.1: ja")
    assert page(chat.say("lämna in")).card.title == "Siffror att bekräfta"
    chat.say("4.3: 50")
    chat.say("6.2: ja")
    summary(chat.say("lämna in"))
    assert facts(chat.say("bekräfta"))["Version"] == "1"


def test_a_medskick_is_taken_away_by_its_box_or_by_words(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    for values in (MEETING, SITUATION, AREAS, FIGURES):
        page(chat.press("save", values))
    page(chat.press("add", {"handover.0.urgency": "2"}, group="handover"))
    both = page(
        chat.press("save", {"handover.0.title": "Sena kommuntal", "handover.1.title": "Tolkar saknas"})
    )
    page(chat.press("back"))
    left = page(chat.press("save", {"handover.0.remove": "true"}))
    page(chat.press("back"))
    assert both.card.title == left.card.title == "Kontroll"
    assert chat.page().values["handover.0.title"] == "Tolkar saknas"
    page(chat.say("ta bort medskick"))
    assert "5.2.1.1 Rubrik" not in facts(chat.say("visa svar"))


def test_sending_again_without_a_change_is_no_new_version(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    fill_in(chat)
    facts(chat.send(CONTROL))
    for _ in range(5):
        chat.say("nästa")
    summary(chat.say("lämna in"))
    assert facts(chat.say("bekräfta"))["Version"] == "1"
    chat.say("2.1: 4")
    assert "Det finns ändringar som inte är inlämnade" in str(chat.say("status"))


def test_who_reported_on_time_is_on_time_after_a_late_change_too(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    fill_in(chat)
    assert facts(chat.send(CONTROL))["Inlämnat"] == "11 november 2026 kl. 10.30 (i tid)"
    late = chat.at(chat.now.replace(day=23))
    late.say("2.1: 4")
    for _ in range(5):
        late.say("nästa")
    summary(late.say("lämna in"))
    told = facts(late.say("bekräfta"))
    assert (told["Version"], told["Inlämnat"]) == ("2", "23 november 2026 kl. 10.30 (i tid)")
    assert "(i tid)" in str(late.say("status"))


def test_texts_too_long_for_any_card_come_back_cut_on_a_card_that_can_be_saved(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    page(chat.press("save", SITUATION))
    huge = {f"area.{area}.events": "Långt. " * 1000 for area in ("arbete", "halsa", "boende", "demokrati")}
    again = page(chat.press("save", {**AREAS, **huge}))
    card = render(Message(page=again))
    assert card
    assert size_of(card) < STOP
    short = dict.fromkeys(huge, "Kort.")
    assert page(chat.press("save", short)).card.title == "Siffror att bekräfta"


def test_in_a_channel_a_question_says_nothing_of_the_form(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    assert "Formuläret" not in chat.in_channel("Vem beslutar om kommuntal?").text


def test_personal_numbers_are_stopped(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    again = page(chat.press("save", {**SITUATION, "headline": HEADLINE + " Gäller 850709-9805."}))
    assert "Ta bort uppgifter om enskilda personer" in again.problems[0].words


def test_only_a_reporter_gets_the_form_and_only_for_the_own_council(chat_as: ChatAs) -> None:
    assert chat_as("medlem").say("rapportera").text.startswith("Du är inte uppgiftslämnare")
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    theirs = chat.action("save", MEETING)
    assert chat_as("skaraborg").deliver(theirs).text.startswith("Du svarar inte för Fyrbodal.")


def test_a_channel_is_no_place_for_the_form(chat_as: ChatAs) -> None:
    assert chat_as("fyrbodal").in_channel("rapportera").text.startswith("Det tar vi i vår egen chatt")


def test_a_closed_round_says_so(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    later = chat.at(chat.now.replace(month=12))
    assert later.say("rapportera").text.startswith("Inlämningstiden har gått ut.")


def test_hostile_text_is_kept_as_text(chat_as: ChatAs) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    nasty = "<script>alert('x')</script> & **fet** [länk](http://x) \x00\x07 " + HEADLINE
    page(chat.press("save", {**SITUATION, "headline": nasty}))
    told = facts(chat.say("visa svar"))["2.3 Vad är viktigast just nu?"]
    assert told == nasty.replace("\x00\x07", "")


@pytest.mark.parametrize("card", ["", "borta", "motet "])
def test_a_card_that_the_form_does_not_have_changes_nothing(chat_as: ChatAs, card: str) -> None:
    chat = chat_as("fyrbodal")
    page(chat.say("rapportera"))
    page(chat.press("save", MEETING))
    sent = chat.action("save", {"headline": HEADLINE})
    told = page(chat.deliver(replace(sent, data={**sent.data, "card": card})))
    assert told.notice == (
        "Det du skickade hör till ett kort som inte finns i formuläret, så inget är ändrat. "
        "Här är kortet du var på."
    )
    assert told.card.title == "Samlat läge"
    assert "headline" not in told.values
    assert "1.2 Vilken dag hölls samrådet?" in facts(chat.say("visa svar"))


def test_the_summary_leads_to_the_chosen_card_and_changes_nothing(chat_as: ChatAs) -> None:
    """As Teams sends it: the choice is a field, and the summary is no card of the form."""
    chat = chat_as("fyrbodal")
    fill_in(chat)
    shown = summary(chat.press("send", CONTROL))
    before = facts(chat.say("visa svar"))
    data = {"round": shown.round, "unit": shown.unit, "revision": str(shown.revision)}
    assert page(chat.deliver(Action("goto", shown.request, data, {"goto": "lage"}))).card.key == "lage"
    assert facts(chat.say("visa svar")) == before
