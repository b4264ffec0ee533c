"""The Teams app package: manifest, English strings and icons in one zip, the same bytes for the same facts.

What is fixed stands in manifest.json and en.json beside this file; what differs between installations is
handed in as AppFacts, and the commands come from the list of dialogs.
"""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from manifest.icons import ACCENT, COLOR, OUTLINE

HERE = Path(__file__).parent
MANIFEST = "manifest.json"
ENGLISH = "en.json"

GUID = re.compile(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
DEVELOPER = re.compile(r"[^\r\n]{1,32}")
PAGE = re.compile(r"https://[^\s/]+\S*")
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")

MOST_COMMANDS = 12

# A zip cannot say "no time"; this is the first that it can say.
NO_TIME = (1980, 1, 1, 0, 0, 0)
UNIX = 3


class BadFact(ValueError):
    """A fact that the package cannot be built from. The words (Swedish) name it and say what to write."""


@dataclass(frozen=True, slots=True)
class Command:
    """One line in the menu of commands. The bot receives the title in the language of the reader's Teams."""

    title_sv: str
    title_en: str
    description_sv: str
    description_en: str


@dataclass(frozen=True, slots=True)
class AppFacts:
    """What differs between installations.

    `app_id` is the app's own GUID, `bot_id` that of the bot's registration. `version` must rise (1.2.3) for
    Teams to take an update. The three pages must be readable without signing in. `valid_domains` are the
    hosts that cards link to, without https://.
    """

    app_id: str
    bot_id: str
    version: str
    developer_name: str
    website_url: str
    privacy_url: str
    terms_of_use_url: str
    valid_domains: tuple[str, ...] = ()


def build(app: AppFacts, commands: Sequence[Command]) -> bytes:
    """The zip to upload to Teams. Raises BadFact."""
    _check_app(app)
    _check_commands(commands)
    return _zip(
        (
            (MANIFEST, _json(manifest(app, commands))),
            (ENGLISH, _json(english(commands))),
            (COLOR, (HERE / COLOR).read_bytes()),
            (OUTLINE, (HERE / OUTLINE).read_bytes()),
        )
    )


def manifest(app: AppFacts, commands: Sequence[Command]) -> dict[str, Any]:
    """The manifest in Swedish, of facts that are taken as they stand."""
    whole = _read(MANIFEST)
    bot = whole["bots"][0]
    bot["botId"] = app.bot_id
    bot["commandLists"][0]["commands"] = [
        {"title": command.title_sv, "description": command.description_sv} for command in commands
    ]
    return whole | {
        "id": app.app_id,
        "version": app.version,
        "accentColor": ACCENT,
        "developer": {
            "name": app.developer_name,
            "websiteUrl": app.website_url,
            "privacyUrl": app.privacy_url,
            "termsOfUseUrl": app.terms_of_use_url,
        },
        "validDomains": list(app.valid_domains),
    }


def english(commands: Sequence[Command]) -> dict[str, Any]:
    """The English strings, each under its path in the manifest."""
    strings = _read(ENGLISH)
    for place, command in enumerate(commands):
        path = f"bots[0].commandLists[0].commands[{place}]"
        strings |= {f"{path}.title": command.title_en, f"{path}.description": command.description_en}
    return strings


def _check_app(app: AppFacts) -> None:
    guid = "ett GUID, till exempel 12345678-1234-1234-1234-123456789abc"
    page = "en adress som börjar med https://"
    rules = [
        ("App-id", app.app_id, GUID, guid),
        ("Bot-id", app.bot_id, GUID, guid),
        ("Versionen", app.version, VERSION, "tre tal, till exempel 1.0.0"),
        ("Utvecklarens namn", app.developer_name, DEVELOPER, "1–32 tecken på en rad"),
        ("Utvecklarens webbplats", app.website_url, PAGE, page),
        ("Sidan om personuppgifter", app.privacy_url, PAGE, page),
        ("Sidan med användningsvillkor", app.terms_of_use_url, PAGE, page),
        *(
            ("En giltig domän", domain, DOMAIN, "ett värdnamn utan https:// och sökväg")
            for domain in app.valid_domains
        ),
    ]
    for name, value, rule, wanted in rules:
        if not rule.fullmatch(value):
            raise BadFact(f"{name} ska vara {wanted}, inte ”{value}”.")


def _check_commands(commands: Sequence[Command]) -> None:
    if not 0 < len(commands) <= MOST_COMMANDS:
        raise BadFact(
            f"Teams visar 1–{MOST_COMMANDS} kommandon, inte {len(commands)}. Ta bort eller slå ihop några."
        )
    for titles in ([command.title_sv for command in commands], [command.title_en for command in commands]):
        for title, count in Counter(title.casefold() for title in titles).items():
            if not title or count > 1:
                raise BadFact(f"Varje kommando behöver ett eget namn; ”{title}” står {count} gånger.")


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return content


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Stored, not compressed: how well bytes are packed differs from one machine to the next."""
    package = BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.create_system = UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return package.getvalue()
