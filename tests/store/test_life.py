"""The life of an answer as it is kept: one row and one audit line a step, whoever comes first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations
from threading import Barrier

import pytest
from sqlalchemy import Connection, event, insert
from sqlalchemy.exc import IntegrityError

from domain.errors import Closed, NotAllowed
from domain.life import Act, Life, Move, Status, Step
from domain.quarter import Quarter
from domain.rounds import FormRef, plan
from domain.workdays import at
from store.audit import Audit, AuditLine
from store.database import Database, Place
from store.life import Lives, advance, current, in_round
from store.rounds import Rounds
from store.schema import steps

ROUND = plan(Quarter(2026, 4), date(2027, 3, 18), [FormRef("delregionalt_samrad", 1)])
NOW = ROUND.opens + timedelta(days=1)
MONDAY = at(date(2027, 3, 1), time.max)
NEXT_WEEK = at(date(2027, 3, 12), time.max)

SAVE = Move(Act.SAVE, "anna", "Anna Ek", NOW)
SUBMIT = Move(Act.SUBMIT, "anna", "Anna Ek", NOW)
NOTHING = Move(Act.NOTHING, "anna", "Anna Ek", NOW, "Samrådet ställdes in.")
ASK = Move(Act.ASK_EXTENSION, "anna", "Anna Ek", NOW, "Sjukdom.", MONDAY)
RETURN = Move(Act.RETURN, "karin", "Karin Holm", NOW, "Vad menas?")
APPROVE = Move(Act.APPROVE, "karin", "Karin Holm", NOW)
REOPEN = Move(Act.REOPEN, "karin", "Karin Holm", NOW, "En siffra ska rättas.")
LOCK = Move(Act.LOCK, "karin", "Karin Holm", NOW)
GRANT = Move(Act.GRANT_EXTENSION, "karin", "Karin Holm", NOW, until=MONDAY)
REFUSE = Move(Act.REFUSE_EXTENSION, "karin", "Karin Holm", NOW, "Rapporten skrivs redan.")
AGAIN = replace(APPROVE, by="samuel", by_name="Samuel Ny")


@pytest.fixture
def lives(database: Database) -> Lives:
    Rounds(database).create(ROUND, "samuel", NOW)
    return Lives(database)


@pytest.fixture
def elsewhere(place: Place) -> Iterator[Lives]:
    """The same database, opened by another process."""
    with closing(Database(place)) as opened:
        yield Lives(opened)


def take(lives: Lives, *moves: Move, unit: str = "skaraborg") -> Life:
    life = lives.of(ROUND.key, unit)
    for move in moves:
        life = lives.take(ROUND, unit, move)
    return life


def lines(database: Database) -> list[AuditLine]:
    return Audit(database).lines(f"{ROUND.key}/skaraborg")


def test_an_answer_that_nobody_has_touched_is_not_started(lives: Lives) -> None:
    assert lives.of(ROUND.key, "skaraborg") == Life()
    assert lives.all(ROUND.key) == {}


def test_the_steps_come_back_as_they_were_taken(lives: Lives) -> None:
    in_utc = replace(ASK, at=NOW.astimezone(UTC), until=MONDAY.astimezone(UTC))
    life = take(lives, SAVE, in_utc, SUBMIT)
    assert lives.steps(ROUND.key, "skaraborg") == [
        Step(1, Act.SAVE, Status.DRAFT, "anna", "Anna Ek", NOW),
        Step(2, Act.ASK_EXTENSION, Status.DRAFT, "anna", "Anna Ek", NOW, None, MONDAY, "Sjukdom."),
        Step(3, Act.SUBMIT, Status.SUBMITTED, "anna", "Anna Ek", NOW, version=1),
    ]
    assert lives.of(ROUND.key, "skaraborg") == life


def test_each_unit_and_each_round_has_its_own_life(lives: Lives, database: Database) -> None:
    earlier = plan(Quarter(2026, 3), date(2026, 12, 10), ROUND.forms)
    Rounds(database).create(earlier, "samuel", NOW)
    lives.take(earlier, "skaraborg", replace(SUBMIT, at=earlier.opens))
    skaraborg, fyrbodal = take(lives, SAVE, SUBMIT, APPROVE), take(lives, NOTHING, unit="fyrbodal")
    assert lives.all(ROUND.key) == {"skaraborg": skaraborg, "fyrbodal": fyrbodal}
    assert lives.of(earlier.key, "skaraborg").number == 1


def test_all_lives_of_a_round_are_one_query(lives: Lives, database: Database) -> None:
    for unit in ("skaraborg", "fyrbodal", "sjuharad"):
        take(lives, SAVE, SUBMIT, unit=unit)
    asked: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.extend([statement] if statement.startswith("SELECT") else [])

    def work(connection: Connection) -> dict[str, Life]:
        event.listen(connection, "before_cursor_execute", heard)
        return in_round(connection, ROUND.key)

    assert database.read(work) == lives.all(ROUND.key)
    assert len(asked) == 1


def test_the_lives_of_a_round_are_told_as_they_stood_at_a_moment(lives: Lives, database: Database) -> None:
    hour = timedelta(hours=1)
    sent = take(lives, SUBMIT)
    take(lives, replace(APPROVE, at=NOW + hour))
    take(lives, replace(SAVE, at=NOW + hour), unit="fyrbodal")
    then = database.read(lambda connection: in_round(connection, ROUND.key, NOW))
    assert then == {"skaraborg": sent}
    assert database.read(lambda connection: in_round(connection, ROUND.key, NOW + hour)) == lives.all(
        ROUND.key
    )


WHOLE = [
    (SAVE, "började fylla i", "ej påbörjad blev utkast"),
    (ASK, "bad om anstånd", "utkast, till 1 mars 2027 kl. 23.59: Sjukdom."),
    (REFUSE, "avslog anstånd", "utkast: Rapporten skrivs redan."),
    (GRANT, "gav anstånd", "utkast, till 1 mars 2027 kl. 23.59"),
    (NOTHING, "angav inget att rapportera", "utkast blev inget att rapportera: Samrådet ställdes in."),
    (SUBMIT, "lämnade in version 1", "inget att rapportera blev inlämnad"),
    (RETURN, "återsände version 1", "inlämnad blev återsänd: Vad menas?"),
    (SUBMIT, "lämnade in version 2", "återsänd blev inlämnad"),
    (SUBMIT, "lämnade in version 3", "inlämnad"),
    (APPROVE, "godkände version 3", "inlämnad blev godkänd"),
    (LOCK, "låste version 3", "godkänd blev låst"),
    (
        replace(REOPEN, until=NEXT_WEEK),
        "öppnade igen version 3",
        "låst blev återsänd, till 12 mars 2027 kl. 23.59: En siffra ska rättas.",
    ),
]


def test_every_step_leaves_exactly_one_line_in_the_audit_log(lives: Lives, database: Database) -> None:
    for number, (move, what, why) in enumerate(WHOLE, start=1):
        take(lives, move)
        assert len(lines(database)) == number
        assert lines(database)[-1] == AuditLine(NOW, move.by, what, "2026Q4/skaraborg", why)
    assert {move.act for move, _, _ in WHOLE} == set(Act)


def test_a_save_that_changes_no_status_writes_nothing(lives: Lives, database: Database) -> None:
    life = take(lives, SAVE)
    assert take(lives, SAVE, SAVE) == life
    assert len(lines(database)) == 1


@pytest.mark.parametrize(
    ("move", "error"),
    [
        (APPROVE, NotAllowed),
        (replace(SAVE, at=ROUND.closes), Closed),
        (replace(NOTHING, words=""), NotAllowed),
    ],
)
def test_a_refused_step_writes_nothing(
    lives: Lives, database: Database, move: Move, error: type[Exception]
) -> None:
    with pytest.raises(error):
        take(lives, move)
    assert lives.of(ROUND.key, "skaraborg") == Life()
    assert not lines(database)


def test_a_step_is_taken_in_the_transaction_at_hand_and_undone_with_it(
    lives: Lives, database: Database
) -> None:
    def work(connection: Connection) -> None:
        life = advance(connection, ROUND, "skaraborg", SUBMIT)
        assert current(connection, ROUND.key, "skaraborg") == life
        raise RuntimeError("the rest of it failed")

    with pytest.raises(RuntimeError, match="the rest of it failed"):
        database.write(work)
    assert lives.of(ROUND.key, "skaraborg") == Life()
    assert not lines(database)


def test_a_round_that_is_not_kept_has_no_steps(lives: Lives) -> None:
    unknown = plan(Quarter(2026, 3), date(2027, 3, 18), ROUND.forms)
    with pytest.raises(IntegrityError):
        lives.take(unknown, "skaraborg", SAVE)


OUTCOMES = {
    (SUBMIT, NOTHING): (Status.SUBMITTED, 1),
    (NOTHING, SUBMIT): (Status.SUBMITTED, 2),
    (APPROVE, RETURN): (Status.APPROVED, 1),
    (RETURN, APPROVE): (Status.RETURNED, 1),
    (APPROVE, AGAIN): (Status.APPROVED, 1),
    (AGAIN, APPROVE): (Status.APPROVED, 1),
    (APPROVE, SUBMIT): (Status.APPROVED, 1),
    (SUBMIT, APPROVE): (Status.APPROVED, 2),
    (APPROVE, SAVE): (Status.APPROVED, 1),
    (SAVE, APPROVE): (Status.APPROVED, 1),
    (LOCK, REOPEN): (Status.RETURNED, 2),
    (REOPEN, LOCK): (Status.RETURNED, 1),
    (ASK, SUBMIT): (Status.SUBMITTED, 2),
    (SUBMIT, ASK): (Status.SUBMITTED, 1),
    (GRANT, REFUSE): (Status.DRAFT, 1),
    (REFUSE, GRANT): (Status.DRAFT, 2),
    (replace(APPROVE, seen=1), SUBMIT): (Status.APPROVED, 1),
    (SUBMIT, replace(APPROVE, seen=1)): (Status.SUBMITTED, 1),
}
"""What becomes of two moves in this order, and how many of them are steps."""

BEGUN = {
    Act.RETURN: (SUBMIT,),
    Act.APPROVE: (SUBMIT,),
    Act.LOCK: (SUBMIT, APPROVE),
    Act.REFUSE_EXTENSION: (SAVE, ASK),
}


def begin(lives: Lives, pair: tuple[Move, Move]) -> int:
    """Bring the answer to where both moves are in place; return how many steps that took."""
    acts = {move.act for move in pair}
    way = next((way for act, way in BEGUN.items() if act in acts), ())
    return take(lives, *way).number


def attempt(lives: Lives, move: Move) -> bool:
    try:
        lives.take(ROUND, "skaraborg", move)
    except NotAllowed:
        return False
    return True


def told(pair: tuple[Move, Move]) -> str:
    return ", ".join(f"{move.by} {move.act}" for move in pair)


@pytest.mark.parametrize("pair", OUTCOMES, ids=told)
def test_of_two_moves_the_first_is_taken_and_the_second_is_judged_after_it(
    lives: Lives, elsewhere: Lives, database: Database, pair: tuple[Move, Move]
) -> None:
    before = begin(lives, pair)
    first, second = pair
    assert attempt(lives, first)
    attempt(elsewhere, second)
    life = lives.of(ROUND.key, "skaraborg")
    assert (life.status, life.number - before) == OUTCOMES[pair]
    assert len(lines(database)) == life.number


@pytest.mark.parametrize("pair", [pair for pair in OUTCOMES if pair[::-1] in OUTCOMES], ids=told)
def test_two_moves_at_the_same_moment_end_as_one_of_the_two_orders(
    lives: Lives, elsewhere: Lives, database: Database, pair: tuple[Move, Move]
) -> None:
    before = begin(lives, pair)
    start = Barrier(2)

    def at_once(side: Lives, move: Move) -> bool:
        start.wait()
        return attempt(side, move)

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(at_once, (lives, elsewhere), pair))
    life = elsewhere.of(ROUND.key, "skaraborg")
    assert any(taken)
    assert (life.status, life.number - before) in {OUTCOMES[pair], OUTCOMES[pair[::-1]]}
    assert [one.number for one in lives.steps(ROUND.key, "skaraborg")] == list(range(1, life.number + 1))
    assert len(lines(database)) == life.number


def test_of_32_who_approve_at_once_one_has_approved(lives: Lives, elsewhere: Lives) -> None:
    take(lives, SUBMIT)
    start = Barrier(32)

    def approve(number: int) -> bool:
        start.wait()
        mine = replace(APPROVE, by=f"granskare {number}")
        return attempt((lives, elsewhere)[number % 2], mine)

    with ThreadPoolExecutor(32) as pool:
        taken = list(pool.map(approve, range(32)))
    assert sum(taken) == 1
    assert lives.of(ROUND.key, "skaraborg").number == 2


def meanwhile(connection: Connection, rival: Step) -> None:
    """Slip ``rival`` in before the next step is written, as a database server may let another process do."""
    rows = [vars(rival) | {"round": ROUND.key, "unit": "skaraborg"}]

    def slip_in(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if rows and statement.startswith("INSERT INTO steps"):
            connection.execute(insert(steps), rows.pop())

    event.listen(connection, "before_cursor_execute", slip_in)


def test_a_step_whose_number_was_taken_meanwhile_is_the_next(lives: Lives, database: Database) -> None:
    take(lives, SUBMIT)
    rival = Step(2, Act.SUBMIT, Status.SUBMITTED, "bo", "Bo Dal", NOW, version=2)

    def work(connection: Connection) -> Life:
        meanwhile(connection, rival)
        return advance(connection, ROUND, "skaraborg", SUBMIT)

    assert database.write(work).version == 3
    taken = lives.steps(ROUND.key, "skaraborg")
    assert [(one.number, one.by, one.version) for one in taken] == [
        (1, "anna", 1),
        (2, "bo", 2),
        (3, "anna", 3),
    ]


def test_a_step_whose_number_was_taken_meanwhile_is_judged_anew(lives: Lives, database: Database) -> None:
    take(lives, SUBMIT)
    rival = Step(2, Act.APPROVE, Status.APPROVED, "karin", "Karin Holm", NOW, version=1)

    def work(connection: Connection) -> None:
        meanwhile(connection, rival)
        # Raised inside, so that what the rival wrote is committed with the rest.
        with pytest.raises(NotAllowed, match="Svaret är godkänt och kan inte ändras"):
            advance(connection, ROUND, "skaraborg", SUBMIT)

    database.write(work)
    assert [one.action for one in lives.steps(ROUND.key, "skaraborg")] == [Act.SUBMIT, Act.APPROVE]
    assert len(lines(database)) == 1


def test_every_order_of_three_reviewers_approves_at_most_once(lives: Lives) -> None:
    for number, order in enumerate(permutations((APPROVE, AGAIN, RETURN))):
        unit = f"{number}"
        take(lives, SUBMIT, unit=unit)
        for move in order:
            try:
                take(lives, move, unit=unit)
            except NotAllowed:
                continue
        done = [one.action for one in lives.steps(ROUND.key, unit)]
        assert done == [Act.SUBMIT, order[0].act]


def test_a_naive_moment_is_not_taken(lives: Lives) -> None:
    with pytest.raises(TypeError):
        take(lives, replace(SAVE, at=datetime(2027, 2, 5)))  # noqa: DTZ001 - that is what is tried
