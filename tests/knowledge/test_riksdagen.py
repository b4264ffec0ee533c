"""A statute out of Riksdagen's open data, over real HTTP; and what is said when it does not answer well."""

import json
from datetime import date

import pytest
from aiohttp import ClientSession
from yarl import URL

from knowledge.riksdagen import Riksdagen, Silent, numbered, riksdagen_at
from knowledge.statute_head import StatuteError, official
from knowledge.statute_text import Statute
from tests.knowledge.invented_law import WHOLE
from tests.knowledge.local_riksdagen import Json, LocalRiksdagen, document, serving

TODAY = date(2100, 6, 1)
TITLE = "Lag (2099:1) om\r\nrådhusklockor"
BODY = WHOLE[WHOLE.index("Lagens innehåll") :].replace("\n", "\r\n")


def whole(**given: str) -> Json:
    return document("2099:1", TITLE, BODY, **given)


async def fetched(riksdagen: LocalRiksdagen, number: str = "2099:1", most_bytes: int = 1_000_000) -> Statute:
    async with ClientSession() as session:
        return await Riksdagen(URL(riksdagen.origin), 0.5, most_bytes).statute(session, number, TODAY)


async def test_a_statute_is_asked_for_by_its_document_id_and_read_paragraph_by_paragraph() -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        riksdagen.documents["sfs-2099-1"] = whole(subtitle="t.o.m. SFS 2100:2")
        statute = await fetched(riksdagen, "SFS 2099:1")
    assert riksdagen.asked == ["/dokument/sfs-2099-1.json"]
    head = statute.head
    assert (head.number, head.title) == ("2099:1", "Lag (2099:1) om rådhusklockor")
    assert (head.amended_to, head.read_on, head.issued) == ("2100:2", TODAY, date(2099, 1, 10))
    assert (head.repealed_on, head.complete) == (None, True)
    assert [each.label for each in statute.wordings] == ["1", "2", "2 a", "2 a", "3", "4"]


async def test_a_statute_never_amended_and_one_repealed_say_so() -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        riksdagen.documents["sfs-2099-1"] = whole(repealed="2101-01-01")
        head = (await fetched(riksdagen)).head
    assert (head.amended_to, head.repealed_on) == (None, date(2101, 1, 1))


@pytest.mark.parametrize("facts", [None, {"uppgift": {"kod": "utfardad", "text": None}}, {"uppgift": None}])
async def test_the_facts_beside_may_be_one_or_none(facts: Json | None) -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        riksdagen.documents["sfs-2099-1"] = whole()
        riksdagen.documents["sfs-2099-1"]["dokumentstatus"]["dokuppgift"] = facts
        assert (await fetched(riksdagen)).wordings


async def test_a_number_that_riksdagen_does_not_have_is_told() -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        with pytest.raises(Silent, match="ingen författning med nummer 2099:5"):
            await fetched(riksdagen, "2099:5")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff\x00",
        b"[]",
        b'{"dokumentstatus": null}',
        b'{"dokumentstatus": {"dokument": {}}}',
    ],
)
async def test_garbage_is_told(body: bytes) -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        riksdagen.body = body
        with pytest.raises(Silent, match="något som inte går att läsa"):
            await fetched(riksdagen)


async def test_another_statute_than_the_one_asked_for_is_told() -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        riksdagen.documents["sfs-2099-5"] = whole()
        with pytest.raises(Silent, match="om 2099:1 i stället för 2099:5"):
            await fetched(riksdagen, "2099:5")


@pytest.mark.parametrize(("text", "said"), [("", "ingen text"), ("Ingen paragraf.", "Inga paragrafer")])
async def test_a_statute_without_its_text_is_told(text: str, said: str) -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        riksdagen.documents["sfs-2099-1"] = document("2099:1", TITLE, text)
        with pytest.raises(StatuteError, match=said):
            await fetched(riksdagen)


async def test_slow_too_large_failing_moved_and_gone_are_each_told() -> None:
    async with serving(LocalRiksdagen()) as riksdagen:
        riksdagen.documents["sfs-2099-1"] = whole()
        with pytest.raises(Silent, match="mer än 1000 byte"):
            await fetched(riksdagen, most_bytes=1000)
        riksdagen.status = 503
        with pytest.raises(Silent, match="fel 503"):
            await fetched(riksdagen)
        riksdagen.moved = "http://127.0.0.1:1/annan"
        with pytest.raises(Silent, match="följs inte"):
            await fetched(riksdagen)
        riksdagen.slow = True
        with pytest.raises(Silent, match=r"inte inom 0\.5 sekunder"):
            await fetched(riksdagen)
    with pytest.raises(Silent, match="gick inte att nå"):
        await fetched(riksdagen)


def test_the_documented_answer_is_what_the_local_one_gives() -> None:
    told = json.loads(json.dumps(whole()))["dokumentstatus"]
    assert set(told) == {"dokument", "dokuppgift"}


@pytest.mark.parametrize("number", ["abc", "2016", "2016:", "2016:38 ", "SFS 2016:38"])
def test_a_number_is_a_year_a_colon_and_a_serial(number: str) -> None:
    if number.endswith(("38", "38 ")):
        assert numbered(number) == ("2016", "38")
    else:
        with pytest.raises(StatuteError, match="inget författningsnummer"):
            numbered(number)


@pytest.mark.parametrize(
    "address", ["riksdagen", "ftp://x.se", "http://a:b@x.se", "https://x.se?q=1", "http://[x"]
)
def test_an_address_that_is_none_is_told_by_the_settings_name(address: str) -> None:
    with pytest.raises(StatuteError, match="SAMRAD_RIKSDAGEN_URL är fel"):
        riksdagen_at(address)


def test_the_official_text_has_an_address_of_its_own() -> None:
    assert official("2016:38") == "https://data.riksdagen.se/dokument/sfs-2016-38.html"
