"""The report as a file: Word, PDF or HTML, by one name each. What writes one is loaded with the first."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reports.document import Document


class Format(StrEnum):
    WORD = "docx"
    PDF = "pdf"
    HTML = "html"

    @property
    def media_type(self) -> str:
        return _MEDIA[self]


_MEDIA = {
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class Written:
    """A made file. ``content`` is the same bytes for the same document."""

    name: str
    media_type: str
    content: bytes


def write(document: Document, wanted: Format, name: str, template: Path | None = None) -> Written:
    """``name``: without ending. ``template``: the organisation's own for Word; None is the one that ships.

    Raises BadTemplate, which names the file and the place in it.
    """
    content = _WRITERS[wanted](document, template)
    return Written(f"{name}.{wanted}", wanted.media_type, content)


def file_name(round_key: str, *, version: int = 0, decided: bool = False) -> str:
    """Without ending: lagesrapport-2026Q3-utkast-4; a decided one lagesrapport-2026Q3. 0: no version yet."""
    if decided:
        return f"lagesrapport-{round_key}"
    return f"lagesrapport-{round_key}-utkast" + (f"-{version}" if version else "")


def _word(document: Document, template: Path | None) -> bytes:
    from reports.word import write as written  # noqa: PLC0415 - python-docx is loaded with the first draft

    return written(document, template)


def _pdf(document: Document, _: Path | None) -> bytes:
    from reports.pdf import write as written  # noqa: PLC0415 - Typst is loaded with the first PDF

    return written(document)


def _html(document: Document, _: Path | None) -> bytes:
    from reports.html import write as written  # noqa: PLC0415 - the templates are read with the first page

    return written(document)


_WRITERS: dict[Format, Callable[[Document, Path | None], bytes]] = {
    Format.WORD: _word,
    Format.PDF: _pdf,
    Format.HTML: _html,
}
