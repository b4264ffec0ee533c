"""The same messages as plain text in the terminal chat."""

from dataclasses import replace

from bot.terminal import text_of
from domain.answers import Problem
from domain.form import Card
from domain.messages import Button, File, Message, Panel
from tests.cards.samples import END, FILLED, HOSTILE_PAGE, LIFTED, PAGE, TWO_ITEMS, page_of


def test_a_page_is_told_from_problems_to_how_to_answer() -> None:
    page = replace(
        FILLED,
        card=Card("short", 1, "Samlat läge", "Beskriv läget.", FILLED.card.parts[:2] + FILLED.card.parts[4:]),
    )
    assert (
        text_of(Message(page=page))
        == """\
Två svar behöver ses över:
  1.5: Skriv ett tal mellan 0 och 5 000, till exempel 1 234,5.
  1.6: Skriv datumet som 2026-11-22.

Delregionalt samråd Fyrbodal · kvartal 3 2026
Kort 1 av 3: Samlat läge

Ditt förra utkast från 3 oktober är hämtat.

Beskriv läget.

1.1 Samlat läge (obligatorisk)
     [ ] Mycket ansträngt
     [x] Ansträngt
     [ ] Fungerar i huvudsak
     [ ] Gott
     [ ] Mycket gott
     (Väg in boende, arbete och utbildning, hälsa och samverkan.)

1.2 Motivering till bedömningen (obligatorisk)
     Svar: Många barnfamiljer väntar på bostad.

1.5 Mottagna i år, personer
     Svar: tolv
     Att rätta: Skriv ett tal mellan 0 och 5 000, till exempel 1 234,5.
     (Till och med september. Skriv till exempel 1 234,5.)

1.6 Datum för samrådet
     Svar: i morgon
     Att rätta: Skriv datumet som 2026-11-22.

1.7 Svaren innehåller inga uppgifter om enskilda personer (obligatorisk)
     Svar: ja

Skriv ”1.1: Mycket ansträngt” för att svara, ”nästa” för att spara och gå vidare."""
    )


def test_a_group_is_told_item_by_item() -> None:
    told = text_of(Message(page=TWO_ITEMS))
    assert "2.1 Medskick\n\nMedskick 1\n\n2.1.1.1 Rubrik (obligatorisk)\n     Svar: Bostadsbrist\n" in told
    assert told.endswith("”tillbaka” för att spara och gå tillbaka, ”lägg till medskick” för ett till.")


def test_a_full_group_offers_no_more() -> None:
    assert "lägg till" not in text_of(Message(page=page_of(LIFTED, handover=3)))


def test_the_last_card_is_reviewed_and_handed_in() -> None:
    assert text_of(Message(page=page_of(END))).endswith(
        "Skriv ”3.1: er text” för att svara, ”lämna in” för att spara, granska och lämna in, "
        "”tillbaka” för att spara och gå tillbaka."
    )


def test_several_choices_and_unknown_ones_are_shown() -> None:
    told = text_of(Message(page=replace(PAGE, values={"present": "1401,9999", "no_personal_data": "false"})))
    assert "     [x] Åby 1401\n     [ ] Åby 1402\n" in told
    assert "     Du skrev: 9999\n" in told
    assert told.count("Svar: nej") == 1


def test_a_problem_with_a_group_stands_under_its_heading() -> None:
    page = replace(page_of(LIFTED), problems=(Problem("handover", "2.1", "Lägg till ett."),))
    assert "2.1 Medskick\n     Att rätta: Lägg till ett.\n" in text_of(Message(page=page))


def test_a_long_answer_keeps_its_lines() -> None:
    page = replace(PAGE, values={"status_reason": "rad 1\nrad 2"})
    assert "     Svar: rad 1\n     rad 2\n" in text_of(Message(page=page))


def test_panel_buttons_and_file_are_told_below_the_text() -> None:
    message = Message(
        "Klart.",
        panel=Panel("Läget", ("Tre av fyra.",), (("Fyrbodal", "klar"),)),
        buttons=(Button("Visa utkast", "utkast"),),
        file=File("rapport.docx", "ut/rapport.docx", "docx"),
    )
    assert text_of(message) == (
        "Klart.\n\nLäget\n\nTre av fyra.\n\n  Fyrbodal: klar\n\n"
        "Filen rapport.docx är klar. Den ligger här: ut/rapport.docx\n\n"
        "Du kan skriva:\n  utkast – Visa utkast"
    )


def test_nothing_steers_the_terminal() -> None:
    page = replace(HOSTILE_PAGE, values={"text": "\u001b[2J\u0007\u0000röd\u009b31m\u202e"})
    told = text_of(Message(page=page))
    assert "Svar: [2Jröd31m\n" in told
    assert not {sign for sign in told if sign < " "} - {"\n"}
