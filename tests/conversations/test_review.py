"""The coordinator returns, approves and opens again; extensions, and nothing to report."""

from collections.abc import Callable

import pytest

from tests.conversations.answers import CARDS, CONTROL
from tests.conversations.chat import Chat, facts, page, panel

ChatAs = Callable[[str], Chat]


def sent_in(chat: Chat) -> None:
    page(chat.say("rapportera"))
    for values in CARDS:
        page(chat.press("save", values))
    facts(chat.send(CONTROL))


def test_what_is_returned_shows_the_comment_first_and_can_be_sent_again(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    sent_in(fia)
    told = sara.say("återsänd Fyrbodal: Se över 2.3, vilka kommuner gäller det?").text
    assert told == "Fyrbodal är återsänd. Uppgiftslämnaren ser din kommentar först."
    notice = page(fia.say("rapportera")).notice
    assert notice.startswith(
        "Återsänd av Sara Samordnare (påhittad): Se över 2.3, vilka kommuner gäller det?"
    )
    assert panel(fia.say("status")).paragraphs[0].startswith("Kommentar från samordnaren: Se över 2.3")
    fia.say("2.3: Uddevalla och Åmål har svårt att ordna bostäder i tid för dem som anvisas.")
    fia.say("lämna in")
    assert facts(fia.say("bekräfta"))["Version"] == "2"
    shown = panel(sara.say("granska Fyrbodal"))
    assert any(line.startswith("2.3 Vad är viktigast just nu?: Flera kommuner") for line in shown.paragraphs)
    assert "→ Uddevalla och Åmål" in " ".join(shown.paragraphs)


def test_a_return_without_a_comment_is_asked_for_one(chat_as: ChatAs) -> None:
    sent_in(chat_as("fyrbodal"))
    assert chat_as("samordnare").say("återsänd Fyrbodal").text.startswith("Skriv en kommentar")


def test_approved_is_not_changed_until_it_is_opened_again(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    sent_in(fia)
    shown = sara.say("granska Fyrbodal")
    approve = next(button.says for button in shown.buttons if button.title == "Godkänn")
    assert sara.say(approve).text == "Fyrbodal, version 1, är godkänd. Uppgiftslämnaren får veta det."
    assert fia.say("2.1: 4").text == "Svaret är godkänt och kan inte ändras. Be samordnaren öppna det igen."
    assert "är öppnad igen" in sara.say("öppna igen Fyrbodal: Läget i 2.1 stämmer inte").text
    assert "Sparat." in fia.say("2.1: 4").text
    fia.say("lämna in")
    assert facts(fia.say("bekräfta"))["Version"] == "2"
    changed = panel(sara.say("granska Fyrbodal")).paragraphs
    assert "Ett svar är ändrat sedan godkännandet av version 1:" in changed


def test_a_newer_version_is_read_before_it_is_approved(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    sent_in(fia)
    shown = sara.say("granska Fyrbodal")
    approve = next(button.says for button in shown.buttons if button.title == "Godkänn")
    fia.say("2.1: 4")
    fia.say("lämna in")
    fia.say("bekräfta")
    assert "Ett nyare svar har kommit in" in sara.say(approve).text
    assert "Fyrbodal, version 2, är godkänd" in sara.say("godkänn Fyrbodal").text


def test_nobody_approves_what_they_sent_in_themselves(chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    page(sara.say("rapportera för Fyrbodal"))
    for values in CARDS:
        page(sara.press("save", values))
    facts(sara.send(CONTROL))
    assert sara.say("godkänn Fyrbodal").text.startswith("Du har själv lämnat in svaret.")
    assert all(button.title != "Godkänn" for button in sara.say("granska Fyrbodal").buttons)
    assert "är godkänd" in chat_as("samordnare_2").say("godkänn Fyrbodal").text


@pytest.mark.parametrize("words", ["godkänn Fyrbodal", "återsänd Fyrbodal: nej", "lås Fyrbodal", "granska"])
def test_only_the_coordinator_reviews_a_council(chat_as: ChatAs, words: str) -> None:
    sent_in(chat_as("fyrbodal"))
    for who in ("fyrbodal", "skaraborg", "goteborgsregionen"):
        assert "an bara samordnaren" in chat_as(who).say(words).text or words == "granska"
    assert "Fyrbodal" in str(chat_as("samordnare").say("granska"))


def test_locked_says_why(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    sent_in(fia)
    assert sara.say("lås Fyrbodal").text.startswith("Bara ett godkänt svar kan låsas.")
    sara.say("godkänn Fyrbodal")
    assert sara.say("lås Fyrbodal").text == "Fyrbodal är låst."
    assert fia.say("2.1: 4").text.startswith("Svaret är låst och kan inte ändras.")


def test_an_extension_is_asked_for_and_granted_in_chat(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    asked = fia.say("anstånd till 24 november, samrådet hålls först den 20")
    assert asked.text.startswith("Jag har frågat samordnaren om anstånd till 24 november 2026 för Fyrbodal.")
    assert "Väntar på svar om anstånd: Fyrbodal." in panel(sara.say("status")).paragraphs
    assert sara.say("bevilja anstånd Fyrbodal").text.startswith("Fyrbodal har anstånd till 24 november 2026")
    late = fia.at(fia.now.replace(day=23))
    sent_in(late)
    assert "i tid enligt anstånd" in str(late.say("status"))


def test_an_extension_without_a_day_or_a_reason_is_told_how(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    for words in ("anstånd", "anstånd till 20 november", "vi behöver mer tid"):
        assert fia.say(words).text.startswith("Skriv till vilken dag och varför"), words


def test_a_refused_extension_carries_its_reason(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    fia.say("anstånd till 24 november, samrådet hålls först den 20")
    assert sara.say("avslå anstånd Fyrbodal").text == "Skriv varför det inte går att ge anstånd."
    assert "får inget anstånd" in sara.say("avslå anstånd Fyrbodal: utkastet skrivs redan den 26").text


def test_nothing_to_report_is_said_with_a_reason(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    assert fia.say("inget att rapportera").text.startswith("Skriv varför")
    told = fia.say("inget att rapportera: samrådet är inställt och inget har hänt").text
    assert told.startswith(
        "Jag har antecknat att Fyrbodal inte har något att rapportera: samrådet är inställt"
    )
    assert (
        "Inget att rapportera: samrådet är inställt" in facts(chat_as("samordnare").say("status"))["Fyrbodal"]
    )
