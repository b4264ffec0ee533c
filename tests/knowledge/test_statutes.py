import pytest

from knowledge.entries import read_entries
from knowledge.statutes import known_statutes, named_in


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("5 § bosättningslagen", ["SFS 2016:38 5 §"]),
        ("vad säger bosättningslagens 5 §?", ["SFS 2016:38 5 §"]),
        ("§ 5 i bosättningslagen", ["SFS 2016:38 5 §"]),
        ("paragraf 5 i bosättningslagen", ["SFS 2016:38 5 §"]),
        ("5:e paragrafen bosättningslagen", ["SFS 2016:38 5 §"]),
        ("section 5 of the Settlement Act", ["SFS 2016:38 5 §"]),
        ("BOSATNINGSLAGEN 5§", ["SFS 2016:38 5 §"]),
        ("2017:820 14 §", ["SFS 2017:820 14 §"]),
        ("SFS 2017:820, 14 §", ["SFS 2017:820 14 §"]),
        ("10 a § förordningen (2016:39)", ["SFS 2016:39 10 a §"]),
        ("10a § i 2016:39", ["SFS 2016:39 10 a §"]),
        ("3 och 4 §§ förordning 2016:39", ["SFS 2016:39 3 §", "SFS 2016:39 4 §"]),
        ("20 kap. 28 § skollagen", ["SFS 2010:800 20 kap. 28 §"]),
        ("skollagen 20 kap 28 §", ["SFS 2010:800 20 kap. 28 §"]),
        ("5 § bosättningslagen och 15 § 2017:820", ["SFS 2016:38 5 §", "SFS 2017:820 15 §"]),
        ("5 § etableringslagen", ["SFS 2017:584 5 §"]),
        ("5 § etableringslagen (2010:197)", ["SFS 2010:197 5 §"]),
        ("4 § 1999:1229", ["SFS 1999:1229 4 §"]),
        (
            "5 och 9 §§ bosättningslagen, 10 § bosättningsförordningen",
            ["SFS 2016:38 5 §", "SFS 2016:38 9 §", "SFS 2016:39 10 §"],
        ),
        ("2016:38 5 § 2016:39 10 §", ["SFS 2016:38 5 §", "SFS 2016:39 10 §"]),
        ("bosättningslagen 5 §, 2016:39 10 §", ["SFS 2016:38 5 §", "SFS 2016:39 10 §"]),
    ],
)
def test_finds_the_paragraph_that_is_meant(question: str, references: list[str]) -> None:
    assert [str(reference) for reference in named_in(question).references] == references


@pytest.mark.parametrize(
    "question",
    [
        "prop. 2025/26:215",
        "SOU 2025:35 om etableringsboende",
        "HFD 2021:46",
        "dir. 2024:22",
        "hur många nyanlända 2026",
        "etableringsboendelagen",
        "solen skiner",
    ],
)
def test_what_only_looks_like_a_statute_is_left_alone(question: str) -> None:
    assert named_in(question).statutes == ()


def test_a_name_that_fits_two_statutes_gives_both_with_the_one_in_force_first() -> None:
    named = named_in("vad säger etableringsförordningen?")
    assert [each.number for each in named.ambiguous] == ["2017:820", "2010:409"]
    assert named.statutes[0].number == "2017:820"


def test_a_number_settles_which_one_is_meant() -> None:
    assert named_in("etableringslagen (2017:584)").ambiguous == ()
    assert [each.number for each in named_in("etableringslagen 2010:197").statutes] == ["2010:197"]


def test_a_paragraph_without_a_law_is_noticed() -> None:
    assert named_in("vad säger 5 §?").paragraph_without_law
    assert not named_in("vad säger bosättningslagen?").paragraph_without_law


def test_paragraph_37_money_is_a_name_and_not_a_paragraph() -> None:
    named = named_in("kan vi söka § 37-medel?")
    assert [each.number for each in named.statutes] == ["2010:1122"]
    assert not named.paragraph_without_law


def test_what_no_longer_applies_has_an_entry_that_tells_what_replaced_it() -> None:
    repealed = {each.number for each in known_statutes().values() if each.repealed}
    superseded = {each.number for each in known_statutes().values() if each.superseded}
    explained = {number for entry in read_entries() for number in entry.explains}
    assert {"2010:197", "2010:409", "2001:453"} <= repealed
    assert superseded == {"1994:137", "1994:361", "2022:1008"}
    assert repealed | superseded <= explained
