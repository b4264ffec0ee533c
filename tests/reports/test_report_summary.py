"""Section 1: the quarter in brief."""

from dataclasses import replace
from datetime import date

from domain.county import Figure, FigureState
from domain.material import Material
from reports.document import BulletList
from reports.draft import draft
from tests.reports.quarter_three import (
    AREAS,
    CALM,
    CUT_OFF,
    ROUND,
    STRAINED,
    Given,
    earlier,
    late,
    material,
    nothing_in,
    part,
    sent_in,
    since,
    with_choice_of,
)
from tests.reports.reading_drafts import row, said, table, whole_text

_ASKED = "Till det regionala samrådet."
MIXED = material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM))


def led(given: Material, lead: str) -> str:
    """What the summary's bullet with this lead says."""
    bullets = next(block for block in draft(given).blocks if isinstance(block, BulletList))
    return next(
        (" ".join(one.text for one in item.sentences) for item in bullets.items if item.lead == lead), ""
    )


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
        "Jämfört med förra kvartalet bedöms läget vara oförändrat i två delregioner "
        "(Skaraborg och Göteborgsregionen) och ha försämrats i en delregion (Fyrbodal)." in text
    )
    assert "Utvecklingen kan inte bedömas i en delregion (Sjuhärad)." in text
    assert "medelvärdet" not in text
    assert "i genomsnitt" not in text
    assert "1 delregion" not in text


def test_the_change_that_most_sub_regions_name_is_the_biggest_and_worse_comes_before_better() -> None:
    given = material(
        with_choice_of("skaraborg", area__boende__trend="FORSAMRAT", area__halsa__trend="FORBATTRAT"),
        with_choice_of("gr", area__boende__trend="FORSAMRAT", area__arbete__trend="FORSAMRAT"),
    )
    assert led(given, "Största förändringarna.") == (
        "Läget bedöms ha försämrats inom boende (Skaraborg och Göteborgsregionen). Läget bedöms ha "
        "förbättrats inom hälsa (Skaraborg)."
    )
    even = material(
        with_choice_of("skaraborg", area__halsa__trend="FORBATTRAT"),
        with_choice_of("gr", area__boende__trend="FORSAMRAT", area__arbete__trend="FORSAMRAT"),
    )
    assert led(even, "Största förändringarna.") == (
        "Läget bedöms ha försämrats inom arbetsmarknad och utbildning (Göteborgsregionen) och boende "
        "(Göteborgsregionen). Läget bedöms ha förbättrats inom hälsa (Skaraborg)."
    )


def test_a_step_down_and_a_strained_step_are_told_as_much_as_an_improvement() -> None:
    before = earlier("fyrbodal", ROUND.quarter.previous, CALM)
    given = material(
        since(with_choice_of("fyrbodal", area__halsa__status="2"), before),
        with_choice_of("gr", area__arbete__trend="FORBATTRAT", area__boende__status="1"),
        with_choice_of("skaraborg", area__arbete__trend="FORBATTRAT"),
    )
    assert led(given, "Största förändringarna.") == (
        "Inom hälsa har läget gått ner från 3 till 2 i Fyrbodal. Läget bedöms ha förbättrats inom "
        "arbetsmarknad och utbildning (Skaraborg och Göteborgsregionen). Läget är ansträngt eller mycket "
        "ansträngt inom hälsa (Fyrbodal) och boende (Göteborgsregionen)."
    )


def areas_told(given: Material) -> list[str]:
    """What the bullet on the focus areas says, area by area."""
    bullets = next(block for block in draft(given).blocks if isinstance(block, BulletList))
    return [one.text for item in bullets.items if item.lead == "Insatsområden." for one in item.sentences]


def test_each_area_has_a_sentence_of_its_own() -> None:
    assert areas_told(MIXED) == [
        "Arbetsmarknad och utbildning: fungerar i huvudsak; förbättrat i Fyrbodal.",
        "Hälsa: fungerar i huvudsak; försämrat i Fyrbodal.",
        "Boende: mycket ansträngt till fungerar i huvudsak; försämrat i Fyrbodal.",
        "Demokrati och jämlikhet: fungerar i huvudsak; oförändrat.",
    ]
    unsure = material(
        with_choice_of("gr", area__halsa__status="EJ_BEDOMT", area__halsa__trend="KAN_EJ_BEDOMA")
    )
    assert areas_told(unsure)[1] == (
        "Hälsa: fungerar i huvudsak; läget kan inte bedömas i Göteborgsregionen; utvecklingen kan inte "
        "bedömas i Göteborgsregionen."
    )
    assert areas_told(nothing_in()) == []


