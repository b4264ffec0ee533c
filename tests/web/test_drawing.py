"""A page of the form as HTML: the same words as the card, tied to their fields, and nothing but text."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.answers import STATE, Problem, Standing
from domain.form import Card, Choice, Kind, Limits, Question
from domain.messages import FormPage, Message, Panel, Summary
from tests.cards.samples import (
    FILLED,
    HOSTILE,
    HOSTILE_PAGE,
    LIFTED,
    PAGE,
    SITUATION,
    TWO_ITEMS,
    card_of,
    page_of,
)
from tests.web.reading import Page
from web import pages
from web.pages import Place, Who

SCRIPTS = (
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<!--",
    "]]>",
    "&lt;script&gt;",
    "\u202egnp.exe \x00\x07 \ud800",
)
WHO = Who("Fia Fyrbodal", "Delregionalt samråd Fyrbodal", "kvartal 3 2026")
PLACE = Place("/formular/abc", "vakt", WHO)


def drawn(page: FormPage | Message) -> Page:
    message = page if isinstance(page, Message) else Message(page=page)
    return Page(pages.draw(message, PLACE))


def leads(page: Page) -> list[str]:
    """Where the list of what is wrong leads."""
    return [link.attributes["href"] for link in page.one(role="alert").all("a")]


def card_words(part: object, name: str = "") -> Iterator[str]:
    """Every text that a person reads on a card in Teams."""
    if isinstance(part, str):
        yield from [part.replace("\u200b", "")] * (name in {"text", "label", "title"})
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inside:
        if key not in {"fallback", "data"}:
            yield from card_words(value, str(key))


@pytest.mark.parametrize(
    "page", [PAGE, FILLED, TWO_ITEMS, page_of(LIFTED)], ids=["new", "filled", "group", "one"]
)
def test_both_doors_say_the_same(page: FormPage) -> None:
    text = drawn(page).text
    only_on_cards = {"Ja", "Du skrev: i morgon"}  # a toggle's own title; a date box cannot hold the words
    for words in set(card_words(card_of(page)["body"])) - only_on_cards:
        assert words.rstrip(":") in text


def test_each_field_has_its_own_label() -> None:
    page = drawn(FILLED)
    assert page.label("status_reason") == "1.2 Motivering till bedömningen (obligatorisk)"
    legends = [legend.text for legend in page.root.all("legend")]
    assert "1.1 Samlat läge (obligatorisk)" in legends
    named = {label.attributes["for"] for label in page.root.all("label")}
    for field in page.root.all():
        if field.tag in {"input", "textarea", "select"} and field.attributes.get("type") != "hidden":
            assert field.attributes["id"] in named


@pytest.mark.parametrize("page", [FILLED, TWO_ITEMS, HOSTILE_PAGE], ids=["filled", "group", "hostile"])
def test_no_id_stands_twice_and_each_that_is_named_is_there(page: FormPage) -> None:
    shown = drawn(page)
    ids = [one.attributes["id"] for one in shown.root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for one in shown.root.all():
        for name in ("aria-describedby", "aria-labelledby", "for"):
            assert set(one.attributes.get(name, "").split()) <= set(ids)


def test_what_the_fields_hold_is_what_was_answered() -> None:
    fields = drawn(FILLED).fields
    assert {name[2:]: value for name, value in fields.items() if name.startswith("q.")} == dict(FILLED.values)
    assert {name: fields[name] for name in ("request", "revision", "round", "unit", "card", "guard")} == {
        "request": "r-1",
        "revision": "3",
        "round": "2026Q3",
        "unit": "fyrbodal",
        "card": "situation",
        "guard": "vakt",
    }


def test_what_is_known_already_is_read_with_the_field() -> None:
    page = replace(
        PAGE,
        beside={"received": ("Kvartal 2 2026: 1 200 personer", "Publicerat: 1 250 personer (Kolada)")},
        same=frozenset({"received", "overall_status"}),
    )
    shown = drawn(page)
    told = shown.beside("received")
    assert "Till och med september" in told
    assert "Kvartal 2 2026: 1 200 personer" in told
    assert "Publicerat: 1 250 personer (Kolada)" in told
    assert {"same received", "same overall_status", "same"} <= set(shown.presses)
    names = [button.text for button in shown.root.all("button", class_="same")]
    assert "Oförändrat sedan förra kvartalet: 1.5" in names
    assert len(names) == len(set(names))


def test_why_a_number_is_missing_is_asked_under_it() -> None:
    question = Question("wait", "1.1", "Väntetid", Kind.NUMBER, may_lack=True, limits=Limits(0, 52, 1))
    page = replace(
        PAGE,
        card=Card("figures", 1, "Siffror", "", (question,)),
        values={"wait" + STATE: Standing.NOT_READY},
        explain={
            "wait": (
                Question("wait~comment", "1.1", "Varför skiljer det sig?", Kind.TEXT, limits=Limits(0, 400)),
            )
        },
        problems=(Problem("wait~comment", "1.1", "Skriv varför."),),
    )
    shown = drawn(page)
    assert shown.label("wait" + STATE) == "Saknas uppgiften? (1.1)"
    assert shown.fields["q.wait" + STATE] == "SAKNAS_INTE_KLAR"
    assert shown.label("wait~comment") == "Varför skiljer det sig? (1.1)"
    assert leads(shown) == ["#f-wait~comment"]


def test_a_number_is_written_in_a_text_box_that_opens_the_digits() -> None:
    field = drawn(FILLED).one(id="f-received")
    assert (field.attributes["type"], field.attributes["inputmode"]) == ("text", "numeric")


def test_an_answer_that_may_stay_empty_can_be_taken_back() -> None:
    options = [one.attributes["value"] for one in drawn(FILLED).root.all("input", name="q.area")]
    assert options[-1] == ""
    assert "" not in [one.attributes["value"] for one in drawn(PAGE).root.all("input", name="q.area")]


def test_words_that_a_field_cannot_hold_are_shown_beside_it() -> None:
    page = drawn(replace(PAGE, values={"overall_status": "kanske", "present": "1401,9999"}))
    assert "Du skrev: kanske" in page.beside("overall_status")
    assert "Du skrev: 1401,9999" in page.beside("present")


def test_the_way_from_a_mistake_leads_to_its_field() -> None:
    page = drawn(FILLED)
    assert leads(page)
    for way in leads(page):
        assert page.one(id=way.removeprefix("#")).tag == "input"


def test_many_choices_stand_in_a_list() -> None:
    many = tuple(Choice(str(number), f"Kommun {number}") for number in range(8))
    card = Card("many", 1, "Många", "", (Question("unit", "1.1", "Kommun", Kind.CHOICE, choices=many),))
    page = drawn(replace(PAGE, card=card, values={"unit": "3"}))
    assert page.one("select").attributes["name"] == "q.unit"
    assert page.fields["q.unit"] == "3"


def test_a_view_is_no_card_of_the_count() -> None:
    page = drawn(replace(PAGE, card=Card("moteskort", 0, "Anteckna från mötet", "", SITUATION.parts)))
    assert page.heading == "Anteckna från mötet"
    assert page.presses == ["save", "save"]
    assert not any(page.root.all("progress"))


def hostile(words: str) -> FormPage:
    """``words`` in every place that a page has for words."""
    values = dict.fromkeys(("status_reason", "received", "met", "overall_status", "present"), words)
    card = replace(FILLED.card, title=words, intro=words)
    return replace(
        FILLED,
        card=card,
        values=values,
        problems=(Problem("received", words, words), Problem(words, "", words)),
        notice=words,
        beside={"received": (words,), "overall_status": (words,)},
        request=words,
    )


def shown_words(words: str) -> str:
    return " ".join(
        words.replace("\u202e", "").replace("\x00", "").replace("\x07", "").replace("\ud800", "").split()
    )


@pytest.mark.parametrize("words", [*SCRIPTS, *HOSTILE])
def test_what_people_write_is_text(words: str) -> None:
    messages = (
        Message(words, page=hostile(words)),
        Message(words, panel=Panel(words, (words,), ((words, words),))),
        Message(words, summary=_summary(words, problem=words)),
        Message(words, summary=_summary(words)),
        Message(words),
    )
    usual = (
        Message("x", page=hostile("x")),
        Message("x", panel=Panel("x", ("x",), (("x", "x"),))),
        Message("x", summary=_summary("x", problem="x")),
        Message("x", summary=_summary("x")),
        Message("x"),
    )
    for message, plain in zip(messages, usual, strict=True):
        page, expected = _by(message, words), _by(plain, "x")
        # The same elements with the same attributes: nothing that was written has become one.
        assert _shape(page) == _shape(expected)
        assert shown_words(words) in page.text


def test_a_text_comes_back_as_it_was_written() -> None:
    for words in (*SCRIPTS[:-1], *HOSTILE, "\n\nförst två tomma rader", "  blanktecken  "):
        card = Card("one", 1, "Kort", "", (Question("text", "1.1", "Text", Kind.TEXT),))
        shown = drawn(replace(PAGE, card=card, values={"text": words}))
        assert shown.fields["q.text"] == words


def _by(message: Message, words: str) -> Page:
    return Page(pages.draw(message, replace(PLACE, who=Who(words, words, words))))


def _summary(words: str, problem: str = "") -> Summary:
    return Summary(
        title=words,
        round="2026Q3",
        unit="fyrbodal",
        request="r",
        revision=1,
        cards=(replace(SITUATION, title=words), LIFTED),
        facts={"situation": ((words, words),)},
        open=(Problem("received", "1.5", problem),) if problem else (),
    )


def _shape(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    """Tags and the names of their attributes, in order, lines apart."""
    return [(one.tag, tuple(sorted(one.attributes))) for one in page.root.all() if one.tag not in {"br", "p"}]


def test_a_summary_leads_to_what_stands_in_the_way_and_cannot_be_sent_in() -> None:
    page = drawn(Message(summary=_summary("Kontrollera svaren", problem="Skriv ett tal.")))
    assert page.title.startswith("Fel: ")
    assert leads(page) == ["/formular/abc/kort/situation#f-received"]
    assert page.presses == []
