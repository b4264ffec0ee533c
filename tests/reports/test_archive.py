"""The archive package, read as a stranger would: unzipped, every checksum worked out anew, nothing leaked."""

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path, PurePosixPath
from subprocess import run
from xml.dom import minidom
from zipfile import ZipFile

import docx
import pytest

from domain.answers import Submission
from domain.errors import NotFound
from domain.report_life import KeptFile, ReportAct, ReportLife, ReportStatus, ReportStep
from domain.rounds import FormRef
from domain.workdays import STOCKHOLM
from forms import shelf, versions
from reports.archive import Altered, archive, archive_name
from reports.archive_parts import FormFile, Logged, Parts
from reports.document import Section
from reports.export.files import write as write_export
from reports.export.gathering import gathered
from reports.export.rows import Copy, Format
from tests.reports.quarter_three import CUT_OFF, STRAINED, material, part
from tests.reports.word_documents import REPORT

MADE = datetime(2026, 12, 14, 9, 0, tzinfo=STOCKHOLM)
DECIDED_AT = MADE - timedelta(days=8)
PUBLISHED_AT = MADE - timedelta(days=7)
SECRET = "Bara för Länsstyrelsen: tre familjer vräktes i tysthet."
PDF = b"%PDF-1.7 <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
MATERIAL = material(part("fyrbodal", {**STRAINED, "note_to_lst": SECRET}, version=2))
DOCUMENT = replace(
    REPORT,
    status="Fastställd",
    watermark="",
    properties=replace(REPORT.properties, record="851-3527-2026", version="1"),
)


def step(number: int, act: ReportAct, status: ReportStatus, at: datetime, words: str = "") -> ReportStep:
    return ReportStep(number, act, status, "id-dora", "Dora Exempelsson", at, 4, words=words)


STEPS = (
    step(1, ReportAct.SEND_TO_CHECK, ReportStatus.CHECK, MADE - timedelta(days=11)),
    step(2, ReportAct.DECIDE, ReportStatus.DECIDED, DECIDED_AT, "Fastställs enligt förslag."),
    step(3, ReportAct.PUBLISH, ReportStatus.PUBLISHED, PUBLISHED_AT),
)
CORRECTED = (
    *STEPS,
    step(
        4, ReportAct.CORRECT, ReportStatus.CORRECTING, MADE - timedelta(days=3), "Siffran för Orust var fel."
    ),
    step(5, ReportAct.DECIDE, ReportStatus.DECIDED, MADE - timedelta(days=2), "Fastställs."),
    step(6, ReportAct.PUBLISH, ReportStatus.PUBLISHED, MADE - timedelta(days=1)),
)


def kept(name: str, content: bytes, edition: int = 1) -> KeptFile:
    media = "application/pdf" if name.endswith("pdf") else "application/octet-stream"
    return KeptFile(name, media, sha256(content).hexdigest(), content, edition, PUBLISHED_AT)


def sent_versions() -> Iterator[Submission]:
    """The second version that counts, and the first one that said something else."""
    for one in MATERIAL.contributions:
        if one.submission:
            if one.submission.version == 2:
                yield replace(one.submission, version=1, answers={"headline": "Förra versionens ord."})
            yield one.submission


