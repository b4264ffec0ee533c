import pytest

from knowledge.people import names_somebody


@pytest.mark.parametrize(
    "question",
    [
        "Omar ska flytta in på måndag",
        "Kan Fatima Hassan anvisas hit?",
        "Kommer Tesfaye att anvisas?",
        "Kommer Mina att anvisas?",
        "Ska Mina Hassan bo kvar?",
        "Vad har Göran Svensson för nummer?",
    ],
)
def test_a_given_name_or_a_whole_name_is_noticed(question: str) -> None:
    assert names_somebody(question)


@pytest.mark.parametrize(
    "question",
    [
        "varför får Åmål så många och Göteborg så få?",
        "Får Lilla Edet byta kommuntal med Ale?",
        "Har Vastra Gotaland ett länstal?",
        "Vad gör Migrationsverket och Arbetsförmedlingen?",
        "Who leads the Regional Council?",
        "VAD ÄR KOMMUNTAL",
        "Finns det parkering vid Länsstyrelsen på Södra Hamngatan?",
        "Hur ansöker man om etableringsersättning, på Mina sidor eller papper?",
        "Mina kollegor undrar vem som betalar tolken",
        "Når man Mina Sidor utan e-legitimation?",
    ],
)
def test_places_and_agencies_are_nobody(question: str) -> None:
    assert not names_somebody(question)
