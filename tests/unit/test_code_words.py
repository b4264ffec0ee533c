"""What is taken for a code, and what only looks like one."""

import pytest

from dialogs.code_words import by_known, by_stranger

CODE = "ACDEF-34679"
WORDS = "ACDEF-GHJKM"
"""One code in ten has no digit."""

PASTED = (
    "{}",
    "{}.",
    "koppla {} ",
    "KOPPLA: {}",
    "koppla mig {}",
    "”koppla {}”",
    '"koppla {}"',
    "kopla {}",
    "koppling {}",
    "anslut {}",
    "kod {}",
    "hej! koppla {}",
    "Kod för Mia Berg: koppla {}",
    "min kod är {}",
    "Koppla mitt konto {}",
    "koppla min kod {}",
    "koden {}",
    "Kod: {}",
    "koppla koden:\n{}",
    "'{}'",
    "koppla\xa0{}",
    "koppla {} tack",
)
AMONG_OTHER_WORDS = (
    "Hej, jag fick {} av Sara. Tack!",
    "Kod för Mia Berg\n\nkoppla {}\n\nLåt Mia Berg skriva raden till mig i Teams.",
)
BETWEEN = ("-", "–", "—", "‑", " - ", " ", "", "-\n", "\n", "\u00ad-")


def plain(code: str) -> str:
    return code.upper().replace("-", "")


@pytest.mark.parametrize("between", BETWEEN, ids=ascii)
@pytest.mark.parametrize("code", [CODE, WORDS, CODE.lower(), WORDS.lower()])
def test_a_strangers_code_is_taken_as_it_is_pasted(code: str, between: str) -> None:
    for words in PASTED:
        said = by_stranger(words.format(code.replace("-", between)))
        assert said, words
        assert plain(said.code) == plain(code), words


@pytest.mark.parametrize("code", [CODE, WORDS, CODE.lower()])
def test_a_strangers_code_is_found_among_other_words(code: str) -> None:
    for words in AMONG_OTHER_WORDS:
        said = by_stranger(words.format(code))
        assert said, words
        assert plain(said.code) == plain(code), words


def test_a_code_that_is_split_elsewhere_is_taken() -> None:
    for words in ("ACD EF3 4679", "koppla ACD EF-346 79", "koppla A C D E F 3 4 6 7 9", "acdef3 4679"):
        said = by_stranger(words)
        assert said, words
        assert plain(said.code) == plain(CODE), words


def test_a_code_with_a_slip_in_it_is_a_try_too() -> None:
    for words in ("koppla ABCDE-FGHIJ", "ABCDE-FGHIJ", "koppla ABCDE FGHIJ", "min kod är ABCDE-F0HIJ"):
        said = by_stranger(words)
        assert said, words
        assert said.code, words


def test_a_stranger_may_speak_of_codes() -> None:
    for words in (
        "koppla",
        "kod",
        "koden",
        "jag har en kod",
        "jag fick en kod av Sara",
        "koppla mig",
        "koppling",
        "hur skriver jag koden?",
        "koppla Mia Berg",
        "var hittar jag min kod",
        "koppla ACDEF",
        "Koppla!",
        "koder",
        "min kod fungerar inte alls",
        "koden borde funka",
    ):
        said = by_stranger(words)
        assert said is not None, words
        assert said.code == "", words


def test_an_ordinary_question_has_no_code() -> None:
    for words in (
        "Vem får bosätta sig i Tibro denna vecka?",
        "vad gäller barns skola",
        "vilken kommunkod har Tibro",
        "vad är anvisning?",
        "hej",
        "",
        "ring 0522-12345",
        "55667-78899",
        "46734-34679",
        "vad kostar covid-19-vaccin",
        "hur många kunna hamna utanför",
        "vilka är kopplade till samrådet",
        "vad är kopplingen till lagen?",
    ):
        assert by_stranger(words) is None, words


def test_who_is_known_says_a_code_only_when_nothing_else_is_said() -> None:
    for words in (
        CODE,
        CODE.lower(),
        f"koppla {CODE}",
        f"”koppla {CODE}”",
        f"Kod för Mia Berg: koppla {CODE}",
    ):
        assert plain(by_known(words)) == plain(CODE), words
    assert by_known("koppla ABCDE-FGHIJ")
    for words in (
        "denna vecka",
        "denna-vecka",
        "koppla ihop skola",
        "vilken kod har Fyrbodal",
        "2.1: 3",
        "46734-34679",
        "vi gav ACDEF-34679 till projektet",
        "koden borde funka",
        "barna-vecka",
        "koppla denna vecka",
        "3 4 6 7 9",
        "ramen",
        "kod 46734-34679",
        "koden för Ale är 1440",
    ):
        assert by_known(words) == "", words
