"""What can be told of a Word template before it is opened: its kind, and whether its parts are there."""

import posixpath
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word_flaws import Flaw
from reports.word_parts import MAIN, REPAIR, SAVE, TYPES, unreadable

_OLD: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a file of the kind before .docx begins; one with a password is such a file too."""

_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_FILE: Final = "Filen"
_OTHER_KINDS: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "är en Word-mall (.dotx) och inte ett dokument."
    ),
    "application/vnd.ms-word.document.macroEnabled.main+xml": "har makron (.docm).",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "är en Word-mall med makron (.dotm).",
}


_MOST_IN_ALL: Final = 50_000_000
_MOST_OF_PART: Final = 20_000_000
"""Bytes of a file unpacked, and of one of its parts; no template of somebody who means well is near them."""

_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_LINK: Final = "/hyperlink"
"""How the kind of a relation to what a reader may click on ends; others are fetched by Word itself."""


def package_flaws(content: bytes) -> list[Flaw]:
    """Empty when the file can be opened."""
    if content.startswith(_OLD):
        return [_of_old_kind(content)]
    try:
        with ZipFile(BytesIO(content)) as package:
            return list(_flaws(package))
    except BadZipFile:
        wrong = "är ingen Word-fil, eller skadad."
        return [Flaw(_FILE, wrong, "Ange en fil som slutar på .docx och som går att öppna i Word.")]


def _of_old_kind(content: bytes) -> Flaw:
    if _LOCKED in content:
        remedy = "Öppna den i Word, ta bort lösenordet under Arkiv, Info, Skydda dokument, och spara."
        return Flaw(_FILE, "är skyddad med lösenord.", remedy)
    return Flaw(_FILE, "har det äldre formatet .doc.", SAVE)


def _flaws(package: ZipFile) -> Iterator[Flaw]:
    names = set(package.namelist())
    if TYPES not in names:
        yield Flaw(_FILE, f"saknar delen {TYPES} och är ingen Word-fil.", "Ange en fil som slutar på .docx.")
        return
    if flaws := [*_too_large(package), *_repeated(package)] or [*unreadable(package, names)]:
        yield from flaws
        return
    yield from (*_kind(package), *_macros(names), *_missing(package, names), *_fetched(package, names))


def _repeated(package: ZipFile) -> Iterator[Flaw]:
    """Which of them is read differs between programs. Names that differ in case only are the same to Word."""
    counted = Counter(name.casefold() for name in package.namelist())
    for name, times in counted.items():
        if times > 1:
            yield Flaw(f"Delen {name}", f"finns {times} gånger.", REPAIR)


def _too_large(package: ZipFile) -> Iterator[Flaw]:
    """Before a part is read whole: by what the file says, and no more is read of a part than it says."""
    parts = package.infolist()
    for part in parts:
        if part.file_size > _MOST_OF_PART:
            wrong = (
                f"är {_megabytes(part.file_size)} uppackad, och får vara högst {_megabytes(_MOST_OF_PART)}."
            )
            yield Flaw(f"Delen {part.filename}", wrong, "Ta bort stora bilder ur mallen, och spara.")
    if (size := sum(part.file_size for part in parts)) > _MOST_IN_ALL:
        wrong = f"är {_megabytes(size)} uppackad, och får vara högst {_megabytes(_MOST_IN_ALL)}."
        yield Flaw(_FILE, wrong, "Ta bort stora bilder ur mallen, och spara.")


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"


def _macros(names: set[str]) -> Iterator[Flaw]:
    for name in sorted(names):
        if posixpath.basename(name).lower() in _MACROS:
            yield Flaw(f"Delen {name}", "innehåller makron.", SAVE)


def _fetched(package: ZipFile, names: set[str]) -> Iterator[Flaw]:
    """What Word would fetch from elsewhere when somebody opens the report."""
    for name in sorted(name for name in names if name.endswith(".rels")):
        for one in parse_xml(package.read(name)):
            if one.get("TargetMode") == "External" and not one.get("Type", "").endswith(_LINK):
                wrong = f"hämtar något från {one.get('Target', '')} när den öppnas."
                remedy = "Lägg in bilden i dokumentet, ta bort länken till den andra mallen, och spara."
                yield Flaw(f"Delen {name}", wrong, remedy)


def _kind(package: ZipFile) -> Iterator[Flaw]:
    kinds = {one.get("ContentType") for one in parse_xml(package.read(TYPES)) if one.get("PartName")}
    for kind, wrong in _OTHER_KINDS.items():
        if kind in kinds:
            yield Flaw(_FILE, wrong, SAVE)
            return
    if MAIN not in kinds:
        yield Flaw(_FILE, "är inget Word-dokument, utan en fil från ett annat program.", SAVE)


def _missing(package: ZipFile, names: set[str]) -> Iterator[Flaw]:
    """Parts that another part leads to and that are not there."""
    for name in sorted(name for name in names if name.endswith(".rels")):
        folder, _, file = name.rpartition("_rels/")
        for target in _targets(parse_xml(package.read(name)), folder):
            if target not in names:
                place = f"Delen {folder}{file.removesuffix('.rels')}" if folder else _FILE
                yield Flaw(place, f"leder till delen {target}, som saknas.", REPAIR)


def _targets(relations: BaseOxmlElement, folder: str) -> Iterator[str]:
    for one in relations:
        if one.get("TargetMode") != "External":
            yield posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
