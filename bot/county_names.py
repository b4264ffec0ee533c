"""The names in a county's report.toml: each is one that its questionnaires or published numbers have."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from counties.files import meant, refused
from counties.reading import CountyBook
from domain.county import County
from domain.report_plan import InDepth
from figures.known import catalogue
from forms import shelf
from forms.written import Question
from reports.placing import OUTLOOK, PRESENCE, RECEPTION, area_place


def must_be_known(book: CountyBook) -> None:
    """Raise BadSetting with a line for each name that is none: it would be passed over in silence.

    A name that any version of a questionnaire has is known: earlier rounds are pinned to earlier versions.
    """
    asked, county = _asked(book.county), book.county
    lines = list(_placed(county, asked.questions | asked.groups | {one.id for one in county.agencies}))
    lines += _leads(county, asked.questions | asked.within)
    numbers = asked.questions | _published()
    for nth, theme in enumerate(county.report.themes, start=1):
        lines += (f"theme {nth} {line}" for line in _theme(theme, numbers))
    if lines:
        raise refused(book.folder / "report.toml", lines)


@dataclass(frozen=True)
class _Asked:
    """The keys of a county's questionnaires. ``groups``: of questions that stand together or in blocks.

    ``within``: the last part of the key of a question in one of them.
    """

    questions: set[str]
    groups: set[str]
    within: set[str]


def _asked(county: County) -> _Asked:
    asked = _Asked(set(), set(), set())
    for ref in (ref for form_id in county.form_ids() for ref in shelf.versions(form_id)):
        for part in shelf.read(ref).parts():
            if isinstance(part, Question):
                asked.questions.add(part.key)
            else:
                asked.groups.add(part.key or part.each)
                asked.within.update(one.key for one in part.question)
    return asked


def _published() -> set[str]:
    known = catalogue()
    return {one.key for one in known.figures} | {one.key for one in known.counts}


def _placed(county: County, names: Collection[str]) -> Iterator[str]:
    """Each wrong name, and each place that no section looks in."""
    places = [OUTLOOK, RECEPTION, PRESENCE, *(area_place(area.key) for area in county.focus_areas)]
    for name, place in county.report.placed.items():
        if name not in names:
            yield f"placed: {name} är varken en aktör, en fråga eller en frågegrupp{meant(name, names)}"
        if place not in places:
            yield f"placed: {name} kan inte stå under {place}{meant(place, places)}"


def _leads(county: County, names: Collection[str]) -> Iterator[str]:
    for key in county.report.leads:
        if key not in names:
            yield f"lead: {key} är ingen fråga{meant(key, names)}"


def _theme(theme: InDepth, numbers: Collection[str]) -> Iterator[str]:
    for key in theme.keys:
        if key not in numbers:
            yield f"keys: {key} är varken en fråga eller ett publicerat tal{meant(key, numbers)}"
    if theme.spread and theme.spread not in numbers:
        wrong = f"{theme.spread} är varken en fråga eller ett publicerat tal"
        yield f"spread: {wrong}{meant(theme.spread, numbers)}"
    used = (*theme.keys, *([theme.spread] if theme.spread else []))
    for key in theme.names:
        if key not in used:
            yield f"names: {key} står varken i keys eller spread{meant(key, used)}"
