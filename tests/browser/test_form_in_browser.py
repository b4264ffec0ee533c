"""The form behind a signed link in a real browser: with scripts and without, by keyboard, on a phone."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.form import PHONE, Visit, visiting
from tests.conversations.answers import AREAS, HEADLINE, MEETING, SITUATION
from tests.web.house import ATTACKER, COMPLETE, DAN, FIA, House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SCRIPTS = (
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
)


async def press_tab_until(visit: Visit, selector: str) -> None:
    """Move on with the Tab key until the field has focus."""
    for _ in range(200):
        await visit.page.keyboard.press("Tab")
        if await visit.page.evaluate("([wanted]) => document.activeElement.matches(wanted)", [selector]):
            return
    raise AssertionError(f"the keyboard never reaches {selector}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_a_whole_form_is_filled_in_and_sent(browser: Browser, house: House, scripts: bool) -> None:  # noqa: FBT001 - both ways
    async with house.open() as url, visiting(browser, url, java_script_enabled=scripts) as visit:
        await visit.open(house.token(FIA))
        assert await visit.heading() == "Kort 1 av 6: Mötet"
        assert "/svara/" not in visit.page.url
        await visit.fill_all()
        await expect(visit.page.locator("main")).to_contain_text(HEADLINE)
        await visit.press("Lämna in")
        assert await visit.heading() == "Kvitto"
        await expect(visit.page.locator("main")).to_contain_text("Fingeravtryck")
        assert visit.complaints == []
    sent = house.store.submissions.latest("2026Q3", "fyrbodal")
    assert sent
    assert sent.answers["headline"] == HEADLINE
    assert sent.answers["municipalities_present"] == ["1485", "1488"]


async def test_a_mistake_takes_the_focus_and_leads_to_its_field(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        await visit.fill({"council_date": "i förrgår"})
        await visit.press("Spara och fortsätt")
        await expect(visit.page.get_by_role("alert")).to_be_focused()
        assert (await visit.page.title()).startswith("Fel: ")
        await visit.page.get_by_role("alert").get_by_role("link").click()
        field = visit.page.get_by_label("1.2 Vilken dag hölls samrådet?")
        await expect(field).to_be_focused()
        await expect(field).to_have_value("i förrgår")
        assert visit.complaints == []


async def test_the_keyboard_is_enough(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        keyboard = visit.page.keyboard
        await keyboard.press("Tab")
        await expect(visit.page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
        await keyboard.press("Enter")
        await press_tab_until(visit, '[name="q.council_date"]')
        await keyboard.type("5 november")
        await press_tab_until(visit, '[name="q.municipalities_present"][value="1485"]')
        await keyboard.press("Space")
        await press_tab_until(visit, "button.main")
        shadow = await visit.page.evaluate("getComputedStyle(document.activeElement).boxShadow")
        assert "6px" in shadow
        await keyboard.press("Enter")
        await expect(visit.page.locator("h1")).to_have_text("Kort 2 av 6: Samlat läge")
        await press_tab_until(visit, '[name="q.overall_status"]')
        await keyboard.press("Space")
        await keyboard.press("ArrowDown")
        await press_tab_until(visit, '[name="q.headline"]')
        await keyboard.type(HEADLINE)
        await press_tab_until(visit, "button.main")
        await keyboard.press("Enter")
        await expect(visit.page.locator("h1")).to_have_text("Kort 3 av 6: Insatsområden")
        assert visit.complaints == []
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert draft.answers["council_date"] == "2026-11-05"
    assert draft.answers["municipalities_present"] == ["1485"]
    assert (draft.answers["overall_status"], draft.answers["headline"]) == ("4", HEADLINE)


async def test_enter_in_a_line_saves_and_adds_nothing(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        await visit.page.goto(f"{visit.page.url}/kort/siffror")
        await visit.page.locator('[name="q.quota_current"]').fill("240")
        await visit.page.keyboard.press("Enter")
        await expect(visit.page.locator("h1")).to_have_text("Kort 5 av 6: Medskick och goda exempel")
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert draft.answers["quota_current"] == 240


async def test_signs_left_are_counted_as_one_writes(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        await visit.page.goto(f"{visit.page.url}/kort/lage")
        counter = visit.page.locator("#left-f-headline")
        await expect(counter).to_have_text("")
        await visit.fill({"headline": "👩 åäö"})
        await expect(counter).to_have_text("595 tecken kvar")
        await visit.fill({"headline": "x" * 601})
        await expect(counter).to_have_text("1 tecken för mycket")
        await visit.press("Spara och fortsätt")
        await expect(visit.page.get_by_role("alert")).to_contain_text("Korta texten")
        await expect(visit.page.locator('[name="q.headline"]')).to_have_value("x" * 601)


async def test_who_leaves_with_unsaved_answers_is_asked_first(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        address = visit.page.url
        await visit.page.get_by_label("1.2 Vilken dag hölls samrådet?").press_sequentially("5")
        await visit.page.goto(address)
        assert visit.complaints == ["beforeunload: "]
        await visit.page.get_by_label("1.2 Vilken dag hölls samrådet?").press_sequentially("5 november")
        await visit.press("Spara och fortsätt")
        await visit.page.goto(address)
        assert visit.complaints == ["beforeunload: "]


async def test_the_way_back_in_the_browser_shows_what_is_saved_now(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        await visit.fill(MEETING)
        await visit.press("Spara och fortsätt")
        await visit.fill(SITUATION)
        await visit.press("Spara och fortsätt")
        await visit.page.go_back()
        assert await visit.heading() == "Kort 2 av 6: Samlat läge"
        await expect(visit.page.locator('[name="q.headline"]')).to_have_value(HEADLINE)
        await visit.fill({"headline": f"Ändrat. {HEADLINE}"})
        await visit.press("Spara och fortsätt")
        assert await visit.heading() == "Kort 3 av 6: Insatsområden"
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert draft.answers["headline"] == f"Ändrat. {HEADLINE}"


async def test_two_who_write_at_once_see_both_texts(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as fia, visiting(browser, url) as dan:
        await fia.open(house.token(FIA))
        await fia.fill(MEETING)
        await fia.press("Spara och fortsätt")
        await dan.open(house.token(DAN))
        await fia.fill(SITUATION)
        await fia.press("Spara och fortsätt")
        await dan.fill({"headline": f"Dan skriver. {HEADLINE}"})
        await dan.press("Spara och fortsätt")
        question = dan.page.get_by_role("radiogroup", name="Två har svarat olika på 2.3")
        await question.get_by_label("Båda texterna, efter varandra").check()
        await dan.press("Spara och fortsätt")
        assert await dan.heading() == "Kort 3 av 6: Insatsområden"
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    assert HEADLINE in str(draft.answers["headline"])
    assert "Dan skriver." in str(draft.answers["headline"])


async def test_no_text_that_is_shown_again_takes_effect(browser: Browser, house: House) -> None:
    long = f"{' '.join(SCRIPTS)} {HEADLINE}"
    async with house.open() as url, visiting(browser, url, bypass_csp=True) as visit:
        # Without the policy too: the page itself must make it text.
        await visit.open(house.token(ATTACKER))
        base = visit.page.url
        for card in ("motet", "lage", "siffror", "medskick", "kontroll"):
            await visit.page.goto(f"{base}/kort/{card}")
            if card == "medskick":
                await visit.press("Lägg till ett medskick")
            for field in await visit.page.locator('main textarea, main input[type="text"]').all():
                await field.fill(long)
            await visit.press("Granska och lämna in" if card == "kontroll" else "Spara och fortsätt")
            await visit.page.goto(f"{base}/kort/{card}")
            for field in await visit.page.locator("main textarea").all():
                assert await field.input_value() == long
            assert await visit.page.locator("main img, main svg, main iframe, main script").count() == 0
        assert visit.complaints == []


async def test_on_a_phone_the_whole_form_fits(browser: Browser, house: House) -> None:
    async with (
        house.open() as url,
        visiting(browser, url, viewport=PHONE, is_mobile=True) as visit,
    ):
        await visit.open(house.token(FIA))
        base = visit.page.url
        for card in ("motet", "lage", "insatsomraden", "siffror", "medskick", "kontroll"):
            await visit.page.goto(f"{base}/kort/{card}")
            assert await visit.sideways() == 0
        house.began(COMPLETE)
        await visit.page.goto(f"{base}/kort/kontroll")
        await visit.press("Granska och lämna in")
        assert await visit.heading() == "Kontrollera svaren för Fyrbodal, kvartal 3 2026"
        assert await visit.sideways() == 0
        await visit.press("Lämna in")
        assert await visit.sideways() == 0


@pytest.mark.parametrize("width", [320, 640])
async def test_with_text_twice_as_large_nothing_is_lost(browser: Browser, house: House, width: int) -> None:
    async with house.open() as url, visiting(browser, url, viewport={"width": width, "height": 500}) as visit:
        await visit.open(house.token(FIA))
        base = visit.page.url
        for card in ("motet", "lage", "siffror"):
            await visit.page.goto(f"{base}/kort/{card}")
            await visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert await visit.sideways() == 0
            await expect(visit.page.locator("button.main")).to_be_visible()


async def test_everything_of_an_area_can_be_reached_by_its_words(browser: Browser, house: House) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        await visit.page.goto(f"{visit.page.url}/kort/insatsomraden")
        for key in AREAS:
            assert await visit.page.locator(f'[name="q.{key}"]').count() > 1
        health = visit.page.get_by_role("radiogroup", name="3.2.1 Hälsa: läge")
        await health.get_by_label("3 – Fungerar i huvudsak").check()
        await expect(health.get_by_label("3 – Fungerar i huvudsak")).to_be_checked()


async def test_a_refused_medskick_keeps_its_words_on_every_way_back_and_asks_nothing(
    browser: Browser, house: House
) -> None:
    words = "Kommuntalen kommer för sent för budgeten."
    async with house.open() as url, visiting(browser, url, viewport=PHONE) as visit:
        await visit.open(house.token(FIA))
        await visit.page.goto(f"{visit.page.url}/medskick")
        kind = visit.page.locator('[name="q.kind"][value="INFORMATION"]')
        await visit.fill({"body": words, "kind": "INFORMATION"})
        await visit.press("Skicka medskicket")
        await expect(visit.page.get_by_role("alert")).to_be_focused()
        await expect(visit.page.locator('[name="q.body"]')).to_have_value(words)
        assert await visit.sideways() == 0
        await visit.page.wait_for_function("history.state !== null")
        await visit.page.goto(f"{url}/webb/samrad.css")
        await visit.page.go_back()
        assert await visit.heading() == "Kort 1 av 1: Nytt medskick"
        await expect(visit.page.locator('[name="q.body"]')).to_have_value(words)
        await expect(kind).to_be_checked()
        assert "Här står det som du skrev senast." in await visit.page.locator("main").inner_text()
        await visit.fill({"title": "Sena kommuntal", "area": "boende"})
        await visit.press("Skicka medskicket")
        assert await visit.heading() == "Medskick M1: Sena kommuntal"
        await visit.page.reload()
        assert await visit.heading() == "Medskick M1: Sena kommuntal"
        assert not [one for one in visit.complaints if not one.startswith("beforeunload")]
    (issue,) = house.store.raised.open_for("fyrbodal")
    assert issue.content.body == words


async def test_a_refused_answer_stands_on_the_way_back_and_is_not_sent_again(
    browser: Browser, house: House
) -> None:
    async with house.open() as url, visiting(browser, url) as visit:
        await visit.open(house.token(FIA))
        await visit.page.goto(f"{visit.page.url}/kort/lage")
        await visit.fill({"headline": "x" * 700})
        await visit.press("Spara och fortsätt")
        await expect(visit.page.get_by_role("alert")).to_contain_text("Korta texten")
        revision = _revision(house)
        await visit.page.goto(f"{url}/webb/samrad.css")
        await visit.page.go_back()
        await expect(visit.page.locator('[name="q.headline"]')).to_have_value("x" * 700)
        await visit.page.reload()
        await expect(visit.page.locator('[name="q.headline"]')).to_have_value("x" * 700)
        assert visit.complaints == []
        assert _revision(house) == revision


def _revision(house: House) -> int:
    draft = house.store.submissions.draft("2026Q3", "fyrbodal")
    assert draft
    return draft.revision
