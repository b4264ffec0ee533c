"""What a person without Teams does in the browser beside the form: as much as in the chat."""

from datetime import timedelta

import pytest

from domain.life import Act, Move, Status
from tests.conversations.answers import HEADLINE, SITUATION
from tests.web.browsing import Browser
from tests.web.house import COMPLETE, FIA, NOW, SAM, House
from tests.web.test_form import boxes, filled_in


def act(house: House, what: Act, words: str = "") -> None:
    """Sam does it with Fyrbodal's answer."""
    house.store.lives.take(house.round, "fyrbodal", Move(what, SAM.id, SAM.name, house.clock(), words))


async def test_every_page_of_the_form_leads_to_the_rest(browser: Browser, house: House) -> None:
    page = await browser.open(house.token(FIA))
    more = page.one("nav")
    for link in more.all("a"):
        await browser.go(link.attributes["href"])
        assert browser.status == 200, link.text
    assert [link.text for link in more.all("a")] == [
        "Formuläret",
        "Status och kommentar",
        "Be om anstånd",
        "Inget att rapportera",
        "Nytt medskick",
        "Kvittot",
    ]
    assert house.broken == []


async def test_more_time_is_asked_for_with_a_day_and_a_reason(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    base = browser.address
    page = await browser.go(f"{base}/anstand")
    assert page.heading == "Be om anstånd"
    page = await browser.press("send", {"until": "24 november", "why": "Samrådet hålls först den 20."})
    assert page.heading == "Frågan är ställd"
    asked = house.store.lives.of("2026Q3", "fyrbodal").asked
    assert asked
    assert asked.until
    assert (asked.by, asked.until.date().isoformat(), asked.words) == (
        "fia",
        "2026-11-24",
        "Samrådet hålls först den 20.",
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Ange ett datum."),
        ({"until": "24 november"}, "Skriv ett svar."),
        ({"until": "20 oktober kanske", "why": "Samrådet blev sent."}, "Skriv datumet så här"),
        ({"until": "12 november", "why": "Samrådet blev sent."}, "Svaret är i tid till"),
        ({"until": "24 november", "why": "Fråga 850709-9805 om det."}, "enskild"),
    ],
)
async def test_what_is_wrong_with_the_question_for_more_time_is_told(
    browser: Browser, house: House, values: dict[str, str], words: str
) -> None:
    await browser.open(house.token(FIA))
    await browser.go(f"{browser.address}/anstand")
    page = await browser.press("send", {**values})
    assert page.title.startswith("Fel: Be om anstånd")
    assert words in page.one(role="alert").text
    assert house.store.lives.of("2026Q3", "fyrbodal").asked is None
    assert "850709" not in browser.html


