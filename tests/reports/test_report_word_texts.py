"""No text, wherever it stands, breaks the Word file or changes a paragraph that is not its own."""

from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.document import (
    Block,
    BulletList,
    Callout,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Section,
    Table,
)
from reports.draft import draft
from reports.writable import writable
from tests.reports.quarter_three import CALM, STRAINED, late, material, part
from tests.reports.word_documents import (
    FYRBODAL,
    REPORT,
    SKARABORG,
    cell,
    paragraph,
    part_of,
    printed,
    reopened,
    said,
    written,
)

HOSTILE = {
    "markup": "<w:p>&amp; <script>alert(1)</script> ]]> <!-- --> <?xml?>",
    "markdown": "# Rubrik **fet** [länk](javascript:alert(1)) | a | b |",
    "control characters": "noll\x00 klocka\x07 sidbryt\x0c esc\x1b[31m C1\x9b",
    "lone surrogates": "halv \ud83d emoji \udc4d",
    "emoji": "hel 👍🏽 familj 👨‍👩‍👧",
    "direction": "abc\u202egnirts\u2066 dold\ufeff",
    "noncharacters": "slut\ufffe\uffff",
    "line breaks": "rad\r\nrad\rrad\u2028rad\n\n\n\nrad",
    "very long": "ord " * 10_000,
    "one long word": "å" * 20_000,
    "template language": "{{ 7*7 }} ${HOME} %s {0} [Titel] [Rapporten]",
    "quotation marks": '"\' w:val="1" ”’',
    "a field": 'TOC \\o "1-3" SEQ Tabell \\* ARABIC { PAGE }',
    "a caption": "Tabell 1. Figur 2. [1, 2]",
    "a non-breaking space alone": "\u00a0",
    "empty": "   \n ",
}

_BREAKS = {qn("w:br"): "\n", qn("w:tab"): "\t"}


def paragraphs(document: Document) -> list[str]:
    """Each paragraph's text in the body, in order, those of the contents and the tables too."""
    root = part_of(written(document))
    return [
        "".join(_BREAKS.get(str(one.tag), one.text or "") for one in found.iter(qn("w:t"), *_BREAKS))
        for found in root.iter(qn("w:p"))
    ]


def holding(text: str) -> Document:
    """A document with ``text`` in every place that a text can have."""
    one = paragraph(text, FYRBODAL, lead=text)
    table = Table(text, (text, "B"), ((Cell(text, (FYRBODAL,)), cell("b")),), (1, 1))
    blocks: tuple[Block, ...] = (
        Heading(text, 1),
        one,
        Facts((one,)),
        BulletList((one, one)),
        Callout((one,)),
        table,
        Heading("Slut", 1),
        Paragraph((said("Sista ordet.", SKARABORG), said(text, FYRBODAL))),
    )
    properties = replace(REPORT.properties, author=text, subject=text, record=text, version=text)
    section = Section("summary", blocks)
    return replace(
        REPORT, title=text, status=text, watermark=text, properties=properties, sections=(section,)
    )


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_no_answer_breaks_a_draft(hostile: str) -> None:
    everywhere = {
        key: hostile if isinstance(value, str) and (" " in value or key == "theme_request") else value
        for key, value in STRAINED.items()
    }
    document = draft(material(part("fyrbodal", everywhere)))
    told = "\n".join(paragraphs(document))
    assert [text for text in printed(document) if writable(text) not in told] == []


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_text_may_stand_anywhere(hostile: str) -> None:
    word = reopened(holding(hostile))
    assert word.paragraphs[0].text == writable(hostile)
    assert word.core_properties.title == writable(hostile)[:255]
    assert word.tables[0].rows[0].cells[1].text == "B"
    assert word.paragraphs[-1].text.startswith("Sista ordet.\u00a0[2] ")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_whatever_the_text_is_the_paragraphs_around_it_stand_as_they_did(text: str) -> None:
    """As many paragraphs as for a plain word, and every one without the text in it the same."""
    assume(writable(text))
    plain, changed = paragraphs(holding("QQQ")), paragraphs(holding(text))
    assert changed == [one.replace("QQQ", writable(text)) for one in plain]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=2, max_size=5))
def test_each_text_stands_in_its_own_paragraph_in_full(texts: list[str]) -> None:
    blocks = tuple(paragraph(text, FYRBODAL) for text in texts)
    found = paragraphs(replace(REPORT, sections=(Section("summary", blocks),)))[1:]
    assert found == [f"{writable(text)}\u00a0[1]" for text in texts]


def test_a_whole_draft_says_in_word_all_that_it_says() -> None:
    document = draft(material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM)))
    told = "\n".join(paragraphs(document))
    assert [text for text in printed(document) if writable(text) not in told] == []


def test_what_is_made_writable_is_still_what_was_said() -> None:
    assert writable("Åre & <b>–</b> 👍🏽 # *") == "Åre & <b>–</b> 👍🏽 # *"
    assert writable("a\x00b\u202ec\ud800d") == "abc\ufffdd"
    assert writable(" ett\r\n\r\n  två\ttre ") == "ett\ntvå tre"
    assert writable("a\u030a") == "å"
    assert writable("3 – gott – 4") == "3\u00a0– gott – 4"
    assert writable("2026 kl. 08.30, kl. åtta") == "2026 kl.\u00a008.30, kl. åtta"
