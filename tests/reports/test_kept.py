"""A document is kept as it was: JSON and back, whatever is in it."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import get_args

import pytest
from hypothesis import given, settings

from domain.workdays import STOCKHOLM
from reports import document as model
from reports.document import (
    METHOD,
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Document,
    Drawing,
    Drawn,
    Facts,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
    Series,
    Source,
    Table,
)
from reports.draft import draft
from reports.kept import Unreadable, dumps, loads
from tests.reports.invented_documents import documents
from tests.reports.quarter_three import CUT_OFF, STRAINED, material, part


def blocks_of_every_kind() -> list[Block]:
    said = Paragraph(
        (Sentence("Läget är ansträngt.", (Source("Fyrbodal", "2.1", "Läge", 2, CUT_OFF),)),), "Läget."
    )
    table = Table("Läge", ("Delregion",), ((Cell("Fyrbodal", (METHOD,), 3),),), (5,))
    drawing = Drawing(Drawn.LINES, ("K1",), (Series("Fyrbodal", (None, 1.5)),), "personer", (1,), ("bra",))
    return [
        Heading("Läget", 1),
        said,
        Facts((said,)),
        BulletList((said,)),
        Callout((said,)),
        table,
        Chart("Mottagna", "Linjen går upp.", drawing, table, said.sentences),
    ]


QUICK = settings(max_examples=60, deadline=None, database=None)


@QUICK
@given(documents)
def test_every_document_comes_back_equal(document: Document) -> None:
    text = dumps(document)
    assert loads(text) == document
    assert dumps(loads(text)) == text, "the same document is the same text: nothing new is kept of it"
    assert text.isascii(), "any database keeps it"


def test_the_quarters_draft_comes_back_equal() -> None:
    document = draft(material(part("fyrbodal", STRAINED)))
    assert loads(dumps(document)) == document


def test_moments_come_back_in_swedish_time_also_in_the_hour_that_comes_twice() -> None:
    for fold in (0, 1):
        made = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM, fold=fold)
        document = Document("", "", Properties("", "", made), (), (Source("Fyrbodal", at=made),))
        back = loads(dumps(document))
        assert (back, back.properties.made.fold) == (document, fold)


def test_every_kind_of_block_can_be_kept() -> None:
    made = dict.fromkeys(get_args(Block), "")
    for one in blocks_of_every_kind():
        document = Document("", "", Properties("", "", CUT_OFF), (Section("s", (one,)),), ())
        made[type(one)] = dumps(document)
        assert loads(made[type(one)]) == document
    assert all(made.values())


@pytest.mark.parametrize("field", ["at", "made", "as_of", "drawn"])
def test_the_fields_read_by_name_mean_one_thing_in_the_whole_model(field: str) -> None:
    """Keeping reads these by their name alone: another field called so must be of the same type."""
    kinds = [one for one in vars(model).values() if isinstance(one, type) and is_dataclass(one)]
    types = {str(one.type) for kind in kinds for one in fields(kind) if one.name == field}
    assert len(types) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "document": {}}',
        '{"format": 1, "document": {"is": "Heading", "text": "", "level": 1}}',
        '{"format": 1, "document": {"is": "System"}}',
    ],
)
def test_what_is_no_kept_document_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        loads(text)
