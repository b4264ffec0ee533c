"""What docs/playground.md says of the Playground is so: this fails first when a new version differs."""

import os
import socket
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, expect

from bot.local.participants import ASTRID, LOCAL_BOT, LOCAL_TENANT, YOU
from bot.local.playground import Playground, PlaygroundFailed
from tests.browser.echo import CARD_TYPE, ERROR_TYPE, Card, Echo, listening
from tests.browser.playground import Chat, local_chat

# One page for the module: under loadgroup its tests stay in one process, and the page is opened once.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.xdist_group("playground"),
]

QUESTIONS: Card = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "TextBlock", "text": "Frågor"},
        {
            "type": "Input.ChoiceSet",
            "id": "state",
            "label": "Läge",
            "isRequired": True,
            "errorMessage": "Välj ett läge.",
            "choices": [{"title": "Grönt", "value": "green"}, {"title": "Gult", "value": "yellow"}],
        },
        {
            "type": "Input.ChoiceSet",
            "id": "trend",
            "label": "Riktning",
            "style": "expanded",
            "choices": [{"title": "Bättre", "value": "up"}, {"title": "Sämre", "value": "down"}],
        },
        {
            "type": "Input.ChoiceSet",
            "id": "areas",
            "label": "Områden",
            "style": "expanded",
            "isMultiSelect": True,
            "choices": [{"title": "Skola", "value": "school"}, {"title": "Bostad", "value": "home"}],
        },
        {"type": "Input.Text", "id": "comment", "label": "Kommentar", "isMultiline": True},
        {"type": "Input.Text", "id": "empty", "label": "Lämnas tom"},
        {"type": "Input.Number", "id": "count", "label": "Antal"},
        {"type": "Input.Date", "id": "day", "label": "Dag", "value": "2026-03-10"},
        {"type": "Input.Toggle", "id": "sure", "label": "1.7 Jag är säker (obligatorisk)", "title": "Ja"},
    ],
    "actions": [
        {
            "type": "Action.Execute",
            "title": "Skicka",
            "verb": "submit",
            "data": {"request": "r-1", "revision": 3},
            "fallback": {"type": "Action.Submit", "title": "Skicka", "data": {"verb": "submit"}},
        },
        {"type": "Action.Execute", "title": "Avbryt", "verb": "cancel", "associatedInputs": "none"},
        {"type": "Action.Submit", "title": "Vanlig", "data": {"verb": "plain"}, "associatedInputs": "none"},
    ],
}
THANKS: Card = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [{"type": "TextBlock", "text": "Tack för svaret"}],
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def echo() -> AsyncIterator[Echo]:
    async with listening() as bot:
        bot.card = QUESTIONS
        yield bot


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chat(browser: Browser, echo: Echo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Chat]:
    async with local_chat(browser, echo.endpoint, tmp_path_factory.mktemp("chat")) as page:
        yield page


async def test_a_message_carries_person_tenant_and_where_to_answer(chat: Chat, echo: Echo) -> None:
    await chat.say("Hej på dig")
    assert await chat.last_bot_text() == "Du sa: Hej på dig"
    heard = echo.last("message")
    assert (heard["from"]["id"], heard["from"]["aadObjectId"]) == (YOU.teams_id, YOU.object_id)
    assert heard["conversation"] == {
        "conversationType": "personal",
        "tenantId": LOCAL_TENANT,
        "id": YOU.chat_id,
    }
    assert heard["channelData"]["tenant"]["id"] == LOCAL_TENANT
    assert heard["recipient"]["id"] == LOCAL_BOT
    assert heard["channelId"] == "msteams"
    assert heard["serviceUrl"].startswith("http://127.0.0.1:")
    assert heard["serviceUrl"].endswith("/_connector")


