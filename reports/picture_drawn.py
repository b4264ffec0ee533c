"""Which hand draws which kind of picture."""

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from reports.document import Drawing, Drawn
from reports.picture_quarters import lines, stacked
from reports.picture_ranges import interval, spread
from reports.picture_steps import steps

_DRAWN: Mapping[Drawn, Callable[[Drawing], Figure]] = {
    Drawn.STACKED: stacked,
    Drawn.LINES: lines,
    Drawn.STEPS: steps,
    Drawn.INTERVAL: interval,
    Drawn.SPREAD: spread,
}


def drawn(drawing: Drawing) -> Figure:
    return _DRAWN[drawing.drawn](drawing)
