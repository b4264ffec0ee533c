"""Numbers that are answers or figures, or worked out of them: sums, differences, spreads."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from domain.quarter import Quarter
from tests.reports.recomputing_change import Moved, broken, exact, has_guests, is_own, own, used, written
from tests.reports.recomputing_counts import town_numbers
from tests.reports.recomputing_raw import Given, Raw
from tests.reports.recomputing_text import NUMBER, Said, names, number

_SIZES = r"(?:i stort sett|något|tydligt|largely|somewhat|clearly) \w+ \((?:[^()]*)\)"
_FROM_TO = rf"(?:från (?:{NUMBER}) till (?:{NUMBER})|from [\d,.]+ to [\d,.]*\d)"
CHANGE = re.compile(
    rf"(?:{_SIZES}|{_FROM_TO}|(?<![\w])oförändrat \((?:{NUMBER})\)|(?<=: )unchanged(?=\.))"
    r"(?:, (?:en förbättring|en försämring|an improvement|a deterioration))?"
)
CORRECTED = re.compile(
    rf"Uppgiften för (?P<quarter>kvartal \d \d{{4}}) har rättats från (?P<then>{NUMBER}) till "
    rf"(?P<now>{NUMBER}|uppgift saknas) \((?P<unit>[^,]*), (?P<label>.*)\)"
)
SINCE = re.compile(rf"har ändrat uppgiften till (?P<now>{NUMBER}) sedan (?P<then>{NUMBER}) bekräftades")
QUOTA = re.compile(
    rf"(?P<what>länstalet|kommuntalet) har ändrats från (?P<then>{NUMBER}) till (?P<now>{NUMBER})"
)
BESIDE = re.compile(rf"publicerat (?P<number>{NUMBER})")
SHOWS = re.compile(rf"källan visar nu (?P<number>{NUMBER})")
FORECAST = re.compile(rf"mellan (?P<low>{NUMBER}) och (?P<high>{NUMBER}) personer")
PLAN = re.compile(rf"(?:Planeringsantagandet är|bedöms) (?P<plan>{NUMBER})\b")
CELL = re.compile(rf"^(?P<number>-?(?:{NUMBER}))(?= \(|$)")
SMALL = re.compile(r"^<6$")
_COUNTY = "Länet"


def a_small_number(raw: Raw, said: Said, _: re.Match[str]) -> bool:
    """One to five people, or a number that the unit itself keeps for being so few."""
    given, on = raw.given(said.sources), [one for one in said.sources if one.as_of]
    if on:
        return any(value in range(1, 6) for value in _of_figures(raw, said))
    numbers = [_own_value(raw, one) for one in given]
    kept = [(raw.answers(one.unit, raw.now) or {}).get(f"{one.question.key}~state") for one in given]
    differences = _parted_whole(raw, said) if raw.whole_quarters(said.sources) else []
    return any(one in range(1, 6) for one in (*numbers, *differences)) or "FARRE_AN_SEX" in kept


def a_value(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The number of a table's cell is the one that its sources give."""
    return exact(number(found["number"])) in set(_values(raw, said))


def _values(raw: Raw, said: Said) -> Iterator[Fraction]:
    """What may stand in the cell: one number, unless a rule leaves two readings."""
    given = raw.given(said.sources)
    if any(one.as_of for one in said.sources):
        yield from map(exact, (_spread(raw, said) if "spridning" in said.caption else _of_figures(raw, said)))
    elif raw.whole_quarters(said.sources):
        yield from _parted_whole(raw, said)
    elif "Mottagna per kvartal" in said.caption:
        yield from _of_chart(raw, said, given)
    elif {one.question.key for one in given} == {"est_work90", "est_study90"}:
        yield from _added(raw, given)
    elif said.name == _COUNTY:
        yield from _added(raw, given) if _is_whole(raw, given) else ()
    elif len({(one.unit, one.quarter) for one in given}) == 1:
        first = next((one for one in given if one.question.unit), given[0])
        yield from (exact(value) for value in [_own_value(raw, first)] if value is not None)


def _own_value(raw: Raw, one: Given) -> float | None:
    return raw.number(one.unit, one.question.key, one.quarter)