def asked(place: int, **facts: str) -> Given:
    return {f"handover.{place}.{name}": value for name, value in facts.items()}


def test_what_the_regional_council_is_asked_to_take_up_is_named_most_urgent_first() -> None:
    given = {
        **asked(0, title="Kartlägg tolkar", kind="UPPDRAG", level="NATIONELL", urgency="1"),
        **asked(1, title="Bara lokalt", kind="INFORMATION", level="LOKAL", urgency="3"),
        **asked(2, title="Delad sfi", kind="INFORMATION", level="REGIONAL", urgency="3", addressee="VGR"),
    }
    answers: Given = {**CALM, **given, "has_handover": "JA"}
    assert led(material(part("gr", answers)), _ASKED) == (
        "Samrådet ombeds ta upp ”Delad sfi” (Göteborgsregionen) och ”Kartlägg tolkar” (Göteborgsregionen)."
    )
    assert led(material(part("gr", {**answers, "publishable": "ENDAST_LST"})), _ASKED) == ""
    assert led(material(), _ASKED) == ""


def test_what_may_not_be_told_is_nothing_to_take_up() -> None:
    regional = {**asked(0, title="Delad sfi", level="REGIONAL"), "has_handover": "JA"}
    withheld: Given = {**CALM, **regional, "publishable": "ENDAST_LST"}
    given = material(part("gr", {**CALM, **regional}), part("fyrbodal", withheld))
    assert led(given, _ASKED) == "Samrådet ombeds ta upp ”Delad sfi” (Göteborgsregionen)."


def test_no_more_than_five_are_named() -> None:
    many: Given = {
        key: value for place in range(5) for key, value in asked(place, title="Fråga", kind="UPPDRAG").items()
    }
    given = material(*(part(key, {**CALM, **many, "has_handover": "JA"}) for key in ("gr", "fyrbodal")))
    assert led(given, _ASKED).count("”Fråga”") == 5
    assert led(given, _ASKED).endswith(" Övriga står i avsnittet Medskick och strukturella problem.")


