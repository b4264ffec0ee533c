"""The files beside the pages, read once. Only these can be asked for: no path is ever looked up."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import reports

FOLDER = Path(__file__).parent / "static"


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    content: bytes

    @cached_property
    def address(self) -> str:
        """Changes with the content, so a browser may keep it for ever."""
        return f"/webb/{self.name}?v={hashlib.sha256(self.content).hexdigest()[:12]}"


def _read(path: Path, media_type: str) -> File:
    return File(path.name, media_type, path.read_bytes())


CSS = _read(FOLDER / "samrad.css", "text/css")
JS = _read(FOLDER / "samrad.js", "text/javascript")
# Found beside the package and not by its writer, which would be loaded with every start.
REPORT_CSS = _read(Path(reports.__file__).parent / "templates" / "report.css", "text/css")
FILES = {file.name: file for file in (CSS, JS, REPORT_CSS)}
