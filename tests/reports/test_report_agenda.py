"""The proposed agenda: every issue stands on it once, under the point that it belongs to."""

from domain.material import Material
from domain.raised import RaisedStatus
from reports.agenda import agenda
from reports.document import BulletList, Heading, Table, statements
from tests.reports.quarter_three import CALM, STRAINED, Given, material, nothing_in, part
from tests.reports.reading_drafts import without_source
from tests.reports.test_report_raised import issue, item, raised_again


def points(given: Material) -> dict[str, list[str]]:
    """By heading the lines under it."""
    return {
        section.title: [
            " ".join((one.lead, *(sentence.text for sentence in one.sentences)))
            for block in section.blocks
            if isinstance(block, BulletList)
            for one in block.items
        ]
        for section in agenda(given).sections[:-1]
    }


def test_every_new_issue_stands_once_under_the_point_of_its_kind() -> None:
    kinds = ("UPPDRAG", "STRUKTURELLT_PROBLEM", "LYFTS_NATIONELLT", "FORDJUPNING", "INFORMATION")
    answers: Given = {**CALM}
    for place, kind in enumerate(kinds):
        answers = {**answers, **item(place, title=f"Titel {place}", kind=kind, level="REGIONAL")}
    found = points(material(part("gr", answers)))
    assert list(found) == [
        "1. Omvärldsbevakning",
        "2. Fördjupningar",
        "3. Beslutspunkter: förslag till uppdrag",
        "4. Strukturella problem",
        "5. Att lyfta till nationell nivå",
    ]
    lines = [line for those in found.values() for line in those]
    for place in range(len(kinds)):
        assert len([line for line in lines if f"”Titel {place}”" in line]) == 1
    assert found["3. Beslutspunkter: förslag till uppdrag"] == [
        "Göteborgsregionen. ”Titel 0” (regional nivå). Ingen mottagare är föreslagen."
    ]


def test_a_line_has_its_number_level_wanted_outcome_and_addressee() -> None:
    answers: Given = {
        **CALM,
        **item(
            0,
            title="Delad sfi",
            kind="UPPDRAG",
            level="REGIONAL",
            addressee="VGR",
            outcome="En plan till våren.",
        ),
    }
    [line] = points(material(part("gr", answers)))["2. Beslutspunkter: förslag till uppdrag"]
    assert line == (
        "Göteborgsregionen. ”Delad sfi” (regional nivå). Önskat resultat: ”En plan till våren.” Föreslagen "
        "mottagare: ”VGR”."
    )


def test_wishes_to_go_deeper_are_gathered_by_what_they_are_about() -> None:
    given = material(
        part("gr", {**CALM, "theme_request": "Utbildningsplikten"}),
        part("fyrbodal", {**CALM, "theme_request": "Utbildningsplikt."}),
        part("af", {**CALM, "theme_request": "Etableringsjobb"}),
    )
    assert points(given)["2. Fördjupningar"] == [
        (
            "Utbildningsplikt (två delregioner). Fyrbodal: ”Utbildningsplikt”. Göteborgsregionen: "
            "”Utbildningsplikten”."
        ),
        "Arbetsförmedlingen. ”Etableringsjobb”.",
    ]


def test_a_subject_that_is_a_question_has_no_full_stop_after_it() -> None:
    given = material(part("af", {**CALM, "theme_request": "Vem ger sfi?"}))
    assert points(given)["2. Fördjupningar"] == ["Arbetsförmedlingen. ”Vem ger sfi?”"]


def test_what_was_raised_before_is_fed_back_the_answered_and_the_open() -> None:
    issues = (
        issue(1, "gr", "2026Q2", RaisedStatus.SOLVED),
        issue(2, "miv", "2026Q2", RaisedStatus.ONGOING),
    )
    assert points(material(raised=issues))["2. Återkoppling på tidigare medskick"] == [
        "Göteborgsregionen, M1. ”Fråga 1”: löst 24 november 2026.",
        (
            "Migrationsverket, M2. ”Fråga 2” (regional nivå). Föreslagen mottagare: ”VGR”. "
            "Öppet sedan kvartal 2 2026."
        ),
    ]


def test_what_is_raised_again_stands_under_its_kind_and_not_as_feedback() -> None:
    found = points(raised_again())
    lines = [line for those in found.values() for line in those if "”Fråga 1”" in line]
    assert [line.endswith("Lyft igen, öppet sedan kvartal 2 2026.") for line in lines] == [True]
    assert not any("”Fråga 1”" in line for line in found["2. Återkoppling på tidigare medskick"])


def test_the_first_point_has_the_report_and_what_the_units_expect() -> None:
    first = points(material(part("fyrbodal", STRAINED)))["1. Omvärldsbevakning"]
    assert first == [
        "Lägesrapporten. Kvartal 3 2026. Svar har kommit in från 4 av 4 delregioner och 3 av 3 aktörer.",
        f"Inspel från Fyrbodal. ”{STRAINED['outlook']}”",
    ]


def test_texts_that_are_kept_are_kept_here_too() -> None:
    kept: Given = {**STRAINED, "publishable": "ENDAST_LST"}
    found = points(material(part("fyrbodal", kept)))
    assert found["2. Strukturella problem"] == [
        "Fyrbodal. Rubriken återges inte: strukturellt problem, boende (regional nivå)."
    ]
    assert found["3. Att lyfta till nationell nivå"] == [
        "Fyrbodal. Rubriken återges inte: bör lyftas nationellt, boende (nationell nivå)."
    ]
    assert "Utbildningsplikten" not in repr(agenda(material(part("fyrbodal", kept))))


def test_it_says_what_it_is_names_its_sources_and_invents_no_times() -> None:
    document = agenda(material(part("fyrbodal", STRAINED)))
    assert document.title == "Förslag till dagordning, regionalt samråd 10 december 2026"
    assert document.status == "Förslag – arbetsmaterial"
    assert document.watermark == "Arbetsmaterial"
    assert document.properties.version == "Förslag"
    assert without_source(document) == []
    assert all(document.notes(one.sources) for one in statements(document.blocks))
    agenda_text = " ".join(one.text for one in statements(document.sections[0].blocks))
    assert "kl." not in agenda_text
    assert "”Två boenden" not in agenda_text


def test_only_what_it_rests_on_is_among_its_sources() -> None:
    """A proposal is a page: the answers that it says nothing of are not listed."""
    document = agenda(material(part("fyrbodal", STRAINED), part("gr", CALM)))
    [listed] = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row[:2]] for row in listed.rows] == [
        ["1", "Fyrbodal"],
        ["2", "Omgången"],
        ["3", "Metod"],
    ]
    assert [row[0].note for row in listed.rows] == [1, 2, 3]
    assert [one.unit for one in document.references] == [row[1].text for row in listed.rows]


def test_with_nothing_raised_there_is_the_report_and_nothing_else() -> None:
    assert list(points(nothing_in())) == ["1. Omvärldsbevakning"]
    assert [one.level for one in agenda(nothing_in()).blocks if isinstance(one, Heading)] == [1, 1]
