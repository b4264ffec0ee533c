"""People in Teams who report, again and again; what got no good answer comes again, as Teams sends it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Any

import aiohttp
from aiohttp import web

from bot.local import client
from bot.local.activities import Activity
from bot.local.connector import LocalConnector, Reply
from bot.local.participants import Participant
from tests.faults.servers import Replica

TRIES = 400
PAUSE = 0.05
LISTENS = 3.0
"""Seconds that somebody waits for an answer before writing once more."""
NEW_ID = 0.2
"""The share of what comes again that has a new id."""


class Teams(LocalConnector):
    """With a token service."""

    def _app(self) -> web.Application:
        app = super()._app()
        app.router.add_post("/token", self._token)
        return app

    async def _token(self, _request: web.Request) -> web.Response:
        answer = {"token_type": "Bearer", "expires_in": 3600, "access_token": "for-the-tests"}
        return web.json_response(answer)


@dataclass
class Reporter:
    """``begun``: what was filled in, by number; ``sent``: what there is a receipt for, in order."""

    teams: Teams
    replicas: Sequence[Replica]
    who: Participant
    unit: str
    chance: Random
    begun: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    again: int = 0
    anew: int = 0

    async def works(self, over: asyncio.Event) -> None:
        """Reports until it is over; what is begun is brought to its receipt."""
        while not over.is_set():
            self.begun.append(len(self.begun) + 1)
            while not await self._reported(self.begun[-1]):
                self.anew += 1
            self.sent.append(self.begun[-1])

    async def _reported(self, number: int) -> bool:
        """From the first words to the receipt; False when it is to be begun anew."""
        place, card = await self._card()
        values = {
            "overall_status": str(self.chance.randint(1, 5)),
            "overall_trend": "OFORANDRAT",
            "headline": headline(number),
        }
        for verb, filled in (("send", values), ("confirm", {})):
            try:
                pressed = client.press(card, verb, filled)
            except LookupError:
                return False
            reply = await self._post(self.teams.write.execute(self.who, pressed, place))
            found = (reply.body or {}).get("value")
            if not isinstance(found, dict):
                return False
            card = found
        return "Kvitto" in client.words(card)

    async def _card(self) -> tuple[str, dict[str, Any]]:
        """Ask for the form until it comes; who hears nothing writes once more."""
        while True:
            seen = len(self.teams.messages(self.who.chat_id))
            await self._post(self.teams.write.message(self.who, "rapportera"))
            until = monotonic() + LISTENS
            while monotonic() < until:
                for one in self.teams.messages(self.who.chat_id)[seen:]:
                    if one.card and _has(one.card, "send"):
                        return one.id, one.card
                await asyncio.sleep(PAUSE)
            self.anew += 1

    async def _post(self, activity: Activity) -> Reply:
        for _ in range(TRIES):
            try:
                reply = await self.teams.post(self.chance.choice(self.replicas).url, activity)
            except (aiohttp.ClientError, TimeoutError):
                reply = Reply(0, None)
            if reply.status == 200 and (reply.body or {}).get("statusCode", 200) == 200:
                return reply
            self.again += 1
            await asyncio.sleep(PAUSE * (1 + self.chance.random()))
            if self.chance.random() < NEW_ID:
                activity = self.teams.write.anew(activity)
        raise TimeoutError(f"{self.who.key} got no answer: {reply}")


def headline(number: int) -> str:
    return f"Läget inför samrådet, nummer {number:05}."


def _has(card: dict[str, Any], verb: str) -> bool:
    return any(one.get("data", {}).get("verb") == verb for one in client.buttons(card))
