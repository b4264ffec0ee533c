"""The register of medskick in the draft: where each stands, and what is not told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.material import Material
from domain.quarter import Quarter
from domain.raised import AGAIN, Content, RaisedIssue, RaisedStatus, RaisedStep, Said
from domain.workdays import STOCKHOLM
from reports.composing import Options, composed
from reports.document import BulletList, Heading
from reports.draft import draft
from reports.raised import raised
from tests.reports.quarter_three import CALM, CUT_OFF, STRAINED, Given, earlier, material, part, since
from tests.reports.reading_drafts import row, said, table, without_source

SPRING = datetime(2026, 5, 4, 9, tzinfo=STOCKHOLM)


def issue(
    number: int, unit: str, round_: str, *steps: RaisedStatus, to: str = "VGR", words: str = ""
) -> RaisedIssue:
    content = Content(f"Fråga {number}", addressee=to, level="REGIONAL", urgency=2)
    at = SPRING if round_ == "2026Q2" else CUT_OFF - timedelta(days=9)
    told = [
        RaisedStep(place, status, Said("2026Q3", "id", "Kim", CUT_OFF - timedelta(days=2)), words)
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


AGAIN_AND_NEW: Given = {
    **CALM,
    "handover.0.title": "Fråga 1",
    "handover.0.level": "REGIONAL",
    "handover.1.title": "Köer",
}


def raised_again() -> Material:
    """M1, of the quarter before, and M4 of this one; M2 of a year ago that nobody has said anything of."""
    again = issue(1, "gr", "2026Q2", RaisedStatus.RAISED, words=AGAIN)
    new = replace(issue(4, "gr", "2026Q3"), first=Content("Köer"))
    silent = issue(2, "miv", "2025Q3", to="")
    return material(part("gr", AGAIN_AND_NEW), raised=(again, silent, new))


def test_what_is_raised_again_is_called_so_everywhere() -> None:
    document = composed(raised_again(), options=Options(english=True)).document
    rows = table(document, "Medskick: nya").rows
    assert [(cells[0].text, cells[4].text, cells[5].text) for cells in rows] == [
        ("M4 ”Köer”", "Ny", "17 november 2026"),
        ("M1 ”Fråga 1”", "Lyft igen", "24 november 2026"),
        ("M2 ”Fråga 2”", "Pågår", "17 november 2026"),
    ]
    told = said(document)
    assert any("Ett nytt, ett lyft igen och ett pågående från tidigare kvartal." in text for text in told)
    assert any(
        text.startswith("Två medskick har lämnats, från Göteborgsregionen. Ett av dem är lyft igen.")
        for text in told
    )
    assert "Two issues have been raised, by Göteborgsregionen. One of them is raised again." in told
    assert [one[:30] for one in under(raised_again(), "Nya medskick")] == ["Göteborgsregionen, M4. ”Köer”."]
    [again] = under(raised_again(), "Medskick som lyfts igen")
    assert again.endswith("Medskicket är lyft igen. Det har följts sedan kvartal 2 2026.")


@pytest.mark.parametrize(
    "kept", [{"publishable": "ENDAST_LST"}, {"publishable": "DELVIS", "withheld": ["medskick"]}]
)
def test_a_unit_that_keeps_its_texts_has_its_medskick_counted_and_not_told(
    kept: dict[str, str | list[str]],
) -> None:
    document = draft(material(part("gr", {**CALM, **kept}), raised=(issue(3, "gr", "2026Q3"),)))
    assert (
        "Ett från Göteborgsregionen (M3): rubriken återges inte, eftersom medskicken är lämnade bara som "
        "underlag."
    ) in said(document)
    assert "Fråga 3" not in repr(document)
    assert "VGR" not in repr(document)


def test_why_a_title_is_not_told_is_said_also_of_a_unit_that_has_not_answered() -> None:
    given = material(part("gr", None), raised=(issue(3, "gr", "2026Q3"), issue(4, "gr", "2026Q3")))
    assert under(given, "Medskick vars rubriker inte återges") == [
        (
            "Två från Göteborgsregionen (M3 och M4): rubrikerna återges inte, eftersom enheten inte har "
            "svarat för kvartalet och sagt om de får återges."
        )
    ]


@pytest.mark.parametrize("now", [None, {**CALM, "publishable": "ENDAST_LST"}])
def test_what_was_public_in_an_earlier_quarter_stays_so(now: Given | None) -> None:
    spring = earlier("gr", Quarter(2026, 2), {**CALM, **item(0, title="Fråga 1")})
    open_ = issue(1, "gr", "2026Q2", RaisedStatus.ONGOING)
    document = draft(material(since(part("gr", now), spring), raised=(open_,)))
    assert row(table(document, "Medskick: nya"), "M1 ”Fråga 1”")[1] == "Göteborgsregionen"


def test_what_was_kept_in_an_earlier_quarter_is_kept_still() -> None:
    spring = earlier("gr", Quarter(2026, 2), {**CALM, "publishable": "ENDAST_LST"})
    document = draft(material(since(part("gr", CALM), spring), raised=(issue(1, "gr", "2026Q2"),)))
    assert "Fråga 1" not in repr(document)


def test_a_municipalitys_medskick_is_its_councils_to_bring_up() -> None:
    assert raised(material(raised=(issue(3, "gr-1", "2026Q3"),))) == []


def test_without_medskick_the_register_is_not_named() -> None:
    document = draft(material())
    assert "Medskick" not in [one.text for one in document.blocks if isinstance(one, Heading)]
    assert "Registret över medskick" not in repr(document)


def under(given: Material, heading: str) -> list[str]:
    """The items of the list under the heading, each with its lead."""
    blocks = raised(given)
    start = next(i for i, one in enumerate(blocks) if isinstance(one, Heading) and one.text == heading)
    found = next(block for block in blocks[start:] if isinstance(block, BulletList))
    return [" ".join((item.lead, *(one.text for one in item.sentences))).strip() for item in found.items]


def headings(given: Material) -> list[str]:
    return [one.text for one in raised(given) if isinstance(one, Heading)]


def item(place: int, **facts: str) -> Given:
    return {f"handover.{place}.{name}": value for name, value in facts.items()}


LARGE = item(
    0,
    title="Bostäder för stora familjer",
    body="Familjer med fler än fyra barn blir kvar i tillfälligt boende.",
    kind="STRUKTURELLT_PROBLEM",
    area="boende",
    level="REGIONAL",
    addressee="Kommunala bostadsbolag",
    outcome="En gemensam bostadskö",
)


def test_what_several_raise_stands_side_by_side_in_their_own_words() -> None:
    given = material(part("fyrbodal", STRAINED), part("gr", {**CALM, **LARGE}))
    assert headings(given)[1:] == [
        "Medskick som liknar varandra",
        "Familjer och bostäder",
        "Övriga nya medskick",
    ]
    assert "Från två delregioner. Orden ”familjer” och ”bostäder” är gemensamma." in said(draft(given))
    assert under(given, "Familjer och bostäder") == [
        (
            "Fyrbodal. ”Stora familjer får inga bostäder” (strukturellt problem, boende, regional nivå, "
            "mycket angeläget). "
            "”Samrådet vill att bostadsfrågan för stora familjer tas upp med de kommunala bolagen.”"
        ),
        (
            "Göteborgsregionen. ”Bostäder för stora familjer” (strukturellt problem, boende, regional nivå). "
            "”Familjer med fler än fyra barn blir kvar i tillfälligt boende.” Önskat resultat: ”En gemensam "
            "bostadskö”. Mottagare: ”Kommunala bostadsbolag”."
        ),
    ]
    assert [one[:46] for one in under(given, "Övriga nya medskick")] == [
        "Fyrbodal. ”Kortare ledtid till samordningsnumm"
    ]


def test_each_wording_names_the_answers_that_it_stands_in() -> None:
    given = material(part("fyrbodal", STRAINED), part("gr", {**CALM, **LARGE}))
    lists = [block for block in raised(given) if isinstance(block, BulletList)]
    [body] = [
        one
        for block in lists
        for one_ in block.items
        for one in one_.sentences
        if one.text.startswith("”Familjer")
    ]
    assert [(source.unit, source.label) for source in body.sources] == [("Göteborgsregionen", "Beskrivning")]


def test_an_issue_in_the_register_keeps_its_number_beside_its_answer() -> None:
    content = Content("Fråga 7", level="REGIONAL")
    kept = RaisedIssue(7, "gr", "form/handover/0", content, Said("2026Q3", "id", "Kim", CUT_OFF))
    answers: Given = {**CALM, **item(0, title="Fråga 7", level="REGIONAL")}
    given = material(part("gr", answers), raised=(kept,))
    assert under(given, "Nya medskick") == ["Göteborgsregionen, M7. ”Fråga 7” (regional nivå)."]


def test_what_was_raised_between_the_rounds_is_told_too() -> None:
    given = material(raised=(issue(3, "gr", "2026Q3"),))
    assert under(given, "Nya medskick") == [
        "Göteborgsregionen, M3. ”Fråga 3” (regional nivå, angeläget). Mottagare: ”VGR”."
    ]


def test_each_issue_is_told_in_full_once() -> None:
    national = item(0, title="Korta tillstånd", kind="LYFTS_NATIONELLT", addressee="Migrationsverket")
    told = repr(raised(material(part("gr", {**CALM, **national}), part("fyrbodal", STRAINED))))
    for title in ("Korta tillstånd", "Stora familjer får inga bostäder"):
        assert told.count(f"”{title}”") == 1


def test_what_was_answered_since_last_quarter_is_told_with_its_answer() -> None:
    answer = RaisedStep(1, RaisedStatus.ANSWERED, Said("2026Q3", "id", "Kim", CUT_OFF), "Tas upp i höst.")
    closed = RaisedIssue(
        5, "gr", "form/handover/0", Content("Fler tolkar"), Said("2026Q2", "id", "Kim", SPRING), (answer,)
    )
    given = material(raised=(closed,))
    assert under(given, "Avslutat sedan förra kvartalet") == [
        "Göteborgsregionen, M5. ”Fler tolkar”: besvarat 26 november 2026. ”Tas upp i höst.”"
    ]
    kept = material(part("gr", {**CALM, "publishable": "ENDAST_LST"}), raised=(closed,))
    assert "Avslutat sedan förra kvartalet" not in headings(kept)
    assert "Tas upp i höst" not in repr(raised(kept))


def test_wordings_that_are_withheld_are_neither_told_nor_compared() -> None:
    kept: Given = {**CALM, **LARGE, "publishable": "ENDAST_LST"}
    given = material(part("fyrbodal", STRAINED), part("gr", kept))
    assert "Medskick som liknar varandra" not in headings(given)
    assert under(given, "Medskick vars rubriker inte återges") == [
        "Ett från Göteborgsregionen: rubriken återges inte, eftersom medskicken är lämnade bara som underlag."
    ]
    for secret in ("fyra barn", "bostadskö", "Kommunala bostadsbolag"):
        assert secret not in repr(draft(given))
