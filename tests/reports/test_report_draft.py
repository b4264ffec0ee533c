"""The draft as a model: what is said, what is left out, and where each statement comes from."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.material import Material
from reports.annex import numbers
from reports.document import METHOD, Block, Cell, Document, Heading, Paragraph, Sentence, Table, statements
from reports.document import without_source as unsourced
from reports.draft import draft, file_name
from reports.sections import SECTIONS
from tests.reports.quarter_three import (
    AREAS,
    CALM,
    ROUND,
    STRAINED,
    Given,
    late,
    material,
    nothing_in,
    part,
    relabelled,
    with_choice_of,
)

MIXED = material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM))
EVERY_MATERIAL = {
    "all received": material(),
    "one missing, one late": MIXED,
    "none received": nothing_in(),
    "withheld": material(part("fyrbodal", {**STRAINED, "publishable": "ENDAST_LST"})),
    "hardly answered": material(part("gr", {"headline": "Bara en rubrik"}), part("fyrbodal", {})),
    "a form that is gone": material(relabelled(part("fyrbodal", STRAINED))),
}


def said(document: Document) -> list[str]:
    return [one.text for one in statements(document.blocks)]


def whole_text(document: Document) -> str:
    return "\n".join(said(document))


def table(document: Document, caption: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and caption in block.caption)


def row(found: Table, name: str) -> list[str]:
    return next([cell.text for cell in cells] for cells in found.rows if cells[0].text == name)


def headings(blocks: Iterable[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("given", EVERY_MATERIAL.values(), ids=EVERY_MATERIAL)
def test_every_statement_says_where_it_comes_from(given: Material) -> None:
    document = draft(given)
    assert unsourced(document) == []
    assert all(document.notes(one.sources) for one in statements(document.blocks))


def test_a_statement_without_source_is_found_out() -> None:
    document = draft(material())
    bare = Table("Tabell", ("A",), ((Cell("bar cell", ()), Cell("", ())),), (1, 1))
    loose = Paragraph((Sentence("Löst påstående.", ()), Sentence("Metod.", (METHOD,))))
    added = Document(
        document.title,
        document.status,
        document.properties,
        (*document.blocks, loose, bare),
        document.references,
    )
    assert unsourced(added) == ["Löst påstående.", "bar cell"]


def test_a_source_names_the_question_the_version_and_the_time() -> None:
    document = draft(material(late("fyrbodal", STRAINED)))
    [headline] = [one for one in statements(document.blocks) if one.text == f"”{STRAINED['outlook']}”"]
    [source] = headline.sources
    assert (source.unit, source.number, source.label) == (
        "Fyrbodal",
        "2.4",
        "Vad väntar ni er nästa kvartal?",
    )
    assert (source.version, source.at) == (2, ROUND.due + timedelta(days=1))


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
        "26 november 2026 kl.\u00a008.30",
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
    assert "Mycket angeläget är ”Stora familjer får inga bostäder” (Fyrbodal)." in text
    assert "Till nationell nivå lyfts ”Kortare ledtid till samordningsnummer” (Fyrbodal)." in text
    assert (
        "”Stora familjer får inga bostäder” (strukturellt problem, boende, regional nivå, mycket angeläget)."
        in text
    )


def test_many_urgent_medskick_do_not_fill_the_summary() -> None:
    answers: Given = {
        f"handover.{place}.{name}": value
        for place in range(5)
        for name, value in (("title", f"Fråga {place + 1}"), ("urgency", "3"))
    }
    text = whole_text(draft(material(part("gr", {**CALM, **answers, "has_handover": "JA"}))))
    assert (
        "Mycket angeläget är ”Fråga 1” (Göteborgsregionen), ”Fråga 2” (Göteborgsregionen), ”Fråga 3” "
        "(Göteborgsregionen) och ytterligare två medskick." in text
    )


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
    assert "3 av 4 delregioner har lämnat svar." in text
    assert "Efter sista svarsdag kom svaret från Sjuhärad." in text
    assert "Svar har inte kommit in från Göteborgsregionen." in text
    assert "Svar saknas från Göteborgsregionen. Bedömningarna ovan omfattar inte den delregionen." in text
    found = table(document, "Inrapportering")
    assert row(found, "Skaraborg")[1] == "I tid"
    assert row(found, "Sjuhärad")[1:3] == ["Efter sista svarsdag", "20 november 2026 kl.\u00a023.59"]
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


def test_the_meeting_is_told_as_it_was() -> None:
    text = whole_text(
        draft(material(part("fyrbodal", STRAINED), with_choice_of("gr", council_held="SKRIFTLIGT")))
    )
    assert "3 av 4 kommuner deltog: Orust, Trollhättan och Uddevalla." in text
    assert "Övriga deltagare: Arbetsförmedlingen och Migrationsverket." in text
    assert "Samrådet hölls 12 november 2026." in text
    assert "Samrådet genomfördes skriftligt 12 november 2026." in text


def test_a_cancelled_meeting_has_no_date() -> None:
    answers = {key: value for key, value in CALM.items() if key != "council_date"}
    document = draft(material(part("gr", {**answers, "council_held": "NEJ_INSTALLT"})))
    assert "Samrådet ställdes in." in said(document)
    assert row(table(document, "Inrapportering"), "Göteborgsregionen")[3] == "Inställt"


def test_everyone_present_is_not_listed() -> None:
    everyone = [f"gr-{place}" for place in range(1, 7)]
    assert "Alla 6 kommuner deltog." in said(
        draft(material(part("gr", {**CALM, "municipalities_present": everyone})))
    )


def test_the_agencies_that_are_not_asked_are_named() -> None:
    assert (
        "Arbetsförmedlingen, Migrationsverket och Västra Götalandsregionen tillfrågas inte i den här "
        "versionen. Deras uppgifter och bedömningar ingår därför inte." in said(draft(material()))
    )


def test_withheld_texts_are_nowhere_but_choices_and_the_withholding_are_told() -> None:
    document = draft(
        material(
            part(
                "fyrbodal", {**STRAINED, "publishable": "ENDAST_LST", "area.halsa.obstacles": ["Eget hinder"]}
            )
        )
    )
    text = whole_text(document)
    written = [str(value) for value in STRAINED.values() if isinstance(value, str) and " " in value]
    assert len(written) > 8
    assert [value for value in written if value in text and value != CALM["headline"]] == []
    assert "Eget hinder" not in text
    assert "Hinder: bostadsbrist; resurser och besparingar." in text
    assert "Texter från Fyrbodal är bara underlag och återges inte." in text
    assert (
        "Delregionens texter är lämnade bara som underlag för Länsstyrelsen i Västra Götalands län och "
        "återges inte." in text
    )
    assert "Två medskick har lämnats, från Fyrbodal. Alla gäller boende." in text
    assert "Rubriken återges inte (strukturellt problem, boende, regional nivå, mycket angeläget)." in text


def test_neither_names_of_people_nor_notes_to_the_authority_are_in_the_draft() -> None:
    answers: Given = {
        **STRAINED,
        "note_to_lst": "Bara för er.",
        "figures_comment": "Fyra personer för mycket",
        "good_practice.1.title": "Får inte delas",
        "good_practice.1.share": "NEJ",
    }
    document = draft(material(part("fyrbodal", answers)))
    everything = repr(document)
    for secret in ("Kim Exempelsson", "id-fyrbodal", "Bara för er", "Fyra personer", "Får inte delas"):
        assert secret not in everything


def test_figures_that_differ_are_mentioned_without_figures() -> None:
    document = draft(material(with_choice_of("gr", figures_confirm="AVVIKER", received_total_ytd=3)))
    assert (
        "Göteborgsregionen uppger att publicerade siffror avviker från den egna bilden. "
        "Siffrorna återges inte här." in said(document)
    )
    assert "received_total_ytd" not in repr(document)


def test_the_annex_lists_each_submission_with_version_time_and_questions_used() -> None:
    document = draft(MIXED)
    found = table(document, "Svar och andra källor")
    assert [cells[0].note for cells in found.rows] == [1, 2, 3, 4, 5]
    assert [cell.text for cell in found.rows[1]] == [
        "2",
        "Uppgiftslämnare, Fyrbodal",
        "Svar på fråga 1.1–1.5, 2.1–2.5, 3.1–3.4, 5.2–5.3, 5.5",
        "1",
        "17 november 2026 kl.\u00a023.59",
        "Version 1",
    ]
    assert [source.unit for source in document.references] == [
        "Skaraborg",
        "Fyrbodal",
        "Sjuhärad",
        "Omgången",
        "Metod",
    ]
    assert [cell.text for cell in found.rows[2]][3] == "2"


def test_question_numbers_are_drawn_together() -> None:
    assert numbers(["2.1", "1.2", "1.1", "3.2.1", "3.3.4", "", "10.1"]) == "1.1–1.2, 2.1, 3.2–3.3, 10.1"


def test_a_hostile_item_number_makes_no_million_questions() -> None:
    answers: Given = {**CALM, "handover.99999999.title": "Långt bort"}
    assert "”Långt bort”." in said(draft(material(part("gr", answers))))


def test_the_same_material_makes_the_same_document() -> None:
    assert draft(MIXED) == draft(MIXED)


def test_a_section_is_a_plain_function_of_the_material() -> None:
    assert [type(section(nothing_in())) for section in SECTIONS] == [list] * len(SECTIONS)
    assert SECTIONS[-1](nothing_in()) == []
