"""Whether what is made from a template can be edited by those who get it."""

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from reports.word_flaws import Flaw


def protection_flaws(word: WordDocument) -> Iterator[Flaw]:
    place, settings = "Filen", word.settings.element
    protection = settings.find(qn("w:documentProtection"))
    if protection is not None and protection.get(qn("w:enforcement")) in {"1", "true", "on"}:
        remedy = "Öppna den i Word, välj Granska, Begränsa redigering, Stoppa skydd, och spara."
        yield Flaw(place, "är skyddad mot ändringar, och det blir rapporten också.", remedy)
    if settings.find(qn("w:writeProtection")) is not None:
        remedy = "Öppna den i Word, ta bort skyddet under Arkiv, Info, Skydda dokument, och spara."
        yield Flaw(place, "får bara läsas, och det blir rapporten också.", remedy)
