"""What has gone to whom, and who can be reached; meetings, evaluations and a copy of it all."""

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.delivery import Address, Outcome, Posting
from domain.messages import Account
from domain.people import Person, Role
from store.meetings import Meeting
from store.store import Store


@pytest.fixture
def posted(open_round: Store, now: datetime) -> Store:
    """Two rows of the round and one of another that begins alike, all sent but one."""
    for key in ("2026Q3/a/-/fia", "2026Q3/b/-/fia", "2026Q30/c/-/fia"):
        open_round.outbox.post([Posting(key, "fia", "påminnelse", {}, now)], now)
    open_round.outbox.note("2026Q3/a/-/fia", Outcome.SENT, now)
    open_round.outbox.note("2026Q30/c/-/fia", Outcome.SENT, now)
    return open_round


def test_what_has_gone_is_listed_by_round_and_since_a_moment(posted: Store, now: datetime) -> None:
    sent = posted.correspondence
    assert [one.key for one in sent.in_round("fia", "2026Q3")] == ["2026Q3/a/-/fia"]
    assert [one.key for one in sent.to("fia", now)] == ["2026Q3/a/-/fia", "2026Q30/c/-/fia"]
    assert sent.to("fia", now + timedelta(seconds=1)) == sent.to("folke", now) == []


def test_each_row_of_a_round_is_told_with_how_it_stands(posted: Store) -> None:
    assert posted.correspondence.standing("2026Q3") == {
        "2026Q3/a/-/fia": Outcome.SENT,
        "2026Q3/b/-/fia": Outcome.WAITING,
    }


def test_rows_are_told_by_their_keys_however_many(posted: Store) -> None:
    keys = [f"F{number}/ny/eva" for number in range(1200)]
    assert posted.correspondence.of_keys([*keys, "2026Q3/a/-/fia"]) == {"2026Q3/a/-/fia": Outcome.SENT}
    assert posted.correspondence.of_keys([]) == {}


def test_what_did_not_reach_anyone_is_told_once_it_is_noted(posted: Store, now: datetime) -> None:
    posted.outbox.note("2026Q3/b/-/fia", Outcome.UNREACHABLE, now, why="har blockerat mig")
    (row,) = posted.correspondence.undelivered("2026Q3", now - timedelta(seconds=1))
    assert (row.person, row.kind, row.why) == ("fia", "påminnelse", "har blockerat mig")
    assert posted.correspondence.undelivered("2026Q3", now) == []


def test_who_has_written_is_reached_and_by_mail_who_has_an_address(store: Store, now: datetime) -> None:
    chatting, mailed, neither = (
        Person("chatt", "Cia", Role.REPORTER, "af"),
        Person("brev", "Bo", Role.REPORTER, "miv", mail="bo@example.org"),
        Person("ingen", "Ia", Role.REPORTER, "vgr"),
    )
    account = Account("t", "chatt")
    store.people.enroll(chatting, account)
    store.people.enroll(mailed)
    store.people.enroll(neither)
    store.addresses.remember(Address(account, "", "grupp", "bot", personal=False), now)
    assert store.correspondence.reached(by_mail=False) == frozenset()
    store.addresses.remember(Address(account, "", "chatt", "bot"), now)
    assert store.correspondence.reached(by_mail=False) == {"chatt"}
    assert store.correspondence.reached(by_mail=True) == {"chatt", "brev"}


def test_the_day_of_a_meeting_is_the_latest_that_was_told(open_round: Store, now: datetime) -> None:
    for day, over in ((10, None), (12, 10), (12, 12)):
        told = Meeting("2026Q3", "fyrbodal", date(2026, 10, day), "fia")
        open_round.meetings.tell(told, now, over=date(2026, 10, over) if over else None)
    assert open_round.meetings.of("2026Q3") == {"fyrbodal": date(2026, 10, 12)}
    lines = [line.why for line in open_round.audit.lines("2026Q3/fyrbodal")]
    assert lines == ["10 oktober 2026", "12 oktober 2026"]


def test_a_persons_latest_evaluation_counts_and_its_words_are_not_logged(
    open_round: Store, now: datetime
) -> None:
    open_round.evaluations.keep("2026Q3", "fia", {"worked": "2", "better": "kortare"}, now)
    open_round.evaluations.keep("2026Q3", "fia", {"worked": "4"}, now + timedelta(hours=1))
    assert open_round.evaluations.of("2026Q3") == {"fia": {"worked": "4"}}
    assert not any("kortare" in line.why for line in open_round.audit.lines())


def test_a_copy_has_everything_and_what_is_done_with_it_stays_there(
    open_round: Store, now: datetime, tmp_path: Path
) -> None:
    open_round.copy_to(tmp_path / "kopia.db")
    with closing(Store.open(tmp_path / "kopia.db")) as copy:
        assert [one.key for one in copy.rounds.all()] == ["2026Q3"]
        copy.meetings.tell(Meeting("2026Q3", "fyrbodal", date(2026, 10, 12), "fia"), now)
    assert open_round.meetings.of("2026Q3") == {}
