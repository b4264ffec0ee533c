"""The kinds of values that settings hold, each with its own check. A wrong one says what to write.

What a check quotes is no secret; of a secret it quotes nothing.
"""

import errno
import os
import re
import zipfile
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from bot.mail_server import mail_server
from bot.mailbox import mailbox
from bot.origins import Origins, address, is_loopback
from bot.tenants import tenants_of

_ID = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)?")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")

SHORTEST_SECRET = 32
"""Characters that a secret for signing has at the least."""


def _between_commas(given: object) -> object:
    if isinstance(given, str):
        return tuple(part.strip() for part in given.split(",") if part.strip())
    return given


def _host(given: str) -> str:
    try:
        given.encode("idna")
    except UnicodeError:
        given = ""
    if not given or not given.isprintable() or " " in given:
        raise ValueError("skriv ett värdnamn eller en IP-adress, till exempel 127.0.0.1")
    return given


def _id(given: str) -> str:
    if not _ID.fullmatch(given):
        raise ValueError("skriv ett id, till exempel 5a3d0000-0000-4000-8000-000000000001")
    return given


def _safe(given: str) -> str:
    url = address(given)
    if given and url is None and any(sign in given for sign in "@?#"):
        raise ValueError(
            "skriv adressen utan användare och lösenord, till exempel https://samrad.example.se"
            if "@" in given
            else "skriv adressen utan ? och #, och utan det som står efter"
        )
    if given and (url is None or (url.scheme != "https" and not is_loopback(url.host))):
        raise ValueError("skriv en adress som börjar med https://")
    return given


def _origins(given: tuple[str, ...]) -> tuple[str, ...]:
    if not given:
        raise ValueError("skriv minst en adress, till exempel https://smba.trafficmanager.net")
    Origins.exactly(given)
    return given


def _tenants(given: tuple[str, ...]) -> tuple[str, ...]:
    tenants_of(given)
    return given


def _domains(given: tuple[str, ...]) -> tuple[str, ...]:
    if not given:
        raise ValueError("skriv minst en domän, till exempel sharepoint.com")
    for host in given:
        if "://" in host or "@" in host:
            Origins.exactly([host])
        elif not _DOMAIN.fullmatch(host):
            raise ValueError(f"”{host}” är ingen domän; skriv den så här: sharepoint.com")
    return given


def _one_mailbox(given: str) -> str:
    return mailbox(given) if given else given


def _secret(given: SecretStr) -> SecretStr:
    words = given.get_secret_value()
    if not words.isprintable() or words != words.strip():
        raise ValueError("skriv hemligheten på en rad, utan mellanslag före och efter")
    return given


def _long(given: SecretStr) -> SecretStr:
    if 0 < len(given.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(f"skriv minst {SHORTEST_SECRET} tecken, slumpade")
    return given


def _mail_server(given: SecretStr) -> SecretStr:
    if url := given.get_secret_value():
        mail_server(url)
    return given


def _database(given: SecretStr) -> SecretStr:
    if url := given.get_secret_value():
        from store.postgresql_place import place_of  # noqa: PLC0415 - loaded only where it is the database

        place_of(url)
    return given


def _folder(path: Path) -> Path:
    """One that is there, or can be made."""
    _check_path(path, "en mapp där boten får spara")
    nearest = next((one for one in (path, *path.absolute().parents) if one.exists()), Path())
    if not nearest.is_dir():
        raise ValueError(f"{nearest} är ingen mapp; skriv en mapp där boten får spara")
    if not _writable(nearest):
        raise ValueError(f"{nearest} går inte att skriva i; skriv en mapp där boten får spara")
    return path


def _check_path(path: Path, what: str) -> None:
    """Raise ValueError for what no file can be called, and for what nobody would see in the name of one."""
    written = str(path)
    if not written.isprintable() or any(part != part.strip() for part in path.parts):
        raise ValueError(f"mellanslag sist i ett namn, eller tecken som inte syns; skriv {what}")
    try:
        path.absolute().exists()
    except OSError:
        raise ValueError(f"sökvägen går inte att använda ({len(written)} tecken); skriv {what}") from None


def _writable(folder: Path) -> bool:
    """Tried: not every system that says yes lets it be (/proc, /sys). A full disk is another matter."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    try:
        Path(mkdtemp(dir=folder)).rmdir()
    except OSError as refused:
        return refused.errno == errno.ENOSPC
    return True


def _one_file(path: Path | None) -> Path | None:
    """A file, whether it is there yet or not."""
    if path is None:
        return None
    _check_path(path, "sökvägen till filen")
    if path.is_dir():
        raise ValueError(f"{path} är en mapp; skriv sökvägen till filen")
    return path


def _word_file(path: Path | None) -> Path | None:
    """Whether it can be used as a template is checked when it is opened."""
    if path is None:
        return None
    _check_path(path, "sökvägen till en Word-mall (.docx)")
    if not path.is_file():
        what = "är ingen fil" if path.exists() else "finns inte"
        raise ValueError(f"{path} {what}; skriv sökvägen till en Word-mall (.docx)")
    if not zipfile.is_zipfile(path):
        raise ValueError(f"{path} är ingen Word-fil; skriv sökvägen till en Word-mall (.docx)")
    return path


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_between_commas)]
"""Written with commas between."""
Host = Annotated[str, AfterValidator(_host)]
Id = Annotated[str, AfterValidator(_id)]
SafeUrl = Annotated[str, AfterValidator(_safe)]
"""https, or anything on the loopback."""
ExactOrigins = Annotated[Listed, AfterValidator(_origins)]
TenantList = Annotated[Listed, AfterValidator(_tenants)]
Domains = Annotated[Listed, AfterValidator(_domains)]
Mailbox = Annotated[str, AfterValidator(_one_mailbox)]
Secret = Annotated[SecretStr, AfterValidator(_secret)]
LongSecret = Annotated[Secret, AfterValidator(_long)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database)]
MailUrl = Annotated[SecretStr, AfterValidator(_mail_server)]
Folder = Annotated[Path, AfterValidator(_folder)]
OneFile = Annotated[Path | None, AfterValidator(_one_file)]
WordFile = Annotated[Path | None, AfterValidator(_word_file)]
