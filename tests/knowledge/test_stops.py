import pytest

from knowledge.stops import cause_to_stop


@pytest.mark.parametrize(
    "question",
    [
        "Kan 850412-1234 anvisas till oss?",
        "198504121234 har fått avslag",
        "Dossiernummer 12-345678, var är beslutet?",
        "LMA-kortnummer 50123456",
        "ärendenummer: 98 765 432",
        "skriv till anna.andersson@example.se",
        "Mannen heter Ahmad och bor i Skövde, ska han anvisas?",
        "en kvinna som heter Amina i vår kommun",
        "Omar från Irak vill flytta hit, får han det?",
        "Familjen Al-Khatib har anvisats till Tibro, kan vi säga nej?",
        "Deltagaren Ines är sjuk, ska hon skrivas ut?",
        "Har Layla Karimi rätt till etableringsprogrammet?",
        "Kommer Tesfaye att anvisas till Hjo?",
        "Vad har Göran Svenssson för telefonnummer?",
    ],
)
def test_personal_data_is_stopped(question: str) -> None:
    assert cause_to_stop(question) == "personal_data"


@pytest.mark.parametrize(
    "question",
    [
        "Min klient har fått anvisning till Borås, kan hon överklaga?",
        "en kvinna i vår kommun som kom från Syrien får ingen ersättning",
        "En 19-årig tjej hos oss vill bo kvar i kommunen, måste vi låta henne?",
        "Jag har fått avslag på min asylansökan, hur överklagar jag?",
        "Har jag rätt till etableringsersättning?",
        "Får min fru komma hit?",
        "Vi har en familj med tre barn som vägrar flytta in, vad gör vi?",
        "Vi har ett barn som vill flytta till sin faster",
        "En man från Eritrea fick anvisning till oss men kom aldrig",
        "Vad ska vi besluta i ärendet med den försenade anvisningen?",
        "Kan vi stämma Migrationsverket?",
        "My client got rejected, can she appeal?",
        "a woman in our municipality who lost her permit",
        "kvinnan är 64 och kom 2023, får hon gå i etableringsprogrammet?",
        "en ensamkommande kille på 15 år har placerats hos oss, gäller bosättningslagen honom?",
        "en ensamkommande flicka 16 år, räknas hon in i kommuntalet?",
        "två syskon, ett barn på 12 år och en storebror, är hos oss, omfattas de?",
        "Min granne är från Somalia, har han rätt till dagersättning?",
        "vi fick nej på vår ansökan, vad gör vi?",
        "I förra veckan fick vi en anvisning på en gravid kvinna, kan vi tacka nej?",
        "klienten jag arbetar med har haft programmet i två år, hur länge till?",
        "Mannen som anvisades vägrar, vad gör vi nu?",
        "I am from Iran, may I join the programme?",
        "I'm an asylum seeker, who pays me?",
        "jag är 20, får jag gå i etableringsprogrammet?",
        "han fyllde 65 i fjol, vilken åldersgräns gäller?",
        "En 17-åring kom till oss i går, vilken kommun ansvarar?",
        "vår nya familj kommer på onsdag, hur stor lägenhet måste det vara?",
    ],
)
def test_single_cases_are_stopped(question: str) -> None:
    assert cause_to_stop(question) == "single_case"


@pytest.mark.parametrize(
    "question",
    [
        "Vad händer om familjen flyttar till en annan kommun?",
        "Kan en nyanländ som går på gymnasiet anvisas?",
        "Kan en familj anvisas?",
        "Hur många nyanlända ska anvisas 2025/2026?",
        "Vad hände den 2018-01-01?",
        "Får en kommun som heter Lilla Edet byta kommuntal?",
        "Vi har en anvisning, när ska personen tas emot?",
        "Vad är min roll som samordnare?",
        "Får vår kommun överklaga beslutet?",
        "Växeln har nummer 010-224 40 00, vem svarar?",
        "Vad står i 2010:1122 37 §?",
        "Finns det två lagar som heter etableringslagen?",
        "Får en kvinna som är föräldraledig anvisas till etableringsprogrammet?",
        "Kan en man med kort utbildning anvisas till programmet?",
        "Kan en person som arbetar heltid anvisas?",
        "Får vår kommun överklaga kommuntalet om vi har en stor familj kvar?",
        "Kan en 66-åring vara med i etableringsprogrammet?",
        "Vad händer om deltagaren är föräldraledig?",
        "Hur länge får deltagaren vara i programmet?",
        "Har Västra Götaland ett länstal för 2026?",
        "Får Lilla Edet och Ale byta kommuntal?",
        "Vem leder samrådet, Länsstyrelsen eller GR?",
        "Ska länsstyrelsen verka för lika villkor för kvinnor och män?",
        "I vår kommun har vi en fråga: vem beslutar om kommuntal?",
        "Who leads the Regional Council in Västra Götaland?",
        "Vad gör Röda Korset och Rädda Barnen för nyanlända?",
        "Per kommun, hur många anvisas?",
    ],
)
def test_questions_about_the_rules_are_not_stopped(question: str) -> None:
    assert cause_to_stop(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Kan ahmed hassan få etableringsersättning?",
        "har fatima rätt till sfi?",
        "A.H. född 85-01-01 nekad etableringsersättning, rätt?",
        "Vad gäller för 81 12 28 98 74?",
        "Vad gäller för 8 1 1 2 2 8 - 9 8 7 4?",
        "kvinnan på Storgatan 5 i Vara, får hon etableringsersättning?",
        "Vad gäller för 811228\u20119874?",
        "Vad gäller för 811228\u200c-9874?",
    ],
)
def test_a_person_is_known_however_the_name_or_number_is_written(question: str) -> None:
    assert cause_to_stop(question) == "personal_data"


@pytest.mark.parametrize(
    "question", ["7, 8, 9, 10, 11 och 12 §§ 2017:820", "Lär man sig läsa på sfi?", "mina frågor om sfi"]
)
def test_what_only_looks_like_one_is_let_through(question: str) -> None:
    assert cause_to_stop(question) is None
