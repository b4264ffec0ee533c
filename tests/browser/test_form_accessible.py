"""No state of the form has a barrier that axe can find, in light and in dark."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from playwright.async_api import Browser

from domain.life import Act, Move
from tests.browser.form import PHONE, Visit, visiting
from tests.conversations.answers import HEADLINE, MEETING, SITUATION
from tests.web.house import COMPLETE, DAN, FIA, NOW, SAM, House
from web.pace import Rate, Rates

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

State = Callable[[Visit, House], Awaitable[None]]


async def empty(visit: Visit, house: House) -> None:
    await visit.open(house.token(FIA))


async def each_card(visit: Visit, house: House) -> None:
    await empty(visit, house)
    base = visit.page.url
    for card in ("lage", "insatsomraden", "siffror", "kontroll"):
        await visit.page.goto(f"{base}/kort/{card}")
        assert await visit.barriers() == []
        assert await visit.sideways() == 0
    await visit.page.goto(f"{base}/kort/medskick")


async def filled(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.fill(MEETING)
    await visit.press("Spara och fortsätt")
    await visit.fill(SITUATION)
    await visit.press("Spara och fortsätt")
    await visit.press("Tillbaka")


async def mistaken(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.fill({"council_date": "i förrgår"})
    await visit.press("Spara och fortsätt")


async def lacking(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.page.goto(f"{visit.page.url}/kort/kontroll")
    await visit.press("Granska och lämna in")


async def in_conflict(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.fill(MEETING)
    await visit.press("Spara och fortsätt")
    browser = visit.page.context.browser
    assert browser
    async with visiting(browser, visit.url) as other:
        await other.open(house.token(DAN))
        await other.fill({"headline": f"Dan skriver. {HEADLINE}"})
        await other.press("Spara och fortsätt")
    await visit.fill(SITUATION)
    await visit.press("Spara och fortsätt")
    assert "Två har svarat olika" in await visit.page.locator("main").inner_text()


async def grouped(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.page.goto(f"{visit.page.url}/kort/medskick")
    for _ in range(2):
        await visit.press("Lägg till ett medskick")
        await visit.page.locator('[name$=".title"]').last.fill("Bostäder för stora familjer")
    await visit.press("Lägg till ett gott exempel")


async def known_already(visit: Visit, house: House) -> None:
    house.answered_last_quarter({**SITUATION, "outlook": "Fler barn väntas."})
    house.publish("quota_current", 240)
    house.publish("received_total_ytd", 180)
    await empty(visit, house)
    base = visit.page.url
    await visit.page.goto(f"{base}/kort/siffror")
    await visit.fill({"quota_current": "400"})
    await visit.press("Spara och fortsätt")
    await visit.page.goto(f"{base}/kort/siffror")
    assert await visit.barriers() == []
    assert await visit.sideways() == 0
    await visit.page.goto(f"{base}/kort/lage")


async def summed_up(visit: Visit, house: House) -> None:
    house.began(COMPLETE)
    await empty(visit, house)
    await visit.press("Granska och lämna in")


async def received(visit: Visit, house: House) -> None:
    await summed_up(visit, house)
    await visit.press("Lämna in")


async def not_allowed(visit: Visit, house: House) -> None:
    token = house.token(FIA)
    house.enroll(FIA, until=(NOW - timedelta(days=1)).date())
    await visit.open(token)


async def expired(visit: Visit, house: House) -> None:
    token = house.token(FIA)
    house.clock.set(house.round.closes + timedelta(hours=1))
    await visit.open(token)


async def hurried(visit: Visit, house: House) -> None:
    await visit.open(house.token(FIA))
    for _ in range(_HURRY):
        await visit.page.reload()


async def asking_for_time(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.page.get_by_role("link", name="Be om anstånd").click()
    await visit.press("Fråga samordnaren")


async def told_of_nothing(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.page.get_by_role("link", name="Inget att rapportera").click()
    assert await visit.barriers() == []
    await visit.fill({"why": "Samrådet är inställt."})
    await visit.press("Lämna beskedet")


async def raising_an_issue(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.page.get_by_role("link", name="Nytt medskick").click()


async def in_status(visit: Visit, house: House) -> None:
    await returned(visit, house)
    assert await visit.barriers() == []
    await visit.page.get_by_role("link", name="Status och kommentar").click()


async def returned(visit: Visit, house: House) -> None:
    await received(visit, house)
    _done(house, Act.RETURN)
    await visit.page.get_by_role("link", name="Formuläret").click()
    assert await visit.heading() == "Kort 2 av 6: Samlat läge"


async def approved(visit: Visit, house: House) -> None:
    await received(visit, house)
    _done(house, Act.APPROVE)
    await visit.page.get_by_role("link", name="Formuläret").click()


async def written_too_late(visit: Visit, house: House) -> None:
    await empty(visit, house)
    await visit.page.goto(f"{visit.page.url}/kort/lage")
    await visit.fill(SITUATION)
    house.clock.set(house.round.closes + timedelta(hours=1))
    await visit.press("Spara och fortsätt")


def _done(house: House, act: Act) -> None:
    """Sam does it with Fyrbodal's answer."""
    house.store.lives.take(house.round, "fyrbodal", Move(act, SAM.id, SAM.name, NOW, "Se över 2.3."))


