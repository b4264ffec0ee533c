"""Out to Teams: the connector's REST interface over one pooled session, every failure by name.

Nothing is retried here but what was refused for our token (401), once and with another: whoever sends knows
what a second copy would mean.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.clock import Clock, system_clock
from bot.connector_answers import taken
from bot.origins import Origins
from bot.pace import Pace
from bot.sending import Broken, Busy, ForeignService, NoSuchActivity, NotRegistered, TooBig, silent
from domain.delivery import Address, Halted, NotDelivered, Refused

Token = Callable[[], Awaitable[str | None]]
"""Gives our token for the connector, or None where none is used. Raises NoToken."""

Drop = Callable[[str], bool]
"""Is told of a token that the service does not take; says whether another may be asked for."""

LARGEST = 80 * 1024
"""Bytes of an activity in UTF-16, as Teams counts: it takes about 100 KB."""

_PATIENCE = aiohttp.ClientTimeout(total=15, connect=3)

Activity = Mapping[str, Any]


def _keeps_it(_token: str) -> bool:
    """For tokens of which there is no other."""
    return False


class Connector:
    """Open it (``async with``) before use. ``session`` is the one pool for everything that goes out.

    ``on_answer`` hears how each request was answered; ``on_way`` what shows that nothing goes to anyone
    (Halted: no token of ours, or none that is taken), and None for what was taken. ``clock``: for an answer
    that names a moment and tells no date of its own.
    """

    def __init__(
        self, origins: Origins, token: Token, pace: Pace | None = None, drop: Drop = _keeps_it
    ) -> None:
        self._origins = origins
        self._token = token
        self._drop = drop
        self._pace = pace or Pace()
        self._session: aiohttp.ClientSession | None = None
        self.clock: Clock = system_clock
        self.on_answer: Callable[[str], None] = lambda _outcome: None
        self.on_way: Callable[[Halted | None], None] = lambda _halted: None

    @property
    def session(self) -> aiohttp.ClientSession:
        """Raise RuntimeError before the connector is opened."""
        if self._session is None:
            raise RuntimeError("the connector is not open: use it inside 'async with connector'")
        return self._session

    async def __aenter__(self) -> Self:
        pool = aiohttp.TCPConnector(limit=100, limit_per_host=50)
        self._session = aiohttp.ClientSession(
            connector=pool, timeout=_PATIENCE, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def send(self, address: Address, activity: Activity) -> str:
        """Put ``activity`` in the conversation and give its id. All of these raise NotDelivered by name."""
        return await self._call("POST", address, _activities(address), activity)

    def turn(self, address: Address) -> AbstractAsyncContextManager[None]:
        """The right to one send there, with ``send_in_turn``; whoever answers a person may go before."""
        return self._pace.turn(address.conversation, address.account.tenant, hurry=False)

    async def send_in_turn(self, address: Address, activity: Activity) -> str:
        """As ``send``, by who holds the turn already."""
        prepared = await self._prepared("POST", address, _activities(address), activity)
        return await self._noted(address, prepared)

    async def reply(self, address: Address, reply_to: str, activity: Activity) -> str:
        """As ``send``, under the message ``reply_to``; as one of its own when that has been taken away."""
        try:
            return await self._call("POST", address, f"{_activities(address)}/{_segment(reply_to)}", activity)
        except NoSuchActivity:
            alone = {name: value for name, value in activity.items() if name != "replyToId"}
            return await self.send(address, alone)

    async def update(self, address: Address, activity_id: str, activity: Activity) -> str:
        return await self._call("PUT", address, f"{_activities(address)}/{_segment(activity_id)}", activity)

    async def delete(self, address: Address, activity_id: str) -> None:
        await self._call("DELETE", address, f"{_activities(address)}/{_segment(activity_id)}", None)

    async def create_conversation(self, address: Address) -> str:
        """The id of the personal chat with the account; the conversation of ``address`` is not looked at.

        Raise Broken for an answer without an id that can be kept.
        """
        account = address.account
        wanted = {
            "bot": {"id": address.bot},
            "members": [{"id": account.id}],
            "tenantId": account.tenant,
            "channelData": {"tenant": {"id": account.tenant}},
            "isGroup": False,
        }
        prepared = await self._prepared("POST", address, "v3/conversations", wanted)
        lane = f"create {account.tenant}"
        async with self._pace.turn(lane, account.tenant):
            # Made twice it is the same chat: no answer means no more than that it is to be asked for again.
            found = await self._noted(replace(address, conversation=lane), replace(prepared, repeatable=True))
        if not found:
            raise Broken("Teams gav inget id för samtalet")
        return found

    async def _call(self, method: str, address: Address, path: str, activity: Activity | None) -> str:
        prepared = await self._prepared(method, address, path, activity)
        async with self._pace.turn(address.conversation, address.account.tenant):
            return await self._noted(address, prepared)

    async def _prepared(
        self, method: str, address: Address, path: str, activity: Activity | None
    ) -> "_Request":
        """The request with our token; nothing that is wrong on our side takes a turn."""
        if not self._origins.allow(address.service_url):
            raise ForeignService("adressen står inte på listan SAMRAD_SERVICE_ORIGINS")
        body = None if activity is None else _body(activity)
        url = URL(f"{address.service_url.rstrip('/')}/{path}", encoded=True)
        return _Request(method, url, await self._shown(), body, repeatable=method != "POST")

    async def _shown(self) -> str | None:
        """Our token. Raise NoToken."""
        try:
            return await self._token()
        except Halted as halted:
            self.on_way(halted)
            raise

    async def _noted(self, address: Address, request: "_Request") -> str:
        """The exchange; the pace hears how it was answered."""
        try:
            found = await self._taken(request)
        except NotDelivered as failure:
            self._pace.answered(address.conversation, address.account.tenant, failure)
            self.on_answer(type(failure).__name__)
            if isinstance(failure, NotRegistered):
                self.on_way(failure)
            raise
        self._pace.answered(address.conversation, address.account.tenant)
        self.on_answer("taken")
        self.on_way(None)
        return found

    async def _taken(self, request: "_Request") -> str:
        """Once more with another token when the service did not take ours: nothing arrived with it."""
        try:
            return await self._exchange(request)
        except NotRegistered:
            if not (request.token and self._drop(request.token)):
                raise
            self.on_answer(NotRegistered.__name__)
        return await self._exchange(replace(request, token=await self._shown()))

    async def _exchange(self, request: "_Request") -> str:
        try:
            async with self.session.request(
                request.method, request.url, data=request.body, headers=request.headers, allow_redirects=False
            ) as answer:
                return await taken(answer, self.clock(), repeatable=request.repeatable)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as silence:
            raise Busy(f"Teams gick inte att nå ({type(silence).__name__})") from silence
        except (aiohttp.ClientError, TimeoutError) as silence:
            raise silent(silence, repeatable=request.repeatable) from silence


@dataclass(frozen=True)
class _Request:
    """``repeatable``: done twice it is the same, so that no answer leaves nobody in doubt."""

    method: str
    url: URL
    token: str | None = field(repr=False)
    body: bytes | None
    repeatable: bool

    @property
    def headers(self) -> Mapping[str, str]:
        shown = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Content-Type": "application/json", **shown}


def _activities(address: Address) -> str:
    return f"v3/conversations/{_segment(address.conversation)}/activities"


def _segment(name: str) -> str:
    """An id as one segment of a path, whatever it is made of."""
    if name in {"", ".", ".."}:
        raise Refused("samtalet eller meddelandet har inget id")
    return quote(name, safe="")


def _body(activity: Activity) -> bytes:
    text = json.dumps(activity, ensure_ascii=False, separators=(",", ":"))
    size = len(text.encode("utf-16-le", "surrogatepass"))
    if size > LARGEST:
        raise TooBig(f"meddelandet är för stort för Teams ({size // 1024} kB, högst {LARGEST // 1024})")
    return text.encode("utf-8", "replace")
