"""Which note numbers are shown where, in every format."""

from collections.abc import Callable

import pytest

from reports.document import METHOD, ROUND, BulletList, Heading, Paragraph, Sentence, Source
from reports.notes import Noted
from tests.reports.reading_pdf import pages_of
from tests.reports.test_html import page
from tests.reports.word_documents import (
    FYRBODAL,
    REPORT,
    SKARABORG,
    cell,
    paragraph,
    reopened,
    report_of,
    said,
)

ONE, TWO, PLAN, WORDS = 1, 2, 3, 4
"""The note numbers of Fyrbodal, Skaraborg, the round and the method."""


@pytest.fixture
def noted() -> Noted:
    return Noted(REPORT)


def of(*sources: Source) -> Sentence:
    return said("Ord.", *sources)


def test_a_note_that_leads_to_the_method_or_the_round_alone_is_not_shown(noted: Noted) -> None:
    assert noted.of((METHOD,)) == noted.of((ROUND,)) == noted.of((METHOD, ROUND)) == ()
    assert noted.of((FYRBODAL, ROUND)) == (ONE, PLAN)
    assert noted.explained == {ONE, TWO, PLAN, WORDS}, "the list of sources has them all"


def test_a_source_that_is_not_in_the_list_is_a_fault(noted: Noted) -> None:
    with pytest.raises(KeyError):
        noted.of((Source("Okänd", version=1),))


def test_what_all_sentences_have_in_common_is_shown_after_the_last(noted: Noted) -> None:
    assert noted.said([of(FYRBODAL), of(FYRBODAL)]) == [(), (ONE,)]
    assert noted.said([of(FYRBODAL), of(SKARABORG), of(SKARABORG)]) == [(ONE,), (TWO,), (TWO,)]
    assert noted.said([of(FYRBODAL), of(METHOD)]) == [(ONE,), ()]
    assert noted.said([]) == []


def test_each_item_of_a_list_has_its_own_notes(noted: Noted) -> None:
    alike = (Paragraph((of(FYRBODAL), of(FYRBODAL))), Paragraph((of(FYRBODAL),)))
    assert noted.items(alike) == [[(), (ONE,)], [(ONE,)]]
    assert noted.items((*alike, paragraph("Ord.", SKARABORG))) == [[(), (ONE,)], [(ONE,)], [(TWO,)]]
    assert noted.items((Paragraph((of(FYRBODAL), of(SKARABORG))),)) == [[(ONE,), (TWO,)]]
    assert noted.items(()) == []


def test_a_row_shows_what_its_first_cell_does_not(noted: Noted) -> None:
    one, other, plan = cell("a", FYRBODAL), cell("b", SKARABORG), cell("c", ROUND)
    assert noted.row((one, one, other, plan)) == [(ONE,), (), (TWO,), ()]
    assert noted.row((plan, plan, one)) == [(), (), (ONE,)]


def in_word() -> str:
    return "\n".join(one.text for one in reopened(SHOWN).paragraphs)


def in_pdf() -> str:
    return "\n".join(pages_of(SHOWN))


def in_html() -> str:
    return page(SHOWN).text


SHOWN = report_of(
    Heading("Rubrik", 1),
    paragraph("Metodens ord.", METHOD),
    Paragraph((said("Ett.", FYRBODAL), said("Två.", FYRBODAL))),
    BulletList((paragraph("Tre.", SKARABORG), paragraph("Fyra.", SKARABORG))),
    paragraph("Omgångens ord.", ROUND),
)


@pytest.mark.parametrize("read", [in_word, in_pdf, in_html])
def test_every_format_shows_the_same(read: Callable[[], str]) -> None:
    text = read().replace("\u00a0", " ").replace("• ", "")
    told = [line.strip() for line in text.splitlines() if line.strip()]
    first = told.index("Metodens ord.")
    assert told[first : first + 5] == [
        "Metodens ord.",
        "Ett. Två. [1]",
        "Tre. [2]",
        "Fyra. [2]",
        "Omgångens ord.",
    ]
