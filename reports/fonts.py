"""The letters of the report: Source Sans for the text, DejaVu Sans and Last Resort for signs that it lacks.

They come with packages, so that a page is set alike on every machine; nothing of the machine's own is used.
"""

import atexit
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

FAMILIES: Final = ("Source Sans Pro", "DejaVu Sans", "Last Resort High-Efficiency")
"""In the order that a sign is looked for in them. The last has a sign for every one that there is."""

_SANS: Final = tuple(f"SourceSansPro-{style}.ttf" for style in ("Regular", "It", "Semibold", "Bold"))
_OTHERS: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LastResortHE-Regular.ttf")


def sans() -> tuple[Path, ...]:
    """The files of Source Sans."""
    return tuple(_package("font_source_sans_pro") / "files" / name for name in _SANS)


def files() -> tuple[Path, ...]:
    """Every font file that the report may be set with."""
    others = _package("matplotlib") / "mpl-data" / "fonts" / "ttf"
    return (*sans(), *(others / name for name in _OTHERS))


def folder() -> Path:
    """A folder with these files and no other, for as long as the process lives.

    Typst takes folders alone, and the packages' own hold each style twice and fonts that we do not want.
    """
    return _gathered()


@cache
def _gathered() -> Path:
    made = TemporaryDirectory(prefix="samrad-fonts-")
    atexit.register(made.cleanup)
    for file in files():
        shutil.copy(file, made.name)
    return Path(made.name)


def _package(name: str) -> Path:
    """Where a package lies, without loading it: matplotlib takes most of a second."""
    found = find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"The package {name} is not installed.", name=name)
    return Path(found.origin).parent
