"""Entra's token service and a machine's identity endpoint: they look at what they are shown."""

import base64
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from bot.local.signing import private_key
from bot.serving import listening

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def certificate(name: str = "certificate", expires: datetime = NOW + timedelta(days=365)) -> x509.Certificate:
    """Of the key of that name, signed by itself."""
    key = private_key(name)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "samrad")])
    return (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(17)
        .not_valid_before(NOW - timedelta(days=400))
        .not_valid_after(expires)
        .sign(key, hashes.SHA256())
    )


def pem(path: Path, name: str = "certificate", password: bytes = b"", **more: datetime) -> Path:
    """A file that its owner alone can read."""
    locked = BestAvailableEncryption(password) if password else NoEncryption()
    key = private_key(name).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    path.write_bytes(key + certificate(name, **more).public_bytes(Encoding.PEM))
    path.chmod(0o600)
    return path


def pfx(path: Path, password: bytes, name: str = "certificate", **more: datetime) -> Path:
    locked = BestAvailableEncryption(password)
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"samrad", private_key(name), certificate(name, **more), None, locked
        )
    )
    path.chmod(0o600)
    return path


@dataclass
class Entra:
    """``trusts``: the keys of the certificates that are laid in at the registration, by thumbprint.

    ``lent``: the tokens that it trusts as federated. ``asked`` holds every form that came to the right door,
    ``elsewhere`` what came to any other.
    """

    origin: str = ""
    secret: str = "hush"
    lent: set[str] = field(default_factory=set)
    trusts: dict[str, rsa.RSAPublicKey] = field(default_factory=dict)
    asked: list[Mapping[str, Any]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"{self.origin}/t-1/oauth2/v2.0/token"

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/t-1/oauth2/v2.0/token", self._token)
        app.router.add_route("*", "/{rest:.*}", self._elsewhere)
        return app

    def lay_in(self, name: str = "certificate") -> None:
        """Trust the certificate of that key."""
        found = certificate(name).fingerprint(hashes.SHA256())
        self.trusts[base64.urlsafe_b64encode(found).decode().rstrip("=")] = private_key(name).public_key()

    async def _elsewhere(self, request: web.Request) -> web.Response:
        self.elsewhere.append(f"{request.method} {request.path} {await request.text()}")
        return web.Response()

    async def _token(self, request: web.Request) -> web.Response:
        if self.answers:
            return self.answers.pop(0)
        asked = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(asked)
        if (why := self._why_not(asked)) is not None:
            self.wrong.append(why)
            body = {
                "error": "invalid_client",
                "error_codes": [7000215],
                "error_description": f"AADSTS7000215: {asked}",
            }
            return web.json_response(body, status=401)
        token = f"token-{len(self.asked)}"
        return web.json_response({"token_type": "Bearer", "expires_in": 3600, "access_token": token})

    def _why_not(self, asked: Mapping[str, str]) -> str | None:
        if "client_secret" in asked:
            return None if asked["client_secret"] == self.secret else "secret"
        shown = asked["client_assertion"]
        if asked["client_assertion_type"] != TYPE:
            return "type"
        if shown in self.lent:
            return None
        return self._unsigned(shown)

    def _unsigned(self, shown: str) -> str | None:
        try:
            header = jwt.get_unverified_header(shown)
        except jwt.PyJWTError:
            return "garbage"
        key = self.trusts.get(str(header.get("x5t#S256")).rstrip("="))
        if key is None or header["alg"] not in {"PS256", "RS256"}:
            return "thumbprint"
        try:
            claims = jwt.decode(
                shown,
                key,
                algorithms=[header["alg"]],
                audience=self.url,
                issuer="app",
                options={"require": ["exp", "jti", "sub", "iat"]},
            )
        except jwt.PyJWTError as wrong:
            return type(wrong).__name__
        if claims["sub"] != "app" or claims["exp"] - time_now() > 600 or claims["jti"] in self.seen:
            return "claims"
        self.seen.add(claims["jti"])
        return None


def time_now() -> float:
    """MSAL and its services go by the machine's own clock."""
    return time.time()  # noqa: TID251 - what is checked here is what MSAL wrote by that clock


@dataclass
class Machine:
    """IMDS and App Service on a machine whose identities are ``held``, by client id."""

    origin: str = ""
    held: dict[str, str] = field(default_factory=dict)
    header: str = "the header"
    moved: str = ""
    asked: list[Mapping[str, str]] = field(default_factory=list)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/metadata/identity/oauth2/token", self._imds)
        app.router.add_get("/msi/token", self._app_service)
        return app

    async def _imds(self, request: web.Request) -> web.Response:
        return self._answer(request, request.headers.get("Metadata") == "true")

    async def _app_service(self, request: web.Request) -> web.Response:
        return self._answer(request, request.headers.get("X-IDENTITY-HEADER") == self.header)

    def _answer(self, request: web.Request, known: object) -> web.Response:
        if self.moved:
            raise web.HTTPTemporaryRedirect(self.moved)
        asked = dict(request.query)
        self.asked.append(asked)
        name = asked.get("client_id", "")
        if not known or name not in self.held:
            return web.json_response({"error": "invalid_request"}, status=400)
        token = f"{self.held[name]} for {asked['resource']}"
        expires = int(time_now()) + 3600
        return web.json_response(
            {"access_token": token, "expires_in": "3600", "expires_on": str(expires), "token_type": "Bearer"}
        )


@asynccontextmanager
async def open_entra() -> AsyncIterator[Entra]:
    entra = Entra()
    async with listening(entra.app()) as entra.origin:
        yield entra


@asynccontextmanager
async def open_machine() -> AsyncIterator[Machine]:
    machine = Machine()
    async with listening(machine.app()) as machine.origin:
        yield machine
