"""Numbers that are answers or figures, or worked out of them: sums, differences, spreads."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from domain.form import Kind, Question
from domain.quarter import Quarter
from domain.trends import Direction
from tests.reports.recomputing_basis import Stated, Whose
from tests.reports.recomputing_change import Moved, broken, exact, has_guests, part_of, used, written
from tests.reports.recomputing_counts import town_numbers
from tests.reports.recomputing_raw import Given, Raw, said_then
from tests.reports.recomputing_text import COUNT, NUMBER, Said, count, names, number

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
OWN_BESIDE = re.compile(rf"(?:(?<=\()|(?<=: ))(?P<own>{NUMBER}), publicerat (?P<number>{NUMBER})(?=[);])")
STILL = re.compile(rf"^(?P<count>{COUNT}) mått är i stort sett oförändra", re.IGNORECASE)
BESIDE = re.compile(rf"publicerat (?P<number>{NUMBER})")
SHOWS = re.compile(rf"källan visar nu (?P<number>{NUMBER})")
FORECAST = re.compile(rf"mellan (?P<low>{NUMBER}) och (?P<high>{NUMBER}) personer")
PLAN = re.compile(rf"(?:Planeringsantagandet är|bedöms) (?P<plan>{NUMBER})\b")
CELL = re.compile(rf"^(?P<number>-?(?:{NUMBER}))(?= \(|$)")
SMALL = re.compile(r"^<6$")
_COUNTY = "Länet"
_WORK_AND_STUDY = ("est_work90", "est_study90")
_IN_EITHER = Question("est_workstudy90", "", "", Kind.NUMBER, unit="procent", good_when=Direction.UP)
"""Nobody is asked for it: the two added up."""


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
    if "Mottagna per kvartal" in said.caption:
        yield from _of_chart(raw, said)
    elif said.name == _COUNTY and "siffror per delregion" in said.caption.lower():
        yield from _of_county(raw, said)
    elif any(one.as_of for one in said.sources):
        yield from map(exact, _as_published(raw, said))
    elif raw.whole_quarters(said.sources):
        yield from _parted_whole(raw, said)
    elif {one.question.key for one in given} == set(_WORK_AND_STUDY):
        yield from _added(raw, given)
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


def _parted_whole(raw: Raw, said: Said) -> list[Fraction]:
    """What came in the quarter: the total less the one of the named quarter before, as they were answered."""
    given, before = raw.given(said.sources), raw.whole_quarters(said.sources)
    if before != {raw.now.previous} or not all(one.question.since_new_year for one in given):
        return []
    parts = []
    for one in given:
        values = [raw.number(one.unit, one.question.key, at) for at in (raw.now, raw.now.previous)]
        if None in values:
            return []
        parts.append(exact(values[0] or 0) - exact(values[1] or 0))
    return [sum(parts, Fraction())]


def _of_chart(raw: Raw, said: Said) -> Iterator[Fraction]:
    """The sum of the sub-regions that the caption names, in the quarter that the row names."""
    of = re.search(r"Mottagna per kvartal i (.*?)(?:: figurens tal)?(?: Siffrorna i .*)?$", said.caption)
    where = of[1] if of else ""
    every = [part.respondent.name for part in raw.material.councils]
    quarter = raw.quarters.get(said.name, raw.now)
    stated = Stated(raw, said.sources)
    # Of an earlier quarter the sources name no answer of this one.
    given = {one.question.key: one.question for one in raw.given(said.sources)}
    asked = {**given, **stated.questions}.values()
    parts = [
        part_of(found, question, quarter) if found else None
        for unit in (every if where == "länet" else names(where))
        for question in asked
        for found in [stated.basis((unit, question), used(question, quarter))]
    ]
    known = [one for one in parts if one is not None]
    if known and len(known) == len(parts):
        yield sum(known, Fraction())


def _of_county(raw: Raw, said: Said) -> Iterator[Fraction]:
    """The sum of all sub-regions: as published where that is stated, none that speaks of other counties."""
    stated = Stated(raw, said.sources)
    before = raw.whole_quarters(said.sources)
    if before - {raw.now.previous}:
        return
    for question in stated.questions.values():
        quarters = used(question, raw.now) if before else (raw.now,)
        parts = []
        for part in raw.material.councils:
            found = stated.basis((part.respondent.name, question), quarters)
            if found is None or (found.own and has_guests(raw, part.respondent.name)):
                break
            first, *rest = (exact(found.numbers[at].value) for at in quarters)
            parts.append(first - sum(rest))
        if len(parts) == len(raw.material.councils):
            yield sum(parts, Fraction())


def _as_published(raw: Raw, said: Said) -> list[float]:
    """What the statistics give: how many there are, how they are spread, or the number itself."""
    if said.column == "Antal uppgifter":
        return [len({figure for source in said.sources for figure in raw.figures(source)})]
    return _spread(raw, said) if "spridning" in said.caption else _of_figures(raw, said)


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
    values = town_numbers(raw, said, re.split(r" \(| utom ", said.name)[0])
    outer = (_tenth(values, 1), _tenth(values, 9)) if "tiondelen" in said.name else (values[0], values[-1])
    marks = {"Lägst": outer[0], "Median": median(values), "Högst": outer[1]}
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
    stated, before = Stated(raw, said.sources), _compared(raw, said)
    if set(stated.questions) == set(_WORK_AND_STUDY):
        yield from _in_either(raw, said, before)
        return
    for question in stated.questions.values():
        found = [_moved(stated, (unit, question), before) for unit in _units(stated, said, question)]
        there = [one for one in found if one]
        if there and len(there) == len(found):
            yield _together(there)


def _together(those: Sequence[Moved]) -> Moved:
    before, now = sum((one.before for one in those), Fraction()), sum((one.now for one in those), Fraction())
    return Moved(before, now, those[0].question)


def _moved(stated: Stated, whose: Whose, before: Quarter) -> Moved | None:
    """Of one unit; None where its numbers are not known, or must not be compared."""
    raw, question = stated.raw, whose[1]
    found = stated.basis(whose, (*used(question, raw.now), *used(question, before)))
    if found is None or broken(raw, whose, found):
        return None
    return Moved(part_of(found, question, before), part_of(found, question, raw.now), question)


def _in_either(raw: Raw, said: Said, before: Quarter) -> Iterator[Moved]:
    given = raw.given(said.sources)
    numbers = [list(_added(raw, [one for one in given if one.quarter == at])) for at in (before, raw.now)]
    asked = [{one.question.key for one in given if one.quarter == at} for at in (before, raw.now)]
    if all(numbers) and all(those == set(_WORK_AND_STUDY) for those in asked):
        yield Moved(numbers[0][0], numbers[1][0], _IN_EITHER)


def still(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """So many of the numbers that the sources name have hardly moved, of the units that can be compared."""
    stated, before = Stated(raw, said.sources), _compared(raw, said)
    many = 0
    for question in stated.questions.values():
        units = _units(stated, said, question)
        there = [
            one
            for unit in units
            if _adds_up(stated, (unit, question), before)
            for one in [_moved(stated, (unit, question), before)]
            if one
        ]
        enough = min(len(units), 2)
        many += len(there) >= enough > 0 and _together(there).is_still
    return many == count(found["count"])


def _adds_up(stated: Stated, whose: Whose, before: Quarter) -> bool:
    """Whether the number may be added to other units': none that speaks of other counties (V28)."""
    question = whose[1]
    found = stated.basis(whose, (*used(question, stated.raw.now), *used(question, before)))
    return not (found and found.own and has_guests(stated.raw, whose[0]))


