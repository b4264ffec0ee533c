"""The coordinator returns, approves and opens again; extensions, and nothing to report."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from dialogs.desk import Desk
from domain.life import Status
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import STOCKHOLM
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
    assert (
        panel(fia.say("status"))
        .paragraphs[0]
        .startswith("Återsänd av Sara Samordnare (påhittad): Se över 2.3")
    )
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
    assert sara.say("godkänn Fyrbodal").text.startswith("Fyrbodal har lämnat in version 2. Skriv ”granska")
    read = next(one.says for one in sara.say("granska Fyrbodal").buttons if one.title == "Godkänn")
    assert "Fyrbodal, version 2, är godkänd" in sara.say(read).text


def sends_again(fia: Chat, headline: str) -> None:
    fia.say(f"2.1: {headline}")
    fia.say("lämna in")
    assert facts(fia.say("bekräfta"))["Version"]


def test_a_newer_version_is_read_before_it_is_returned(chat_as: ChatAs, desk: Desk) -> None:
    """Sara has heard of the first by telephone; what Fia sent in a second ago nobody has told her of."""
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    sent_in(fia)
    sends_again(fia, "4")
    told = sara.say("återsänd Fyrbodal: se över rubriken").text
    assert told == (
        "Fyrbodal har lämnat in version 2. Skriv ”granska Fyrbodal 2026Q3”, läs svaret och skriv sedan "
        "”återsänd” igen."
    )
    assert desk.store.lives.of("2026Q3", "fyrbodal").status is Status.SUBMITTED
    sara.say("granska Fyrbodal 2026Q3")
    sends_again(fia, "3")
    assert "Läs det nya svaret först" in sara.say("återsänd Fyrbodal: se över rubriken").text
    sara.say("granska Fyrbodal 2026Q3")
    assert "är återsänd" in sara.say("återsänd Fyrbodal: se över rubriken").text


def test_a_version_that_another_approved_is_read_before_it_is_opened_again(chat_as: ChatAs) -> None:
    fia, sara, other = chat_as("fyrbodal"), chat_as("samordnare"), chat_as("samordnare_2")
    sent_in(fia)
    sara.say("granska Fyrbodal")
    sends_again(fia, "4")
    read = next(one.says for one in other.say("granska Fyrbodal").buttons if one.title == "Godkänn")
    assert "är godkänd" in other.say(read).text
    assert "Läs det nya svaret först" in sara.say("öppna igen Fyrbodal: 2.1 stämmer inte").text
    sara.say("granska Fyrbodal")
    assert "är öppnad igen" in sara.say("öppna igen Fyrbodal: 2.1 stämmer inte").text


def test_that_there_is_nothing_after_all_is_read_before_it_is_approved(chat_as: ChatAs) -> None:
    fia, sara = chat_as("fyrbodal"), chat_as("samordnare")
    sent_in(fia)
    sara.say("återsänd Fyrbodal: se över 2.3")
    fia.say("inget att rapportera: svaret gällde ett annat kvartal")
    for words in ("godkänn Fyrbodal", "återsänd Fyrbodal: vilket?"):
        told = sara.say(words).text
        assert told.startswith("Fyrbodal har angett att det inte finns något att rapportera. Skriv ”granska")
    read = next(one.says for one in sara.say("granska Fyrbodal").buttons if one.title == "Godkänn")
    assert "är godkänt" in sara.say(read).text


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
        "Jag har antecknat att Fyrbodal inte har något att rapportera. Ni skrev: ”samrådet är inställt"
    )
    assert (
        "Inget att rapportera: samrådet är inställt" in facts(chat_as("samordnare").say("status"))["Fyrbodal"]
    )


def test_who_wrote_a_part_of_it_does_not_approve_it_either(chat_as: ChatAs) -> None:
    sara, fia = chat_as("samordnare"), chat_as("fyrbodal")
    page(sara.say("rapportera för Fyrbodal"))
    page(sara.press("save", CARDS[0]))
    page(fia.say("rapportera"))
    for values in CARDS[1:]:
        page(fia.press("save", values))
    facts(fia.send(CONTROL))
    assert sara.say("godkänn Fyrbodal").text.startswith("Du har själv fyllt i en del av svaret.")
    assert "är godkänd" in chat_as("samordnare_2").say("godkänn Fyrbodal").text


def test_the_quarter_that_was_read_is_the_one_that_is_approved(chat_as: ChatAs, desk: Desk) -> None:
    """The next round is open, and sent in too, when the coordinator comes to the one before."""
    sent_in(chat_as("fyrbodal"))
    winter = plan(Quarter(2026, 4), date(2027, 3, 18), desk.store.rounds.all()[-1].forms)
    later = datetime(2027, 2, 10, 10, tzinfo=STOCKHOLM)
    desk.store.rounds.create(winter, "samråd", later)
    fia, sara = chat_as("fyrbodal").at(later), chat_as("samordnare").at(later)
    page(fia.say("rapportera"))
    for values in CARDS:
        page(
            fia.press(
                "save", {**values, **({"council_date": "2027-02-01"} if "council_date" in values else {})}
            )
        )
    facts(fia.send(CONTROL))
    shown = sara.say("granska Fyrbodal K3 2026")
    sara.say(next(button.says for button in shown.buttons if button.title == "Godkänn"))
    assert desk.store.lives.of("2026Q3", "fyrbodal").status is Status.APPROVED
    assert desk.store.lives.of("2026Q4", "fyrbodal").status is Status.SUBMITTED
    assert "öppnad igen" in sara.say("öppna igen Fyrbodal K3 2026 till 20 februari: rätta 4.3").text
    life = desk.store.lives.of("2026Q3", "fyrbodal")
    assert (life.comment, life.status) == ("rätta 4.3", Status.RETURNED)


@pytest.mark.parametrize(
    ("words", "comment"),
    [
        ("återsänd Fyrbodal: lägg till 2 kommuner i 1.5", "lägg till 2 kommuner i 1.5"),
        ("återsänd Fyrbodal: ändra 1.2 till 5 november", "ändra 1.2 till 5 november"),
        ("återsänd Fyrbodal: steg 1 i planen är oklart", "steg 1 i planen är oklart"),
        ("skicka tillbaka till Fyrbodal: se över 2.3", "se över 2.3"),
        ("återsänd Fyrbodals svar: se över 2.3", "se över 2.3"),
        ("återsänd Fyrbodal se över 2.3: vilka kommuner?", "se över 2.3: vilka kommuner?"),
    ],
)
def test_a_comment_is_kept_as_it_was_written(chat_as: ChatAs, desk: Desk, words: str, comment: str) -> None:
    sent_in(chat_as("fyrbodal"))
    chat_as("samordnare").say(words)
    life = desk.store.lives.of("2026Q3", "fyrbodal")
    assert (life.comment, life.reopened) == (comment, None)


def test_personal_data_in_a_comment_is_neither_kept_nor_sent_on(chat_as: ChatAs, desk: Desk) -> None:
    sent_in(chat_as("fyrbodal"))
    sara = chat_as("samordnare")
    assert "ser ut som" in sara.say("återsänd Fyrbodal: ta bort 19811218-9876 ur 2.3").text
    assert desk.store.lives.of("2026Q3", "fyrbodal").status is Status.SUBMITTED
    assert "9876" not in str(desk.store.audit.lines())


@pytest.mark.parametrize("until", ["9999-12-31", "2150-01-01", "31 november"])
def test_a_day_that_cannot_be_is_refused(chat_as: ChatAs, desk: Desk, until: str) -> None:
    sent_in(chat_as("fyrbodal"))
    assert "dag" in chat_as("samordnare").say(f"återsänd Fyrbodal till {until}: se över").text
    assert desk.store.lives.of("2026Q3", "fyrbodal").status is Status.SUBMITTED


def test_an_extension_is_granted_to_a_weekday(chat_as: ChatAs) -> None:
    """It is Wednesday 11 November; Friday is the 20th only if the 13th is no extension."""
    told = chat_as("samordnare").say("bevilja anstånd Fyrbodal till tisdag 24 november").text
    assert told.startswith("Fyrbodal har anstånd till 24 november 2026")


def test_who_follows_nobody_is_told_so_whatever_is_written(chat_as: ChatAs) -> None:
    for words in ("godkänn", "återsänd", "lås Fyrbodal", "bevilja anstånd Fyrbodal"):
        assert "an bara samordnaren" in chat_as("fyrbodal").say(words).text, words


def test_a_return_is_not_wiped_by_a_summary_from_before_it(chat_as: ChatAs, desk: Desk) -> None:
    """Fia and Folke both have the summary before them; Fia sends in, Sara returns it, Folke presses his."""
    fia, folke, sara = chat_as("fyrbodal"), chat_as("fyrbodal_ersattare"), chat_as("samordnare")
    page(fia.say("rapportera"))
    for values in CARDS:
        page(fia.press("save", values))
    fia.press("send", CONTROL)
    folke.say("lämna in")
    facts(fia.deliver(fia.confirmation()))
    sara.say("återsänd Fyrbodal: se över 2.3")
    shown = folke.deliver(folke.confirmation()).summary
    assert shown
    assert shown.comment == "Sara Samordnare (påhittad): se över 2.3"
    assert desk.store.lives.of("2026Q3", "fyrbodal").status is Status.RETURNED
    assert facts(folke.deliver(folke.confirmation()))["Version"] == "2"