async def test_what_is_filled_in_arrives_as_strings_beside_the_buttons_own_data(
    chat: Chat, echo: Echo
) -> None:
    echo.invoke_answer = {"statusCode": 200, "type": CARD_TYPE, "value": THANKS}
    await chat.say("kort")
    await chat.sees("Frågor")
    await chat.press("Skicka")
    await chat.sees("Välj ett läge.")
    await chat.choose("Läge", "Gult")
    await chat.choose("Riktning", "Sämre")
    await chat.choose("Områden", "Skola")
    await chat.choose("Områden", "Bostad")
    await chat.fill("Kommentar", "Rad ett\nRäd två")
    await chat.fill("Antal", "12")
    await chat.pick("Dag", date(2026, 2, 3))
    await chat.tick("Jag är säker")
    await chat.press("Skicka")
    await chat.sees("Tack för svaret")
    heard = echo.last("invoke")
    assert heard["name"] == "adaptiveCard/action"
    assert heard["value"]["action"]["verb"] == "submit"
    assert heard["value"]["action"]["data"] == {
        "request": "r-1",
        "revision": 3,
        "state": "yellow",
        "trend": "down",
        "areas": "school,home",
        "comment": "Rad ett\nRäd två",
        "count": "12",
        "day": "2026-02-03",
        "sure": "true",
    }


async def test_a_refusal_stands_under_the_card_but_what_was_filled_in_is_lost(chat: Chat, echo: Echo) -> None:
    echo.invoke_answer = {
        "statusCode": 400,
        "type": ERROR_TYPE,
        "value": {"code": "BadRequest", "message": "Antal måste vara ett heltal."},
    }
    await chat.say("kort")
    await chat.sees("Frågor")
    await chat.choose("Läge", "Grönt")
    await chat.fill("Kommentar", "Försvinner")
    await chat.press("Skicka")
    await chat.sees("Antal måste vara ett heltal.")
    await expect(chat.card.locator("textarea")).to_have_value("")


async def test_a_button_without_inputs_sends_only_its_own_data(chat: Chat, echo: Echo) -> None:
    echo.invoke_answer = {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": "Avbrutet",
    }
    await chat.say("kort")
    await chat.sees("Frågor")
    await chat.fill("Kommentar", "Ska inte med")
    await chat.press("Avbryt")
    await chat.sees("Avbrutet")
    await expect(chat.card.locator("textarea")).to_have_value("")
    heard = echo.last("invoke")["value"]["action"]
    assert heard == {"type": "Action.Execute", "title": "Avbryt", "verb": "cancel", "data": {}}


async def test_a_sent_card_is_replaced_and_a_message_comes_unasked(chat: Chat, echo: Echo) -> None:
    await chat.say("Påminn mig")
    await chat.sees("Du sa: Påminn mig")
    heard = echo.last("message")
    reminder = await echo.send(heard, "POST", {"type": "message", "text": "Dags att svara"})
    await chat.sees("Dags att svara")
    await echo.send(heard, "PUT", echo.card_message(THANKS), reminder)
    await chat.sees("Tack för svaret")


async def test_another_person_is_another_playground_that_leaves_nothing_behind(
    echo: Echo, chat: Chat, tmp_path: Path
) -> None:
    playground = Playground(echo.endpoint, tmp_path, you=ASTRID)
    async with playground as url:
        process = playground.pid
        assert process is not None
        words = {"from": {"id": ASTRID.teams_id}, "text": "Jag är en annan", "textFormat": "plain"}
        messages = f"{url}/_conversation/v1/conversations/{quote(ASTRID.chat_id, safe='')}/messages"
        async with ClientSession() as session, session.post(messages, json=words) as answer:
            answer.raise_for_status()
        assert (await echo.hears("Jag är en annan"))["from"]["aadObjectId"] == ASTRID.object_id
        # Something that listens on every interface would answer here too.
        with (
            pytest.raises(OSError, match="refused"),
            socket.create_connection(("127.0.0.2", playground.port)),
        ):
            pass
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    await chat.say("Och jag är kvar")
    await chat.sees("Du sa: Och jag är kvar")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Host", "evil.example"),
        ("Host", "127.0.0.1.evil.example:80"),
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
    ],
)
async def test_a_foreign_page_gets_nothing(chat: Chat, name: str, value: str) -> None:
    url = chat.origin
    async with ClientSession() as session:
        for where in ("/", "/_debug/ping"):
            async with session.get(f"{url}{where}", headers={name: value}) as answer:
                assert answer.status == 403
        async with session.get(f"{url}/_debug/ping", headers={"Origin": url}) as answer:
            assert answer.status == 200


async def test_a_taken_port_is_told_of(chromium: str, tmp_path: Path) -> None:
    del chromium  # the ring's tools are there
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PlaygroundFailed, match=f"Port {port} är upptagen"):
            await Playground("http://127.0.0.1:9/api/messages", tmp_path, port).start()
