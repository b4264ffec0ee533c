"""The page for a browser, read as a browser does: what it is made of, where it leads, what cannot run."""

import re
from base64 import b64decode, b64encode
from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.anchors import anchored, note_anchor, paragraph_text, section_anchor, text_anchor
from reports.document import Document, Paragraph, Section, Sentence
from reports.html import CSS, section_html, write
from reports.picture import svg
from reports.writable import writable
from tests.reports.every_block import (
    ALT,
    CHART,
    COUNCILS,
    DOCUMENT,
    FYRBODAL,
    LONG_ROWS,
    PLAIN,
    REFERENCES,
    TITLE,
    said,
    with_text,
)

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "entities": "&lt;b&gt; &amp;amp; &#x3C;",
    "ends": "</td></table></main></body></html>-->]]>",
    "template language": "{{ 7*7 }} {% raw %} ${HOME}",
    "control characters": "noll\x00 esc\x1b C1\x9b halv \ud83d abc\u202egnirts",
}


@dataclass
class Element:
    tag: str
    given: dict[str, str | None]
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def all(self, *tags: str) -> list["Element"]:
        below = [one for one in self.inside if isinstance(one, Element)]
        return [found for one in below for found in ([one] if one.tag in tags else []) + one.all(*tags)]


class Reader(HTMLParser):
    """The page as a tree; an end that has no beginning, and a beginning without its end, are faults."""

    EMPTY = frozenset({"meta", "link", "br", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag == "br":
            element.inside.append("\n")
        if tag not in self.EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(html: str) -> Element:
    reader = Reader()
    reader.feed(html)
    reader.close()
    (root,) = reader.open
    return root


def page(document: Document) -> Element:
    return tree(write(document).decode())


def test_the_page_has_one_title_a_contents_and_headings_without_a_step_left_out() -> None:
    found = page(DOCUMENT)
    (title,) = found.all("h1")
    assert title.text == TITLE
    assert found.all("title")[0].text == f"{TITLE} (Utkast – arbetsmaterial)"
    levels = [int(one.tag[1]) for one in found.all("h1", "h2", "h3", "h4")]
    assert set(levels) == {1, 2, 3, 4}
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [one.tag for one in found.all("header", "nav", "main", "footer")] == [
        "header", "nav", "main", "footer",
    ]  # fmt: skip
    assert found.all("html")[0].given["lang"] == "sv-SE"


def test_every_link_leads_somewhere_on_the_page_and_no_two_places_have_the_same_name() -> None:
    found = page(DOCUMENT)
    names = Counter(one.given["id"] for one in everything(found) if "id" in one.given)
    assert set(names.values()) == {1}
    targets = [str(one.given["href"]) for one in found.all("a")]
    assert all(target.startswith("#") and target[1:] in names for target in targets)
    assert {f"#{note_anchor(number)}" for number in range(1, len(REFERENCES))} <= set(targets)


def everything(element: Element) -> list[Element]:
    below = [one for one in element.inside if isinstance(one, Element)]
    return [found for one in below for found in (one, *everything(one))]


def test_a_note_is_read_as_a_source_and_leads_to_its_row() -> None:
    found = page(DOCUMENT)
    notes = [one for one in found.all("a") if str(one.given.get("aria-label")).startswith("källa")]
    assert {(one.text, one.given["aria-label"], one.given["href"]) for one in notes} == {
        (str(number), f"källa {number}", f"#{note_anchor(number)}") for number in range(1, len(REFERENCES))
    }, "none to the method, the last"
    row = next(one for one in found.all("th") if one.given.get("id") == note_anchor(3))
    assert row.text == "3"
    (back,) = row.all("a")
    assert back.given["aria-label"] == "3, till första stället i texten"
    (first,) = [one for one in everything(found) if one.given.get("id") == str(back.given["href"])[1:]]
    assert "Mottagandet ökar i länet.\xa0[1,\xa02,\xa03]" in first.text


def test_an_agenda_is_read_from_its_first_line() -> None:
    """Without a head, or with two parts: no list of contents."""
    for sections in (DOCUMENT.sections[1:], DOCUMENT.sections[:3]):
        assert not page(replace(DOCUMENT, sections=sections)).all("nav")
    assert page(DOCUMENT).all("nav")


def test_the_numbers_of_a_figure_are_not_told_twice() -> None:
    own = Section("own", (replace(CHART, table_shown=False),))
    found = page(replace(DOCUMENT, sections=(own,)))
    assert found.all("figure")
    assert not found.all("table")


def test_a_note_without_a_row_is_only_a_number() -> None:
    found = page(replace(PLAIN, sections=PLAIN.sections[:-1]))
    assert not [one for one in found.all("a") if "aria-label" in one.given]
    assert "[1, 2, 3]" in found.text.replace("\xa0", " ")


def test_tables_have_captions_and_name_their_columns_and_rows() -> None:
    tables = page(DOCUMENT).all("table")
    assert [one.all("caption")[0].text for one in tables] == [
        "Tabell 1. Läge och trend per delregion",
        "Siffrorna i figur 1. Personer per kvartal",
        "Tabell 2. Mottagna per kommun",
        "Tabell 3. Svar och andra källor",
    ]
    for one in tables:
        (head,), (body,) = one.all("thead"), one.all("tbody")
        assert {cell.given["scope"] for cell in head.all("th")} == {"col"}
        assert [cell.given["scope"] for cell in body.all("th")] == ["row"] * len(body.all("tr"))
    assert len(tables[2].all("tbody")[0].all("tr")) == LONG_ROWS
    assert [cell.given.get("class") for cell in tables[1].all("td")] == ["number"] * 6
    assert [cell.given.get("class") for cell in tables[0].all("td")] == [None] * 2


def test_a_figure_is_in_the_page_itself_with_its_words() -> None:
    (figure,) = page(DOCUMENT).all("figure")
    (image,) = figure.all("img")
    assert image.given["alt"] == ALT
    kind, _, content = str(image.given["src"]).partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert b64decode(content) == svg(CHART.drawing)
    assert figure.all("figcaption")[0].text == "Figur 1. Mottagna per kvartal"


def test_nothing_is_fetched_and_nothing_runs() -> None:
    html = write(DOCUMENT).decode()
    found = tree(html)
    assert not found.all("script", "iframe", "object", "form")
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", html)
    assert not [
        name for one in everything(found) for name in one.given if name.startswith("on") or name == "style"
    ]
    assert not re.search(r"@import|url\(", found.all("style")[0].text)
    (policy,) = [one for one in found.all("meta") if "http-equiv" in one.given]
    digest = b64encode(sha256(found.all("style")[0].text.encode()).digest()).decode()
    assert policy.given["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert found.all("style")[0].text == CSS.read_text(encoding="utf-8")


def test_it_says_what_it_is_until_it_is_decided() -> None:
    found = page(DOCUMENT)
    assert found.all("body")[0].given["data-watermark"] == "Arbetsmaterial"
    assert found.all("p")[0].text == "Utkast – arbetsmaterial"
    foot = found.all("footer")[0].text
    assert "Dnr 851-1234-2026. Utkast 4. Svar hämtade t.o.m. 26 november 2026 kl. 08.30." in foot
    decided = page(replace(DOCUMENT, watermark="", status="Beslutad"))
    assert "data-watermark" not in decided.all("body")[0].given


def test_the_english_summary_says_its_language() -> None:
    spoken = {one.given["id"]: one.given.get("lang") for one in page(DOCUMENT).all("section")}
    assert spoken[section_anchor("english")] == "en"
    assert spoken[section_anchor("summary")] is None


def test_a_section_can_stand_on_another_page() -> None:
    html = section_html(DOCUMENT, DOCUMENT.sections[3])
    found = tree(html)
    assert [one.given["id"] for one in found.all("section")] == ["avsnitt-councils"]
    assert [one.tag for one in found.all("h2", "h3", "h4")] == ["h2", "h3", "h4", "h3"]
    assert html.strip() in write(DOCUMENT).decode()


def test_a_paragraph_is_found_by_its_words_also_when_others_come_before_it() -> None:
    asked = said("”Rad ett.\nRad två.”", FYRBODAL)
    before = section_html(DOCUMENT, COUNCILS)
    later = replace(COUNCILS, blocks=(COUNCILS.blocks[0], said("Något nytt."), *COUNCILS.blocks[1:]))
    place = text_anchor("councils", paragraph_text(asked))
    for html in (before, section_html(replace(DOCUMENT, sections=(later,)), later)):
        found = [one for one in tree(html).all("p") if one.given["id"] == place]
        assert [one.text.partition("\xa0[")[0] for one in found] == ["”Rad ett.\nRad två.”"]


def test_what_says_the_same_has_places_of_its_own() -> None:
    places = [place for _, each in anchored(COUNCILS) for place in each]
    assert len(places) == len(set(places))
    name = text_anchor("councils", "”Rad ett.\nRad två.”")
    assert [place for place in places if place.startswith(name)] == [name, f"{name}-2", f"{name}-3"]


def test_what_a_remark_quotes_is_lead_and_sentences() -> None:
    sentences = (Sentence("Ett.", (FYRBODAL,)), Sentence(" Två.\r\nTre. ", (FYRBODAL,)))
    assert paragraph_text(Paragraph(sentences, "Läget.")) == "Läget. Ett. Två.\nTre."


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_what_people_wrote_is_text_wherever_it_stands(hostile: str) -> None:
    document = replace(with_text(hostile), title=hostile, status=hostile, watermark=hostile)
    found = page(document)
    assert Counter(one.tag for one in everything(found)) == Counter(
        one.tag for one in everything(page(replace(with_text("x"), title="x", status="x", watermark="x")))
    )
    assert found.text.count(writable(hostile)) >= 10
    assert found.all("body")[0].given["data-watermark"] == writable(hostile)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_changes_another_paragraph(text: str) -> None:
    others = [
        section for section in page(with_text(text)).all("section") if "own" not in str(section.given["id"])
    ]
    assert [section.text for section in others] == [section.text for section in page(PLAIN).all("section")]


def test_the_same_input_makes_the_same_bytes() -> None:
    assert write(DOCUMENT) == write(DOCUMENT)


def test_an_empty_report_is_a_page_too() -> None:
    assert page(replace(DOCUMENT, sections=(), references=())).all("h1")[0].text == TITLE


def test_a_section_without_words_of_its_own_is_no_fault() -> None:
    assert tree(section_html(DOCUMENT, Section("empty", ()))).all("section")
