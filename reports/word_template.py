"""Opening a Word template, checked all through: everything that is wrong with it is told at once."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument

from reports.word_flaws import BadTemplate, Flaw
from reports.word_package import package_flaws
from reports.word_protection import protection_flaws
from reports.word_slot_flaws import slot_flaws
from reports.word_stories import missing_ends
from reports.word_style_flaws import style_flaws


def opened(template: Path) -> WordDocument:
    """The template, ready to write on. Raises BadTemplate, which says where it is wrong and what to do."""
    try:
        content = template.read_bytes()
    except OSError as error:
        remedy = "Kontrollera sökvägen, eller använd mallen som följer med Samråd."
        raise BadTemplate(template, [Flaw("Filen", "kan inte läsas.", remedy)]) from error
    if flaws := _flaws(content):
        raise BadTemplate(template, flaws)
    word = docx.Document(BytesIO(content))
    word.element.body.get_or_add_sectPr()
    return word


@lru_cache(maxsize=4)
def _flaws(content: bytes) -> tuple[Flaw, ...]:
    """Kept: the same template is opened for every report."""
    if flaws := package_flaws(content):
        return tuple(flaws)
    word = docx.Document(BytesIO(content))
    return (*protection_flaws(word), *style_flaws(word), *missing_ends(word), *slot_flaws(word))
