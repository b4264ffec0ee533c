"""The report as a PDF: tagged (PDF/UA-1), to be kept (PDF/A-2a), set by Typst."""

import json
from collections.abc import Iterable
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Final

import typst

from domain.errors import SamradError
from reports import fonts
from reports.document import Document
from reports.pdf_content import content

_SOURCES: Final = Path(__file__).parent / "typst"


class NotMade(SamradError):
    """Typst would not set the report, or warned of something: a fault of ours, with Typst's own words."""


def write(document: Document) -> bytes:
    """The PDF. Same input, same bytes. Raises NotMade for whatever would make it less than it says it is."""
    return _set(_SOURCES / "report.typ", {"report": _told(document)}, document)


def _told(document: Document) -> str:
    return json.dumps({**content(document), "fonts": fonts.FAMILIES}, ensure_ascii=False)


def _set(main: Path, inputs: dict[str, str], document: Document) -> bytes:
    try:
        made, warnings = typst.compile_with_warnings(
            main,
            root=main.parent,
            font_paths=_fonts(),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["ua-1", "a-2a"],
            timestamp=document.properties.made.astimezone(UTC),
        )
    except typst.TypstError as error:
        raise NotMade(_said([error])) from error
    if warnings:
        raise NotMade(_said(warnings))
    return made


def _said(complaints: Iterable[typst.TypstError | typst.TypstWarning]) -> str:
    said = "; ".join(" ".join((one.message, *one.hints)) for one in complaints)
    return f"PDF-filen kunde inte göras. Ladda ner rapporten som Word så länge, och meddela detta: {said}"


@cache
def _fonts() -> typst.Fonts:
    folder = str(fonts.folder())
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
