"""Typed answers: which question, and which choice the words mean."""

from datetime import date

import pytest

from domain.answers import Answers
from domain.county import Figure
from domain.form import Choice, Form, Kind, Question
from forms import typed


def asked(form: Form, number: str, answers: Answers | None = None) -> Question:
    found = typed.question_at(form, number, answers or {})
    assert found, number
    return found[1]


@pytest.mark.parametrize(
    ("number", "words", "value"),
    [
        ("2.1", "3", "3"),
        ("2.1", "5 – Mycket gott", "5"),
        ("2.1", "gott", "4"),
        ("2.1", "mycket gott", "5"),
        ("2.1", "Ansträngt", "2"),
        ("2.1", "mycket anstrangt", "1"),
        ("2.1", "fungerar i huvudsak", "3"),
        ("2.1", "kan inte bedömas", "EJ_BEDOMT"),
        ("2.2", "försämrat", "FORSAMRAT"),
        ("2.2", "Forsamrat.", "FORSAMRAT"),
        ("2.2", "FORSAMRAT", "FORSAMRAT"),
        ("2.2", "oför", "OFORANDRAT"),
        ("1.1", "ja", "JA"),
        ("1.1", "inställt", "inställt"),
        ("1.1", "nej", "NEJ_INSTALLT"),
        ("1.3", "Åmål", "1492"),
        ("1.3", "amal, ORUST; Dals-Ed", "1492,1421,1438"),
        ("1.3", "Uddevalla, Trollhättan och Åmål", "1485,1488,1492"),
        ("1.3", "1485", "1485"),
        ("1.4", "Arbetsförmedlingen, VGR", "AF,VGR"),
        ("3.1.4", "Resurser och besparingar", "RESURSER,RESURSER"),
        ("2.3", "  Bara text.  ", "Bara text."),
    ],
)
def test_the_words_mean_a_choice(form: Form, number: str, words: str, value: str) -> None:
    assert typed.raw(asked(form, number), words) == value


@pytest.mark.parametrize(
    ("number", "words"), [("2.1", "6"), ("2.1", "?"), ("1.3", "Göteborg"), ("1.3", "T"), ("2.2", "sådär")]
)
def test_words_that_mean_no_single_choice_come_back(form: Form, number: str, words: str) -> None:
    assert typed.raw(asked(form, number), words) == words


def test_all_municipalities_can_be_said_in_one_word(form: Form) -> None:
    assert len(typed.raw(asked(form, "1.3"), "Alla").split(",")) == 14


def test_the_first_item_that_is_not_there_yet_can_be_answered(form: Form) -> None:
    begun = {"handover.0.title": "Sena kommuntal"}
    assert asked(form, "5.2.2.1", begun).key == "handover.1.title"
    assert typed.question_at(form, "5.2.3.1", begun) is None
    full = {f"handover.{place}.title": "Sena kommuntal" for place in range(5)}
    assert typed.question_at(form, "5.2.6.1", full) is None


@pytest.mark.parametrize("number", ["0.1", "1.99", "7.1", "5.2", "2.1.1", "02.1"])
def test_a_number_that_no_question_has_is_found_nowhere(form: Form, number: str) -> None:
    assert typed.question_at(form, number, {}) is None


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [("2.1: 3", "2.1", "3"), (" 3.1.2=ja", "3.1.2", "ja"), ("4.3:", "4.3", "")],
)
def test_an_answer_begins_with_its_number(text: str, number: str, words: str) -> None:
    match = typed.TYPED.match(text)
    assert match
    assert (match["number"], match["words"]) == (number, words)


@pytest.mark.parametrize("text", ["2.1", "2: 3", "fråga 2.1: 3", "2016:38"])
def test_other_text_is_no_answer(text: str) -> None:
    assert typed.TYPED.match(text) is None


