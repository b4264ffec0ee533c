"""Cards that are no form: something to read, buttons, a made file."""

from typing import Any

from bot.cards.card import render
from domain.messages import Button, File, Message, Panel


def card_of(message: Message) -> dict[str, Any]:
    card = render(message)
    assert card
    return card


def test_a_panel_is_heading_paragraphs_and_rows() -> None:
    panel = Panel("Läget", ("Tre av fyra.",), (("Fyrbodal", "klar"),))
    heading, paragraph, rows = card_of(Message(panel=panel))["body"]
    assert (heading["text"], heading["style"]) == ("Läget", "heading")
    assert paragraph["text"] == "Tre av fyra."
    assert rows == {"type": "FactSet", "facts": [{"title": "Fyrbodal", "value": "klar"}]}


def test_rows_that_markdown_would_change_are_lines_of_their_own() -> None:
    panel = Panel("Läget", (), (("Fyrbodal", "klar"), ("Boende & hälsa", "*")))
    *_, row = card_of(Message(panel=panel))["body"]
    assert [run["text"] for run in row["inlines"]] == ["Boende & hälsa: ", "*"]


def test_the_text_of_the_message_is_on_the_card_line_by_line() -> None:
    body = card_of(Message("Hej!\n\nFörsta raden\nandra raden", buttons=(Button("Hjälp", "hjälp"),)))["body"]
    assert [(part["text"], part.get("spacing")) for part in body] == [
        ("Hej!", None),
        ("Första raden", None),
        ("andra raden", "None"),
    ]


def test_a_button_says_its_words() -> None:
    (button,) = card_of(Message(buttons=(Button("Visa utkast", "utkast K3"),)))["actions"]
    assert button == {"type": "Action.Submit", "title": "Visa utkast", "data": {"say": "utkast K3"}}


def test_a_file_is_named_with_its_place() -> None:
    body = card_of(Message(file=File("lägesrapport.docx", "2026Q3/lägesrapport.docx", "docx")))["body"]
    assert [part["text"] for part in body] == [
        "Filen lägesrapport.docx är klar.",
        "Den ligger här: 2026Q3/lägesrapport.docx",
    ]


def test_an_old_client_gets_words_instead_of_the_card() -> None:
    card = card_of(Message(panel=Panel("Läget")))
    assert card["fallbackText"] == (
        "Ditt Teams kan inte visa det här kortet. Uppdatera Teams, eller öppna chatten på en dator."
    )
