"""Medskick in sentences: how many there are, what the regional council is asked to take up, each in full."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from domain.material import Material
from domain.raised import BESIDE_AREAS, KINDS, LEVELS, URGENCIES, IssueKind, Level
from domain.swedish import listed, upper_first
from reports.document import Paragraph, Sentence, Source
from reports.reading import Reading
from reports.swedish import ended, inside, medskick, quoted, quoted_whole
from reports.themes import Issue

_MOST_URGENT = 3
_NAMED = 3
_ASKED = 5

Issues = Sequence[Issue]


def area_name(material: Material, key: str) -> str:
    """An area as it reads inside a sentence; the key itself of one that the year does not have."""
    names = {**BESIDE_AREAS, **{area.key: area.name for area in material.areas}}
    return inside(names.get(key, key))


def counted(material: Material, issues: Issues, readings: Iterable[Reading]) -> tuple[Sentence, ...]:
    """How many are new, from whom, and which area most of them concern; that there are none, where said."""
    new = [issue for issue in issues if issue.is_new]
    if not new:
        sources = tuple(source for one in readings for source in one.source("has_handover"))
        return (Sentence("Inga medskick har lämnats.", sources),) if sources else ()
    text = f"{upper_first(medskick(len(new)))} har lämnats, från {listed(_units(new))}."
    areas = Counter(issue.content.area for issue in new if issue.content.area)
    most = max(areas.values(), default=0)
    if len(new) > 1 and most > 1:
        named = [area_name(material, area) for area, number in areas.items() if number == most]
        each = " vardera" if len(named) > 1 else ""
        share = "Alla" if most == len(new) else f"Flest ({most} av {len(new)}{each})"
        text += f" {share} gäller {listed(named)}."
    return (Sentence(text, _sources(new, "title", "area")),)


def urgent(issues: Issues) -> tuple[Sentence, ...]:
    """The most urgent of the new ones by title; one that is withheld is not told, nor counted as told."""
    named = [one for one in issues if one.is_new and one.content.urgency == _MOST_URGENT and one.is_told]
    if not named:
        return ()
    words = listed(_first(in_turn(named), _NAMED))
    return (Sentence(f"Som mycket angeläget anges {words}.", _sources(named, "title", "urgency")),)


def asked(issues: Issues) -> tuple[Sentence, ...]:
    """What the regional council is asked to take up, in turn; untold titles are counted."""
    found = [one for one in issues if one.is_new and is_for_the_council(one)]
    if not found:
        return ()
    told = [one for one in in_turn(found) if one.is_told]
    words = listed((*_first(told, _ASKED), *_untold([one for one in found if not one.is_told])))
    sources = _sources(found, "title", "kind", "level", "urgency")
    return (Sentence(f"Samrådet ombeds ta upp {words}.", sources),)


def in_turn(issues: Iterable[Issue]) -> list[Issue]:
    """The most urgent first; of as urgent, the first of each unit before the second of any."""
    nth: Counter[tuple[str, int]] = Counter()
    placed = []
    for issue in issues:
        urgency = issue.content.urgency
        placed.append((-urgency, nth[issue.unit, urgency], issue))
        nth[issue.unit, urgency] += 1
    return [issue for *_, issue in sorted(placed, key=lambda one: one[:2])]


def is_for_the_council(issue: Issue) -> bool:
    """Whether the regional council is asked: a proposed task, or the regional level named."""
    return issue.content.kind == IssueKind.TASK or issue.content.level == Level.REGIONAL


def named(issue: Issue) -> str:
    """”Delad sfi” (Göteborgsregionen, M3)."""
    title = quoted(issue.content.title) if issue.is_told else "Rubriken återges inte"
    return f"{title} ({', '.join(filter(None, (issue.unit, issue.name)))})"


def _first(told: Issues, most: int) -> list[str]:
    words = [named(one) for one in told[:most]]
    rest = len(told) - most
    return [*words, f"ytterligare {medskick(rest)}"] if rest > 0 else words


def _untold(issues: Issues) -> list[str]:
    if not issues:
        return []
    titles = "vars rubrik inte återges" if len(issues) == 1 else "vars rubriker inte återges"
    return [f"{medskick(len(issues))} {titles} ({listed(_units(issues))})"]


def in_full(material: Material, issue: Issue) -> Paragraph:
    """Who raises it, and all that may be told of it."""
    return Paragraph(tuple(_said(material, issue)), f"{', '.join(filter(None, (issue.unit, issue.name)))}.")


def _said(material: Material, issue: Issue) -> Iterator[Sentence]:
    content = issue.content
    facts = ", ".join(filter(None, _facts(material, issue)))
    title = quoted(content.title) if issue.is_told else "Rubriken återges inte"
    parts = ("title", "kind", "area", "level", "urgency")
    yield Sentence(ended(f"{title} ({facts})" if facts else title), issue.source(*parts))
    if content.body:
        yield Sentence(quoted(content.body), issue.source("body"))
    if content.outcome:
        yield Sentence(f"Önskat resultat: {quoted_whole(content.outcome)}", issue.source("outcome"))
    if content.addressee:
        yield Sentence(f"Mottagare: {quoted_whole(content.addressee)}", issue.source("addressee"))
    if issue.since != material.round.quarter:
        yield Sentence(f"Medskicket har följts sedan {issue.since.label}.", issue.source())


def _facts(material: Material, issue: Issue) -> Iterator[str]:
    content = issue.content
    level = LEVELS.get(content.level, "")
    yield inside(KINDS.get(content.kind, ""))
    yield area_name(material, content.area)
    yield f"{inside(level)} nivå" if level else ""
    yield inside(URGENCIES.get(str(content.urgency), ""))


def _sources(issues: Issues, *parts: str) -> tuple[Source, ...]:
    return tuple(source for one in issues for source in one.source(*parts))


def _units(issues: Issues) -> list[str]:
    return list(dict.fromkeys(one.unit for one in issues))
