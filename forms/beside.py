"""The lines beside a question: what is published, and who else already asks."""

from domain import swedish
from domain.county import Figure, FigureState
from domain.form import Question
from domain.workdays import STOCKHOLM
from forms.numbers import show

_WITHOUT_VALUE = {
    FigureState.WITHDRAWN: "Uppgiften är indragen av källan och visas inte.",
    FigureState.SUPPRESSED: "Källan visar inte uppgiften: den gäller få personer.",
}


def lines(question: Question) -> tuple[str, ...]:
    """The published figure, or why there is none to show, and the survey that asks the same."""
    found = []
    if question.figure:
        found.append(figure_line(question.figure, question.unit))
    if question.elsewhere:
        found.append(f"Redan frågat: {question.elsewhere}")
    return tuple(found)


def figure_line(figure: Figure, unit: str) -> str:
    """Publicerat: 240 personer per år (Migrationsverket, avser 2026-09-30, hämtad 2026-11-02)."""
    if figure.value is None:
        return _WITHOUT_VALUE.get(figure.state, f"{figure.source}.")
    fetched = f", hämtad {figure.fetched.astimezone(STOCKHOLM).date()}" if figure.fetched else ""
    amount = f"{show(figure.value)} {unit}".rstrip()
    corrected = " Källan har rättat uppgiften." if figure.state is FigureState.REVISED else ""
    return f"Publicerat: {amount} ({figure.source}, avser {figure.as_of}{fetched}).{corrected}"


def last_line(words: str, quarter: str) -> str:
    """Kvartal 2 2026: 3 – Fungerar i huvudsak. ``words``: the answer as ``filled.spoken`` gives it."""
    return f"{swedish.upper_first(quarter)}: {words}"
