"""A proposal for the regional council's agenda, from what is raised. Points have an order and no times.

What is raised now stands under one point, by what it is: to the national level, a task to decide on, a wish
to go deeper, a structural problem; all else is told under what is going on. The other open ones are fed back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.material import Material
from domain.raised import KINDS, LEVELS, Content, IssueKind
from domain.swedish import day, upper_first
from reports import themes
from reports.annex import annex, references
from reports.document import (
    METHOD,
    ROUND,
    WATERMARK,
    Block,
    BulletList,
    Cell,
    Document,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
    Table,
    statements,
)
from reports.numbering import numbered
from reports.raised import closed
from reports.reading import read
from reports.swedish import inside, quoted, quoted_whole
from reports.themes import Issue

STATUS = "Förslag – arbetsmaterial"
_VERSION = "Förslag"
"""What stands at the foot of each page: it is no draft of the report."""

Items = list[Paragraph]


def agenda(material: Material) -> Document:
    """Each point that has anything on it; every line says who raised it and where that is written."""
    points = [(title, items) for title, items in _points(material) if items]
    sections = tuple(
        Section(
            f"agenda_{number}", (Heading(f"{number}. {title}", 1), *_opened(number), BulletList(tuple(items)))
        )
        for number, (title, items) in enumerate(points, start=1)
    )
    blocks = tuple(block for section in sections for block in section.blocks)
    used = frozenset(source.origin for said in statements(blocks) for source in said.sources)
    last = Section("references", (Heading("Underlag", 1), *_sources(material, blocks, used)))
    when = day(material.round.council_date)
    return Document(
        title=f"Förslag till dagordning, regionalt samråd {when}",
        status=f"{STATUS}. {material.note}" if material.note else STATUS,
        properties=Properties(
            author=material.county.authority,
            subject=f"{STATUS}. Underlag: lägesrapport {material.round.quarter.label}",
            made=material.cut_off,
            version=_VERSION,
        ),
        sections=numbered((*sections, last)),
        references=tuple(one for one in references(material, blocks) if one.origin in used),
        watermark=WATERMARK,
    )


def _sources(
    material: Material, blocks: tuple[Block, ...], used: frozenset[tuple[str, int, date | None]]
) -> Iterator[Block]:
    """The report's list of sources, as the proposal's own: only those that it rests on, numbered anew."""
    for block in annex(material, blocks)[1:]:
        if isinstance(block, Table):
            rows = (row for row in block.rows if row[0].sources[0].origin in used)
            listed = tuple(_numbered(number, row) for number, row in enumerate(rows, start=1))
            yield replace(block, caption="Källor som förslaget bygger på", rows=listed)
        else:
            yield block


def _numbered(number: int, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (replace(row[0], text=str(number), note=number), *row[1:])


def _opened(number: int) -> Iterator[Block]:
    """What must be known to read it, under the first point."""
    if number == 1:
        text = (
            "Förslaget är sammanställt av medskicken och svaren till lägesrapporten. Samordnaren bestämmer "
            "ordning, tider och vem som föredrar. Text inom citattecken är enhetens egna ord."
        )
        yield Paragraph((Sentence(text, (METHOD,)),))


def _points(material: Material) -> Iterator[tuple[str, Items]]:
    issues = themes.open_issues(material)
    new = [issue for issue in issues if issue.is_raised_now]

    def of(*kinds: str) -> list[Issue]:
        return [one for one in new if one.content.kind in kinds and not one.is_national]

    beside = [one for one in new if not one.is_national and one.content.kind not in _KINDS_WITH_A_POINT]
    yield "Omvärldsbevakning", [*_report(material), *_outlooks(material), *map(_line, beside)]
    yield "Fördjupningar", _by_theme(material, [*of(IssueKind.IN_DEPTH), *_wishes(material)])
    yield "Beslutspunkter: förslag till uppdrag", _by_theme(material, of(IssueKind.TASK))
    yield "Strukturella problem", _by_theme(material, of(IssueKind.STRUCTURAL))
    yield "Att lyfta till nationell nivå", _by_theme(material, [one for one in new if one.is_national])
    earlier = [_line(one) for one in issues if not one.is_raised_now]
    yield "Återkoppling på tidigare medskick", [*closed(material), *earlier]


_KINDS_WITH_A_POINT = (IssueKind.IN_DEPTH, IssueKind.TASK, IssueKind.STRUCTURAL)


def _report(material: Material) -> Iterator[Paragraph]:
    text = f"{upper_first(material.round.quarter.label)}. Svar har kommit in från {material.counted}."
    yield Paragraph((Sentence(text, (ROUND,)),), "Lägesrapporten.")


def _outlooks(material: Material) -> Iterator[Paragraph]:
    """What each unit expects of the next quarter."""
    for one in read(material.contributions):
        if words := one.text("outlook"):
            yield Paragraph((Sentence(quoted(words), one.source("outlook")),), f"Inspel från {one.name}.")


def _wishes(material: Material) -> Iterator[Issue]:
    """The subjects that units wish to go deeper into, as issues without a number."""
    key = "theme_request"
    for one in read(material.contributions):
        if words := one.text(key):
            yield Issue(
                unit=one.name,
                is_council=one.part in material.councils,
                name="",
                content=Content(words.rstrip("."), kind=IssueKind.IN_DEPTH),
                since=material.round.quarter,
                answers={"title": one.source(key)},
            )


def _by_theme(material: Material, issues: Sequence[Issue]) -> Items:
    """What several units raise first, together; then each of the others, the most urgent first."""
    alike = themes.themes(issues)
    together = [issue for theme in alike for issue in theme.issues]
    single = sorted((one for one in issues if one not in together), key=lambda one: -one.content.urgency)
    return [
        *(
            Paragraph(
                tuple(_sentence(issue, f"{_who(issue)}: ") for issue in theme.issues),
                f"{upper_first(themes.called(material, theme))} ({theme.counted}).",
            )
            for theme in alike
        ),
        *map(_line, single),
    ]


def _line(issue: Issue) -> Paragraph:
    return Paragraph((_sentence(issue),), f"{_who(issue)}.")


def _who(issue: Issue) -> str:
    """Skaraborg, M12."""
    return ", ".join(filter(None, (issue.unit, issue.name)))


def _sentence(issue: Issue, opening: str = "") -> Sentence:
    """The title, and to whom it should go; behind ``opening``, which says who raises it."""
    level = LEVELS.get(issue.content.level, "")
    words = f"{opening}{_title(issue, f' ({inside(level)} nivå)' if level else '')}"
    text = " ".join((words if opening else upper_first(words), *_about(issue)))
    return Sentence(text, issue.source("title", "kind", "level", "outcome", "addressee"))


def _title(issue: Issue, level: str) -> str:
    """The title and ``level``, with one full stop, or the question mark that the title itself ends with."""
    if not issue.is_told:
        return f"{_of_kind(issue)}{level}."
    title = issue.content.title
    return f"{quoted(title)}{level}." if level else quoted_whole(title)


def _of_kind(issue: Issue) -> str:
    """Rubriken återges inte: strukturellt problem, boende."""
    told = ", ".join(filter(None, (inside(KINDS.get(issue.content.kind, "")), issue.area)))
    return f"rubriken återges inte: {told}" if told else "rubriken återges inte"


def _about(issue: Issue) -> Iterator[str]:
    content = issue.content
    if content.outcome:
        yield f"Önskat resultat: {quoted_whole(content.outcome)}"
    if content.addressee:
        yield f"Föreslagen mottagare: {quoted_whole(content.addressee)}"
    elif issue.is_told and content.kind != IssueKind.IN_DEPTH:
        yield "Ingen mottagare är föreslagen."
    if not issue.is_new:
        yield f"{'Lyft igen, öppet' if issue.is_again else 'Öppet'} sedan {issue.since.label}."
