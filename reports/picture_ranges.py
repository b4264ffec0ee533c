"""Numbers along one scale: a forecast from its lowest to its highest, a spread from the least to the most."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from reports.document import Drawing
from reports.picture_frame import INK, PALE, QUIET, WIDTH, Sheet, apart, known
from reports.picture_words import CENTIMETRE, SMALL, fitted, number

_LEFT, _RIGHT, _FOOT, _HEAD, _ROW = 3.2, 1.2, 1.3, 0.1, 2.1
_WORDS = 2.7
"""Centimetres between the middles of two numbers with their words."""

_LEVEL = 0.8
"""Where the line of a row lies, from its top; the words stand above it."""

_THICK = 0.12
"""Half of a box's height; both in rows."""


_POINTER = {
    "arrowstyle": "-",
    "color": QUIET,
    "linewidth": 0.5,
    "relpos": (0.5, 0),
    "shrinkA": 0,
    "shrinkB": 0,
}


class Mark(NamedTuple):
    """A known number of a row; ``place``: which category it is of."""

    place: int
    value: float


def interval(drawing: Drawing) -> Figure:
    """A row for each series: a line from its lowest number to its highest, a dot for those between."""
    return _rows(drawing, _interval)


def spread(drawing: Drawing) -> Figure:
    """A row for each series. Five categories: least, the box's ends with the middle between, most.

    A row without the ends of its box is a line with its middle.
    """
    return _rows(drawing, _spread)


def _rows(drawing: Drawing, draw: Callable[[Axes, float, Sequence[Mark]], None]) -> Figure:
    rows = [_marks(one.values, len(drawing.categories)) for one in drawing.series]
    sheet = Sheet(_FOOT + _HEAD + _ROW * max(1, len(rows)))
    axes = sheet.axes(_LEFT, _FOOT, _RIGHT, _HEAD)
    _scale(axes, drawing.unit, [mark.value for row in rows for mark in row])
    axes.set_ylim(max(1, len(rows)), 0)
    for row, (marks, one) in enumerate(zip(rows, drawing.series, strict=True)):
        axes.annotate(
            fitted(one.name, _LEFT - 0.4),
            (0, row + _LEVEL),
            (-_LEFT * CENTIMETRE, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
        )
        draw(axes, row + _LEVEL, marks)
        _said(axes, row, marks, drawing.categories)
    return sheet.figure


def _marks(values: Sequence[float | None], categories: int) -> list[Mark]:
    numbers = ((place, known(value)) for place, value in enumerate(values[:categories]))
    return [Mark(place, value) for place, value in numbers if value is not None]


def _scale(axes: Axes, unit: str, values: Sequence[float]) -> None:
    low, high = min(values, default=0), max(values, default=0)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1
    axes.set_xlim(low - room, high + room)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.set_axisbelow(True)
    axes.grid(axis="x", color=PALE, linewidth=0.6)
    axes.set_yticks([])
    axes.set_xlabel(fitted(unit, WIDTH - _LEFT - _RIGHT, 1), color=QUIET, loc="left")


def _said(axes: Axes, row: int, marks: Sequence[Mark], categories: Sequence[str]) -> None:
    """The number of each mark over it, with its word, moved aside where it would stand on another's."""
    if not marks:
        axes.annotate("ingen siffra", (0, row + _LEVEL), xycoords=axes.get_yaxis_transform(), color=QUIET)
        return
    low, high = axes.get_xlim()
    width = WIDTH - _LEFT - _RIGHT
    places = apart([(mark.value - low) / (high - low) * width for mark in marks], _WORDS, width)
    for mark, place in zip(marks, places, strict=True):
        axes.annotate(
            f"{fitted(categories[mark.place], _WORDS, 2, SMALL)}\n{number(mark.value)}",
            (mark.value, row + _LEVEL - _THICK),
            (low + place / width * (high - low), row + 0.08),
            ha="center",
            va="top",
            fontsize=SMALL,
            arrowprops=_POINTER,
        )


def _interval(axes: Axes, level: float, marks: Sequence[Mark]) -> None:
    if not marks:
        return
    values = sorted(mark.value for mark in marks)
    _line(axes, level, values[0], values[-1])
    axes.plot(values[1:-1], [level] * len(values[1:-1]), "o", color=INK, markersize=6)


def _spread(axes: Axes, level: float, marks: Sequence[Mark]) -> None:
    if not marks:
        return
    by_place = {mark.place: mark.value for mark in marks}
    values = sorted(by_place.values())
    _line(axes, level, values[0], values[-1])
    if 1 in by_place and 3 in by_place:  # noqa: PLR2004 - the ends of the box are the second and the fourth
        left, right = sorted((by_place[1], by_place[3]))
        axes.add_patch(
            Rectangle(
                (left, level - _THICK), right - left, 2 * _THICK, facecolor=PALE, edgecolor=INK, zorder=2
            )
        )
    if 2 in by_place:  # noqa: PLR2004 - the middle is the third
        axes.vlines(by_place[2], level - _THICK, level + _THICK, color=INK, linewidth=2.5, zorder=3)


def _line(axes: Axes, level: float, low: float, high: float) -> None:
    axes.plot((low, high), (level, level), "-|", color=INK, linewidth=1.4, markersize=10, zorder=1)
