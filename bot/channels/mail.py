"""E-mail as a way to reach people: those in other tenants, whom the bot never reaches in Teams.

A letter is handed over once, to one server, over a connection of its own. Nothing is retried here: whoever
sends knows what a second copy would mean. It has the same Message-ID each time.
"""

import asyncio
import hashlib
import ssl
from contextlib import suppress
from email.utils import format_datetime

from aiosmtplib import SMTP, SMTPException

from bot.channels.letter import enveloped, letter_of
from bot.channels.mail_answers import named, no_login, no_tls, silent
from bot.clock import Clock
from bot.mail_server import MailServer, Tls
from bot.mailbox import mailbox
from bot.settings import Settings
from domain.delivery import MAIL, Address, Reason, Unreachable
from domain.messages import Account, Message
from domain.people import Person

_SENDER = "Samråd"
_ANSWER = 10.0
"""Seconds to wait for each answer of the server."""
_BEFORE = 30.0
"""Seconds for all that comes before the letter, and then as many again for it: less than a row's lease."""


def mail_of(settings: Settings, clock: Clock) -> "Mail | None":
    """E-mail as it is set up; None where it is not."""
    server = settings.mail_server
    return Mail(server, settings.mail_from, clock) if server else None


class Mail:
    """Letters from ``sender`` (one mailbox) through ``server``. ``trust``: whose certificates hold."""

    def __init__(
        self, server: MailServer, sender: str, clock: Clock, trust: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._sender = sender
        self._clock = clock
        self._trust = trust or ssl.create_default_context()

    def reaches(self, person: Person) -> bool:
        """Whether there is an address to write to. What is for the invented never leaves this machine."""
        return bool(person.mail) and (not person.invented or self._server.tls is Tls.NONE)

    def address(self, person: Person, key: str) -> Address:
        """Where to write to ``person`` what the outbox has under ``key``: resent, it is the same letter."""
        return Address(
            Account("", person.mail, person.name), "", key, self._sender, channel=MAIL, personal=True
        )

    async def deliver(self, address: Address, message: Message) -> str:
        """Hand the letter over and give its Message-ID. Raise NotDelivered by name."""
        try:
            recipient = mailbox(address.account.id)
        except ValueError:
            why = "e-postadressen går inte att använda"
            raise Unreachable(why, Reason.NO_SUCH_MAIL, "fel form") from None
        letter_id = self._letter_id(address)
        headers = {
            "From": f"{_SENDER} <{address.bot}>",
            "Reply-To": address.bot,
            "To": recipient,
            "Date": format_datetime(self._clock()),
            "Message-ID": letter_id,
        }
        await self._hand_over(address.bot, recipient, bytes(enveloped(letter_of(message), headers)))
        return letter_id

    def _letter_id(self, address: Address) -> str:
        mark = hashlib.sha256(f"{address.conversation} {address.account.id}".encode()).hexdigest()[:40]
        return f"<{mark}@{self._host}>"

    @property
    def _host(self) -> str:
        return self._sender.rpartition("@")[2]

    async def _hand_over(self, sender: str, recipient: str, letter: bytes) -> None:
        client = self._client()
        try:
            await self._introduced(client, sender, recipient)
            try:
                async with asyncio.timeout(_BEFORE):
                    await client.data(letter)
            except (SMTPException, OSError) as failure:
                raise silent(failure) from None  # its words may quote what we showed
            with suppress(SMTPException, OSError):
                await client.quit(timeout=1)
        finally:
            client.close()

    async def _introduced(self, client: SMTP, sender: str, recipient: str) -> None:
        """All that comes before the letter itself: whatever goes wrong here, nothing was delivered."""
        try:
            async with asyncio.timeout(_BEFORE):
                await client.connect()
                await client.ehlo()
                await self._made_private(client)
                await self._logged_in(client)
                await client.mail(sender)
                await client.rcpt(recipient)
        except (SMTPException, OSError) as failure:
            raise named(failure) from None  # the same

    async def _made_private(self, client: SMTP) -> None:
        if self._server.tls is Tls.STARTTLS:
            if not client.supports_extension("starttls"):
                raise no_tls()
            await client.starttls()
            await client.ehlo()

    async def _logged_in(self, client: SMTP) -> None:
        if self._server.user:
            if not client.supported_auth_methods:
                raise no_login()
            await client.login(self._server.user, self._server.password)

    def _client(self) -> SMTP:
        """It does not upgrade the connection by itself: whether it must is our own rule."""
        return SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.tls is Tls.FROM_THE_START,
            start_tls=False,
            tls_context=self._trust,
            timeout=_ANSWER,
            local_hostname=self._host,
        )
