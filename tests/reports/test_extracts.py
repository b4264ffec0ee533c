"""A unit's own part of the report: all that rests on its answer alone, and never another unit's words."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain.form import Group, Kind
from domain.material import Material
from domain.report_versions import SectionEdit
from domain.workdays import STOCKHOLM
from reports.composing import Composition, composed
from reports.document import (
    EDITING,
    METHOD,
    Cell,
    Document,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Source,
    Table,
)
from reports.draft import draft
from reports.extracts import answers_of, extract, quote, says
from tests.reports.quarter_three import (
    AGENCIES,
    AGENCY,
    CALM,
    CUT_OFF,
    MEMBERS,
    STRAINED,
    Given,
    form_of,
    material,
    nothing_to_report,
    part,
)

SOME = settings(max_examples=6, deadline=None, database=None, phases=[Phase.explicit, Phase.generate])
UNITS = (*MEMBERS, *AGENCIES)
NAMES = {key: part(key, None).respondent.name for key in UNITS}
AT = datetime(2026, 11, 27, 9, tzinfo=STOCKHOLM)


def token(unit: str) -> str:
    """A word that only this unit has."""
    return f"ord{unit}xq"


def marked(unit: str, publishable: str) -> Given:
    """The unit's answers, with its token in every text that its form asks for."""
    answers = {**(STRAINED if unit in MEMBERS else AGENCY), "publishable": publishable}
    for card in form_of(unit).cards:
        items = {one.key: 2 for one in card.parts if isinstance(one, Group)}
        for question in card.questions(items):
            if question.kind is Kind.TEXT:
                answers[question.key] = f"Vi har {token(unit)} att berätta om {question.key}."
    answers.pop("municipalities_present", None)
    return answers | ({"withheld": ["lage"]} if publishable == "DELVIS" else {})


def everything(document: Document, unit: str) -> str:
    """All that the extract holds, headings, captions and sources too."""
    return repr(extract(document, NAMES[unit]))


def assert_apart(document: Document, kept: Mapping[str, str]) -> None:
    """No unit sees another's words, and nobody those that are background only."""
    for reader in UNITS:
        seen = everything(document, reader)
        for unit in UNITS:
            if unit != reader:
                assert token(unit) not in seen, f"{unit} in the extract of {reader}"
        if kept[reader] == "ENDAST_LST":
            assert token(reader) not in seen


publishing = st.fixed_dictionaries(
    {unit: st.sampled_from(["PUBLIK", "DELVIS", "ENDAST_LST"]) for unit in UNITS}
)


def of_quarter(kept: Mapping[str, str]) -> Material:
    return material(*(part(unit, marked(unit, publishable)) for unit, publishable in kept.items()))


@SOME
@given(publishing)
def test_no_other_units_words_are_in_an_extract(kept: Mapping[str, str]) -> None:
    assert_apart(draft(of_quarter(kept)), kept)


@cache
def public() -> tuple[Material, Composition]:
    """The quarter in which every unit lets all of its words be shown."""
    quarter = of_quarter(dict.fromkeys(UNITS, "PUBLIK"))
    return quarter, composed(quarter)


@pytest.mark.parametrize("unit", UNITS)
def test_a_units_own_words_are_in_its_extract(unit: str) -> None:
    assert token(unit) in everything(public()[1].document, unit)


@SOME
@given(st.randoms(use_true_random=False))
def test_whatever_a_coordinator_moves_and_changes_nobody_sees_anothers_words(random: Random) -> None:
    quarter, drafted = public()
    edits = {
        one.key: SectionEdit(
            one.key, 1, one.generated, shuffled(one.generated, random), "sara", "Sara Samordnare", AT
        )
        for one in drafted.parts
        if one.generated and one.key != "cover" and random.random() < 0.7
    }
    written = composed(quarter, edits).document
    assert_apart(written, dict.fromkeys(UNITS, "PUBLIK"))
    said_ = answers_of(quarter)
    for reader in UNITS:
        seen = repr(extract(written, NAMES[reader], said_))
        assert not any(token(unit) in seen for unit in UNITS if unit != reader)


