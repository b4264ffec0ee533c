"""The whole bot killed while people report and reminders go out: what it is given, and what must hold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.clock import system_clock
from bot.local.participants import LOCAL_BOT, LOCAL_TENANT, Participant
from bot.local.stage import participant
from domain.county import UnitKind
from domain.delivery import Address, Outcome
from domain.messages import Account
from domain.notices import PUSHES
from domain.people import Person, Role
from domain.workdays import STOCKHOLM
from store.outbox_rows import Posted
from store.store import Store
from tests.faults.clients import Reporter, Teams, headline
from tests.faults.county import COORDINATOR, REMINDED
from tests.faults.reckoning import UNENDED
from tests.faults.sending import book, round_

MORNING = datetime(2027, 2, 9, 9, 30, tzinfo=STOCKHOLM)
"""A Tuesday in the round, which opened on the Thursday before."""


def ahead() -> timedelta:
    """So far is that morning ahead of the machine's clock."""
    return MORNING - system_clock()


def lay_in(store: Store, teams: Teams, reminded: int, reporters: int) -> list[tuple[str, Participant]]:
    """The round is open, and nothing is decided. Gives the units that report, and their reporters."""
    store.rounds.create(round_(), "samråd", MORNING)
    county = book().county
    units = [one.id for one in county.units() if one.kind is UnitKind.MUNICIPALITY and one.form][:reporters]
    people = [Person(f"r{unit}", unit, Role.REPORTER, unit) for unit in units]
    others = [
        Person(f"p{number:04}", "P", Role.DEPUTY, REMINDED[number % len(REMINDED)])
        for number in range(reminded)
    ]
    for person in (COORDINATOR, *people, *others):
        there = participant(person.id)
        account = Account(LOCAL_TENANT, there.object_id, there.name)
        store.people.enroll(person, account, MORNING)
        store.addresses.remember(Address(account, teams.service_url, there.chat_id, LOCAL_BOT), MORNING)
    return [(person.unit or "", participant(person.id)) for person in people]


def left(rows: Sequence[Posted], now: datetime) -> int:
    """Rows that somebody holds, or that are due."""
    return sum(
        row.outcome in UNENDED or (row.outcome is Outcome.WAITING and row.not_before <= now) for row in rows
    )


def reckoned(store: Store, teams: Teams, reporters: Sequence[Reporter]) -> list[str]:
    """Everything that does not hold, in words."""
    found = [wrong for one in reporters for wrong in _answers(store, one)]
    rows: dict[str, list[Posted]] = {}
    for row in store.outbox.rows():
        rows.setdefault(row.person, []).append(row)
    came = Counter(one.conversation for one in teams.received if one.how == "send")
    own = {one.who.key for one in reporters}
    for person, of_person in rows.items():
        if person not in own:
            copies = came[participant(person).chat_id]
            found += [f"{person}: {wrong}" for wrong in _sent(of_person, copies)]
    return found


def _answers(store: Store, reporter: Reporter) -> Iterator[str]:
    """What there is a receipt for is there, in order, once."""
    versions = store.submissions.versions(round_().key, reporter.unit)
    told = [str(one.answers["headline"]) for one in versions]
    if [one.version for one in versions] != list(range(1, len(versions) + 1)):
        yield f"{reporter.unit}: versions {[one.version for one in versions]}"
    expected = [headline(number) for number in reporter.sent]
    begun = {headline(number) for number in reporter.begun}
    if [one for one in told if one in set(expected)] != expected:
        yield f"{reporter.unit}: {len(expected)} have receipts, and not each is there once, in order"
    if strangers := set(told) - begun:
        yield f"{reporter.unit}: nobody wrote {strangers}"


def _sent(rows: Sequence[Posted], copies: int) -> Iterator[str]:
    most = sum(1 if row.kind in PUSHES else 1 + (row.doubts > 0) for row in rows if row.tries)
    least = sum(row.outcome is Outcome.SENT for row in rows)
    if not least <= copies <= most:
        yield f"got {copies} messages, {least} are noted as sent and {most} may have come"
    if any(row.outcome in UNENDED for row in rows):
        yield "a row is still somebody's"
