"""Figure: the forecast of how many will seek asylum, from its lower scenario to its higher."""

from collections.abc import Mapping

from domain.form import Question
from domain.material import Contribution
from domain.swedish import upper_first
from forms.numbers import show
from reports.development import Development
from reports.document import METHOD, Cell, Chart, Drawing, Drawn, Sentence, Series, Table
from reports.reading import Reading, read
from reports.swedish import answered_day

_LOW, _PLAN, _HIGH, _DAY = "fc_low", "fc_plan", "fc_high", "fc_date"
_KEYS = (_LOW, _PLAN, _HIGH)


def forecast(development: Development) -> Chart | None:
    """The interval of the first agency that gives both of its ends; None without one."""
    for reading in read(development.material.agencies):
        numbers = _numbers(development, reading.part)
        if numbers.get(_LOW) is not None and numbers.get(_HIGH) is not None:
            return _chart(reading, numbers)
    return None


def _numbers(development: Development, part: Contribution) -> dict[str, float]:
    """Those of the three that are given and may be shown."""
    asked = (one for card in part.form.cards for one in card.questions() if one.key in _KEYS)
    points = {one.key: development.points(part, one).get(development.quarter) for one in asked}
    return {key: point.value for key, point in points.items() if point and point.value is not None}


def _chart(reading: Reading, numbers: Mapping[str, float]) -> Chart:
    keys = [key for key in _KEYS if key in numbers]
    questions = [reading.questions[key] for key in keys]
    drawing = Drawing(
        Drawn.INTERVAL,
        tuple(_scenario(one) for one in questions),
        (Series(_dated(reading), tuple(numbers[key] for key in keys)),),
        f"{_whose(questions[0])}, {questions[0].unit}",
    )
    rows = tuple(
        (Cell(_scenario(one), reading.source(one.key)), Cell(show(numbers[one.key]), reading.source(one.key)))
        for one in questions
    )
    header = ("Scenario", upper_first(questions[0].unit))
    table = Table(f"{reading.name}: {_lower(_dated(reading))}", header, rows, (6, 5))
    caption = f"Prognos: {_lower(_whose(questions[0]))}"
    alt = _alt(reading, numbers, questions)
    return Chart(caption, alt, drawing, table, _notes(reading), table_shown=False)


def _whose(question: Question) -> str:
    """Asylsökande i riket, of "Asylsökande i riket, lägre scenariot"."""
    return question.label.partition(", ")[0]


def _scenario(question: Question) -> str:
    return upper_first(question.label.partition(", ")[2] or question.label)


def _dated(reading: Reading) -> str:
    when = reading.value(_DAY)
    return f"Prognosen från {answered_day(when)}" if when else "Prognosen"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _alt(reading: Reading, numbers: Mapping[str, float], questions: list[Question]) -> str:
    what = f"{_whose(questions[0])}, {questions[0].unit}"
    plan = f" Planeringsantagandet är {show(numbers[_PLAN])}." if _PLAN in numbers else ""
    return (
        f"{what}, {_lower(_dated(reading))} ({reading.name}): en linje från {show(numbers[_LOW])} i det "
        f"lägre scenariot till {show(numbers[_HIGH])} i det högre.{plan}"
    )


def _notes(reading: Reading) -> tuple[Sentence, ...]:
    text = (
        f"Prognosen kommer från {reading.name} och gäller hela landet, inte länet. "
        "Talen står i texten ovanför."
    )
    return (Sentence(text, (*reading.source(*_KEYS, _DAY), METHOD)),)
