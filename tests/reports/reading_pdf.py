"""Reading a PDF as its readers do: the tags that are read aloud, the text that is found and copied."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from shutil import which
from typing import NamedTuple

import pikepdf
import pytest

from reports.document import Document
from reports.pdf import write

_PLACED = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(write(document)))


@dataclass(frozen=True)
class Tag:
    """An element of the structure: what it is, and what is read in its place and in which language."""

    role: str
    alt: str
    language: str


def tags(document: Document) -> list[Tag]:
    """Every element, in the order that it is read."""
    with opened(document) as pdf:
        return [
            Tag(str(one.S).removeprefix("/"), str(one.get("/Alt", "")), str(one.get("/Lang", "")))
            for one in _below(pdf.Root.StructTreeRoot)
        ]


def roles(document: Document) -> list[str]:
    return [tag.role for tag in tags(document)]


def _below(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(element, pikepdf.Array):
        for one in element:
            yield from _below(one)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from _below(element.K)


def pages_of(document: Document) -> list[str]:
    """The text of each page, as it is copied, without what stands behind it and at its top and foot."""
    pages = copied(replace(document, watermark=""))
    return ["\n".join(page.splitlines()[1:-1]) for page in pages]


def copied(document: Document) -> list[str]:
    """All the text of each page, in the order that it is set: its top, what it says, its foot."""
    return _told(document, "-raw").split("\f")[:-1]


class Word(NamedTuple):
    """Where a word stands on a page, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def is_over(self, other: "Word") -> bool:
        """Whether one is printed over the other, by more than a point."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > min(self.bottom - self.top, other.bottom - other.top) / 2


def words_of(document: Document) -> list[list[Word]]:
    """The words of each page, without the watermark."""
    pages = _told(replace(document, watermark=""), "-bbox").split("<page ")[1:]
    return [
        [Word(found[5], *map(float, found.groups()[:4])) for found in _PLACED.finditer(page)]
        for page in pages
    ]


def _told(document: Document, how: str) -> str:
    told = subprocess.run(  # noqa: S603 - the test's own command
        [_pdftotext(), how, "-enc", "UTF-8", "-", "-"],
        input=write(document),
        capture_output=True,
        check=True,
    )
    return told.stdout.decode()


def _pdftotext() -> str:
    """Where Poppler is. Without it: one skip line at a developer's, a failure with CI set."""
    if found := which("pdftotext"):
        return found
    if os.environ.get("CI"):
        pytest.fail("Poppler is missing: install poppler-utils")
    pytest.skip("Poppler is missing: the text of the PDF is not read")
