"""Teams as the bot sees it, on this machine: signs tokens, takes what the bot sends, and writes to the bot.

    async with LocalConnector(clock) as teams:
        answer = await teams.say(bot_url, ASTRID, "hjälp")
        sent = await teams.next_message(ASTRID.chat_id)

Everything goes over real HTTP, with real signatures. Nothing waits without a bound.
"""

import asyncio
import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from bot.clock import Clock, Ticks, system_ticks
from bot.local.activities import Activity, Writer
from bot.local.participants import LOCAL_TENANT, Participant
from bot.local.publishing import KeyService
from bot.local.received import Asked, Received
from bot.local.script import Script, Scripted
from bot.local.signing import Signer
from bot.serving import listening

APP_ID = "5a3d0000-0000-4000-8000-00000000b001"
SECONDS = 5.0
"""How long anything is waited for."""


@dataclass(frozen=True)
class Reply:
    """What the bot answered over HTTP; ``body`` is None when empty."""

    status: int
    body: dict[str, Any] | None


class LocalConnector:
    """``received`` holds what was delivered, in order, ``asked`` every request. ``script``: other answers.

    Unsigned for a bot in local mode: no tokens.
    """

    def __init__(self, clock: Clock, *, signed: bool = True, ticks: Ticks = system_ticks) -> None:
        self._clock = clock
        self._ticks = ticks
        self._signed = signed
        self._open = AsyncExitStack()
        self._news = asyncio.Condition()
        self._seen: dict[str, int] = {}
        self._serial = 0
        self.script = Script()
        self.keys = KeyService()
        self.received: list[Received] = []
        self.asked: list[Asked] = []
        self.drive: dict[str, bytes] = {}
        self.drive_status = 201
        self.origin = ""

    async def __aenter__(self) -> Self:
        self.origin = await self._open.enter_async_context(listening(self._app()))
        self._session = await self._open.enter_async_context(aiohttp.ClientSession())
        self.signer = Signer(APP_ID, self.service_url, self._clock)
        self.write = Writer(self.service_url, self._clock)
        self.keys.publish(self.origin, self.signer.jwks)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    @property
    def service_url(self) -> str:
        return f"{self.origin}/teams/"

    def settings(self) -> dict[str, Any]:
        """What a bot must be told to trust us (see bot.settings)."""
        if not self._signed:
            return {}
        return {
            "app_id": APP_ID,
            "app_secret": "local",
            "app_tenant": LOCAL_TENANT,
            "openid_url": f"{self.origin}/openid",
            "service_origins": (self.origin,),
            "tenants": (LOCAL_TENANT,),
            # A whole quarter may be played in a few seconds.
            "tenant_rate": 10_000,
            "tenant_burst": 100_000,
        }

    async def say(self, bot_url: str, person: Participant, text: str) -> Reply:
        return await self.post(bot_url, self.write.message(person, text))

    async def consent(self, bot_url: str, person: Participant, asked: Received, *, accept: bool) -> Reply:
        """Answer the card that offers a file; with a yes it may be put in our ``drive``."""
        offer = asked.activity["attachments"][0]
        activity = self.write.consent(person, offer, f"{self.origin}/drive", accept=accept)
        return await self.post(bot_url, activity | {"replyToId": asked.id})

    async def submit(self, bot_url: str, person: Participant, value: dict[str, Any], reply_to: str) -> Reply:
        """Press an Action.Submit on the card ``reply_to``."""
        return await self.post(bot_url, self.write.submit(person, value, reply_to))

    async def execute(self, bot_url: str, person: Participant, value: dict[str, Any], reply_to: str) -> Reply:
        """Press an Action.Execute on the card ``reply_to``; the bot's new card is in the reply's body."""
        return await self.post(bot_url, self.write.execute(person, value, reply_to))

    async def post(self, bot_url: str, activity: Activity, token: str | None = None) -> Reply:
        """Deliver ``activity`` with a good token, or with ``token``."""
        headers = {"Authorization": f"Bearer {token or self.signer.token()}"} if self._signed else {}
        async with (
            asyncio.timeout(2 * SECONDS),
            self._session.post(f"{bot_url}/api/messages", json=activity, headers=headers) as answer,
        ):
            text = await answer.text()
            return Reply(answer.status, json.loads(text) if text else None)

    def answer_next(self, *answers: Scripted) -> None:
        """Answer the next requests of the bot so, one each, in order."""
        self.script.next(*answers)

    async def next_message(self, conversation: str) -> Received:
        """What came next in the conversation since last asked for. Raise TimeoutError if nothing does."""
        async with asyncio.timeout(SECONDS), self._news:
            await self._news.wait_for(
                lambda: len(self.messages(conversation)) > self._seen.get(conversation, 0)
            )
            place = self._seen.get(conversation, 0)
            self._seen[conversation] = place + 1
            return self.messages(conversation)[place]

    def messages(self, conversation: str) -> list[Received]:
        """All that was sent, updated or deleted there."""
        return [one for one in self.received if one.conversation == conversation]

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.add_routes(self.keys.routes())
        activities = "/teams/v3/conversations/{conversation}/activities"
        app.router.add_post("/teams/v3/conversations", self._take)
        app.router.add_post(activities, self._take)
        app.router.add_route("*", activities + "/{activity}", self._take)
        app.router.add_put("/drive/{name}", self._store)
        return app

    async def _store(self, request: web.Request) -> web.Response:
        """OneDrive: keeps what is put there, and says how much of it came."""
        content = await request.read()
        if self.drive_status < web.HTTPMultipleChoices.status_code:
            self.drive[request.match_info["name"]] = content
        ranged = request.headers.get("Content-Range", "")
        token = request.headers.get("Authorization", "")
        return web.json_response({"range": ranged, "token": token}, status=self.drive_status)

    async def _take(self, request: web.Request) -> web.Response:
        """One request of the bot, answered by the script, else in the ordinary way."""
        activity = await request.json() if request.can_read_body else {}
        one, at = self._read(request, activity), self._ticks()
        scripted = self.script.answer(one.how, one.conversation)
        delivers = scripted is None or scripted.delivers
        if delivers:
            async with self._news:
                self.received.append(one)
                self._news.notify_all()
        status = (scripted.status if scripted else 0) or (201 if request.method == "POST" else 200)
        dropped = bool(scripted and scripted.drop)
        self.asked.append(Asked(one.how, one.conversation, at, 0 if dropped else status, delivers))
        if scripted and scripted.until:
            await scripted.until.wait()
        if dropped:
            return _hung_up(request)
        if scripted and scripted.status:
            return web.json_response(scripted.body, status=status, headers=scripted.headers)
        return web.json_response({"id": one.id}, status=status)

    def _read(self, request: web.Request, activity: Mapping[str, Any]) -> Received:
        self._serial += 1
        conversation, named = (request.match_info.get(name, "") for name in ("conversation", "activity"))
        if not conversation:
            how, conversation = "create", f"a:{activity['members'][0]['id']}"
        else:
            how = {"PUT": "update", "DELETE": "delete"}.get(request.method, "reply" if named else "send")
        is_new = how in {"send", "reply"}
        own = conversation if how == "create" else f"{self._serial:013}" if is_new else named
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return Received(how, conversation, own, activity, token, named if how == "reply" else "")


def _hung_up(request: web.Request) -> web.Response:
    """No answer at all: the connection is gone."""
    if request.transport:
        request.transport.abort()
    return web.Response()
