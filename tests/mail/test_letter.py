"""What stands in an e-mail, read again as a mail program reads it."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.letter import enveloped, letter_of
from bot.channels.mail import Mail
from domain.delivery import Address, Refused
from domain.messages import Button, Message, Panel
from tests.mail.conftest import FIA, SENDER
from tests.mail.post_office import PostOffice

LINK = "https://samrad.example/svara/abc.def-123"
OPENED = Message(
    panel=Panel(
        "Dags att rapportera för Sjuhärad: kvartal 4 2026",
        ("Omgången är öppen. Svara senast 24 november.", "Du får det här för att du är uppgiftslämnare."),
        (("Sista svarsdag", "24 november 2026"), ("Stänger", "1 december 2026")),
    ),
    buttons=(Button("Rapportera", "rapportera"), Button("Öppna i webbläsaren", opens=LINK)),
)
INJECTED = "Hej\r\nBcc: alla@kommun.example\r\n\r\n<script>alert(1)</script>"


EVERY_SIGN = st.characters(exclude_categories=())
"""Half ones (surrogates), too."""


class Seen(HTMLParser):
    """What an HTML text would show, and every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def part(letter: EmailMessage, kind: str) -> str:
    found = letter.get_body((kind,))
    assert found is not None
    assert found.get_content_charset() == "utf-8"
    content = found.get_content()
    assert isinstance(content, str)
    return content


async def sent(message: Message, mail: Mail, fia: Address, office: PostOffice) -> EmailMessage:
    await mail.deliver(fia, message)
    return office.letter()


async def test_text_and_html_say_the_same(mail: Mail, fia: Address, office: PostOffice) -> None:
    letter = await sent(OPENED, mail, fia, office)
    assert letter.get_content_type() == "multipart/alternative"
    assert part(letter, "plain").splitlines() == [
        "Dags att rapportera för Sjuhärad: kvartal 4 2026",
        "",
        "Omgången är öppen. Svara senast 24 november.",
        "",
        "Du får det här för att du är uppgiftslämnare.",
        "",
        "Sista svarsdag: 24 november 2026",
        "Stänger: 1 december 2026",
        "",
        "Öppna i webbläsaren:",
        LINK,
        "",
        "-- ",
        "Länken är din egen: den öppnar formuläret i ditt namn. Skicka den inte vidare.",
        "Det här brevet skickades automatiskt av Samråd. Har du frågor, svara på det.",
    ]
    seen = Seen(part(letter, "html"))
    for line in part(letter, "plain").replace(LINK, "").replace("-- ", "").splitlines():
        for said in line.rstrip(":").split(": "):
            assert said in seen.text
    assert ("a", {"href": LINK}) in seen.elements


async def test_the_headers_say_who_writes_and_that_nobody_did(
    mail: Mail, fia: Address, office: PostOffice
) -> None:
    letter = await sent(OPENED, mail, fia, office)
    assert letter["Subject"] == "Dags att rapportera för Sjuhärad: kvartal 4 2026"
    assert letter["From"] == f"Samråd <{SENDER}>"
    assert letter["Reply-To"] == SENDER
    assert letter["To"] == "fia@kommun.example"
    assert letter["Date"] == "Fri, 20 Nov 2026 09:30:00 +0100"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "sv"
    assert not [name for name in letter if name.lower().startswith(("list-", "precedence", "x-"))]
    (envelope,) = office.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, ["fia@kommun.example"])
    assert isinstance(envelope.content, bytes)
    assert envelope.content.isascii()
    assert max(map(len, envelope.content.split(b"\r\n"))) < 100


async def test_nothing_is_fetched_and_nobody_is_followed(
    mail: Mail, fia: Address, office: PostOffice
) -> None:
    seen = Seen(part(await sent(OPENED, mail, fia, office), "html"))
    assert {tag for tag, _ in seen.elements} <= {
        "html", "head", "meta", "title", "body", "h1", "p", "table", "tr", "th", "td", "a", "hr", "br",
    }  # fmt: skip
    assert [given["href"] for _, given in seen.elements if "href" in given] == [LINK]
    assert not [given for _, given in seen.elements if "src" in given or "background" in given]


