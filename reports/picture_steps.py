"""Steps on a scale and which way they have moved, in a table: filled boxes, word, arrow with its word.

Two series of one name belong together: the steps (from 1), then how they have moved (-1, 0 or 1, or UNSURE).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.document import Drawing, Series
from reports.picture_frame import INK, PAPER, QUIET, WIDTH, Sheet, known
from reports.picture_words import SMALL, STRONG, fitted

_NAMES, _ROW, _LINE, _HEAD = 3.0, 1.75, 0.35, 1.1
_BOX, _BETWEEN, _AIR = 0.24, 0.07, 0.2
_WORDS = 2.4
UNSURE = 9.0
"""Of what could not be judged."""

_MOVED: Mapping[float, str] = {
    -1: "↓ försämrat",
    0: "→ oförändrat",
    1: "↑ förbättrat",
    UNSURE: "? kan inte bedömas",
}
_NOTHING = "ingen bedömning"


class Column(NamedTuple):
    name: str
    steps: Series
    moved: Series | None


def steps(drawing: Drawing) -> Figure:
    """A row for each category, a column for each name of the series."""
    columns = _columns(drawing.series)
    high = _ROW + _LINE * any(UNSURE in one.values for one in drawing.series)
    sheet = Sheet(_HEAD + high * max(1, len(drawing.categories)))
    axes = sheet.whole()
    top = sheet.height - _HEAD
    width = (WIDTH - _NAMES) / max(1, len(columns))
    for row, name in enumerate(drawing.categories):
        upper = top - row * high
        axes.plot((0, WIDTH), (upper, upper), color=INK, linewidth=0.6)
        axes.text(0, upper - _AIR, fitted(name, _NAMES - 0.2, 3), va="top")
    for place, column in enumerate(columns):
        left = _NAMES + place * width
        name = fitted(column.name, width - 0.3)
        axes.text(left, top + 0.15, name, fontweight=STRONG, va="bottom")
        for row in range(len(drawing.categories)):
            corner = (left, top - row * high - _AIR)
            _cell(axes, corner, drawing.steps, _at(column, row))
    return sheet.figure


def _columns(series: Sequence[Series]) -> list[Column]:
    found: dict[str, list[Series]] = {}
    for one in series:
        found.setdefault(one.name, []).append(one)
    return [Column(name, those[0], those[1] if len(those) > 1 else None) for name, those in found.items()]


def _at(column: Column, row: int) -> tuple[float | None, float | None]:
    return _value(column.steps, row), _value(column.moved, row) if column.moved else None


def _value(series: Series, row: int) -> float | None:
    return known(series.values[row]) if row < len(series.values) else None


def _cell(
    axes: Axes, corner: tuple[float, float], scale: Sequence[str], said: tuple[float | None, float | None]
) -> None:
    left, top = corner
    step, moved = said
    if step is None:
        axes.text(left, top, _NOTHING, va="top", color=QUIET, fontsize=SMALL)
        return
    for box in range(len(scale)):
        place = (left + box * (_BOX + _BETWEEN), top - _BOX)
        filled = INK if box < step else PAPER
        axes.add_patch(Rectangle(place, _BOX, _BOX, facecolor=filled, edgecolor=INK, linewidth=0.6))
    words = [scale[int(step) - 1]] if 1 <= step <= len(scale) else []
    words += [_MOVED[moved]] if moved is not None and moved in _MOVED else []
    lines = "\n".join(fitted(one, _WORDS, 2, SMALL) for one in words)
    axes.text(left, top - _BOX - 0.1, lines, va="top", fontsize=SMALL, linespacing=1.15)