def _added(raw: Raw, given: Sequence[Given]) -> Iterator[Fraction]:
    values = [_own_value(raw, one) for one in given]
    known = [exact(one) for one in values if one is not None]
    if len(known) == len(values):
        yield sum(known, Fraction())


def _is_whole(raw: Raw, given: Sequence[Given]) -> bool:
    """All sub-regions, of one number, none with an own number that speaks of other counties."""
    councils = {part.respondent.name for part in raw.material.councils}
    guests = any(
        has_guests(raw, one.unit) and is_own(raw, one.unit, one.question, [raw.now]) for one in given
    )
    return {one.unit for one in given} == councils and len(given) == len(councils) and not guests


def _parted_whole(raw: Raw, said: Said) -> list[Fraction]:
    """What came in the quarter: the total less the one of the named quarter before, as they were answered."""
    given, before = raw.given(said.sources), raw.whole_quarters(said.sources)
    if before != {raw.now.previous} or not all(one.question.since_new_year for one in given):
        return []
    if said.name == _COUNTY and not _is_whole(raw, given):
        return []
    parts = []
    for one in given:
        values = [raw.number(one.unit, one.question.key, at) for at in (raw.now, raw.now.previous)]
        if None in values:
            return []
        parts.append(exact(values[0] or 0) - exact(values[1] or 0))
    return [sum(parts, Fraction())]


def _of_chart(raw: Raw, said: Said, given: Sequence[Given]) -> Iterator[Fraction]:
    """The sum of the sub-regions that the figure says it is of, in the quarter that the row names."""
    of = re.search(r"ingår i alla kvartal: ([^.]*)\.", " ".join(said.notes))
    units = names(of[1]) if of else []
    quarter = raw.quarters.get(said.name, raw.now)
    asked = {one.question.key: one.question for one in given}.values()
    needed = {at for question in asked for at in used(question, quarter)}
    if {one.quarter for one in given} != needed:
        return
    values = [own(raw, unit, question, quarter) for unit in units for question in asked]
    known = [one for one in values if one is not None]
    if len(known) == len(values):
        yield sum(known, Fraction())


def _of_figures(raw: Raw, said: Said) -> list[float]:
    """The figures of that day of the unit that the row or the column names."""
    labels = {source.label for source in said.sources}
    keys = {one.key for those in raw.questions.values() for one in those.values() if one.label in labels}
    keys |= {"county_quota"} if "Länstal" in labels else set()
    keys |= {"quota_current"} if "Kommuntal" in labels else set()
    name = said.column if said.section == "outlook" else said.name.removesuffix(", summa")
    place = raw.places.get(name)
    there = [one for source in said.sources if source.as_of for one in raw.figures(source)]
    return [
        one.value
        for one in there
        if one.key in keys and one.value is not None and (place is None or one.unit == place.id)
        if place is not None or one.key == "county_quota"
    ]


def _spread(raw: Raw, said: Said) -> list[float]:
    values = town_numbers(raw, said, said.name.partition(" (")[0])
    marks = {
        "Lägsta": values[0],
        "10:e percentilen": _tenth(values, 1),
        "Median": median(values),
        "90:e percentilen": _tenth(values, 9),
        "Högsta": values[-1],
    }
    return [round(marks[said.column], 1)] if said.column in marks else []


def _tenth(values: Sequence[float], tenth: int) -> float:
    """Where so many tenths of the ordered municipalities lie below, between two of them in proportion."""
    place = Fraction(tenth * (len(values) - 1), 10)
    low, share = int(place), place % 1
    high = min(low + 1, len(values) - 1)
    return float(exact(values[low]) * (1 - share) + exact(values[high]) * share)


