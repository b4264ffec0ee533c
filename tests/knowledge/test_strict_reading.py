"""What a strict legal reader found answered wrongly or named without cause, in other words too."""

import pytest

from knowledge.handbook import Handbook

_RECEPTION = (
    "En ny mottagandelag gäller sedan den 1 oktober 2026, med övergångsbestämmelser. "
    "Dess paragrafer är inte lästa här."
)


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return Handbook.load()


@pytest.mark.parametrize(
    "question",
    [
        "Vilken myndighet har huvudansvaret för asylboenden?",
        "Vem är ytterst ansvarig för att det finns asylboenden?",
        "Kan kommunen överklaga en anvisning av ett ensamkommande barn?",
        "Måste kommunen ta emot ensamkommande barn som anvisas?",
        "Får kommunen säga nej till ensamkommande?",
        "Vad ändras för asylsökande som bor i eget boende?",
        "Vem fördelar dem som har tillfälligt skydd?",
        "Är samhällsintroduktionen obligatorisk nu?",
        "Vad är skillnaden på EBO och ABO i dag?",
        "Hur stor är dagersättningen?",
        "2022:1008 6 §",
        "Gäller förordning 1994:361 ännu?",
        "8 a § LMA",
        "Får asylsökande lämna länet enligt nya mottagandelagen?",
        "Gäller LMA-kortet fortfarande?",
        "Vad säger asyllagen om närvarokontroll?",
        "Vad är the reception act?",
    ],
)
def test_on_reception_it_does_not_know_and_says_that_a_new_act_applies(
    handbook: Handbook, question: str
) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.entry) == ("unknown", None)
    assert _RECEPTION in finding.answer.splitlines()
    assert not any("1994:137" in source for source in finding.sources)


@pytest.mark.parametrize(
    "question",
    [
        "Gäller LMA fortfarande?",
        "När trädde den nya mottagandelagen i kraft?",
        "Är asylmottagandelagen i kraft?",
        "vad ändrades 1 oktober 2026",
        "What changed on 1 October 2026?",
    ],
)
def test_whether_the_reception_act_applies_is_answered_with_what_was_not_read(
    handbook: Handbook, question: str
) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.confidence) == ("answer", "uncertain")
    assert "Att LMA är upphävd i sin helhet är inte heller läst." in finding.answer
    assert finding.sources == (
        "dokument: Nyhet den 3 juni 2026 om prop. 2025/26:229 och bet. 2025/26:SfU35 (riksdagen.se, 2026)",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Kan kommunen överklaga Migrationsverkets beslut om ersättning?",
        "Får vi överklaga om schablonersättningen avslås?",
        "Måste den nyanlände tacka ja?",
        "Måste en nyanländ bo kvar?",
        "Är den anvisade skyldig att flytta till kommunen?",
        "är lagen om hälsovård åt asylsökande upphävd",
        "Har lagen om medborgarskap ersatts?",
        "Vad säger kommunallagen om anvisningar?",
        "can the county administrative board force a municipality to take part",
        "kan du skriva en dikt om integration",
        "skriv en saga om samverkan",
    ],
)
def test_what_no_entry_says_is_not_answered_from_the_one_nearest(handbook: Handbook, question: str) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.entry) == ("unknown", None)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Ingår ensamkommande i kommuntalet?", "bosattning_malgrupp"),
        ("who gets assigned to a municipality - all refugees or just some?", "bosattning_malgrupp"),
        ("Vad händer om den nyanlände tackar nej till anvisad bostad?", "bosattning_tidsfrist"),
        ("10 a § förordningen om mottagande för bosättning", "bosattning_tidsfrist"),
        ("Who is responsible for sfi, the municipality or the state?", "roller"),
        ("Måste kommunen erbjuda samhällsorientering?", "roller"),
        ("är försäkringskassan med i regionala samrådet", "regionala_samradet"),
        ("Är etableringslagen från 2010 upphävd?", "etableringslagen"),
        ("Vad betyder anvisad? AF och MIV verkar mena olika saker", "anvisning_betydelser"),
        ("Får en kvinna som är föräldraledig anvisas till etableringsprogrammet?", "etableringsprogrammet"),
    ],
)
def test_the_entry_that_says_it_answers(handbook: Handbook, question: str, key: str) -> None:
    assert handbook.find(question).entry == key


