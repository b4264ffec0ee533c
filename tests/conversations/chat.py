"""A chat with the dialogs themselves: say something or press a button, and read the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import reception
from dialogs.desk import Desk
from domain.messages import Account, Action, FormPage, Message, Panel, Summary, Turn


@dataclass
class Chat:
    """One person's chat. ``now`` is handed to every turn; the last shown page is remembered."""

    desk: Desk
    account: Account
    now: datetime
    local: bool = False
    shown: FormPage | None = None
    summed: Summary | None = None

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

    def send(self, values: Mapping[str, str] | None = None) -> Message:
        """Press the last card's button and then the summary's: the receipt, or what stands in the way."""
        message = self.press("send", values)
        return self.deliver(self.confirmation()) if message.summary else message

    def confirmation(self) -> Action:
        summed = self.summed
        assert summed, "no summary has been shown"
        data = {
            "round": summed.round,
            "unit": summed.unit,
            "revision": str(summed.revision),
            "step": str(summed.step),
        }
        return Action("confirm", summed.request, data)

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
        self.summed = message.summary or self.summed
        return message

    def at(self, now: datetime) -> "Chat":
        return replace(self, now=now)


def panel(message: Message) -> Panel:
    assert message.panel, f"no panel, but: {message.text}"
    return message.panel


def page(message: Message) -> FormPage:
    assert message.page, f"no page, but: {message.text or message.panel}"
    return message.page


def summary(message: Message) -> Summary:
    assert message.summary, f"no summary, but: {message.text or message.panel or message.page}"
    return message.summary


def facts(message: Message) -> dict[str, str]:
    return dict(panel(message).facts)
