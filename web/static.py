"""The two files beside the pages, read once. Only these can be asked for: no path is ever looked up."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    content: bytes

    @property
    def address(self) -> str:
        """Changes with the content, so a browser may keep it for ever."""
        return f"/webb/{self.name}?v={hashlib.sha256(self.content).hexdigest()[:12]}"


def _read(name: str, media_type: str) -> File:
    return File(name, media_type, (FOLDER / name).read_bytes())


CSS = _read("samrad.css", "text/css")
JS = _read("samrad.js", "text/javascript")
FILES = {file.name: file for file in (CSS, JS)}
