"""Tokens as Bot Framework signs them, made on this machine: real RS256 keys and real endorsements."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.clock import Clock
from bot.passport import ISSUER


@cache
def private_key(kid: str) -> rsa.RSAPrivateKey:
    """One key for each id, made once a process: making one takes a tenth of a second."""
    del kid  # a name that only tells keys apart
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Signer:
    """Publishes the keys in ``kids`` and signs with ``kid`` (which need not be published)."""

    app_id: str
    service_url: str
    clock: Clock
    kid: str = "key-1"
    kids: list[str] = field(default_factory=lambda: ["key-1"])
    endorsements: list[str] = field(default_factory=lambda: ["msteams", "webchat"])

    def jwks(self) -> dict[str, Any]:
        return {"keys": [self._published(kid) for kid in self.kids]}

    def token(self, **overrides: object) -> str:
        """A token for the bot. A claim given as None is left out; ``kid`` names another key."""
        now = int(self.clock().timestamp())
        kid = str(overrides.pop("kid", self.kid))
        claims: dict[str, object] = {
            "iss": ISSUER,
            "aud": self.app_id,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": self.service_url,
        }
        present = {name: claim for name, claim in (claims | overrides).items() if claim is not None}
        return jwt.encode(present, private_key(kid), algorithm="RS256", headers={"kid": kid, "x5t": kid})

    def rotate(self, kid: str) -> None:
        """Sign with a new key from now on, and publish that one alone."""
        self.kid, self.kids = kid, [kid]

    def _published(self, kid: str) -> dict[str, Any]:
        public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(private_key(kid).public_key()))
        return public | {"kid": kid, "x5t": kid, "use": "sig", "endorsements": self.endorsements}
