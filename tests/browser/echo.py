"""The smallest bot that the Playground can talk to: it keeps what it is sent, and answers as told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession, web

Activity = dict[str, Any]
Card = dict[str, Any]

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
PATIENCE_SECONDS = 15
ERROR_TYPE = "application/vnd.microsoft.error"


class Echo:
    """`heard` is every activity in order; `invoke_answer` is the body that pressed buttons get."""

    def __init__(self) -> None:
        self.heard: list[Activity] = []
        self.invoke_answer: dict[str, Any] = {}
        self.card: Card = {}
        self.endpoint = ""
        self._arrival = asyncio.Condition()

    def last(self, kind: str) -> Activity:
        return next(activity for activity in reversed(self.heard) if activity["type"] == kind)

    async def hears(self, text: str) -> Activity:
        """The message with this text, once it is here."""
        async with asyncio.timeout(PATIENCE_SECONDS), self._arrival:
            await self._arrival.wait_for(lambda: any(activity.get("text") == text for activity in self.heard))
        return next(activity for activity in self.heard if activity.get("text") == text)

    async def answer(self, request: web.Request) -> web.Response:
        activity: Activity = await request.json()
        async with self._arrival:
            self.heard.append(activity)
            self._arrival.notify_all()
        if activity["type"] == "invoke":
            return web.json_response(self.invoke_answer)
        text = activity.get("text")
        if text == "kort":
            await self.send(activity, "POST", self.card_message(self.card))
        elif text:
            await self.send(activity, "POST", {"type": "message", "text": f"Du sa: {text}"})
        return web.Response()

    async def send(self, to: Activity, method: str, activity: Activity, message: str = "") -> str:
        """Send (POST) or replace (PUT, with the id of the message) where `to` came from; the message's id."""
        conversation = quote(to["conversation"]["id"], safe="")
        url = f"{to['serviceUrl']}/v3/conversations/{conversation}/activities/{message}".rstrip("/")
        async with ClientSession() as session, session.request(method, url, json=activity) as response:
            response.raise_for_status()
            sent: dict[str, str] = await response.json()
            return sent["id"]

    @staticmethod
    def card_message(card: Card) -> Activity:
        return {"type": "message", "attachments": [{"contentType": CARD_TYPE, "content": card}]}


@asynccontextmanager
async def listening() -> AsyncIterator[Echo]:
    """The bot on a port of its own, on the loopback."""
    echo = Echo()
    application = web.Application()
    application.router.add_post("/api/messages", echo.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        echo.endpoint = f"http://127.0.0.1:{port}/api/messages"
        yield echo
    finally:
        await runner.cleanup()
