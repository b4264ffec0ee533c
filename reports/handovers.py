"""Medskick in sentences: how many there are, what the regional council is asked to take up, each in full."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from domain.material import Material
from domain.raised import KINDS, LEVELS, URGENCIES, IssueKind, Level
from domain.swedish import in_words, listed, upper_first
from reports.document import REGISTER, Paragraph, Sentence, Source
from reports.reading import Reading
from reports.swedish import begun, ended, inside, medskick, quoted, quoted_whole
from reports.themes import Issue, area_name, themes

_MOST_URGENT = 3
_NAMED = 3
_ASKED = 5

Issues = Sequence[Issue]


def counted(material: Material, issues: Issues, readings: Iterable[Reading]) -> tuple[Sentence, ...]:
    """How many are raised, from whom, which area most of them concern; that there are none, where said."""
    new = [issue for issue in issues if issue.is_raised_now]
    if not new:
        sources = tuple(source for one in readings for source in one.source("has_handover"))
        return (Sentence("Inga medskick har lämnats.", sources),) if sources else ()
    text = f"{begun(medskick(len(new)))} har lämnats, från {listed(_units(new))}.{_again(new)}"
    areas = Counter(issue.content.area for issue in new if issue.content.area)
    most = max(areas.values(), default=0)
    if len(new) > 1 and most > 1:
        named = [area_name(material, area) for area, number in areas.items() if number == most]
        each = " vardera" if len(named) > 1 else ""
        share = "Alla" if most == len(new) else f"Flest ({most} av {len(new)}{each})"
        text += f" {share} gäller {listed(named)}."
    before = (REGISTER,) if any(issue.is_again for issue in new) else ()
    return (Sentence(text, (*_sources(new, "title", "area"), *before)),)


def _again(raised: Issues) -> str:
    """How many of them were raised before; empty for none."""
    again = sum(issue.is_again for issue in raised)
    if not again:
        return ""
    if again == len(raised):
        return " Det är lyft igen." if again == 1 else " Alla är lyfta igen."
    number = upper_first(in_words(again, neuter=True))
    return f" {number} av dem är {'lyft' if again == 1 else 'lyfta'} igen."


def urgent(issues: Issues) -> tuple[Sentence, ...]:
    """The most urgent of those raised now, by title; what is withheld is not told, nor counted as told."""
    named = [
        one for one in issues if one.is_raised_now and one.content.urgency == _MOST_URGENT and one.is_told
    ]
    if not named:
        return ()
    words = listed(_first(in_turn(named), _NAMED))
    return (Sentence(f"Som mycket angeläget anges {words}.", _sources(named, "title", "urgency")),)


def asked(material: Material, issues: Issues) -> tuple[Sentence, ...]:
    """What the regional council is asked to take up, in turn and like ones as one; only what may be told."""
    points = to_take_up(issues)
    if not points:
        return ()
    told = [_point(point) for point in points[:_ASKED]]
    sources = _sources(
        [one for point in points[:_ASKED] for one in point], "title", "kind", "level", "urgency"
    )
    text = f"Samrådet ombeds ta upp {listed(told)}."
    if len(points) > _ASKED and (title := material.county.report.title("raised")):
        text += f" Övriga står i avsnittet {title}."
    return (Sentence(text, sources),)


def to_take_up(issues: Issues) -> list[tuple[Issue, ...]]:
    """By point what is raised now that the council is asked and that may be told, like ones together."""
    found = in_turn(one for one in issues if one.is_raised_now and one.is_told and is_for_the_council(one))
    alike = themes(found)
    points: list[tuple[Issue, ...]] = []
    for issue in found:
        theme = next((one.issues for one in alike if issue in one.issues), ())
        if not any(issue in point for point in points):
            points.append((issue, *(one for one in found if one in theme and one is not issue)))
    return points


def _point(issues: tuple[Issue, ...]) -> str:
    """”Bostäder till stora familjer” (Skaraborg M7, Fyrbodal M12): the title of the first."""
    return f"{quoted(issues[0].content.title)} ({', '.join(one.raiser for one in issues)})"


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
    """”Delad sfi” (Göteborgsregionen M3)."""
    title = quoted(issue.content.title) if issue.is_told else "Rubriken återges inte"
    return f"{title} ({issue.raiser})"


def _first(told: Issues, most: int) -> list[str]:
    words = [named(one) for one in told[:most]]
    rest = len(told) - most
    return [*words, f"ytterligare {medskick(rest)}"] if rest > 0 else words


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
        lead = "Medskicket är lyft igen. Det" if issue.is_again else "Medskicket"
        yield Sentence(f"{lead} har följts sedan {issue.since.label}.", (REGISTER,))


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
