"""The PDF, reopened: what is read aloud, found, copied and kept, and texts that would break it."""

from collections import Counter
from dataclasses import replace
from datetime import UTC
from functools import cache
from itertools import combinations
from pathlib import Path
from resource import getpagesize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import fonts
from reports.columns import number_columns
from reports.document import DRAFT, WATERMARK, Callout, Cell, Document, Heading, Section, Table
from reports.pdf import NotMade, write
from reports.pdf_content import content
from reports.pdf_text import BREAK, breakable, clean
from reports.titles import parts_of
from tests.reports.every_block import (
    ALT,
    CHART,
    CUT_OFF,
    DOCUMENT,
    FYRBODAL,
    LONG_ROWS,
    PLAIN,
    REFERENCES,
    SKARABORG,
    TITLE,
    said,
    table,
    with_text,
)
from tests.reports.reading_pdf import copied, opened, pages_of, roles, tags, words_of

HOSTILE = {
    "typst": '#import "x": * #panic() $x$ *fet* _k_ `r` <kalla-1> @kalla-1 = Rubrik\n- punkt // #[',
    "markup": "<w:p>&amp; <script>alert(1)</script> ]]> <!-- -->",
    "control characters": "noll\x00 klocka\x07 sidbryt\x0c esc\x1b[31m C1\x9b",
    "lone surrogates": "halv \ud83d emoji \udc4d",
    "emoji": "hel 👍🏽 familj 👨‍👩‍👧 flagga 🇸🇪 ♥️",
    "scripts": "你好 مرحبا שלום Привет สวัสดี हिन्दी 한국어 አማርኛ",
    "direction": "abc\u202egnirts\u2066 dold\ufeff",
    "noncharacters": "slut\ufffe\uffff\U0001ffff\U0010ffff \ue000 \u0378",
    "unseen": "a\u200bb\u200dc\u00add\u2060e\ufe0ff\u034fg\U000e0041",
    "marks on marks": "a" + "\u0301" * 300 + " \u0301 slut",
    "line breaks": "rad\r\nrad\rrad\u2028rad\n\n\n\nrad",
    "very long": "ord " * 1_000,
    "one long word": "å" * 2_000,
    "unbroken": "ord\u00a0" * 500,
    "empty": "   \n ",
}


A4, MARGIN = 595.3, 70.8
"""In points."""


def headings(document: Document) -> list[str]:
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    return [f"H{level}" for level in levels]


def test_all_is_tagged_in_the_order_that_it_is_read() -> None:
    read = roles(DOCUMENT)
    assert read[:2] == ["Document", "P"]
    assert [one for one in read if one.startswith("H")] == ["H1", *headings(DOCUMENT)]
    found = Counter(read)
    assert found["Title"] == found["TOC"] == found["Figure"] == 1
    tables = [block for block in content(DOCUMENT)["sections"] for block in block["blocks"]]
    assert found["Table"] == found["THead"] == sum(one["is"] in {"table", "chart"} for one in tables) == 4
    assert found["TH"] == 2 + 3 + 2 + 2
    assert found["TD"] == 2 * 2 + 3 * 3 + LONG_ROWS * 2 + len(REFERENCES) * 2
    # The cover's facts and the bullets of the summary.
    assert (found["L"], found["LI"], found["Lbl"], found["LBody"]) == (2, 4, 4, 4)
    assert found["Caption"] == 5


def test_a_figure_has_its_words_and_its_numbers() -> None:
    (figure,) = [tag for tag in tags(DOCUMENT) if tag.role == "Figure"]
    assert figure.alt == ALT
    (page,) = [text for text in pages_of(DOCUMENT) if "Figur 1. Mottagna per kvartal" in text]
    after = page.partition("Figur 1.")[2]
    assert "Samma enheter jämförs i alla kvartal." in after
    assert "Siffrorna i figur 1. Personer per kvartal\nKvartal Anvisade Egenbosatta" in after
    assert "1 035 –" in after


def test_without_a_figures_words_there_is_no_file() -> None:
    silent = Section("silent", (Heading("Figur", 1), replace(CHART, alt="")))
    with pytest.raises(NotMade, match="alt"):
        write(replace(DOCUMENT, sections=(*DOCUMENT.sections, silent)))


def test_a_font_that_is_not_there_is_no_silent_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", ("Garamond", *fonts.FAMILIES))
    with pytest.raises(NotMade, match=r"Ladda ner rapporten som Word.*unknown font family: garamond"):
        write(PLAIN)


