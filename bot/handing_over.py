"""A yes or a no to a file becomes the file in the person's OneDrive, or a word that it was left."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from botbuilder.core import TurnContext
from botbuilder.schema import ConversationReference

from bot.adapter import Adapter, not_sent
from bot.consent import Upload, answered
from bot.inbox import Envelope
from bot.seats import Seats
from bot.turns import Inbound
from bot.uploads import Uploads
from domain.delivery import NotDelivered
from domain.errors import SamradError
from domain.messages import Turn

DECLINED = "Då lägger jag inte filen i din OneDrive. Du kan hämta den med länken, eller be om den igen."

Fetch = Callable[[Turn, str], bytes]
"""The content of the file with that key for who asks. Raises SamradError: the rights are looked at anew."""


@dataclass(frozen=True)
class HandingOver:
    """``seats``: in the organisation's threads the file is fetched."""

    adapter: Adapter
    uploads: Uploads
    inbound: Inbound
    fetch: Fetch
    seats: Seats

    async def take(self, envelope: Envelope, turn: Turn) -> None:
        """Once for each answer, however often it is sent. Raise Unreadable for one that cannot be read."""
        consent = answered(envelope)
        tenant = turn.account.tenant
        if not await self.seats.run(tenant, partial(self._first, envelope, turn)):
            return
        context = self.adapter.context(envelope)
        if consent.upload is None:
            await self._end(context, envelope, DECLINED)
            return
        try:
            content = await self.seats.run(tenant, partial(self.fetch, turn, consent.key))
            await self.uploads.put(consent.upload.url, content)
        except SamradError as words:
            await self._end(context, envelope, str(words))
            return
        await self._end(context, envelope, consent.upload)

    def _first(self, envelope: Envelope, turn: Turn) -> bool:
        return bool(self.inbound.note(envelope.thread, envelope.id, turn.at))

    async def _end(self, context: TurnContext, envelope: Envelope, said: str | Upload) -> None:
        """Tell how it went. A card that has been answered is taken away: it can be answered once."""
        try:
            await context.send_activity(said if isinstance(said, str) else said.shown())
            if envelope.reply_to:
                await self.adapter.delete_activity(
                    context, ConversationReference(activity_id=envelope.reply_to)
                )
        except NotDelivered as failure:
            not_sent(context, failure)
