"""Numbers by quarter: bars of parts on each other, and lines. A gap is a gap, never a zero."""

from collections.abc import Sequence
from itertools import cycle
from math import nan
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from reports.document import Drawing, Series
from reports.picture_frame import (
    INK,
    PAPER,
    QUIET,
    WIDTH,
    Sheet,
    along_quarters,
    apart,
    breaks,
    known,
    upwards,
)
from reports.picture_words import SMALL, STRONG, fitted, number

_HEIGHT, _LEFT, _RIGHT, _FOOT, _HEAD = 7.5, 1.4, 0.3, 1.0, 1.7
_NAMES = 4.4
"""Room for the names of the lines, right of them."""

_NAME = 0.32
"""From the middle of one name to that of the next, as a share of the height: four lines of letters."""

_BAR = 0.62
_LEGIBLE = 0.055
"""The least part of the height that a number has room in."""

_NO_NUMBER, _SOME_NUMBER = "ingen siffra", "en del utan siffra"


class Fill(NamedTuple):
    grey: str
    hatch: str
    ink: str


_FILLS = (
    Fill("0.3", "", PAPER),
    Fill("0.9", "////", INK),
    Fill("0.65", "....", INK),
    Fill(PAPER, "xxxx", INK),
)
_POINTER = {
    "arrowstyle": "-",
    "color": QUIET,
    "linewidth": 0.5,
    "relpos": (0, 0.5),
    "shrinkA": 2,
    "shrinkB": 4,
}
_STROKES = (("-", "o"), ("--", "s"), (":", "^"), ("-.", "D"), ("-", "v"), ("--", "P"))


def stacked(drawing: Drawing) -> Figure:
    """The number stands in each part that has room for it, the sum above a bar of several parts."""
    sheet = Sheet(_HEIGHT)
    axes = sheet.axes(_LEFT, _FOOT, _RIGHT, _HEAD)
    along_quarters(axes, drawing, WIDTH - _LEFT - _RIGHT)
    bars = [_parts(drawing.series, place) for place in range(len(drawing.categories))]
    upwards(axes, (sum(part for part in parts if part is not None) for parts in bars))
    for place, parts in enumerate(bars):
        _bar(axes, place, parts)
    handles = [
        Patch(facecolor=fill.grey, hatch=fill.hatch, edgecolor=INK, label=fitted(one.name, 6, 1))
        for one, fill in zip(drawing.series, cycle(_FILLS))
    ]
    if handles:
        sheet.figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(_LEFT / WIDTH - 0.012, 1),
            ncols=min(len(handles), 2),
            frameon=False,
            handlelength=2.2,
            handleheight=1.1,
        )
    return sheet.figure


def _parts(series: Sequence[Series], place: int) -> list[float | None]:
    return [known(one.values[place]) if place < len(one.values) else None for one in series]


def _bar(axes: Axes, place: int, parts: Sequence[float | None]) -> None:
    reached = 0.0
    for part, fill in zip(parts, cycle(_FILLS)):
        if part is not None:
            _part(axes, place, (reached, part), fill)
            reached += part
    if any(part is None for part in parts) or not parts:
        words = _NO_NUMBER if not any(part is not None for part in parts) else _SOME_NUMBER
        _above(axes, place, reached, words)
    elif len(parts) > 1 or not reached:
        axes.annotate(
            number(reached),
            (place, reached),
            (0, 2),
            textcoords="offset points",
            ha="center",
            fontweight=STRONG,
        )


def _part(axes: Axes, place: int, part: tuple[float, float], fill: Fill) -> None:
    bottom, height = part
    axes.bar(place, height, _BAR, bottom, facecolor=fill.grey, hatch=fill.hatch, edgecolor=INK, linewidth=0.6)
    low, high = axes.get_ylim()
    if abs(height) >= (high - low) * _LEGIBLE:
        box = {"facecolor": fill.grey, "edgecolor": "none", "pad": 1.2} if fill.hatch else None
        axes.text(
            place, bottom + height / 2, number(height), ha="center", va="center", color=fill.ink, bbox=box
        )


def _above(axes: Axes, place: int, reached: float, words: str) -> None:
    axes.annotate(
        words,
        (place, reached),
        (0, 5),
        textcoords="offset points",
        ha="center",
        va="bottom",
        rotation=90,
        color=QUIET,
        fontsize=SMALL,
    )


def lines(drawing: Drawing) -> Figure:
    """Each line has its own stroke and mark, and its name with its last number to the right.

    A line is parted at a gap and at a break.
    """
    sheet = Sheet(_HEIGHT)
    axes = sheet.axes(_LEFT, _FOOT, _NAMES, _HEAD - 0.4)
    along_quarters(axes, drawing, WIDTH - _LEFT - _NAMES)
    places = range(len(drawing.categories))
    numbers = [[_parts([one], place)[0] for place in places] for one in drawing.series]
    upwards(axes, (value for line in numbers for value in line if value is not None))
    for line, (stroke, mark) in zip(numbers, cycle(_STROKES)):
        _line(axes, line, breaks(drawing), (stroke, mark))
    _named(axes, drawing, numbers)
    return sheet.figure


def _line(axes: Axes, line: Sequence[float | None], parted: Sequence[int], style: tuple[str, str]) -> None:
    across, up = [], []
    for place, value in enumerate(line):
        if place in parted:
            across.append(place - 0.5)
            up.append(nan)
        across.append(float(place))
        up.append(nan if value is None else value)
    axes.plot(
        across,
        up,
        color=INK,
        linestyle=style[0],
        marker=style[1],
        markersize=5,
        linewidth=1.4,
        markerfacecolor=PAPER if style[0] != "-" else INK,
        clip_on=False,
    )


def _named(axes: Axes, drawing: Drawing, numbers: Sequence[Sequence[float | None]]) -> None:
    low, high = axes.get_ylim()
    ends = [_end(line) for line in numbers]
    those = [(one, drawing.series[place].name) for place, one in enumerate(ends) if one]
    heights = apart([(end[1] - low) / (high - low) for end, _ in those], _NAME, 0.95)
    last = len(drawing.categories) - 1
    for (end, name), height in zip(those, heights, strict=True):
        when = "" if end[0] == last else f" ({drawing.categories[end[0]]})"
        axes.annotate(
            fitted(f"{number(end[1])}{when} {name}", _NAMES - 0.6, 4),
            end,
            (1.05, height),
            textcoords="axes fraction",
            va="center",
            arrowprops=_POINTER,
        )


def _end(line: Sequence[float | None]) -> tuple[int, float] | None:
    """The place and the number of its last known number."""
    numbers = [(place, value) for place, value in enumerate(line) if value is not None]
    return numbers[-1] if numbers else None
