"""Steps on a scale and which way they have moved, in a table: filled boxes, word, arrow with its word.

Two series of one name belong together: the steps (from 1), then how they have moved (-1, 0 or 1).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.document import Drawing, Series
from reports.picture_frame import INK, PAPER, QUIET, SMALL, STRONG, WIDTH, Sheet, fitted, known

_NAMES, _ROW, _HEAD = 3.0, 1.5, 1.1
_BOX, _BETWEEN = 0.24, 0.07
_MOVED: Mapping[float, str] = {-1: "↓ försämrat", 0: "→ oförändrat", 1: "↑ förbättrat"}
_NOTHING = "ingen bedömning"


class Column(NamedTuple):
    name: str
    steps: Series
    moved: Series | None


def steps(drawing: Drawing) -> Figure:
    """A row for each category, a column for each name of the series."""
    columns = _columns(drawing.series)
    sheet = Sheet(_HEAD + _ROW * max(1, len(drawing.categories)))
    axes = sheet.whole()
    width = (WIDTH - _NAMES) / max(1, len(columns))
    top = sheet.height - _HEAD
    for place, column in enumerate(columns):
        axes.text(
            _NAMES + place * width,
            top + 0.15,
            fitted(column.name, width - 0.2),
            fontweight=STRONG,
            va="bottom",
        )
    for row, name in enumerate(drawing.categories):
        upper = top - row * _ROW
        axes.plot((0, WIDTH), (upper, upper), color=INK, linewidth=0.6)
        axes.text(0, upper - 0.2, fitted(name, _NAMES - 0.2), va="top")
        for place, column in enumerate(columns):
            _cell(axes, (_NAMES + place * width, upper - 0.2), _at(column, row), drawing.steps)
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
    axes: Axes, corner: tuple[float, float], said: tuple[float | None, float | None], scale: Sequence[str]
) -> None:
    left, top = corner
    step, moved = said
    if step is None:
        axes.text(left, top, _NOTHING, va="top", color=QUIET, fontsize=SMALL)
    else:
        for box in range(len(scale)):
            filled = INK if box < step else PAPER
            place = (left + box * (_BOX + _BETWEEN), top - _BOX)
            axes.add_patch(Rectangle(place, _BOX, _BOX, facecolor=filled, edgecolor=INK, linewidth=0.6))
        word = scale[int(step) - 1] if 1 <= step <= len(scale) else f"{step:g}"
        axes.text(left, top - _BOX - 0.1, fitted(word, 2.6, 1), va="top", fontsize=SMALL)
    if moved is not None and moved in _MOVED:
        axes.text(left, top - _BOX - 0.5, _MOVED[moved], va="top", fontsize=SMALL)
