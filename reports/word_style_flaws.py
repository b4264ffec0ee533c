"""Whether a template's styles are what the report needs them to be."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word_flaws import Flaw
from reports.word_styles import (
    BULLET,
    CAPTION,
    CONTENTS,
    CONTENTS_TITLE,
    HEADINGS,
    KINDS,
    WANTED,
    Style,
    Wanted,
    named,
    styles_in,
)

_PANE: Final = "Öppna formatmallsfönstret i Word med Alt+Ctrl+Skift+S"
_CHANGE: Final = f"{_PANE} och välj Ändra på formatmallen"


def style_flaws(word: WordDocument) -> Iterator[Flaw]:
    """The flaws of every style that the report is written in."""
    styles = list(styles_in(word))
    for wanted in WANTED:
        found = named(wanted.name, styles)
        yield from _flawed(wanted, found) or _fitting(wanted, found[0], styles, word)
    yield from _hidden(styles, word)
    yield from _rings(styles)


def _hidden(styles: Sequence[Style], word: WordDocument) -> Iterator[Flaw]:
    """Text that nobody would see: told once, of the style that says it, or of all text."""
    usual = word.styles.element.find(
        "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:vanish")))
    )
    told: set[str] = set()
    for wanted in (*WANTED, *(Wanted(name) for name in (CONTENTS_TITLE, *CONTENTS))):
        for style in named(wanted.name, styles)[:1]:
            said = _inherited(style, styles, lambda one: one.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))
            said = _of_cells(style) if said is None else said
            place = _said_of(usual if said is None else said, styles)
            if _is_on(usual if said is None else said) and place not in told:
                told.add(place)
                remedy = f"{_CHANGE}, sedan Format, Tecken, och ta bort markeringen vid Dold."
                yield Flaw(place, "är dold text: den syns inte i rapporten.", remedy)


def _said_of(said: BaseOxmlElement | None, styles: Sequence[Style]) -> str:
    around = [] if said is None else list(said.iterancestors())
    found = next((one for one in styles if one.element in around), None)
    return "Formatmallarnas standardtext" if found is None else f"Formatmallen {_called(found.name)}"


def _of_cells(style: Style) -> BaseOxmlElement | None:
    """What a table style says of its first row and so on."""
    path = f"{qn('w:tblStylePr')}/{qn('w:rPr')}/{qn('w:vanish')}"
    return next((one for one in style.element.findall(path) if _is_on(one)), None)


def _is_on(said: BaseOxmlElement | None) -> bool:
    return said is not None and said.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _rings(styles: Sequence[Style]) -> Iterator[Flaw]:
    """Styles that are based on each other, or on themselves; each ring once."""
    based = {one.id: _based_on(one) for one in styles}
    names = {one.id: _called(one.name) for one in styles}
    told: set[str] = set()
    for start, parent in based.items():
        ring, at = [start], parent
        while at in based and at not in ring:
            ring.append(at)
            at = based[at]
        if at == start and start not in told:
            told.update(ring)
            place = f"Formatmallarna {' och '.join(names[one] for one in ring)}"
            remedy = f"{_CHANGE}, och välj en annan formatmall vid Formatmall baserad på."
            yield Flaw(place, "bygger på varandra i en ring.", remedy)


def _based_on(style: Style) -> str:
    """The id of the style; empty for none."""
    based = style.element.find(qn("w:basedOn"))
    return "" if based is None else based.get(qn("w:val"), "")


def _called(name: str) -> str:
    """As Swedish Word calls it, when it is one of the report's."""
    return next((str(one) for one in WANTED if one.name.casefold() == name.casefold()), f"”{name}”")


def _flawed(wanted: Wanted, found: Sequence[Style]) -> list[Flaw]:
    """Whether there is one, and one only, of the right kind."""
    kind = KINDS[wanted.kind]
    if not found:
        return [Flaw(_place(wanted), f"saknas. Det ska vara ett {kind}.", _made(wanted))]
    if len(found) > 1:
        told = " och ".join(f"”{style.id}”" for style in found)
        remedy = f"{_PANE}, ta bort eller döp om alla utom en, och spara."
        return [Flaw(_place(wanted), f"finns {len(found)} gånger, med id {told}.", remedy)]
    if found[0].kind != wanted.kind:
        is_now = KINDS.get(found[0].kind, "listformat")
        remedy = f"{_PANE}, ta bort formatmallen och gör en ny med samma namn."
        return [Flaw(_place(wanted), f"är ett {is_now} men ska vara ett {kind}.", remedy)]
    return []


def _place(wanted: Wanted) -> str:
    return f"Formatmallen {wanted}"


def _made(wanted: Wanted) -> str:
    if wanted.swedish:
        return "Ge en rad i mallen den formatmallen i Word, ta bort raden igen, och spara."
    return f"{_PANE}, välj Ny formatmall, ge den namnet och typen, och spara."


def _fitting(wanted: Wanted, style: Style, styles: Sequence[Style], word: WordDocument) -> list[Flaw]:
    place = _place(wanted)
    if wanted.name in HEADINGS:
        return _levelled(place, HEADINGS.index(wanted.name) + 1, _level(style, styles))
    if wanted.name == BULLET and not _is_numbered(style, styles, word):
        remedy = f"{_CHANGE}, sedan Format, Numrering och fliken Punkter."
        return [Flaw(place, "har ingen punkt: listan blir ingen lista för den som lyssnar.", remedy)]
    if wanted.name == CAPTION and _level(style, styles):
        remedy = f"{_CHANGE}, sedan Format, Stycke, och Dispositionsnivå: Brödtext."
        return [Flaw(place, "har en dispositionsnivå: tabeller och figurer blir rubriker.", remedy)]
    return []


def _levelled(place: str, level: int, found: int) -> list[Flaw]:
    if found == level:
        return []
    has = f"har dispositionsnivå {found}" if found else "har ingen dispositionsnivå"
    remedy = f"{_CHANGE}, sedan Format, Stycke, och Dispositionsnivå: Nivå {level}."
    return [Flaw(place, f"{has} men ska ha nivå {level}.", remedy)]


def _level(style: Style, styles: Sequence[Style]) -> int:
    """From 1 to 9; 0 for body text."""
    found = _inherited(style, styles, lambda one: one.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
    said = "" if found is None else found.get(qn("w:val"), "")
    level = int(said) + 1 if said.isdecimal() else 0
    return level if level <= 9 else 0  # noqa: PLR2004 - nine levels, the tenth is body text


def _is_numbered(style: Style, styles: Sequence[Style], word: WordDocument) -> bool:
    """Whether the style has a list of its own, and that list is there."""
    path = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
    found = _inherited(style, styles, lambda one: one.find(path))
    if found is None:
        return False
    parts = (one.target_part for one in word.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.NUMBERING)
    lists = [one for part in parts for one in part.element.findall(qn("w:num"))]
    return any(one.get(qn("w:numId")) == found.get(qn("w:val")) for one in lists)


def _inherited(
    style: Style, styles: Sequence[Style], sought: Callable[[BaseOxmlElement], BaseOxmlElement | None]
) -> BaseOxmlElement | None:
    """What the style says, or else the one that it is based on, and so on."""
    by_id = {one.id: one for one in styles}
    passed: set[str] = set()
    at: Style | None = style
    while at and at.id not in passed:
        passed.add(at.id)
        if (found := sought(at.element)) is not None:
            return found
        at = by_id.get(_based_on(at))
    return None
