"""Teams as a way to reach people who have not just written: what the delivery loop sends through."""

from dataclasses import dataclass

from botbuilder.schema import ChannelAccount

from bot.connector import Connector
from bot.outgoing import Drawing, body_of, outgoing
from domain.delivery import Address
from domain.messages import Message


@dataclass(frozen=True)
class Teams:
    """The same connector, pace and token as for replies."""

    connector: Connector
    drawing: Drawing

    async def deliver(self, address: Address, message: Message) -> str:
        """Send ``message`` as one activity and give its id.

        Raise NotDelivered by name, ValueError for a message with neither text nor card.
        """
        return await self.connector.send(address, self._activity(address, message))

    def _activity(self, address: Address, message: Message) -> dict[str, object]:
        items = list(outgoing([message], self.drawing.to(address)))
        if not items:
            raise ValueError("the message has neither text nor card")
        activity = items[0].activity()
        activity.from_property = ChannelAccount(id=address.bot)
        return body_of(activity)
