"""Tokens that nobody should believe, made by hand where no library would make them."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from hmac import digest
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from bot.local.signing import Signer, private_key

SHARED = b"a secret that both of us would have to know"
CURVE = ec.generate_private_key(ec.SECP256R1())
PEM = private_key("key-1").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def published(kid: str, named: str = "", endorsements: object = ("msteams", "webchat")) -> dict[str, Any]:
    """A key as Bot Framework lists it, under its own id or another."""
    public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(private_key(kid).public_key()))
    return public | {"kid": named or kid, "use": "sig", "endorsements": endorsements}


def all_kinds() -> dict[str, Any]:
    """The good key, and beside it every kind that must not be taken for one."""
    curve = json.loads(ECAlgorithm.to_jwk(CURVE.public_key()))
    shared = {"kty": "oct", "k": _text(SHARED), "kid": "shared", "endorsements": ["msteams"]}
    return {
        "keys": [
            published("key-1"),
            published("unendorsed", endorsements=[]),
            published("no-list", endorsements=None),
            published("elsewhere", endorsements=["webchat", "directline"]),
            published("no-list-but-text", endorsements="msteams"),
            curve | {"kid": "curve", "endorsements": ["msteams"]},
            shared,
            {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB", "endorsements": ["msteams"]},
            {**published("unnamed"), "kid": None},
            "no key at all",
        ]
    }


def claims(signer: Signer, **changed: object) -> dict[str, Any]:
    good: dict[str, Any] = jwt.decode(signer.token(), options={"verify_signature": False})
    return good | changed


def signed(signer: Signer, algorithm: str, key: Any, **header: object) -> str:  # noqa: ANN401 - as PyJWT has it
    """The right claims under another algorithm, key or header."""
    return jwt.encode(claims(signer), key, algorithm=algorithm, headers={"kid": "key-1", **header})


def with_claims(signer: Signer, **changed: object) -> str:
    """A good signature over claims that PyJWT would not sign."""
    whole = json.dumps(claims(signer, **changed)).encode()
    return jwt.PyJWS().encode(whole, private_key("key-1"), "RS256", {"kid": "key-1"})


def unsigned(signer: Signer, algorithm: str) -> str:
    return f"{_part({'alg': algorithm, 'typ': 'JWT', 'kid': 'key-1'})}.{_part(claims(signer))}."


def with_shared(signer: Signer, secret: bytes, **header: object) -> str:
    """HS256 with what we have published as its secret: PyJWT would not make it."""
    said = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'key-1', **header})}.{_part(claims(signer))}"
    return f"{said}.{_text(digest(secret, said.encode(), sha256))}"


def other_claims(signer: Signer, **changed: object) -> str:
    """The claims exchanged under a good signature."""
    head, _, signature = signer.token().split(".")
    return f"{head}.{_part(claims(signer, **changed))}.{signature}"


def with_header(signer: Signer, header: bytes) -> str:
    """These very bytes as the header."""
    return ".".join([_text(header), *signer.token().split(".")[1:]])


def cut(token: str) -> str:
    """The signature without its last bytes."""
    head, body, signature = token.split(".")
    return f"{head}.{body}.{_text(urlsafe_b64decode(signature + '==')[:-8])}"


def _part(said: object) -> str:
    return _text(json.dumps(said).encode())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
