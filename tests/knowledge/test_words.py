import pytest

from knowledge.words import written_out


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("vad gör AF och MIV?", "vad gör Arbetsförmedlingen och Migrationsverket"),
        ("lst ska", "Länsstyrelsen ska"),
        ("MIVs beslut", "Migrationsverkets beslut"),
        ("SO på modersmål", "samhällsorientering på modersmål"),
        ("the Migration Agency", "the Migrationsverket"),
        ("EBO:are", "eget boende EBO are"),
        ("temporary protection directive", "massflyktsdirektivet tillfälligt skydd"),
    ],
)
def test_short_forms_and_english_terms_are_written_out(short: str, full: str) -> None:
    assert written_out(short) == full


@pytest.mark.parametrize("text", ["så so", "grafiskt", "safari", "ut ur kommunen", "fka"])
def test_a_word_that_only_contains_a_short_form_is_left_alone(text: str) -> None:
    assert written_out(text) == text
