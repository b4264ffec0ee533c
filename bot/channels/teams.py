"""Teams as a way to reach people who have not just written: what the delivery loop sends through."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from botbuilder.schema import ChannelAccount

from bot.connector import Connector
from bot.outgoing import Drawing, body_of, outgoing
from bot.sending import Gone
from domain.delivery import Address, NotDelivered, Unreachable
from domain.messages import Message

Moved = Callable[[Address, str], object]
"""Is told that the chat at an address has another id from now on. Runs in a worker thread."""


def _nobody(_address: Address, _conversation: str) -> None:
    """For a channel whose addresses nobody keeps."""


@dataclass(frozen=True)
class Teams:
    """The same connector, pace and token as for replies."""

    connector: Connector
    drawing: Drawing
    moved: Moved = _nobody

    async def deliver(self, address: Address, message: Message) -> str:
        """Send ``message`` as one activity and give its id; by who holds the connector's turn there.

        A chat that is gone is asked for anew, once. Raise NotDelivered by name, ValueError for a message with
        neither text nor card.
        """
        try:
            return await self.connector.send_in_turn(address, self._activity(address, message))
        except Gone:
            return await self._anew(address, message)

    async def _anew(self, address: Address, message: Message) -> str:
        """The new id is kept, unless nobody is reached there either: then the address is what is marked."""
        conversation = await self.connector.create_conversation(address)
        there = replace(address, conversation=conversation)
        try:
            sent = await self.connector.send(there, self._activity(there, message))
        except Unreachable:
            raise
        except NotDelivered:
            await asyncio.to_thread(self.moved, address, conversation)
            raise
        await asyncio.to_thread(self.moved, address, conversation)
        return sent

    def _activity(self, address: Address, message: Message) -> dict[str, object]:
        items = list(outgoing([message], self.drawing.to(address)))
        if not items:
            raise ValueError("the message has neither text nor card")
        activity = items[0].activity()
        activity.from_property = ChannelAccount(id=address.bot)
        return body_of(activity)
