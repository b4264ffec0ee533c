"""The properties that Word shows under Arkiv, Info, Avancerade egenskaper: dnr, version, status, cut-off."""

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.document import Document
from reports.word_xml import Xml, drawn, joined, value
from reports.writable import writable

_OOXML: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_DECLARED: Final = f'xmlns="{_OOXML}/custom-properties" xmlns:vt="{_OOXML}/docPropsVTypes"'
_MADE_BY_USERS: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format of every property that a person may read and change."""

_FIRST: Final = 2


def add_properties(document: Document, word: WordDocument) -> None:
    """Those of the template, such as an organisation's label of sensitivity, and the report's own."""
    relations = word.part.package.rels
    there = [one for one in relations.values() if one.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES]
    root = parse_xml(there[0].target_part.blob if there else f"<Properties {_DECLARED}/>")
    for one in there:
        relations.pop(one.rId)
    ours = list(parse_xml(f"<Properties {_DECLARED}>{joined(_properties(document))}</Properties>"))
    names = {one.get("name") for one in ours}
    kept = [one for one in root if one.get("name") not in names]
    root[:] = [*kept, *ours]
    _number(root)
    name = PackURI("/docProps/custom.xml")
    part = XmlPart(name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, root, word.part.package)
    relations.get_or_add(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, part)


def _properties(document: Document) -> Iterator[Xml]:
    """The dnr has its place before the registrar has given one."""
    said = document.properties
    for name, words in (
        ("Diarienummer", said.record),
        ("Version", said.version),
        ("Status", document.status),
    ):
        yield _property(name, value(writable(words), "vt:lpwstr"))
    moment = said.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield _property("Svar hämtade t.o.m.", value(moment, "vt:filetime"))


def _property(name: str, held: Xml) -> Xml:
    return drawn("property", held, fmtid=_MADE_BY_USERS, pid="0", name=name)


def _number(root: BaseOxmlElement) -> None:
    for number, one in enumerate(root, start=_FIRST):
        one.set("pid", str(number))