def test_the_first_of_each_council_is_named_before_the_second_of_any() -> None:
    three: Given = {
        key: value
        for place in range(3)
        for key, value in asked(place, title=f"Fråga {place}", kind="UPPDRAG").items()
    }
    given = material(*(part(key, {**CALM, **three, "has_handover": "JA"}) for key in ("skaraborg", "gr")))
    assert led(given, _ASKED) == (
        "Samrådet ombeds ta upp ”Fråga 0” (Skaraborg), ”Fråga 0” (Göteborgsregionen), ”Fråga 1” (Skaraborg), "
        "”Fråga 1” (Göteborgsregionen) och ”Fråga 2” (Skaraborg). Övriga står i avsnittet Medskick och "
        "strukturella problem."
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


def test_medskick_are_counted_and_the_urgent_are_named() -> None:
    assert led(material(part("fyrbodal", STRAINED)), "Medskick.") == (
        "Två medskick har lämnats, från Fyrbodal. Alla gäller boende. "
        "Som mycket angeläget anges ”Stora familjer får inga bostäder” (Fyrbodal)."
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


_LARGE: Given = {
    **asked(0, title="Stora familjer får inga bostäder", area="boende", level="REGIONAL", urgency="2"),
    "handover.0.body": "Bostadsfrågan för stora familjer behöver tas upp med bolagen.",
    "has_handover": "JA",
}
_FAMILIES: Given = {
    **asked(0, title="Bostäder till familjer", area="boende", kind="UPPDRAG", urgency="3"),
    "handover.0.body": "Stora familjer blir kvar i tillfälligt boende hos bolagen.",
    "has_handover": "JA",
}


def test_what_several_raise_stands_side_by_side_with_who_said_it() -> None:
    given = material(part("skaraborg", {**CALM, **_LARGE}), part("gr", {**CALM, **_FAMILIES}))
    assert led(given, "Medskick.") == (
        "Två medskick har lämnats, från Skaraborg och Göteborgsregionen. Alla gäller boende. "
        "Liknande medskick om familjer och bostäder kommer från två delregioner: "
        "”Stora familjer får inga bostäder” (Skaraborg) och ”Bostäder till familjer” (Göteborgsregionen)."
    )


def test_what_several_raise_is_one_point_for_the_regional_council() -> None:
    given = material(part("skaraborg", {**CALM, **_LARGE}), part("gr", {**CALM, **_FAMILIES}))
    assert led(given, _ASKED) == (
        "Samrådet ombeds ta upp ”Bostäder till familjer” (Göteborgsregionen, Skaraborg)."
    )


def test_one_who_keeps_its_texts_is_not_placed_beside_the_others() -> None:
    kept = {**CALM, **_FAMILIES, "publishable": "ENDAST_LST"}
    given = material(part("skaraborg", {**CALM, **_LARGE}), part("gr", kept))
    assert "Liknande" not in led(given, "Medskick.")
    assert "familjer får" not in led(given, "Medskick.")


def test_one_council_alone_is_no_theme() -> None:
    twice = {**CALM, **_LARGE, **{key.replace(".0.", ".1."): said_ for key, said_ in _FAMILIES.items()}}
    assert "Liknande" not in led(material(part("gr", twice)), "Medskick.")


_ROOM = 3_400
"""Letters of text that fit on a page beside the table."""


def test_a_full_quarter_fits_on_a_page() -> None:
    """Every council strained, with five medskick each under long titles."""
    title = "Längre framförhållning vid anvisning till kommuner med få lediga bostäder och lång kö {}"
    many: Given = {
        key: value
        for place in range(5)
        for key, value in asked(
            place, title=title.format(place), area="boende", level="REGIONAL", urgency="3"
        ).items()
    }
    full = material(
        *(
            part(key, {**STRAINED, **many, "overall_status": str(place)})
            for place, key in enumerate(("skaraborg", "fyrbodal", "sjuharad", "gr"), start=1)
        )
    )
    bullets = next(block for block in draft(full).blocks if isinstance(block, BulletList))
    assert len(bullets.items) <= 6
    letters = sum(len(one.text) for item in bullets.items for one in item.sentences)
    assert letters <= _ROOM, letters


def test_the_points_come_in_the_order_of_the_rules() -> None:
    bullets = next(block for block in draft(MIXED).blocks if isinstance(block, BulletList))
    assert [item.lead for item in bullets.items] == [
        "Samlat läge.",
        "Största förändringarna.",
        "Insatsområden.",
        "Medskick.",
        "Till det regionala samrådet.",
        "Det som saknas.",
    ]


def test_what_is_not_reviewed_deviates_or_is_withdrawn_is_missing_too() -> None:
    taken_back = Figure(
        "gr", "enrolled_total", None, "Migrationsverket", date(2026, 9, 30), CUT_OFF, FigureState.WITHDRAWN
    )
    given = material(
        part("gr", {**CALM, "figures_confirm": "AVVIKER"}, taken_back),
        part("fyrbodal", {**CALM, "publishable": "ENDAST_LST"}),
    )
    reviewed = [
        one if one.respondent.id in {"gr", "af"} else replace(one, life=sent_in(CUT_OFF, approved=True))
        for one in given.contributions
    ]
    given = replace(given, contributions=tuple(reviewed))
    assert led(given, "Det som saknas.") == (
        "Alla delregioner och aktörer har lämnat svar. Svaren från Göteborgsregionen och Arbetsförmedlingen "
        "är inte granskade än. Texter från Fyrbodal är bara underlag och återges inte. Göteborgsregionen "
        "uppger att publicerade siffror avviker. Källan har dragit in uppgiften om inskrivna i "
        "mottagningssystemet, kvartalets sista dag."
    )
    assert led(material(), "Det som saknas.").endswith("Inget av svaren är granskat än.")