PUBLISHED = Figure("fyrbodal", "received", 188, "Migrationsverket", date(2026, 9, 30))
NUMBER = Question("received", "4.2", "Mottagna", Kind.NUMBER, figure=PUBLISHED, may_lack=True)
CHANGES = Question(
    "site_changes", "2.4", "Förändringar", Kind.TEXT, nothing="Inga förändringar", repeats=True
)
TREND = Question(
    "trend", "2.2", "Utveckling", Kind.CHOICE, choices=(Choice("OFORANDRAT", "Oförändrat"),), repeats=True
)


@pytest.mark.parametrize(
    ("words", "number", "standing"),
    [
        ("stämmer", "", "STAMMER"),
        ("Ja, den stämmer.", "", "STAMMER"),
        ("avviker", "", "AVVIKER"),
        ("avviker, 250", "250", "AVVIKER"),
        ("Avviker: 1 250", "1 250", "AVVIKER"),
        ("vet inte", "", "VET_EJ"),
        ("saknas, inte klar än", "", "SAKNAS_INTE_KLAR"),
        ("Uppgift saknas: inte klar än", "", "SAKNAS_INTE_KLAR"),
        ("saknas, finns inte i våra system", "", "SAKNAS_I_SYSTEM"),
        ("saknas, får inte lämnas ut", "", "SAKNAS_LAMNAS_INTE_UT"),
        ("saknas, annat skäl", "", "SAKNAS_ANNAT"),
        ("gäller inte oss", "", "EJ_TILLAMPLIGT"),
        ("1–5", "", "FARRE_AN_SEX"),
        ("1–5, lämnas inte ut", "", "FARRE_AN_SEX"),
        ("saknas", "", "saknas"),
        ("saknas, semester", "", "saknas, semester"),
        ("250", "250", ""),
        ("0", "0", ""),
        ("ca 50", "ca 50", ""),
        ("", "", ""),
    ],
)
def test_a_number_can_be_typed_or_why_there_is_none(words: str, number: str, standing: str) -> None:
    assert typed.meant(NUMBER, words) == typed.Meant({"received": number, "received~state": standing})


def test_every_reason_that_can_be_tapped_can_be_typed_as_it_stands() -> None:
    for question in (NUMBER, CHANGES):
        assert question.standing
        for choice in question.standing.choices:
            words = {"AVVIKER": "avviker", "STAMMER": "stämmer"}.get(choice.value, choice.label)
            assert typed.meant(question, words).raw[question.key + "~state"] == choice.value


def test_what_the_question_does_not_take_is_read_as_its_answer() -> None:
    plain = Question("received", "4.2", "Mottagna", Kind.NUMBER)
    for words in ("stämmer", "saknas, inte klar än", "avviker, 250"):
        assert typed.meant(plain, words) == typed.Meant({"received": words})
    assert typed.fields(plain) == (plain,)
    unpublished = Question("received", "4.2", "Mottagna", Kind.NUMBER, may_lack=True)
    assert typed.meant(unpublished, "stämmer").raw["received"] == "stämmer"
    assert [question.key for question in typed.fields(unpublished)] == ["received", "received~state"]


def test_unchanged_is_last_quarters_answer_where_it_is_no_choice_of_the_question() -> None:
    assert typed.meant(CHANGES, "Oförändrat") == typed.Meant({}, same=True)
    assert typed.meant(CHANGES, "samma som förra kvartalet.").same
    assert typed.meant(TREND, "oförändrat") == typed.Meant({"trend": "OFORANDRAT"})
    assert not typed.meant(NUMBER, "oförändrat").same


def test_nothing_to_tell_is_an_answer() -> None:
    nothing = typed.Meant({"site_changes": "", "site_changes~state": "INGET"})
    assert typed.meant(CHANGES, "inga förändringar") == nothing
    assert typed.meant(CHANGES, "inget") == nothing
    text = "Ett boende i länet har stängt."
    assert typed.meant(CHANGES, text).raw == {"site_changes": text, "site_changes~state": ""}