@pytest.mark.parametrize("words", [7, 3])
@pytest.mark.parametrize("left", [True, False])
def test_words_moved_under_another_units_heading_are_not_its_to_read(words: int, left: bool) -> None:  # noqa: FBT001 - the case
    quarter, whole = public()
    moved, *_ = UNITS
    sentence = " ".join(f"Vi har {token(moved)} att berätta om headline.".split()[:words])
    drafted = whole.part("councils").generated
    base = drafted if left else drafted.replace(token(moved), "inget")
    others = [unit for unit in UNITS[1:] if f"## {NAMES[unit]}" in base]
    for unit in others:
        text = base.replace(f"## {NAMES[unit]}", f"## {NAMES[unit]}\n\n{sentence}", 1)
        edit = SectionEdit("councils", 1, drafted, text, "sara", "Sara Samordnare", AT)
        written = composed(quarter, {"councils": edit}).document
        assert token(moved) not in repr(extract(written, NAMES[unit], answers_of(quarter)))
    assert others


def shuffled(text: str, random: Random) -> str:
    """The same text with paragraphs in another order, some gone, some with a word less or a sentence more."""
    paragraphs = [one for one in text.split("\n\n") if random.random() < 0.9]
    random.shuffle(paragraphs)
    return "\n\n".join(_changed(one, random) for one in paragraphs)


def _changed(paragraph: str, random: Random) -> str:
    choice = random.random()
    if paragraph.startswith(("#", "[", "|")) or choice < 0.5:
        return paragraph
    if choice < 0.7:
        return f"{paragraph} Länsstyrelsen följer frågan."
    words = paragraph.split(" ")
    del words[random.randrange(1, len(words)) if len(words) > 1 else 0 :][:1]
    place = random.randrange(1, len(words)) if len(words) > 1 else 0
    return " ".join(words[:place] + words[place + 1 :]) or paragraph


FIA, SKARA = Source("Fyrbodal", "2.3", "Det viktigaste", 1), Source("Skaraborg", "2.3", "Det viktigaste", 1)
SARA = Source(f"{EDITING}: Läget i delregionerna", label="Sara", version=1, at=AT)


def section(*blocks: Heading | Paragraph | Table) -> Document:
    whole = draft(material())
    return Document("", "", whole.properties, (Section("councils", blocks),), ())


def said(text: str, *sources: Source) -> Paragraph:
    return Paragraph((Sentence(text, sources),))


def texts(document: Document, unit: str = "Fyrbodal") -> list[str]:
    return [quote(block) for one in extract(document, unit) for block in one.blocks]


def test_headings_stand_where_something_of_the_units_is_left_under_them() -> None:
    document = section(
        Heading("Läget i delregionerna", 1),
        Heading("Skaraborg", 2),
        said("Skaraborg har det lugnt.", SKARA),
        Heading("Fyrbodal", 2),
        Heading("Boende", 3),
        said("Det saknas lägenheter.", FIA),
        Heading("Hälsa", 3),
        said("Båda har det svårt.", FIA, SKARA),
    )
    assert texts(document) == ["Läget i delregionerna", "Fyrbodal", "Boende", "Det saknas lägenheter."]


def test_a_coordinators_words_are_read_where_they_are_about_the_unit() -> None:
    document = section(
        Heading("Skaraborg", 2),
        said("Skaraborg säger att alla har fått en bostad redan.", SKARA),
        Heading("Fyrbodal", 2),
        said("Läget är mycket svårt.", SARA, FIA),
        said("Länsstyrelsen följer frågan.", SARA),
        said("Till skillnad från Skaraborg är det svårt.", SARA, FIA),
        said("Nu har alla har fått en bostad redan i grannregionen.", SARA),
        Heading("Andra", 2),
        said("Det här står inte hos någon.", SARA),
    )
    assert texts(document) == ["Fyrbodal", "Läget är mycket svårt.", "Länsstyrelsen följer frågan."]


