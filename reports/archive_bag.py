"""A package in BagIt 1.0 (RFC 8493), zipped: the files under data/, and checksums of every one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DECLARATION: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16
_ESCAPED: Final = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))
"""How a manifest writes what would break its lines."""


@dataclass(frozen=True)
class Bag:
    """``name``: the folder that everything lies in. ``payload``: content by path under data/.

    ``info``: what bag-info.txt says, label by label; the size and the number of files are added to it.
    """

    name: str
    payload: Mapping[str, bytes]
    info: tuple[tuple[str, str], ...]


def zipped(bag: Bag, made: datetime) -> bytes:
    """The bag as a zip, every entry dated ``made`` (aware). Same bag, same bytes."""
    payload = {f"data/{path}": content for path, content in bag.payload.items()}
    tags = {
        "bagit.txt": DECLARATION.encode(),
        "bag-info.txt": _info(bag).encode(),
        "manifest-sha256.txt": _manifest(payload).encode(),
    }
    everything = {**tags, "tagmanifest-sha256.txt": _manifest(tags).encode(), **payload}
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for path, content in sorted(everything.items()):
            package.writestr(_entry(f"{bag.name}/{path}", made), content)
    return written.getvalue()


def _entry(path: str, made: datetime) -> ZipInfo:
    moment = made.astimezone(UTC)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    entry = ZipInfo(path, stamp)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry


def _manifest(files: Mapping[str, bytes]) -> str:
    lines = (f"{sha256(content).hexdigest()}  {_path(path)}\n" for path, content in sorted(files.items()))
    return "".join(lines)


def _path(path: str) -> str:
    for sign, code in _ESCAPED:
        path = path.replace(sign, code)
    return path


def _info(bag: Bag) -> str:
    size = sum(map(len, bag.payload.values()))
    added = (("Bag-Size", _readable(size)), ("Payload-Oxum", f"{size}.{len(bag.payload)}"))
    return _labelled((*bag.info, *added))


def _labelled(lines: Iterable[tuple[str, str]]) -> str:
    """A label with nothing to say is left out; a value is one line whatever is in it."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines if value.strip())


def _readable(size: int) -> str:
    for unit in ("B", "kB", "MB"):
        if size < 1000:  # noqa: PLR2004 - a kilo of bytes
            return f"{size} {unit}"
        size = round(size / 1000)
    return f"{size} GB"
