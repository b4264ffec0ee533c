"""What a body may be, whoever sends it."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot import guard
from bot.local.participants import ASTRID
from tests.http.house import House
from tests.http.posting import exchanged, json_headers, raw, sent_by_hand


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"hej"', "\x00", b"\xff\xfe{}", "[" * 100_000])
async def test_what_is_no_json_object_is_400(house: House, bot: str, body: str | bytes) -> None:
    assert await raw(bot, json_headers(house), body) == 400


async def test_a_number_without_end_is_json_that_is_of_no_use(house: House, bot: str) -> None:
    activity = json.dumps(house.teams.write.message(ASTRID, "hej")).encode()
    without_end = activity[:-1] + b', "n": %s}' % (b"9" * 9_000)
    assert await raw(bot, json_headers(house), without_end) == 200
    assert await raw(bot, json_headers(house), b'{"type": %s}' % (b"9" * 9_000)) == 401
    assert len(house.desk.turns) == 1


@pytest.mark.parametrize("kind", ["text/plain", "text/json", "application/x-www-form-urlencoded", ""])
async def test_another_type_is_415_before_anything_else(bot: str, kind: str) -> None:
    assert await raw(bot, {"Content-Type": kind or "application/octet-stream"}, "{}") == 415


async def test_another_encoding_is_415(house: House, bot: str) -> None:
    zipped = json_headers(house) | {"Content-Encoding": "gzip"}
    utf16 = json_headers(house) | {"Content-Type": "application/json; charset=utf-16"}
    assert await raw(bot, zipped, b"") == 415
    assert await raw(bot, utf16, b"{}") == 415


async def test_a_second_encoding_is_415_too(house: House, bot: str) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in json_headers(house).items())
    twice = "Content-Encoding: identity\r\nContent-Encoding: gzip\r\nContent-Length: 5"
    answer = await exchanged(bot, f"{head}{twice}".encode(), b"hello")
    assert b" 415 " in answer.splitlines()[0]


async def test_the_limit_is_on_what_comes_and_not_on_what_is_announced(house: House, bot: str) -> None:
    house.teams.write.message(ASTRID, "hej")
    activity = json.dumps(house.teams.write.message(ASTRID, "hej")).encode()
    just_right = activity + b" " * (262_144 - len(activity))

    async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
        for start in range(0, len(body), 10_000):
            yield body[start : start + 10_000]

    assert await raw(bot, json_headers(house), just_right) == 200
    assert await raw(bot, json_headers(house), just_right + b" ") == 413
    assert await raw(bot, json_headers(house), in_pieces(just_right + b" ")) == 413


async def test_a_false_length_does_no_harm(house: House, bot: str) -> None:
    """Announced shorter than it is, the rest is no request; announced longer, the sender hangs up."""
    body = json.dumps(house.teams.write.message(ASTRID, "hej")).encode()
    shorter = await sent_by_hand(house, bot, body, len(body) - 10)
    assert b" 400 " in shorter.splitlines()[0]
    assert await sent_by_hand(house, bot, body, len(body) + 10, hang_up=True) == b""
    assert house.desk.turns == []
    assert (await house.teams.say(bot, ASTRID, "lever du?")).status == 200


async def test_chunks_that_are_none_are_400(house: House, bot: str) -> None:
    body = b"zz\r\nhej\r\n0\r\n\r\n"
    answer = await sent_by_hand(house, bot, body, None)
    assert b" 400 " in answer.splitlines()[0]
    assert (await house.teams.say(bot, ASTRID, "lever du?")).status == 200


async def test_what_is_no_http_leaves_a_line_without_its_words(
    bot: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = await exchanged(bot, b"Fia skrev: 070\xff\r\nContent-Length: hej", b"")
    assert b" 400 " in answer.splitlines()[0]
    log = capfd.readouterr().err
    assert "event=http.failed" in log
    assert "Traceback" not in log
    assert "Fia" not in log


async def test_a_body_that_never_ends_is_not_waited_for(
    house: House, bot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.05)
    never = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b'{"type": '
        await never.wait()

    assert await raw(bot, json_headers(house), endless()) == 408
