"""Whether everything that a template leaves open can be filled in."""

import re
from collections.abc import Iterator
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word_flaws import Flaw
from reports.word_slots import REPORT, SLOT, VALUES, named, paragraphs, text_of
from reports.word_stories import BODY, Story, stories

_NAMES: Final = "Titel, Korttitel, Diarienummer, Status, Version, Datum och Rapporten"
_ANY: Final = "|".join((*VALUES, REPORT))
_HALF: Final = re.compile(rf"\[\s*({_ANY})\b|\b({_ANY})\s*\]", re.IGNORECASE)
_ALONE: Final = "Skriv [Rapporten] på en egen rad i brödtexten."
_SHOWN: Final = 60
_WITHIN: Final = {
    qn("w:tc"): "en tabell",
    qn("w:txbxContent"): "en textruta",
    qn("w:sdtContent"): "en innehållskontroll",
}


def slot_flaws(word: WordDocument) -> Iterator[Flaw]:
    """What would be left unfilled, or cannot be filled in where it stands."""
    for story in stories(word):
        yield from _broken(story)
        for number, paragraph in paragraphs(story.element):
            text = text_of(paragraph)
            if "[" in text or "]" in text:
                place = _place(story, number, text)
                yield from (*_unknown(place, text), *_misplaced(story, place, paragraph))
    yield from _repeated(word)


def _broken(story: Story) -> Iterator[Flaw]:
    """Content controls and fields that lack a part: Word would repair the report instead of opening it."""
    for control in story.element.iter(qn("w:sdt")):
        if control.find(qn("w:sdtContent")) is None:
            alias = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
            name = "" if alias is None else f" ”{alias.get(qn('w:val'))}”"
            yield Flaw(
                story.place, f"innehållskontrollen{name} saknar innehåll.", "Ta bort den och gör en ny."
            )
    ends = [one.get(qn("w:fldCharType")) for one in story.element.iter(qn("w:fldChar"))]
    if ends.count("begin") != ends.count("end"):
        remedy = "Visa fältkoderna i Word med Alt+F9, ta bort fältet som är trasigt, och gör ett nytt."
        yield Flaw(story.place, "ett fält har en början men inget slut, eller tvärtom.", remedy)


def _place(story: Story, number: int, text: str) -> str:
    text = " ".join(text.split())
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"
    return f"{story.place}, stycke {number}, ”{shown}”"


def _unknown(place: str, text: str) -> Iterator[Flaw]:
    for found in SLOT.finditer(text):
        name = found[1]
        if name[0].isupper() and name.casefold() not in (*VALUES, REPORT):
            remedy = f"De som finns är {_NAMES}. Rätta ordet, eller ta bort hakparenteserna."
            yield Flaw(place, f"platshållaren [{name}] är okänd.", remedy)
    for found in _HALF.finditer(SLOT.sub("", text)):
        name = (found[1] or found[2]).capitalize()
        yield Flaw(place, f"platshållaren {found[0]} saknar en hakparentes.", f"Skriv [{name}].")


def _misplaced(story: Story, place: str, paragraph: BaseOxmlElement) -> Iterator[Flaw]:
    """The report is many paragraphs and tables: it can stand where a line of the body's own stands."""
    text = text_of(paragraph)
    if REPORT not in named(text):
        return
    around = [_WITHIN[one.tag] for one in paragraph.iterancestors() if one.tag in _WITHIN]
    if story.place != BODY:
        yield Flaw(place, "rapporten kan inte ligga i ett sidhuvud eller en sidfot.", _ALONE)
    elif around:
        yield Flaw(place, f"rapporten kan inte ligga i {around[0]}.", _ALONE)
    elif SLOT.sub("", text, count=1).strip():
        yield Flaw(place, "[Rapporten] står tillsammans med annan text.", _ALONE)


def _repeated(word: WordDocument) -> Iterator[Flaw]:
    body = paragraphs(word.element.body)
    numbers = [number for number, one in body if REPORT in named(text_of(one))]
    if len(numbers) > 1:
        told = " och ".join(f"stycke {number}" for number in numbers)
        yield Flaw(f"{BODY}, {told}", "[Rapporten] finns mer än en gång.", "Ta bort alla utom en.")
