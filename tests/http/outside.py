"""Somebody who knows the bot by its settings alone: a signer, a token service and a connector of their own.

Nothing of the project is used here: plain aiohttp and cryptography, as an inspector would write it.
"""

import asyncio
import itertools
import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

APP_ID = "0f0e0d0c-0b0a-4000-8000-0a0b0c0d0e0f"
TENANT = "11112222-3333-4444-8555-666677778888"
SECONDS = 20.0


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Outsider:
    """``keys``: what is published, by kid. ``got``: what came to the connector. ``asked``: for a token."""

    origin: str = ""
    bot: str = ""
    keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=lambda: {"first": new_key()})
    got: "asyncio.Queue[tuple[str, str, dict[str, Any]]]" = field(default_factory=asyncio.Queue)
    asked: list[dict[str, str]] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/jwks", self._jwks)
        app.router.add_post("/token", self._token)
        app.router.add_post("/teams/v3/conversations/{conversation}/activities", self._take)
        app.router.add_post("/teams/v3/conversations/{conversation}/activities/{activity}", self._take)
        return app

    def settings(self) -> dict[str, str]:
        """The six that are documented for this, and no others."""
        return {
            "SAMRAD_APP_ID": APP_ID,
            "SAMRAD_OPENID_URL": f"{self.origin}/openid",
            "SAMRAD_TOKEN_URL": f"{self.origin}/token",
            "SAMRAD_SERVICE_ORIGINS": self.origin,
            "SAMRAD_TENANTS": f"{TENANT};Anna Ek;2026-09-01",
            "SAMRAD_BODY_LIMIT": "262144",
        }

    async def _openid(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {"issuer": "https://api.botframework.com", "jwks_uri": f"{self.origin}/jwks"}
        )

    async def _jwks(self, _request: web.Request) -> web.Response:
        return web.json_response({"keys": [_published(kid, key) for kid, key in self.keys.items()]})

    async def _token(self, request: web.Request) -> web.Response:
        self.asked.append({name: str(value) for name, value in (await request.post()).items()})
        token = f"from-outside-{len(self.asked)}"
        return web.json_response({"token_type": "Bearer", "expires_in": 3600, "access_token": token})

    async def _take(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "")
        await self.got.put((request.path, token, await request.json()))
        return web.json_response({"id": str(next(self.numbers))}, status=201)

    def token(self, kid: str = "first", **changed: object) -> str:
        """Signed as the connector's documentation says. A claim given as None is left out."""
        now = int(time.time())  # noqa: TID251 - the bot that is met here reads the clock itself
        claims = {
            "iss": "https://api.botframework.com",
            "aud": APP_ID,
            "nbf": now - 10,
            "exp": now + 3600,
            "serviceurl": f"{self.origin}/teams/",
        } | changed
        said = {name: value for name, value in claims.items() if value is not None}
        head = {"alg": "RS256", "typ": "JWT", "kid": kid}
        signed = f"{_text(json.dumps(head).encode())}.{_text(json.dumps(said).encode())}"
        signature = self.keys[kid].sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_text(signature)}"

    def message(self, text: str) -> dict[str, Any]:
        number = next(self.numbers)
        return {
            "type": "message",
            "id": f"17000000{number:05}",
            "channelId": "msteams",
            "serviceUrl": f"{self.origin}/teams/",
            "from": {"id": "29:outside", "name": "Ulla Utifrån", "aadObjectId": "0000-outside"},
            "recipient": {"id": f"28:{APP_ID}", "name": "Samråd"},
            "conversation": {"id": f"a:outside-{number}", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "text": text,
            "textFormat": "plain",
        }

    async def post(self, activity: dict[str, Any], token: str | None) -> int:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(f"{self.bot}/api/messages", json=activity, headers=headers) as answer,
        ):
            return answer.status

    async def reply(self) -> tuple[str, str, dict[str, Any]]:
        """What the connector gets next: path, Authorization, activity."""
        async with asyncio.timeout(SECONDS):
            return await self.got.get()


def _published(kid: str, key: rsa.RSAPrivateKey) -> dict[str, Any]:
    numbers = key.public_key().public_numbers()
    return {
        "kty": "RSA",
        "use": "sig",
        "kid": kid,
        "n": _text(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big")),
        "e": _text(numbers.e.to_bytes(3, "big")),
        "endorsements": ["msteams"],
    }


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
