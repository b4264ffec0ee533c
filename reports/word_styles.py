"""The named styles that a Word template must have. A county may bring its own template with these names."""

from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError

from domain.errors import SamradError

TEMPLATE: Final = Path(__file__).parent / "template.docx"

TITLE: Final = "Title"
HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3")
TEXT: Final = "Normal"
BULLET: Final = "List Bullet"
CAPTION: Final = "Caption"
HEADER: Final = "Header"
FACT: Final = "Dokumentuppgift"
BOX: Final = "Ruta"
TABLE_TEXT: Final = "Tabelltext"
NOTE: Final = "Källhänvisning"
TABLE: Final = "Rapporttabell"

_WANTED: Final = (
    *((name, WD_STYLE_TYPE.PARAGRAPH) for name in (TITLE, *HEADINGS, TEXT, BULLET, CAPTION, HEADER)),
    *((name, WD_STYLE_TYPE.PARAGRAPH) for name in (FACT, BOX, TABLE_TEXT)),
    (NOTE, WD_STYLE_TYPE.CHARACTER),
    (TABLE, WD_STYLE_TYPE.TABLE),
)
_IN_WORDS: Final = {
    WD_STYLE_TYPE.PARAGRAPH: "styckeformat",
    WD_STYLE_TYPE.CHARACTER: "teckenformat",
    WD_STYLE_TYPE.TABLE: "tabellformat",
}


class BadTemplate(SamradError):
    """The Word template cannot be used; the words name the file and what to do."""


def opened(template: Path) -> WordDocument:
    """The template, with every named style of the right sort; BadTemplate otherwise."""
    try:
        document = docx.Document(str(template))
    except (OSError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise BadTemplate(
            f"Word-mallen {template} kan inte öppnas. Den ska vara en Word-fil som slutar på .docx. "
            "Kontrollera sökvägen, eller använd mallen som följer med Samråd."
        ) from error
    there = {(style.name, style.type) for style in document.styles}
    lacking = [f"”{name}” ({_IN_WORDS[sort]})" for name, sort in _WANTED if (name, sort) not in there]
    if lacking:
        raise BadTemplate(
            f"Word-mallen {template} saknar formatmallen {', '.join(lacking)}. "
            "Lägg till det som saknas i mallen, eller använd mallen som följer med Samråd."
        )
    return document


def ids(document: WordDocument) -> dict[str, str]:
    """Each named style's id in the file; a template made in Swedish Word has ids of its own."""
    return {name: document.styles[name].style_id for name, _ in _WANTED}
