"""A template that cannot be used: each flaw is told with its place, what is wrong there, and what to do."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from reports.word_flaws import BadTemplate
from reports.word_styles import TEMPLATE
from reports.word_template import opened

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PANE = "Öppna formatmallsfönstret i Word med Alt+Ctrl+Skift+S"
_CHANGE = f"{_PANE} och välj Ändra på formatmallen"

Change = Callable[[WordDocument], None]


def refused(content: bytes, folder: Path) -> list[str]:
    """The flaws of a template, as they are told."""
    path = folder / "mall.docx"
    path.write_bytes(content)
    with pytest.raises(BadTemplate) as told:
        opened(path)
    assert str(told.value).startswith(f"Word-mallen {path} kan inte användas. ")
    assert all(str(flaw) in str(told.value) for flaw in told.value.flaws[:12])
    return [str(flaw) for flaw in told.value.flaws]


def changed(*changes: Change) -> bytes:
    own = docx.Document(str(TEMPLATE))
    for change in changes:
        change(own)
    written = BytesIO()
    own.save(written)
    return written.getvalue()


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Our own template with its parts changed, or left out for None."""
    written = BytesIO()
    with ZipFile(TEMPLATE) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return written.getvalue()


def with_line(text: str) -> Change:
    def change(own: WordDocument) -> None:
        own.paragraphs[0].insert_paragraph_before(text)

    return change


def among_words(own: WordDocument) -> None:
    own.paragraphs[0].add_run(" här")


def before_slot(own: WordDocument, markup: str) -> None:
    own.paragraphs[0]._p.addprevious(parse_xml(markup))  # noqa: SLF001 - python-docx has no content controls


def style_part(own: WordDocument, style: str, path: str) -> None:
    """Take ``path`` out of the style."""
    found = own.styles[style].element.find("/".join(qn(f"w:{name}") for name in path.split("/")))
    found.getparent().remove(found)


def levelled(own: WordDocument, style: str, level: str) -> None:
    look = own.styles[style].element.get_or_add_pPr()
    look.append(parse_xml(f'<w:outlineLvl {_W} w:val="{level}"/>'))


def twice(own: WordDocument) -> None:
    own.styles.add_style("Egen", WD_STYLE_TYPE.PARAGRAPH).element.find(qn("w:name")).set(qn("w:val"), "Ruta")


def of_wrong_kind(own: WordDocument) -> None:
    own.styles["Källhänvisning"].delete()
    own.styles.add_style("Källhänvisning", WD_STYLE_TYPE.PARAGRAPH)


def pages_apart(own: WordDocument) -> None:
    own.sections[0].different_first_page_header_footer = True
    own.settings.odd_and_even_pages_header_footer = True


def slot_in_table(own: WordDocument) -> None:
    own.paragraphs[0].text = ""
    own.add_table(1, 1).cell(0, 0).text = "[Rapporten]"


def in_header(own: WordDocument) -> None:
    own.sections[0].header.paragraphs[0].text = "[Rapporten]"


def protected(own: WordDocument) -> None:
    own.settings.element.append(
        parse_xml(f'<w:documentProtection {_W} w:edit="readOnly" w:enforcement="1"/>')
    )


