"""What should be done before the report goes on, and does not stop it: told wherever it goes on."""

from collections.abc import Iterator

from dialogs.desk import Desk
from domain import swedish
from domain.county import County
from domain.life import Life, Status
from domain.people import Person
from domain.report_life import ReportLife, ReportStatus, editable
from domain.rounds import Round
from reports import cover
from reports.document import Document

_REVIEWED = frozenset({Status.APPROVED, Status.LOCKED})


def told(desk: Desk, round_: Round, document: Document, person: Person) -> Iterator[str]:
    """Answers that nobody has reviewed, and what the version's cover lacks."""
    yield from unreviewed(desk, round_, person)
    life = desk.store.report_life.of(round_.key)
    yield from unfilled(document, desk.county) if editable(life) else _too_late(document, round_, life)


def waiting(desk: Desk, round_: Round) -> list[str]:
    """The units, by name, whose answer has come in and is not approved; in the county's order."""
    lives = desk.store.lives.all(round_.key)
    return [desk.county.called(unit) for unit in desk.reporting() if unit in lives and _waits(lives[unit])]


def _waits(life: Life) -> bool:
    return life.sent is not None and not life.nothing and life.status not in _REVIEWED


def unreviewed(desk: Desk, round_: Round, person: Person) -> Iterator[str]:
    """How many answers wait to be reviewed, whose, and who does it."""
    if names := waiting(desk, round_):
        count = swedish.upper_first(swedish.count(len(names), "svar", "svar", neuter=True))
        reviewed = "granskat och godkänt" if len(names) == 1 else "granskade och godkända"
        how = f"Skriv ”granska {round_.key}”." if person.coordinates else "Det gör samordnaren."
        yield f"{count} är inte {reviewed}: {swedish.listed(names)}. {how}"


def unfilled(document: Document, county: County) -> Iterator[str]:
    """What the cover still lacks, and how it gets there; the report can be decided all the same."""
    if names := cover.unfilled(document):
        called = county.report.section(cover.KEY).title
        yield (
            f"Ännu inte ifyllt på försättsbladet: {swedish.listed(names)}. Det skrivs i avsnittet {called} "
            "på utkastets sida, före beslutet."
        )


def _too_late(document: Document, round_: Round, life: ReportLife) -> Iterator[str]:
    """What the cover of a decided report lacks, and how it can still get there."""
    names = cover.unfilled(document)
    if not names:
        return
    way = (
        f"Skriv ”rätta {round_.key}: …” och vad som fattas."
        if life.status is ReportStatus.PUBLISHED
        else f"Ska det med tas beslutet tillbaka först: ”återta beslutet {round_.key}: …” och varför."
    )
    yield f"Inte ifyllt på försättsbladet: {swedish.listed(names)}. {way}"
