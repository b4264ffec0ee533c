"""The draft as a model: outline, summary and who has answered."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from reports.document import Block, Heading, Table
from reports.draft import draft
from reports.writers import file_name
from tests.reports.quarter_three import (
    CALM,
    COUNTY,
    ROUND,
    STRAINED,
    extended,
    late,
    material,
    nothing_in,
    nothing_to_report,
    part,
    sent_in,
)
from tests.reports.reading_drafts import about, row, said, table, whole_text

MIXED = material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM))


def headings(blocks: Iterable[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


def test_the_headings_follow_the_outline_and_skip_no_level() -> None:
    found = headings(draft(MIXED).blocks)
    titles = [one.title for one in COUNTY.report.sections]
    opened = [text for level, text in found if level == 1]
    first = [*opened[:-2], *(text.partition(": ")[2] for text in opened[-2:])]
    assert first == [title for title in titles if title in first]
    assert {"Kvartalet i korthet", "Läget i delregionerna", "Goda exempel"} < set(first)
    assert opened[-2:] == ["Bilaga 1: Metod, definitioner och rättelser", "Bilaga 2: Underlag"]
    councils = found[found.index((1, "Läget i delregionerna")) + 1 :]
    assert [text for level, text in councils if level == 2][:4] == [
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
    assert said(document)[:10] == [
        "Utkast – arbetsmaterial",
        "Arbetsutkast, inte fastställt",
        "26 november 2026",
        "Tilldelas av registrator",
        "kvartal 3 2026 (1 juli–30 september 2026)",
        "Regionalt samråd 10 december 2026",
        "26 november 2026 kl. 08.30",
        "Anges av samordnaren",
        "Anges av samordnaren",
        "Länsstyrelsen i Västra Götalands län",
    ]
    assert file_name("2026Q3") == "lagesrapport-2026Q3-utkast"
    assert file_name("2026Q3", version=4) == "lagesrapport-2026Q3-utkast-4"
    assert file_name("2026Q3", decided=True) == "lagesrapport-2026Q3"


def test_all_in_is_said_once_and_nobody_is_missing() -> None:
    text = whole_text(draft(material()))
    assert "Alla delregioner och aktörer har lämnat svar." in text
    assert "saknas från" not in text
    assert "inte kommit in" not in text


def test_one_missing_and_one_late_are_named_in_words_and_in_the_table() -> None:
    document = draft(MIXED)
    text = whole_text(document)
    assert "Svar har kommit in från tre av fyra delregioner och tre av tre aktörer." in text
    assert "Efter sista svarsdag kom svaret från Sjuhärad." in text
    assert "Svar har inte kommit in från Göteborgsregionen." in text
    assert "Svar saknas från Göteborgsregionen. Bedömningarna ovan omfattar inte Göteborgsregionen." in text
    found = table(document, "Inrapportering")
    assert row(found, "Skaraborg")[1] == "I tid"
    assert row(found, "Sjuhärad")[1:4] == [
        "Efter sista svarsdag",
        "Inlämnad",
        "20 november 2026",
    ]
    assert row(found, "Göteborgsregionen")[1:] == [
        "Inte inkommet",
        "Ej påbörjad",
        "Inget svar",
        "Inget svar",
        "Inget svar",
    ]
    assert row(found, "Migrationsverket")[1:3] == ["I tid", "Inlämnad"]
    assert row(found, "Migrationsverket")[4:] == ["Ej tillämpligt", "Ej tillämpligt"]


def test_an_extension_makes_an_answer_in_time_and_says_so() -> None:
    document = draft(material(extended(late("sjuharad", CALM))))
    assert row(table(document, "Inrapportering"), "Sjuhärad")[1] == "I tid enligt anstånd"
    text = whole_text(document)
    assert "Med anstånd kom svaret i tid från Sjuhärad." in text
    assert "Efter sista svarsdag kom" not in text
    waiting = extended(part("gr", None))
    assert row(table(draft(material(waiting)), "Inrapportering"), "Göteborgsregionen")[1] == (
        "Inte inkommet, anstånd till 20 november 2026"
    )


def test_nothing_to_report_is_an_answer_and_not_a_missing_one() -> None:
    document = draft(material(nothing_to_report("gr", "Hemligt"), nothing_to_report("vgr", "Inget")))
    text = whole_text(document)
    assert (
        "Göteborgsregionen och Västra Götalandsregionen har angett att det inte finns något att rapportera."
        in text
    )
    assert "Svar saknas" not in text
    assert "inte kommit in" not in text
    assert "Hemligt" not in text
    found = table(document, "Inrapportering")
    assert row(found, "Göteborgsregionen")[1:4] == [
        "Inget att rapportera",
        "Ej tillämpligt",
        "17 november 2026",
    ]
    assert row(found, "Västra Götalandsregionen")[4:] == ["Ej tillämpligt", "Ej tillämpligt"]
    assert row(table(document, "Läge och trend"), "Göteborgsregionen")[1] == "Inget att rapportera"
    assert about(document, "Västra Götalandsregionen") == [
        "Västra Götalandsregionen har angett att det inte finns något att rapportera för kvartalet."
    ]


def test_sent_in_is_not_approved() -> None:
    assert "Inget av svaren är granskat och godkänt än." in said(draft(material()))
    approved = [replace(one, life=sent_in(ROUND.due, approved=True)) for one in material().contributions[:-1]]
    document = draft(material(*approved))
    assert "Svaren från Västra Götalandsregionen är inte granskade och godkända än." in said(document)
    assert row(table(document, "Inrapportering"), "Skaraborg")[2] == "Godkänd"


def test_an_answer_given_for_somebody_else_is_told_as_such() -> None:
    one = part("gr", CALM)
    assert one.submission
    document = draft(material(replace(one, submission=replace(one.submission, on_behalf=True))))
    assert "Svaren från Göteborgsregionen är inlämnade av någon annan i enhetens ställe." in said(document)
    assert row(table(document, "Svar och andra källor"), "4")[2].startswith(
        "Inlämnat av någon annan i Göteborgsregionens ställe. Svar på fråga 1.1"
    )


def test_with_nothing_in_the_draft_says_so_and_shows_no_empty_table() -> None:
    document = draft(nothing_in())
    assert "Inga svar har kommit in. Rapporten innehåller därför ingen lägesbild." in said(document)
    assert "Ingen delregion eller aktör har ännu lämnat svar." in said(document)
    captions = [block.caption for block in document.blocks if isinstance(block, Table)]
    assert captions == [
        "Tabell 1. Inrapportering per delregion och aktör",
        "Tabell 2. Svar och andra källor som rapporten bygger på",
    ]
