"""Who gets in, and the status that everyone else is turned away with."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from hmac import new

import aiohttp
import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.local.activities import Activity
from bot.local.connector import APP_ID
from bot.local.participants import ASTRID, LOCAL_TENANT
from bot.local.signing import private_key
from tests.http.house import House

OTHER_TENANT = "5a3d0000-0000-4000-8000-00000000ffff"


async def status(house: House, bot: str, token: str, activity: Activity | None = None) -> int:
    activity = activity or house.teams.write.message(ASTRID, "hej")
    return (await house.teams.post(bot, activity, token)).status


async def raw(bot: str, headers: dict[str, str], body: object) -> int:
    async with aiohttp.ClientSession() as session:
        sending = session.post(f"{bot}/api/messages", data=body, headers=headers)
        async with asyncio.timeout(5), sending as answer:
            return answer.status


def json_headers(house: House) -> dict[str, str]:
    return {"Content-Type": "application/json", "Authorization": f"Bearer {house.teams.signer.token()}"}


async def test_a_signed_message_gets_in(house: House, bot: str) -> None:
    assert (await house.teams.say(bot, ASTRID, "hej")).status == 200
    assert (await house.teams.next_message(ASTRID.chat_id)).text == "Du sa: hej"


class TestToken:
    @pytest.mark.parametrize(
        "authorization",
        ["", "Bearer", "Bearer ", "Bearer skräp".encode().decode("latin-1"), "Bearer a.b.c", "Basic YTpi"],
    )
    async def test_no_token_and_garbage_are_401(self, house: House, bot: str, authorization: str) -> None:
        headers = {"Content-Type": "application/json"}
        if authorization:
            headers["Authorization"] = authorization
        assert await raw(bot, headers, json.dumps(house.teams.write.message(ASTRID, "hej"))) == 401
        assert house.desk.turns == []

    async def test_a_token_signed_with_nothing_is_401(self, house: House, bot: str) -> None:
        parts = [
            {"alg": "none", "typ": "JWT", "kid": "key-1"},
            jwt.decode(house.teams.signer.token(), options={"verify_signature": False}),
        ]
        unsigned = (
            ".".join(urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts) + "."
        )
        assert await status(house, bot, unsigned) == 401

    async def test_our_public_key_is_no_shared_secret(self, house: House, bot: str) -> None:
        """HS256 with the published key as its secret: PyJWT will not make it, so it is made by hand."""
        public = (
            private_key("key-1").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        assert await status(house, bot, hs256(house.teams.signer.token(), public)) == 401

    @pytest.mark.parametrize(
        "claims",
        [
            {"exp": None},
            {"exp": "snart"},
            {"exp": True},
            {"aud": "someone-else"},
            {"aud": [APP_ID, "someone-else"]},
            {"aud": None},
            {"iss": "https://sts.windows.net/x/"},
            {"iss": None},
            {"serviceurl": None},
            {"serviceurl": "https://smba.trafficmanager.net/emea/"},
            {"kid": "never-published"},
        ],
    )
    async def test_a_claim_that_is_wrong_or_missing_is_401(
        self, house: House, bot: str, claims: dict[str, object]
    ) -> None:
        assert await status(house, bot, house.teams.signer.token(**claims)) == 401
        assert house.desk.turns == []

    async def test_an_hour_and_five_minutes_is_the_end(self, house: House, bot: str) -> None:
        token = house.teams.signer.token()
        at = house.clock()
        house.clock.set(at + timedelta(hours=1, minutes=5))
        assert await status(house, bot, token) == 200
        house.clock.set(at + timedelta(hours=1, minutes=5, seconds=1))
        assert await status(house, bot, token) == 401

    async def test_a_token_for_later_is_401(self, house: House, bot: str) -> None:
        later = int((house.clock() + timedelta(minutes=5, seconds=1)).timestamp())
        assert await status(house, bot, house.teams.signer.token(nbf=later)) == 401
        assert await status(house, bot, house.teams.signer.token(nbf=later - 1)) == 200

    async def test_a_key_that_is_not_endorsed_for_teams_is_401(self, house: House, bot: str) -> None:
        house.teams.signer.endorsements = ["webchat", "directline"]
        assert await status(house, bot, house.teams.signer.token()) == 401

    async def test_someone_elses_key_under_our_id_is_401(self, house: House, bot: str) -> None:
        claims = jwt.decode(house.teams.signer.token(), options={"verify_signature": False})
        forged = jwt.encode(claims, private_key("forger"), algorithm="RS256", headers={"kid": "key-1"})
        assert await status(house, bot, forged) == 401

    async def test_the_body_is_not_read_before_the_token_is_checked(self, house: House, bot: str) -> None:
        """The answer comes while the body is still being sent: nobody waited for it."""
        still_sending = asyncio.Event()

        async def endless() -> AsyncIterator[bytes]:
            yield b'{"type": '
            await still_sending.wait()

        headers = json_headers(house) | {"Authorization": "Bearer a.b.c"}
        assert await raw(bot, headers, endless()) == 401


class TestService:
    @pytest.mark.parametrize(
        "address",
        [
            "https://evil.example/teams/",
            "https://smba.trafficmanager.net.evil.example/",
            "https://smba.trafficmanager.net@evil.example/",
            "https://smba.trafficmanager.net:8443/",
            "http://smba.trafficmanager.net/",
            "https://smba.trafficmanager.net\\@evil.example/",
            "//smba.trafficmanager.net/",
            "",
            "ftp://smba.trafficmanager.net/",
        ],
    )
    async def test_a_service_that_is_not_on_the_list_is_403(
        self, house: House, bot: str, address: str
    ) -> None:
        """Even when the token vouches for it."""
        activity = house.teams.write.message(ASTRID, "hej") | {"serviceUrl": address}
        assert await status(house, bot, house.teams.signer.token(serviceurl=address), activity) == 403
        assert house.desk.turns == []

    async def test_another_path_than_the_claims_is_401(self, house: House, bot: str) -> None:
        activity = house.teams.write.message(ASTRID, "hej")
        activity["serviceUrl"] += "other/"
        assert await status(house, bot, house.teams.signer.token(), activity) == 401

    @pytest.mark.parametrize("given", [None, 7, ["https://smba.trafficmanager.net/"]])
    async def test_no_service_address_is_401(self, house: House, bot: str, given: object) -> None:
        activity = house.teams.write.message(ASTRID, "hej") | {"serviceUrl": given}
        assert await status(house, bot, house.teams.signer.token(), activity) == 401


class TestTenant:
    async def test_a_foreign_tenant_is_403_in_either_place(self, house: House, bot: str) -> None:
        for where in ("conversation", "channelData", "both", "neither"):
            activity = house.teams.write.message(ASTRID, "hej")
            activity["conversation"]["tenantId"] = LOCAL_TENANT if where == "channelData" else OTHER_TENANT
            activity["channelData"]["tenant"]["id"] = (
                LOCAL_TENANT if where == "conversation" else OTHER_TENANT
            )
            if where == "neither":
                del activity["conversation"]["tenantId"], activity["channelData"]
            assert await status(house, bot, house.teams.signer.token(), activity) == 403, where
        assert house.desk.turns == []


class TestBody:
    @pytest.mark.parametrize("body", ["", "{", "[]", "null", '"hej"', "\x00", b"\xff\xfe{}", "[" * 100_000])
    async def test_what_is_no_json_object_is_400(self, house: House, bot: str, body: str | bytes) -> None:
        assert await raw(bot, json_headers(house), body) == 400

    @pytest.mark.parametrize("kind", ["text/plain", "text/json", "application/x-www-form-urlencoded", ""])
    async def test_another_type_is_415_before_anything_else(self, bot: str, kind: str) -> None:
        assert await raw(bot, {"Content-Type": kind or "application/octet-stream"}, "{}") == 415

    async def test_another_encoding_is_415(self, house: House, bot: str) -> None:
        zipped = json_headers(house) | {"Content-Encoding": "gzip"}
        utf16 = json_headers(house) | {"Content-Type": "application/json; charset=utf-16"}
        assert await raw(bot, zipped, b"") == 415
        assert await raw(bot, utf16, b"{}") == 415

    async def test_the_limit_is_on_what_comes_and_not_on_what_is_announced(
        self, house: House, bot: str
    ) -> None:
        house.teams.write.message(ASTRID, "hej")
        activity = json.dumps(house.teams.write.message(ASTRID, "hej")).encode()
        just_right = activity + b" " * (262_144 - len(activity))

        async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
            for start in range(0, len(body), 10_000):
                yield body[start : start + 10_000]

        assert await raw(bot, json_headers(house), just_right) == 200
        assert await raw(bot, json_headers(house), just_right + b" ") == 413
        assert await raw(bot, json_headers(house), in_pieces(just_right + b" ")) == 413

    async def test_a_false_length_does_no_harm(self, house: House, bot: str) -> None:
        """Announced shorter than it is, the rest is no request; announced longer, the sender hangs up."""
        body = json.dumps(house.teams.write.message(ASTRID, "hej")).encode()
        shorter = await sent_by_hand(house, bot, body, len(body) - 10)
        assert b" 400 " in shorter.splitlines()[0]
        assert await sent_by_hand(house, bot, body, len(body) + 10, hang_up=True) == b""
        assert house.desk.turns == []
        assert (await house.teams.say(bot, ASTRID, "lever du?")).status == 200

    async def test_chunks_that_are_none_are_400(self, house: House, bot: str) -> None:
        body = b"zz\r\nhej\r\n0\r\n\r\n"
        answer = await sent_by_hand(house, bot, body, None)
        assert b" 400 " in answer.splitlines()[0]
        assert (await house.teams.say(bot, ASTRID, "lever du?")).status == 200


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
