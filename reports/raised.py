"""Section 8: what is raised: the register as it stood in the round, like beside like, and each in full."""

from collections.abc import Iterator, Sequence

from domain.material import Contribution, Material
from domain.raised import RaisedIssue
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
    "inte vilja samma sak."
)


def raised(material: Material) -> list[Block]:
    """Silent without any. Municipalities' issues are their council's to bring up, and not in it."""
    rows = listed(material.raised, material.round.key, _names(material))
    issues = themes.open_issues(material)
    if not rows and not issues:
        return []
    alike = themes.themes(issues)
    grouped = [issue for theme in alike for issue in theme.issues]
    single = [issue for issue in issues if issue.is_told and issue not in grouped]
    new = [issue for issue in single if issue.is_new]
    again = [issue for issue in single if issue.is_again]
    return [
        *opening(material, "raised"),
        *_register(material, rows),
        *_untold(material, rows, issues),
        *_side_by_side(material, alike),
        *_listed("Övriga nya medskick" if alike else "Nya medskick", material, new),
        *_listed("Medskick som lyfts igen", material, again),
        *_closed(material),
    ]


def _names(material: Material) -> dict[str, str]:
    return {part.respondent.id: part.respondent.name for part in material.contributions}


def _told(material: Material) -> set[str]:
    """The names of the medskick that may be told in their unit's own words, such as M12."""
    parts = {part.respondent.id: part for part in material.contributions}
    return {
        issue.name
        for issue in material.raised
        if issue.unit in parts and themes.may_tell(material, parts[issue.unit], issue.round)
    }


def _register(material: Material, rows: tuple[Row, ...]) -> Iterator[Block]:
    if not rows:
        return
    told = _told(material)
    yield Paragraph((Sentence(_counted(rows), (REGISTER,)),))
    if shown := tuple(_row(row) for row in rows if row.name in told):
        yield Table(
            "Medskick: nya, pågående och avslutade",
            ("Medskick", "Från", "Till", "Nivå", "Status", "Sedan"),
            shown,
            (9, 7, 6, 5, 5, 6),
        )


def _counted(rows: tuple[Row, ...]) -> str:
    """Två nya, ett lyft igen, tre pågående från tidigare kvartal och ett avslutat."""
    words = []
    for stage, one, many in (
        (Stage.NEW, "nytt", "nya"),
        (Stage.AGAIN, "lyft igen", "lyfta igen"),
        (Stage.ONGOING, "pågående från tidigare kvartal", "pågående från tidigare kvartal"),
        (Stage.CLOSED, "avslutat", "avslutade"),
    ):
        if number := sum(row.stage is stage for row in rows):
            words.append((number, one if number == 1 else many))
    spoken = all(number <= _SPOKEN for number, _ in words)
    said = in_a_row(f"{in_words(number, neuter=True) if spoken else number} {each}" for number, each in words)
    begun = upper_first(said) if spoken else f"I registret står {said}"
    return f"{begun}. Märket, till exempel M12, följer medskicket tills det är avslutat."


def _row(row: Row) -> tuple[Cell, ...]:
    words = (
        f"{row.name} {quoted(row.title)}",
        row.sender,
        row.addressee or "–",
        row.level or "–",
        upper_first(row.standing),
        day(row.since),
    )
    return tuple(Cell(text, (REGISTER,)) for text in words)


def _untold(material: Material, rows: tuple[Row, ...], issues: Sequence[Issue]) -> Iterator[Block]:
    """By unit how many there are whose titles are kept, under which numbers, and why."""
    told = _told(material)
    items = []
    for part in material.contributions:
        name = part.respondent.name
        kept = [row.name for row in rows if row.sender == name and row.name not in told]
        beside = [one for one in issues if one.unit == name and not one.is_told and not one.name]
        if number := len(kept) + len(beside):
            sources = (*((REGISTER,) if kept else ()), *(one for each in beside for one in each.source()))
            words = _why_untold(part, number, kept)
            items.append(Paragraph((Sentence(words, sources),)))
    if items:
        yield Heading("Medskick vars rubriker inte återges", 2)
        yield BulletList(tuple(items))


def _why_untold(part: Contribution, number: int, kept: Sequence[str]) -> str:
    """Tre från Sjuhärad (M17, M20 och M1): rubrikerna återges inte, eftersom …"""
    named = f" ({in_a_row(kept)})" if kept else ""
    titles = "rubriken" if number == 1 else "rubrikerna"
    why = (
        "medskicken är lämnade bara som underlag"
        if part.submission
        else "enheten inte har svarat för kvartalet och sagt om de får återges"
    )
    many = in_words(number, neuter=True) if number <= _SPOKEN else f"Sammanlagt {number}"
    return f"{upper_first(many)} från {part.respondent.name}{named}: {titles} återges inte, eftersom {why}."


def _side_by_side(material: Material, those: Sequence[Theme]) -> Iterator[Block]:
    if not those:
        return
    yield Heading("Medskick som liknar varandra", 2)
    method = material.county.report.title("method")
    where = f" Hur de väljs ut står i bilagan ”{method}”." if method else ""
    yield Paragraph((Sentence(f"{_ALIKE}{where}", (METHOD,)),))
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
    """Those that ended with words; how the others ended stands in the table."""
    if items := tuple(item for item in closed(material) if len(item.sentences) > 1):
        yield Heading("Avslutat sedan förra kvartalet", 2)
        yield BulletList(items)


def closed(material: Material) -> tuple[Paragraph, ...]:
    """What was answered, solved or dropped since: how it ended, in the words that were given."""
    rows = listed(material.raised, material.round.key, _names(material))
    issues = {issue.name: issue.known_in(material.round.key) for issue in material.raised}
    told = _told(material)
    return tuple(
        _ended(row, issues[row.name], is_told=row.name in told) for row in rows if row.stage is Stage.CLOSED
    )


def _ended(row: Row, issue: RaisedIssue, *, is_told: bool) -> Paragraph:
    title = quoted(row.title) if is_told else upper_first(_UNTOLD)
    said = [f"{title}: {row.standing} {day(row.since)}."]
    if is_told and issue.steps[-1].words:
        said.append(quoted(issue.steps[-1].words))
    sentences = tuple(Sentence(text, (REGISTER,)) for text in said)
    return Paragraph(sentences, f"{row.sender}, {row.name}.")
