"""A real SMTP server on this machine, which answers as it is told and keeps what it takes in."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.mail_server import MailServer, Tls

DROP = "the connection goes"
"""Instead of an answer."""


class Certificates:
    """``server`` is shown by the post office, ``trust`` is what a client that trusts it has."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        authority = trustme.CA()
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(self.server)
        self.trust = ssl.create_default_context()
        authority.configure_trust(self.trust)


@dataclass
class PostOffice:
    """``answers``: what it says instead of yes to a command, by its name; the last one stays."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)
    users: list[tuple[str, str, bool]] = field(default_factory=list)
    port: int = 0

    def says(self, command: str, *answers: str) -> None:
        self.answers[command] = list(answers)

    def server(self, tls: Tls = Tls.NONE, user: str = "", password: str = "") -> MailServer:
        return MailServer("127.0.0.1", self.port, tls, user, password)

    def letters(self) -> list[EmailMessage]:
        return [_read(envelope) for envelope in self.envelopes]

    def letter(self) -> EmailMessage:
        (only,) = self.letters()
        return only

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT", server)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.envelopes.append(envelope)
        return self._answer("DATA", server)

    async def handle_QUIT(self, server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        return self._answer("QUIT", server, "221 Bye")

    def authenticate(
        self, server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        private = _transport(server).get_extra_info("sslcontext") is not None
        self.users.append((given.login.decode(), given.password.decode(), private))
        refused = self._answer("AUTH", server, "")
        return AuthResult(success=not refused, handled=False, message=refused or None)

    def _answer(self, command: str, server: SMTP, otherwise: str = "250 OK") -> str:
        answers = self.answers.get(command) or [otherwise]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer == DROP:
            _transport(server).abort()
        return answer


def _transport(server: SMTP) -> asyncio.Transport:
    assert isinstance(server.transport, asyncio.Transport)
    return server.transport


def _read(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    read = message_from_bytes(envelope.content, policy=POLICY)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


@asynccontextmanager
async def open_office(
    tls: Tls = Tls.NONE, shown: ssl.SSLContext | None = None, *, login: bool = False
) -> AsyncIterator[PostOffice]:
    """Open until the end of the block, on a port of its own."""
    office = PostOffice()
    options: dict[str, Any] = {"hostname": "post.example", "enable_SMTPUTF8": False}
    if login:
        options |= {"authenticator": office.authenticate, "auth_require_tls": False}
    if tls is Tls.STARTTLS:
        options |= {"tls_context": shown}
    opened: list[SMTP] = []

    def protocol() -> SMTP:
        opened.append(SMTP(office, **options))
        return opened[-1]

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(
        protocol, "127.0.0.1", 0, ssl=shown if tls is Tls.FROM_THE_START else None
    )
    async with listening:
        office.port = listening.sockets[0].getsockname()[1]
        yield office
        for one in opened:
            # One that has closed already has nothing left to be let go of.
            if one.transport and not _transport(one).is_closing():
                _transport(one).abort()
