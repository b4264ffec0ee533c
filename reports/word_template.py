"""Opening a Word template, checked all through: everything that is wrong with it is told at once."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as WordDocument

from reports.word_content_flaws import content_flaws
from reports.word_flaws import BadTemplate, Flaw
from reports.word_package import package_flaws
from reports.word_page_flaws import page_flaws
from reports.word_protection import protection_flaws
from reports.word_slot_flaws import slot_flaws
from reports.word_stories import lost_ends, missing_ends
from reports.word_style_flaws import style_flaws

_CHECKS: Final = (protection_flaws, content_flaws, style_flaws, page_flaws, missing_ends, slot_flaws)


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
    if flaws := list(lost_ends(word)):
        return tuple(flaws)
    return tuple(flaw for flaws_of in _CHECKS for flaw in flaws_of(word))
