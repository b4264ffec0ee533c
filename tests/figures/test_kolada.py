"""Kolada as it answers on good days and on bad ones."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.told import told
from domain.county import Figure, FigureState
from domain.errors import BadSetting
from figures.known import Catalogue, catalogue
from figures.kolada import Kolada, Silent, kolada_at
from figures.kolada_cache import Cache
from figures.kolada_reading import Asked, KoladaReading, read_kolada
from tests.figures.county import COUNTY, NOW
from tests.figures.local_kolada import LocalKolada, number, row, serving

DECEMBER = date(2025, 12, 31)
ENROLLED = Catalogue(tuple(one for one in catalogue().figures if one.kpi == "N01990"), ())
ASKED = Asked(COUNTY, ENROLLED, 2025, NOW)
AMAL = Figure("1492", "enrolled_total", 31, "Kolada N01990", DECEMBER, NOW)


@pytest.fixture
async def kolada() -> AsyncIterator[LocalKolada]:
    async with serving(LocalKolada()) as server:
        yield server


class Reader:
    def __init__(self, server: LocalKolada, path: Path) -> None:
        self.server, self.path = server, path

    async def __call__(self, asked: Asked = ASKED, **given: float) -> KoladaReading:
        seconds, most = given.get("seconds", 10), int(given.get("most_bytes", 100_000))
        client: Kolada = replace(kolada_at(self.server.url), seconds=seconds, most_bytes=most)
        return await read_kolada(client, Cache(self.path), asked)


@pytest.fixture
def read(kolada: LocalKolada, tmp_path: Path) -> Reader:
    return Reader(kolada, tmp_path / "kolada.db")


def numbers(found: KoladaReading) -> dict[tuple[str, str], float | None]:
    return {(one.unit, one.key): one.value for one in found.reading.figures}


async def test_a_number_is_of_the_last_day_of_its_year_and_says_its_key_figure(
    kolada: LocalKolada, read: Reader
) -> None:
    kolada.pages["N01990"] = [[row("1492", number(31.0))]]
    found = await read()
    assert found.reading.figures == (AMAL,)
    assert found.notes == ()
    assert kolada.asked == ["/v3/data/kpi/N01990/year/2025"]


async def test_all_pages_are_read(kolada: LocalKolada, read: Reader) -> None:
    kolada.pages["N01990"] = [[row("1492", number(31))], [row("1488", number(40))], [row("1490", number(0))]]
    assert numbers(await read()) == {
        ("1492", "enrolled_total"): 31,
        ("1488", "enrolled_total"): 40,
        ("1490", "enrolled_total"): 0,
    }
    assert kolada.asked[-1] == "/v3/data/kpi/N01990/year/2025?page=3"


async def test_women_and_men_are_numbers_of_their_own(kolada: LocalKolada, read: Reader) -> None:
    kolada.pages["N01990"] = [[row("1492", number(14, "K"), number(17, "M"), number(31))]]
    assert numbers(await read()) == {
        ("1492", "enrolled_total"): 31,
        ("1492", "enrolled_total_women"): 14,
        ("1492", "enrolled_total_men"): 17,
    }


async def test_groups_regions_and_the_country_are_passed_over(kolada: LocalKolada, read: Reader) -> None:
    others = [row(code, number(9)) for code in ("0000", "0014", "G35981", "0180")]
    kolada.pages["N01990"] = [[*others, row("1492", number(31))]]
    assert set(numbers(await read())) == {("1492", "enrolled_total")}


@pytest.mark.parametrize(
    "struck", [number(None, status="Missing"), number(None), number(12, isdeleted=True), {"gender": "T"}]
)
async def test_a_struck_number_is_withdrawn_and_never_zero(
    kolada: LocalKolada, read: Reader, struck: dict[str, object]
) -> None:
    kolada.pages["N01990"] = [[row("1492", struck)]]
    assert (await read()).reading.figures == (replace(AMAL, value=None, state=FigureState.WITHDRAWN),)


@pytest.mark.parametrize(("odd", "said"), [(-3, "-3"), (31.5, "31.5"), (1e300, "1e+300")])
async def test_a_number_that_cannot_be_right_is_told_of_and_changes_nothing(
    kolada: LocalKolada, read: Reader, odd: float, said: str
) -> None:
    kolada.pages["N01990"] = [[row("1492", number(odd)), row("1488", number(40))]]
    found = await read()
    assert numbers(found) == {("1488", "enrolled_total"): 40}
    assert ("1492", "enrolled_total") not in {(one.unit, one.key) for one in found.reading.absent}
    name = next(one.name for one in ENROLLED.figures if one.key == "enrolled_total")
    assert found.notes == (f"N01990, Åmål, {name}: {said} kan inte stämma och tas inte med.",)


async def test_a_municipality_that_kolada_does_not_name_is_absent(kolada: LocalKolada, read: Reader) -> None:
    kolada.pages["N01990"] = [[row("1492", number(31))]]
    absent = {(one.unit, one.key) for one in (await read()).reading.absent}
    assert ("1488", "enrolled_total") in absent
    assert ("1383", "enrolled_total") in absent
    assert ("1492", "enrolled_total") not in absent


async def test_a_year_that_is_not_over_has_no_numbers_and_withdraws_none(
    kolada: LocalKolada, read: Reader
) -> None:
    kolada.pages["N01990"] = [[row("1492", number(None), period=2026)]]
    found = await read(replace(ASKED, year=2026))
    assert found.reading.all == ()


async def test_an_answer_is_used_again_when_kolada_fails_and_its_age_is_told(
    kolada: LocalKolada, read: Reader
) -> None:
    kolada.pages["N01990"] = [[row("1492", number(31))]]
    await read()
    kolada.status = 500
    found = await read(replace(ASKED, now=NOW + timedelta(days=12)))
    assert found.reading.figures == (AMAL,)
    assert found.notes == (
        "Kolada svarade med fel 500.",
        "N01990: svaret från 1 oktober 2026 används i stället. Det är tolv dagar gammalt.",
    )


async def test_an_answer_from_another_address_or_year_is_not_used(kolada: LocalKolada, read: Reader) -> None:
    kolada.pages["N01990"] = [[row("1492", number(31))]]
    await read()
    kolada.status = 500
    with pytest.raises(Silent, match="inget sparat svar för 2024"):
        await read(replace(ASKED, year=2024))
    async with serving(LocalKolada()) as other:
        other.status = 500
        with pytest.raises(Silent, match="inget sparat svar"):
            await Reader(other, read.path)()


async def test_without_an_answer_or_an_earlier_one_the_words_say_what_to_do(
    kolada: LocalKolada, read: Reader
) -> None:
    kolada.status = 503
    with pytest.raises(Silent) as silent:
        await read()
    assert told(silent.value) == (
        "Kolada svarade med fel 503, och det finns inget sparat svar för 2025. Försök igen senare."
    )


async def test_a_slow_kolada_is_given_up_and_not_asked_for_the_next_key_figure(
    kolada: LocalKolada, read: Reader
) -> None:
    kolada.slow = True
    with pytest.raises(Silent, match=r"inte inom 0\.2 sekunder"):
        await read(replace(ASKED, catalogue=catalogue()), seconds=0.2)
    assert len(kolada.asked) == 1


async def test_a_kolada_that_is_not_there_is_told_of(read: Reader) -> None:
    read.server = LocalKolada()
    read.server.origin = "http://127.0.0.1:1"
    with pytest.raises(Silent, match="Kolada gick inte att nå"):
        await read()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Underh\xe5ll</html>",
        b"[]",
        b'{"values": 3}',
        b'{"values": [{"kpi": "N01990"}]}',
        json.dumps({"values": [row("1492", number(31) | {"value": "31"})]}).encode(),
        json.dumps({"values": [row("1492", number(31) | {"gender": "X"})]}).encode(),
        json.dumps({"values": [row("1492", number(float("nan")))]}).encode(),
        b'{"values": ' + b"[" * 50_000,
    ],
)
async def test_garbage_is_no_answer(kolada: LocalKolada, read: Reader, body: bytes) -> None:
    kolada.body = body
    with pytest.raises(Silent, match="något som inte går att läsa"):
        await read()


@pytest.mark.parametrize(
    "other", [row("1492", number(31), kpi="N01986"), row("1492", number(31), period=2024)]
)
async def test_an_answer_about_something_else_is_no_answer(
    kolada: LocalKolada, read: Reader, other: dict[str, object]
) -> None:
    kolada.pages["N01990"] = [[other]]
    with pytest.raises(Silent, match="i stället för N01990 2025"):
        await read()


async def test_an_endless_answer_is_cut_off(kolada: LocalKolada, read: Reader) -> None:
    kolada.body = b" " * 200_000
    with pytest.raises(Silent, match="mer än 100000 byte"):
        await read()


async def test_endless_pages_are_cut_off(kolada: LocalKolada, read: Reader) -> None:
    kolada.next_url = f"{kolada.url}/data/kpi/N01990/year/2025?page=1"
    with pytest.raises(Silent, match="fler än 40 sidor"):
        await read()
    assert len(kolada.asked) == 40


async def test_a_redirect_is_not_followed(kolada: LocalKolada, read: Reader) -> None:
    async with serving(LocalKolada()) as other:
        kolada.moved = f"{other.url}/data/kpi/N01990/year/2025"
        with pytest.raises(Silent, match="en annan adress, och den följs inte"):
            await read()
        assert other.asked == []


@pytest.mark.parametrize(
    "path",
    [
        "http://{other}/v3/data/kpi/N01990/year/2025?page=2",
        "//{other}/v3/data",
        "http://kolada.example/v3/data",
        "file:///etc/passwd",
        "http://a:b@127.0.0.1/v3/data",
        "/annat/data",
        "http://[",
    ],
)
async def test_a_next_page_elsewhere_is_not_asked_for(kolada: LocalKolada, read: Reader, path: str) -> None:
    async with serving(LocalKolada()) as other:
        kolada.next_url = path.format(other=other.origin.removeprefix("http://"))
        with pytest.raises(Silent, match="adress"):
            await read()
        assert other.asked == []
    assert len(kolada.asked) == 1


@pytest.mark.parametrize("written", ["http://127.0.0.1/v3{rest}", "https://127.0.0.1/v3{rest}", "/v3{rest}"])
async def test_a_next_page_without_port_or_of_another_scheme_is_asked_for_at_our_address(
    kolada: LocalKolada, read: Reader, written: str
) -> None:
    kolada.pages["N01990"] = [[row("1492", number(31))], [row("1488", number(40))]]
    kolada.next_url = written.format(rest="/data/kpi/N01990/year/2025?page=2")
    with pytest.raises(Silent, match="fler än 40 sidor"):  # our server names the same page for ever
        await read()
    assert set(kolada.asked[1:]) == {"/v3/data/kpi/N01990/year/2025?page=2"}


async def test_a_damaged_cache_is_named(kolada: LocalKolada, read: Reader) -> None:
    read.path.write_bytes(b"this is no database" * 100)
    kolada.status = 500
    with pytest.raises(Exception, match="not a database") as damaged:
        await read()
    assert isinstance(damaged.value, Exception)
    words = told(damaged.value)
    assert words
    assert str(read.path) in words


@pytest.mark.parametrize(
    "address",
    ["", "kolada", "ftp://kolada.example", "https://", "https://a@b/v3", "http://[", "https://k/v3?x=1"],
)
def test_an_address_that_is_none_names_its_setting(address: str) -> None:
    with pytest.raises(BadSetting, match="SAMRAD_KOLADA_URL är fel: skriv en adress som https://"):
        kolada_at(address)
