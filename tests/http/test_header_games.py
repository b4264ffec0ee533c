"""Requests framed and headed as no honest client does: one plain answer each, and no turn not meant."""

import json
import re

import pytest

from bot.local.participants import ASTRID
from tests.http.house import House
from tests.http.posting import exchanged

TYPE = "Content-Type: application/json"


def whole(house: House, text: str = "hej") -> bytes:
    return json.dumps(house.teams.write.message(ASTRID, text)).encode()


def bearer(house: House, scheme: str = "Bearer") -> str:
    return f"Authorization: {scheme} {house.teams.signer.token()}"


def head(*lines: str) -> bytes:
    return "\r\n".join((TYPE, "Connection: close", *lines)).encode()


def statuses(answer: bytes) -> list[int]:
    """Of every response in what was answered."""
    return [int(found) for found in re.findall(rb"HTTP/1\.[01] (\d{3}) ", answer)]


async def answered(bot: str, body: bytes, *lines: str) -> list[int]:
    return statuses(await exchanged(bot, head(*lines), body))


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_the_scheme_is_read_in_whatever_letters(house: House, bot: str, scheme: str) -> None:
    body = whole(house)
    assert await answered(bot, body, bearer(house, scheme), f"Content-Length: {len(body)}") == [200]
    assert len(house.desk.turns) == 1


@pytest.mark.parametrize("scheme", ["Bearer ", "Bearer\t", "Bearer Bearer", "Token", ""])
async def test_another_scheme_is_401(house: House, bot: str, scheme: str) -> None:
    body = whole(house)
    assert await answered(bot, body, bearer(house, scheme), f"Content-Length: {len(body)}") == [401]
    assert house.desk.turns == []


@pytest.mark.parametrize("second", ["Bearer x.y.z", "", "same"])
async def test_two_tokens_are_401_whichever_comes_first(house: House, bot: str, second: str) -> None:
    body, good = whole(house), bearer(house)
    other = good if second == "same" else f"Authorization: {second}"
    for pair in ((good, other), (other, good)):
        assert await answered(bot, body, *pair, f"Content-Length: {len(body)}") == [401]
    assert house.desk.turns == []


@pytest.mark.parametrize("line", ["X-Long: ", "Authorization: Bearer "])
async def test_a_header_of_64_kilobytes_is_400(house: House, bot: str, line: str) -> None:
    body = whole(house)
    assert await answered(bot, body, line + "a" * 65_536, f"Content-Length: {len(body)}") == [400]
    assert house.desk.turns == []


@pytest.mark.parametrize("length", [3, 1_000_000])
@pytest.mark.parametrize("chunked", ["chunked", "Chunked", "xchunked", "identity", "chunked, identity"])
async def test_chunks_and_a_length_beside_them_are_400(
    house: House, bot: str, length: int, chunked: str
) -> None:
    """A proxy and we could read them as different requests."""
    body = whole(house)
    framed = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    lines = (bearer(house), f"Content-Length: {length}", f"Transfer-Encoding: {chunked}")
    assert await answered(bot, framed, *lines) == [400]
    assert house.desk.turns == []


@pytest.mark.parametrize("length", ["+5", "-1", "5, 5", "0x10", "", "5\r\nContent-Length: 6", "٥"])
async def test_a_length_that_is_none_is_400(house: House, bot: str, length: str) -> None:
    assert await answered(bot, whole(house), bearer(house), f"Content-Length: {length}") == [400]
    assert house.desk.turns == []


async def test_requests_one_after_another_without_waiting_are_answered_in_order(
    house: House, bot: str
) -> None:
    bodies = [whole(house, f"nummer {number}") for number in range(3)]
    heads = [f"{TYPE}\r\n{bearer(house)}\r\nContent-Length: {len(body)}".encode() for body in bodies]
    line = b"POST /api/messages HTTP/1.1\r\nHost: localhost\r\n"
    rest = b"".join(line + one + b"\r\n\r\n" + body for one, body in zip(heads[1:], bodies[1:], strict=True))
    last = line + head("Content-Length: 0") + b"\r\n\r\n"
    assert statuses(await exchanged(bot, heads[0], bodies[0] + rest + last)) == [200, 200, 200, 401]
    assert [turn.text for turn in house.desk.turns] == ["nummer 0", "nummer 1", "nummer 2"]


async def test_what_follows_a_request_that_is_turned_away_is_never_read(house: House, bot: str) -> None:
    body = whole(house)
    next_ = b"POST /api/messages HTTP/1.1\r\nHost: localhost\r\n" + head(
        bearer(house), f"Content-Length: {len(body)}"
    )
    answer = await exchanged(bot, f"{TYPE}\r\nContent-Length: 0".encode(), next_ + b"\r\n\r\n" + body)
    assert statuses(answer) == [401]
    assert house.desk.turns == []


async def test_who_asks_first_whether_to_send_gets_in(house: House, bot: str) -> None:
    body = whole(house)
    lines = (bearer(house), f"Content-Length: {len(body)}", "Expect: 100-continue")
    assert await answered(bot, body, *lines) == [100, 200]
    assert await answered(bot, body, *lines[:2], "Expect: kaffe") == [417]
    assert len(house.desk.turns) == 1
