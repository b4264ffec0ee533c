"""A message as an e-mail: text and simple HTML that say the same. Nothing in it is fetched or followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from urllib.parse import urlsplit

from domain.delivery import Refused
from domain.messages import Button, Message

_LONGEST_SUBJECT = 150
_UNTITLED = "Meddelande från Samråd"
_OWN = "/svara/"
"""In the address of a form that is one person's own."""

_KEEP = "Länken är din egen: den öppnar formuläret i ditt namn. Skicka den inte vidare."
_FOOT = "Det här brevet skickades automatiskt av Samråd. Har du frågor, svara på det."


@dataclass(frozen=True)
class Letter:
    """What a letter says, before it is text or HTML. ``title`` is one line; ``foot`` comes last.

    ``links``: words and address.
    """

    title: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return self.title[:_LONGEST_SUBJECT]

    def text(self) -> str:
        facts = "\n".join(f"{name}: {value}" for name, value in self.facts)
        links = [f"{words}:\n{address}" for words, address in self.links]
        parts = (self.title, *self.paragraphs, facts, *links, "-- \n" + "\n".join(self.foot))
        return "\n\n".join(part for part in parts if part) + "\n"

    def html(self) -> str:
        return "\n".join(
            (
                "<!DOCTYPE html>",
                '<html lang="sv">',
                f'<head><meta charset="utf-8"><title>{escape(self.title)}</title></head>',
                '<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">',
                f"<h1>{escape(self.title)}</h1>",
                *self._html_parts(),
                "</body>",
                "</html>\n",
            )
        )

    def _html_parts(self) -> Iterator[str]:
        for paragraph in self.paragraphs:
            yield f"<p>{'<br>'.join(map(escape, paragraph.splitlines()))}</p>"
        if self.facts:
            yield "<table>"
            for name, value in self.facts:
                yield f'<tr><th scope="row" align="left">{escape(name)}</th><td>{escape(value)}</td></tr>'
            yield "</table>"
        for words, address in self.links:
            yield f'<p><a href="{escape(address)}">{escape(words)}</a></p>'
        yield f"<hr><p>{'<br>'.join(map(escape, self.foot))}</p>"


def letter_of(message: Message) -> Letter:
    """The letter that says what ``message`` says. Raise Refused for what can only be shown in Teams."""
    panel = message.panel
    said = tuple(part for part in message.text.split("\n\n") if part.strip())
    read = said + (panel.paragraphs if panel else ())
    if not read and not panel:
        raise Refused("meddelandet går bara att visa i Teams")
    links = tuple((button.title, button.opens) for button in message.buttons if _web(button.opens))
    files = (f"Filen {message.file.name} får du av samordnaren.",) if message.file else ()
    own = any(urlsplit(address).path.startswith(_OWN) for _, address in links)
    return Letter(
        title=_one_line(panel.title if panel else "") or _UNTITLED,
        paragraphs=tuple(map(_plain, (*read, *files, *_to_say(message.buttons, links)))),
        facts=tuple((_one_line(name), _one_line(value)) for name, value in (panel.facts if panel else ())),
        links=tuple((_one_line(words), address) for words, address in links),
        foot=(_KEEP, _FOOT) if own else (_FOOT,),
    )


def enveloped(letter: Letter, headers: dict[str, str]) -> EmailMessage:
    """The letter with its headers, both parts in UTF-8. A line break in a header is a ValueError."""
    written = EmailMessage(policy=SMTP)
    for name, value in {**headers, "Subject": letter.subject}.items():
        written[name] = value
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(letter.text(), charset="utf-8", cte="quoted-printable")
    written.add_alternative(letter.html(), subtype="html", charset="utf-8", cte="quoted-printable")
    # Last: what stands there before belongs to the text alone.
    written["Content-Language"] = "sv"
    return written


def _to_say(buttons: tuple[Button, ...], links: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """What can be said in Teams; nothing when the letter has a way of its own that needs no Teams."""
    if not links:
        for button in buttons:
            if button.says:
                yield f"{button.title}: skriv ”{button.says}” till Samråd i Teams."


def _web(address: str) -> bool:
    """Whether it is an address to click on. Ours are; anything else is left out."""
    return urlsplit(address).scheme in {"http", "https"} and address.isprintable() and " " not in address


def _one_line(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _plain(words: str) -> str:
    """Without the signs that no letter holds: they would break its lines or its encoding."""
    lines = (_one_line(line) for line in words.strip().splitlines())
    return "\n".join(lines)
