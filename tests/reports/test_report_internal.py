"""The internal annex: what units gave as background alone, and what municipalities sent in beforehand."""

from dataclasses import replace

from domain.answers import Submission
from domain.county import OrgUnit, Respondent, UnitKind
from domain.material import Contribution, Material
from domain.rounds import FormRef
from forms import shelf
from reports.document import BulletList, Heading, statements
from reports.draft import draft
from reports.internal import HEADING, internal_annex
from tests.reports.quarter_three import AREAS, CALM, CUT_OFF, ROUND, STRAINED, Given, material, part
from tests.reports.reading_drafts import said, table, whole_text, without_source

KEPT = "Två boenden har stängt med kort varsel och skolorna har fått ställa om."


def town(name: str, answers: Given) -> Contribution:
    respondent = Respondent(OrgUnit("9901", name, UnitKind.MUNICIPALITY, form="kommun"))
    form = shelf.form(FormRef("kommun", 1), respondent, AREAS)
    sent = Submission(ROUND.key, "9901", 1, answers, "id", "Kim", CUT_OFF, form.id, form.version)
    return Contribution(respondent, form, sent)


def with_inputs(given: Material, *inputs: Contribution) -> Material:
    return replace(given, inputs=inputs)


INPUT = town(
    "Töreboda",
    {
        "overall_status": "2",
        "overall_trend": "FORSAMRAT",
        "headline": "Förskolan har inga platser kvar.",
        "handover.0.title": "Platser i förskolan",
    },
)


def test_texts_that_are_background_stand_here_and_nowhere_else() -> None:
    given = material(part("fyrbodal", {**STRAINED, "publishable": "ENDAST_LST"}))
    assert f"”{KEPT}”" in said(internal_annex(given))
    assert KEPT not in repr(draft(given))


def test_what_is_public_does_not_stand_here() -> None:
    assert f"”{KEPT}”" not in said(internal_annex(material(part("fyrbodal", STRAINED))))


def test_what_a_unit_says_to_the_authority_alone_stands_here() -> None:
    given = material(part("fyrbodal", {**CALM, "note_to_lst": "Ring oss om mötet."}))
    assert "”Ring oss om mötet.”" in said(internal_annex(given))
    assert "Ring oss" not in repr(draft(given))


def test_an_example_that_is_not_shared_stands_here() -> None:
    kept = {**STRAINED, "good_practice.0.share": "NEJ"}
    assert f"”{STRAINED['good_practice.0.title']}”" in said(internal_annex(material(part("fyrbodal", kept))))


def test_what_municipalities_sent_in_stands_here_and_nowhere_else() -> None:
    given = with_inputs(material(), INPUT)
    document = internal_annex(given)
    assert Heading("Töreboda", 3) in document.blocks
    told = {"2 – Ansträngt.", "Försämrat.", "”Förskolan har inga platser kvar.”", "”Platser i förskolan”"}
    assert told <= set(said(document))
    assert "Förskolan" not in repr(draft(given))
    assert "Töreboda" not in whole_text(draft(given))


def test_it_says_what_it_is_on_every_page_and_where_all_comes_from() -> None:
    document = internal_annex(with_inputs(material(), INPUT))
    assert (document.status, document.watermark) == (HEADING, "Internt")
    assert without_source(document) == []
    assert all(document.notes(one.sources) for one in statements(document.blocks))


def test_its_notes_lead_to_a_list_of_its_own() -> None:
    document = internal_annex(with_inputs(material(), INPUT))
    rows = table(document, "Svar som det interna underlaget bygger på").rows
    assert [cells[0].note for cells in rows] == list(range(1, len(document.references) + 1))


def test_a_kept_medskick_is_told_whole_under_its_number() -> None:
    answers: Given = {
        **CALM,
        "handover.0.title": "Fråga 3",
        "handover.0.body": "Barn tolkar.",
        "handover.0.addressee": "VGR",
        "publishable": "ENDAST_LST",
    }
    [line] = [
        one
        for block in internal_annex(material(part("gr", answers))).blocks
        if isinstance(block, BulletList)
        for one in block.items
        if one.lead.startswith("Medskick")
    ]
    assert [one.text for one in line.sentences] == [
        "”Fråga 3”.",
        "”Barn tolkar.”",
        "Vem bör ta emot det: ”VGR”.",
    ]


def test_without_anything_internal_it_says_so() -> None:
    assert "Inget internt underlag har kommit in." in said(internal_annex(material()))
