"""What can be told of a Word template before it is opened: its kind, and whether its parts are there."""

import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word_flaws import Flaw

_OLD: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a file of the kind before .docx begins; one with a password is such a file too."""

_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_TYPES: Final = "[Content_Types].xml"
_FILE: Final = "Filen"
_SAVE: Final = "Öppna den i Word, välj Spara som och typen Word-dokument (.docx)."
_REPAIR: Final = "Öppna filen i Word, låt Word reparera den, och spara."
_DAMAGED: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a part of a damaged zip can end in; RuntimeError is a part with a password of its own."""

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_KINDS: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "är en Word-mall (.dotx) och inte ett dokument."
    ),
    "application/vnd.ms-word.document.macroEnabled.main+xml": "har makron (.docm).",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "är en Word-mall med makron (.dotm).",
}


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
    return Flaw(_FILE, "har det äldre formatet .doc.", _SAVE)


def _flaws(package: ZipFile) -> Iterator[Flaw]:
    names = set(package.namelist())
    if _TYPES not in names:
        yield Flaw(_FILE, f"saknar delen {_TYPES} och är ingen Word-fil.", "Ange en fil som slutar på .docx.")
        return
    broken = False
    for name in sorted(names):
        if flaw := _unreadable(package, name):
            broken = True
            yield flaw
    if not broken:
        yield from (*_kind(package), *_missing(package, names))


def _unreadable(package: ZipFile, name: str) -> Flaw | None:
    try:
        content = package.read(name)
    except _DAMAGED:
        return Flaw(f"Delen {name}", "är skadad.", _REPAIR)
    try:
        if name.endswith((".xml", ".rels")):
            parse_xml(content)
    except SyntaxError as error:
        return Flaw(f"Delen {name}", f"går inte att läsa (rad {error.lineno}).", _REPAIR)
    return None


def _kind(package: ZipFile) -> Iterator[Flaw]:
    kinds = {one.get("ContentType") for one in parse_xml(package.read(_TYPES)) if one.get("PartName")}
    for kind, wrong in _OTHER_KINDS.items():
        if kind in kinds:
            yield Flaw(_FILE, wrong, _SAVE)
            return
    if _MAIN not in kinds:
        yield Flaw(_FILE, "är inget Word-dokument, utan en fil från ett annat program.", _SAVE)


def _missing(package: ZipFile, names: set[str]) -> Iterator[Flaw]:
    """Parts that another part leads to and that are not there."""
    for name in sorted(name for name in names if name.endswith(".rels")):
        folder, _, file = name.rpartition("_rels/")
        for target in _targets(parse_xml(package.read(name)), folder):
            if target not in names:
                place = f"Delen {folder}{file.removesuffix('.rels')}" if folder else _FILE
                yield Flaw(place, f"leder till delen {target}, som saknas.", _REPAIR)


def _targets(relations: BaseOxmlElement, folder: str) -> Iterator[str]:
    for one in relations:
        if one.get("TargetMode") != "External":
            yield posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
