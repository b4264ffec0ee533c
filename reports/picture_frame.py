"""What all pictures share: a sheet measured in centimetres, quarters along its foot, room between names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from reports.document import Drawing
from reports.picture_words import CENTIMETRE, SMALL, fitted, number

WIDTH = 16.0
"""Of every picture, in centimetres: an A4 column."""

INK, PALE, PAPER = "0.1", "0.85", "1"
QUIET = "0.35"
"""Words beside the numbers: 9 to 1 against the paper."""

_INCH = 2.54
_FAR = 1e12


@dataclass(frozen=True)
class Sheet:
    """The paper. Places and sizes on it are in centimetres from the lower left corner."""

    height: float
    figure: Figure = field(default_factory=Figure)

    def __post_init__(self) -> None:
        self.figure.set_size_inches(WIDTH / _INCH, self.height / _INCH)

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """A place to draw numbers in, that far from each edge."""
        width, height = WIDTH - left - right, self.height - bottom - top
        box = (left / WIDTH, bottom / self.height, width / WIDTH, height / self.height)
        axes = self.figure.add_axes(box)
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(length=0, pad=4)
        return axes

    def whole(self) -> Axes:
        """The sheet itself as axes, measured in centimetres, with nothing drawn of their own."""
        axes = self.figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(0, self.height)
        return axes


def known(value: float | None) -> float | None:
    """The value if it can be drawn."""
    return value if value is not None and isfinite(value) and abs(value) < _FAR else None


def along_quarters(axes: Axes, drawing: Drawing, width: float) -> None:
    """The categories along the foot, the numbers at the side, the unit on top, a mark before each break."""
    places = range(len(drawing.categories))
    each = width / max(1, len(places))
    axes.set_xticks(list(places), [fitted(one, each) for one in drawing.categories])
    axes.set_xlim(-0.5, max(0.5, len(places) - 0.5))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=PALE, linewidth=0.6)
    axes.annotate(
        fitted(drawing.unit, width, 1),
        (0, 1),
        (-0.9 * CENTIMETRE, 10),
        xycoords="axes fraction",
        textcoords="offset points",
        color=QUIET,
    )
    for place in breaks(drawing):
        axes.axvline(place - 0.5, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        axes.annotate(
            "brott i serien",
            (place - 0.5, 1),
            (0, 2),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
        )


def breaks(drawing: Drawing) -> tuple[int, ...]:
    """Those of the breaks that lie between two categories."""
    return tuple(place for place in drawing.breaks if 0 < place < len(drawing.categories))


def upwards(axes: Axes, values: Iterable[float]) -> None:
    """From nothing, or from the least where that is less, with room above the most."""
    those = list(values)
    least, most = min(those, default=0), max(those, default=0)
    low, high = min(0.0, least), max(0.0, most)
    room = (high - low) * 0.08 or 1
    axes.set_ylim(low - (room if low else 0), high + room)


def apart(places: Sequence[float], least: float, most: float) -> list[float]:
    """The places moved as little as it takes for each to be ``least`` from the next, none above ``most``.

    They are given in any order and stay in it. Where there is no room for all they go below.
    """
    order = sorted(range(len(places)), key=lambda one: (places[one], one))
    moved = [places[one] for one in order]
    for one, other in pairwise(range(len(moved))):
        moved[other] = max(moved[other], moved[one] + least)
    moved = [min(place, most) for place in moved]
    for other, one in pairwise(reversed(range(len(moved)))):
        moved[one] = min(moved[one], moved[other] - least)
    return [place for _, place in sorted(zip(order, moved, strict=True))]
