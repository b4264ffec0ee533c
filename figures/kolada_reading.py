"""Our municipalities' numbers out of Kolada, or out of its last answers when it does not answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from aiohttp import ClientSession

from domain import swedish
from domain.county import County, Figure, UnitKind
from figures.cells import checked
from figures.difference import Reading, withdrawn
from figures.known import Catalogue, Known
from figures.kolada import Kolada, Number, Silent, Unreachable
from figures.kolada_cache import Answer, Cache


@dataclass(frozen=True)
class Asked:
    """A year's numbers for the municipalities of a county; ``now`` is aware."""

    county: County
    catalogue: Catalogue
    year: int
    now: datetime

    @property
    def municipalities(self) -> tuple[str, ...]:
        return tuple(unit.id for unit in self.county.units() if unit.kind is UnitKind.MUNICIPALITY)


@dataclass(frozen=True)
class KoladaReading:
    """``notes``: what did not come from Kolada just now, in words."""

    reading: Reading
    notes: tuple[str, ...]


async def read_kolada(kolada: Kolada, cache: Cache, asked: Asked) -> KoladaReading:
    """Each key figure from Kolada, else as it last answered. Raise Silent when there is nothing at all."""
    answers: dict[str, Answer] = {}
    silence: dict[str, Silent] = {}
    async with ClientSession() as session:
        for kpi in asked.catalogue.kpis():
            try:
                answers[kpi] = await _ask(kolada, session, kpi, asked)
            except Silent as silent:
                silence[kpi] = silent
                if isinstance(silent, Unreachable):
                    break
    for kpi, answer in answers.items():
        cache.keep(str(kolada.base), kpi, asked.year, answer)
    why = str(next(reversed(silence.values()), ""))
    missing = [kpi for kpi in asked.catalogue.kpis() if kpi not in answers]
    last = {kpi: found for kpi in missing if (found := cache.find(str(kolada.base), kpi, asked.year))}
    if not answers and not last:
        raise Silent(f"{why}, och det finns inget sparat svar för {asked.year}. Försök igen senare.")
    used = answers | last
    notes = (*_notes(why, missing, last, asked.now), *_unsound(asked, used))
    return KoladaReading(_together(asked, used), notes)


async def _ask(kolada: Kolada, session: ClientSession, kpi: str, asked: Asked) -> Answer:
    ours = set(asked.municipalities)
    numbers = await kolada.numbers(session, kpi, asked.year)
    return Answer(tuple(number for number in numbers if number.municipality in ours), asked.now)


def _together(asked: Asked, answers: dict[str, Answer]) -> Reading:
    kpis = asked.catalogue.kpis()
    parts = [_reading(asked, kpis[kpi], answer) for kpi, answer in answers.items()]
    return Reading(
        tuple(figure for part in parts for figure in part.figures),
        tuple(figure for part in parts for figure in part.absent),
    )


def _reading(asked: Asked, known: tuple[Known, ...], answer: Answer) -> Reading:
    """A municipality that Kolada names without a number is withdrawn; one that it does not name is absent.

    One with a number that cannot be right is neither: what stood before stands.
    """
    named: list[Figure] = []
    absent: list[Figure] = []
    for one in known:
        if one.as_of(asked.year) > asked.now.date():
            continue  # the year is not over: an empty row is no withdrawal, and a number is not whole
        numbers = _numbers(one, answer)
        for unit in asked.municipalities:
            figure = _figure(unit, one, asked.year, answer)
            if unit not in numbers:
                absent.append(figure)
            elif _is_sound(numbers[unit], one):
                named.append(_with(figure, numbers[unit], one))
    return Reading(tuple(named), withdrawn(absent))


def _unsound(asked: Asked, answers: dict[str, Answer]) -> Iterator[str]:
    """A line for each number that cannot be right."""
    kpis = asked.catalogue.kpis()
    for kpi, answer in answers.items():
        for one in kpis[kpi]:
            for unit, number in sorted(_numbers(one, answer).items()):
                if number.value is not None and not _is_sound(number, one):
                    place = asked.county.unit(unit).name
                    yield f"{kpi}, {place}, {one.name}: {number.value:g} kan inte stämma och tas inte med."


def _numbers(known: Known, answer: Answer) -> dict[str, Number]:
    return {number.municipality: number for number in answer.numbers if number.gender == known.sex}


def _is_sound(number: Number, known: Known) -> bool:
    """Whether there is no number, or one that a file could have had too."""
    try:
        checked(number.value or 0, known.decimals)
    except ValueError:
        return False
    return True


def _figure(unit: str, known: Known, year: int, answer: Answer) -> Figure:
    return Figure(unit, known.key, None, f"Kolada {known.kpi}", known.as_of(year), answer.fetched)


def _with(figure: Figure, number: Number, known: Known) -> Figure:
    if number.value is None:
        return withdrawn([figure])[0]
    return replace(figure, value=checked(number.value, known.decimals))


def _notes(why: str, missing: list[str], last: dict[str, Answer], now: datetime) -> Iterator[str]:
    """A line for the key figures with answers of the same day, and one for those without any."""
    if missing:
        yield f"{why}."
    for fetched in sorted({answer.fetched.date() for answer in last.values()}):
        kpis = [kpi for kpi, answer in last.items() if answer.fetched.date() == fetched]
        days = (now.date() - fetched).days
        age = swedish.count(days, "dag gammalt", "dagar gammalt") if days else "från i dag"
        yield f"{swedish.listed(kpis)}: svaret från {swedish.day(fetched)} används i stället. Det är {age}."
    if without := [kpi for kpi in missing if kpi not in last]:
        yield f"{swedish.listed(without)}: inget svar finns sparat, så de uppgifterna hämtas inte nu."