def a_change(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The words, the percentage and the numbers are those that the two quarters give."""
    return any(found[0] in moved.phrases() for moved in moves(raw, said))


def moves(raw: Raw, said: Said) -> Iterator[Moved]:
    """The change that the sources tell of: of one unit, or of those that are named, or of all."""
    given = raw.given(said.sources)
    questions = {one.question.key: one.question for one in given if one.quarter == raw.now}
    earlier = sorted({one.quarter for one in given if one.quarter < raw.now}, reverse=True)
    before = _compared(raw, said, earlier)
    if before is None:
        return
    if set(questions) == {"est_work90", "est_study90"} or "est_workstudy90" in {
        one.number for one in said.sources
    }:
        questions = {}
    for question in questions.values():
        units = _units(raw, said, [one for one in given if one.quarter == raw.now])
        if any(broken(raw, unit, question, before) for unit in units):
            continue
        now = [own(raw, unit, question, raw.now) for unit in units]
        then = [own(raw, unit, question, before) for unit in units]
        if None not in (*now, *then) and units:
            yield Moved(sum(filter(None, then), Fraction()), sum(filter(None, now), Fraction()), question)


def _compared(raw: Raw, said: Said, earlier: Sequence[Quarter]) -> Quarter | None:
    """The quarter that is compared with: the lead's, else the one before."""
    led = re.search(r"kvartal \d \d{4}", said.lead)
    quarter = raw.quarters.get(led[0]) if led else raw.now.previous
    return quarter if quarter in earlier else None


def _units(raw: Raw, said: Said, given: Sequence[Given]) -> list[str]:
    """Whose number it is: the only unit that answers, those in brackets, those of the row, or all."""
    units = list(dict.fromkeys(one.unit for one in given))
    named = re.search(r"\(([^()]*)\): ", said.text)
    if named and named[1] not in {"alla delregioner", "all sub-regions"}:
        return [one for one in names(named[1]) if one in units]
    if said.name and said.column == _COUNTY:
        return [unit for unit in units if _moves_in_row(raw, said, unit)]
    return units


def _moves_in_row(raw: Raw, said: Said, unit: str) -> bool:
    """Whether the unit's own cell in the row tells a change, and one that may be added to others."""
    cell = next((one for one in said.row[1:] if {s.unit for s in one.sources if s.version} == {unit}), None)
    if cell is None or not CHANGE.search(cell.text):
        return False
    question = raw.given(cell.sources)[0].question
    return not (has_guests(raw, unit) and is_own(raw, unit, question, [raw.now, raw.now.previous]))


def a_correction(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """As it was when the report was drafted, and as it is known now, in the quarter that a source names."""
    quarter = raw.quarters.get(found["quarter"])
    given = [one for one in raw.given(said.sources) if one.unit == found["unit"] and one.quarter == quarter]
    for one in given:
        earlier = raw.earlier(one.unit, one.quarter)
        then = said_then(raw, one)
        now = raw.number(one.unit, one.question.key, one.quarter)
        if (
            earlier
            and then is not None
            and now is not None
            and one.question.label.lower() == found["label"].lower()
        ):
            return (written(then), written(now)) == (found["then"], found["now"])
    return False


def said_then(raw: Raw, one: Given) -> float | None:
    earlier = raw.earlier(one.unit, one.quarter)
    if earlier is None or earlier.published is None:
        return None
    answers = earlier.published.answers
    value = answers.get(one.question.key, answers.get(f"{one.question.key}~figure"))
    return value if isinstance(value, int | float) else None


def changed_since(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The published number beside the question, and the one that the unit confirmed."""
    for one in raw.given(said.sources):
        figure = raw.figure_now(one.unit, one.question.key)
        confirmed = raw.answered(one.unit, one.question.key, raw.now)
        if figure and figure.value is not None and confirmed is not None:
            return (written(figure.value), written(confirmed)) == (found["now"], found["then"])
    return False


def a_new_quota(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """Both quotas are answers that the sources name."""
    key = "county_quota" if found["what"] == "länstalet" else "quota_current"
    given = [one for one in raw.given(said.sources) if one.question.key == key]
    values = {
        one.quarter == raw.now: written(value)
        for one in given
        if (value := raw.answered(one.unit, key, one.quarter)) is not None and said.text.startswith(one.unit)
    }
    return values == {True: found["now"], False: found["then"]}


def published_beside(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The published number that the form shows beside the question that the source names."""
    for one in raw.given(said.sources):
        figure = raw.figure_now(one.unit, one.question.key)
        if figure and figure.value is not None:
            return written(figure.value) == found["number"]
    return False


def a_forecast(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """Each under its own question."""
    given = {one.question.key: one for one in raw.given(said.sources)}
    told = {f"fc_{name}": words for name, words in found.groupdict().items()}
    return all(
        key in given and (value := _own_value(raw, given[key])) is not None and written(value) == words
        for key, words in told.items()
    )
