"""Where e-mail goes out is two settings: both or neither, and a secret that nobody sees."""

import traceback

import pytest

from bot.mail_server import MailServer, Tls
from bot.settings import read_settings
from domain.errors import BadSetting

FROM = "samrad@lansstyrelsen.example"


def server(url: str) -> MailServer:
    found = read_settings(smtp_url=url, mail_from=FROM).mail_server
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://post.example", MailServer("post.example", 587, Tls.STARTTLS)),
        ("smtp://post.example:25/", MailServer("post.example", 25, Tls.STARTTLS)),
        ("smtps://post.example", MailServer("post.example", 465, Tls.FROM_THE_START)),
        ("smtps://127.0.0.1", MailServer("127.0.0.1", 465, Tls.FROM_THE_START)),
        ("smtp://localhost:25", MailServer("localhost", 25, Tls.NONE)),
        ("smtp://[::1]:25", MailServer("::1", 25, Tls.NONE)),
        ("smtp://a%40b:k%3A%C3%A5@post.example", MailServer("post.example", 587, Tls.STARTTLS, "a@b", "k:å")),
    ],
)  # fmt: skip
def test_the_address_says_who_takes_our_letters_and_how_in_private(url: str, expected: MailServer) -> None:
    assert server(url) == expected


def test_without_the_settings_no_mail_is_sent() -> None:
    assert read_settings().mail_server is None


@pytest.mark.parametrize(
    "url",
    [
        "hemligt", "http://hemligt@post.example", "smtp://", "smtp://:hemligt@post.example",
        "smtp://hemligt@post.example", "smtp://u:hemligt@post.example:99999", "smtp://u:hemligt@post.example:0",
        "smtp://u:hemligt@post.example/ut", "smtp://u:hemligt@post.example?a=b",
        "smtp://u:hem ligt@post.example", "smtp://u:hemligt%0D%0ARSET@post.example",
        "smtp://u:hemligt\n@post.example", "smtp://u:hemligt@[::1",
        "smtp://u:hemligt@post..example",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_one_line_without_the_secret(url: str) -> None:
    with pytest.raises(BadSetting) as caught:
        server(url)
    told = "".join(traceback.format_exception(caught.value))
    assert str(caught.value).startswith("SAMRAD_SMTP_URL är fel: skriv ")
    assert "hemligt" not in told
    assert "hem ligt" not in told


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"smtp_url": "smtp://u:hemligt@post.example"}, "SAMRAD_MAIL_FROM"),
        ({"mail_from": FROM}, "SAMRAD_SMTP_URL"),
    ],
)
def test_one_without_the_other_names_the_one_that_is_missing(given: dict[str, str], missing: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings(**given)
    assert str(caught.value).startswith(f"{missing} saknas: skriv ")
    assert "hemligt" not in str(caught.value)


@pytest.mark.parametrize(
    "sender", ["Samråd <a@b.example>", "a@b.example\r\nBcc: x@y.example", "samrad", "a@b"]
)
def test_the_sender_is_one_mailbox(sender: str) -> None:
    with pytest.raises(BadSetting, match="SAMRAD_MAIL_FROM är fel: skriv en e-postadress"):
        read_settings(smtp_url="smtp://post.example", mail_from=sender)


def test_the_secret_is_in_no_text_of_the_settings() -> None:
    settings = read_settings(smtp_url="smtp://user:hemligt@post.example", mail_from=FROM)
    assert "hemligt" not in f"{settings!r} {settings} {settings.mail_server!r} {settings.model_dump()}"
