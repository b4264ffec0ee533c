"""Section 3: decisions and forecasts. The county's quota and its dates, the forecast, dates ahead."""

from collections.abc import Iterator

from domain.answers import amount
from domain.material import Material
from domain.swedish import day, upper_first
from forms.numbers import show
from reports import agencies, charts
from reports.development import Development
from reports.document import METHOD, Block, BulletList, Paragraph, Sentence, Source
from reports.opening import opening
from reports.placing import OUTLOOK, drawn
from reports.quota_table import OF_QUOTAS, quota_table
from reports.reading import Reading, read
from reports.swedish import answered_day, ended

_LOW, _PLAN, _HIGH, _DAY = "fc_low", "fc_plan", "fc_high", "fc_date"
_NO_YEAR = "Svaret säger inte vilket år det gäller."
"""The form asks for persons a year and the day of the forecast, and for no year."""

_TOLD = (*OF_QUOTAS, _LOW, _PLAN, _HIGH, _DAY)


def outlook(development: Development) -> list[Block]:
    """Silent when there is neither a quota, a forecast nor a date to tell of."""
    said: list[Block] = [
        *quota_table(development),
        *_forecast(development),
        *drawn(charts.forecast(development)),
        *agencies.told_in(development, OUTLOOK, _TOLD),
        *_events(development.material),
        *agencies.placed_in(development, OUTLOOK),
    ]
    return [*opening(development.material, OUTLOOK), *said] if said else []


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
    return (Sentence(f"{text} {_NO_YEAR}", reading.source(_LOW, _PLAN, _HIGH, _DAY)),)


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
