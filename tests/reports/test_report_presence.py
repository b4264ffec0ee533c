"""Section 6: what has changed in the agencies' presence, what councils say of it, and the lead times."""

from domain.answers import STATE, Standing
from domain.quarter import Quarter
from reports.draft import draft
from tests.reports.quarter_three import AGENCY, CALM, Given, earlier, material, part, since
from tests.reports.reading_drafts import in_section, row, table


def test_each_agencys_change_is_told_here_and_that_nothing_has_is_an_answer() -> None:
    given = material(
        part("af", {**AGENCY, "presence_change": "Kontoret i Skövde stängde i augusti."}),
        part("miv", {**AGENCY, "site_changes" + STATE: Standing.NOTHING.value}),
    )
    document = draft(given)
    told = in_section(document, "presence")
    assert "”Kontoret i Skövde stängde i augusti.”" in told
    assert len(told) == 2
    everything = [text for one in document.sections for text in in_section(document, one.key)]
    assert everything.count("”Kontoret i Skövde stängde i augusti.”") == 1


def test_what_councils_say_of_it_is_counted_and_their_medskick_named() -> None:
    said: Given = {
        **CALM,
        "area.arbete.obstacles": ["AF_NARVARO"],
        "has_handover": "JA",
        "handover.0.title": "Öppna kontoret igen",
        "handover.0.area": "NARVARO",
        "handover.1.title": "Kortare väntan på samordningsnummer",
        "handover.1.area": "SAMVERKAN",
    }
    told = in_section(draft(material(part("skaraborg", said))), "presence")
    assert told == [
        "Arbetsförmedlingens närvaro nämns som hinder i en delregion (Skaraborg).",
        "”Öppna kontoret igen” (Skaraborg).",
        "”Kortare väntan på samordningsnummer” (Skaraborg).",
    ]


def test_the_lead_times_of_all_agencies_stand_in_one_table() -> None:
    given = material(
        since(
            part("af", {**AGENCY, "lead_permit_to_program_days": 61}),
            earlier("af", Quarter(2026, 2), {**AGENCY, "lead_permit_to_program_days": 80}),
        ),
        part("vgr", {**AGENCY, "hexam_wait_days" + STATE: Standing.NOT_READY.value}),
    )
    document = draft(given)
    found = table(document, "Ledtider")
    assert row(found, "Från uppehållstillstånd till inskrivning")[1:] == [
        "Arbetsförmedlingen",
        "61",
        "tydligt kortare (−23,8\u00a0%), en förbättring",
    ]
    assert row(found, "Väntetid till hälsoundersökning")[2] == "uppgift saknas (inte klar än)"
    assert "61" not in in_section(document, "areas")


def test_without_anything_to_tell_there_is_no_section() -> None:
    assert "presence" not in {section.key for section in draft(material()).sections}
