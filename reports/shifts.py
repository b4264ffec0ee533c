"""Steps on the status scale that have moved since last quarter: who, from which to which. Never a mean."""

from collections.abc import Collection, Sequence

from domain.swedish import listed
from domain.trends import Shift, shifts
from reports.development import Development
from reports.development_basis import past
from reports.development_breaks import why_another
from reports.document import Sentence, Source
from reports.past import question_in
from reports.reading import JUDGED, Reading


def moved(development: Development, readings: Sequence[Reading], key: str) -> tuple[Sentence, ...]:
    """Which sub-regions have moved and how, of those that judged both quarters; silent where none did."""
    both = _judged_twice(development, readings, key)
    if not both:
        return ()
    steps = between(development, readings, key)
    found = [f"från {one.before} till {one.now} i {listed(one.units)}" for one in steps]
    words = f"På skalan har det gått {listed(found)}." if found else "Ingen har bytt steg på skalan."
    named = [unit for one in steps for unit in one.units]
    said = [Sentence(words, sources_of(development, readings, key, named or both))]
    if len(both) < len(_steps(readings, key)):
        compared = sources_of(development, readings, key, both)
        said.append(Sentence(f"Jämförelsen gäller {listed(both)}.", compared))
    return tuple(said)


def between(development: Development, readings: Sequence[Reading], key: str) -> tuple[Shift, ...]:
    """Who has moved since last quarter, those down first."""
    now, before = _steps(readings, key), _earlier_steps(development, readings, key)
    return shifts(before, {name: now[name] for name in now if name in before})


def sources_of(
    development: Development, readings: Sequence[Reading], key: str, names: Collection[str]
) -> tuple[Source, ...]:
    """Those units' answers of this quarter, and what was sent in for the last."""
    own = [one for one in readings if one.name in names]
    question = next(filter(None, (question_in(one.part.form, key) for one in own)), None)
    now = (source for one in own for source in one.source(key))
    return (*now, past(development.quarter.previous, question))


def _judged_twice(development: Development, readings: Sequence[Reading], key: str) -> list[str]:
    before = _earlier_steps(development, readings, key)
    return [name for name in _steps(readings, key) if name in before]


def _steps(readings: Sequence[Reading], key: str) -> dict[str, str]:
    return {one.name: one.choice(key) for one in readings if one.choice(key) in JUDGED}


def _earlier_steps(development: Development, readings: Sequence[Reading], key: str) -> dict[str, str]:
    """Last quarter's steps on the same question to the same members."""
    found = {}
    for one in readings:
        earlier = one.part.before(development.quarter.previous)
        question = question_in(one.part.form, key)
        if earlier is None or question is None or why_another(development, one.part, question, earlier):
            continue
        step = str(earlier.submission.answers.get(key, ""))
        if step in JUDGED:
            found[one.name] = step
    return found