async def test_nothing_to_report_is_said_with_a_reason(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    base = browser.address
    await browser.go(f"{base}/inget")
    page = await browser.press("send", {"why": "Samrådet är inställt."})
    assert page.heading == "Beskedet är mottaget"
    assert house.store.lives.of("2026Q3", "fyrbodal").status is Status.NOTHING
    page = await browser.go(f"{base}/status")
    assert "Inget att rapportera: Samrådet är inställt." in page.text
    page = await browser.go(base)
    assert "Ni har angett att det inte finns något att rapportera." in page.text


async def test_the_status_shows_the_comment_and_the_dates(browser: Browser, house: House) -> None:
    await filled_in(browser, house.token(FIA))
    base = browser.address.partition("/granska")[0]
    await browser.press("confirm")
    act(house, Act.RETURN, "Se över 2.3.")
    page = await browser.go(f"{base}/status")
    assert "Återsänd av Sam Ordnare: Se över 2.3." in page.text
    assert "Sista svarsdag" in page.text
    page = await browser.go(base)
    assert page.heading == "Kort 2 av 6: Samlat läge"
    assert "Återsänd av Sam Ordnare: Se över 2.3." in page.beside("headline")


async def test_the_receipt_is_there_in_another_browser_too(
    browser: Browser, other: Browser, house: House
) -> None:
    await filled_in(browser, house.token(FIA))
    await browser.press("confirm")
    await other.open(house.token(FIA))
    page = await other.go(f"{other.address}/kvitto")
    assert page.heading == "Kvitto"
    assert "Fingeravtryck" in page.text


async def test_an_issue_is_raised_beside_the_form(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    await browser.go(f"{browser.address}/medskick")
    page = await browser.press("send", {"title": "Sena kommuntal"})
    assert page.title.startswith("Fel: ")
    assert page.fields["q.title"] == "Sena kommuntal"
    page = await browser.press(
        "send",
        {
            "body": "Kommuntalen kommer för sent för budgeten.",
            "kind": "INFORMATION",
            "area": "boende",
        },
    )
    assert page.heading.startswith("Medskick M1")
    assert [one.content.title for one in house.store.raised.open_for("fyrbodal")] == ["Sena kommuntal"]


async def test_what_is_approved_is_shown_to_read(browser: Browser, house: House) -> None:
    await filled_in(browser, house.token(FIA))
    base = browser.address.partition("/granska")[0]
    await browser.press("confirm")
    act(house, Act.APPROVE)
    for path in ("", "/kort/lage"):
        page = await browser.go(base + path)
        assert not any(page.root.all("form"))
        assert "Svaret är godkänt och kan inte ändras." in page.text
        assert HEADLINE in page.text


async def test_what_was_written_before_the_approval_comes_back(browser: Browser, house: House) -> None:
    await filled_in(browser, house.token(FIA))
    base = browser.address.partition("/granska")[0]
    await browser.press("confirm")
    await browser.go(f"{base}/kort/lage")
    act(house, Act.APPROVE)
    page = await browser.press("save", {"headline": f"Nytt läge. {HEADLINE}"})
    assert browser.status == 409
    assert page.heading == "Svaren på kortet sparades inte"
    assert f"Nytt läge. {HEADLINE}" in page.text


async def test_what_was_written_before_the_closing_comes_back(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    await browser.go(f"{browser.address}/kort/lage")
    house.clock.set(house.round.closes + timedelta(minutes=5))
    page = await browser.press("save", boxes(SITUATION))
    assert page.heading == "Svaren på kortet sparades inte"
    assert "Inlämningstiden har gått ut." in page.text
    assert HEADLINE in page.text
    await browser.go(browser.address)
    assert browser.status == 404


@pytest.mark.parametrize("room", ["anstand", "medskick"])
async def test_after_the_closing_nothing_else_is_done(browser: Browser, house: House, room: str) -> None:
    await browser.open(house.token(FIA))
    await browser.go(f"{browser.address}/{room}")
    house.clock.set(house.round.closes + timedelta(minutes=5))
    await browser.press("send", {"title": "Sena kommuntal", "until": "24 november", "why": "Det blev sent."})
    assert house.store.lives.of("2026Q3", "fyrbodal").asked is None
    assert house.store.raised.open_for("fyrbodal") == []
    assert house.broken == []


async def test_a_no_has_a_heading_that_says_what_is_the_matter(browser: Browser, house: House) -> None:
    token = house.token(FIA)
    house.enroll(FIA, until=(NOW - timedelta(days=1)).date())
    page = await browser.open(token)
    assert page.heading == "Formuläret är inte öppet för dig"


async def test_a_second_question_for_more_time_is_told_no(browser: Browser, house: House) -> None:
    house.began(COMPLETE)
    await browser.open(house.token(FIA))
    base = browser.address
    for _ in range(2):
        await browser.go(f"{base}/anstand")
        page = await browser.press("send", {"until": "24 november", "why": "Samrådet blev sent."})
    assert "Ni har redan bett om anstånd." in page.text


async def test_the_button_says_what_it_does(browser: Browser, house: House) -> None:
    await browser.open(house.token(FIA))
    base = browser.address
    for path, words in (
        ("/anstand", "Fråga samordnaren"),
        ("/inget", "Lämna beskedet"),
        ("/medskick", "Skicka medskicket"),
        ("/kort/kontroll", "Granska och lämna in"),
    ):
        page = await browser.go(base + path)
        assert page.one("button", class_="main").text == words
