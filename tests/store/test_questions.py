"""What the handbook was asked is kept without a name; what an account was last answered, for a while."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from domain.feedback import Asked, Last, Noted, Verdict
from domain.messages import Account
from store.database import Database
from store.questions import Questions
from store.schema import last_asked
from store.schema import questions as table

QUESTION = Asked("Vem betalar tolken?", "suggest", "", "etablering")
FIA = Account("t1", "fia")


@pytest.fixture
def questions(database: Database) -> Questions:
    return Questions(database)


def test_a_question_is_kept_with_what_came_of_it(questions: Questions, now: datetime) -> None:
    number = questions.note(QUESTION, now)
    assert questions.get(number) == Noted(number, now, QUESTION)
    questions.picked(number, "tolk")
    questions.verdict(number, Verdict.NOT, "Det gällde barn.")
    assert questions.get(number) == Noted(number, now, QUESTION, "tolk", Verdict.NOT, "Det gällde barn.")
    assert questions.get(number + 1) is None


def test_a_stopped_question_is_refused(questions: Questions, now: datetime) -> None:
    with pytest.raises(ValueError, match="not kept"):
        questions.note(Asked("850101-2382", "stopped", "", "samrad"), now)
    assert questions.since(now) == []


def test_only_a_suggestion_is_picked(questions: Questions, now: datetime) -> None:
    answered = questions.note(Asked("Vad är kommuntal?", "answer", "kommuntal", "bosattning"), now)
    questions.picked(answered, "annat")
    assert [one.picked for one in questions.since(now)] == [""]


def test_the_latest_verdict_counts_and_keeps_the_reason_when_said_again(
    questions: Questions, now: datetime
) -> None:
    number = questions.note(QUESTION, now)
    said: list[tuple[Verdict | None, str]] = []
    for verdict, reason in (
        (Verdict.WRONG, "Gammal lag."),
        (Verdict.WRONG, ""),
        (Verdict.WRONG, "Upphävd lag."),
        (Verdict.HELPED, ""),
    ):
        questions.verdict(number, verdict, reason)
        (kept,) = questions.since(now)
        said.append((kept.verdict, kept.reason))
    assert said == [
        (Verdict.WRONG, "Gammal lag."),
        (Verdict.WRONG, "Gammal lag."),
        (Verdict.WRONG, "Upphävd lag."),
        (Verdict.HELPED, ""),
    ]


def test_they_are_listed_since_a_moment_and_forgotten_before_one(
    database: Database, questions: Questions, now: datetime
) -> None:
    old, new = now - timedelta(days=401), now - timedelta(days=2)
    questions.remember(FIA, Last(questions.note(QUESTION, old)), old)
    kept = questions.note(QUESTION, new)
    assert [one.id for one in questions.since(new)] == [kept]
    assert questions.forget(now - timedelta(days=400)) == 1
    assert [one.id for one in questions.since(old)] == [kept]
    questions.forget_last(now - timedelta(days=1))
    assert database.read(lambda connection: connection.execute(select(last_asked)).all()) == []
    assert questions.forget(now - timedelta(days=400)) == 0


def test_nothing_says_who_asked(database: Database, questions: Questions, now: datetime) -> None:
    questions.remember(FIA, Last(questions.note(QUESTION, now)), now)

    def rows(connection: Connection) -> str:
        return str(connection.execute(select(table)).all())

    assert "fia" not in database.read(rows)


def test_what_an_account_was_last_answered_holds_for_a_while(questions: Questions, now: datetime) -> None:
    half_an_hour = timedelta(minutes=30)
    last = Last(4, "kommuntal", "2016:39", "Länsstyrelsen.")
    questions.remember(FIA, Last(3, "annat"), now - half_an_hour)
    questions.remember(FIA, last, now)
    assert questions.last(FIA, now - half_an_hour) == last
    assert questions.last(FIA, now + timedelta(seconds=1)) is None
    assert questions.last(Account("t2", "fia"), now) is None
    assert questions.last(Account("t1", "siv"), now) is None
