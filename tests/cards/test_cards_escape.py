"""What a reader sees equals what was written, whether the client runs Markdown or not."""

from html import unescape
from random import Random

import pytest
from markdown_it import MarkdownIt

from bot.cards.card import render
from bot.cards.escape import escaped, inert, one_line, printable, shown
from domain.form import Card, Choice, Kind, Question
from domain.messages import Message, Panel
from tests.cards.renderer import Renderer
from tests.cards.samples import HOSTILE, page_of

SIGNS = [
    *list("*_`~[]()<>&#+-=|\\!:;.1290{}\"'^$%@/ ab å"),
    "&amp;",
    "](",
    "**",
    "1. ",
    "  ",
    "www.",
    "://",
    "&lt;",
]


def in_markdown(text: str) -> str:
    """What is left to read of a text run as Markdown, by the port of the markdown-it that Teams uses."""
    html = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(text).strip()
    inside = html.removeprefix("<p>").removesuffix("</p>")
    return unescape(inside) if html == f"<p>{inside}</p>" and "<" not in inside else f"markup: {html}"


def scribbles(seed: int, count: int = 2_000) -> list[str]:
    random = Random(seed)  # noqa: S311 - scribbles are no secrets
    return ["".join(random.choices(SIGNS, k=random.randint(1, 14))).strip() or "x" for _ in range(count)]


def test_an_inert_text_is_the_same_with_and_without_markdown() -> None:
    texts = [text for text in scribbles(1) if inert(text)]
    assert len(texts) > 100
    assert [(text, in_markdown(text)) for text in texts if in_markdown(text) != text] == []


def test_an_escaped_text_reads_as_it_was_written_in_markdown() -> None:
    texts = [one_line(text) for text in (*scribbles(2), *HOSTILE)]
    read = [(text, in_markdown(escaped(text))) for text in texts]
    assert [(text, seen) for text, seen in read if seen != text] == []


def test_everyday_swedish_needs_no_care() -> None:
    for words in (
        "Läget är gott (14 kommuner).",
        "2.1 Samlat läge",
        "Boende: brist på 5 000 lägenheter!",
        "K3–K4",
    ):
        assert inert(words)
        assert escaped(words) == words


def test_hostile_words_are_not_inert() -> None:
    harmless = {HOSTILE[14], HOSTILE[16], HOSTILE[17], HOSTILE[18]}
    dates = {HOSTILE[12], HOSTILE[13]}
    assert {words for words in HOSTILE if inert(words)} - dates == harmless


def test_control_characters_and_orders_of_direction_are_taken_out() -> None:
    assert printable("a\u0000b\u0007c\u001b[31md\u009be") == "abc[31mde"
    assert printable("före\u202eretfe\u202c och \u2067isär\u2069") == "föreretfe och isär"
    assert printable("rad 1\r\nrad 2\rrad 3\u2028rad 4\tslut") == "rad 1\nrad 2\nrad 3\nrad 4 slut"
    assert printable("halv \ud83d surrogat") == "halv  surrogat"


def test_what_people_need_to_write_is_kept() -> None:
    for words in ("👩‍👩‍👧‍👦 🇸🇪", "مرحبا \u200fabc\u200e", "åäö ÅÄÖ – ”citat” é ñ ß"):
        assert printable(words) == words


def test_a_date_function_is_not_run() -> None:
    assert shown("{{DATE(2026-11-22T10:00:00Z)}}") == "{\u2060{DATE(2026-11-22T10:00:00Z)}}"
    assert shown("{{namn}}") == "{{namn}}"


@pytest.mark.browser
@pytest.mark.parametrize("markdown", [True, False], ids=["with markdown", "without markdown"])
def test_a_reader_sees_what_was_written(renderer: Renderer, *, markdown: bool) -> None:
    card = render(Message(panel=Panel("Rubrik", HOSTILE)))
    assert card
    seen = [_joined(line) for line in renderer.render(card, markdown=markdown).lines]
    assert seen == ["Rubrik", *(_joined(one_line(words)) for words in HOSTILE)]


@pytest.mark.browser
def test_words_in_a_plain_text_block_would_have_been_changed(renderer: Renderer) -> None:
    """Why user text goes in a RichTextBlock: neither raw nor escaped words are right in every client."""
    for text, reading in (("**fet**", "fet"), (escaped("**fet**"), "**fet**")):
        card = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": text}]}
        assert renderer.render(card, markdown=True).lines == [reading]
        assert renderer.render(card, markdown=False).lines == [text]


@pytest.mark.browser
def test_choices_read_as_they_were_written(renderer: Renderer) -> None:
    few = tuple(Choice(str(place), words) for place, words in enumerate(HOSTILE[:5]))
    many = tuple(Choice(str(place), words) for place, words in enumerate(HOSTILE[:9]))
    questions = (
        Question("few", "1.1", "Få", Kind.CHOICE, choices=few),
        Question("many", "1.2", "Många", Kind.CHOICE, choices=many),
        Question("several", "1.3", "Flera", Kind.SEVERAL, choices=many),
    )
    card = render(Message(page=page_of(Card("val", 1, "Val", "", questions))))
    assert card
    lines = renderer.render(card).lines
    assert [words for words in HOSTILE[:5] if lines.count(words) != 3] == []
    assert [words for words in HOSTILE[5:9] if lines.count(words) != 2] == []


@pytest.mark.browser
def test_an_answer_stands_in_its_box_as_it_was_written(renderer: Renderer) -> None:
    question = Question("text", "1.1", "Text", Kind.TEXT)
    text = "\n".join(HOSTILE)
    card = render(Message(page=page_of(Card("text", 1, "Text", "", (question,)), {"text": text})))
    assert card
    assert renderer.render(card).values == {"text": text}


def _joined(line: str) -> str:
    """Without the invisible signs that let long words break and stop date functions."""
    return line.replace("\u200b", "").replace("\u2060", "")


def test_lines_between_hide_no_list_and_ten_thousand_of_them_are_read_at_once() -> None:
    assert not inert("a" + "\n" * 10_000 + "\u00a0- b")
    assert not inert("a" + "\n" * 10_000 + " 1. b")
    assert inert("a" + "\n" * 10_000 + "b")
