"""The draft as a model: outline, summary and who has answered."""

from collections.abc import Iterable
from itertools import pairwise

from reports.document import Block, Heading, Table
from reports.draft import draft, file_name
from tests.reports.quarter_three import (
    AREAS,
    CALM,
    STRAINED,
    Given,
    late,
    material,
    nothing_in,
    part,
    with_choice_of,
)
from tests.reports.reading_drafts import row, said, table, whole_text

MIXED = material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM))


def headings(blocks: Iterable[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


def test_the_headings_follow_the_outline_and_skip_no_level() -> None:
    found = headings(draft(MIXED).blocks)
    assert [text for level, text in found if level == 1] == [
        "Kvartalet i korthet",
        "Underlag och svarsläge",
        "Läget i delregionerna",
        "Bilaga: Underlag",
    ]
    assert [text for level, text in found if level == 2] == [
        "Begränsningar",
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
    assert said(document)[:8] == [
        "Utkast – arbetsmaterial",
        "Arbetsutkast, inte fastställt",
        "26 november 2026",
        "Tilldelas av registrator",
        "kvartal 3 2026 (1 juli–30 september 2026)",
        "Regionalt samråd 10 december 2026",
        "26 november 2026 kl. 08.30",
        "Länsstyrelsen i Västra Götalands län",
    ]
    assert file_name(material()) == "lagesrapport-2026Q3-utkast.docx"


def test_steps_and_trends_are_counted_and_named_never_averaged() -> None:
    text = whole_text(
        draft(
            material(
                with_choice_of("fyrbodal", overall_status="2", overall_trend="FORSAMRAT"),
                with_choice_of("sjuharad", overall_status="EJ_BEDOMT", overall_trend="KAN_EJ_BEDOMA"),
            )
        )
    )
    assert (
        "Läget bedöms som 2 – ansträngt i en delregion (Fyrbodal) och som 3 – fungerar i huvudsak i "
        "två delregioner (Skaraborg och Göteborgsregionen)." in text
    )
    assert "Läget har inte kunnat bedömas i en delregion (Sjuhärad)." in text
    assert (
        "Jämfört med förra kvartalet bedöms läget vara i stort sett oförändrat i två delregioner "
        "(Skaraborg och Göteborgsregionen) och ha försämrats i en delregion (Fyrbodal)." in text
    )
    assert "Utvecklingen kan inte bedömas i en delregion (Sjuhärad)." in text
    assert "medel" not in text.replace("Inga medelvärden beräknas.", "")
    assert "1 delregion" not in text


def test_the_biggest_changes_come_first_and_worse_before_better() -> None:
    document = draft(
        material(
            with_choice_of("skaraborg", area__boende__trend="FORSAMRAT", area__halsa__trend="FORBATTRAT"),
            with_choice_of("gr", area__boende__trend="FORSAMRAT", area__arbete__trend="FORSAMRAT"),
        )
    )
    worse = (
        "Läget bedöms ha försämrats inom boende (Skaraborg och Göteborgsregionen) och "
        "arbetsmarknad och utbildning (Göteborgsregionen)."
    )
    assert said(document).index("Läget bedöms ha förbättrats inom hälsa (Skaraborg).") == (
        said(document).index(worse) + 1
    )


def test_no_change_is_said_as_such() -> None:
    assert "Ingen delregion anger att läget har förändrats i något insatsområde." in said(draft(material()))


def test_the_table_shows_step_symbol_and_word() -> None:
    found = table(draft(MIXED), "Läge och trend")
    assert found.header == ("Delregion", "Samlat läge", *(area.name for area in AREAS))
    assert row(found, "Fyrbodal")[1:4] == [
        "2 – ansträngt\n↓ försämrat",
        "3 – fungerar i huvudsak\n↑ förbättrat",
        "3 – fungerar i huvudsak\n↓ försämrat",
    ]
    assert row(found, "Göteborgsregionen")[1:] == ["Svar saknas"] * 5


def test_an_unanswered_question_is_not_the_same_as_a_missing_council() -> None:
    found = table(draft(material(part("gr", {"overall_status": "4"}))), "Läge och trend")
    assert row(found, "Göteborgsregionen")[1:3] == ["4 – gott", "Inte besvarat"]


def test_medskick_are_counted_and_the_urgent_and_the_national_are_named() -> None:
    text = whole_text(draft(material(part("fyrbodal", STRAINED))))
    assert "Två medskick har lämnats, från Fyrbodal. Alla gäller boende." in text
    assert "Som mycket angeläget anges ”Stora familjer får inga bostäder” (Fyrbodal)." in text
    assert "Till nationell nivå lyfts ”Kortare ledtid till samordningsnummer” (Fyrbodal)." in text
    assert (
        "”Stora familjer får inga bostäder” (strukturellt problem, boende, regional nivå, mycket angeläget)."
        in text
    )


def test_one_medskick_is_ett() -> None:
    answers: Given = {"has_handover": "JA", "handover.0.title": "Fler tolkar", "handover.0.area": "halsa"}
    text = whole_text(draft(material(part("gr", {**CALM, **answers}))))
    assert "Ett medskick har lämnats, från Göteborgsregionen." in text


def test_many_urgent_medskick_do_not_fill_the_summary() -> None:
    answers: Given = {
        f"handover.{place}.{name}": value
        for place in range(5)
        for name, value in (("title", f"Fråga {place + 1}"), ("urgency", "3"))
    }
    text = whole_text(draft(material(part("gr", {**CALM, **answers, "has_handover": "JA"}))))
    assert (
        "Som mycket angeläget anges ”Fråga 1” (Göteborgsregionen), ”Fråga 2” (Göteborgsregionen), ”Fråga 3” "
        "(Göteborgsregionen) och ytterligare två medskick." in text
    )
    four = {key: value for key, value in answers.items() if not key.startswith("handover.4")}
    assert "och ytterligare ett medskick." in whole_text(draft(material(part("gr", {**CALM, **four}))))


def test_no_medskick_is_said_as_such() -> None:
    assert "Inga medskick har lämnats." in said(draft(material()))


def test_all_in_is_said_once_and_nobody_is_missing() -> None:
    text = whole_text(draft(material()))
    assert "Alla delregioner har lämnat svar." in text
    assert "saknas från" not in text
    assert "inte kommit in" not in text


def test_one_missing_and_one_late_are_named_in_words_and_in_the_table() -> None:
    document = draft(MIXED)
    text = whole_text(document)
    assert "Svar har kommit in från tre av fyra delregioner." in text
    assert "Efter sista svarsdag kom svaret från Sjuhärad." in text
    assert "Svar har inte kommit in från Göteborgsregionen." in text
    assert "Svar saknas från Göteborgsregionen. Bedömningarna ovan omfattar inte den delregionen." in text
    found = table(document, "Inrapportering")
    assert row(found, "Skaraborg")[1] == "I tid"
    assert row(found, "Sjuhärad")[1:3] == ["Efter sista svarsdag", "20 november 2026 kl. 23.59"]
    assert row(found, "Göteborgsregionen")[1:] == ["Inte inkommet", "–", "–", "–"]


def test_with_nothing_in_the_draft_says_so_and_shows_no_empty_table() -> None:
    document = draft(nothing_in())
    assert "Inga svar har kommit in. Utkastet innehåller därför ingen lägesbild." in said(document)
    assert "Ingen delregion har ännu lämnat svar." in said(document)
    captions = [block.caption for block in document.blocks if isinstance(block, Table)]
    assert captions == [
        "Tabell 1. Inrapportering per delregion",
        "Tabell 2. Svar och andra källor som utkastet bygger på",
    ]


def test_the_agencies_that_are_not_asked_are_named() -> None:
    assert (
        "Arbetsförmedlingen, Migrationsverket och Västra Götalandsregionen tillfrågas inte i den här "
        "versionen. Deras uppgifter och bedömningar ingår därför inte." in said(draft(material()))
    )
