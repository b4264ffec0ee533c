"""Who gets in, and the status that everyone else is turned away with."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.local.activities import Activity
from bot.local.connector import APP_ID
from bot.local.participants import ASTRID, LOCAL_TENANT
from bot.local.signing import private_key
from tests.http.house import House
from tests.http.posting import exchanged, hs256, json_headers, raw

OTHER_TENANT = "5a3d0000-0000-4000-8000-00000000ffff"


async def status(house: House, bot: str, token: str, activity: Activity | None = None) -> int:
    activity = activity or house.teams.write.message(ASTRID, "hej")
    return (await house.teams.post(bot, activity, token)).status


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

    async def test_bytes_that_are_no_text_are_401(self, house: House, bot: str) -> None:
        head = b"Content-Type: application/json\r\nContent-Length: 2\r\nAuthorization: Bearer \xff\xfe.a.b"
        assert b" 401 " in (await exchanged(bot, head, b"{}")).splitlines()[0]
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

    @pytest.mark.parametrize("given", ["", None, 7, ["https://smba.trafficmanager.net/"]])
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