def test_it_says_what_it_is_in_which_language_and_by_which_standards() -> None:
    found = opened(DOCUMENT)
    assert str(found.Root.Lang) == "sv-SE"
    assert bool(found.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(found.Root.MarkInfo.Marked)
    with found.open_metadata() as said_of_itself:
        assert said_of_itself["dc:title"] == TITLE
        assert said_of_itself["dc:creator"] == ["Länsstyrelsen i Västra Götalands län"]
        assert said_of_itself["dc:description"] == "Utkast – arbetsmaterial. Lägesrapport kvartal 3 2026"
        assert said_of_itself["dc:language"] == {"sv-SE"}
        assert (said_of_itself["pdfaid:part"], said_of_itself["pdfaid:conformance"]) == ("2", "A")
        assert said_of_itself["pdfuaid:part"] == "1"
        assert said_of_itself["pdf:Keywords"].split(", ") == [
            "Diarienummer: 851-1234-2026",
            "Version: utkast 4",
            "Status: Utkast – arbetsmaterial",
            "Svar hämtade t.o.m. 26 november 2026 kl. 08.30".replace("kl. ", "kl.\u00a0"),
        ]
        assert said_of_itself["xmp:CreateDate"] == CUT_OFF.astimezone(UTC).isoformat()


def test_the_clock_may_tell_parts_of_a_second() -> None:
    properties = replace(PLAIN.properties, made=CUT_OFF.replace(microsecond=123_456))
    assert write(replace(PLAIN, properties=properties)) == write(PLAIN)


def test_the_english_summary_is_read_as_english() -> None:
    assert {tag.language for tag in tags(DOCUMENT)} == {"", "en"}


def test_the_bookmarks_are_the_headings() -> None:
    with opened(DOCUMENT).open_outline() as outline:
        found = [(one.title, [child.title for child in one.children]) for one in outline.root]
    assert found == [
        ("Kvartalet i korthet", []),
        ("Mottagande i länet", []),
        ("Läget i delregionerna", ["Fyrbodal", "Skaraborg"]),
        ("Summary in English", []),
        ("Bilaga 1: Tabeller per kommun", []),
        ("Bilaga 3: Underlag", []),
    ]


def test_every_font_is_in_the_file_with_its_table_of_signs() -> None:
    found = opened(with_text("☃ 你"))
    used = {
        str(font.BaseFont).partition("+")[2]: font
        for page in found.pages
        for font in page.Resources.Font.values()
    }
    families = {name.partition("-")[0] for name in used}
    assert families == {"SourceSansPro", "DejaVuSans", "LastResortHE"}
    for font in used.values():
        described = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in described or "/FontFile3" in described
        assert "/ToUnicode" in font


def test_notes_lead_to_their_row_and_the_row_leads_back() -> None:
    found = opened(DOCUMENT)
    numbers = {page.obj.objgen: number for number, page in enumerate(found.pages, start=1)}
    links = [
        (numbers[page.obj.objgen], numbers[link.Dest[0].objgen], str(link.Contents))
        for page in found.pages
        for link in page.get("/Annots", [])
    ]
    last = len(found.pages)
    assert all(told for _, _, told in links)
    assert {target for page, target, _ in links if page == 2} == {last}
    # Each source leads back to where it is first noted, in the summary; the method, the last, is nowhere.
    assert sorted(target for page, target, _ in links if page == last and target != last) == [2, 2, 2]
    first, second = content(DOCUMENT)["sections"][1]["blocks"][1]["items"]
    assert [note["first"] for note in first["said"][0]["notes"]] == [True]
    assert [note["first"] for note in second["said"][0]["notes"]] == [False, True, True]


def test_a_note_without_a_row_to_lead_to_is_only_a_number() -> None:
    without_list = replace(PLAIN, sections=PLAIN.sections[:-1])
    assert not any(note["leads"] for note in notes_of(without_list))
    assert write(without_list)


def notes_of(document: Document) -> list[dict[str, bool]]:
    found: list[dict[str, bool]] = []

    def gather(given: object) -> None:
        if isinstance(given, dict):
            found.extend(given.get("notes", []) if {"words", "parts"} & given.keys() else [])
            for one in given.values():
                gather(one)
        elif isinstance(given, list):
            for one in given:
                gather(one)

    gather(content(document))
    assert found
    return found


def test_the_header_row_of_a_long_table_comes_again_on_every_page() -> None:
    pages = [page for page in pages_of(DOCUMENT) if "Kommun 1\n" in page or "Kommun 5" in page]
    assert len(pages) > 1
    assert all("Kommun Mottagna" in page for page in pages)
    assert "".join(pages).count("Tabell 2. Mottagna per kommun") == 1


def test_every_page_says_that_it_is_a_draft_until_it_is_decided() -> None:
    for page in copied(DOCUMENT):
        assert WATERMARK in "".join(page.split()), "it is set before what stands on it"
        assert DRAFT in page
    decided = "".join(copied(replace(DOCUMENT, watermark="", status="Beslutad")))
    assert WATERMARK not in "".join(decided.split())
    assert decided.count("Beslutad") == len(copied(DOCUMENT))


def test_every_page_says_which_document_it_is_of_and_its_number() -> None:
    pages = [page.splitlines() for page in copied(replace(DOCUMENT, watermark=""))]
    assert [lines[0] for lines in pages] == [DRAFT, *[f"{DRAFT} kvartal 3 2026"] * (len(pages) - 1)]
    assert [lines[-1] for lines in pages] == [
        f"Dnr 851-1234-2026 · utkast 4 Sida {number} av {len(pages)}" for number in range(1, len(pages) + 1)
    ]


def test_what_lies_behind_and_around_the_text_is_not_read_aloud() -> None:
    """Watermark, header and footer are artifacts: no tag holds their words."""
    assert roles(PLAIN) == roles(replace(PLAIN, watermark="", status=""))


def test_the_same_input_makes_the_same_bytes() -> None:
    assert write(DOCUMENT) == write(DOCUMENT)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_the_file(hostile: str) -> None:
    contents, own = 1, 1
    assert roles(with_text(hostile)).count("H1") == contents + headings(PLAIN).count("H1") + own


def test_what_was_said_is_what_is_copied() -> None:
    text = "Åre & <b>–</b> # *fet* 1 035 personer, ”så” är det: ½ – Ärtsoppa"
    assert "\n".join(pages_of(with_text(text))).count(text) >= 5


def test_no_sign_changes_the_same_sign_elsewhere() -> None:
    """What cannot be seen would be copied with the letter after it, wherever that letter stands."""
    pages = "".join(pages_of(with_text("\u20604 \u200b1 a\u0301 \ufe0f2 K\u034f")))
    assert "1 035 –" in "".join(pages_of(DOCUMENT))
    assert not set("\u2060\u200b\ufe0f\u034f") & set(pages)


def around(pages: list[str]) -> tuple[str, str]:
    """What stands before the section with the text (the contents aside), and after it."""
    text = "\n".join(pages[1:])
    return text.partition("Först")[0].strip(), text.rpartition("Efter allt detta.")[2].strip()


@cache
def baseline() -> tuple[str, str]:
    return around(pages_of(with_text("x")))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_no_text_changes_another_paragraph(text: str) -> None:
    assert around(pages_of(with_text(text))) == baseline()


@settings(max_examples=8, deadline=None)
@given(st.lists(st.characters(), min_size=100, max_size=100))
def test_every_sign_there_is_can_be_set(signs: list[str]) -> None:
    own = Section("own", (Heading("Tecken", 1), said(" ".join(signs), FYRBODAL)))
    assert write(replace(PLAIN, sections=(*PLAIN.sections, own)))


@given(st.text())
def test_what_is_made_clean_stays_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert BREAK not in clean(text)
    assert breakable(text).replace(BREAK, "") == clean(text)


def test_a_very_long_word_may_be_broken_and_a_swedish_one_is_left_to_the_hyphenation() -> None:
    assert BREAK not in breakable("etableringsprogramsdeltagarna i flyktingmottagningsverksamheten")
    assert breakable("https://example.se/" + "a" * 40).split(BREAK)[:3] == [
        "https://",
        "example.",
        "se/aaaaa",
    ]


def test_the_last_part_of_the_title_is_told_from_the_rest() -> None:
    assert parts_of("Lägesrapport – län – kvartal 3 2026") == ("Lägesrapport – län", "kvartal 3 2026")
    assert parts_of("Lägesrapport") == ("", "Lägesrapport")
    assert "\n– kvartal 3 2026\n" in pages_of(PLAIN)[0], "it stands on a line of its own"
    assert pages_of(replace(PLAIN, title="Lägesrapport"))[0].count("Lägesrapport") == 1


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("12", "1 035", "–"), True),
        (("<6", "12,5 %", ""), True),
        (("–3", "0"), True),
        (("–", ""), False),
        (("12", "..", "ej inkommet"), True),
        (("12", "<6", "visas inte", "ej inkommet"), True),
        (("12", "ca 50", "ca 60"), False),
        (("1 – mycket ansträngt",), False),
        (("10 december 2026",), False),
    ],
)
def test_numbers_stand_under_each_other(texts: tuple[str, ...], *, numbers: bool) -> None:
    rows = tuple((Cell("1", (FYRBODAL,)), Cell(text, (FYRBODAL,))) for text in texts)
    assert number_columns(Table("", ("Kommun", "Antal"), rows, (1, 1))) == (False, numbers)


