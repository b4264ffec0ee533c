"""How every picture is drawn: the report's own fonts and nothing of the machine's, nor of its user's."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import matplotlib as mpl
from matplotlib.font_manager import FontEntry, fontManager

from reports import fonts

_PLAIN, _STRONG = 400, 600
_FACES = {
    "samrad": ("SourceSansPro-Regular", "SourceSansPro-Semibold"),
    "samrad-more": ("DejaVuSans", "DejaVuSans-Bold"),
    "samrad-every": ("LastResortHE-Regular", "LastResortHE-Regular"),
}
"""The plain and the strong face of each family. The last has a sign for every character: none is missing."""


@contextmanager
def settings() -> Iterator[None]:
    """Everything that is drawn in here looks alike, whatever a settings file on the machine says.

    Not for two threads at once: the settings are shared.
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": list(_families()),
                "font.size": 9,
                "text.parse_math": False,
                "axes.linewidth": 0.6,
                "hatch.linewidth": 0.6,
                "svg.fonttype": "path",
                "svg.hashsalt": "samrad",
            }
        )
        yield


@cache
def _families() -> tuple[str, ...]:
    """The report's fonts under names of ours, so that nothing installed can come before them."""
    files = {file.stem: str(file) for file in fonts.files()}
    for family, faces in _FACES.items():
        for face, weight in zip(faces, (_PLAIN, _STRONG), strict=True):
            fontManager.ttflist.append(
                FontEntry(fname=files[face], name=family, weight=weight, size="scalable")
            )
    return tuple(_FACES)