@pytest.mark.parametrize(
    "question",
    [
        "Gäller bosättningslagen än?",
        "Vilka kriterier finns i den nya lagen om bosättning?",
        "Försvinner länstalen med den nya lagen?",
        "Hur bestäms kommuntalet enligt nya bosättningslagen?",
        "är prop 2025/26:215 antagen",
    ],
)
def test_of_a_proposed_settlement_act_only_the_proposal_is_known(handbook: Handbook, question: str) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.entry, finding.confidence) == ("answer", None, "uncertain")
    assert "prop. 2025/26:215" in finding.answer
    assert "inte bekräftat" in finding.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hur många skulle anvisas i hela landet 2024?", "2 800, höjt till 18 800 i juni och till 21 700"),
        ("hur många ska tas emot i sverige på anvisning 2025", "5 600, höjt till 6 600"),
        ("Hur många nyanlända ska anvisas i hela landet under 2026?", "antalet kan ha ändrats"),
        ("hur många ska tas emot i sverige på anvisning 2027", "2027: inte känt här"),
        ("Vad var länstalet för Västra Götaland 2024?", "507 för 2024"),
        ("Vad blev länstalet för VG 2027?", "För 2026 och 2027 är det inte bekräftat här"),
    ],
)
def test_a_number_is_given_for_the_year_that_was_asked_about(
    handbook: Handbook, question: str, told: str
) -> None:
    finding = handbook.find(question)
    assert finding.entry == "lanstal_kommuntal"
    assert told in finding.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Kan två kommuner byta kommuntal med varandra?", "komma överens om att byta"),
        ("Finns det straff eller vite för kommunen som vägrar ta emot anvisade?", "inga sanktioner"),
        ("Får kommunen ha tidsbegränsade hyreskontrakt för dem som anvisats?", "Lidingö"),
        ("Får vi en ny person om någon inte utnyttjar anvisningen?", "10 a §"),
        ("Vad är etableringsboende?", "Utfallet är inte bekräftat här"),
        ("Vad är syftet med etableringsprogrammet?", "Syftet är"),
        ("Who cannot be referred to the etableringsprogram?", "gymnasieskola"),
        ("Vad gör arbetsgruppen inför de regionala samråden?", "bereder ärenden"),
        ("Vad är TIA?", "namnet står inte i förordningen"),
        ("Vilken roll har civilsamhället i mottagandet?", "kompletterande roll"),
        ("Vad är en kvotflykting?", "5 kap. 2 § utlänningslagen"),
        ("Kan tiden i etableringsprogrammet förlängas?", "framgår inte av det som är läst"),
    ],
)
def test_the_detail_that_was_asked_for_is_told(handbook: Handbook, question: str, told: str) -> None:
    assert told in handbook.find(question).answer


def test_a_source_is_given_when_what_it_says_is_told_and_not_otherwise(handbook: Handbook) -> None:
    plain = handbook.find("Måste en kommun ta emot de nyanlända som anvisas dit?")
    leases = handbook.find("Får kommunen ha tidsbegränsade hyreskontrakt för dem som anvisats?")
    assert not any("Lidingö" in source for source in plain.sources)
    assert any("Lidingö" in source for source in leases.sources)


def test_most_answers_are_short_enough_for_a_phone(handbook: Handbook) -> None:
    lengths = sorted(len(handbook.find(e.question).answer.split()) for e in handbook.entries.values())
    assert lengths[len(lengths) // 2] <= 130


def test_the_limit_for_sfi_is_told_beside_what_is_not_known(handbook: Handbook) -> None:
    finding = handbook.find("gäller 3-årsgränsen för sfi nu")
    assert finding.outcome == "unknown"
    assert "Sedan den 1 januari 2026 gäller en gräns på tre år för sfi." in finding.answer
    assert finding.sources == (
        "dokument: Sidan om nya regler för sfi (Stockholms stads vuxenutbildning, 2026)",
    )
    assert "tre år" not in handbook.find("Hur många timmar sfi ska kommunen ge?").answer


@pytest.mark.parametrize(
    "question", ["vad är klockan", "Hur blir vädret i Borås imorgon?", "Vilka hotell finns i Borås?"]
)
def test_a_shared_word_is_not_named_as_a_topic(handbook: Handbook, question: str) -> None:
    finding = handbook.find(question)
    assert finding.outcome == "unknown"
    assert "verkar handla om" not in finding.answer


def test_the_three_places_that_lacked_a_reservation_have_it(handbook: Handbook) -> None:
    assert "tre år för sfi" in handbook.find("Vem ansvarar för sfi och samhällsorientering?").answer
    assert "2024" in handbook.find("Kan kommunen tacka nej till en anvisning?").answer
    assert "mottagandelag" in handbook.find("Vad gör länsstyrelsen för ensamkommande barn?").answer