FORMS = tuple(
    FormFile(ref, versions.digest(ref), shelf.path_of(ref).read_bytes())
    for ref in sorted(
        {FormRef(one.form_id, one.form_version) for one in sent_versions()}, key=lambda one: one.id
    )
)
PARTS = Parts(
    material=MATERIAL,
    document=DOCUMENT,
    life=ReportLife.of(STEPS),
    files=(kept("lagesrapport-2026Q3.pdf", PDF), kept("lagesrapport-2026Q3.docx", b"PK docx")),
    submissions=tuple(sent_versions()),
    forms=FORMS,
    log=(
        Logged(None, "samråd", "lade upp", "2026Q3", ""),
        Logged(CUT_OFF, "id-kim", "lämnade in", "2026Q3/fyrbodal", '=cmd|"x" ;rad\nett'),
    ),
    made=MADE,
)
INTERNAL = replace(PARTS, copy=Copy.INTERNAL)


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files by their paths in the one folder that the package holds."""
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(set(names)) == len(names)
        assert len({PurePosixPath(name).parts[0] for name in names}) == 1
        assert not [name for name in names if ".." in PurePosixPath(name).parts or name.startswith("/")]
        return {name.partition("/")[2]: package.read(name) for name in names}


def manifest(files: dict[str, bytes], name: str) -> dict[str, str]:
    lines = files[name].decode().splitlines()
    return {path: checksum for checksum, _, path in (line.partition("  ") for line in lines)}


def labels(files: dict[str, bytes]) -> dict[str, str]:
    lines = files["bag-info.txt"].decode().splitlines()
    return {label: value for label, _, value in (line.partition(": ") for line in lines)}


def metadata(files: dict[str, bytes]) -> dict[str, object]:
    found = json.loads(files["data/metadata/metadata.json"])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("parts", [PARTS, INTERNAL], ids=["open", "internal"])
def test_every_file_has_its_checksum_and_every_checksum_its_file(parts: Parts) -> None:
    files = unzipped(archive(parts))
    data = manifest(files, "manifest-sha256.txt")
    tags = manifest(files, "tagmanifest-sha256.txt")
    assert set(data) == {path for path in files if path.startswith("data/")}
    assert set(tags) == {path for path in files if not path.startswith("data/")} - {"tagmanifest-sha256.txt"}
    for path, checksum in (data | tags).items():
        assert sha256(files[path]).hexdigest() == checksum


def test_it_says_that_it_is_a_bag_and_how_much_is_in_it() -> None:
    files = unzipped(archive(PARTS))
    assert files["bagit.txt"].decode() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    said = labels(files)
    data = [content for path, content in files.items() if path.startswith("data/")]
    assert said["Payload-Oxum"] == f"{sum(map(len, data))}.{len(data)}"
    assert said["External-Identifier"] == "851-3527-2026"
    assert said["Source-Organization"] == "Länsstyrelsen i Västra Götalands län"
    assert said["Bagging-Date"] == "2026-12-14"


def test_what_is_in_it() -> None:
    assert sorted(path for path in unzipped(archive(PARTS)) if path.startswith("data/")) == [
        "data/README.txt",
        "data/logg/handelser.csv",
        "data/metadata/dublin-core.xml",
        "data/metadata/kolumner.csv",
        "data/metadata/metadata.json",
        "data/oppna-data/lagesrapport-2026Q3.csv",
        "data/oppna-data/lagesrapport-2026Q3.json",
        "data/rapport/utgava-1/lagesrapport-2026Q3.docx",
        "data/rapport/utgava-1/lagesrapport-2026Q3.pdf",
        *(f"data/underlag/formular/{one.name}" for one in FORMS),
        "data/underlag/inlamningar.json",
    ]
    assert FORMS


def test_what_was_only_for_lansstyrelsen_is_nowhere_in_the_package() -> None:
    for content in unzipped(archive(PARTS)).values():
        assert SECRET.encode() not in content
        assert "Förra versionens ord".encode() not in content
        assert b"internt" not in content


def test_an_internal_package_has_it_in_a_folder_of_its_own_and_says_so() -> None:
    files = unzipped(archive(INTERNAL))
    whole = [path for path, content in files.items() if SECRET.encode() in content]
    assert sorted(whole) == [
        "data/internt/inlamningar.json",
        "data/internt/lagesrapport-2026Q3-intern.csv",
        "data/internt/lagesrapport-2026Q3-intern.json",
    ]
    annex = docx.Document(BytesIO(files["data/internt/internt-underlag-2026Q3.docx"]))
    assert any(SECRET in paragraph.text for paragraph in annex.paragraphs)
    assert archive_name(INTERNAL).endswith("-intern")
    assert metadata(files)["internal"] is True
    assert "ENDAST FÖR LÄNSSTYRELSEN" in files["data/README.txt"].decode()


def test_every_version_of_every_submission_is_in_the_register_and_whole_in_the_internal_copy() -> None:
    files = unzipped(archive(INTERNAL))
    register = json.loads(files["data/underlag/inlamningar.json"])["submissions"]
    whole = json.loads(files["data/internt/inlamningar.json"])["submissions"]
    sent = sorted((one.unit, one.version) for one in PARTS.submissions)
    assert [(one["unit"], one["version"]) for one in register] == sent
    assert [(one["unit"], one["version"]) for one in whole] == sent
    assert {key for one in register for key in one} == {
        "unit",
        "version",
        "sent_at",
        "form",
        "form_version",
        "form_sha256",
        "on_behalf",
    }
    first = next(one for one in whole if (one["unit"], one["version"]) == ("fyrbodal", 1))
    assert first["answers"] == {"headline": "Förra versionens ord."}


def test_each_answer_leads_to_the_questions_as_they_were_asked() -> None:
    files = unzipped(archive(PARTS))
    forms = metadata(files)["forms"]
    assert isinstance(forms, list)
    by_version = {(one["id"], one["version"]): one for one in forms}
    for one in json.loads(files["data/underlag/inlamningar.json"])["submissions"]:
        form = by_version[one["form"], one["form_version"]]
        asked = files[form["path"]]
        assert sha256(asked).hexdigest() == form["sha256"] == one["form_sha256"]
        assert tomllib.loads(asked.decode())["card"]


def test_a_form_that_has_changed_since_it_was_asked_is_told_and_not_archived() -> None:
    changed = replace(FORMS[0], content=b"annat")
    with pytest.raises(Altered, match=f"Formuläret {re.escape(changed.name)} är inte som det var"):
        archive(replace(PARTS, forms=(changed, *FORMS[1:])))


@pytest.mark.parametrize("parts", [PARTS, INTERNAL], ids=["open", "internal"])
def test_every_column_and_every_closed_word_is_described(parts: Parts) -> None:
    files = unzipped(archive(parts))
    described = {(file, column) for file, column, _, _ in logged(parts, "data/metadata/kolumner.csv")[1:]}
    assert all(meaning for *_, meaning in logged(parts, "data/metadata/kolumner.csv"))
    folder = "internt" if parts.internal else "oppna-data"
    data = logged(parts, f"data/{folder}/lagesrapport-2026Q3{'-intern' if parts.internal else ''}.csv")
    events = logged(parts, f"data/{'internt' if parts.internal else 'logg'}/handelser.csv")
    told = {column for file, column in described if file == "lagesrapport-*.csv"}
    assert set(data[0]) - {"Exemplar"} <= told
    assert {column for file, column in described if file == "handelser.csv"} >= set(events[0])
    words = {row[2] for row in logged(parts, "data/metadata/kolumner.csv")}
    for name in ("Tillstånd", "Utan svar därför att"):
        place = data[0].index(name)
        assert {row[place] for row in data[1:] if row[place]} <= words
    assert files


def test_it_is_checked_as_its_readme_says(tmp_path: Path) -> None:
    """With a program that is none of ours: sha256sum, in the unpacked folder."""
    with ZipFile(BytesIO(archive(INTERNAL))) as package:
        package.extractall(tmp_path)
    folder = tmp_path / archive_name(INTERNAL)
    for lists in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = run(["sha256sum", "-c", lists], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603, S607 - what the package's readme asks for
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.count(": OK") == len(manifest(unzipped(archive(INTERNAL)), lists))
    (folder / "data/README.txt").write_text("annat", encoding="utf-8")
    changed = run(["sha256sum", "-c", "manifest-sha256.txt"], cwd=folder, capture_output=True, check=False)  # noqa: S607 - as above
    assert changed.returncode == 1


def test_the_metadata_say_what_was_decided_and_published_and_from_what() -> None:
    found = metadata(unzipped(archive(PARTS)))
    assert found["record"] == "851-3527-2026"
    assert found["status"] == "publicerad"
    assert found["cut_off"] == "2026-11-26T08:30:00+01:00"
    assert found["period"] == {"start": "2026-07-01", "end": "2026-09-30"}
    assert found["decision"] == {
        "at": "2026-12-06T09:00:00+01:00",
        "by": "Dora Exempelsson",
        "words": "Fastställs enligt förslag.",
    }
    assert found["formats"] == [
        "CSV (UTF-8, semikolon)",
        "JSON (UTF-8)",
        "PDF/A-2a",
        "TOML (UTF-8)",
        "Word (Office Open XML)",
    ]
    assert found["package"] == {
        "format": "BagIt 1.0 (RFC 8493)",
        "fgs": False,
        "made_at": "2026-12-14T09:00:00+01:00",
    }


def test_a_pdf_that_does_not_say_so_is_not_called_pdf_a() -> None:
    plain = replace(PARTS, files=(kept("lagesrapport-2026Q3.pdf", b"%PDF-1.7"),))
    formats = metadata(unzipped(archive(plain)))["formats"]
    assert isinstance(formats, list)
    assert "PDF" in formats


def test_the_dublin_core_is_xml_whatever_the_title_is() -> None:
    sly = replace(PARTS, document=replace(DOCUMENT, title="A & B <dc:title>\x00 ]]> å"))
    root = minidom.parseString(unzipped(archive(sly))["data/metadata/dublin-core.xml"]).documentElement  # noqa: S318 - made by ourselves a moment ago
    assert root
    told: dict[str, list[str]] = {}
    for one in root.getElementsByTagName("*"):
        assert one.firstChild
        told.setdefault(one.tagName, []).append(str(one.firstChild.nodeValue))
    assert told["dc:title"] == ["A & B <dc:title> ]]> å"]
    assert told["dc:identifier"] == ["851-3527-2026", "2026Q3"]
    assert told["dc:language"] == ["sv", "en"]
    assert told["dcterms:issued"] == ["2026-12-07T09:00:00+01:00"]
    assert told["dcterms:dateAccepted"] == ["2026-12-06T09:00:00+01:00"]


def test_a_corrected_report_has_both_editions_each_with_its_decision() -> None:
    both = replace(
        PARTS,
        life=ReportLife.of(CORRECTED),
        files=(*PARTS.files, kept("lagesrapport-2026Q3.pdf", PDF + b"2", 2)),
    )
    files = unzipped(archive(both))
    assert (
        files["data/rapport/utgava-2/lagesrapport-2026Q3.pdf"]
        != files["data/rapport/utgava-1/lagesrapport-2026Q3.pdf"]
    )
    found = metadata(files)
    editions = found["editions"]
    assert isinstance(editions, list)
    assert [one["decision"]["words"] for one in editions] == ["Fastställs enligt förslag.", "Fastställs."]
    readme = files["data/README.txt"].decode()
    assert "Rättelse 11 december 2026: Siffran för Orust var fel." in readme


def logged(parts: Parts, path: str) -> list[list[str]]:
    content = unzipped(archive(parts))[path]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_log_is_a_csv_where_no_word_is_a_formula_or_a_line_of_its_own() -> None:
    assert logged(INTERNAL, "data/internt/handelser.csv") == [
        ["Tidpunkt", "Vem", "Vad", "Om", "Varför"],
        ["", "samråd", "lade upp", "2026Q3", ""],
        ["2026-11-26T08:30:00+01:00", "id-kim", "lämnade in", "2026Q3/fyrbodal", '\'=cmd|"x" ;rad\nett'],
    ]


SAID = {
    f"inlämnad blev återsänd: {SECRET}": "inlämnad blev återsänd",
    f"återsänd: {SECRET}": "återsänd",
    f"publicerad blev rättas: {SECRET}": "publicerad blev rättas",
    f"synpunkt 3: {SECRET}": "",
    f"godkänd av misstag, {SECRET}": "",
    SECRET: "",
    "ny blev besvarat": "ny blev besvarat",
    "på faktagranskning, fyrbodal": "på faktagranskning",
}
"""Why a line of the log says that it was done, and what of that is in the open package."""


def test_the_open_log_says_who_did_what_when_and_the_status_but_nobodys_own_words() -> None:
    lines = tuple(Logged(CUT_OFF, "id-kim", "återsände", "2026Q3/fyrbodal", why) for why in SAID)
    public = replace(PARTS, log=lines)
    rows = logged(public, "data/logg/handelser.csv")
    assert rows[0] == ["Tidpunkt", "Vem", "Vad", "Om", "Status"]
    assert [row[1:4] for row in rows[1:]] == [["id-kim", "återsände", "2026Q3/fyrbodal"]] * len(SAID)
    assert [row[4] for row in rows[1:]] == list(SAID.values())
    assert not [path for path, content in unzipped(archive(public)).items() if SECRET.encode() in content]
    assert "skäl och kommentarer" in unzipped(archive(public))["data/README.txt"].decode()
    internal = replace(INTERNAL, log=lines)
    assert [row[4] for row in logged(internal, "data/internt/handelser.csv")[1:]] == list(SAID)
    assert logged(internal, "data/logg/handelser.csv") == rows


def test_a_correction_under_way_has_no_words_in_the_open_package() -> None:
    """They are told with the edition that puts it right; two editions are told with their correction."""
    under_way = (*STEPS, replace(CORRECTED[3], words=SECRET))
    public = replace(PARTS, life=ReportLife.of(under_way))
    files = unzipped(archive(public))
    assert not [path for path, content in files.items() if SECRET.encode() in content]
    assert "Rättelse 11 december 2026: en rättelse pågår" in files["data/README.txt"].decode()
    assert SECRET in unzipped(archive(replace(public, copy=Copy.INTERNAL)))["data/README.txt"].decode()


def test_the_open_data_are_those_that_samrad_exports_under_the_status_of_the_report(tmp_path: Path) -> None:
    files = unzipped(archive(PARTS))
    export = replace(gathered([MATERIAL], Copy.OPEN), status="Fastställd")
    for wanted in (Format.CSV, Format.JSON):
        path = write_export(export, wanted, tmp_path)
        assert files[f"data/oppna-data/{path.name}"] == path.read_bytes()


def test_the_readme_says_how_to_check_it_and_that_it_is_no_fgs() -> None:
    readme = unzipped(archive(PARTS))["data/README.txt"].decode()
    assert readme.startswith("Lägesrapport inom migration och integration")
    assert "sha256sum -c manifest-sha256.txt" in readme
    assert "Det är inget FGS-paket" in readme
    assert "Diarienummer: 851-3527-2026" in readme
    assert "1. Publicerad 7 december 2026 av Dora Exempelsson, beslutad 6 december 2026" in readme
    assert "finns inte i paketet" in readme


def test_the_same_parts_make_the_same_bytes() -> None:
    first, second = archive(INTERNAL), archive(INTERNAL)
    assert first == second
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 12, 14, 8, 0, 0)}
        assert all(before < after for before, after in pairwise(package.namelist()))


def test_a_report_that_is_not_published_is_not_archived() -> None:
    with pytest.raises(
        NotFound, match=r"Rapporten för kvartal 3 2026 är inte publicerad.*Publicera den först"
    ):
        archive(replace(PARTS, life=ReportLife.of(STEPS[:2])))


def test_a_published_file_that_has_changed_since_is_told_and_not_archived() -> None:
    changed = replace(PARTS.files[0], content=b"annat")
    with pytest.raises(Altered, match=r"lagesrapport-2026Q3\.pdf i utgåva 1 stämmer inte"):
        archive(replace(PARTS, files=(changed,)))


def test_no_name_of_a_file_leads_out_of_its_folder() -> None:
    sly = replace(
        PARTS, files=(kept("../../etc/passwd", b"x"), kept("..\\..\\fil\n.pdf", b"y"), kept("/", b"z"))
    )
    files = unzipped(archive(sly))
    assert {path for path in files if path.startswith("data/rapport/")} == {
        "data/rapport/utgava-1/passwd",
        "data/rapport/utgava-1/fil\n.pdf",
        "data/rapport/utgava-1/namnlos",
    }
    assert "data/rapport/utgava-1/fil%0A.pdf" in manifest(files, "manifest-sha256.txt")


def test_two_files_of_one_name_are_a_fault_and_none_is_lost_in_silence() -> None:
    with pytest.raises(ValueError, match=r"rapport/utgava-1/a\.pdf"):
        archive(replace(PARTS, files=(kept("x/a.pdf", b"1"), kept("y/a.pdf", b"2"))))


def test_a_report_without_english_is_in_swedish_alone() -> None:
    swedish = replace(DOCUMENT, sections=(Section("summary", DOCUMENT.sections[1].blocks),))
    assert metadata(unzipped(archive(replace(PARTS, document=swedish))))["language"] == ["sv"]
