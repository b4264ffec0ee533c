"""How a server's answers become outcomes: what was not delivered, what never will be, what nobody knows."""

import asyncio

import pytest

from bot.channels.mail import Mail
from bot.channels.mail_answers import LATER, Mistaken
from bot.clock import HandedClock
from bot.mail_server import MailServer, Tls
from domain.delivery import Address, Ambiguous, NotDelivered, Postponed, Refused, Unreachable
from domain.messages import Message, Panel
from domain.people import Person, Role
from tests.mail.conftest import FIA, SENDER
from tests.mail.post_office import DROP, Certificates, PostOffice, open_office

NOTICE = Message(panel=Panel("Påminnelse", ("Sista svarsdag är i dag.",)))
SECRET = "kål/rot:på@hög"


async def failure(mail: Mail, to: Person = FIA) -> NotDelivered:
    """What comes of a notice that is not delivered."""
    with pytest.raises(NotDelivered) as caught:
        await mail.deliver(mail.address(to, "2026Q4/öppnad/fia"), NOTICE)
    assert "kommun.example" not in str(caught.value)
    assert SECRET not in str(caught.value)
    return caught.value


async def test_a_letter_that_is_taken_in_is_sent(mail: Mail, fia: Address, office: PostOffice) -> None:
    assert await mail.deliver(fia, NOTICE) == office.letter()["Message-ID"]


@pytest.mark.parametrize(
    ("answer", "expected", "words"),
    [
        (("RCPT", "550 5.1.1 fia@kommun.example?"), Unreachable, "e-postadressen tas inte emot (550 5.1.1)"),
        (("RCPT", "553 no such mailbox"), Unreachable, "e-postadressen tas inte emot (553)"),
        (("RCPT", "450 4.2.0 Greylisted"), Postponed, "e-postservern tar inte emot just nu (450 4.2.0)"),
        (("RCPT", "421 4.7.0 Try later"), Postponed, "e-postservern tar inte emot just nu (421 4.7.0)"),
        (("RCPT", "530 5.7.0 Log in first"), Mistaken, "SAMRAD_SMTP_URL"),
        (("RCPT", DROP), Postponed, "svarade inte (SMTPServerDisconnected)"),
        (("MAIL", "451 4.3.0 Local error"), Postponed, "(451 4.3.0)"),
        (("MAIL", "550 5.7.1 Not yours"), Mistaken, "SAMRAD_MAIL_FROM"),
        (("MAIL", DROP), Postponed, "svarade inte"),
        (("DATA", "554 5.7.1 Spam"), Refused, "e-postservern tog inte emot brevet (554 5.7.1)"),
        (("DATA", "452 4.3.1 Disk full"), Postponed, "(452 4.3.1)"),
        (("DATA", "421 Closing"), Postponed, "(421)"),
        (("DATA", DROP), Ambiguous, "svarade inte på brevet"),
    ],
)  # fmt: skip
async def test_an_answer_has_its_name(
    mail: Mail, office: PostOffice, answer: tuple[str, str], expected: type, words: str
) -> None:
    office.says(*answer)
    failed = await failure(mail)
    assert type(failed) is expected
    assert words in str(failed)
    assert len(office.envelopes) == (answer[0] == "DATA")


async def test_who_is_put_off_waits_a_while(mail: Mail, office: PostOffice) -> None:
    office.says("RCPT", "450 4.2.0 Greylisted")
    failed = await failure(mail)
    assert isinstance(failed, Postponed)
    assert failed.seconds == LATER


async def test_what_goes_wrong_after_the_letter_is_taken_in_changes_nothing(
    mail: Mail, fia: Address, office: PostOffice
) -> None:
    office.says("QUIT", DROP)
    assert await mail.deliver(fia, NOTICE)
    assert len(office.envelopes) == 1


async def test_nobody_listens(clock: HandedClock) -> None:
    async with open_office() as closed:
        server = closed.server()
    failed = await failure(Mail(server, SENDER, clock))
    assert type(failed) is Postponed


