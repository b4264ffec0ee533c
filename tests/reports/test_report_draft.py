"""The draft as a model: outline, summary and who has answered."""

from collections.abc import Iterable
from itertools import pairwise

from reports.document import Block, Heading, Table
from reports.draft import draft, file_name
from tests.reports.quarter_three import (
    CALM,
    STRAINED,
    late,
    material,
    nothing_in,
    part,
)
from tests.reports.reading_drafts import row, said, table, whole_text

MIXED = material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM))


def headings(blocks: Iterable[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


def test_the_headings_follow_the_outline_and_skip_no_level() -> None:
    found = headings(draft(MIXED).blocks)
    assert [text for level, text in found if level == 1] == [
        "Kvartalet i korthet",
        "Underlag och svarsläge",
        "Läget i delregionerna",
        "Bilaga: Underlag",
    ]
    assert [text for level, text in found if level == 2] == [
        "Begränsningar",
        "Skaraborg",
        "Fyrbodal",
        "Sjuhärad",
        "Göteborgsregionen",
    ]
    levels = [1, *(level for level, _ in found)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_head_says_what_the_document_is() -> None:
    document = draft(material())
    assert document.title == (
        "Lägesrapport inom migration och integration i Västra Götaland – kvartal 3 2026"
    )
    assert document.status == "Utkast – arbetsmaterial"
    assert said(document)[:8] == [
        "Utkast – arbetsmaterial",
        "Arbetsutkast, inte fastställt",
        "26 november 2026",
        "Tilldelas av registrator",
        "kvartal 3 2026 (1 juli–30 september 2026)",
        "Regionalt samråd 10 december 2026",
        "26 november 2026 kl. 08.30",
        "Länsstyrelsen i Västra Götalands län",
    ]
    assert file_name(material()) == "lagesrapport-2026Q3-utkast.docx"


def test_all_in_is_said_once_and_nobody_is_missing() -> None:
    text = whole_text(draft(material()))
    assert "Alla delregioner har lämnat svar." in text
    assert "saknas från" not in text
    assert "inte kommit in" not in text


def test_one_missing_and_one_late_are_named_in_words_and_in_the_table() -> None:
    document = draft(MIXED)
    text = whole_text(document)
    assert "Svar har kommit in från tre av fyra delregioner." in text
    assert "Efter sista svarsdag kom svaret från Sjuhärad." in text
    assert "Svar har inte kommit in från Göteborgsregionen." in text
    assert "Svar saknas från Göteborgsregionen. Bedömningarna ovan omfattar inte den delregionen." in text
    found = table(document, "Inrapportering")
    assert row(found, "Skaraborg")[1] == "I tid"
    assert row(found, "Sjuhärad")[1:3] == ["Efter sista svarsdag", "20 november 2026 kl. 23.59"]
    assert row(found, "Göteborgsregionen")[1:] == ["Inte inkommet", "–", "–", "–"]


def test_with_nothing_in_the_draft_says_so_and_shows_no_empty_table() -> None:
    document = draft(nothing_in())
    assert "Inga svar har kommit in. Utkastet innehåller därför ingen lägesbild." in said(document)
    assert "Ingen delregion har ännu lämnat svar." in said(document)
    captions = [block.caption for block in document.blocks if isinstance(block, Table)]
    assert captions == [
        "Tabell 1. Inrapportering per delregion",
        "Tabell 2. Svar och andra källor som utkastet bygger på",
    ]


def test_the_agencies_that_are_not_asked_are_named() -> None:
    assert (
        "Arbetsförmedlingen, Migrationsverket och Västra Götalandsregionen tillfrågas inte i den här "
        "versionen. Deras uppgifter och bedömningar ingår därför inte." in said(draft(material()))
    )
