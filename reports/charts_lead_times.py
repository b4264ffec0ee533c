"""Figure: the agencies' lead times in days, over the quarters."""

from collections.abc import Iterator, Sequence

from domain.form import Kind, Question
from domain.quarter import Quarter
from domain.swedish import listed, upper_first
from domain.trends import Direction, drawn
from forms.numbers import show
from reports.charts_quarters import Track, break_places, short, since_break, since_known, told_breaks
from reports.charts_words import sources_of, told
from reports.development import Development
from reports.document import METHOD, Cell, Chart, Drawing, Drawn, Sentence, Series, Table
from reports.swedish import inside

_DAYS = "dagar"
_MEDIAN = ", median"
_FEWEST = 4
"""Quarters with a number that make a line: fewer are read in the table."""


def lead_times(development: Development) -> Chart | None:
    """A line for each lead time with four quarters or more, of those that an agency gives for the county."""
    quarters = drawn(development.quarter)
    tracks = [
        track
        for part in development.material.agencies
        for card in part.form.cards
        for question in card.questions()
        if _is_lead_time(question)
        and len(_shown(track := Track(development, part, question), quarters)) >= _FEWEST
    ]
    if not tracks:
        return None
    quarters = since_known(quarters, (one for track in tracks for one in _shown(track, quarters)))
    return Chart(
        "Ledtider per kvartal",
        _alt(tracks, quarters),
        _drawing(tracks, quarters),
        _table(tracks, quarters),
        tuple(_notes(tracks, quarters)),
    )


def _is_lead_time(question: Question) -> bool:
    """Days that are better fewer, for the whole county."""
    days = question.kind is Kind.NUMBER and question.unit == _DAYS and question.good_when is Direction.DOWN
    return days and "." not in question.key


def _shown(track: Track, quarters: Sequence[Quarter]) -> list[Quarter]:
    return [one for one in quarters if track.value(one) is not None]


def _named(track: Track) -> str:
    """Migrationsverket: från beslut till mottagande i kommun."""
    return f"{track.name}: {inside(track.question.label.removesuffix(_MEDIAN))}"


def _unit(tracks: Sequence[Track]) -> str:
    medians = all(track.question.label.endswith(_MEDIAN) for track in tracks)
    return upper_first(_DAYS) + (_MEDIAN if medians else "")


def _drawing(tracks: Sequence[Track], quarters: Sequence[Quarter]) -> Drawing:
    return Drawing(
        Drawn.LINES,
        tuple(short(quarter) for quarter in quarters),
        tuple(Series(_named(track), tuple(map(track.value, quarters))) for track in tracks),
        _unit(tracks),
        tuple(break_places(tracks, quarters)),
    )


def _table(tracks: Sequence[Track], quarters: Sequence[Quarter]) -> Table:
    rows = tuple(
        (
            Cell(quarter.label, sources_of(tracks, quarter)),
            *(
                Cell(told(track.value(quarter), [track], quarter), sources_of([track], quarter))
                for track in tracks
            ),
        )
        for quarter in quarters
    )
    header = ("Kvartal", *map(_named, tracks))
    return Table(f"Ledtider ({_unit(tracks).lower()})", header, rows, (4, *(6 for _ in tracks)))


def _alt(tracks: Sequence[Track], quarters: Sequence[Quarter]) -> str:
    lines = "En linje" if len(tracks) == 1 else f"{len(tracks)} linjer"
    over = f"från {quarters[0].label} till {quarters[-1].label}"
    words = [f"{lines} över kvartalen, i {_unit(tracks).lower()}: {over}."]
    words += [f"{_named(track)}, {_course(track, quarters)}." for track in tracks]
    return " ".join(words)


def _course(track: Track, quarters: Sequence[Quarter]) -> str:
    """From 40 dagar kvartal 1 2025 till 38 kvartal 3 2026: the first number since any break, and the last."""
    breaks = break_places([track], quarters)
    after = ", efter ett brott i serien" if breaks else ""
    numbers = {one: track.value(one) for one in _shown(track, since_break(breaks, quarters))}
    if not numbers:
        return f"ingen siffra{after}"
    (first, then), (last, now) = next(iter(numbers.items())), list(numbers.items())[-1]
    if first == last:
        return f"{show(now or 0)} {_DAYS} {last.label}{after}"
    missing = "" if last == quarters[-1] else ", därefter ingen siffra"
    return f"från {show(then or 0)} {_DAYS} {first.label} till {show(now or 0)} {last.label}{after}{missing}"


def _notes(tracks: Sequence[Track], quarters: Sequence[Quarter]) -> Iterator[Sentence]:
    whose = sources_of(tracks, quarters[-1])
    yield Sentence(_READ_SO, (*whose, METHOD))
    gaps = [track.name for track in tracks if len(_shown(track, quarters)) < len(quarters)]
    if gaps:
        text = f"Linjen är bruten där {listed(dict.fromkeys(gaps))} inte har någon siffra."
        yield Sentence(text, (*(one for at in quarters for one in sources_of(tracks, at)), METHOD))
    yield from told_breaks(break_places(tracks, quarters), quarters)


_READ_SO = (
    "Ledtiderna är aktörernas egna uppgifter för hela länet och mäter olika saker: var och en kan följas "
    "över tid, men de ska inte jämföras med varandra."
)
