"""The report as one page for a browser: nothing is fetched, nothing runs, everything people wrote is text."""

from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from domain.swedish import moment, upper_first
from reports.anchors import anchored, note_anchor, section_anchor
from reports.captions import caption_parts
from reports.columns import number_columns
from reports.document import Block, Chart, Document, Heading, Section
from reports.edition import edition
from reports.languages import in_languages
from reports.note_places import first_places
from reports.notes import Noted
from reports.outlined import has_contents
from reports.picture import svg
from reports.titles import parts_of
from reports.writable import writable

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES: Final = Path(__file__).parent / "templates"
CSS: Final = _TEMPLATES / "report.css"
"""The look of a report; also of its sections on a page of ours, which then gives the colours."""

_COVER: Final = "cover"


def write(document: Document) -> bytes:
    """The whole page, in UTF-8. Same input, same bytes."""
    css = CSS.read_text(encoding="utf-8")
    html = (
        _templates()
        .get_template("report.html")
        .render(
            page=_Page(document, Noted(document)),
            document=document,
            cover=[section for section in document.sections if section.key == _COVER],
            body=[section for section in document.sections if section.key != _COVER],
            css=Markup(css),  # noqa: S704 - our own file
            css_hash=b64encode(sha256(css.encode()).digest()).decode(),
        )
    )
    return html.encode()


def section_html(document: Document, section: Section) -> Markup:
    """A section of the document, its heading at level 2, for a page that has a heading of its own.

    To stand in an element of the class "report", with ``CSS``. Its notes lead to the section "references".
    """
    page = _Page(document, Noted(document))
    made = _templates().get_template("section.html").render(page=page, section=section)
    return Markup(made)  # noqa: S704 - the template escapes all that it is given


@dataclass(frozen=True)
class _Page:
    """What the templates ask for."""

    document: Document
    noted: Noted
    spoken: str = ""

    @cached_property
    def first(self) -> dict[int, str]:
        """Where each note is shown first, for its row to lead back to."""
        return first_places(self.document, self.noted)

    def speaking(self, section: Section) -> "_Page":
        """The same page, for what stands in the section."""
        language = self.language(section)
        return replace(self, spoken=language) if language else self

    def words(self, text: str) -> Markup:
        """A sentence, with the words in it that are in the document's language and not in the section's."""
        own = self.document.properties.language
        return Markup().join(
            Markup('<span lang="{}">{}</span>').format(own, _lines(words)) if foreign else _lines(words)
            for words, foreign in in_languages(text, self.spoken)
        )

    def language(self, section: Section) -> str:
        """Empty when it is the document's own."""
        return "" if section.language == self.document.properties.language else section.language


def parts(section: Section) -> list[tuple[str, str]]:
    """The section's headings at level 2, each with where it is."""
    headings = [(block, places[0]) for block, places in anchored(section) if isinstance(block, Heading)]
    return [(place, heading.text) for heading, place in headings if heading.level == 2]  # noqa: PLR2004 - said above


def _lines(text: str) -> Markup:
    """People's words, with their line breaks."""
    return Markup("<br>").join(escape(line) for line in writable(text).split("\n"))


def _kind(block: Block) -> str:
    return type(block).__name__


def _picture(chart: Chart) -> str:
    """The address of the chart's picture, which is the picture itself."""
    return f"data:image/svg+xml;base64,{b64encode(svg(chart.drawing)).decode()}"


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - with the first page

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "title_parts": parts_of,
        "lines": _lines,
        "plain": writable,
        "kind": _kind,
        "picture": _picture,
        "moment": moment,
        "anchored": anchored,
        "number_columns": number_columns,
        "parts": parts,
        "section_anchor": section_anchor,
        "note_anchor": note_anchor,
        "caption_parts": caption_parts,
        "has_contents": has_contents,
        "edition": edition,
        "upper_first": upper_first,
    }
    return made
