"""The report as a PDF: tagged (PDF/UA-1), to be kept (PDF/A-2a), set by Typst."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import typst

from domain.errors import SamradError
from reports import fonts
from reports.document import Chart, Document
from reports.pdf_content import content, picture_name
from reports.picture import svg

_KEPT: Final = 11
_MAIN: Final = Path(__file__).parent / "typst" / "report.typ"


class NotMade(SamradError):
    """Typst would not set the report, or warned of something: a fault of ours, with Typst's own words."""


def write(document: Document) -> bytes:
    """The PDF. Same input, same bytes. Raises NotMade for whatever would make it less than it says it is."""
    return _set({"report": _told(document), **dict(_pictures(document))}, document.properties.made)


def _told(document: Document) -> str:
    return json.dumps({**content(document), "fonts": fonts.FAMILIES}, ensure_ascii=False)


def _pictures(document: Document) -> Iterator[tuple[str, str]]:
    """Each chart's picture, by the name that the content has for it."""
    charts = (block for block in document.blocks if isinstance(block, Chart))
    for number, chart in enumerate(charts, start=1):
        yield picture_name(number), svg(chart.drawing).decode()


def _set(inputs: dict[str, str], made_at: datetime) -> bytes:
    try:
        made, warnings = typst.compile_with_warnings(
            _MAIN,
            root=_MAIN.parent,
            font_paths=_fonts(),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["ua-1", "a-2a"],
            timestamp=made_at.astimezone(UTC).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise NotMade(_said([error])) from error
    finally:
        _forget()
    if warnings:
        raise NotMade(_said(warnings))
    return made


def _forget() -> None:
    """Typst keeps what it has worked out until ten documents have not used it: up to 700 MB for reports."""
    for _ in range(_KEPT):
        typst.compile(b"", font_paths=_fonts(), format="pdf")


def _said(complaints: Iterable[typst.TypstError | typst.TypstWarning]) -> str:
    said = "; ".join(" ".join((one.message, *one.hints)) for one in complaints)
    return f"PDF-filen kunde inte göras. Ladda ner rapporten som Word så länge, och meddela detta: {said}"


@cache
def _fonts() -> typst.Fonts:
    folder = str(fonts.folder())
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
