"""A template that could give a broken report, or one that starts or fetches something, is refused."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length

from reports.word_styles import TEMPLATE
from reports.word_template import opened
from tests.reports.test_report_word_flaws import REPAIR, SAVE, Change, changed, refused, repacked

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def accepted(content: bytes, folder: Path) -> bool:
    path = folder / "mall.docx"
    path.write_bytes(content)
    return bool(opened(path).styles)


def in_body(markup: str) -> Change:
    return lambda own: own.element.body.insert(0, parse_xml(markup))


def in_footer(markup: str) -> Change:
    return lambda own: footer_line(own).append(parse_xml(markup))


def footer_line(own: WordDocument) -> BaseOxmlElement:
    line: BaseOxmlElement = own.sections[0].footer.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
    return line


def simple(code: str) -> str:
    return f"<w:fldSimple {_W} w:instr='{code}'><w:r><w:t>x</w:t></w:r></w:fldSimple>"


def in_parts(*codes: str) -> str:
    """A field as Word writes it, its code in as many runs; a code may be a field of its own."""
    runs = "".join(code if "<" in code else f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begun, ended = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:hyperlink {_W}>{begun}{runs}{ended}</w:hyperlink>"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (simple(' DDEAUTO c:\\\\cmd.exe "/k calc" '), "DDEAUTO"),
        (simple(' INCLUDETEXT "http://elsewhere.example/x" '), "INCLUDETEXT"),
        (simple(' includepicture "http://elsewhere.example/x" '), "INCLUDEPICTURE"),
        (simple(' "DDEAUTO" x '), '"DDEAUTO"'),
        (in_parts(" DDE", "AUTO c:\\x"), "DDEAUTO"),
        (in_parts(" IF ", in_parts("LINK x"), " = 1"), "LINK"),
    ],
)
def test_a_field_that_fetches_or_starts_something_is_refused(field: str, name: str, tmp_path: Path) -> None:
    [flaw] = refused(changed(in_footer(field)), tmp_path)
    assert flaw == (
        f"Sidfoten: har fältet {name}, som inte får finnas i en rapport. "
        "Visa fältkoderna i Word med Alt+F9, ta bort fältet, och spara. Fält får visa sidor, datum, "
        "rubriker, hänvisningar och dokumentets egenskaper."
    )


@pytest.mark.parametrize("field", [in_parts(" "), in_parts(" ", in_parts("QUOTE DDEAUTO"), " PAGE ")])
def test_a_field_without_a_name_is_refused_since_another_field_may_give_it_one(
    field: str, tmp_path: Path
) -> None:
    [flaw] = refused(changed(in_footer(field)), tmp_path)
    assert flaw.startswith("Sidfoten: har ett fält utan namn, som inte får finnas i en rapport.")


@pytest.mark.parametrize(
    "code",
    ["PAGE", " NUMPAGES ", ' DATE \\@ "yyyy-MM-dd"', ' STYLEREF "heading 1"', "=1+1", "DOCPROPERTY Dnr"],
)
def test_a_letterheads_own_fields_may_stand(code: str, tmp_path: Path) -> None:
    assert accepted(changed(in_footer(simple(code)), in_footer(in_parts(code))), tmp_path)


CHANGED = (
    "har spårade ändringar: den som ändrade, och det som ströks, skulle följa med i rapporten. "
    "Välj Granska i Word, Acceptera alla ändringar eller avvisa dem, och spara."
)


@pytest.mark.parametrize(
    "markup",
    [
        '<w:p {w}><w:del w:id="1" w:author="A"><w:r><w:delText>struket</w:delText></w:r></w:del></w:p>',
        '<w:p {w}><w:ins w:id="1" w:author="A"><w:r><w:t>nytt</w:t></w:r></w:ins></w:p>',
        '<w:p {w}><w:pPr><w:pPrChange w:id="1" w:author="A"><w:pPr/></w:pPrChange></w:pPr></w:p>',
    ],
)
def test_tracked_changes_are_refused(markup: str, tmp_path: Path) -> None:
    assert refused(changed(in_body(markup.format(w=_W))), tmp_path) == [f"Brödtexten: {CHANGED}"]


def test_tracked_changes_in_a_footer_are_refused(tmp_path: Path) -> None:
    markup = f'<w:ins {_W} w:id="1" w:author="A"><w:r><w:t>nytt</w:t></w:r></w:ins>'
    assert refused(changed(in_footer(markup)), tmp_path) == [f"Sidfoten: {CHANGED}"]


def test_comments_are_refused(tmp_path: Path) -> None:
    markup = f'<w:p {_W}><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    [flaw] = refused(changed(in_body(markup)), tmp_path)
    assert flaw == (
        "Brödtexten: har kommentarer, som skulle följa med i rapporten. "
        "Välj Granska i Word, ta bort alla kommentarer i dokumentet, och spara."
    )


def test_an_embedded_file_and_a_picture_from_elsewhere_are_refused(tmp_path: Path) -> None:
    picture = (
        f'<w:r {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>'
        '<v:imagedata src="http://elsewhere.example/x.png"/></v:shape></w:pict></w:r>'
    )
    told = refused(changed(in_footer(picture), in_body(f"<w:altChunk {_W}/>")), tmp_path)
    assert [one.split(". ")[0] for one in sorted(told)] == [
        "Brödtexten: har ett inbäddat objekt eller en inbäddad fil",
        "Sidfoten: hämtar en bild från http://elsewhere.example/x.png",
    ]


HIDDEN = (
    "är dold text: den syns inte i rapporten. Öppna formatmallsfönstret i Word med Alt+Ctrl+Skift+S "
    "och välj Ändra på formatmallen, sedan Format, Tecken, och ta bort markeringen vid Dold."
)


def hide(style: str) -> Change:
    return lambda own: setattr(own.styles[style].font, "hidden", True)


def hide_all(own: WordDocument) -> None:
    usual = own.styles.element.find("/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr"))))
    usual.append(parse_xml(f"<w:vanish {_W}/>"))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (hide("Normal"), "Formatmallen ”Normal” (Normal)"),
        (hide("Heading 1"), "Formatmallen ”Rubrik 1” (Heading 1)"),
        (hide("Rapporttabell"), "Formatmallen ”Rapporttabell”"),
        (hide("Källhänvisning"), "Formatmallen ”Källhänvisning”"),
        (hide_all, "Formatmallarnas standardtext"),
    ],
)
def test_hidden_text_is_told_once_of_the_style_that_says_it(
    change: Change, place: str, tmp_path: Path
) -> None:
    assert refused(changed(change), tmp_path) == [f"{place}: {HIDDEN}"]


def ring(own: WordDocument) -> None:
    own.styles["Heading 1"].base_style = own.styles["Heading 2"]
    own.styles["Heading 2"].base_style = own.styles["Heading 1"]


def own_ring(own: WordDocument) -> None:
    made = own.styles.add_style("Egen", WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = made


@pytest.mark.parametrize(
    ("change", "names"),
    [(ring, "”Rubrik 1” (Heading 1) och ”Rubrik 2” (Heading 2)"), (own_ring, "”Egen”")],
)
def test_styles_based_on_each_other_are_told_once(change: Change, names: str, tmp_path: Path) -> None:
    [flaw] = refused(changed(change), tmp_path)
    assert flaw.startswith(f"Formatmallarna {names}: bygger på varandra i en ring. Öppna formatmallsfönstret")


def page(**sides: Length) -> Change:
    def change(own: WordDocument) -> None:
        for name, side in sides.items():
            setattr(own.sections[0], name, side)

    return change


@pytest.mark.parametrize(
    "sides",
    [
        {"page_width": Length(100)},
        {"left_margin": Cm(21)},
        {"top_margin": Cm(25)},
        {"page_height": Cm(5)},
    ],
)
def test_a_page_without_room_is_refused(sides: dict[str, Length], tmp_path: Path) -> None:
    assert refused(changed(page(**sides)), tmp_path) == [
        (
            "Sidan: lämnar inte rum för rapporten: mellan marginalerna ska det vara minst 5 cm, på höjden "
            "och på bredden och även när sidan ligger. Välj Layout i Word, ställ in Storlek och Marginaler, "
            "och spara."
        )
    ]


def test_the_section_of_the_page_is_told_and_a_measure_that_is_none(tmp_path: Path) -> None:
    def change(own: WordDocument) -> None:
        own.add_section()
        own.sections[1].page_width = Cm(200)
        own.sections[0]._sectPr.get_or_add_pgMar().set(qn("w:left"), "brett")  # noqa: SLF001 - python-docx writes no such thing

    told = refused(changed(change), tmp_path)
    assert [one.split(". ")[0] for one in told] == [
        "Sidorna i avsnitt 1: har mått som inte går att läsa",
        "Sidorna i avsnitt 2: är större än Word kan visa",
    ]


def test_a_small_page_with_room_is_taken(tmp_path: Path) -> None:
    assert accepted(changed(page(page_width=Cm(14.8), page_height=Cm(21))), tmp_path)


ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def with_doctype(part: str) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        start, end = content.split(b"?>", 1)
        return start + b"?>" + ENTITY + end

    return repacked(change)


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/footer1.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"]
)
def test_a_part_with_a_doctype_is_refused(part: str, tmp_path: Path) -> None:
    assert refused(with_doctype(part), tmp_path) == [
        f"Delen {part}: har en DOCTYPE, som kan hämta något när filen läses. {SAVE}"
    ]


@pytest.mark.parametrize("name", ["word/document.xml", "word/Document.xml"])
def test_two_parts_of_one_name_are_refused(name: str, tmp_path: Path) -> None:
    written = BytesIO()
    with ZipFile(TEMPLATE) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for one in source.namelist():
            target.writestr(one, source.read(one))
        target.writestr("word/doubling.xml", "<x/>")
    content = written.getvalue().replace(b"word/doubling.xml", name.encode())
    assert refused(content, tmp_path) == [f"Delen word/document.xml: finns 2 gånger. {REPAIR}"]


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml"]
)
def test_a_part_of_another_content_is_refused(part: str, tmp_path: Path) -> None:
    content = repacked(lambda name, content: b"<x/>" if name == part else content)
    assert refused(content, tmp_path) == [f"Delen {part}: har inte det innehåll som Word ger den. {REPAIR}"]


def test_a_header_that_the_file_does_not_hold_is_told_of(tmp_path: Path) -> None:
    def change(own: WordDocument) -> None:
        next(own.element.body.iter(qn("w:headerReference"))).set(qn("r:id"), "rId999")

    assert refused(changed(change), tmp_path) == [
        f"Sidhuvudet: saknas i filen, fast ett avsnitt har det. {REPAIR}"
    ]


def test_a_level_that_is_no_number_is_told_as_none(tmp_path: Path) -> None:
    def change(own: WordDocument) -> None:
        next(own.styles["Heading 2"].element.iter(qn("w:outlineLvl"))).set(qn("w:val"), "två")

    [flaw] = refused(changed(change), tmp_path)
    assert flaw.startswith(
        "Formatmallen ”Rubrik 2” (Heading 2): har ingen dispositionsnivå men ska ha nivå 2."
    )
