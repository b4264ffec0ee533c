"""WordprocessingML as nested calls: ``element("w:p", run("Hej"))``. A text can only ever become a text."""

from collections.abc import Iterable
from typing import Final, NewType
from xml.sax.saxutils import escape

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.writable import writable

Xml = NewType("Xml", str)
"""Well-formed markup. Made in this module alone: a ``str`` becomes a text, or the value of an attribute."""

NOTHING: Final = Xml("")
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_QUOTED: Final = {'"': "&quot;", "\n": "&#10;"}
_OOXML: Final = "http://schemas.openxmlformats.org"
_NAMESPACES: Final = {
    "w": f"{_OOXML}/wordprocessingml/2006/main",
    "r": f"{_OOXML}/officeDocument/2006/relationships",
    "wp": f"{_OOXML}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OOXML}/drawingml/2006/main",
    "pic": f"{_OOXML}/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())


def element(tag: str, *children: Xml, **attributes: str) -> Xml:
    """Such as ``element("w:bookmarkEnd", id="1")``; the attributes are in the w namespace."""
    return drawn(tag, *children, **{f"w:{name}": value for name, value in attributes.items()})


def drawn(tag: str, *children: Xml, **attributes: str) -> Xml:
    """An element whose attributes are in no namespace but what their names say, as those of pictures are."""
    named = "".join(f' {name}="{escape(value, _QUOTED)}"' for name, value in attributes.items())
    return Xml(f"<{tag}{named}>{''.join(children)}</{tag}>" if children else f"<{tag}{named}/>")


def words(text: str, tag: str = "w:t") -> Xml:
    """The text as it stands, spaces at its ends too."""
    return Xml(f'<{tag} xml:space="preserve">{escape(text)}</{tag}>')


def value(text: str, tag: str) -> Xml:
    """An element that holds a value, as a property of the file is one."""
    return Xml(f"<{tag}>{escape(text)}</{tag}>")


def run(text: str, look: Xml = NOTHING) -> Xml:
    """A person's text in a run of its own; its line breaks are Word's. ``look``: see ``look_of``."""
    return lines(writable(text), look)


def lines(text: str, look: Xml = NOTHING) -> Xml:
    """A run of a text that is writable already, spaces at its ends kept."""
    return run_of(Xml(element("w:br").join(words(line) for line in text.split("\n"))), look)


def run_of(content: Xml, look: Xml = NOTHING) -> Xml:
    return Xml(f"<w:r>{look}{content}</w:r>")


def look_of(style: str = "", language: str = "", *, bold: bool = False) -> Xml:
    """How a run looks and in which language it speaks; nothing when it is as the text around it."""
    said = [
        element("w:rStyle", val=style) if style else NOTHING,
        element("w:b") if bold else NOTHING,
        element("w:lang", val=language) if language else NOTHING,
    ]
    return element("w:rPr", *said) if any(said) else NOTHING


def field(code: str, shown: Xml) -> Xml:
    """A field with the run or runs that it shows until somebody has Word work it out again."""
    return joined((field_start(code), shown, field_end()))


def field_start(code: str) -> Xml:
    return joined(
        (
            run_of(element("w:fldChar", fldCharType="begin")),
            run_of(words(f" {code} ", "w:instrText")),
            run_of(element("w:fldChar", fldCharType="separate")),
        )
    )


def field_end() -> Xml:
    return run_of(element("w:fldChar", fldCharType="end"))


def link(anchor: str, content: Xml) -> Xml:
    """What leads to the bookmark ``anchor`` of the same file."""
    return element("w:hyperlink", content, anchor=anchor, history="1")


def bookmarked(name: str, number: int, content: Xml) -> Xml:
    """``content`` with a bookmark around it; ``number`` is the bookmark's own in the file."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    return joined((start, content, element("w:bookmarkEnd", id=str(number))))


def tab(look: Xml = NOTHING) -> Xml:
    return run_of(element("w:tab"), look)


def joined(parts: Iterable[Xml], between: Xml = NOTHING) -> Xml:
    return Xml(between.join(parts))


def markup_of(part: BaseOxmlElement) -> Xml:
    """An element of a file as markup, to be used once more."""
    return Xml(part.xml)


def parsed(markup: Xml) -> list[BaseOxmlElement]:
    """The elements of ``markup``, to be laid into a file."""
    return list(_whole(markup))


def lay(markup: Xml, before: BaseOxmlElement) -> None:
    """Lay the elements of ``markup`` into a file, before one that is there.

    In one piece first: lxml works the namespaces out anew for each piece from elsewhere (0.2 s a report).
    """
    whole = _whole(markup)
    before.addprevious(whole)
    for one in list(whole):
        before.addprevious(one)
    whole.getparent().remove(whole)


def _whole(markup: Xml) -> BaseOxmlElement:
    return parse_xml(f"<w:body {_DECLARED}>{markup}</w:body>")
