"""A few people with a place, an origin or an age: the warning that somebody may be recognised."""

from time import process_time

import pytest

from forms.recognisable import recognisable

PLACES = ("Borås", "Åmål", "Mark", "Lilla Edet", "Ale", "Göteborg", "Tanum", "Mellerud")


def warned(words: str) -> bool:
    return recognisable(words, PLACES) != ""


@pytest.mark.parametrize(
    "words",
    [
        "Tre familjer i Åmål väntar på bostad.",
        "I Åmål väntar 3 familjer på bostad.",
        "Åmåls kommun har tagit emot två barn.",
        "Kommunen Lilla Edet har fem ensamkommande barn.",
        "En kvinna i Mellerud har nekats skolskjuts.",
        "En ung, ensamstående mamma i Borås fick avslag.",
        "Ett litet barn i Tanum väntar på plats.",
        "1 person i Ale är utan bostad.",
        "Ett par familjer i Mark har flyttat.",
        "Fyra av de nyanlända eleverna i Mark har slutat.",
        "En av familjerna i Mark har flyttat.",
        "Två st. barn i Åmål saknar god man.",
        "1–5 barn i Åmål saknar god man.",
        "TRE BARN I ÅMÅL",
        "Tre syriska familjer väntar på bostad.",
        "Två somalier har fått arbete.",
        "En ukrainsk kvinna har fått arbete.",
        "Fem kvinnor från Eritrea läser sfi.",
        "Två familjer behöver tolk i somaliska.",
        "Två statslösa män har fått avslag.",
        "Två indier har fått arbete.",
        "En kurd och en syrier har fått arbete.",
        "Fyra albaner och fem vitryssar har fått arbete.",
        "Två 17-åringar har flyttat.",
        "En sjuttonåring har flyttat.",
        "Tre barn under 12 år går inte i skolan.",
        "Två pojkar i åldern 7–9 går inte i skolan.",
        "En pojke född 2012 går inte i skolan.",
        "En 16-årig flicka går inte i skolan.",
        "Två kvotflyktingar kom till Tanum i juni.",
        "Läget är gott. Två familjer har lämnat Ale.",
    ],
)
def test_few_people_with_place_origin_or_age_are_warned_of(words: str) -> None:
    assert warned(words)


@pytest.mark.parametrize(
    "words",
    [
        "Tre kommuner har tagit emot fler.",
        "Tre kommuner i Sjuhärad, bland dem Borås, tar emot barn.",
        "Det tog två veckor i Borås.",
        "Det tog två veckor innan barnen i Borås fick plats.",
        "5 procent av barnen i Borås saknar plats.",
        "Fyra möten i Borås har handlat om barn och familjer.",
        "Fyra möten i Borås.",
        "15 barn i Åmål saknar god man.",
        "1 005 personer i Göteborg har fått bostad.",
        "2,5 barn per familj i Göteborg.",
        "Sex familjer i Åmål väntar.",
        "Fler än fem familjer i Åmål väntar.",
        "Minst 5 familjer i Åmål väntar.",
        "Ett antal barn i Borås saknar plats.",
        "Ett stort antal familjer i Borås saknar bostad.",
        "En rad familjer i Borås saknar bostad.",
        "Ett tiotal personer i Borås väntar.",
        "En grupp kvinnor i Borås träffas varje vecka.",
        "En plan för barn i Borås är klar.",
        "Ett arbete med barn i Borås har börjat.",
        "Ett par veckor efter skolstart i Borås var alla på plats.",
        "Två familjer har flyttat.",
        "Tre familjer har flyttat. I Åmål är läget oförändrat.",
        "Två familjer har flyttat\nÅmål: oförändrat",
        "Två personer från Migrationsverket deltog i mötet i Borås.",
        "En person från Arbetsförmedlingen är på plats i Åmål.",
        "En person per kommun deltog, utom från Ale.",
        "Två familjecentraler i Borås har öppnat.",
        "Tre barnmorskor i Borås har slutat.",
        "Två kontaktpersoner i Borås har slutat.",
        "Två handläggare i Borås har slutat.",
        "Tre familjer väntade i 2 år.",
        "För 5 år sedan kom tre familjer.",
        "Ukrainska barn går i skola i tre kommuner.",
        "En tvåårig utbildning i Borås har börjat.",
        "Två kvinnor gick en tvåårig utbildning.",
        "Tre barn lekte på åker och mark.",
        "Fem av åtta kommuner, bland dem Ale, har en plan för barn.",
        "Kort 3: barn i Borås.",
        "Bostadsbristen i Göteborg drabbar familjer med barn.",
        "Tre insatser för syriska kvinnor har börjat.",
        "Tre individer har flyttat.",
        "Två indikatorer gäller individer och familjer.",
        "Två elever läser kemi, syror och baser.",
        "Vi har haft två möten med Tanum om ensamkommande.",
        "",
    ],
)
def test_innocent_sentences_are_left_alone(words: str) -> None:
    assert recognisable(words, PLACES) == ""


def test_the_spot_is_shown_and_what_stands_beside_it() -> None:
    assert recognisable(
        "Läget är gott. Under hösten har tre syriska barn på 7 år flyttat till Åmål.", PLACES
    ) == (
        "Tecken 33–48, efter ”… gott. Under hösten har”, talar om ett fåtal personer, i samma mening som "
        "en ort, ett ursprung och en ålder. Kan en enskild person kännas igen? Skriv mer allmänt, eller "
        "förklara varför det går bra."
    )


def test_many_spots_are_counted() -> None:
    told = recognisable("Tre barn kom till Åmål.\n" * 5, PLACES)
    assert told.startswith("Tecken 1–8 talar om ett fåtal personer, i samma mening som en ort. Tecken 25–32 ")
    assert "Det finns två ställen till." in told


def test_without_places_origin_and_age_still_count() -> None:
    assert recognisable("Tre familjer i Åmål väntar.", ()) == ""
    assert recognisable("Tre syriska familjer väntar.", ()) != ""


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "tre ",
        "tre a",
        "en a ",
        "Borås ",
        "en ",
        "ett par ",
        "5 ",
        "syr",
        "åring ",
        ". ",
        ".A",
        "\n",
        " ",
        "tre barn i Åmål. ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """A text of 50 kB against one of 6 kB: eight times the work, 64 times if it were squared."""
    short, long = (unit * (size // len(unit)) for size in (6_250, 50_000))
    assert any(seconds(long) < 24 * seconds(short) + 0.02 for _ in range(3))


def seconds(words: str) -> float:
    """Of this process alone."""
    begun = process_time()
    recognisable(words, PLACES)
    return process_time() - begun
