"""A card that somebody has got, everything that could be done to it on its way back, and what is stored."""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from bot.local import client
from bot.local.activities import Activity
from bot.local.participants import LOCAL_BOT, LOCAL_TENANT
from bot.local.stage import Stage, participant
from bot.own_links import card_seals
from bot.seals import CardSeals
from domain.delivery import Address
from domain.messages import Account
from tests.conversations.answers import MEETING

ROUND, UNIT = "2026Q3", "fyrbodal"
CHANNEL = "19:samrad@thread.tacv2"

Data = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """Fia's first card, filled in; ``others``: the data of other cards that could lend something.

    ``execute``: pressed by a client that knows Action.Execute.
    """

    stage: Stage
    good: Data
    others: dict[str, Data]
    execute: bool = True

    def pressed(self, data: Data, who: str = UNIT) -> Activity:
        write = self.stage.teams.write
        made = write.execute if self.execute else write.submit
        return made(participant(who), deepcopy(data), "77")

    def with_(self, **changed: object) -> Activity:
        return self.pressed({**self.good, **changed})

    def without(self, name: str) -> Activity:
        return self.pressed({key: value for key, value in self.good.items() if key != name})

    def seal(self, change: Callable[[str], object]) -> Activity:
        return self.with_(seal=change(self.good["seal"]))

    def sealed(self, seals: CardSeals | None = None, **where: object) -> Data:
        """The same button sealed for another place, or with another secret."""
        account = Account(str(where.get("tenant", LOCAL_TENANT)), participant(UNIT).object_id)
        chat = str(where.get("conversation", participant(UNIT).chat_id))
        address = Address(account, "", chat, LOCAL_BOT, personal="conversation" not in where)
        data = dict(self.good)
        used = seals or card_seals(self.stage.bot.settings)
        used.sealed({"actions": [{"data": data}]}, address, self.stage.clock())
        return data


def in_channel(activity: Activity, conversation: str = f"{CHANNEL};messageid=1") -> Activity:
    activity["conversation"] |= {"conversationType": "channel", "id": conversation}
    return activity


def executed_as(activity: Activity, verb: str) -> Activity:
    """Another verb in the action than in its data; in a submitted card there is but one."""
    place = activity["value"].get("action", activity["value"])
    place["verb"] = verb
    return activity


def _expiry(seal: str, change: Callable[[str], str]) -> str:
    version, expires, signed = seal.split(".")
    return f"{version}.{change(expires)}.{signed}"


