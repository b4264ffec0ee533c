"""Requests as nobody's client library would send them."""

import asyncio
import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import new

import aiohttp

from tests.http.house import House


async def raw(bot: str, headers: dict[str, str], body: object) -> int:
    async with aiohttp.ClientSession() as session:
        sending = session.post(f"{bot}/api/messages", data=body, headers=headers)
        async with asyncio.timeout(5), sending as answer:
            return answer.status


def json_headers(house: House) -> dict[str, str]:
    return {"Content-Type": "application/json", "Authorization": f"Bearer {house.teams.signer.token()}"}


async def sent_by_hand(
    house: House, bot: str, body: bytes, length: int | None, *, hang_up: bool = False
) -> bytes:
    """All that is answered to a request with that Content-Length, or in chunks when it is None."""
    framed = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    head = "".join(f"{name}: {value}\r\n" for name, value in json_headers(house).items())
    return await exchanged(bot, f"{head}{framed}".encode(), body, hang_up=hang_up)


async def exchanged(bot: str, head: bytes, body: bytes, *, hang_up: bool = False) -> bytes:
    """All that is answered to these very bytes, after a request line and Host."""
    host, port = bot.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /api/messages HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n\r\n" + body)
    if hang_up:
        writer.write_eof()
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def hs256(token: str, secret: bytes) -> str:
    header = (
        urlsafe_b64encode(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "key-1"}).encode())
        .decode()
        .rstrip("=")
    )
    signed = f"{header}.{token.split('.')[1]}"
    return f"{signed}.{urlsafe_b64encode(new(secret, signed.encode(), sha256).digest()).decode().rstrip('=')}"