def _compared(raw: Raw, said: Said) -> Quarter:
    """The quarter that is compared with: the lead's, else the one before."""
    led = re.search(r"kvartal \d \d{4}", said.lead)
    return raw.quarters[led[0]] if led else raw.now.previous


def _units(stated: Stated, said: Said, question: Question) -> list[str]:
    """Whose number it is: the column's, those in brackets, those of the row, or all."""
    raw = stated.raw
    councils = [part.respondent.name for part in raw.material.councils]
    named = re.search(r"\(([^()]*)\): ", said.text)
    if named and named[1] not in {"alla delregioner", "all sub-regions"}:
        return [one for one in names(named[1]) if one in raw.parts]
    if said.column in councils:
        return [said.column]
    if said.name and said.column == _COUNTY:
        return [unit for unit in councils if _moves_in_row(raw, said, unit)]
    units = stated.units(question.key)
    return units if units and not set(units) & set(councils) else councils


def _moves_in_row(raw: Raw, said: Said, unit: str) -> bool:
    """Whether the unit's own cell in the row tells a change, and one that may be added to others."""
    place = [part.respondent.name for part in raw.material.councils].index(unit) + 1
    cell = said.row[place]
    stated = Stated(raw, cell.sources)
    adds_up = all(_adds_up(stated, (unit, one), raw.now.previous) for one in stated.questions.values())
    return adds_up and CHANGE.search(cell.text) is not None


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
        if (value := raw.answered(one.unit, key, one.quarter)) is not None and _is_whose(said, one.unit)
    }
    return values == {True: found["now"], False: found["then"]}


def _is_whose(said: Said, unit: str) -> bool:
    """Whether the sentence begins with the unit, or has it in brackets at the end of what it says first."""
    named = re.search(r"\(([^()]*)\)\. Tal på", said.text)
    whose = [*names(said.text.partition(":")[0]), *names(named[1] if named else "")]
    return unit in whose


def own_beside(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """What the unit that begins the sentence has answered, and what the stated statistic has of it."""
    unit = next((name for name in raw.parts if said.text.startswith(name)), "")
    stated = Stated(raw, said.sources)
    for question in stated.questions.values():
        own = raw.answered(unit, question.key, raw.now) if unit in stated.units(question.key) else None
        published = stated.basis((unit, question), (raw.now,)) if own is not None else None
        if published and not published.own and own is not None:
            numbers = written(own), written(published.numbers[raw.now].value)
            if numbers == (found["own"], found["number"]):
                return True
    return False


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
