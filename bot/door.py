"""One task for each activity that has come in, and the answer that its sender waits for."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from bot.adapter import SENDING, Answering, Handler, Sending, say, send_all
from bot.clock import Clock
from bot.consent import INVOKE as CONSENT
from bot.consent import answered
from bot.handing_over import HandingOver
from bot.inbox import Envelope, Unreadable, executed, words
from bot.log import log
from bot.passport import TurnedAway
from bot.remembered import Remembered
from bot.seals import CardSeals, NotOurs
from bot.turns import Handled, Response, Turns, failed, problem
from bot.under_way import UnderWay
from domain.delivery import Address
from domain.messages import Turn

T = TypeVar("T")

PATIENCE = 8.0
"""Seconds that Teams is let wait while a turn is worked out and stored; then the work goes on without it.
It gives up after ten to fifteen, and sends the message again: what is not stored by then is not lost.
"""
SENDS = 1.5
"""Seconds that it then waits for what we send: it wants an answer within two, and may be slow itself."""

REST = 5.0
"""Seconds that whoever sends more is asked to wait."""
MOST = 64
"""Messages of one conversation that may be under way: what waits to be sent is kept in memory. Of buttons
there may be as many again, so that nobody's saving is turned away for what was chatted before it.
"""

EXECUTE = "adaptiveCard/action"
UNKNOWN = "Den knappen kan jag inte. Skriv hjälp, så visar jag vad jag kan."
EMPTY = "Kortet gick inte att läsa. Skriv hjälp, så börjar vi om därifrån."


class Door:
    """The seats of ``handing_over`` run the turns too; ``on_removal`` is told there."""

    def __init__(
        self,
        turns: Turns,
        handing_over: HandingOver,
        clock: Clock,
        on_removal: Callable[[Address, datetime], None],
        seals: CardSeals,
    ) -> None:
        self._turns = turns
        self._seals = seals
        self._handing_over = handing_over
        self._adapter = handing_over.adapter
        answering = Answering(self._answer, self._answer_refused)
        self._handler = Handler(answering, self._removed, seals, clock)
        self._clock = clock
        self._seats = handing_over.seats
        self._on_removal = on_removal
        self._under_way = UnderWay()
        self._remembered = Remembered()

    async def enter(self, envelope: Envelope) -> Response | None:
        """What to answer over HTTP: a response for an invoke, None for all else.

        The same activity again while the first is under way waits for the same response when it is an invoke,
        and is let pass when it is not. Raise Unreadable for a message that no turn can be made of, TurnedAway
        (429) when too much of the conversation is under way already.
        """
        if not envelope.id and envelope.kind == "message":
            raise Unreadable("id")
        is_invoke = envelope.kind == "invoke"
        if first := self._under_way.first(envelope):
            response: Response | None = await asyncio.shield(first) if is_invoke else None
            return response
        if self._under_way.count(envelope) >= (2 * MOST if is_invoke else MOST):
            raise TurnedAway(HTTPStatus.TOO_MANY_REQUESTS, "conversation too fast", REST)
        if is_invoke:
            return await self._under_way.enter(envelope, self._invoke_once(envelope))
        task = self._under_way.enter(envelope, self._activity(envelope))
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if done and (sending := task.result()):
            await asyncio.wait({sending}, timeout=SENDS)
        return None

    async def settled(self) -> None:
        """Until nothing is under way, however long that takes."""
        await self._under_way.settled()

    async def close(self) -> None:
        """Wait for what is under way, but not for ever."""
        await self._under_way.close()

    async def _activity(self, envelope: Envelope) -> Sending | None:
        """What sends the answer, when the turn has been taken; None when there is nothing to send."""
        try:
            context = self._adapter.context(envelope)
            await self._adapter.run_pipeline(context, self._handler.on_turn)
            sending: Sending | None = context.turn_state.get(SENDING)
        except Unreadable as unreadable:
            log.warning("unreadable", kind=envelope.kind, field=str(unreadable))
        except Exception as error:  # noqa: BLE001 - the entrance: whatever breaks, Teams gets its answer
            failed(error, envelope)
        else:
            return sending
        return None

    async def _invoke_once(self, envelope: Envelope) -> Response | None:
        """The response that it got when it came before; one that broke is tried again."""
        key = (envelope.thread, envelope.id)
        if before := self._remembered.of(key, self._clock()):
            return before
        response = await self._invoke(envelope)
        if envelope.id and response and response["statusCode"] == HTTPStatus.OK:
            self._remembered.keep(key, response, self._clock())
        return response

    async def _invoke(self, envelope: Envelope) -> Response | None:
        if not envelope.id:
            return problem(HTTPStatus.BAD_REQUEST, EMPTY)
        if envelope.name == CONSENT:
            return self._consent(envelope)
        if envelope.name != EXECUTE:
            log.warning("unknown invoke")  # never its name: it is what somebody wrote
            return problem(HTTPStatus.NOT_IMPLEMENTED, UNKNOWN)
        return await self._executed(envelope)

    async def _executed(self, envelope: Envelope) -> Response | None:
        try:
            turn = executed(envelope, self._clock(), self._seals)
        except Unreadable as unreadable:
            log.warning("unreadable", kind=envelope.kind, field=str(unreadable))
            return problem(HTTPStatus.BAD_REQUEST, EMPTY)
        except NotOurs as refused:
            handled = await self._refuse(envelope, refused)
        else:
            handled = await self._take(envelope, turn)
        if handled.send:
            self._send(envelope, handled)
        return handled.response

    def _consent(self, envelope: Envelope) -> Response | None:
        """Answered at once: Teams gives up before a large file is in its place."""
        try:
            answered(envelope)
        except Unreadable as unreadable:
            log.warning("unreadable", kind=envelope.kind, field=str(unreadable))
            return problem(HTTPStatus.BAD_REQUEST, EMPTY)
        self._under_way.start(envelope, self._hand_over(envelope))
        return None

    async def _hand_over(self, envelope: Envelope) -> None:
        try:
            await self._handing_over.take(envelope, words(envelope, "", self._clock()))
        except Exception as error:  # noqa: BLE001 - the invoke has been answered; nobody waits for this
            failed(error, envelope)

    async def _answer(self, envelope: Envelope, turn: Turn) -> Sending:
        """What is said at once goes while the turn is taken: a slow send holds up nothing that is stored."""
        words = await self._begin(envelope, turn)
        left = envelope.let_go()
        begun = self._under_way.start(left, self._said(left, words)) if words else None
        return self._send(envelope, await self._take(envelope, turn), begun)

    async def _answer_refused(self, envelope: Envelope, refused: NotOurs) -> Sending:
        return self._send(envelope, await self._refuse(envelope, refused))

    async def _begin(self, envelope: Envelope, turn: Turn) -> str:
        try:
            return await self._in_thread(envelope, partial(self._turns.begun, envelope, turn))
        except Exception as error:  # noqa: BLE001 - the answer that follows says what is wrong
            failed(error, envelope)
            return ""

    async def _said(self, envelope: Envelope, words: str) -> str:
        try:
            return await say(self._adapter.context(envelope), words)
        except Exception as error:  # noqa: BLE001 - the answer comes all the same
            failed(error, envelope)
            return ""

    def _send(self, envelope: Envelope, handled: Handled, begun: asyncio.Task[str] | None = None) -> Sending:
        left = envelope.let_go()
        return self._under_way.start(left, self._sent(left, handled, begun))

    async def _sent(self, envelope: Envelope, handled: Handled, begun: asyncio.Task[str] | None) -> None:
        """``begun``: what said that the answer was being worked out; the answer comes in its place."""
        try:
            replaced = await begun if begun else ""
            await send_all(self._adapter.context(envelope), handled.send, replaced)
        except Exception as error:  # noqa: BLE001 - what came of it is stored; nobody waits for this
            failed(error, envelope)

    async def _take(self, envelope: Envelope, turn: Turn) -> Handled:
        try:
            return await self._in_thread(envelope, partial(self._turns.take, envelope, turn))
        except Exception as error:  # noqa: BLE001 - the entrance: errors become words here
            return failed(error, envelope)

    async def _refuse(self, envelope: Envelope, refused: NotOurs) -> Handled:
        told = partial(self._turns.refused, envelope, refused, self._clock())
        try:
            return await self._in_thread(envelope, told)
        except Exception as error:  # noqa: BLE001 - the entrance: errors become words here
            return failed(error, envelope)

    async def _removed(self, address: Address) -> None:
        """One that cannot be kept is logged and answered 200: nothing says that Teams sends a removal again,
        and 5xx may halt what it sends. The next send is answered 403, and marks the address.
        """
        removed = partial(self._on_removal, address, self._clock())
        await self._seats.run(address.account.tenant, removed)

    async def _in_thread(self, envelope: Envelope, work: Callable[[], T]) -> T:
        return await self._seats.run(envelope.address.account.tenant, work)
