"""What may not follow from a template into every report: changes, comments, and what Word would run."""

from collections.abc import Iterator
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word_flaws import Flaw
from reports.word_stories import BODY, stories

_WORD: Final = qn("w:p").removesuffix("p")
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
_PARTS: Final = {"footnotes": "Fotnoterna", "endnotes": "Slutnoterna", "styles": "Formatmallarna"}
_SHOWN: Final = 30

_CHANGES: Final = frozenset(
    f"{_WORD}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
)
_EMBEDDED: Final = frozenset({f"{_WORD}altChunk", f"{_WORD}control", f"{_WORD}subDoc", f"{_OFFICE}OLEObject"})
_FIELDS: Final = frozenset(
    (
        "PAGE NUMPAGES SECTION SECTIONPAGES TITLE SUBJECT KEYWORDS COMMENTS AUTHOR FILENAME DATE TIME "
        "CREATEDATE SAVEDATE PRINTDATE STYLEREF DOCPROPERTY REF PAGEREF NOTEREF TOC TC XE INDEX SEQ QUOTE "
        "HYPERLINK SYMBOL IF LISTNUM FORMTEXT FORMCHECKBOX FORMDROPDOWN"
    ).split()
)
"""What a field may begin with, and "=": those that show something of the document itself, or the day."""


def content_flaws(word: WordDocument) -> Iterator[Flaw]:
    """Each kind once a place, in every part that Word reads with the report."""
    places = {id(story.element): story.place for story in stories(word)}
    for part in word.part.package.iter_parts():
        element = _element(part)
        if element is not None:
            place = BODY if part is word.part else places.get(id(element)) or _named(part)
            yield from (*_reviewed(place, element), *_run(place, element))


def _element(part: Part) -> BaseOxmlElement | None:
    """The part's root; None when it is not Word's own, such as a picture."""
    root: BaseOxmlElement | None = None
    if isinstance(part, XmlPart):
        root = part.element
    elif "wordprocessingml" in part.content_type and part.content_type.endswith("+xml"):
        root = parse_xml(part.blob)
    return root


def _named(part: Part) -> str:
    name = part.partname.lstrip("/")
    return _PARTS.get(part.content_type.rpartition(".")[2].removesuffix("+xml"), f"Delen {name}")


def _reviewed(place: str, element: BaseOxmlElement) -> Iterator[Flaw]:
    tags = {str(one.tag) for one in element.iter(f"{_WORD}*")}
    if tags & _CHANGES or any(tag.endswith("Change") for tag in tags):
        wrong = "har spårade ändringar: den som ändrade, och det som ströks, skulle följa med i rapporten."
        yield Flaw(place, wrong, "Välj Granska i Word, Acceptera alla ändringar eller avvisa dem, och spara.")
    if tags & {f"{_WORD}comment", f"{_WORD}commentReference", f"{_WORD}commentRangeStart"}:
        wrong = "har kommentarer, som skulle följa med i rapporten."
        yield Flaw(place, wrong, "Välj Granska i Word, ta bort alla kommentarer i dokumentet, och spara.")


def _run(place: str, element: BaseOxmlElement) -> Iterator[Flaw]:
    """What Word would fetch or start when the report is opened, or may be told to."""
    for name in dict.fromkeys(_fields(element)):
        if name not in _FIELDS and not name.startswith("="):
            wrong = f"har fältet {name[:_SHOWN]}," if name else "har ett fält utan namn,"
            remedy = (
                "Visa fältkoderna i Word med Alt+F9, ta bort fältet, och spara. Fält får visa sidor, datum, "
                "rubriker, hänvisningar och dokumentets egenskaper."
            )
            yield Flaw(place, f"{wrong} som inte får finnas i en rapport.", remedy)
    if any(one.tag in _EMBEDDED for one in element.iter()):
        remedy = "Ta bort det, eller lägg in det som en bild, och spara."
        yield Flaw(place, "har ett inbäddat objekt eller en inbäddad fil.", remedy)
    for one in element.iter(f"{_VML}*"):
        if source := one.get("src"):
            yield Flaw(place, f"hämtar en bild från {source}.", "Lägg in bilden i dokumentet, och spara.")


def _fields(element: BaseOxmlElement) -> Iterator[str]:
    """What each field begins with, in capitals; empty when another field in its code is to say it."""
    open_codes: list[str] = []
    for one in element.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")):
        kind = one.get(qn("w:fldCharType"))
        if one.tag == qn("w:fldSimple"):
            yield _begins(one.get(qn("w:instr"), ""))
        elif kind == "begin":
            if open_codes and not open_codes[-1].strip():
                yield ""
            open_codes.append("")
        elif kind == "end" and open_codes:
            yield _begins(open_codes.pop())
        elif one.tag == qn("w:instrText") and open_codes:
            open_codes[-1] += one.text or ""


def _begins(code: str) -> str:
    return next(iter(code.split()), "").upper()