CROWDED = (
    "tydligt fler (+45,5 %)",
    "i stort sett oförändrat (−1,6 %)",
    "Göteborgsregionens kommunalförbund",
    "etableringsprogramsdeltagarna",
    "xxxxxxxxxxxxxxxxxxxxxxxxx",
    "WWWWWWWWWWWWW",
    "https://example.se/" + "a" * 30,
    "1 035 200 400 800",
)


@pytest.mark.parametrize("columns", [3, 7, 12])
def test_no_word_in_a_table_reaches_into_the_next_column(columns: int) -> None:
    """However many columns there are, and whatever stands in all of them."""
    rows = tuple((Cell(text, (FYRBODAL, SKARABORG)),) * columns for text in CROWDED)
    crowded = Table("Trångt", ("Uppgiftslämnarens kommentar",) * columns, rows, (1,) * columns)
    own = Section("own", (Heading("Tabell", 1), crowded))
    *before, references = PLAIN.sections
    pages = words_of(replace(PLAIN, sections=(*before, own, references)))
    over = [(one, other) for page in pages for one, other in combinations(page, 2) if one.is_over(other)]
    assert over == []
    assert all(MARGIN <= word.left <= word.right <= A4 - MARGIN for page in pages for word in page)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_word_reaches_out_of_the_page(text: str) -> None:
    pages = words_of(with_text(text))
    assert all(MARGIN <= word.left <= word.right <= A4 - MARGIN for page in pages for word in page)


