"""Section 3: decisions and forecasts. The county's quota and its dates, the forecast, dates ahead."""

from collections.abc import Iterator

from domain.answers import amount
from domain.county import Figure
from domain.form import Question
from domain.material import Material
from domain.swedish import day, upper_first
from forms.numbers import show
from reports import agencies, charts
from reports.development import Development
from reports.development_notes import notes
from reports.document import METHOD, Block, BulletList, Cell, Paragraph, Sentence, Source, Table
from reports.number_cells import Numbers
from reports.opening import opening
from reports.placing import OUTLOOK, drawn
from reports.reading import Reading, read
from reports.reception_tables import asked_of, councils_numbers, own_question
from reports.statistics import statistic
from reports.swedish import answered_day, ended

_COUNTY, _SUB_REGION = "county_quota", "quota_current"
_DECIDED = "county_quota_from"
_LOW, _PLAN, _HIGH, _DAY = "fc_low", "fc_plan", "fc_high", "fc_date"
_TOLD = (_COUNTY, _SUB_REGION, _DECIDED, _LOW, _PLAN, _HIGH, _DAY)
_NONE = "ingen uppgift"
_SAME = "samma tal"


def outlook(development: Development) -> list[Block]:
    """Silent when there is neither a quota, a forecast nor a date to tell of."""
    said: list[Block] = [
        *_quotas(development),
        *_forecast(development),
        *drawn(charts.forecast(development)),
        *agencies.told_in(development, OUTLOOK, _TOLD),
        *_events(development.material),
        *agencies.placed_in(development, OUTLOOK),
    ]
    return [*opening(development.material, OUTLOOK), *said] if said else []


def _quotas(development: Development) -> Iterator[Block]:
    """Each published decision by the day that it holds from, and last what holds by the answers."""
    rows = [*_decided(development.material), *_answered(development)]
    if rows:
        units = councils_numbers(development)
        asked = [one for one in asked_of(units) if one.key == _SUB_REGION]
        header = ("Gäller från", "Länstal", *(part.respondent.name for part in development.material.councils))
        widths = (6, *(5 for _ in header[1:]))
        yield Table("Länstal och kommuntal (personer per år)", header, tuple(rows), widths)
        yield from notes(development, units, asked)


def _decided(material: Material) -> Iterator[tuple[Cell, ...]]:
    known = {(one.unit, one.as_of): one for one in material.published if one.key == _SUB_REGION}
    whole = {one.as_of: one for one in material.published if one.key == _COUNTY}
    days = sorted({as_of for _, as_of in known} | set(whole))
    before: list[str] = []
    for as_of in days:
        cells = [
            _figure(whole.get(as_of), "Länstal"),
            *(_figure(known.get((part.respondent.id, as_of)), "Kommuntal") for part in material.councils),
        ]
        texts = [cell.text for cell in cells]
        if texts != before and any(cell.sources for cell in cells):
            before = texts
            yield _row(day(as_of), cells)


def _row(name: str, cells: list[Cell]) -> tuple[Cell, ...]:
    """What there is nothing of rests on what there is."""
    sources = tuple(source for cell in cells for source in cell.sources)
    return (Cell(name, sources), *(cell if cell.sources else Cell(_NONE, sources) for cell in cells))


def _figure(figure: Figure | None, label: str) -> Cell:
    if figure is None or figure.value is None:
        return Cell(_NONE, ())
    return Cell(show(figure.value), (statistic(figure, label),))


def _answered(development: Development) -> Iterator[tuple[Cell, ...]]:
    """What the councils and the agency have answered of the quota that holds now, where it is another."""
    cells = [_county(development), *(_council(development, unit) for unit in councils_numbers(development))]
    if any(cell.sources and cell.text != _SAME for cell in cells):
        yield _row(f"Enligt svaren för {development.quarter.label}", cells)


def _council(development: Development, unit: Numbers) -> Cell:
    own = own_question(unit, _SUB_REGION)
    if own is None or not unit.has_said(own):
        return Cell(_NONE, ())
    cell = unit.cell(own)
    return Cell(_SAME, cell.sources) if _is_decided(development, unit, own) else cell


def _is_decided(development: Development, unit: Numbers, question: Question) -> bool:
    """Whether the number is the published one that holds in the quarter."""
    figures = [one for one in development.material.published if one.key == question.key]
    whose = [one for one in figures if question.key == _COUNTY or one.unit == unit.part.respondent.id]
    holding = [one for one in whose if one.holds_in(development.quarter)]
    number = unit.plain(question)
    return bool(holding) and number == max(holding, key=lambda one: one.as_of).value


def _county(development: Development) -> Cell:
    """The agency's number, with the day that it was decided."""
    for reading in read(development.material.agencies):
        unit = agencies.agency_numbers(development, reading)
        question = reading.questions.get(_COUNTY)
        if question and unit.said(question) and not _is_decided(development, unit, question):
            cell = unit.cell(question)
            decided = reading.value(_DECIDED)
            words = f"{cell.text} (beslutat {answered_day(decided)})" if decided else cell.text
            return Cell(words, (*cell.sources, *reading.source(_DECIDED)))
    return Cell(_NONE, ())


def _forecast(development: Development) -> Iterator[Block]:
    for reading in read(development.material.agencies):
        sentences = _forecast_of(reading)
        if sentences:
            yield Paragraph(sentences, "Prognos.")


def _forecast_of(reading: Reading) -> tuple[Sentence, ...]:
    """The interval and the planning assumption, in words, of the whole country; silent without any."""
    low, plan, high = (_whole(reading, key) for key in (_LOW, _PLAN, _HIGH))
    when = reading.value(_DAY)
    dated = f" från {answered_day(when)}" if when else ""
    told = f"Enligt {_of(reading.name)} prognos{dated} bedöms"
    if low and high:
        text = f"{told} mellan {low} och {high} personer söka asyl i riket per år."
        text += f" Planeringsantagandet är {plan}." if plan else ""
    elif plan:
        text = f"{told} {plan} personer söka asyl i riket per år (planeringsantagande)."
    else:
        return ()
    return (Sentence(text, reading.source(_LOW, _PLAN, _HIGH, _DAY)),)


def _of(name: str) -> str:
    """Whose: Migrationsverkets."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def _whole(reading: Reading, key: str) -> str:
    value = amount(reading.submission.answers, key)
    return show(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _events(material: Material) -> Iterator[Block]:
    """The county's dates that lie ahead of the quarter's beginning, the earliest first."""
    ahead = sorted(
        (one for one in material.county.report.events if one.day >= material.round.quarter.start),
        key=lambda one: one.day,
    )
    items = tuple(
        Paragraph(
            (
                Sentence(
                    f"{upper_first(ended(one.words))}", (Source(one.source, "", one.words, as_of=one.day),)
                ),
            ),
            f"{day(one.day)}.",
        )
        for one in ahead
    )
    if items:
        yield Paragraph((Sentence("Datum att känna till framöver:", (METHOD,)),))
        yield BulletList(items)