TAMPERINGS: dict[str, Callable[[Scene], Activity]] = {
    "another verb": lambda s: s.with_(verb="send"),
    "the verb of sending in": lambda s: s.with_(verb="confirm"),
    "the verb that only the inbox gives": lambda s: s.with_(verb="renew"),
    "another verb in the action": lambda s: executed_as(s.pressed(s.good), "add"),
    "another request": lambda s: s.with_(request="r-1"),
    "no request": lambda s: s.without("request"),
    "another round": lambda s: s.with_(round="2026Q2"),
    "no round": lambda s: s.without("round"),
    "another unit": lambda s: s.with_(unit="skaraborg"),
    "a municipality of the unit": lambda s: s.with_(unit="uddevalla"),
    "no unit": lambda s: s.without("unit"),
    "an older form": lambda s: s.with_(form="delregionalt_samrad.1"),
    "another form": lambda s: s.with_(form="kommun.1"),
    "no form": lambda s: s.without("form"),
    "another card": lambda s: s.with_(card="kontroll"),
    "no card": lambda s: s.without("card"),
    "a later revision": lambda s: s.with_(revision="1"),
    "no revision": lambda s: s.without("revision"),
    "a step": lambda s: s.with_(step="3"),
    "a group": lambda s: s.with_(group="handover"),
    "a number for a text": lambda s: s.with_(revision=0),
    "a list for a text": lambda s: s.with_(unit=["fyrbodal"]),
    "an object for a text": lambda s: s.with_(unit={"id": "fyrbodal"}),
    "null for a text": lambda s: s.with_(unit=None),
    "no seal, as before the upgrade": lambda s: s.without("seal"),
    "an empty seal": lambda s: s.seal(lambda _: ""),
    "null for the seal": lambda s: s.seal(lambda _: None),
    "a list for the seal": lambda s: s.seal(lambda seal: [seal]),
    "a seal cut short": lambda s: s.seal(lambda seal: seal[:-1]),
    "a seal with one sign more": lambda s: s.seal(lambda seal: seal + "A"),
    "a seal with padding": lambda s: s.seal(lambda seal: seal + "="),
    "a seal and a line": lambda s: s.seal(lambda seal: seal + "\n"),
    "a seal in capitals": lambda s: s.seal(str.swapcase),
    "a seal of another version": lambda s: s.seal(lambda seal: "2" + seal[1:]),
    "a seal that lasts longer": lambda s: s.seal(lambda seal: _expiry(seal, lambda n: str(int(n) + 1))),
    "a seal that lasts the same in other signs": lambda s: s.seal(
        lambda seal: _expiry(seal, lambda n: "0" + n)
    ),
    "a seal with other digits": lambda s: s.seal(
        lambda seal: _expiry(seal, lambda n: "".join(chr(0xFF10 + int(one)) for one in n))
    ),
    "a huge seal": lambda s: s.seal(lambda seal: seal * 2_000),
    "a huge unit": lambda s: s.with_(unit="fyrbodal" * 10_000),
    "the seal of a card of another person": lambda s: s.with_(seal=s.others["skaraborg"]["seal"]),
    "the seal of the deputy's same card": lambda s: s.with_(seal=s.others["fyrbodal_ersattare"]["seal"]),
    "the seal of another card of mine": lambda s: s.with_(seal=s.others["medskick"]["seal"]),
    "all of another card of mine but its verb": lambda s: s.pressed({**s.others["medskick"], "verb": "send"}),
    "the card of another unit's reporter": lambda s: s.pressed({**s.others["skaraborg"], **MEETING}),
    "the card of the own deputy": lambda s: s.pressed({**s.others["fyrbodal_ersattare"], **MEETING}),
    "my card pressed by my deputy": lambda s: s.pressed(s.good, "fyrbodal_ersattare"),
    "my card pressed by a coordinator": lambda s: s.pressed(s.good, "samordnare"),
    "a seal with a guessed secret": lambda s: s.pressed(s.sealed(CardSeals(("x" * 40,)))),
    "a seal for another tenant": lambda s: s.pressed(s.sealed(tenant="en annan")),
    "my own card pressed in a channel": lambda s: in_channel(s.pressed(s.good)),
    "a channel's card pressed in my chat": lambda s: s.pressed(s.sealed(conversation=CHANNEL)),
    "a channel's card pressed in another": lambda s: in_channel(
        s.pressed(s.sealed(conversation=CHANNEL)), "19:annan@thread.tacv2"
    ),
    "a unit with a look-alike letter": lambda s: s.with_(unit="f\u0443rbodal"),
    "a unit with an unseen sign": lambda s: s.with_(unit="fyrbodal\u200b"),
    "a unit with a blank": lambda s: s.with_(unit="fyrbodal "),
    "a round in other digits": lambda s: s.with_(round="\uff12026Q3"),
    "a look-alike name of the unit": lambda s: s.pressed(
        {("un\u0456t" if name == "unit" else name): value for name, value in s.good.items()}
    ),
    "half a sign in the request": lambda s: s.with_(request="\ud800"),
    "a channel's card pressed by another member": lambda s: in_channel(
        s.pressed(s.sealed(conversation=CHANNEL), "fyrbodal_ersattare")
    ),
}
"""What the client could send back instead of the card as it was."""


def stored(stage: Stage, *units: str) -> list[object]:
    """What the answers of the units are kept as, in every round, and what all units have raised."""
    return [*_answers(stage, units), *_beside(stage)]


def _answers(stage: Stage, units: Iterable[str]) -> Iterator[object]:
    store = stage.bot.store
    for round_ in store.rounds.all():
        for unit in units:
            yield store.submissions.draft(round_.key, unit)
            yield store.submissions.versions(round_.key, unit)
            yield store.lives.of(round_.key, unit)


def _beside(stage: Stage) -> Iterator[object]:
    store = stage.bot.store
    yield store.raised.open_for(*(unit.id for unit in stage.book.county.units()))
    yield from (store.evaluations.of(round_.key) for round_ in store.rounds.all())


def press(card: client.Card, verb: str = "save", values: dict[str, str] | None = None) -> Data:
    return client.press(card, verb, MEETING if values is None else values)
