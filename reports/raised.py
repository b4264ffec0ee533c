"""Section 8: the register of raised issues as it stood in the round: the new, the ongoing, the closed."""

from domain.material import Material
from domain.register import Row, Stage, listed
from domain.swedish import count, day, upper_first
from domain.swedish import listed as in_a_row
from forms.publishing import text_is_public
from reports.document import REGISTER, Block, Cell, Paragraph, Sentence, Table
from reports.opening import opening
from reports.swedish import quoted

_UNTOLD = "rubriken återges inte"


def raised(material: Material) -> list[Block]:
    """Silent without any. Municipalities' issues are their council's to bring up, and not in it."""
    names = {part.respondent.id: part.respondent.name for part in material.contributions}
    rows = listed(material.raised, material.round.key, names)
    if not rows:
        return []
    public = _public(material)
    header = ("Medskick", "Från", "Till", "Nivå", "Status", "Sedan")
    table = Table(
        "Medskick: nya, pågående och avslutade",
        header,
        tuple(_row(row, is_public=row.sender in public) for row in rows),
        (9, 7, 6, 5, 5, 6),
    )
    return [*opening(material, "raised"), Paragraph((Sentence(_counted(rows), (REGISTER,)),)), table]


def _public(material: Material) -> set[str]:
    """The names of the units whose medskick may be told in their own words."""
    return {
        part.respondent.name
        for part in material.received
        if part.submission and text_is_public(part.form, part.submission.answers, "handover.0.title")
    }


def _counted(rows: tuple[Row, ...]) -> str:
    """Två nya, tre pågående och ett avslutat medskick sedan förra kvartalet."""
    words = []
    for stage, one, many in (
        (Stage.NEW, "nytt", "nya"),
        (Stage.ONGOING, "pågående från tidigare kvartal", "pågående från tidigare kvartal"),
        (Stage.CLOSED, "avslutat", "avslutade"),
    ):
        if number := sum(row.stage is stage for row in rows):
            words.append(count(number, one, many, neuter=True))
    return (
        f"{upper_first(in_a_row(words))}. Märket, till exempel M12, följer medskicket tills det är avslutat."
    )


def _row(row: Row, *, is_public: bool) -> tuple[Cell, ...]:
    title = quoted(row.title) if is_public else _UNTOLD
    addressee = row.addressee if is_public else ""
    words = (
        f"{row.name} {title}",
        row.sender,
        addressee or "–",
        row.level or "–",
        upper_first(row.status),
        day(row.since),
    )
    return tuple(Cell(text, (REGISTER,)) for text in words)
