"""The register of medskick in the draft: where each stands, and what is not told."""

from datetime import datetime, timedelta

import pytest

from domain.raised import Content, RaisedIssue, RaisedStatus, RaisedStep, Said
from domain.workdays import STOCKHOLM
from reports.document import Heading, without_source
from reports.draft import draft
from reports.raised import raised
from tests.reports.quarter_three import CALM, CUT_OFF, material, part
from tests.reports.reading_drafts import row, said, table

SPRING = datetime(2026, 5, 4, 9, tzinfo=STOCKHOLM)


def issue(number: int, unit: str, round_: str, *steps: RaisedStatus, to: str = "VGR") -> RaisedIssue:
    content = Content(f"Fråga {number}", addressee=to, level="REGIONAL", urgency=2)
    at = SPRING if round_ == "2026Q2" else CUT_OFF - timedelta(days=9)
    told = [
        RaisedStep(place, status, Said("2026Q3", "id", "Kim", CUT_OFF - timedelta(days=2)))
        for place, status in enumerate(steps, start=1)
    ]
    return RaisedIssue(
        number, unit, f"form/handover/{number}", content, Said(round_, "id", "Kim", at), tuple(told)
    )


def test_new_ongoing_and_closed_stand_in_one_table_with_who_to_whom_and_since_when() -> None:
    issues = (
        issue(1, "gr", "2026Q2", RaisedStatus.SOLVED),
        issue(2, "miv", "2026Q2", RaisedStatus.ONGOING, to=""),
        issue(3, "fyrbodal", "2026Q3"),
    )
    document = draft(material(raised=issues))
    found = table(document, "Medskick: nya, pågående och avslutade")
    assert found.header == ("Medskick", "Från", "Till", "Nivå", "Status", "Sedan")
    assert [[cell.text for cell in cells] for cells in found.rows] == [
        ["M3 ”Fråga 3”", "Fyrbodal", "VGR", "Regional", "Ny", "17 november 2026"],
        ["M2 ”Fråga 2”", "Migrationsverket", "–", "Regional", "Pågår", "24 november 2026"],
        ["M1 ”Fråga 1”", "Göteborgsregionen", "VGR", "Regional", "Löst", "24 november 2026"],
    ]
    assert (
        "Ett nytt, ett pågående från tidigare kvartal och ett avslutat. Märket, till exempel M12, följer "
        "medskicket tills det är avslutat." in said(document)
    )
    assert without_source(document) == []
    assert "Registret över medskick" in [source.unit for source in document.references]


@pytest.mark.parametrize(
    "kept", [{"publishable": "ENDAST_LST"}, {"publishable": "DELVIS", "withheld": ["medskick"]}]
)
def test_a_unit_that_keeps_its_texts_has_its_medskick_counted_and_not_told(
    kept: dict[str, str | list[str]],
) -> None:
    document = draft(material(part("gr", {**CALM, **kept}), raised=(issue(3, "gr", "2026Q3"),)))
    found = table(document, "Medskick: nya")
    assert row(found, "M3 rubriken återges inte")[1:4] == ["Göteborgsregionen", "–", "Regional"]
    assert "Fråga 3" not in repr(document)
    assert "VGR" not in repr(found)


def test_a_municipalitys_medskick_is_its_councils_to_bring_up() -> None:
    assert raised(material(raised=(issue(3, "gr-1", "2026Q3"),))) == []


def test_without_medskick_the_register_is_not_named() -> None:
    document = draft(material())
    assert "Medskick" not in [one.text for one in document.blocks if isinstance(one, Heading)]
    assert "Registret över medskick" not in repr(document)
