"""Published numbers and what would become of them, in plain Swedish."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain import swedish
from domain.county import County, Figure, FigureState
from figures.difference import Change, Difference, Doubt, Line
from figures.known import Catalogue
from figures.sums import worked_out

_MOST = 40
_HEADINGS = {
    Change.NEW: ("ny", "nya"),
    Change.CHANGED: ("ändrad", "ändrade"),
    Change.WITHDRAWN: ("indragen", "indragna"),
    Change.STANDS: ("står kvar, från en annan källa", "står kvar, från en annan källa"),
}
_COUNTED = {
    Change.UNCHANGED: "oförändrade",
    Change.OLDER: "äldre än det som redan finns, och ändrar inget",
    Change.ABSENT: "utan siffra",
}


@dataclass(frozen=True)
class Teller:
    county: County
    catalogue: Catalogue

    def difference(self, difference: Difference) -> Iterator[str]:
        """What would be written, a line for each number, and how many others there are."""
        for change, (one, many) in _HEADINGS.items():
            lines = difference.of(change)
            if lines:
                yield f"{len(lines)} {one if len(lines) == 1 else many}:"
                yield from (f"  {self._changed(line)}" for line in lines[:_MOST])
            if len(lines) > _MOST:
                yield f"  … och {len(lines) - _MOST} till"
        yield from (self._doubted(doubt) for doubt in difference.doubts)
        for change, words in _COUNTED.items():
            if count := len(difference.of(change)):
                yield f"{count} {words}."

    def _doubted(self, doubt: Doubt) -> str:
        own, summed = doubt.own, doubt.summed
        place = f"{self.county.unit(own.unit).name}, {self._what(own)}"
        return (
            f"Varning: {place}: delregionens egen siffra är {amount(own)} ({own.source}), men kommunerna i "
            f"länet har tillsammans {amount(summed)}. Kontrollera vilken som stämmer."
        )

    def figures(self, figures: Iterable[Figure]) -> Iterator[str]:
        """A line for each number: what it is, of when, from whom and when it was read."""
        for figure in figures:
            read = f", hämtat {swedish.day(figure.fetched)}" if figure.fetched else ""
            yield f"  {self._what(figure)}: {amount(figure)} ({figure.source}{read})"

    def _changed(self, line: Line) -> str:
        figure, before = line.figure, line.before
        place = f"{self.county.unit(figure.unit).name}, {self._what(figure)}"
        if before is None:
            return f"{place}: {amount(figure)} ({figure.source})"
        if line.change is Change.STANDS:
            return f"{place}: {amount(before)} ({before.source})"
        if amount(before) == amount(figure):
            return f"{place}: {amount(figure)} ({before.source} → {figure.source})"
        return f"{place}: {amount(before)} → {amount(figure)} ({figure.source})"

    def _what(self, figure: Figure) -> str:
        known = self.catalogue.get(figure.key)
        day = swedish.day(figure.as_of)
        return (
            f"{self.catalogue.name(figure.key)}, {'gäller från' if known and known.series else 'avser'} {day}"
        )


def amount(figure: Figure) -> str:
    """1 234,5; without a number why there is none."""
    if figure.value is None:
        if figure.state is FigureState.SUPPRESSED:
            return "undertryckt, för få personer"
        return "uppgift saknas" if worked_out(figure) else "uppgift saknas (källan)"
    words = f"{figure.value:,}".replace(",", "\u00a0").replace(".", ",")
    return f"{words}, reviderad" if figure.state is FigureState.REVISED else words
