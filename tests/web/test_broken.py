"""When something breaks: kind words to the person, a line for who runs it, nothing of what was written."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from bot.log import broken
from store.store import Store
from tests.postgresql import Server, Standing
from tests.web.browsing import Browser
from tests.web.drafting import Drafting
from tests.web.house import FIA, SAM, House
from tests.web.report_browsing import Reader
from tests.web.upkeep import EVA, LIMIT, Upkeep
from web.refusals import AWAY, AWAY_SENT, BROKEN

WORDS = "Något som ingen annan ska läsa."


async def test_what_breaks_is_told_of_without_anything_that_was_written(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    house = House(store)
    token = house.token(FIA)
    async with house.open() as url, Browser(url) as browser:
        await browser.open(token)
        form = browser.form("save", {"other_actors_named": WORDS})
        store.close()
        page = await browser.post(form)
    assert browser.status == 500
    assert page.heading == BROKEN.title
    assert [event for event, _ in house.broken] == ["web.failed"]
    for event, error in house.broken:
        broken(event, error)
    told = capsys.readouterr().err
    assert "event=web.failed" in told
    assert WORDS in page.text, "what was written is given back to who wrote it"
    for secret in (token, WORDS, "fia", *(value for name, value in form if name == "guard")):
        assert secret not in told


@dataclass
class Losing:
    """A database, and how it goes away."""

    store: Store
    goes_away: Callable[[], None]


@pytest.fixture
def losing(postgresql: Server, migrated_there: Standing) -> Iterator[Losing]:
    name = migrated_there.going_on()
    with closing(Store.open(postgresql.place(name))) as store:
        yield Losing(store, lambda: postgresql.drop(name))


@pytest.mark.parametrize(
    ("path", "press", "values"),
    [
        ("/kort/lage", "save", {"headline": WORDS}),
        ("/kort/medskick", "add handover", {"handover.0.title": WORDS}),
        ("/medskick", "send", {"body": WORDS}),
        ("/anstand", "send", {"until": "24 november", "why": WORDS}),
        ("/inget", "send", {"why": WORDS}),
    ],
)
async def test_what_is_sent_while_the_database_is_away_is_given_back(
    losing: Losing, path: str, press: str, values: dict[str, str | list[str]]
) -> None:
    house = House(losing.store)
    async with house.open() as url, Browser(url) as browser:
        await browser.open(house.token(FIA))
        await browser.go(browser.address + path)
        form = browser.form(press, values)
        losing.goes_away()
        page = await browser.post(form)
        assert browser.status == 503
        assert page.heading == AWAY_SENT.title
        assert "Kopiera det du skrev" in page.text
        rows = dict(zip((one.text for one in page.root.all("dt")), page.root.all("dd"), strict=True))
        assert WORDS in [words.text for words in rows.values()]
        assert all(name and not name.startswith("Det du skrev") for name in rows), (
            "named as its writer knows it"
        )
        forged = [(name, "0" * 64 if name == "guard" else value) for name, value in form]
        page = await browser.post_to(browser.address, forged)
        assert WORDS not in page.text, "only to who has the page open"
        page = await browser.go(browser.address)
        assert (browser.status, page.heading) == (503, AWAY.title)


async def test_what_is_sent_to_the_handbook_while_the_database_is_away_is_given_back(losing: Losing) -> None:
    upkeep = Upkeep(losing.store)
    async with upkeep.open() as url, Browser(url) as keeping:
        await keeping.open_handbook(upkeep.handbook_token(EVA), f"/svar/{LIMIT}/andra")
        form = keeping.form("save", {"short": WORDS})
        losing.goes_away()
        page = await keeping.post(form)
    assert (keeping.status, page.heading) == (503, AWAY_SENT.title)
    assert WORDS in page.text


async def test_what_is_sent_to_the_report_while_the_database_is_away_is_given_back(losing: Losing) -> None:
    drafting = Drafting(losing.store)
    async with drafting.open() as url, Reader(url) as reader:
        await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
        sent = reader.filled("/avsnitt/summary", "save") | {"q.words": f"{WORDS}\n\nTvå stycken."}
        losing.goes_away()
        page = await reader.post_to(f"{reader.base}/avsnitt/summary", list(sent.items()))
    assert (reader.status, page.heading) == (503, AWAY_SENT.title)
    assert WORDS in page.text


async def test_nothing_is_logged_when_all_goes_well(
    browser: Browser, house: House, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    await browser.open(house.token(FIA))
    await browser.press("save", {"council_date": "i förrgår"})
    await browser.open("fel")
    assert capsys.readouterr() == ("", "")
    assert not [record for record in caplog.records if record.name.startswith("aiohttp")]