def test_what_another_has_answered_is_not_shown_when_it_no_longer_stands_in_the_document() -> None:
    theirs = {"Skaraborg": ("Däremot stängde två boenden i bygden.",), "Fyrbodal": ("Allt är lugnt här.",)}
    document = section(
        Heading("Fyrbodal", 2),
        said("Läget är mycket svårt.", SARA, FIA),
        said("Boendena i grannregionen har stängt.", SARA),
        said("Så stängde två boenden.", SARA),
        said("Stängde två boenden.", SARA, FIA),
        said("Allt är lugnt här.", SARA),
    )
    found = [quote(block) for one in extract(document, "Fyrbodal", theirs) for block in one.blocks]
    assert found == [
        "Fyrbodal",
        "Läget är mycket svårt.",
        "Boendena i grannregionen har stängt.",
        "Allt är lugnt här.",
    ]


def row(*cells: tuple[str, Source]) -> tuple[Cell, ...]:
    return tuple(Cell(text, (source,)) for text, source in cells)


def test_of_a_table_the_unit_has_its_own_rows() -> None:
    header = ("Delregion", "Läge")
    rows = (row(("Fyrbodal", FIA), ("2", FIA)), row(("Skaraborg", SKARA), ("4", SKARA)))
    (own,) = extract(section(Table("Läge", header, rows, (5, 5))), "Fyrbodal")
    assert own.blocks == (Table("Läge", header, rows[:1], (5, 5)),)


def test_of_a_table_with_a_column_for_each_unit_it_has_its_own_column() -> None:
    header = ("Mått", "Skaraborg", "Fyrbodal")
    rows = (
        (Cell("Mottagna", (SKARA, FIA)), Cell("40", (SKARA,)), Cell("12", (FIA,))),
        (Cell("Inskrivna", (SKARA,)), Cell("7", (SKARA,)), Cell("", ())),
    )
    (own,) = extract(section(Table("Siffror", header, rows, (6, 5, 5))), "Fyrbodal")
    expected = (Cell("Mottagna", (FIA,)), Cell("12", (FIA,)))
    assert own.blocks == (Table("Siffror", ("Mått", "Fyrbodal"), (expected,), (6, 5)),)


def test_a_statistic_is_nobodys_answer() -> None:
    published = Source("Fyrbodal", "N01", "Mottagna", at=AT, as_of=CUT_OFF.date())
    assert texts(section(Heading("Fyrbodal", 1), said("12 togs emot.", published, METHOD))) == [
        "Fyrbodal",
        "12 togs emot.",
    ], "under the unit's own heading it is about the unit"
    assert texts(section(Heading("Mottagande", 1), said("12 togs emot.", published, METHOD))) == []


def test_who_has_nothing_to_report_reads_that_it_says_so() -> None:
    found = extract(draft(material(nothing_to_report("fyrbodal", "Samrådet är vilande."))), "Fyrbodal")
    assert {"responses", "councils"} <= {one.key for one in found}


def test_a_unit_that_is_in_no_answer_has_no_part() -> None:
    assert extract(draft(material()), "Ingenstans") == ()


def test_what_is_said_in_a_section_is_told_by_its_paragraphs() -> None:
    found = extract(draft(material(part("fyrbodal", STRAINED))), "Fyrbodal")
    (councils,) = (one for one in found if one.key == "councils")
    words = quote(councils.blocks[-1])
    assert says(found, "councils", words)
    assert says(found, "councils", f"  {words}\n")
    assert says(found, "councils", ""), "the whole section"
    assert says(found, "councils", words.splitlines()[0]), "one item of a list"
    assert not says(found, "councils", words[:-5])
    assert not says(found, "method", "")
    assert part("gr", CALM).respondent.name not in words


def test_of_a_row_with_a_column_for_each_unit_only_the_own_column_is_shown() -> None:
    """Also where the others have no answer: that they cannot be compared is theirs to know."""
    cells = row(("Väntetid", FIA), ("från 4 till 3", FIA), ("kan inte jämföras", METHOD))
    table = Table("Utveckling", ("Mått", "Fyrbodal", "Sjuhärad"), (cells,), (2, 1, 1))
    [found] = extract(section(table), "Fyrbodal")
    [left] = [block for block in found.blocks if isinstance(block, Table)]
    assert left.header == ("Mått", "Fyrbodal")
    assert [[cell.text for cell in one] for one in left.rows] == [["Väntetid", "från 4 till 3"]]
