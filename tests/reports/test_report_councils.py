"""Each sub-region in the draft: the meeting, and what is not to be told."""

from reports.document import Heading, Paragraph
from reports.draft import draft
from tests.reports.quarter_three import (
    CALM,
    STRAINED,
    Given,
    material,
    part,
    with_choice_of,
)
from tests.reports.reading_drafts import about, row, said, table, whole_text


def test_the_meeting_is_told_as_it_was() -> None:
    text = whole_text(
        draft(material(part("fyrbodal", STRAINED), with_choice_of("gr", council_held="SKRIFTLIGT")))
    )
    assert "Av 4 kommuner deltog 3: Orust, Trollhättan och Uddevalla." in text
    assert "Övriga deltagare: Arbetsförmedlingen och Migrationsverket." in text
    assert "Samrådet hölls 12 november 2026." in text
    assert "Samrådet genomfördes skriftligt 12 november 2026." in text


def test_a_cancelled_meeting_had_neither_date_participants_nor_say() -> None:
    cancelled = with_choice_of(
        "gr", council_held="NEJ_INSTALLT", municipalities_present=["gr-1"], other_actors=["AF"]
    )
    document = draft(material(cancelled))
    [told] = [text for text in about(document, "Göteborgsregionen") if "ställdes in" in text]
    assert told == "Samrådet ställdes in."
    assert row(table(document, "Inrapportering"), "Göteborgsregionen")[4:] == ["Inställt", "Inget samråd"]
    assert "Svaren från Göteborgsregionen har inte förankrats i samrådet, eftersom det ställdes in." in said(
        document
    )
    numbers = row(table(document, "Svar och andra källor"), "4")[2]
    assert numbers.startswith("Svar på fråga 1.1, 2.1–2.3")


def test_a_cancelled_meeting_with_the_coordinators_own_judgement_is_told_once() -> None:
    own = {"council_held": "NEJ_INSTALLT", "endorsement": "SAMORDNARES_BEDOMNING"}
    document = draft(material(part("gr", {**CALM, **own})))
    found = row(table(document, "Inrapportering"), "Göteborgsregionen")
    assert found[4:] == ["Inställt", "Samordnarens egen bedömning"]
    assert "Svaren är samordnarens egen bedömning." in about(document, "Göteborgsregionen")
    assert len([text for text in said(document) if "inte förankrats" in text]) == 1


def test_everyone_present_is_not_listed() -> None:
    everyone = [f"gr-{place}" for place in range(1, 7)]
    assert "Alla 6 kommuner deltog." in said(
        draft(material(part("gr", {**CALM, "municipalities_present": everyone})))
    )


def test_those_present_are_named_in_alphabetical_order() -> None:
    council = with_choice_of("gr", municipalities_present=["gr-5", "gr-3", "gr-2", "gr-1"])
    assert "Av 6 kommuner deltog 4: Ale, Göteborg, Härryda och Mölndal." in said(draft(material(council)))


def test_a_wish_for_the_next_council_is_not_a_medskick() -> None:
    document = draft(material(with_choice_of("gr", theme_request="Utbildningsplikten")))
    blocks = list(document.blocks)
    [wish] = [one for one in blocks if isinstance(one, Paragraph) and one.lead.startswith("Önskad")]
    assert (wish.lead, [one.text for one in wish.sentences]) == (
        "Önskad fördjupning till nästa samråd.",
        ["”Utbildningsplikten”"],
    )
    assert "Medskick" not in [block.text for block in blocks if isinstance(block, Heading)]


def test_the_addressee_is_told() -> None:
    answers: Given = {**STRAINED, "handover.0.addressee": "Kommunala bostadsbolag"}
    assert "Mottagare: ”Kommunala bostadsbolag”." in said(draft(material(part("fyrbodal", answers))))


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
    assert "Texter från Fyrbodal är bara underlag och återges inte." in text
    assert (
        "Texterna är lämnade bara som underlag för Länsstyrelsen i Västra Götalands län och återges inte."
        in text
    )
    assert "Två medskick har lämnats, från Fyrbodal. Alla gäller boende." in text
    assert (
        "Två från Fyrbodal: rubrikerna återges inte, eftersom medskicken är lämnade bara som underlag."
        in text
    )


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


def test_a_council_can_keep_the_texts_of_one_card() -> None:
    answers: Given = {**STRAINED, "publishable": "DELVIS", "withheld": ["lage"]}
    document = draft(material(part("fyrbodal", answers)))
    told = about(document, "Fyrbodal")
    assert f"”{STRAINED['outlook']}”" not in told
    assert "”Utbildningsplikten”" in told
    assert (
        "En del av texterna är lämnade bara som underlag för Länsstyrelsen i Västra Götalands län och "
        "återges inte." in told
    )
    assert "En del texter från Fyrbodal är bara underlag och återges inte." in said(document)


def test_each_thing_is_told_once() -> None:
    """Areas stand in section 5, medskick in section 8, examples in section 9."""
    told = about(draft(material(part("fyrbodal", STRAINED))), "Fyrbodal")
    assert told == [
        "2 – ansträngt, ↓ försämrat.",
        f"”{STRAINED['headline']}”",
        "Samrådet hölls 12 november 2026.",
        "Av 4 kommuner deltog 3: Orust, Trollhättan och Uddevalla.",
        "Övriga deltagare: Arbetsförmedlingen och Migrationsverket.",
        "Svaren är förankrade i samrådet.",
        f"”{STRAINED['status_reason']}”",
        f"”{STRAINED['outlook']}”",
        "”Utbildningsplikten”",
    ]


_HALF_A_PAGE = 2_300
"""Letters, of a page that holds some 4 500."""


def test_a_council_that_has_written_all_that_fits_takes_half_a_page() -> None:
    long = dict.fromkeys(("headline", "outlook", "status_reason"), "Läget är ansträngt i delregionen. " * 17)
    told = about(
        draft(material(part("fyrbodal", {**STRAINED, **long, "theme_request": "S" * 200}))), "Fyrbodal"
    )
    assert sum(map(len, told)) <= _HALF_A_PAGE


def test_an_answer_that_stands_since_last_quarter_is_told_as_such() -> None:
    carried = with_choice_of("gr", **{"headline~same": "2026Q2", "overall_status~same": "2026Q2"})
    document = draft(material(carried))
    told = about(document, "Göteborgsregionen")
    assert told.count("Svaret är oförändrat sedan förra kvartalet (kvartal 2 2026).") == 2
    assert "Göteborgsregionen har låtit två svar stå oförändrade sedan förra kvartalet." in said(document)
    found = row(table(document, "Läge och trend"), "Göteborgsregionen")
    assert found[1].endswith("svaret oförändrat sedan förra kvartalet")


def test_figures_that_differ_are_mentioned() -> None:
    document = draft(material(with_choice_of("gr", figures_confirm="AVVIKER", received_total_ytd=3)))
    assert "Göteborgsregionen uppger att publicerade siffror avviker från den egna bilden." in said(document)
    assert row(table(document, "Siffror per delregion"), "Göteborgsregionen")[1:] == ["<6"]
