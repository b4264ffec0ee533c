"""Whatever Teams leaves out, empties or changes the type of, the bot answers and stays up."""

import asyncio
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from bot import door
from bot.local.activities import Activity
from bot.local.participants import ASTRID, LOCAL_BOT
from tests.http.house import House

GONE = object()
HUGE = "x" * 100_000
OTHERS: tuple[object, ...] = (
    *(GONE, None, "", HUGE, 7, True, [None], {"id": {"id": 1}}, "okändSort", "\ud800\x00", 10**400, [[[[]]]]),
)
PRESSED = {"verb": "save", "request": "r-1", "card": "lage", "1.1": "12"}

OFFER = {
    "name": "rapport.pdf",
    "content": {"acceptContext": {"key": "2026Q3/4/pdf"}, "declineContext": {"key": "2026Q3/4/pdf"}},
}


def real(house: House, kind: str) -> Activity:
    """One of each kind that Teams sends, with all that it sends."""
    write = house.teams.write
    bot = {"id": LOCAL_BOT, "name": "Samråd"}
    mention = {"type": "mention", "text": "<at>Samråd</at>", "mentioned": bot}
    kinds = {
        "message": write.message(ASTRID, "<at>Samråd</at> hej", entities=[mention], replyToId="5"),
        "submit": write.submit(ASTRID, house.sealed(ASTRID, PRESSED), "77"),
        "execute": write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77"),
        "consent": write.consent(ASTRID, OFFER, f"{house.teams.origin}/drive", accept=True),
        "installed": write.installed(ASTRID),
        "removed": write.installed(ASTRID, "remove"),
        "joined": write.joined(ASTRID),
        "reaction": write.message(ASTRID, "")
        | {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        "task": write.invoke(ASTRID, "task/fetch", {"data": PRESSED, "context": {"theme": "dark"}}),
        "unknown": write.message(ASTRID, "hej") | {"type": "okändSort", "value": {"a": [1, {"b": None}]}},
    }
    return kinds[kind]


ALL = ("message", "execute")
"""Kinds in which every field gets every other value; in the others it gets every fourth, in turn."""
SOME = ("submit", "consent", "installed", "removed", "joined", "reaction", "task", "unknown")


def mutations(activity: Activity, every: int = 1) -> Iterator[tuple[str, Activity]]:
    """The activity with one field changed, for each field at each depth and ``every`` other value."""
    for place, path in enumerate(paths(activity)):
        for other in OTHERS[place % every :: every]:
            changed = deepcopy(activity)
            holder: Any = changed
            for step in path[:-1]:
                holder = holder[step]
            if other is GONE:
                del holder[path[-1]]
            else:
                holder[path[-1]] = other
            yield f"{'.'.join(map(str, path))} = {'gone' if other is GONE else ascii(other)[:20]}", changed


def paths(value: object) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, held in inner:
        yield (name,)
        yield from ((name, *rest) for rest in paths(held))


async def post_all(house: House, bot: str, changed: list[tuple[str, Activity]]) -> list[int]:
    """The status of each, sixteen at a time, each under an id that is new to the bot."""
    token = house.teams.signer.token()
    places = asyncio.Semaphore(16)

    async def post(number: int, what: str, activity: Activity) -> int:
        if isinstance(activity.get("id"), str) and activity["id"]:
            activity["id"] += f"-{number}"
        async with places:
            reply = await house.teams.post(bot, activity, token)
        assert reply.status in {200, 401, 403}, what
        assert reply.body is None or reply.body["statusCode"] in {200, 400, 501}, what
        return reply.status

    return await asyncio.gather(*(post(number, *one) for number, one in enumerate(changed)))


@pytest.fixture(autouse=True)
def _as_many_as_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them are one conversation's, and none is to be turned away for the others."""
    monkeypatch.setattr(door, "MOST", 100_000)


async def test_no_changed_field_is_ever_a_5xx(house: House, bot: str) -> None:
    many = 0
    for kind in (*ALL, *SOME):
        changed = list(mutations(real(house, kind), 1 if kind in ALL else 4))
        statuses = await post_all(house, bot, changed)
        assert len(changed) >= 50, kind
        assert statuses.count(200) > len(changed) / 2, kind
        many += len(changed)
    assert many >= 1_000
    assert (await house.teams.say(bot, ASTRID, "lever du?")).status == 200
    assert house.desk.turns[-1].text == "lever du?"


async def test_what_reaches_the_desk_can_be_kept(house: House, bot: str) -> None:
    """No lone surrogate, no control character: a database takes every word of it."""
    await post_all(house, bot, list(mutations(real(house, "submit"), 2)))
    await house.teams.say(bot, ASTRID, "a\ud800b\x00c\u202ed\u2028e\tf\r\ng 👩‍👩‍👧")
    assert house.desk.turns[-1].text == "abcde\tf\ng 👩‍👩‍👧"
    for turn in house.desk.turns:
        action = turn.action
        words = [turn.text, turn.account.id, turn.account.name]
        words += [*action.values, *action.values.values(), *action.data.values()] if action else []
        assert all(json.loads(json.dumps(word)).encode() is not None and "\x00" not in word for word in words)


async def test_long_words_are_cut_and_not_refused(house: House, bot: str) -> None:
    await house.teams.say(bot, ASTRID, "å" * 20_000)
    many = {**PRESSED, **{f"9.{n}": "x" for n in range(1_000)}}
    await house.teams.submit(bot, ASTRID, house.sealed(ASTRID, many), "77")
    spoken, pressed = house.desk.turns
    assert len(spoken.text) == 10_000
    assert pressed.action
    assert len(pressed.action.values) == 500
