"""Free text: its length, what is cleaned away, and what must not stand there."""

from time import perf_counter

import pytest

from domain.form import Kind, Limits, Question
from forms.parsing import Parsed, Window, clean, parse

TEXT = Question("headline", "2.3", "Vad är viktigast just nu?", Kind.TEXT, limits=Limits(10, 60))
LONG = Question("what", "5.3", "Vad gjorde ni?", Kind.TEXT, limits=Limits(None, 1000))


@pytest.fixture
def take(window: Window) -> "Take":
    return Take(window)


class Take:
    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, words: str, question: Question = LONG) -> Parsed:
        return parse((question,), {question.key: words}, self._window)


def refusal(parsed: Parsed) -> str:
    return parsed.problems[0].words if parsed.problems else ""


def test_a_text_has_a_shortest_and_a_longest(take: Take) -> None:
    assert refusal(take("för kort", TEXT)) == "Skriv minst 10 tecken. Nu är det 8."
    assert refusal(take("å" * 10, TEXT)) == ""
    assert refusal(take("å" * 60, TEXT)) == ""
    assert refusal(take("å" * 61, TEXT)) == "Korta texten till högst 60 tecken. Nu är det 61."


def test_outer_space_counts_for_nothing(take: Take) -> None:
    assert refusal(take("  för kort \n\n ", TEXT)) == "Skriv minst 10 tecken. Nu är det 8."
    assert take(" \t\n\u00a0 ", TEXT).cleared == {"headline"}


def test_line_breaks_are_kept_and_control_characters_are_not() -> None:
    assert clean("ett\r\ntvå\rtre\x00\x07\x1b[0m\ttab") == "ett\ntvå\ntre[0m\ttab"
    assert clean("half\ud83d \u2028\u2029\ufeff") == "half"


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\u202e", "\u2066", "\u200b", "\u0085"])
def test_signs_that_a_document_cannot_hold_or_that_hide_are_taken_away(sign: str) -> None:
    assert clean(f"Bo{sign}stad") == "Bostad"


def test_letters_of_other_languages_and_pictures_are_kept() -> None:
    for words in ("Đặng", "العربية", "ትግርኛ", "👩🏽\u200d🏫", "e\u0301", "½ tjänst"):
        assert clean(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "Gäller 850709-9805.",
        "Gäller 8507099805.",
        "Gäller 19850709-9805.",
        "Gäller 198507099805.",
        "Gäller 850709+9805.",
        "Gäller 850709 - 9805.",
        "Gäller 850709–9805.",
        "Gäller 19850709 9805.",
        "Gäller 1985-07-09-9805.",
        "850769-9805 är ett samordningsnummer",
        "Skriv till fia.fyrbodal@example.se",
        "fia+rapport@uddevalla.example.se",
        "Ring 070-123 45 67",
        "Ring 0701234567",
        "Ring 0731234567",
        "Ring 070 123 45 67",
        "Ring 070-1234567",
        "Ring 070 - 123 45 67",
        "Ring 070–123 45 67",
        "Ring +46 70 123 45 67",
        "Ring +46701234567",
        "Ring +46 (0)70-123 45 67",
        "Ring 0046 70 123 45 67",
        "Ring 031-60 50 00",
        "Ring 031/60 50 00",
        "Ring 08-123 456 78",
        "Ring 08-12 34 56",
        "Ring 0521-123 45",
        "Ring (031) 60 50 00",
        "Telefon:0500-49 80 00.",
    ],
)
def test_personal_data_are_stopped(words: str, take: Take) -> None:
    told = refusal(take(words))
    assert told.startswith("Tecken ")
    assert told.endswith("Ta bort uppgifter om enskilda personer.")


@pytest.mark.parametrize(
    "words",
    [
        "Mötet hölls 2026-11-12.",
        "Mötet hölls 2026-11-12 1530.",
        "Enligt SFS 2016:38 och SFS 2010:1122.",
        "Totalt 1 234 567 kronor.",
        "Totalt 1 000 000 kronor, varav 050 000 är kvar.",
        "Dnr 851-3527-2017.",
        "Dnr 104567-2026.",
        "Dnr 12345-2026.",
        "Perioden 20260701-20260930.",
        "Perioden 2026-07-01–2026-09-30.",
        "Åren 2015-2016 och 2025/26.",
        "Klockan 08-12 15 personer.",
        "Klockan 09-16 20 personer.",
        "Vecka 05-06 2026.",
        "Åldern 0-17 år.",
        "Kommunkoderna 1485 1488 1492 0114.",
        "Antal per månad: 10 20 30 40 50.",
        "KPI N00973 och U30461.",
        "Prop. 2025/26:10, bet. 2024/25:1234.",
        "Ersättningen är 142 300 000 kr.",
        "Kontot 01012026.",
        "Vi finns @uddevalla på webben.",
        "50 % av 3 000, alltså 1 500.",
    ],
)
def test_ordinary_numbers_raise_no_alarm(words: str, take: Take) -> None:
    assert refusal(take(words)) == ""


@pytest.mark.parametrize("unit", ["a", "a.", "0", "0 ", "07", "+46 ", "1985", "-", "a@", "0-"])
def test_a_very_long_text_is_refused_at_once(unit: str, take: Take) -> None:
    begun = perf_counter()
    assert refusal(take(unit * (200_000 // len(unit)))).startswith(("Korta texten", "Tecken "))
    assert perf_counter() - begun < 0.5


def test_a_card_with_one_refused_text_keeps_the_other(window: Window) -> None:
    parsed = parse((TEXT, LONG), {"headline": "kort", "what": "En träff om bostäder."}, window)
    assert parsed.answers == {"what": "En träff om bostäder."}
    assert [(problem.key, problem.number) for problem in parsed.problems] == [("headline", "2.3")]


def test_keys_that_are_no_question_are_ignored(window: Window) -> None:
    parsed = parse((LONG,), {"verb": "save", "__proto__": "x", "what": "En träff."}, window)
    assert parsed == Parsed({"what": "En träff."}, frozenset(), ())


def test_where_a_function_is_to_be_named_its_address_may_stand_but_no_personal_number(take: Take) -> None:
    contact = Question("contact", "5.3.1.6", "Vem kan berätta mer?", Kind.TEXT, contact=True)
    assert refusal(take("Integrationsenheten, 0521-123 45, integration@example.se", contact)) == ""
    assert "personnummer" in refusal(take("Integrationsenheten, 850709-9805", contact))
    assert "e-postadress" in refusal(take("integration@example.se"))
