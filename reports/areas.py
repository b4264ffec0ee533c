"""The focus areas in brief: a line for each, and the change that most sub-regions name."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from domain.county import FocusArea
from domain.swedish import listed, upper_first
from reports import shifts
from reports.development import Development
from reports.document import Sentence, Source
from reports.reading import Reading
from reports.swedish import inside

Readings = Sequence[Reading]

_WORSE, _BETTER, _SAME = "FORSAMRAT", "FORBATTRAT", "OFORANDRAT"


def brief(area: FocusArea, readings: Readings, councils: int) -> tuple[Sentence, ...]:
    """Boende: 1 – mycket ansträngt i Fyrbodal; 3 – fungerar i huvudsak i Skaraborg; försämrat i Fyrbodal."""
    said = _said(area, readings, councils)
    return (Sentence(f"{area.name}: {'; '.join(said)}.", _of(area, readings)),) if said else ()


def judged(area: FocusArea, readings: Readings, councils: int) -> tuple[Sentence, ...]:
    """Each step that is given, from the most strained, and where; then where it is worse or better.

    ``councils`` is how many there are in the county, also those that have not answered.
    """
    steps, trends = _steps(readings, _status(area), councils), _trends(readings, _trend(area))
    text = " ".join(upper_first(f"{said}.") for said in ("; ".join(steps), *trends) if said)
    return (Sentence(text, _of(area, readings)),) if text else ()


def line(
    area: FocusArea, readings: Readings, councils: int, development: Development
) -> tuple[Sentence, ...]:
    """The same, and last who has taken another step than last quarter, if any has."""
    told = judged(area, readings, councils)
    moved = shifts.moved(development, readings, _status(area)) if told else ()
    return (*told, *(one for one in moved if " från " in one.text))


def _said(area: FocusArea, readings: Readings, councils: int) -> list[str]:
    return [*_steps(readings, _status(area), councils), *_trends(readings, _trend(area))]


def _of(area: FocusArea, readings: Readings) -> tuple[Source, ...]:
    return _sources(readings, _status(area), _trend(area))


def _steps(readings: Readings, key: str, councils: int) -> list[str]:
    """The stored values sort from the most strained step to the least, and "cannot be judged" last."""
    steps: dict[str, list[str]] = {}
    for one in sorted(readings, key=lambda one: one.choice(key)):
        if label := one.label(key):
            steps.setdefault(label, []).append(one.name)
    return [
        f"{label} i {'alla delregioner' if len(names) == councils else listed(names)}"
        for label, names in steps.items()
    ]


def _trends(readings: Readings, key: str) -> list[str]:
    said = [
        f"{word} i {listed(one.name for one in named)}"
        for value, word in ((_WORSE, "försämrat"), (_BETTER, "förbättrat"))
        if (named := _naming(readings, key, value))
    ]
    unchanged = bool(readings) and len(_naming(readings, key, _SAME)) == len(readings)
    return ["oförändrat"] if unchanged else said


def biggest_change(areas: Sequence[FocusArea], readings: Readings) -> tuple[Sentence, ...]:
    """The areas whose change most sub-regions name; worse before better."""
    found = [
        (words, area, named)
        for value, words in ((_WORSE, "försämrats"), (_BETTER, "förbättrats"))
        for area in areas
        if (named := _naming(readings, _trend(area), value))
    ]
    most = max((len(named) for *_, named in found), default=0)
    biggest = groupby((each for each in found if len(each[2]) == most), key=itemgetter(0))
    changed = [_changed(words, [(area, named) for _, area, named in group]) for words, group in biggest]
    return tuple(changed) or _no_change(areas, readings)


def _changed(words: str, areas: list[tuple[FocusArea, list[Reading]]]) -> Sentence:
    where = [f"{inside(area.name)} ({listed(one.name for one in named)})" for area, named in areas]
    sources = tuple(source for area, named in areas for source in _sources(named, _trend(area)))
    return Sentence(f"Läget bedöms ha {words} inom {listed(where)}.", sources)


def _no_change(areas: Sequence[FocusArea], readings: Readings) -> tuple[Sentence, ...]:
    sources = _sources(readings, *(_trend(area) for area in areas))
    text = "Ingen delregion anger att läget har förändrats i något insatsområde."
    return (Sentence(text, sources),) if sources else ()


def _status(area: FocusArea) -> str:
    return f"area.{area.key}.status"


def _trend(area: FocusArea) -> str:
    return f"area.{area.key}.trend"


def _naming(readings: Readings, key: str, value: str) -> list[Reading]:
    return [one for one in readings if one.choice(key) == value]


def _sources(readings: Readings, *keys: str) -> tuple[Source, ...]:
    return tuple(source for one in readings for source in one.source(*keys))
