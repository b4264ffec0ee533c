"""The summary in English: half a page of what the Swedish report says, by the same rules."""

from collections.abc import Iterator, Sequence

from domain.county import FocusArea
from domain.material import Contribution, Material
from domain.swedish import upper_first
from reports import brief_numbers, themes
from reports.development import Development
from reports.development_told import Moved
from reports.document import METHOD, REGISTER, ROUND, Block, BulletList, Paragraph, Sentence, Source
from reports.english_lacking import lacking
from reports.english_words import NTH, STEPS, TRENDS, count, day, label, listed, told
from reports.handovers import to_take_up
from reports.opening import opening
from reports.reading import Reading, read
from reports.themes import Issue, Theme

LANGUAGE = "en"
KEY = "english"

_TITLES, _THEMES = 5, 2

Readings = Sequence[Reading]
Point = tuple[str, tuple[Sentence, ...]]


def english(development: Development) -> list[Block]:
    """What the report is, then a bullet for each point that has anything to say."""
    items = tuple(Paragraph(said, lead) for lead, said in _points(development) if said)
    material = development.material
    return [*opening(material, KEY), Paragraph((_what_it_is(material),)), BulletList(items)]


def _what_it_is(material: Material) -> Sentence:
    quarter, county = material.round.quarter, material.county
    text = (
        f"This is the status report on migration and integration in {county.name} for the "
        f"{NTH[quarter.number]} quarter of {quarter.year} ({day(quarter.start)} to {day(quarter.end)}), "
        f"prepared for the regional council's meeting on {day(material.round.council_date)}. "
        f"{county.authority}, the county administrative board, has compiled it from what the sub-regional "
        "councils of municipalities and the agencies have reported. The full report is in Swedish, as are "
        "any titles quoted here."
    )
    return Sentence(text, (ROUND, METHOD))


def _points(development: Development) -> Iterator[Point]:
    material = development.material
    readings = read(material.councils)
    issues = themes.open_issues(material)
    yield "Who has reported.", _reported(material)
    yield "Overall situation.", _judged(readings, "", "overall_status", "overall_trend")
    areas = (line for area in material.areas for line in _area(readings, area))
    yield "Focus areas.", tuple(areas)
    yield "Biggest changes in numbers.", _numbers(development)
    yield "Issues raised.", tuple(_raised(material, issues))
    yield "What is missing.", tuple(lacking(development))


def _reported(material: Material) -> tuple[Sentence, ...]:
    """Of the councils and of the agencies how many."""
    groups = ((material.councils, "sub-regions"), (material.agencies, "agencies"))
    said = [f"{_received(those)} of {len(those)} {name}" for those, name in groups if those]
    return (Sentence(f"Reports have been received from {listed(said)}.", (ROUND,)),)


def _received(those: Sequence[Contribution]) -> int:
    return sum(one.submission is not None for one in those)


def _area(readings: Readings, area: FocusArea) -> tuple[Sentence, ...]:
    keys = (f"area.{area.key}.status", f"area.{area.key}.trend")
    return _judged(readings, f"{area.name_en or area.name}: ", *keys)


def _judged(readings: Readings, opening_: str, status: str, trend: str) -> tuple[Sentence, ...]:
    """Each step and where, from the most strained; then where it is worse, better, unchanged or unknown."""
    steps = {value: english_ for value, (_, english_) in STEPS.items()}
    trends = {value: english_ for value, (_, english_) in TRENDS.items()}
    now = "; ".join(_where(readings, status, steps))
    since = "; ".join(_where(readings, trend, trends))
    said = [now, f"Compared with the previous quarter, {since}" if since else ""]
    text = ". ".join(filter(None, said))
    sources = tuple(source for one in readings for source in one.source(status, trend))
    return (Sentence(f"{opening_}{text if opening_ else upper_first(text)}.", sources),) if text else ()


def _where(readings: Readings, key: str, words: dict[str, str]) -> Iterator[str]:
    for value, english_ in words.items():
        if names := [one.name for one in readings if one.choice(key) == value]:
            everywhere = len(names) == len(readings) > 1
            yield f"{english_} in {'all sub-regions that have reported' if everywhere else listed(names)}"


def _numbers(development: Development) -> tuple[Sentence, ...]:
    those = brief_numbers.compared(development)
    if clear := brief_numbers.clearest(those):
        return tuple(_changed(one) for one in clear)
    text = "No large number that can be compared with the previous quarter has clearly changed."
    return (Sentence(text, brief_numbers.sources_of(those)),) if those else ()


def _changed(one: Moved) -> Sentence:
    where = listed(one.whose) if one.whose else "all sub-regions"
    text = f"{label(one.question)} ({where}): {told(one.change, one.question)}."
    return Sentence(text, one.sentence.sources)


def _raised(material: Material, issues: Sequence[Issue]) -> Iterator[Sentence]:
    """How many, what several raise, and what the regional council is asked; titles stay in Swedish."""
    new = [issue for issue in issues if issue.is_raised_now]
    if not new:
        yield from _none_raised(material)
        return
    have = "has" if len(new) == 1 else "have"
    who = listed(dict.fromkeys(issue.unit for issue in new))
    counted = upper_first(count(len(new), "issue", "issues"))
    begun = f"In all, {counted}" if counted[:1].isdecimal() else counted
    before = (REGISTER,) if any(issue.is_again for issue in new) else ()
    yield Sentence(f"{begun} {have} been raised, by {who}.{_again(new)}", (*_sources(new), *before))
    for theme in themes.themes(issues)[:_THEMES]:
        words = f"Similar issues come from {_counted(theme)}: {_titles(theme.first_of_each)}."
        yield Sentence(words, theme.sources)
    if points := to_take_up(issues):
        asked = [point[0] for point in points[:_TITLES]]
        is_listed = len(points) > _TITLES and material.county.report.title("raised")
        others = " The full list is in the report." if is_listed else ""
        text = f"The regional council is asked to take up {_titles(asked)}.{others}"
        yield Sentence(text, _sources(asked))


def _again(raised: Sequence[Issue]) -> str:
    """How many of them were raised before; empty for none."""
    again = sum(issue.is_again for issue in raised)
    if not again:
        return ""
    if again == len(raised):
        return " It is raised again." if again == 1 else " All are raised again."
    return f" {upper_first(count(again, 'of them is', 'of them are'))} raised again."


def _none_raised(material: Material) -> Iterator[Sentence]:
    if sources := tuple(
        one for reading in read(material.contributions) for one in reading.source("has_handover")
    ):
        yield Sentence("No issues have been raised.", sources)


def _counted(theme: Theme) -> str:
    councils = len({issue.unit for issue in theme.issues if issue.is_council})
    agencies = len(theme.units) - councils
    said = [(councils, "sub-region", "sub-regions"), (agencies, "agency", "agencies")]
    return listed(count(*one) for one in said if one[0])


def _titles(issues: Sequence[Issue]) -> str:
    """The first few by title; those that may not be told are counted."""
    titled = [issue for issue in issues if issue.is_told]
    rest = len(issues) - len(titled[:_TITLES])
    more = count(rest, "other issue" if titled else "issue", "other issues" if titled else "issues")
    return listed([*map(_named, titled[:_TITLES]), *([more] if rest else [])])


def _named(issue: Issue) -> str:
    """“Delad sfi” (Göteborgsregionen M3)."""
    return f"“{issue.content.title}” ({issue.raiser})"


def _sources(issues: Sequence[Issue]) -> tuple[Source, ...]:
    return tuple(source for one in issues for source in one.source("title", "kind", "level", "urgency"))