_HURRY = 5
"""So often a link may be used at once in that state."""

STATES: dict[str, tuple[State, str]] = {
    "empty": (empty, "Kort 1 av 6: Mötet"),
    "each card": (each_card, "Kort 5 av 6: Medskick och goda exempel"),
    "filled": (filled, "Kort 2 av 6: Samlat läge"),
    "mistaken": (mistaken, "Kort 1 av 6: Mötet"),
    "lacking": (lacking, "Kort 1 av 6: Mötet"),
    "in conflict": (in_conflict, "Kort 2 av 6: Samlat läge"),
    "grouped": (grouped, "Kort 5 av 6: Medskick och goda exempel"),
    "known already": (known_already, "Kort 2 av 6: Samlat läge"),
    "summed up": (summed_up, "Kontrollera svaren för Fyrbodal, kvartal 3 2026"),
    "received": (received, "Kvitto"),
    "asking for time": (asking_for_time, "Be om anstånd"),
    "told of nothing": (told_of_nothing, "Beskedet är mottaget"),
    "raising an issue": (raising_an_issue, "Kort 1 av 1: Nytt medskick"),
    "in status": (in_status, "Fyrbodal: Kvartal 3 2026 – öppen"),
    "approved": (approved, "Svar för Fyrbodal, kvartal 3 2026"),
    "written too late": (written_too_late, "Svaren på kortet sparades inte"),
    "not allowed": (not_allowed, "Formuläret är inte öppet för dig"),
    "expired": (expired, "Länken öppnar inget formulär"),
    "hurried": (hurried, "Vänta en liten stund"),
}


@pytest.mark.parametrize("state", STATES)
async def test_nobody_is_shut_out(browser: Browser, house: House, state: str) -> None:
    lead, heading = STATES[state]
    if state == "hurried":
        house.rates = Rates(link=Rate(_HURRY, 0.01))
    async with house.open() as url, visiting(browser, url, viewport=PHONE) as visit:
        await lead(visit, house)
        assert await visit.heading() == heading
        assert await visit.barriers() == []
        await visit.page.emulate_media(color_scheme="dark")
        assert await visit.barriers("color-contrast") == []
        assert await visit.sideways() == 0
        assert [said for said in visit.complaints if not said.startswith("beforeunload")] == []


async def test_a_barrier_would_be_found(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await empty(visit, house)
        await visit.page.evaluate("document.querySelectorAll('label').forEach(label => label.remove())")
        await visit.page.evaluate("document.querySelector('h1').style.color = '#eee'")
        found = await visit.barriers()
        assert {one.partition(":")[0] for one in found} >= {"label", "color-contrast"}
        assert await visit.barriers("color-contrast")
