"""How the bot shows Entra that it is itself: what can be chosen, and what is chosen when nothing is."""

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr


class Way(StrEnum):
    """The safest first: what is kept nowhere, what is lent, what is signed with, what can be copied."""

    IDENTITY = "identity"
    """The bot is registered as a managed identity of the machine that it runs on."""
    FEDERATED = "federated"
    """The registration trusts a token that a cluster, or a managed identity, gives the bot."""
    CERTIFICATE = "certificate"
    SECRET = "secret"  # noqa: S105 - the name of a way, no secret


class Given(Protocol):
    """What the settings hold of it."""

    @property
    def credential(self) -> str: ...
    @property
    def app_id(self) -> str: ...
    @property
    def identity_client_id(self) -> str: ...
    @property
    def federated_token_file(self) -> Path | None: ...
    @property
    def app_certificate(self) -> Path | None: ...
    @property
    def app_secret(self) -> SecretStr: ...


AUTO = "auto"


def chosen(given: Given) -> Way:
    """The way that is named, or else the first that something is given for.

    Raise ValueError, naming the variable, when what it needs is not there.
    """
    if given.credential == AUTO:
        return _first(given)
    way = Way(given.credential)
    _check(way, given)
    return way


def _first(given: Given) -> Way:
    if given.identity_client_id:
        way = Way.IDENTITY if given.identity_client_id == given.app_id else Way.FEDERATED
        _check(way, given)
        return way
    if given.federated_token_file:
        return Way.FEDERATED
    if given.app_certificate:
        return Way.CERTIFICATE
    if given.app_secret.get_secret_value():
        return Way.SECRET
    raise ValueError(
        "SAMRAD_APP_CERTIFICATE saknas: skriv filen med botens certifikat. I stället går"
        " SAMRAD_IDENTITY_CLIENT_ID, SAMRAD_FEDERATED_TOKEN_FILE eller, för utveckling, SAMRAD_APP_SECRET."
    )


def _check(way: Way, given: Given) -> None:
    if lacking := _LACKING[way](given):
        raise ValueError(lacking)


def _identity(given: Given) -> str:
    if given.identity_client_id in {"", given.app_id}:
        return ""
    return (
        "SAMRAD_IDENTITY_CLIENT_ID är en annan än SAMRAD_APP_ID: skriv samma id i båda, eller federated i"
        " SAMRAD_CREDENTIAL om registreringen litar på identiteten."
    )


def _federated(given: Given) -> str:
    if bool(given.federated_token_file) == bool(given.identity_client_id):
        return (
            "SAMRAD_FEDERATED_TOKEN_FILE eller SAMRAD_IDENTITY_CLIENT_ID: skriv den ena av dem, inte båda,"
            " när SAMRAD_CREDENTIAL är federated."
        )
    if given.identity_client_id == given.app_id:
        return (
            "SAMRAD_IDENTITY_CLIENT_ID är botens eget id: skriv identity i SAMRAD_CREDENTIAL,"
            " eller id för den identitet som registreringen litar på."
        )
    return ""


def _certificate(given: Given) -> str:
    return (
        "" if given.app_certificate else "SAMRAD_APP_CERTIFICATE saknas: skriv filen med botens certifikat."
    )


def _secret(given: Given) -> str:
    found = given.app_secret.get_secret_value()
    return "" if found else "SAMRAD_APP_SECRET saknas: skriv botens klienthemlighet."


_LACKING = {
    Way.IDENTITY: _identity,
    Way.FEDERATED: _federated,
    Way.CERTIFICATE: _certificate,
    Way.SECRET: _secret,
}
