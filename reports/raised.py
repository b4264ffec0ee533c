"""Section 8: what is raised: the register as it stood in the round, like beside like, and each in full."""

from collections.abc import Iterator, Sequence

from domain.material import Material
from domain.raised import IssueKind, RaisedIssue
from domain.register import Row, Stage, listed
from domain.swedish import day, in_words, upper_first
from domain.swedish import listed as in_a_row
from reports import handovers, themes
from reports.document import (
    METHOD,
    REGISTER,
    Block,
    BulletList,
    Cell,
    Heading,
    Paragraph,
    Sentence,
    Table,
)
from reports.opening import opening
from reports.swedish import quoted
from reports.themes import Issue, Theme

_SPOKEN = 12
"""With a larger number, all are written in digits."""

_UNTOLD = "rubriken återges inte"
_ALIKE = (
    "Medskick från flera enheter står här bredvid varandra när de liknar varandra till orden. De behöver "
    "inte vilja samma sak. Hur de väljs ut står i bilaga 2."
)


def raised(material: Material) -> list[Block]:
    """Silent without any. Municipalities' issues are their council's to bring up, and not in it."""
    rows = listed(material.raised, material.round.key, _names(material))
    issues = themes.open_issues(material)
    if not rows and not issues:
        return []
    alike = themes.themes(issues)
    grouped = [issue for theme in alike for issue in theme.issues]
    single = [issue for issue in issues if issue.is_new and issue not in grouped]
    return [
        *opening(material, "raised"),
        *_register(material, rows),
        *_bundles(issues),
        *_side_by_side(material, alike),
        *_listed("Övriga nya medskick" if alike else "Nya medskick", material, single),
        *_closed(material),
    ]


def _names(material: Material) -> dict[str, str]:
    return {part.respondent.id: part.respondent.name for part in material.contributions}


def _told(material: Material) -> set[str]:
    """The names of the units whose medskick may be told in their own words."""
    return {part.respondent.name for part in material.received if themes.may_tell(part)}


def _register(material: Material, rows: tuple[Row, ...]) -> Iterator[Block]:
    if not rows:
        return
    told = _told(material)
    yield Paragraph((Sentence(_counted(rows), (REGISTER,)),))
    yield Table(
        "Medskick: nya, pågående och avslutade",
        ("Medskick", "Från", "Till", "Nivå", "Status", "Sedan"),
        tuple(_row(row, is_told=row.sender in told) for row in rows),
        (9, 7, 6, 5, 5, 6),
    )


def _counted(rows: tuple[Row, ...]) -> str:
    """Två nya, tre pågående och ett avslutat medskick sedan förra kvartalet."""
    words = []
    for stage, one, many in (
        (Stage.NEW, "nytt", "nya"),
        (Stage.ONGOING, "pågående från tidigare kvartal", "pågående från tidigare kvartal"),
        (Stage.CLOSED, "avslutat", "avslutade"),
    ):
        if number := sum(row.stage is stage for row in rows):
            words.append((number, one if number == 1 else many))
    spoken = all(number <= _SPOKEN for number, _ in words)
    said = in_a_row(f"{in_words(number, neuter=True) if spoken else number} {each}" for number, each in words)
    begun = upper_first(said) if spoken else f"I registret står {said}"
    return f"{begun}. Märket, till exempel M12, följer medskicket tills det är avslutat."


def _row(row: Row, *, is_told: bool) -> tuple[Cell, ...]:
    title = quoted(row.title) if is_told else _UNTOLD
    addressee = row.addressee if is_told else ""
    words = (
        f"{row.name} {title}",
        row.sender,
        addressee or "–",
        row.level or "–",
        upper_first(row.status),
        day(row.since),
    )
    return tuple(Cell(text, (REGISTER,)) for text in words)


def _bundles(issues: Sequence[Issue]) -> Iterator[Block]:
    """What is to be taken to the national level, and what is called a structural problem: by title."""
    items = [
        Paragraph((_bundle(those),), lead)
        for lead, those in (
            ("Lyfts till nationell nivå.", [one for one in issues if one.is_national]),
            (
                "Strukturella problem.",
                [one for one in issues if one.content.kind == IssueKind.STRUCTURAL and not one.is_national],
            ),
        )
        if those
    ]
    if items:
        yield BulletList(tuple(items))


def _bundle(issues: Sequence[Issue]) -> Sentence:
    words = "; ".join(_to(issue) for issue in issues)
    sources = tuple(source for one in issues for source in one.source("title", "kind", "level", "addressee"))
    return Sentence(f"{words}.", sources)


def _to(issue: Issue) -> str:
    """”Kortare ledtid” (Fyrbodal, M4), till ”Skatteverket”."""
    to = issue.content.addressee
    return f"{handovers.named(issue)}, till {quoted(to)}" if to else handovers.named(issue)


def _side_by_side(material: Material, those: Sequence[Theme]) -> Iterator[Block]:
    if not those:
        return
    yield Heading("Medskick som liknar varandra", 2)
    yield Paragraph((Sentence(_ALIKE, (METHOD,)),))
    for theme in those:
        yield Heading(upper_first(themes.called(material, theme)), 3)
        words = in_a_row(quoted(word) for word in theme.words)
        shared = "Ordet {} är gemensamt." if len(theme.words) == 1 else "Orden {} är gemensamma."
        text = f"Från {theme.counted}. {shared.format(words)}"
        yield Paragraph((Sentence(text, theme.sources),))
        yield BulletList(tuple(handovers.in_full(material, issue) for issue in theme.issues))


def _listed(heading: str, material: Material, issues: Sequence[Issue]) -> Iterator[Block]:
    if issues:
        yield Heading(heading, 2)
        yield BulletList(tuple(handovers.in_full(material, issue) for issue in issues))


def _closed(material: Material) -> Iterator[Block]:
    if items := closed(material):
        yield Heading("Avslutat sedan förra kvartalet", 2)
        yield BulletList(items)


def closed(material: Material) -> tuple[Paragraph, ...]:
    """What was answered, solved or dropped since: how it ended, in the words that were given."""
    rows = listed(material.raised, material.round.key, _names(material))
    issues = {issue.name: issue.known_in(material.round.key) for issue in material.raised}
    told = _told(material)
    return tuple(
        _ended(row, issues[row.name], is_told=row.sender in told) for row in rows if row.stage is Stage.CLOSED
    )


def _ended(row: Row, issue: RaisedIssue, *, is_told: bool) -> Paragraph:
    title = quoted(row.title) if is_told else upper_first(_UNTOLD)
    said = [f"{title}: {row.status} {day(row.since)}."]
    if is_told and issue.steps[-1].words:
        said.append(quoted(issue.steps[-1].words))
    sentences = tuple(Sentence(text, (REGISTER,)) for text in said)
    return Paragraph(sentences, f"{row.sender}, {row.name}.")
