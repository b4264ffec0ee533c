"""visa 5 §: a paragraph as it was published, and honest ways of not having it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dialogs.desk import Desk
from domain.messages import Button, Message
from knowledge.statute_book import StatuteBook
from knowledge.statute_text import parse
from tests.conversations.chat import Chat
from tests.knowledge.invented_law import CHAPTERS, WHOLE

ChatAs = Callable[[str], Chat]
Say = Callable[[str], Message]
READ = date(2026, 2, 12)

SETTLEMENT = """\
Lag (2016:38) om mottagande av vissa nyanlända invandrare för bosättning

Läst: 2026-02-12

5 § Påhittad text om att klockan slår. Lag (2025:59).
"""
RECEPTION = """\
OBS: ofullständig återgivning.

Förordning (1994:361) om mottagande

Ändring införd: t.o.m. SFS 2020:734

5 § Påhittad text om tornet.
"""


@pytest.fixture
def say(chat_as: ChatAs, desk: Desk, tmp_path: Path) -> Say:
    """Someone's chat where invented texts have been read in."""
    book = StatuteBook(tmp_path / "law.db")
    for text in (SETTLEMENT, RECEPTION):
        book.add(parse(text), "påhittad")
    old = {"2099": "2023", "2100": "2024", "2101": "2027"}
    for text in (WHOLE, CHAPTERS):
        for year, nearer in old.items():
            text = text.replace(year, nearer)  # noqa: PLW2901 - the same text, brought to our time
        book.add(parse(text), "påhittad", READ)
    chat = chat_as("fyrbodal")
    chat.desk = replace(desk, load_statutes=lambda: book)
    return chat.say


@pytest.mark.parametrize(
    "words",
    [
        "visa 5 § bosättningslagen",
        "Visa § 5 2016:38",
        "läs 5 § i bosättningslagen",
        "show section 5 bosättningslagen",
    ],
)
def test_a_paragraph_is_shown_with_its_title_wording_day_and_link(say: Say, words: str) -> None:
    told = say(words)
    assert told.text == (
        "5 § bosättningslagen (2016:38)\n"
        "Lag (2016:38) om mottagande av vissa nyanlända invandrare för bosättning\n\n"
        "Påhittad text om att klockan slår. Lag (2025:59).\n\n"
        "Lydelse: läst den 12 februari 2026; den senaste ändring som syns i texten är SFS 2025:59.\n\n"
        "Officiell text: https://data.riksdagen.se/dokument/sfs-2016-38.html"
    )


def test_the_buttons_lead_to_the_answers_that_build_on_the_paragraph(say: Say, desk: Desk) -> None:
    told = say("visa 5 § bosättningslagen")
    assert 0 < len(told.buttons) <= 3
    questions = {entry.question: entry for entry in desk.handbook.entries.values()}
    for button in told.buttons:
        cited = [source for source in questions[button.says].statutes if source.law == "2016:38"]
        assert any("5" in source.paragraphs for source in cited)


def test_an_answer_leads_to_its_paragraph_where_the_text_is_read_in(say: Say) -> None:
    told = say("Kan en kommun säga nej till en anvisning?")
    (button,) = [button for button in told.buttons if button.title.startswith("Läs ")]
    assert (button.title, button.says) == ("Läs 5 § bosättningslagen", "visa 5 § bosättningslagen")
    assert say(button.says).text.startswith("5 § bosättningslagen (2016:38)\n")


def test_an_ordinance_under_the_old_reception_act_is_marked_as_older(say: Say) -> None:
    told = say("visa 5 § LMA-förordningen").text
    assert "Påhittad text om tornet." in told
    assert "Lydelse: t.o.m. SFS 2020:734, när texten lästes framgår inte." in told
    assert "kopian är ofullständig" in told
    assert "Äldre lydelse: sedan den 1 oktober 2026 gäller en ny mottagandelag" in told


def test_wordings_that_came_and_that_will_come_are_told(say: Say) -> None:
    assert "Den gäller från och med den 1 januari 2024." in say("visa 2 a § 2023:1").text
    assert "Klockan får slå varje halvtimme." in say("visa 2 a § 2023:1").text
    waiting = say("visa 2 kap. 2 § 2023:2").text
    assert "Den börjar gälla den dag som regeringen bestämmer." in waiting
    assert "Författningen är upphävd sedan den 1 januari 2027." in waiting


def test_a_paragraph_of_several_chapters_is_asked_about(say: Say) -> None:
    told = say("visa 1 § 2023:2")
    assert told.text.startswith("Flera kapitel i SFS 2023:2 har en 1 §.")
    assert [button.says for button in told.buttons] == [f"visa {n} kap. 1 § 2023:2" for n in ("1", "2", "4")]
    assert "Klockan slår." in say(told.buttons[1].says).text


def test_several_paragraphs_are_shown_together(say: Say) -> None:
    told = say("visa 1 och 2 §§ 2023:1").text
    assert "Denna lag gäller klockor" in told
    assert "Klockan ska slå varje timme." in told


def test_a_name_of_two_statutes_is_asked_about(say: Say) -> None:
    told = say("visa 5 § etableringslagen")
    assert told.text.startswith("Namnet är flertydigt. Menar du lagen (2017:584)")
    assert "som är upphävd" in told.text
    assert {button.says for button in told.buttons} == {"visa 5 § 2017:584", "visa 5 § 2010:197"}


def test_a_paragraph_that_does_not_exist_is_told_as_that(say: Say) -> None:
    assert say("visa 99 § bosättningslagen").text.startswith(
        "Det finns ingen 99 § i bosättningslagen (2016:38), i lydelsen läst den 12 februari 2026"
    )
    told = say("visa 99 § 2017:584").text
    assert told.startswith("Det finns ingen 99 § i lagen (2017:584)")
    assert "enligt den text som lästes den 31 maj 2024." in told
    assert say("visa 7 § 2017:584").text.startswith(
        "7 § lagen (2017:584) om ansvar för etableringsinsatser är upphävd."
    )


def test_a_text_that_is_not_read_in_is_told_honestly_with_the_link_and_the_answers(say: Say) -> None:
    told = say("visa 20 kap. 28 § skollagen")
    assert told.text.startswith("Texten till 20 kap. 28 § skollagen (2010:800) är inte inläst här.")
    assert told.text.endswith("\n\nHandboken har svar som bygger på paragrafen:")
    assert told.buttons[0] == Button(
        "Läs skollagen (2010:800)", opens="https://data.riksdagen.se/dokument/sfs-2010-800.html"
    )
    assert 1 < len(told.buttons) <= 4
    assert all(button.says for button in told.buttons[1:])


def test_without_any_book_the_paragraph_is_not_read_in(chat_as: ChatAs) -> None:
    assert "är inte inläst här" in chat_as("medlem").say("visa 5 § bosättningslagen").text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("visa paragraf", "Vilken paragraf?"),
        ("läs 5 §", "Vilken lag eller förordning menar du?"),
        (
            "visa 5 § kommunallagen",
            "Jag känner inte igen namnet på lagen eller förordningen. Skriv dess nummer",
        ),
    ],
)
def test_what_is_missing_is_asked_for(say: Say, words: str, said: str) -> None:
    assert say(words).text.startswith(said)


@pytest.mark.parametrize(
    "words", ["visa status", "visa svar", "visa utkast", "läs svaren", "visa formuläret"]
)
def test_other_things_to_show_are_left_to_whom_they_belong(say: Say, words: str) -> None:
    assert "paragraf" not in say(words).text
