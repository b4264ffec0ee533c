"""Personal data in free text: what is found, where, and what is not taken for it."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.personal import Find, finds, holds_personal_data, masked, told


def kinds(words: str, *, contact: bool = False) -> list[str]:
    return [find.kind for find in finds(words, contact=contact)]


@pytest.mark.parametrize(
    "words",
    [
        "850709-9805",
        "8507099805",
        "19850709-9805",
        "198507099805",
        "850709+9805",
        "850709 - 9805",
        "850709 9805",
        "850709.9805",
        "850709/9805",
        "850709:9805",
        "850709_9805",
        "850709,9805",
        "850709–-9805",
        "1985-07-09:9805",
        "1985 07 09 98 05",
        "850709\u20119805",
        "850709\u20139805",
        "850709\u20149805",
        "850709\u22129805",
        "850709\u00a09805",
        "850709\u00ad-\u20609805",
        "19850709 9805",
        "1985-07-09-9805",
        "1985-07-09 9805",
        "1985.07.09-9805",
        "1985 07 09 9805",
        "85-07-09-9805",
        "85 07 09-9805",
        "18850709-9805",
        "000229-0005",
        "NN850709-9805X",
        "٨٥٠٧٠٩-٩٨٠٥",
    ],
)
def test_a_personal_number_is_found_however_it_is_written(words: str) -> None:
    assert kinds(f"Det gäller {words}.") == ["personnummer"]
    assert kinds(f"Det gäller {words}.", contact=True) == ["personnummer"]


@pytest.mark.parametrize(
    "words", ["850769-9802", "198507699802", "19850769–9802", "850760-9801", "19850060-9808"]
)
def test_a_coordination_number_has_sixty_more_and_may_lack_day_and_month(words: str) -> None:
    assert kinds(f"Det gäller {words}.") == ["samordningsnummer"]


@pytest.mark.parametrize("words", ["850709-9806", "8507099815", "19850709-9804", "850769-9805"])
def test_a_number_that_fails_the_checksum_is_no_personal_number(words: str) -> None:
    assert kinds(f"Kontot {words} används.") == []


@pytest.mark.parametrize("words", ["851309-9803", "850732-9806", "850700-9805", "850231-9801", "990229-0005"])
def test_a_day_that_never_was_makes_no_personal_number(words: str) -> None:
    assert kinds(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Personnummer: 850709-9806",
        "personnr är 850709-9806",
        "Hennes pnr 850709 9806",
        "p-nr: 19850709-9806",
        "850709-9806 är ett personnummer",
    ],
)
def test_a_mistyped_number_that_is_called_a_personal_number_is_one(words: str) -> None:
    assert kinds(words) == ["personnummer"]


@pytest.mark.parametrize("words", ["19850709-T123", "850709-TF10", "20080401TF26", "2008-04-01-t123"])
def test_an_interim_number_is_found(words: str) -> None:
    assert kinds(f"Eleven {words} flyttade.") == ["tillfälligt personnummer"]


@pytest.mark.parametrize(
    "words",
    ["19810829M071", "19450829-K088", "19930829-AB12", "19930829ABC1", "19810829SU3A", "991981000010"],
)
def test_a_reserve_number_of_health_care_is_found(words: str) -> None:
    assert kinds(f"Patienten {words} väntar.") == ["reservnummer"]


@pytest.mark.parametrize(
    "words",
    [
        "Dossiernummer 12-345678",
        "dossier 12–345678",
        "Dossiernr: 12345678",
        "LMA-nummer 12 345678",
        "LMA-kort 12345678",
        "LMA-kortet har numret 12-345678",
        "Ärendet hos Migrationsverket (12-345678) väntar",
        "ärendenummer 12345678",
        "Beteckning 12-345678",
        "Den asylsökande, 12-345678, har flyttat",
        "Kortet 12-345678/1 gick ut",
    ],
)
def test_a_case_at_migrationsverket_is_found(words: str) -> None:
    assert kinds(words) == ["ärendenummer hos Migrationsverket"]
    assert kinds(words, contact=True) == ["ärendenummer hos Migrationsverket"]


PHONES = [
    "070-123 45 67", "0701234567", "0731234567", "070 123 45 67", "070-1234567", "070 - 123 45 67",
    "070–123 45 67", "076 12 34 567", "070.123.45.67", "070-123 4567", "+46 70 123 45 67", "+46701234567",
    "+46 (0)70-123 45 67",
    "0046 70 123 45 67", "031-60 50 00", "031/60 50 00", "08-123 456 78", "08-12 34 56",
    "0521-123 45", "(031) 60 50 00", "0500\u201149\u00a080\u00a000", "0 70 123 45 67",
    "0 73 12 34 567", "+380 67 123 45 67", "+4722123456 78",
    "00380671234567",
]  # fmt: skip


@pytest.mark.parametrize("words", PHONES)
def test_a_phone_number_is_found_but_may_stand_among_contact_details(words: str) -> None:
    assert kinds(f"Ring {words} i veckan.") == ["telefonnummer"]
    assert kinds(f"Telefon:{words}.", contact=True) == []


@pytest.mark.parametrize(
    "words",
    [
        "fia.fyrbodal@example.se",
        "åsa+rapport@kommun.example.se",
        "fia (at) example.se",
        "fia＠example.se",
        "fia @example.se",
        "fia@ example.se",
        "fia@example .se",
        "fia\u00a0@ kommun.example .se",
    ],
)
def test_an_address_is_found_but_may_stand_among_contact_details(words: str) -> None:
    assert kinds(f"Skriv till {words}!") == ["e-postadress"]
    assert not holds_personal_data(f"Skriv till {words}!", contact=True)


UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u2066\x00\x1b\x7f\x9f\ufe0f\u034f"


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("words", ["19850709-9805", "070-123 45 67", "fia@example.se", "850709-TF10"])
def test_signs_that_nobody_sees_hide_nothing(words: str, sign: str) -> None:
    hidden = sign.join(words)
    text = f"Kvinnan {hidden} väntar"
    assert [(find.start, find.end) for find in finds(text)] == [(8, 8 + len(hidden))]
    assert masked(text) == "Kvinnan [borttaget] väntar"


def test_a_phone_at_migrationsverket_is_a_contact_and_no_case() -> None:
    assert not holds_personal_data("Migrationsverket 08-123456, asyl 0771-235 235", contact=True)


@pytest.mark.parametrize(
    "words",
    [
        "Mötet hölls 2026-11-12.",
        "Mötet hölls 2026-11-12 1530.",
        "Mötet hölls 2026-11-12 15.30.",
        "Enligt SFS 2016:38 och SFS 2010:1122, lag (2016:38).",
        "Totalt 1 234 567 890 kronor.",
        "Totalt 1 000 000 kronor, varav 050 000 är kvar.",
        "Dnr 851-3527-2017.",
        "Dnr 104567-2026.",
        "Dnr 12345-2026.",
        "Dnr: 101112-2020.",
        "Organisationsnummer 202100-2411.",
        "Org.nr 212000-1355, 802002-8166 och 559002-1234.",
        "Perioden 20260701-20260930.",
        "Perioden 2026-07-01–2026-09-30.",
        "Perioden 2026-07-01 – 2026-09-30.",
        "Åren 2015-2016 och 2025/26.",
        "Klockan 08-12 15 personer.",
        "Klockan 09-16 20 personer.",
        "Klockan 07-09 15 20 25 30 personer.",
        "Vecka 05-06 2026.",
        "Åldern 0-17 år.",
        "Kommunkoderna 1485 1488 1492 0114.",
        "Antal per månad: 10 20 30 40 50.",
        "Antal per månad: 10 11 12 1488.",
        "KPI N00973 och U30461.",
        "Prop. 2025/26:10, bet. 2024/25:1234.",
        "Ersättningen är 142 300 000 kr, +12 345 678 sedan i fjol.",
        "Kontot 01012026.",
        "Bankgiro 123-4567, plusgiro 12 34 56-7.",
        "Kvoten gick från 12-13 till 345678.",
        "Asylsökande per 20260930: 812.",
        "Ärenden 20260101–20260331.",
        "Ärendebalansen är 12345678 kronor.",
        "Spannet är 10-250000 kronor.",
        "ISBN 978-91-7000-150-2.",
        "Vi finns @uddevalla på webben.",
        "50 % av 3 000, alltså 1 500.",
        "Bilaga 20260701-K3, version 2.",
        "Den 850709, 9805 personer.",
        "Den 1985-07-09: 9805 personer.",
        "Mötet hölls 2026-11-12:1530.",
        "Mötet hölls 2026 11 12 15 30.",
        "Antal per månad: 0 70 123 45 67 20.",
        "Antal per månad: 10 0 70 123 45 67.",
        "Antal per månad: 0 70 12 30.",
        "Tolv rum @ 12.50 och 5 st @ 1 200.",
        "Läs mer @ webben. Nästa möte är i maj.",
    ],
)
def test_ordinary_numbers_raise_no_alarm(words: str) -> None:
    assert finds(words) == []


def test_nine_of_ten_rows_of_digits_are_no_personal_number() -> None:
    """The checksum leaves one of ten, and only where the first digits are a day."""
    rows = [f"850709-{last:04}" for last in range(1000)]
    assert sum(map(holds_personal_data, rows)) == 100


def test_a_find_says_where_it_stands() -> None:
    words = "Vi ringde till 850709-9805 och skrev till fia@example.se."
    assert finds(words) == [Find("personnummer", 15, 26), Find("e-postadress", 42, 56)]
    assert words[15:26] == "850709-9805"
    assert words[42:56] == "fia@example.se"


def test_what_overlaps_is_one_find() -> None:
    assert finds("850709-9805@example.se") == [Find("personnummer", 0, 22)]


def test_what_is_found_is_taken_out() -> None:
    words = "Ring 031-60 50 00 070-123 45 67, 850709-9805 eller LMA 12-345678/2."
    assert masked(words) == "Ring [borttaget] [borttaget], [borttaget] eller LMA [borttaget]."
    assert masked("Ring 031-60 50 00 om 850709-9805.", contact=True) == "Ring 031-60 50 00 om [borttaget]."
    assert masked("Läget är gott.") == "Läget är gott."


def say(words: str) -> str:
    return told(words, finds(words))


def test_the_place_is_told_and_what_stands_there_is_not() -> None:
    assert say("Handläggaren i kommunen ringde till 850709-9805 om saken.") == (
        "Tecken 37–47, efter ”… i kommunen ringde till”, ser ut som ett personnummer. "
        "Ta bort uppgifter om enskilda personer."
    )
    assert say("Gäller 850709-9805.") == (
        "Tecken 8–18, efter ”Gäller”, ser ut som ett personnummer. Ta bort uppgifter om enskilda personer."
    )
    assert say("850709-9805") == (
        "Tecken 1–11 ser ut som ett personnummer. Ta bort uppgifter om enskilda personer."
    )
    assert say("Vi träffades.\nfia@example.se svarar.") == (
        "Tecken 15–28 ser ut som en e-postadress. Ta bort uppgifter om enskilda personer."
    )
    assert say("Läget är gott.") == ""


def test_many_places_are_counted() -> None:
    words = "850709-9805, 070-123 45 67, fia@example.se, 031-60 50 00 och 0521-123 45"
    assert say(words) == (
        "Tecken 1–11 ser ut som ett personnummer. Tecken 14–26 ser ut som ett telefonnummer. "
        "Tecken 29–42 ser ut som en e-postadress. Det finns två ställen till. "
        "Ta bort uppgifter om enskilda personer."
    )


@given(st.text("0123456789 -+@.TFMa\n", max_size=60))
def test_nothing_that_was_found_is_ever_told(words: str) -> None:
    found = finds(words)
    before, _, _ = told(words, found).partition("ser ut")
    told_digits = before.partition("efter")[2]
    assert not any(sign.isdigit() or sign == "@" for sign in told_digits)
    assert all(0 <= find.start < find.end <= len(words) for find in found)
    assert bool(found) == (masked(words) != words) == holds_personal_data(words)


@given(st.text("0123456789 -+@.TFMa\n", max_size=60))
def test_what_is_left_after_masking_holds_nothing(words: str) -> None:
    assert not holds_personal_data(masked(words).replace("[borttaget]", " \n "))


HOSTILE = (
    "a|a.|0|0 |07|+46 |1985|-|a@|0-|850709-|850709-9806 |850709 - |85-07-|LMA |ärende 12-34567 |12-345678 "
    "|08-|(at)|00|+| |\n|070 |a(at)|T1|\u200b|1\u200b|a @|a@a .|a@1.|0 7|0 70 |850709:|1985 07 09 98 "
).split("|")


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """A text of 100 kB against one of 12.5 kB: eight times the work, 64 times if it were squared."""
    short, long = (unit * (size // len(unit)) for size in (12_500, 100_000))
    assert any(seconds(long) < 24 * seconds(short) + 0.02 for _ in range(3))


def seconds(words: str) -> float:
    """Of this process alone."""
    begun = process_time()
    told(words, finds(words))
    return process_time() - begun
