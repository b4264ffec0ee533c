"""A chat with the dialogs themselves: say something or press a button, and read the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import reception
from dialogs.desk import Desk
from domain.messages import Account, Action, FormPage, Message, Panel, Turn


@dataclass
class Chat:
    """One person's chat. ``now`` is handed to every turn; the last shown page is remembered."""

    desk: Desk
    account: Account
    now: datetime
    local: bool = False
    shown: FormPage | None = None

    def say(self, text: str) -> Message:
        return self._take(Turn(self.account, self.now, text=text, local=self.local))

    def in_channel(self, text: str) -> Message:
        return self._take(Turn(self.account, self.now, text=text, personal=False, local=self.local))

    def page(self) -> FormPage:
        assert self.shown, "no page has been shown"
        return self.shown

    def press(self, verb: str, values: Mapping[str, str] | None = None, group: str = "") -> Message:
        """Press a button of the page shown last, with its fields as shown and ``values`` filled in."""
        return self.deliver(self.action(verb, values, group))

    def action(self, verb: str, values: Mapping[str, str] | None = None, group: str = "") -> Action:
        page = self.page()
        data = {
            "round": page.round,
            "unit": page.unit,
            "card": page.card.key,
            "revision": str(page.revision),
            "group": group,
        }
        return Action(verb, page.request, data, {**page.values, **(values or {})})

    def deliver(self, action: Action) -> Message:
        """Hand in an action as it is: twice for a card that Teams delivered twice."""
        return self._take(Turn(self.account, self.now, action=action, local=self.local))

    def _take(self, turn: Turn) -> Message:
        message = reception.answer(turn, self.desk)
        self.shown = message.page or self.shown
        return message

    def at(self, now: datetime) -> "Chat":
        return replace(self, now=now)


def panel(message: Message) -> Panel:
    assert message.panel, f"no panel, but: {message.text}"
    return message.panel


def page(message: Message) -> FormPage:
    assert message.page, f"no page, but: {message.text or message.panel}"
    return message.page


def facts(message: Message) -> dict[str, str]:
    return dict(panel(message).facts)
