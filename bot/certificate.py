"""The bot's certificate with its private key, from a PEM or a PFX file that nobody else can read."""

import os
import stat
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from domain.errors import BadSetting
from domain.workdays import STOCKHOLM

_NAME = "SAMRAD_APP_CERTIFICATE"
_LARGEST = 1_000_000
_OTHERS = stat.S_IRWXO | stat.S_IWGRP
"""What nobody but the owner may do with the file; its group may read it, as clusters hand out secrets."""


@dataclass(frozen=True)
class Certificate:
    """``key`` and ``public`` in PEM, the key as it is signed with. ``thumbprint``: SHA-256, in hex."""

    thumbprint: str
    expires: datetime
    public: str = field(repr=False)
    key: str = field(repr=False)


def read_certificate(path: Path, password: str) -> Certificate:
    """Raise BadSetting, one line without a word of what is in the file, when it cannot be used."""
    content = _content(path)
    try:
        key, found = _of_pem(content, password) if b"-----BEGIN" in content else _of_pfx(content, password)
    except (ValueError, TypeError):  # TypeError: a password that is missing, or that is not wanted
        raise BadSetting(
            f"{_NAME}: {path} gick inte att läsa som PEM eller PFX. Kontrollera filen och lösenordet i"
            f" {_NAME}_PASSWORD."
        ) from None
    if not isinstance(key, RSAPrivateKey):
        raise BadSetting(f"{_NAME}: {path} har ingen privat RSA-nyckel. Lägg nyckel och certifikat i filen.")
    public = key.public_key()
    own = [one for one in found if one.public_key() == public]
    if not own:
        raise BadSetting(
            f"{_NAME}: certifikatet i {path} hör inte till nyckeln där. Lägg dit det som gör det."
        )
    latest = max(own, key=lambda one: one.not_valid_after_utc)
    return Certificate(
        thumbprint=latest.fingerprint(hashes.SHA256()).hex(),
        expires=latest.not_valid_after_utc.astimezone(STOCKHOLM),
        public=latest.public_bytes(Encoding.PEM).decode("ascii"),
        key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii"),
    )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & _OTHERS:
                raise BadSetting(
                    f"{_NAME}: {path} kan läsas eller ändras av andra på datorn. Skriv: chmod 600 {path}"
                )
            return file.read(_LARGEST)
    except OSError as why:
        raise BadSetting(
            f"{_NAME}: {path} gick inte att läsa ({type(why).__name__}). Skriv sökvägen till filen."
        ) from None


def _of_pem(content: bytes, password: str) -> tuple[object, list[x509.Certificate]]:
    given = password.encode() or None
    return load_pem_private_key(content, given), x509.load_pem_x509_certificates(content)


def _of_pfx(content: bytes, password: str) -> tuple[object, list[x509.Certificate]]:
    key, own, others = pkcs12.load_key_and_certificates(content, password.encode() or None)
    return key, [one for one in (own, *others) if one]
