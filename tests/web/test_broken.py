"""When something breaks: kind words to the person, a line for who runs it, nothing of what was written."""

import pytest

from bot.log import broken
from store.store import Store
from tests.web.browsing import Browser
from tests.web.house import FIA, House
from web.refusals import BROKEN

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
    for secret in (token, WORDS, "fia", *(value for name, value in form if name == "guard")):
        assert secret not in told


async def test_nothing_is_logged_when_all_goes_well(
    browser: Browser, house: House, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    await browser.open(house.token(FIA))
    await browser.press("save", {"council_date": "i förrgår"})
    await browser.open("fel")
    assert capsys.readouterr() == ("", "")
    assert not [record for record in caplog.records if record.name.startswith("aiohttp")]
