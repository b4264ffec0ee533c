"""The focus areas in brief: a line for each, and what has changed most, for the worse as for the better."""

from collections.abc import Iterator, Sequence

from domain.county import FocusArea
from domain.swedish import listed, upper_first
from reports import shifts
from reports.development import Development
from reports.document import Sentence, Source
from reports.reading import JUDGED, Reading
from reports.swedish import inside

Readings = Sequence[Reading]

_WORSE, _BETTER, _SAME, _UNKNOWN = "FORSAMRAT", "FORBATTRAT", "OFORANDRAT", "KAN_EJ_BEDOMA"
_NOT_JUDGED = "EJ_BEDOMT"


def brief(area: FocusArea, readings: Readings) -> tuple[Sentence, ...]:
    """Boende: mycket ansträngt till ansträngt; försämrat i Fyrbodal; utvecklingen kan inte bedömas i Mark."""
    labels = _labels(readings, _status(area))
    span = list(dict.fromkeys(_word(labels[place]) for place in (0, -1) if labels))
    said = [" till ".join(span)] if span else []
    if unsure := [one.name for one in _naming(readings, _status(area), _NOT_JUDGED)]:
        said.append(f"läget kan inte bedömas i {listed(unsure)}")
    said += _trends(readings, _trend(area))
    return (Sentence(f"{area.name}: {'; '.join(said)}.", _of(area, readings)),) if said else ()


def judged(area: FocusArea, readings: Readings, councils: int) -> tuple[Sentence, ...]:
    """Each step that is given, from the most strained, and where; then where it is worse or better.

    ``councils`` is how many there are in the county, also those that have not answered.
    """
    steps = _steps(readings, _status(area), councils)
    said = [f"läget bedöms {listed(f'som {step}' for step in steps)}"] if steps else []
    if unsure := [one.name for one in _naming(readings, _status(area), _NOT_JUDGED)]:
        said.append(f"läget kan inte bedömas nu i {listed(unsure)}")
    said += _trends(readings, _trend(area))
    text = " ".join(upper_first(f"{one}.") for one in said)
    return (Sentence(text, _of(area, readings)),) if text else ()


def line(
    area: FocusArea, readings: Readings, councils: int, development: Development
) -> tuple[Sentence, ...]:
    """The same, and last who has taken another step than last quarter, if any has."""
    told = judged(area, readings, councils)
    moved = shifts.moved(development, readings, _status(area)) if told else ()
    return (*told, *moved) if moved and " från " in moved[0].text else told


def _of(area: FocusArea, readings: Readings) -> tuple[Source, ...]:
    return _sources(readings, _status(area), _trend(area))


def _labels(readings: Readings, key: str) -> list[str]:
    """The steps that are given, from the most strained."""
    return list(dict.fromkeys(one.label(key) for one in _from_most_strained(readings, key)))


def _word(label: str) -> str:
    """The step without its number: 1 – mycket ansträngt becomes mycket ansträngt."""
    return label.partition(" – ")[2] or label


def _from_most_strained(readings: Readings, key: str) -> list[Reading]:
    """Those that have judged it."""
    return sorted((one for one in readings if one.choice(key) in JUDGED), key=lambda one: one.choice(key))


def _steps(readings: Readings, key: str, councils: int) -> list[str]:
    steps: dict[str, list[str]] = {}
    for one in _from_most_strained(readings, key):
        steps.setdefault(one.label(key), []).append(one.name)
    return [
        f"{label} i {'alla delregioner' if len(names) == councils else listed(names)}"
        for label, names in steps.items()
    ]


def _trends(readings: Readings, key: str) -> list[str]:
    said = [
        f"{word} i {listed(one.name for one in named)}"
        for value, word in (
            (_WORSE, "försämrat"),
            (_BETTER, "förbättrat"),
            (_UNKNOWN, "utvecklingen kan inte bedömas"),
        )
        if (named := _naming(readings, key, value))
    ]
    same = _naming(readings, key, _SAME)
    if not said:
        return ["oförändrat"] if same and len(same) == len(readings) else []
    return said


def biggest_change(development: Development, readings: Readings) -> tuple[Sentence, ...]:
    """What is worse and better, each where most sub-regions name it; what has fallen; what is strained.

    A step down and a strained step are told as much as an improvement is.
    """
    those = development.material.areas
    worse, better = (
        _named_most(those, readings, *words) for words in ((_WORSE, "försämrats"), (_BETTER, "förbättrats"))
    )
    fallen = [one for area in those for one in _fallen(development, area, readings)]
    changed = (*worse, *fallen, *better) or _no_change(those, readings)
    return (*changed, *_strained(those, readings))


def _named_most(
    those: Sequence[FocusArea], readings: Readings, value: str, words: str
) -> tuple[Sentence, ...]:
    named = [(area, _naming(readings, _trend(area), value)) for area in those]
    most = max((len(by) for _, by in named), default=0)
    found = [(area, by) for area, by in named if by and len(by) == most]
    return (_changed(words, found),) if found else ()


def _fallen(development: Development, area: FocusArea, readings: Readings) -> Iterator[Sentence]:
    steps = shifts.between(development, readings, _status(area))
    down = [one for one in steps if one.now < one.before]
    if down:
        told = listed(f"från {one.before} till {one.now} i {listed(one.units)}" for one in down)
        named = [unit for one in down for unit in one.units]
        sources = shifts.sources_of(development, readings, _status(area), named)
        yield Sentence(f"Inom {inside(area.name)} har läget gått ner {told}.", sources)


def _strained(those: Sequence[FocusArea], readings: Readings) -> tuple[Sentence, ...]:
    """Where the two lowest steps are given."""
    found = [
        (area, by)
        for area in those
        if (by := [one for one in readings if one.choice(_status(area)) in JUDGED[:2]])
    ]
    if not found:
        return ()
    where = listed(f"{inside(area.name)} ({listed(one.name for one in by)})" for area, by in found)
    sources = tuple(source for area, by in found for source in _sources(by, _status(area)))
    return (Sentence(f"Läget är ansträngt eller mycket ansträngt inom {where}.", sources),)


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
