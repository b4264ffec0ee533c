"""What was answered to a form, until the browser has come for it."""

from collections import OrderedDict

from domain.messages import Message

_MOST = 1_000


class Told:
    """By the address that the browser was sent to, one for each session; the oldest make room.

    Lost with the process: the page is then made anew from what is stored, without the words of this once.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._messages: OrderedDict[tuple[str, str], Message] = OrderedDict()
        self._most = most

    def keep(self, session: str, address: str, message: Message) -> None:
        self._messages[session, address] = message
        self._messages.move_to_end((session, address))
        if len(self._messages) > self._most:
            self._messages.popitem(last=False)

    def fetch(self, session: str, address: str) -> Message | None:
        """A card is shown so once: later it is made from what is stored then. What is only read may stay."""
        message = self._messages.get((session, address))
        if message and not (message.panel or message.summary):
            del self._messages[session, address]
        return message