async def test_a_server_that_says_nothing_is_not_waited_for_for_ever(
    clock: HandedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.mail._ANSWER", 0.05)

    gone = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        gone.set()

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        failed = await failure(Mail(MailServer("127.0.0.1", port, Tls.NONE), SENDER, clock))
        await gone.wait()
    assert type(failed) is Postponed


@pytest.mark.parametrize(
    "address",
    [
        "", "fia", "fia@", "@kommun.example", "fia@kommun", "a@b@kommun.example",
        "fia@kommun.example\r\nBcc: x@y.example",
        "fia@kommun.example, eva@kommun.example", "<fia@kommun.example>", "fia åström@kommun.example",
        "fia@-.example", f"{'a' * 65}@kommun.example", f"fia@{'a.' * 130}example", "fia@127.0.0.1",
    ],
)  # fmt: skip
async def test_a_broken_address_is_never_tried(mail: Mail, office: PostOffice, address: str) -> None:
    failed = await failure(mail, Person("fia", "Fia", Role.REPORTER, "fyrbodal", mail=address))
    assert type(failed) is Unreachable
    assert office.envelopes == []


async def test_a_swedish_host_is_written_as_the_net_writes_it(mail: Mail, office: PostOffice) -> None:
    eva = Person("eva", "Eva", Role.REPORTER, "fyrbodal", mail="Eva.Ek@Åmål.example")
    await mail.deliver(mail.address(eva, "k"), NOTICE)
    assert office.envelopes[0].rcpt_tos == ["Eva.Ek@xn--ml-xiab.example"]


class TestPrivacy:
    @pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.FROM_THE_START])
    async def test_a_trusted_server_gets_user_and_letter_in_private(
        self, tls: Tls, clock: HandedClock, certificates: Certificates
    ) -> None:
        async with open_office(tls, certificates.server, login=True) as office:
            server = office.server(tls, "samrad", SECRET)
            mail = Mail(server, SENDER, clock, certificates.trust)
            await mail.deliver(mail.address(FIA, "k"), NOTICE)
            assert office.users == [("samrad", SECRET, True)]
            assert len(office.letters()) == 1

    @pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.FROM_THE_START])
    @pytest.mark.parametrize("shown", ["another issuer", "another host"])
    async def test_a_server_that_cannot_be_trusted_gets_nothing(
        self, tls: Tls, shown: str, clock: HandedClock, certificates: Certificates
    ) -> None:
        other = Certificates("127.0.0.1" if shown == "another issuer" else "post.example")
        trust = certificates.trust if shown == "another issuer" else other.trust
        async with open_office(tls, other.server, login=True) as office:
            failed = await failure(Mail(office.server(tls, "samrad", SECRET), SENDER, clock, trust))
            assert type(failed) is Mistaken
            assert "certifikat" in str(failed)
            assert (office.users, office.envelopes) == ([], [])

    async def test_a_server_without_starttls_gets_nothing(self, clock: HandedClock) -> None:
        async with open_office(login=True) as office:
            failed = await failure(Mail(office.server(Tls.STARTTLS, "samrad", SECRET), SENDER, clock))
            assert type(failed) is Mistaken
            assert "STARTTLS" in str(failed)
            assert (office.users, office.envelopes) == ([], [])

    async def test_a_wrong_password_is_the_operators_to_mend(
        self, clock: HandedClock, certificates: Certificates
    ) -> None:
        async with open_office(Tls.STARTTLS, certificates.server, login=True) as office:
            office.says("AUTH", "535 5.7.8 Authentication credentials invalid")
            server = office.server(Tls.STARTTLS, "samrad", SECRET)
            failed = await failure(Mail(server, SENDER, clock, certificates.trust))
            assert type(failed) is Mistaken
            assert "användaren eller lösenordet" in str(failed)
            assert "(535 5.7.8)" in str(failed)

    async def test_a_server_that_takes_no_users_is_the_operators_to_mend(
        self, office: PostOffice, clock: HandedClock
    ) -> None:
        failed = await failure(Mail(office.server(user="samrad", password=SECRET), SENDER, clock))
        assert type(failed) is Mistaken
        assert "inloggning" in str(failed)
