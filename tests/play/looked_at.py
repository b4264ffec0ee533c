"""The pages of a PDF as pictures in grey: where there is ink, and what shows without anybody reading it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import run

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.play.published_files import SECONDS, program

_DOTS = 50
"""An inch: enough to see where there is ink, and no more to look through."""

_MARGIN = 1.9
"""Centimetres at the left and the right of every page, a little less than what is asked for."""

_TOP, _FOOT = 0.09, 0.92
"""Of a page's height, without its header and its footer."""

_LEAST_INK, _LEAST_HEIGHT = 0.008, 0.2
"""Shares of the body: how much of it is dark on a page of text, and how far down it goes."""

_DARK, _WHITE = 128, 250
_INK, _PALE, _PAPER = 24, 225, 255
_ALIKE, _PATCH = 4, 20
"""Between letters' black and a table's pale rows; what neighbours differ by; how many dots make a patch."""

Page = NDArray[np.uint8]
"""From 0, black, to 255, white; rows from the top."""


def looked_at(path: Path, folder: Path) -> list[Page]:
    """Every page, the first first."""
    folder.mkdir()
    command = [
        program("pdftoppm", "poppler-utils"),
        "-gray",
        "-r",
        str(_DOTS),
        str(path),
        str(folder / "page"),
    ]
    run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own command
    return [np.asarray(Image.open(one)) for one in sorted(folder.iterdir())]


def places(path: Path, caption: str) -> list[int]:
    """The pages, from 0, on which a line begins so."""
    command = [program("pdftotext", "poppler-utils"), "-enc", "UTF-8", str(path), "-"]
    told = run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own command
    every = told.stdout.decode().split("\f")
    return [
        at for at, text in enumerate(every) if any(line.startswith(caption) for line in text.splitlines())
    ]


def flaws(pages: Sequence[Page]) -> list[str]:
    """What is wrong with the looks of a report's pages; nothing where nothing is."""
    return [
        f"sida {number}: {what}" for number, page in enumerate(pages, start=1) for what in _flaws(page, pages)
    ]


def _flaws(page: Page, pages: Sequence[Page]) -> Iterator[str]:
    side = round(_MARGIN / 2.54 * _DOTS)
    if (page[:, :side] < _WHITE).any() or (page[:, -side:] < _WHITE).any():
        yield "något står utanför marginalen"
    body = page[round(_TOP * len(page)) : round(_FOOT * len(page))] < _DARK
    rows = np.flatnonzero(body.any(axis=1))
    if page is not pages[-1] and (
        body.mean() < _LEAST_INK or not rows.size or rows[-1] < _LEAST_HEIGHT * len(body)
    ):
        yield "nästan tom"


def greys(page: Page) -> int:
    """How many greys stand in patches of their own: the bars and marks of a figure, never letters alone."""
    patch = page[1:-1, 1:-1]
    for down, across in ((0, 1), (2, 1), (1, 0), (1, 2)):
        beside = page[down : down + patch.shape[0], across : across + patch.shape[1]]
        patch = np.where(np.abs(patch.astype(int) - beside) <= _ALIKE, patch, _PAPER)
    counted = np.bincount(patch[(patch > _INK) & (patch < _PALE)].ravel() // 16, minlength=16)
    return int((counted >= _PATCH).sum())
