"""Teams' way of handing over a file: a card that asks, a yes or no that comes back, a card that shows it.

It works in personal chats only, and puts the file in the person's own OneDrive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder.schema import Activity, Attachment

from bot.fields import identifier, part
from bot.inbox import Envelope, Unreadable
from domain.messages import File

INVOKE = "fileConsent/invoke"
ASKED = "application/vnd.microsoft.teams.card.file.consent"
GIVEN = "application/vnd.microsoft.teams.card.file.info"

LARGEST = 10_000_000
"""Bytes of a file that is offered this way; a larger one has its link alone."""

_LONGEST_URL = 4_000


@dataclass(frozen=True)
class Upload:
    """Where Teams wants the bytes. ``url`` is a key to that place: it is never logged."""

    url: str
    content_url: str
    name: str
    unique_id: str
    file_type: str

    def shown(self) -> Activity:
        """The card of a file that has arrived."""
        content = {"uniqueId": self.unique_id, "fileType": self.file_type}
        return _with(
            Attachment(content_type=GIVEN, content_url=self.content_url, name=self.name, content=content)
        )


@dataclass(frozen=True)
class Consent:
    """What was answered. ``key``: of the file that was asked about; ``upload`` is None after a no."""

    key: str
    upload: Upload | None


def offered(file: File) -> bool:
    return bool(file.key) and 0 < file.size <= LARGEST


def asking(file: File) -> Activity:
    """The card that asks whether the person wants the file. What comes back is looked at anew."""
    context = {"key": file.key}
    content = {
        "description": "Filen läggs i din egen OneDrive.",
        "sizeInBytes": file.size,
        "acceptContext": context,
        "declineContext": context,
    }
    return _with(Attachment(content_type=ASKED, name=file.name, content=content))


def _with(attachment: Attachment) -> Activity:
    return Activity(type="message", attachments=[attachment])


def answered(envelope: Envelope) -> Consent:
    """Raise Unreadable for an answer that lacks what it must have."""
    value = part(envelope.raw, "value")
    key = identifier(part(value, "context").get("key"))
    if not key:
        raise Unreadable("value.context.key")
    match value.get("action"):
        case "accept":
            return Consent(key, _upload(part(value, "uploadInfo")))
        case "decline":
            return Consent(key, None)
        case _:
            raise Unreadable("value.action")


def _upload(info: Mapping[str, Any]) -> Upload:
    urls = [_url(info.get(name)) for name in ("uploadUrl", "contentUrl")]
    named = [identifier(info.get(name)) for name in ("name", "uniqueId", "fileType")]
    if not all((*urls, *named)):
        raise Unreadable("value.uploadInfo")
    return Upload(urls[0], urls[1], named[0], named[1], named[2])


def _url(given: object) -> str:
    fits = isinstance(given, str) and len(given) <= _LONGEST_URL and given.isascii() and given.isprintable()
    return given if isinstance(given, str) and fits else ""