async def test_a_letter_that_is_sent_again_is_the_same_letter(
    mail: Mail, fia: Address, office: PostOffice
) -> None:
    first, again = [await mail.deliver(fia, OPENED) for _ in range(2)]
    other = await mail.deliver(mail.address(FIA, "2026Q4/påminnelse/fia"), OPENED)
    assert first == again != other
    assert [letter["Message-ID"] for letter in office.letters()] == [first, again, other]
    assert re.fullmatch(r"<[0-9a-f]{40}@lansstyrelsen\.example>", first)


async def test_headers_cannot_be_smuggled_in(mail: Mail, fia: Address, office: PostOffice) -> None:
    buttons = (Button(INJECTED, opens=LINK),)
    letter = await sent(
        Message(panel=Panel(INJECTED, (INJECTED,), ((INJECTED, INJECTED),)), buttons=buttons),
        mail, fia, office,
    )  # fmt: skip
    assert letter["Subject"] == "Hej Bcc: alla@kommun.example <script>alert(1)</script>"
    assert letter["Bcc"] is None
    assert office.envelopes[0].rcpt_tos == ["fia@kommun.example"]
    seen = Seen(part(letter, "html"))
    assert "script" not in {tag for tag, _ in seen.elements}
    assert seen.text.count("<script>alert(1)</script>") == 6


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.example/x y", "data:text/html,x", ""])
def test_only_an_address_of_the_web_is_a_link(address: str) -> None:
    letter = letter_of(Message(panel=Panel("Hej"), buttons=(Button("Öppna", opens=address),)))
    assert letter.links == ()


def test_what_can_only_be_said_in_teams_says_so() -> None:
    message = Message(panel=Panel("Försenade enheter"), buttons=(Button("Visa status", "status 2026Q4"),))
    assert letter_of(message).paragraphs == (
        "Visa status: skriv ”status 2026Q4” till Samråd i Teams.",
    )  # fmt: skip


def test_a_link_to_something_else_is_nobodys_own() -> None:
    message = Message(panel=Panel("Rapporten"), buttons=(Button("Läs", opens="https://lst.example/rapport"),))
    assert not any("din egen" in line for line in letter_of(message).foot)


def test_a_text_without_a_heading_has_a_subject() -> None:
    letter = letter_of(Message(text="Rad ett.\n\nRad två."))
    assert (letter.subject, letter.paragraphs) == ("Meddelande från Samråd", ("Rad ett.", "Rad två."))


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(Refused, match="Teams"):
        letter_of(Message())


def test_signs_that_no_letter_holds_become_spaces() -> None:
    letter = letter_of(Message(panel=Panel("A\ud800B\x00C", ("Rad\x1b[2J ett.\nRad\u2028två.",))))
    assert (letter.subject, letter.paragraphs) == ("A B C", ("Rad [2J ett.\nRad\ntvå.",))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(EVERY_SIGN, max_size=200), st.text(EVERY_SIGN, max_size=300))
def test_whatever_is_said_is_a_letter_that_reads_the_same(title: str, paragraph: str) -> None:
    letter = letter_of(Message(panel=Panel(title, (paragraph,))))
    raw = bytes(enveloped(letter, {"From": SENDER, "To": "fia@kommun.example"}))
    read = message_from_bytes(raw, policy=SMTP)
    assert isinstance(read, EmailMessage)
    assert raw.isascii()
    assert sorted(read.keys()) == sorted(
        "From To Subject Auto-Submitted Content-Language MIME-Version Content-Type".split()
    )
    assert read["Subject"] == letter.subject
    assert part(read, "plain").replace("\r\n", "\n") == letter.text()
    assert part(read, "html").replace("\r\n", "\n") == letter.html()
