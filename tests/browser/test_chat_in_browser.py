"""The whole bot in the local chat, in a real browser, as its users use it."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from docx import Document
from playwright.async_api import Browser

from bot.clock import HandedClock
from bot.compose import compose
from bot.connector import Connector
from bot.serving import listening
from bot.settings import read_settings
from bot.tokens import no_token
from domain.workdays import STOCKHOLM
from tests.browser.playground import Chat, local_chat

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=STOCKHOLM)
AREAS = ("Arbetsmarknad och utbildning", "Hälsa", "Boende", "Demokrati och jämlikhet")
HEADLINE = "Flera kommuner saknar större lägenheter, men samarbetet om sfi fungerar bra. <b>&</b> **så**"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chat")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chat(browser: Browser, folder: Path) -> AsyncIterator[Chat]:
    settings = read_settings(var=folder, port=0)
    clock = HandedClock(NOW)
    bot = compose(settings, clock, Connector(settings.origins, no_token))
    try:
        async with listening(bot.app) as url:
            await bot.pulse.beat()
            async with local_chat(browser, f"{url}/api/messages", folder / "playground") as opened:
                yield opened
    finally:
        bot.close()


async def test_a_reporter_with_a_mistake_and_a_question_and_a_coordinator_with_a_draft(
    chat: Chat, folder: Path
) -> None:
    await chat.say("jag är Fyrbodal")
    await chat.sees("Nu är du Fia Fyrbodal (påhittad)")

    await chat.say("rapportera")
    await chat.sees("Kort 1 av 6: Mötet")
    await chat.pick("Vilken dag hölls samrådet?", date(2026, 11, 12))
    await chat.choose("Vilka kommuner deltog?", "Uddevalla")
    await chat.choose("Vilka kommuner deltog?", "Åmål")
    await chat.press("Spara och fortsätt")

    await chat.sees("Kort 2 av 6: Samlat läge")
    await chat.choose("Hur är det samlade läget?", "3 – Fungerar i huvudsak")
    await chat.choose("Hur har läget utvecklats sedan förra kvartalet?", "Oförändrat")
    await chat.fill("Vad är viktigast just nu?", HEADLINE)
    await chat.press("Spara och fortsätt")

    await chat.sees("Kort 3 av 6: Insatsområden")
    for area in AREAS:
        await chat.choose(f"{area}: läge", "3 – Fungerar i huvudsak")
        await chat.choose(f"{area}: utveckling", "Förbättrat")
    await chat.press("Spara och fortsätt")

    await chat.sees("Kort 4 av 6: Siffror att bekräfta")
    await chat.fill("Kommuntal, summa för delregionen", "ca 50")
    await chat.fill("Mottagna totalt, hittills i år", "259")
    await chat.press("Spara och fortsätt")
    await chat.sees("Skriv bara siffror: 50.")

    await chat.say("Vem beslutar om kommuntal?")
    await chat.sees("Källa:")
    await chat.sees("Formuläret är kvar, på kort 4 av 6")

    await chat.say("rapportera")
    await chat.sees("Kort 4 av 6: Siffror att bekräfta")
    await chat.fill("Kommuntal, summa för delregionen", "260")
    await chat.press("Spara och fortsätt")

    await chat.sees("Kort 5 av 6: Medskick och goda exempel")
    await chat.choose("Hur går det med ert tidigare medskick M4", "Besvarat")
    await chat.press("Spara och fortsätt")

    await chat.sees("Kort 6 av 6: Kontroll")
    await chat.tick("Svaren innehåller inga uppgifter om enskilda personer")
    await chat.press("Granska och lämna in")
    await chat.sees("Läs igenom svaren.")
    await chat.press("Lämna in")
    await chat.sees("Kvitto")
    await chat.sees("Fia Fyrbodal (påhittad)")

    await chat.say("jag är samordnare")
    await chat.sees("Nu är du Sara Samordnare (påhittad)")
    await chat.say("status")
    await chat.sees("1 av 4 delregioner och 0 av 3 aktörer har lämnat in")
    await chat.say("utkast")
    await chat.sees("Utkastet för kvartal 4 2026 bygger på 1 av 4 delregioner och 0 av 3 aktörer.")
    drafts = list((folder / "out").glob("*.docx"))
    assert len(drafts) == 1
    words = "\n".join(paragraph.text for paragraph in Document(str(drafts[0])).paragraphs)
    assert HEADLINE in words