def test_in_a_table_only_a_long_word_is_hyphenated() -> None:
    row = tuple(Cell(text, (FYRBODAL,)) for text in ("Boende, kvartalets sista dag (personer)",) * 7)
    own = Section("own", (Heading("Tabell", 1), Table("Trångt", ("Mått",) * 7, (row,), (1,) * 7)))
    words = [word.text for page in words_of(replace(PLAIN, sections=(own,))) for word in page]
    assert words.count("(personer)") == words.count("kvartalets") == 7


def test_a_heading_is_never_left_at_the_foot_of_a_page() -> None:
    """Whatever stands before it: each length of text puts the heading at another height."""
    *before, references = PLAIN.sections
    for lines in range(30, 38):
        own = Section(
            "own",
            (
                Heading("Ovanför", 1),
                *(said(f"Stycke {number}.") for number in range(lines)),
                Heading("Längst ner", 2),
                said("Nedanför rubriken."),
            ),
        )
        pages = pages_of(replace(PLAIN, sections=(*before, own, references)))
        (page,) = [text for text in pages[1:] if "Längst ner" in text]
        assert "Nedanför rubriken." in page


def test_the_numbers_of_a_figure_are_not_told_twice() -> None:
    own = Section("own", (Heading("Figur", 1), replace(CHART, table_shown=False)))
    found = roles(replace(PLAIN, sections=(PLAIN.sections[0], own)))
    assert (found.count("Figure"), found.count("Table")) == (1, 0)


def test_an_agenda_is_read_from_its_first_line() -> None:
    agenda = replace(PLAIN, sections=PLAIN.sections[1:])
    assert "TOC" not in roles(agenda)
    assert "Kvartalet i korthet" in pages_of(agenda)[0]
    assert "TOC" in roles(PLAIN)


def test_a_published_report_says_which_edition_it_is() -> None:
    published = replace(PLAIN, properties=replace(PLAIN.properties, version="1", record=""), watermark="")
    assert copied(published)[0].splitlines()[-1].startswith("Utgåva 1 Sida 1 av ")


def test_a_heading_is_not_left_with_how_its_numbers_are_read() -> None:
    """Nor a box of two lines parted: whatever stands before them."""
    for lines in range(20, 36):
        own = Section(
            "own",
            (
                Heading("Ovanför", 1),
                *(said(f"Stycke {number}.") for number in range(lines)),
                Heading("Längst ner", 2),
                said("0 är ett svar."),
                said("Två kommuner ingår inte."),
                table("Nedanför", ("Fyrbodal", "12"), header=("Delregion", "Antal")),
                Callout((said("Rutans första."), said("Rutans andra."))),
            ),
        )
        pages = pages_of(replace(PLAIN, sections=(PLAIN.sections[0], own)))
        assert all(("Längst ner" in page) == ("Delregion" in page) for page in pages)
        assert all(("Rutans första." in page) == ("Rutans andra." in page) for page in pages)


def test_the_last_row_of_a_table_is_never_alone_on_a_page() -> None:
    for lines in range(28, 35):
        rows = ((f"Rad {number}", str(number)) for number in range(1, lines + 1))
        own = Section("own", (Heading("Tabell", 1), table("Lång", *rows, header=("Kommun", "Antal"))))
        pages = pages_of(replace(PLAIN, sections=(PLAIN.sections[0], own)))
        assert all((f"Rad {lines}" in page) == (f"Rad {lines - 1}" in page) for page in pages)


def test_what_typst_has_worked_out_is_not_kept() -> None:
    """Six reports after each other take 40 MB more than one; with all that was worked out it was 170."""
    write(DOCUMENT)
    before = _resident()
    for number in range(6):
        write(with_text(f"Rapport nummer {number}. " * 200))
    assert _resident() - before < 100_000_000


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * getpagesize()
