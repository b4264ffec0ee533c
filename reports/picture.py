"""A chart's picture: SVG for PDF and HTML, PNG for Word. The same drawing is always the same bytes.

Letters are drawn as outlines in both. As text an SVG would need its font wherever it is shown: an image on a
web page gets none, Typst leaves out letters that it has no font for, and a screen reader would read the
picture's words on top of its alt text.
"""

import logging
import re
from functools import lru_cache
from io import BytesIO
from threading import Lock

from reports.document import Drawing

_KEPT = 64
"""Pictures of each kind that are kept: some reports' worth, at 20–60 kB a picture."""

_DPI = 200
_ONE_AT_A_TIME = Lock()
"""matplotlib reads its settings and fonts from tables that all threads share."""

# Its word on where it keeps its list of fonts is for a person at a prompt: where there is no home, or none
# that can be written in, it takes a temporary folder, and the first picture of a process a second longer.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

_NOT_DRAWN = re.compile(rb"<!DOCTYPE[^>]*>\s*|\s*<!--.*?-->|\s*<metadata>.*?</metadata>", re.DOTALL)


@lru_cache(maxsize=_KEPT)
def svg(drawing: Drawing) -> bytes:
    """One column (16 cm) wide, the page showing through. No comment, document type, metadata or link."""
    return _NOT_DRAWN.sub(b"", _made(drawing, "svg", {"Date": None, "Creator": None}))


@lru_cache(maxsize=_KEPT)
def png(drawing: Drawing) -> bytes:
    """One column (16 cm) wide, 200 dots an inch, which the file says of itself."""
    return _made(drawing, "png", {"Software": None})


def _made(drawing: Drawing, wanted: str, about: dict[str, str | None]) -> bytes:
    with _ONE_AT_A_TIME:
        # matplotlib takes most of a second to load, and nobody but the first picture waits for it.
        from reports.picture_drawn import drawn  # noqa: PLC0415 - loaded with the first picture
        from reports.picture_settings import settings  # noqa: PLC0415 - loaded with the first picture

        file = BytesIO()
        with settings():
            drawn(drawing).savefig(file, format=wanted, dpi=_DPI, metadata=about, transparent=wanted == "svg")
        return file.getvalue()
