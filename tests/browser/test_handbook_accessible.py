"""No page of the handbook has a barrier that axe can find, in light and in dark, on a narrow phone."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from playwright.async_api import Browser

from tests.browser.form import PHONE, Visit, visiting
from tests.web.house import NOW, SAM
from tests.web.upkeep import BO, CIVIC, EVA, LIMIT, Upkeep

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

State = Callable[[Visit, Upkeep], Awaitable[None]]

QUESTION = "Hur lång tid har kommunen på sig att ta emot en nyanländ efter ett beslut om anvisning?"


async def opened(visit: Visit, upkeep: Upkeep, path: str = "") -> None:
    """Eva is at a page of the handbook."""
    await visit.page.goto(f"{visit.url}/handbok/{upkeep.handbook_token(EVA)}")
    if path:
        await visit.page.goto(visit.page.url + path)


async def listed(visit: Visit, upkeep: Upkeep) -> None:
    upkeep.marked_wrong(LIMIT, "hur lång tid", "Det är en månad nu.")
    upkeep.proposed(BO, CIVIC, short="Kommunen.")
    await opened(visit, upkeep)
    await visit.page.locator("summary").first.click()


async def searched(visit: Visit, upkeep: Upkeep) -> None:
    await opened(visit, upkeep)
    await visit.fill_plain({"q": "hur snabbt måste vi ta emot"})
    await visit.press("Visa")


async def an_entry(visit: Visit, upkeep: Upkeep) -> None:
    upkeep.marked_wrong(LIMIT, "hur lång tid", "Det är en månad nu.")
    upkeep.published(BO, SAM, CIVIC, short="Kommunen.")
    await opened(visit, upkeep, f"/svar/{LIMIT}")


async def a_form(visit: Visit, upkeep: Upkeep) -> None:
    await opened(visit, upkeep, f"/svar/{LIMIT}/andra")


async def a_new_form(visit: Visit, upkeep: Upkeep) -> None:
    await opened(visit, upkeep, "/nytt")


async def mistaken(visit: Visit, upkeep: Upkeep) -> None:
    await a_form(visit, upkeep)
    await visit.fill({"sources": "5 § kommunallagen", "short": "", "review": "snart"})
    await visit.press("Spara förslag")
    assert await visit.page.locator("#fel").is_visible()


async def previewed(visit: Visit, upkeep: Upkeep) -> None:
    await a_form(visit, upkeep)
    await visit.fill({"short": "Ja. " * 70})
    await visit.press("Förhandsgranska")


async def in_conflict(visit: Visit, upkeep: Upkeep) -> None:
    await a_form(visit, upkeep)
    await visit.fill({"short": "Evas text."})
    upkeep.published(BO, SAM, short="Bos text.", review=date(2027, 6, 1))
    await visit.press("Spara förslag")
    assert "Svaret har ändrats" in await visit.page.locator("main").inner_text()


async def proposals(visit: Visit, upkeep: Upkeep) -> None:
    upkeep.proposed(BO, CIVIC, short="Kommunen.")
    await opened(visit, upkeep, "/forslag")


async def no_proposals(visit: Visit, upkeep: Upkeep) -> None:
    await opened(visit, upkeep, "/forslag")


async def a_proposal(visit: Visit, upkeep: Upkeep) -> None:
    upkeep.proposed(BO, short="Högst en månad från beslutet.", variants=("en fråga", "två", "tre"))
    await opened(visit, upkeep, "/forslag/1")


async def a_rejection_without_a_reason(visit: Visit, upkeep: Upkeep) -> None:
    await a_proposal(visit, upkeep)
    await visit.press("Avvisa")


async def given_back(visit: Visit, upkeep: Upkeep) -> None:
    await a_form(visit, upkeep)
    await visit.fill({"short": "Evas text."})
    upkeep.clock.set(NOW + timedelta(hours=13))
    await visit.press("Spara förslag")


async def expired(visit: Visit, upkeep: Upkeep) -> None:
    token = upkeep.handbook_token(EVA)
    upkeep.clock.set(NOW + timedelta(hours=13))
    await visit.page.goto(f"{visit.url}/handbok/{token}")


STATES: dict[str, tuple[State, str]] = {
    "listed": (listed, "Handboken"),
    "searched": (searched, "Handboken"),
    "an entry": (an_entry, QUESTION),
    "a form": (a_form, f"Ändra svaret ”{QUESTION}”"),
    "a new form": (a_new_form, "Nytt svar"),
    "mistaken": (mistaken, f"Ändra svaret ”{QUESTION}”"),
    "previewed": (previewed, f"Ändra svaret ”{QUESTION}”"),
    "in conflict": (in_conflict, f"Ändra svaret ”{QUESTION}”"),
    "proposals": (proposals, "Förslag"),
    "no proposals": (no_proposals, "Förslag"),
    "a proposal": (a_proposal, f"Förslag 1: {QUESTION}"),
    "a rejection without a reason": (a_rejection_without_a_reason, f"Förslag 1: {QUESTION}"),
    "given back": (given_back, "Inget sparades"),
    "expired": (expired, "Länken öppnar inte handboken"),
}


@pytest.mark.parametrize("state", STATES)
async def test_nobody_is_shut_out(browser: Browser, upkeep: Upkeep, state: str) -> None:
    lead, heading = STATES[state]
    upkeep.amended = "2026:1"
    async with upkeep.open() as url, visiting(browser, url, viewport=PHONE) as visit:
        await lead(visit, upkeep)
        assert await visit.heading() == heading
        assert await visit.barriers() == []
        await visit.page.emulate_media(color_scheme="dark")
        assert await visit.barriers("color-contrast") == []
        assert await visit.sideways() == 0
        assert [said for said in visit.complaints if not said.startswith("beforeunload")] == []


async def test_an_answer_is_changed_and_published_with_the_keyboard_and_without_scripts(
    browser: Browser, upkeep: Upkeep
) -> None:
    async with upkeep.open() as url:
        async with visiting(browser, url, viewport=PHONE, java_script_enabled=False) as visit:
            await opened(visit, upkeep, f"/svar/{LIMIT}")
            await visit.follow("Ändra svaret")
            await visit.fill({"short": "Högst två månader, 10 §."})
            await visit.press_with_keyboard("Spara förslag")
            assert (await visit.heading()).startswith("Förslag 1: ")
        async with visiting(browser, url, java_script_enabled=False) as visit:
            await visit.page.goto(f"{url}/handbok/{upkeep.handbook_token(BO)}")
            await visit.follow("Förslag")
            await visit.follow(f"Förslag 1: {QUESTION}")
            await visit.press_with_keyboard("Publicera")
            assert "Publicerat" in await visit.page.locator("main").inner_text()
    assert upkeep.desk.handbook.entries[LIMIT].short == "Högst två månader, 10 §."


async def test_what_was_typed_is_not_left_behind_without_a_question(browser: Browser, upkeep: Upkeep) -> None:
    """What was given back is saved nowhere, though nobody has touched it since."""
    async with upkeep.open() as url, visiting(browser, url) as visit:
        await mistaken(visit, upkeep)
        await visit.page.locator('[name="q.flag"]').click()
        async with visit.page.expect_navigation():
            await visit.page.get_by_role("link", name="Alla svar").click()
        assert [said for said in visit.complaints if said.startswith("beforeunload")] != []
