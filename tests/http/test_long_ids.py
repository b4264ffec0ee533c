"""Ids that are longer than an index takes: turned away at the door, on either engine."""

from random import Random

import pytest

from bot.fields import identifier
from bot.local.activities import Activity
from bot.local.participants import ASTRID
from domain.messages import ID_BYTES
from tests.http.house import House
from tests.laying import ENGINES

on_both = pytest.mark.parametrize("engine", ENGINES, indirect=True, scope="session")


def incompressible(length: int) -> str:
    """So many characters of four bytes each: PostgreSQL makes no row of them shorter."""
    draw = Random(7)  # noqa: S311 - the same letters each time
    return "".join(chr(draw.randint(0x20000, 0x2A000)) for _ in range(length))


LONG = incompressible(1_000)


def with_long(activity: Activity, place: str) -> Activity:
    if place == "id":
        return activity | {"id": LONG}
    return activity | {place: {**activity[place], "id": LONG, "aadObjectId": None}}


@on_both
@pytest.mark.parametrize("place", ["id", "conversation", "from", "recipient"])
async def test_a_message_with_an_id_that_no_index_takes_is_let_pass(
    house: House, bot: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = await house.teams.post(bot, with_long(house.teams.write.message(ASTRID, "hej"), place))
    assert (reply.status, reply.body) == (200, None)
    assert (house.desk.turns, house.teams.received) == ([], [])
    log = capsys.readouterr().err
    assert "unreadable" in log
    assert LONG[:4] not in log


@on_both
async def test_an_invoke_with_such_an_id_is_a_bad_request(house: House, bot: str) -> None:
    pressed = house.sealed(ASTRID, {"verb": "save", "request": "r-1", "1.1": "12"})
    reply = await house.teams.post(bot, house.teams.write.execute(ASTRID, pressed, "77") | {"id": LONG})
    assert reply.body
    assert (reply.status, reply.body["statusCode"]) == (200, 400)
    assert house.desk.turns == []


@on_both
async def test_the_longest_ids_that_are_let_in_are_answered(house: House, bot: str) -> None:
    longest = incompressible(ID_BYTES // 4)
    activity = house.teams.write.message(ASTRID, "hej")
    activity |= {"id": longest, "conversation": {**activity["conversation"], "id": longest}}
    activity["from"] = {**activity["from"], "id": longest, "aadObjectId": longest}
    await house.teams.post(bot, activity)
    assert [turn.account.id for turn in house.desk.turns] == [longest]
    assert [one.text for one in house.teams.received] == ["Du sa: hej"]


def test_an_id_is_measured_in_bytes() -> None:
    assert identifier("x" * ID_BYTES)
    assert not identifier("x" * (ID_BYTES + 1))
    assert identifier("å" * (ID_BYTES // 2))
    assert not identifier("å" * (ID_BYTES // 2 + 1))
