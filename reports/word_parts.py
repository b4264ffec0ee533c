"""Whether each part of a Word file can be read, and is what the file says that it is."""

import zlib
from collections.abc import Iterator
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from reports.word_flaws import Flaw

TYPES: Final = "[Content_Types].xml"
SAVE: Final = "Öppna den i Word, välj Spara som och typen Word-dokument (.docx)."
REPAIR: Final = "Öppna filen i Word, låt Word reparera den, och spara."
_DAMAGED: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a part of a damaged zip can end in; RuntimeError is a part with a password of its own."""

MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS: Final = {
    MAIN: (qn("w:document"), qn("w:body")),
    **{
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml": (qn(f"w:{tag}"),)
        for kind, tag in (
            ("styles", "styles"),
            ("settings", "settings"),
            ("numbering", "numbering"),
            ("header", "hdr"),
            ("footer", "ftr"),
        )
    },
}
"""By the kind of a part: what it begins with, and what it must hold."""


def unreadable(package: ZipFile, names: set[str]) -> Iterator[Flaw]:
    """The parts that are damaged or not what they are said to be; the list of their kinds is read first."""
    if flaw := _flaw_of(package, TYPES):
        yield flaw
        return
    kinds = _Kinds(package)
    for name in sorted(names):
        read = _flaw_of if kinds.is_xml(name) else _damage
        if flaw := read(package, name, *kinds.root(name)):
            yield flaw


class _Kinds:
    """What the file says that its parts are."""

    def __init__(self, package: ZipFile) -> None:
        listed = list(parse_xml(package.read(TYPES)))
        self._own = {
            one.get("PartName", "").lstrip("/").casefold(): one.get("ContentType", "") for one in listed
        }
        self._usual = {one.get("Extension", "").casefold(): one.get("ContentType", "") for one in listed}

    def _of(self, name: str) -> str:
        name = name.casefold()
        kind: str = self._own.get(name) or self._usual.get(name.rpartition(".")[2], "")
        return kind

    def is_xml(self, name: str) -> bool:
        """A picture of the kind svg is the business of who shows it."""
        kind = self._of(name)
        return name.casefold().endswith((".xml", ".rels")) or (
            kind.endswith(("+xml", "/xml")) and not kind.startswith("image/")
        )

    def root(self, name: str) -> tuple[str, ...]:
        """What the part begins with, and must hold; empty when it may be anything."""
        return _ROOTS.get(self._of(name), ())


def _damage(package: ZipFile, name: str, *_: str) -> Flaw | None:
    try:
        package.read(name)
    except _DAMAGED:
        return Flaw(f"Delen {name}", "är skadad.", REPAIR)
    return None


def _flaw_of(package: ZipFile, name: str, *wanted: str) -> Flaw | None:
    """``wanted``: the tag that the part begins with, and a tag right under it."""
    if flaw := _damage(package, name):
        return flaw
    place = f"Delen {name}"
    try:
        root = parse_xml(package.read(name))
    except SyntaxError as error:
        return Flaw(place, f"går inte att läsa (rad {error.lineno}).", REPAIR)
    if root.getroottree().docinfo.internalDTD is not None:
        return Flaw(place, "har en DOCTYPE, som kan hämta något när filen läses.", SAVE)
    if wanted and (root.tag != wanted[0] or any(root.find(tag) is None for tag in wanted[1:])):
        return Flaw(place, "har inte det innehåll som Word ger den.", REPAIR)
    return None
