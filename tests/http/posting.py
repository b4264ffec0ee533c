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
    host, port = bot.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    framed = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    fields = {**json_headers(house), "Host": host}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    writer.write(f"POST /api/messages HTTP/1.1\r\n{head}{framed}\r\n\r\n".encode() + body)
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
