"""Reading the published files as their readers do: what they say, their headings and pages."""

import os
import re
import subprocess
from pathlib import Path
from shutil import which
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document

SECONDS = 120


def said(path: Path) -> str:
    """All that stands in a published file: text, header, watermark and properties."""
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    if path.suffix == ".docx":
        with ZipFile(path) as package:
            parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
        return "\n".join(part.decode() for part in parts)
    with pikepdf.open(path) as pdf:
        properties = [str(value) for value in pdf.docinfo.values()]
    return "\n".join((_told(path), *properties))


def _told(path: Path) -> str:
    command = [program("pdftotext", "poppler-utils"), "-enc", "UTF-8", str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own
    return told.stdout.decode()


def by_libreoffice(path: Path, out: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file."""
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    office = program("soffice", "libreoffice-writer")
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own command
    return out / f"{path.stem}.pdf"


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def headings(path: Path) -> list[str]:
    """Of level 1, as they stand in a Word file."""
    paragraphs = Document(str(path)).paragraphs
    return [one.text for one in paragraphs if one.style and one.style.name == "Heading 1"]


def bookmarks(path: Path) -> list[str]:
    """Of level 1, in a PDF."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return [str(one.title) for one in outline.root]


def pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def draft_marks(text: str) -> list[str]:
    """What only a draft may say."""
    return re.findall(r"arbetsmaterial|utkast|inte fastställt", text, re.IGNORECASE)


def program(name: str, package: str) -> str:
    """Where a program is. Without it: one skip line at a developer's, a failure with CI set."""
    if found := which(name):
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing: install {package}")
    pytest.skip(f"{name} is missing ({package}): the published files are not opened in it")