KNOWN = "De som finns är Titel, Korttitel, Diarienummer, Status, Version, Datum och Rapporten."
ALONE = "Skriv [Rapporten] på en egen rad i brödtexten."
FLAWS: dict[str, tuple[Change, list[str]]] = {
    "a style of Word's own is missing": (
        lambda own: own.styles["Caption"].delete(),
        [
            (
                "Formatmallen ”Beskrivning” (Caption): saknas. Det ska vara ett styckeformat. "
                "Ge en rad i mallen den formatmallen i Word, ta bort raden igen, och spara."
            )
        ],
    ),
    "a style of the report's is missing": (
        lambda own: own.styles["Ruta"].delete(),
        [
            (
                "Formatmallen ”Ruta”: saknas. Det ska vara ett styckeformat. "
                f"{_PANE}, välj Ny formatmall, ge den namnet och typen, och spara."
            )
        ],
    ),
    "a style of the wrong kind": (
        of_wrong_kind,
        [
            (
                "Formatmallen ”Källhänvisning”: är ett styckeformat men ska vara ett teckenformat. "
                f"{_PANE}, ta bort formatmallen och gör en ny med samma namn."
            )
        ],
    ),
    "two styles of one name": (
        twice,
        [
            (
                "Formatmallen ”Ruta”: finns 2 gånger, med id ”Ruta” och ”Egen”. "
                f"{_PANE}, ta bort eller döp om alla utom en, och spara."
            )
        ],
    ),
    "a heading that is no heading": (
        lambda own: style_part(own, "Heading 2", "pPr/outlineLvl"),
        [
            (
                "Formatmallen ”Rubrik 2” (Heading 2): har ingen dispositionsnivå men ska ha nivå 2. "
                f"{_PANE} och välj Ändra på formatmallen, sedan Format, Stycke, och Dispositionsnivå: Nivå 2."
            )
        ],
    ),
    "a list that is no list": (
        lambda own: style_part(own, "List Bullet", "pPr/numPr"),
        [
            (
                "Formatmallen ”Punktlista” (List Bullet): har ingen punkt: listan blir ingen lista "
                f"för den som lyssnar. {_CHANGE}, sedan Format, Numrering och fliken Punkter."
            )
        ],
    ),
    "a caption that would be a heading": (
        lambda own: levelled(own, "Caption", "1"),
        [
            (
                "Formatmallen ”Beskrivning” (Caption): har en dispositionsnivå: tabeller och figurer blir "
                f"rubriker. {_CHANGE}, sedan Format, Stycke, och Dispositionsnivå: Brödtext."
            )
        ],
    ),
    "pages apart without a header or footer of their own": (
        pages_apart,
        [
            f"{end} på {page}: saknas, fast mallen säger att det ska vara ett eget. "
            "Dubbelklicka överst eller nederst på en sådan sida i Word och fyll i det, "
            f"eller stäng av ”{option}” under Sidhuvud och sidfot."
            for page, option in (
                ("första sidan", "Annorlunda förstasida"),
                ("jämna sidor", "Olika för udda och jämna sidor"),
            )
            for end in ("Sidhuvudet", "Sidfoten")
        ],
    ),
    "a placeholder that nobody knows": (
        with_line("Dnr [Dnr] och mer"),
        [
            (
                "Brödtexten, stycke 1, ”Dnr [Dnr] och mer”: platshållaren [Dnr] är okänd. "
                f"{KNOWN} Rätta ordet, eller ta bort hakparenteserna."
            )
        ],
    ),
    "a placeholder that nobody knows, in a header": (
        lambda own: setattr(own.sections[0].header.paragraphs[0], "text", "[Kontakt]"),
        [
            (
                "Sidhuvudet, stycke 1, ”[Kontakt]”: platshållaren [Kontakt] är okänd. "
                f"{KNOWN} Rätta ordet, eller ta bort hakparenteserna."
            )
        ],
    ),
    "a place for the report that is misspelt": (
        lambda own: setattr(own.paragraphs[0], "text", "[Raporten]"),
        [
            (
                "Brödtexten, stycke 1, ”[Raporten]”: platshållaren [Raporten] är okänd. "
                f"{KNOWN} Rätta ordet, eller ta bort hakparenteserna."
            )
        ],
    ),
    "half a placeholder": (
        with_line("Om [Titel och Datum]"),
        [
            (
                "Brödtexten, stycke 1, ”Om [Titel och Datum]”: "
                "platshållaren [Titel saknar en hakparentes. Skriv [Titel]."
            ),
            (
                "Brödtexten, stycke 1, ”Om [Titel och Datum]”: "
                "platshållaren Datum] saknar en hakparentes. Skriv [Datum]."
            ),
        ],
    ),
    "the report among other words": (
        among_words,
        [f"Brödtexten, stycke 1, ”[Rapporten] här”: [Rapporten] står tillsammans med annan text. {ALONE}"],
    ),
    "two places for the report": (
        with_line("[Rapporten]"),
        ["Brödtexten, stycke 1 och stycke 2: [Rapporten] finns mer än en gång. Ta bort alla utom en."],
    ),
    "the report in a table": (
        slot_in_table,
        [f"Brödtexten, stycke 2, ”[Rapporten]”: rapporten kan inte ligga i en tabell. {ALONE}"],
    ),
    "the report in a header": (
        in_header,
        [
            (
                "Sidhuvudet, stycke 1, ”[Rapporten]”: "
                f"rapporten kan inte ligga i ett sidhuvud eller en sidfot. {ALONE}"
            )
        ],
    ),
    "the report in a content control": (
        lambda own: before_slot(
            own,
            f"<w:sdt {_W}><w:sdtContent><w:p><w:r><w:t>[Rapporten]</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        ),
        [
            f"Brödtexten, stycke 1, ”[Rapporten]”: rapporten kan inte ligga i en innehållskontroll. {ALONE}",
            "Brödtexten, stycke 1 och stycke 2: [Rapporten] finns mer än en gång. Ta bort alla utom en.",
        ],
    ),
    "a content control without content": (
        lambda own: before_slot(
            own, f'<w:sdt {_W}><w:sdtPr><w:alias w:val="Handläggare"/></w:sdtPr></w:sdt>'
        ),
        ["Brödtexten: innehållskontrollen ”Handläggare” saknar innehåll. Ta bort den och gör en ny."],
    ),
    "a field without an end": (
        lambda own: before_slot(own, f'<w:p {_W}><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'),
        [
            (
                "Brödtexten: ett fält har en början men inget slut, eller tvärtom. "
                "Visa fältkoderna i Word med Alt+F9, ta bort fältet som är trasigt, och gör ett nytt."
            )
        ],
    ),
    "a template that may not be edited": (
        protected,
        [
            (
                "Filen: är skyddad mot ändringar, och det blir rapporten också. "
                "Öppna den i Word, välj Granska, Begränsa redigering, Stoppa skydd, och spara."
            )
        ],
    ),
}


@pytest.mark.parametrize(("change", "told"), FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_told_with_its_place(tmp_path: Path, change: Change, told: list[str]) -> None:
    assert refused(changed(change), tmp_path) == told


def test_all_flaws_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(changed(twice, lambda own: own.styles["Caption"].delete(), in_header))
    with pytest.raises(BadTemplate) as told:
        opened(path)
    lines = str(told.value).split("\n")
    assert lines[0] == f"Word-mallen {path} kan inte användas. 3 fel:"
    assert [one[:23] for one in lines[1:]] == [
        "1. Formatmallen ”Beskri",
        "2. Formatmallen ”Ruta”:",
        "3. Sidhuvudet, stycke 1,"[:23],
    ]


def of_kind(kind: str) -> bytes:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return repacked(
        lambda name, content: content.replace(main, kind.encode()) if "Content_Types" in name else content
    )


SAVE = "Öppna den i Word, välj Spara som och typen Word-dokument (.docx)."
REPAIR = "Öppna filen i Word, låt Word reparera den, och spara."
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
FILES: dict[str, tuple[bytes, str]] = {
    "a template (.dotx)": (
        of_kind("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        f"Filen: är en Word-mall (.dotx) och inte ett dokument. {SAVE}",
    ),
    "with macros (.docm)": (
        of_kind("application/vnd.ms-word.document.macroEnabled.main+xml"),
        f"Filen: har makron (.docm). {SAVE}",
    ),
    "of another program": (
        of_kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        f"Filen: är inget Word-dokument, utan en fil från ett annat program. {SAVE}",
    ),
    "with a password": (
        LOCKED + bytes(100) + "EncryptedPackage".encode("utf-16-le"),
        (
            "Filen: är skyddad med lösenord. "
            "Öppna den i Word, ta bort lösenordet under Arkiv, Info, Skydda dokument, och spara."
        ),
    ),
    "of the older kind (.doc)": (LOCKED + bytes(100), f"Filen: har det äldre formatet .doc. {SAVE}"),
    "a text": (
        b"Hej",
        (
            "Filen: är ingen Word-fil, eller skadad. "
            "Ange en fil som slutar på .docx och som går att öppna i Word."
        ),
    ),
    "a zip of something else": (
        repacked(lambda name, content: None if "Content_Types" in name else content),
        "Filen: saknar delen [Content_Types].xml och är ingen Word-fil. Ange en fil som slutar på .docx.",
    ),
    "without its header": (
        repacked(lambda name, content: None if name == "word/header1.xml" else content),
        f"Delen word/document.xml: leder till delen word/header1.xml, som saknas. {REPAIR}",
    ),
    "with a part that cannot be read": (
        repacked(lambda name, content: b"<w:styles>\n\n<" if name == "word/styles.xml" else content),
        f"Delen word/styles.xml: går inte att läsa (rad 1). {REPAIR}",
    ),
}


@pytest.mark.parametrize(("content", "told"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_template_is_told_what_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    assert refused(content, tmp_path) == [told]


def test_a_cut_file_is_told_so(tmp_path: Path) -> None:
    whole = TEMPLATE.read_bytes()
    assert refused(whole[: len(whole) // 2], tmp_path)[0].startswith(
        "Filen: är ingen Word-fil, eller skadad."
    )


def damaged() -> Iterator[bytes]:
    """One byte of each part's content turned."""
    whole = TEMPLATE.read_bytes()
    with ZipFile(TEMPLATE) as package:
        for entry in package.infolist():
            at = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
            yield whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]


def test_a_damaged_file_is_refused_in_words_and_never_by_a_fault(tmp_path: Path) -> None:
    for content in damaged():
        assert refused(content, tmp_path)


@pytest.mark.parametrize("name", ["saknas.docx", ""])
def test_a_path_that_leads_nowhere_is_told_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadTemplate, match=r"Filen: kan inte läsas\. Kontrollera sökvägen"):
        opened(tmp_path / name)


def test_the_template_that_ships_has_no_flaw() -> None:
    assert opened(TEMPLATE).paragraphs[0].text == "[Rapporten]"


def test_an_empty_header_of_the_first_page_is_taken_as_meant(tmp_path: Path) -> None:
    def meant(own: WordDocument) -> None:
        own.sections[0].different_first_page_header_footer = True
        own.sections[0].first_page_header.is_linked_to_previous = False
        own.sections[0].first_page_footer.is_linked_to_previous = False

    path = tmp_path / "mall.docx"
    path.write_bytes(changed(meant))
    assert opened(path).paragraphs


def test_words_in_brackets_that_are_no_names_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(changed(with_line("[1], [sic], [Klicka här], [2026] och [ ]")))
    assert opened(path).paragraphs


def test_a_level_or_a_list_may_come_from_the_style_that_a_style_is_based_on(tmp_path: Path) -> None:
    def based(own: WordDocument) -> None:
        parent = own.styles.add_style("Grund", WD_STYLE_TYPE.PARAGRAPH)
        levelled(own, "Grund", "1")
        style_part(own, "Heading 2", "pPr/outlineLvl")
        own.styles["Heading 2"].element.find(qn("w:basedOn")).set(qn("w:val"), parent.style_id)

    path = tmp_path / "mall.docx"
    path.write_bytes(changed(based))
    assert opened(path).paragraphs


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ELSEWHERE = "http://elsewhere.example/picture.png"


def added(parts: dict[str, bytes], kind: str = "") -> bytes:
    """Our own template with more parts, and with a relation of the kind to a place elsewhere."""
    relation = (
        f'<Relationship Id="rIdX" Type="{_RELATION}/{kind}" Target="{_ELSEWHERE}" TargetMode="External"/>'
    )

    def change(name: str, content: bytes) -> bytes:
        if kind and name == "word/_rels/document.xml.rels":
            return content.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
        return content

    written = BytesIO(repacked(change))
    with ZipFile(written, "a", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame"])
def test_what_word_would_fetch_from_elsewhere_is_refused(kind: str, tmp_path: Path) -> None:
    [flaw] = refused(added({}, kind), tmp_path)
    assert flaw.startswith(
        f"Delen word/_rels/document.xml.rels: hämtar något från {_ELSEWHERE} när den öppnas."
    )


def test_a_link_to_click_on_may_stand_in_the_template(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(added({}, "hyperlink"))
    opened(path)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN"])
def test_macros_are_refused_whatever_the_file_calls_itself(name: str, tmp_path: Path) -> None:
    [flaw] = refused(added({name: b"x" * 100}), tmp_path)
    assert flaw.startswith(f"Delen {name}: innehåller makron.")


def test_a_file_that_unpacks_to_a_great_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    part = b"\0" * 19_000_000
    [flaw] = refused(added({"word/media/one.bin": part + part}), tmp_path)
    assert flaw.startswith("Delen word/media/one.bin: är 38 MB uppackad, och får vara högst 20 MB.")
    [flaw] = refused(added({f"word/media/{number}.bin": part for number in range(3)}), tmp_path)
    assert flaw.startswith("Filen: är 57 MB uppackad, och får vara högst 50 MB.")


def test_a_part_that_lies_about_its_size_is_not_read_further_than_it_says(tmp_path: Path) -> None:
    size = 30_000_000
    content = added({"word/media/one.bin": b"\0" * size})
    lying = content.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert refused(lying, tmp_path) == [
        "Delen word/media/one.bin: är skadad. Öppna filen i Word, låt Word reparera den, och spara."
    ]
