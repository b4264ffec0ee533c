"""What should be done before the report goes on, and does not stop it: told wherever it goes on."""

from collections.abc import Iterator, Sequence

from dialogs.desk import Desk
from domain import swedish
from domain.life import Life, Status
from domain.people import Person
from domain.report_life import ReportStatus, editable
from domain.rounds import Round
from reports import cover, kept

_REVIEWED = frozenset({Status.APPROVED, Status.LOCKED})


def told(desk: Desk, round_: Round, number: int, person: Person) -> Iterator[str]:
    """Answers that nobody has reviewed, and what the cover of the kept version ``number`` lacks."""
    yield from unreviewed(desk, round_, person)
    if names := empty_slots(desk, round_, number):
        yield _unfilled(names, desk, round_)


def empty_slots(desk: Desk, round_: Round, number: int) -> tuple[str, ...]:
    """What nobody has written on the version's cover: a decided report is read without those slots."""
    found = desk.store.reports.version(round_.key, number)
    return cover.unfilled(kept.loads(found[1])) if found else ()


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


def _unfilled(names: Sequence[str], desk: Desk, round_: Round) -> str:
    """What the cover lacks, and how it still gets there; the report goes on all the same."""
    life = desk.store.report_life.of(round_.key)
    if editable(life):
        called = desk.county.report.section(cover.KEY).title
        return (
            f"Ännu inte ifyllt på försättsbladet: {swedish.listed(names)}. Det skrivs i avsnittet {called} "
            "på utkastets sida, före beslutet."
        )
    way = (
        f"Skriv ”rätta {round_.key}: …” och vad som fattas."
        if life.status is ReportStatus.PUBLISHED
        else f"Ska det med tas beslutet tillbaka först: ”återta beslutet {round_.key}: …” och varför."
    )
    return f"Inte ifyllt på försättsbladet: {swedish.listed(names)}. {way}"
