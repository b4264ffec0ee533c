"""The SDK in its place: an adapter that sends through our connector, and a handler that knows our activities.

Everything an Activity holds here was read by the inbox first; the SDK never meets what a stranger wrote.
"""

from asyncio import Task
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from botbuilder.core import ActivityHandler, BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from bot.again import Again
from bot.clock import Clock
from bot.connector import Connector
from bot.fields import identifier, parts
from bot.inbox import Envelope, said, words
from bot.log import log, mark
from bot.outgoing import Outgoing, body_of
from bot.seals import CardSeals, NotOurs
from bot.sending import PERMANENT
from domain.delivery import Address, NotDelivered
from domain.messages import Turn

ENVELOPE = "samrad.envelope"
GREETING = "hjälp"
"""Whoever has just got the bot is answered as if they had asked for help."""

SENDING = "samrad.sending"
"""Under this a turn's context has the task that sends what came of it, once that is stored."""

Sending = Task[None]
Answer = Callable[[Envelope, Turn], Awaitable[Sending]]
Refuse = Callable[[Envelope, NotOurs], Awaitable[Sending]]
OnRemoval = Callable[[Address], Awaitable[None]]


class Adapter(BotAdapter):  # type: ignore[misc]  # the SDK has no types
    """Sends, updates and deletes through ``connector``, again when it was not taken.

    Raises NotDelivered by name. ``lost`` hears, by that name, of each reply that is given up.
    """

    def __init__(
        self, connector: Connector, again: Again, lost: Callable[[str], None] = lambda _why: None
    ) -> None:
        super().__init__()
        self.lost = lost
        self._connector = connector
        self._again = again

    def context(self, envelope: Envelope) -> TurnContext:
        context = TurnContext(self, _activity(envelope))
        context.turn_state[ENVELOPE] = envelope
        return context

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        address, sent = _address(context), []
        for activity in activities:
            body = body_of(activity)
            if activity.reply_to_id:
                send = partial(self._connector.reply, address, activity.reply_to_id, body)
            else:
                send = partial(self._connector.send, address, body)
            sent.append(ResourceResponse(id=await self._again.until_taken(send)))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        update = partial(self._connector.update, _address(context), activity.id, body_of(activity))
        return ResourceResponse(id=await self._again.until_taken(update))

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        delete = partial(self._connector.delete, _address(context), reference.activity_id)
        await self._again.until_taken(delete)


def _address(context: TurnContext) -> Address:
    envelope: Envelope = context.turn_state[ENVELOPE]
    return envelope.address


@dataclass(frozen=True)
class Answering:
    """What comes of a turn, and what is said of a card that is not acted on: stored, and being sent."""

    answer: Answer
    refuse: Refuse


class Handler(ActivityHandler):  # type: ignore[misc]  # the SDK has no types
    """What happens for each kind of activity. Reactions, edits and unknown kinds pass without a word."""

    def __init__(self, answering: Answering, on_removal: OnRemoval, seals: CardSeals, clock: Clock) -> None:
        self._answering = answering
        self._on_removal = on_removal
        self._seals = seals
        self._clock = clock

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        envelope: Envelope = turn_context.turn_state[ENVELOPE]
        try:
            turn = said(envelope, self._clock(), self._seals)
        except NotOurs as refused:
            turn_context.turn_state[SENDING] = await self._answering.refuse(envelope, refused)
        else:
            await self._answer(turn_context, turn)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        envelope: Envelope = turn_context.turn_state[ENVELOPE]
        await self._answer(turn_context, words(envelope, GREETING, self._clock()))

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        await self._on_removal(turn_context.turn_state[ENVELOPE].address)

    async def _answer(self, context: TurnContext, turn: Turn) -> None:
        envelope: Envelope = context.turn_state[ENVELOPE]
        context.turn_state[SENDING] = await self._answering.answer(envelope, turn)


async def say(context: TurnContext, words: str) -> str:
    """The id of what was said at once; empty when it was not taken: the answer comes all the same."""
    try:
        sent = await context.send_activity(words)
    except NotDelivered as failure:
        not_sent(context, failure)
        return ""
    return str(sent.id or "")


def not_sent(context: TurnContext, failure: NotDelivered) -> None:
    """Log and count a reply that is given up, by the kind of failure: Ambiguous may have arrived."""
    kind = type(failure).__name__
    context.adapter.lost(kind)
    log.warning("reply.failed", kind=kind, error=str(failure), who=mark(_address(context).account.id))


async def send_all(context: TurnContext, items: Sequence[Outgoing], begun: str = "") -> None:
    """Send in order. What fails is logged and the rest still sent: what the person did is kept either way.

    ``begun``: the message that said what was being worked out; the first item comes in its place.
    """
    envelope: Envelope = context.turn_state[ENVELOPE]
    answered = envelope.answers_card
    for item in items:
        try:
            if begun:
                replaced, begun = begun, ""
                await _replace(context, item, replaced)
            elif item.replaces and answered:
                replaced, answered = answered, ""
                await _replace(context, item, replaced)
            else:
                await context.send_activity(item.activity())
        except NotDelivered as failure:
            not_sent(context, failure)


async def _replace(context: TurnContext, item: Outgoing, answered: str) -> None:
    """Put the card where the answered one stands, or as a new one when that is gone."""
    activity = item.activity()
    activity.id = answered
    try:
        await context.update_activity(activity)
    except PERMANENT:
        await context.send_activity(item.activity())


def _activity(envelope: Envelope) -> Activity:
    address, raw = envelope.address, envelope.raw
    return Activity(
        type=envelope.kind,
        id=envelope.id or None,
        channel_id=address.channel,
        service_url=address.service_url,
        from_property=ChannelAccount(id=envelope.sender, name=address.account.name),
        recipient=ChannelAccount(id=address.bot),
        conversation=ConversationAccount(id=address.conversation),
        action=identifier(raw.get("action")),
        members_added=[
            ChannelAccount(id=identifier(member.get("id"))) for member in parts(raw, "membersAdded")
        ],
    )
