"""Figure: how each sub-region judges the situation and each focus area, and how it has developed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.material import Contribution, Material
from domain.swedish import listed
from reports.development import Development
from reports.document import METHOD, ROUND, Cell, Chart, Drawing, Drawn, Sentence, Series, Table
from reports.picture_steps import UNSURE
from reports.reading import JUDGED, Reading, read, status_scale
from reports.swedish import inside

_MOVED = {"FORSAMRAT": -1.0, "OFORANDRAT": 0.0, "FORBATTRAT": 1.0, "KAN_EJ_BEDOMA": UNSURE}
_OVERALL = "Samlat läge"
_MOST_STRAINED = 2
"""The highest of the steps that the words about the picture name each by each."""


@dataclass(frozen=True)
class Judgement:
    """A column: what is judged, and the keys of its step and of how it has developed."""

    name: str
    step: str
    trend: str

    def label(self, reading: Reading) -> str:
        """3 – fungerar i huvudsak, → oförändrat; why there is no step, or nothing."""
        return ", ".join(filter(None, (reading.label(self.step), reading.trend(self.trend))))

    def spoken(self, reading: Reading) -> str:
        """The same without its arrow, whose name a screen reader would read out."""
        word = reading.trend(self.trend).partition(" ")[2]
        return ", ".join(filter(None, (reading.label(self.step), word)))

    def number(self, reading: Reading | None) -> float | None:
        step = reading.choice(self.step) if reading else ""
        return float(step) if step in JUDGED else None

    def moved(self, reading: Reading | None) -> float | None:
        """Only beside a step: the picture has nothing to set it by otherwise."""
        if reading is None or self.number(reading) is None:
            return None
        return _MOVED.get(reading.choice(self.trend))


def judged(development: Development) -> Chart | None:
    """None until a sub-region has judged anything."""
    material = development.material
    readings = {one.part.respondent.id: one for one in read(material.councils)}
    columns = [
        one
        for one in _columns(material)
        if any(one.number(reading) is not None for reading in readings.values())
    ]
    if not columns:
        return None
    return Chart(
        "Läge och utveckling i delregionerna",
        _alt(columns, material.councils, readings),
        _drawing(columns, material.councils, readings),
        _table(columns, material.councils, readings),
        tuple(_notes(material, readings)),
        table_shown=False,
    )


def _columns(material: Material) -> Iterator[Judgement]:
    yield Judgement(_OVERALL, "overall_status", "overall_trend")
    for area in material.areas:
        yield Judgement(area.name, f"area.{area.key}.status", f"area.{area.key}.trend")


_Readings = Mapping[str, Reading]


def _drawing(columns: Sequence[Judgement], councils: Sequence[Contribution], readings: _Readings) -> Drawing:
    """Of each column two series: the steps, then how they have moved."""
    there = [readings.get(part.respondent.id) for part in councils]
    series = (
        Series(column.name, tuple(values))
        for column in columns
        for values in (map(column.number, there), map(column.moved, there))
    )
    scale = status_scale(tuple(readings.values()), columns[0].step)
    return Drawing(
        Drawn.STEPS,
        tuple(part.respondent.name for part in councils),
        tuple(series),
        "",
        steps=tuple(step.label for step in scale),
    )


def _table(columns: Sequence[Judgement], councils: Sequence[Contribution], readings: _Readings) -> Table:
    header = ("Delregion", *(column.name for column in columns))
    rows = tuple(tuple(_row(columns, part, readings.get(part.respondent.id))) for part in councils)
    return Table("Läge på skalan 1–5 och utveckling", header, rows, (4, *(5 for _ in columns)))


def _row(columns: Sequence[Judgement], part: Contribution, reading: Reading | None) -> Iterator[Cell]:
    yield Cell(part.respondent.name, (reading.whole(),) if reading else (ROUND,))
    for column in columns:
        if reading is None:
            yield Cell("inget att rapportera" if part.life.nothing else "ej inkommet", (ROUND,))
        else:
            sources = reading.source(column.step, column.trend) or (reading.whole(),)
            yield Cell(column.label(reading) or "–", sources)


def _alt(columns: Sequence[Judgement], councils: Sequence[Contribution], readings: _Readings) -> str:
    there = [one for part in councils if (one := readings.get(part.respondent.id))]
    overall = [f"{one.name} {said}" for one in there if (said := columns[0].spoken(one))]
    strained = [
        f"{inside(column.name)} i {one.name} ({one.label(column.step)})"
        for column in columns[1:]
        for one in there
        if (step := column.number(one)) is not None and step <= _MOST_STRAINED
    ]
    names = listed(part.respondent.name for part in councils)
    words = [f"Rutor på en femgradig skala och en pil för utvecklingen, med en rad vardera för {names}."]
    words += [f"{columns[0].name}: {'; '.join(overall)}."] if overall else []
    words += [f"Ansträngt eller mycket ansträngt är det inom {listed(strained)}."] if strained else []
    return " ".join(words)


def _notes(material: Material, readings: _Readings) -> Iterator[Sentence]:
    yield Sentence(_READ_SO, (METHOD,))
    absent = [part.respondent.name for part in material.councils if part.respondent.id not in readings]
    if absent:
        yield Sentence(f"Bedömning saknas från {listed(absent)}.", (ROUND,))


_READ_SO = (
    "Läget är delregionernas egen bedömning, från 1 (mycket ansträngt) till 5 (mycket gott). Utvecklingen är "
    "den som de själva ser sedan förra kvartalet. Samma "
    "uppgifter står i tabellen Läge och trend per delregion och insatsområde."
)
