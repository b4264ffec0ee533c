"""Where a template has text of its own: its body, and the headers and footers of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word_flaws import Flaw

BODY: Final = "Brödtexten"
_ENDS: Final = {"header": "Sidhuvudet", "footer": "Sidfoten"}
_PAGES: Final = {"default": "", "first": " på första sidan", "even": " på jämna sidor"}
_SHOWN: Final = ("w:t", "w:drawing", "w:pict", "w:object", "w:instrText", "w:fldSimple")

Ends = Mapping[tuple[str, str], str]
"""The part of each header and footer of a section, by ("header", "first")."""


@dataclass(frozen=True)
class Story:
    """``place``: what somebody who has it open in Word calls it."""

    place: str
    element: BaseOxmlElement


def stories(word: WordDocument) -> list[Story]:
    """The body first; each header and footer once."""
    found: dict[str, Story] = {}
    for _, ends in _sections(word):
        for (end, page), held in ends.items():
            element = word.part.related_parts[held].element
            found.setdefault(held, Story(_ENDS[end] + _PAGES[page], element))
    return [Story(BODY, word.element.body), *found.values()]


def lost_ends(word: WordDocument) -> Iterator[Flaw]:
    """Headers and footers that a section names and the file does not hold: no story can be read without."""
    for _, ends in _sections(word):
        for (end, page), held in ends.items():
            if not isinstance(word.part.related_parts.get(held), XmlPart):
                remedy = "Öppna filen i Word, låt Word reparera den, och spara."
                yield Flaw(
                    _ENDS[end] + _PAGES.get(page, ""), "saknas i filen, fast ett avsnitt har det.", remedy
                )
                return


def missing_ends(word: WordDocument) -> Iterator[Flaw]:
    """Headers and footers of first or even pages that the template says are apart, but that nobody has made.

    An empty one is taken as meant; one that is not there would leave the page without the organisation's own.
    """
    even = word.settings.odd_and_even_pages_header_footer
    told: set[str] = set()
    for section, ends in _sections(word):
        apart = [("first", section.titlePg_val), ("even", even)]
        for page in (page for page, on in apart if on):
            for end, name in _ENDS.items():
                place = name + _PAGES[page]
                if (end, page) not in ends and _shows(word, ends.get((end, "default"))) and place not in told:
                    told.add(place)
                    yield Flaw(place, "saknas, fast mallen säger att det ska vara ett eget.", _remedy(page))


def _remedy(page: str) -> str:
    option = "Annorlunda förstasida" if page == "first" else "Olika för udda och jämna sidor"
    return (
        "Dubbelklicka överst eller nederst på en sådan sida i Word och fyll i det, "
        f"eller stäng av ”{option}” under Sidhuvud och sidfot."
    )


def _sections(word: WordDocument) -> Iterator[tuple[CT_SectPr, Ends]]:
    """Each section with its headers and footers; one that a section lacks is that of the section before."""
    ends: dict[tuple[str, str], str] = {}
    for section in word.element.body.iter(qn("w:sectPr")):
        own = {
            (end, reference.get(qn("w:type"), "default")): reference.get(qn("r:id"), "")
            for end in _ENDS
            for reference in section.findall(qn(f"w:{end}Reference"))
        }
        ends = {**ends, **own}
        yield section, ends


def _shows(word: WordDocument, held: str | None) -> bool:
    """Whether there is anything to see in the part."""
    if held is None:
        return False
    element = word.part.related_parts[held].element
    return any(next(element.iter(qn(tag)), None) is not None for tag in _SHOWN)
