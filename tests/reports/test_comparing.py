"""What differs between two versions: by section, paragraph and word; tables by row; nothing is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.comparing import (
    MOST_OF_SECTION,
    MOST_WORK,
    Change,
    LineDiff,
    Piece,
    SectionDiff,
    Shape,
    differences,
)
from reports.document import (
    METHOD,
    Block,
    BulletList,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
    Source,
    Table,
)
from reports.draft import draft
from reports.matching import Work
from tests.reports.invented_documents import documents
from tests.reports.quarter_three import CALM, CUT_OFF, STRAINED, late, material, part

KEPT, ADDED, REMOVED = Change.KEPT, Change.ADDED, Change.REMOVED


def document(*blocks: Block, key: str = "summary") -> Document:
    return Document("", "", Properties("", "", CUT_OFF), (Section(key, blocks),), ())


def said(text: str, *sources: Source, lead: str = "") -> Paragraph:
    return Paragraph((Sentence(text, sources or (METHOD,)),), lead)


def told(diff: SectionDiff) -> list[list[tuple[Change, str]]]:
    return [[(piece.change, piece.text) for piece in line.pieces] for line in diff.lines]


def side(lines: tuple[LineDiff, ...], gone: Change) -> list[str]:
    """One of the two texts again, line by line."""
    whole = ["".join(piece.text for piece in line.pieces if piece.change is not gone) for line in lines]
    return [line for line in whole if line]


def test_the_same_document_differs_in_nothing() -> None:
    one = draft(material(part("fyrbodal", STRAINED)))
    assert differences(one, one) == ()


def test_a_paragraph_is_told_word_by_word() -> None:
    before = document(Heading("Läget", 1), said("Två boenden har stängt i länet."))
    after = document(Heading("Läget", 1), said("Tre boenden har stängt i länet i höst."))
    (diff,) = differences(before, after)
    assert (diff.key, diff.title, diff.change) == ("summary", "Läget", KEPT)
    assert told(diff) == [
        [(KEPT, "Läget")],
        [
            (REMOVED, "Två"),
            (ADDED, "Tre"),
            (KEPT, " boenden har stängt i länet"),
            (ADDED, " i höst"),
            (KEPT, "."),
        ],
    ]
    assert [line.shape for line in diff.lines] == [Shape.HEADING, Shape.PARAGRAPH]


def test_another_paragraph_is_taken_away_and_put_in_whole() -> None:
    (diff,) = differences(document(said("Två boenden har stängt.")), document(said("Sfi fungerar bra.")))
    assert told(diff) == [[(ADDED, "Sfi fungerar bra.")], [(REMOVED, "Två boenden har stängt.")]]


def test_a_list_is_compared_item_by_item_and_a_table_row_by_row() -> None:
    def made(*rows: tuple[str, str]) -> Table:
        cells = tuple(tuple(Cell(text, (METHOD,)) for text in row) for row in rows)
        return Table("Tabell 1. Läge", ("Delregion", "Läge"), cells, (5, 5))

    before = document(
        BulletList((said("Boende."), said("Sfi."))), made(("Fyrbodal", "2"), ("Skaraborg", "4"))
    )
    after = document(BulletList((said("Sfi."),)), made(("Fyrbodal", "3"), ("Sjuhärad", "4")))
    (diff,) = differences(before, after)
    assert told(diff) == [
        [(REMOVED, "Boende.")],
        [(KEPT, "Sfi.")],
        [(KEPT, "Läge")],
        [(KEPT, "Delregion | Läge")],
        [(KEPT, "Fyrbodal | "), (REMOVED, "2"), (ADDED, "3")],
        [(ADDED, "Sjuhärad | 4")],
        [(REMOVED, "Skaraborg | 4")],
    ]


def test_a_section_that_comes_or_goes_is_told_whole() -> None:
    before, after = document(said("Borta."), key="outlook"), document(said("Ny."), key="areas")
    assert [(one.key, one.change) for one in differences(before, after)] == [
        ("areas", ADDED),
        ("outlook", REMOVED),
    ]


def test_what_only_moves_numbers_is_no_difference() -> None:
    one = Table("Tabell 1. Läge", ("Delregion",), (), (5,))
    version = Facts((said("Utkast 1", lead="Version"), said("Utkast", lead="Status")))
    before = document(version, one, said("Läget.", METHOD))
    later = Facts((said("Utkast 2", lead="Version"), said("Utkast", lead="Status")))
    after = document(later, replace(one, caption="Tabell 4. Läge"), said("Läget.", Source("Fyrbodal")))
    assert differences(before, after) == ()


def test_a_late_answer_is_seen_where_it_is_told() -> None:
    before = draft(material(part("fyrbodal", STRAINED), part("gr", None)))
    after = draft(material(part("fyrbodal", STRAINED), late("gr", CALM)))
    found = {one.key: one for one in differences(before, after)}
    assert {"responses", "councils"} <= found.keys()
    assert "good_practice" not in found, "what is the same is not told"
    missing = [line for line in found["councils"].lines if line.changed]
    assert any(piece.change is ADDED for line in missing for piece in line.pieces)


@settings(max_examples=60, deadline=None, database=None)
@given(documents, documents)
def test_both_versions_can_be_read_out_of_what_differs(before: Document, after: Document) -> None:
    plain = differences(Document("", "", before.properties, (), ()), after)
    assert all(line.pieces[0].change is ADDED for diff in plain for line in diff.lines)
    back = differences(after, before)
    for diff in differences(before, after):
        (other,) = (one for one in back if one.key == diff.key)
        assert sorted(side(diff.lines, ADDED)) == sorted(side(other.lines, REMOVED))
        assert sorted(side(diff.lines, REMOVED)) == sorted(side(other.lines, ADDED))


lines = st.lists(
    st.sampled_from(["Ett boende stängde.", "Två boenden stängde.", "Sfi fungerar."]), max_size=5
)


@settings(max_examples=100, deadline=None, database=None)
@given(lines, lines)
def test_lines_keep_their_order_on_both_sides(before: list[str], after: list[str]) -> None:
    found = differences(document(*map(said, before)), document(*map(said, after)))
    for diff in found:
        assert side(diff.lines, ADDED) == before
        assert side(diff.lines, REMOVED) == after
    assert bool(found) is (before != after)


def test_a_very_long_paragraph_is_told_whole() -> None:
    before, after = "ord " * 2000, "ord " * 2000 + "mer"
    (diff,) = differences(document(said(before)), document(said(after)))
    assert [piece.change for piece in diff.lines[0].pieces] == [REMOVED, ADDED]


def bullets(*words: str) -> BulletList:
    return BulletList(tuple(map(said, words)))


MANY = {
    "one in two the same": (
        [f"b{number}" if number % 2 else "a" for number in range(3_500)],
        ["a" if number % 2 else f"c{number}" for number in range(3_500)],
    ),
    "the same few, in another order": (
        ["ab"[number % 3 == 0] for number in range(9_000)],
        ["ac"[number * 7 % 3 == 0] for number in range(9_000)],
    ),
    "all written again": (
        [f"Kommun {number} tar emot fler personer i {number % 7}" for number in range(700)],
        [f"Orten {number} har stängt sina boenden i {number % 5}" for number in range(700)],
    ),
}


@pytest.mark.parametrize("name", MANY)
def test_thousands_of_short_lines_are_told_as_rewritten_with_a_known_most_of_work(name: str) -> None:
    before, after = MANY[name]
    work = Work(MOST_WORK)
    (diff,) = differences(document(bullets(*before)), document(bullets(*after)), work)
    assert diff.rewritten
    assert MOST_WORK - work.left <= MOST_OF_SECTION
    assert side(diff.lines, ADDED) == before
    assert side(diff.lines, REMOVED) == after
    assert [line.pieces[0].change for line in diff.lines] == [REMOVED] * len(before) + [ADDED] * len(after)


def test_one_line_of_thousands_alike_is_told_alone() -> None:
    before = ["a"] * 3_500
    (diff,) = differences(
        document(bullets(*before)), document(bullets(*before[:1_700], "ny", *before[1_700:]))
    )
    assert not diff.rewritten
    assert [line.pieces for line in diff.lines if line.changed] == [(Piece(ADDED, "ny"),)]
