"""``samrad serve`` as its own process, told six documented variables, against services of an outsider."""

import asyncio
import os
import sys
import zlib
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import repeat
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from tests.http.outside import APP_ID, SECONDS, TENANT, Outsider, new_key

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).parents[2]
PIECE, MANY = 256 * 1024, 800
"""Two hundred megabytes, in pieces."""
ROOM = 32 * 1024
"""Kilobytes that the process may grow by, whatever is poured at it: the limit of a request is 256."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outsider() -> AsyncIterator[Outsider]:
    found = Outsider()
    runner = web.AppRunner(found.app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield found
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(outsider: Outsider, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    """The bot in a folder of its own, with none of this machine's settings; it ends when it is asked to."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "serve"),
        cwd=tmp_path_factory.mktemp("outside"),
        env={**plain, "PYTHONPATH": str(ROOT), "SAMRAD_PORT": "0", **outsider.settings()},
        stdout=PIPE,
    )
    assert process.stdout
    async with asyncio.timeout(3 * SECONDS):
        told = (await process.stdout.readline()).decode()
    assert told.startswith("Samråd är igång på http://127.0.0.1:"), told
    outsider.bot = told.split()[-1]
    yield process
    process.terminate()
    async with asyncio.timeout(SECONDS):
        assert await process.wait() == 0


async def test_a_signed_message_is_answered_at_the_connector(outsider: Outsider, served: Process) -> None:
    asked = outsider.message("Vad är kommuntal?")
    assert served.returncode is None
    assert await outsider.post(asked, outsider.token()) == 200
    path, token, reply = await outsider.reply()
    assert f"/v3/conversations/{asked['conversation']['id']}/activities" in path.replace("%3A", ":")
    assert token == "Bearer from-outside-1"
    assert reply["type"] == "message"
    assert reply.get("text") or reply["attachments"]
    [wanted] = outsider.asked
    assert wanted["grant_type"] == "client_credentials"
    assert wanted["client_id"] == APP_ID
    assert wanted["scope"] == "https://api.botframework.com/.default"


@pytest.mark.usefixtures("served")
async def test_what_is_not_right_is_refused_and_nothing_is_sent(outsider: Outsider) -> None:
    good, right = outsider.token(), outsider.message("hej")
    foreign = outsider.message("hej")
    foreign["conversation"]["tenantId"] = "99992222-3333-4444-8555-666677778888"
    elsewhere = "http://127.0.0.1:9/teams/"
    expected = [
        (401, right, None),
        (401, right, "a.b.c"),
        (401, right, good[:-8]),
        (401, right, outsider.token(aud=TENANT)),
        (401, right, outsider.token(iss="https://sts.windows.net/x/")),
        (401, right, outsider.token(exp=1_700_000_000)),
        (401, right, outsider.token(exp=None)),
        (401, right, outsider.token(serviceurl=elsewhere)),
        (403, right | {"serviceUrl": elsewhere}, outsider.token(serviceurl=elsewhere)),
        (403, foreign, good),
        (413, right | {"text": "x" * 300_000}, good),
    ]
    got = [(await outsider.post(activity, token), activity, token) for _, activity, token in expected]
    assert got == expected
    assert outsider.got.empty()
    assert len(outsider.asked) == 1


@pytest.mark.usefixtures("served")
async def test_a_rotated_key_is_known_at_once(outsider: Outsider) -> None:
    old = outsider.token()
    outsider.keys = {"second": new_key()}
    assert await outsider.post(outsider.message("hej"), outsider.token("second")) == 200
    await outsider.reply()
    assert await outsider.post(outsider.message("hej"), old) == 401


@pytest.mark.usefixtures("served")
async def test_who_sends_headers_alone_is_answered_before_the_body(outsider: Outsider) -> None:
    """The body is announced and never comes."""
    for head, status in (
        (_head("a.b.c", "Content-Length: 1000"), b"401"),
        (_head("a.b.c", _CHUNKED), b"401"),
    ):
        reader, writer = await _connected(outsider)
        writer.write(head)
        async with asyncio.timeout(SECONDS):
            assert (await reader.readline()).split()[1] == status
        writer.close()


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the memory of a process is read from /proc"
)
async def test_two_hundred_megabytes_cost_no_memory(outsider: Outsider, served: Process) -> None:
    good = outsider.token(next(iter(outsider.keys)))
    whole = f"Content-Length: {PIECE * MANY}"
    poured = {
        "announced": (_head(good, whole), b"413"),
        "in chunks": (_head(good, _CHUNKED), b"413"),
        "announced as little": (_head(good, "Content-Length: 100"), b"400"),
        "compressed": (_head(good, f"{whole}\r\nContent-Encoding: gzip"), b"415"),
        "announced, from a stranger": (_head("a.b.c", whole), b"401"),
        "in chunks, from a stranger": (_head("a.b.c", _CHUNKED), b"401"),
    }
    before = _most(served)
    answers = {name: await _pour(outsider, head, _two_hundred(head)) for name, (head, _) in poured.items()}
    assert answers == {name: status for name, (_, status) in poured.items()}
    bomb = _bomb()
    zipped = _head(good, f"Content-Length: {len(bomb)}\r\nContent-Encoding: gzip")
    assert await _pour(outsider, zipped, [bomb]) == b"415"
    assert _most(served) - before < ROOM
    assert await outsider.post(outsider.message("lever du?"), good) == 200


_CHUNKED = "Transfer-Encoding: chunked"


def _head(token: str, framing: str) -> bytes:
    return (
        "POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\n{framing}\r\n\r\n"
    ).encode()


async def _connected(outsider: Outsider) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = outsider.bot.removeprefix("http://").split(":")
    return await asyncio.open_connection(host, int(port))


def _two_hundred(head: bytes) -> Iterator[bytes]:
    piece = b" " * PIECE
    if _CHUNKED.encode() in head:
        piece = b"%x\r\n%s\r\n" % (len(piece), piece)
    return repeat(piece, MANY)


def _bomb() -> bytes:
    """Two hundred megabytes of nothing, in two hundred kilobytes."""
    packing = zlib.compressobj(1, wbits=31)
    return b"".join([*(packing.compress(bytes(PIECE)) for _ in range(MANY)), packing.flush()])


async def _pour(outsider: Outsider, head: bytes, pieces: Iterable[bytes]) -> bytes:
    """The status that is answered while all of it is sent, or as much as is taken."""
    reader, writer = await _connected(outsider)
    writer.write(head)
    answer = asyncio.create_task(reader.readline())
    try:
        async with asyncio.timeout(3 * SECONDS):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
    except ConnectionError:
        pass  # it has hung up: nobody wants the rest
    async with asyncio.timeout(SECONDS):
        status = (await answer).split()[1]
    writer.transport.abort()
    return status


def _most(process: Process) -> int:
    """Kilobytes of memory that it has had at the most."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
