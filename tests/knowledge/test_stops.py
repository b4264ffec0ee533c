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
    ],
)
def test_questions_about_the_rules_are_not_stopped(question: str) -> None:
    assert cause_to_stop(question) is None
