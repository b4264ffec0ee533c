from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.delivery import Address, Claimed, Outcome, Posting, Reason
from domain.errors import NotFound
from domain.messages import Account
from domain.notices import PUSHES, Kind
from domain.people import Person, Role
from domain.workdays import STOCKHOLM
from store.outbox import CUT_OFF, Outbox
from store.store import Store

MINUTE = timedelta(minutes=1)
LEASE = 5 * MINUTE


def posting(key: str, moment: datetime, *replaces: str, kind: Kind = Kind.REMINDER) -> Posting:
    return Posting(f"2026Q3/{key}", "anna", kind, {"rule": key}, moment, replaces)


def keys(claimed: list[Claimed]) -> list[str]:
    return [row.key.removeprefix("2026Q3/") for row in claimed]


def outcomes(outbox: Outbox) -> dict[str, Outcome]:
    return {row.key.removeprefix("2026Q3/"): row.outcome for row in outbox.rows()}


def test_the_same_posting_is_put_in_once(store: Store, now: datetime) -> None:
    assert store.outbox.post([posting("a", now), posting("b", now), posting("a", now)], now) == 2
    assert store.outbox.post([posting("a", now + MINUTE)], now) == 0
    assert store.outbox.post([], now) == 0
    assert [row.not_before for row in store.outbox.rows()] == [now, now]


def test_a_posting_from_32_threads_at_once_is_put_in_once(store: Store, now: datetime) -> None:
    with ThreadPoolExecutor(32) as pool:
        new = list(pool.map(lambda _: store.outbox.post([posting("a", now)], now), range(32)))
    assert sum(new) == 1


def test_a_claimed_row_carries_what_to_send(store: Store, now: datetime) -> None:
    store.outbox.post([posting("a", now)], now)
    assert store.outbox.claim(now, 10, LEASE) == [
        Claimed("2026Q3/a", "anna", "påminnelse", {"rule": "a"}, tries=0, ambiguous=False)
    ]


def test_rows_are_claimed_when_their_time_has_come_the_longest_waiting_first(
    store: Store, now: datetime
) -> None:
    store.outbox.post([posting("sen", now + MINUTE), posting("b", now), posting("a", now - MINUTE)], now)
    assert keys(store.outbox.claim(now, 1, LEASE)) == ["a"]
    assert keys(store.outbox.claim(now, 9, LEASE)) == ["b"]
    assert keys(store.outbox.claim(now, 9, LEASE)) == []
    assert keys(store.outbox.claim(now + MINUTE, 9, LEASE)) == ["sen"]


def test_many_claiming_at_once_share_the_rows_between_them(store: Store, now: datetime) -> None:
    store.outbox.post([posting(f"{number:02}", now) for number in range(60)], now)
    with ThreadPoolExecutor(16) as pool:
        taken = pool.map(lambda _: keys(store.outbox.claim(now, 5, LEASE)), range(16))
    assert sorted(key for rows in taken for key in rows) == [f"{number:02}" for number in range(60)]


def test_a_later_posting_replaces_what_still_waits_and_what_never_came(store: Store, now: datetime) -> None:
    outbox = store.outbox
    outbox.post([posting("1", now)], now)
    assert outbox.post([posting("3", now, "2026Q3/1", "2026Q3/2")], now) == 1
    assert outcomes(outbox) == {"1": Outcome.REPLACED, "2": Outcome.REPLACED, "3": Outcome.WAITING}
    assert outbox.post([posting("2", now)], now) == 0
    assert keys(outbox.claim(now, 9, LEASE)) == ["3"]
    assert outbox.rows("2026Q3/1")[0].why == "2026Q3/3"


def test_postings_of_one_batch_replace_each_other_too(store: Store, now: datetime) -> None:
    store.outbox.post([posting("1", now), posting("2", now, "2026Q3/1")], now)
    assert keys(store.outbox.claim(now, 9, LEASE)) == ["2"]


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.NEEDLESS, Outcome.UNREACHABLE, Outcome.FAILED])
def test_what_has_ended_is_neither_replaced_nor_sent_again(
    store: Store, now: datetime, outcome: Outcome
) -> None:
    store.outbox.post([posting("1", now)], now)
    store.outbox.claim(now, 9, LEASE)
    store.outbox.sending("2026Q3/1", now)
    store.outbox.note("2026Q3/1", outcome, now, why="så gick det", activity="1700")
    store.outbox.post([posting("2", now + 9 * LEASE, "2026Q3/1")], now)
    assert store.outbox.claim(now + 8 * LEASE, 9, LEASE) == []
    (row,) = store.outbox.rows("2026Q3/1")
    assert (row.outcome, row.why, row.activity, row.tries) == (outcome, "så gick det", "1700", 1)


def test_what_is_being_sent_is_not_replaced(store: Store, now: datetime) -> None:
    store.outbox.post([posting("1", now)], now)
    store.outbox.claim(now, 9, LEASE)
    store.outbox.post([posting("2", now, "2026Q3/1")], now)
    assert outcomes(store.outbox) == {"1": Outcome.CLAIMED, "2": Outcome.WAITING}


def test_a_crash_between_claim_and_send_loses_nothing_and_doubles_nothing(
    store: Store, reopened: Store, now: datetime
) -> None:
    store.outbox.post([posting("a", now)], now)
    store.outbox.claim(now, 9, LEASE)
    store.close()
    after = reopened.outbox
    assert after.claim(now + LEASE - MINUTE, 9, LEASE) == []
    (again,) = after.claim(now + LEASE, 9, LEASE)
    assert (again.tries, again.ambiguous) == (0, False)


def test_a_crash_while_sending_is_tried_once_more_as_ambiguous_and_then_given_up(
    store: Store, reopened: Store, now: datetime
) -> None:
    store.outbox.post([posting("a", now, kind=Kind.RETURNED)], now)
    store.outbox.claim(now, 9, LEASE)
    assert store.outbox.sending("2026Q3/a", now)
    store.close()
    after, later = reopened.outbox, now + LEASE
    (again,) = after.claim(later, 9, LEASE)
    assert (again.tries, again.ambiguous) == (1, True)
    assert after.sending("2026Q3/a", later)
    assert after.claim(later + LEASE, 9, LEASE) == []
    (row,) = after.rows()
    assert (row.outcome, row.why, row.tries) == (Outcome.FAILED, "oklart om det kom fram", 2)


def test_an_ambiguous_row_that_was_never_sent_again_is_still_ambiguous_and_may_be_taken(
    store: Store, now: datetime
) -> None:
    outbox = store.outbox
    outbox.post([posting("a", now, kind=Kind.RETURNED)], now)
    outbox.claim(now, 9, LEASE)
    outbox.sending("2026Q3/a", now)
    outbox.claim(now + LEASE, 9, LEASE)
    (again,) = outbox.claim(now + 2 * LEASE, 9, LEASE)
    assert (again.tries, again.ambiguous) == (1, True)


@pytest.mark.parametrize("kind", sorted(PUSHES))
def test_a_reminder_that_was_being_sent_in_a_crash_is_not_sent_again_by_itself(
    store: Store, reopened: Store, now: datetime, kind: Kind
) -> None:
    store.outbox.post([posting("a", now, kind=kind)], now)
    store.outbox.claim(now, 9, LEASE)
    assert store.outbox.sending("2026Q3/a", now)
    store.close()
    after, later = reopened.outbox, now + LEASE
    assert after.claim(later - MINUTE, 9, LEASE) == []
    assert outcomes(after) == {"a": Outcome.SENDING}
    assert after.claim(later, 9, LEASE) == []
    (row,) = reopened.dead_letters.since(now)
    assert (row.outcome, row.reason, row.doubts) == (Outcome.FAILED, Reason.UNCLEAR, 1)
    assert row.why == "oklart om det kom fram: boten stannade mitt i sändningen"
    assert reopened.dead_letters.send_again([row.key], "anna", later) == [row.key]
    (again,) = after.claim(later, 9, LEASE)
    assert again.ambiguous


def test_a_reminder_with_no_answer_is_tried_once_more_also_after_a_crash(
    store: Store, reopened: Store, now: datetime
) -> None:
    store.outbox.post([posting("a", now)], now)
    store.outbox.claim(now, 9, LEASE)
    store.outbox.sending("2026Q3/a", now)
    store.outbox.doubt("2026Q3/a", now + MINUTE, now, "Teams svarade inte")
    store.close()
    (again,) = reopened.outbox.claim(now + MINUTE, 9, LEASE)
    assert (again.tries, again.ambiguous) == (1, True)
    assert reopened.outbox.sending("2026Q3/a", now + MINUTE)
    assert reopened.outbox.claim(now + MINUTE + LEASE, 9, LEASE) == []
    (row,) = reopened.outbox.rows()
    assert (row.outcome, row.why) == (Outcome.FAILED, CUT_OFF)


def test_a_lease_that_ran_out_before_the_send_forbids_it(store: Store, now: datetime) -> None:
    store.outbox.post([posting("a", now)], now)
    store.outbox.claim(now, 9, LEASE)
    assert not store.outbox.sending("2026Q3/a", now + LEASE)
    assert outcomes(store.outbox) == {"a": Outcome.CLAIMED}


def test_a_row_that_another_process_has_taken_over_may_not_be_sent_by_the_first(
    store: Store, reopened: Store, now: datetime
) -> None:
    store.outbox.post([posting("a", now)], now)
    store.outbox.claim(now, 9, LEASE)
    reopened.outbox.claim(now + LEASE, 9, LEASE)
    assert not store.outbox.sending("2026Q3/a", now + LEASE + MINUTE)
    assert reopened.outbox.sending("2026Q3/a", now + LEASE + MINUTE)
    assert not reopened.outbox.sending("2026Q3/a", now + LEASE + MINUTE)


def test_the_lease_counts_from_when_the_send_begins(store: Store, now: datetime) -> None:
    store.outbox.post([posting("a", now, kind=Kind.RETURNED)], now)
    store.outbox.claim(now, 9, LEASE)
    store.outbox.sending("2026Q3/a", now + LEASE - MINUTE)
    assert store.outbox.claim(now + 2 * LEASE - 2 * MINUTE, 9, LEASE) == []
    assert keys(store.outbox.claim(now + 2 * LEASE - MINUTE, 9, LEASE)) == ["a"]


def test_a_lease_is_as_long_as_ever_on_the_night_the_clock_is_set_back(store: Store) -> None:
    last_summer_minutes = datetime(2026, 10, 25, 2, 58, tzinfo=STOCKHOLM)
    store.outbox.post([posting("a", last_summer_minutes)], last_summer_minutes)
    store.outbox.claim(last_summer_minutes, 9, LEASE)
    after = last_summer_minutes.astimezone(UTC) + LEASE
    assert store.outbox.claim(after - MINUTE, 9, LEASE) == []
    assert keys(store.outbox.claim(after.astimezone(STOCKHOLM), 9, LEASE)) == ["a"]


def test_what_is_put_off_waits_until_then(store: Store, now: datetime) -> None:
    store.outbox.post([posting("a", now)], now)
    store.outbox.claim(now, 9, LEASE)
    store.outbox.sending("2026Q3/a", now)
    store.outbox.later("2026Q3/a", now + 2 * LEASE, now, "kanalen bad oss vänta")
    assert store.outbox.claim(now + LEASE, 9, LEASE) == []
    (again,) = store.outbox.claim(now + 2 * LEASE, 9, LEASE)
    assert (again.tries, again.ambiguous) == (1, False)


def test_rows_are_listed_by_how_their_key_begins_letter_for_letter(store: Store, now: datetime) -> None:
    for key in ("2026Q3/a", "2026q3/b", "2026_3/c", "2025Q4/d"):
        store.outbox.post([Posting(key, "anna", "påminnelse", {}, now)], now)
    assert [row.key for row in store.outbox.rows("2026Q3/")] == ["2026Q3/a"]
    assert [row.key for row in store.outbox.rows("2026_3")] == ["2026_3/c"]
    assert len(store.outbox.rows()) == 4


def test_an_unknown_key_is_told_so(store: Store, now: datetime) -> None:
    with pytest.raises(NotFound, match="inget utskick med nyckeln ”x”"):
        store.outbox.note("x", Outcome.SENT, now)
    with pytest.raises(NotFound):
        store.outbox.later("x", now, now, "")
    assert not store.outbox.sending("x", now)


def test_every_step_stands_in_the_audit_log(store: Store, now: datetime) -> None:
    store.outbox.post([posting("b", now, "2026Q3/a")], now)
    store.outbox.claim(now, 9, LEASE)
    store.outbox.sending("2026Q3/b", now)
    store.outbox.note("2026Q3/b", Outcome.SENT, now + MINUTE)
    store.outbox.post([posting("b", now, "2026Q3/a")], now + MINUTE)
    assert [line.what for line in store.audit.lines("2026Q3/b")] == ["väntar", "tagen", "skickas", "skickad"]
    (line,) = store.audit.lines("2026Q3/a")
    assert (line.who, line.what, line.why) == ("samråd", "ersatt av en senare", "2026Q3/b")


def test_what_was_never_sent_waits_again_when_its_person_has_an_address(store: Store, now: datetime) -> None:
    outbox, account = store.outbox, Account("tenant", "29:1")
    outbox.post([posting("a", now)], now)
    (row,) = outbox.rows()
    store.people.enroll(Person(row.person, "Anna Ek", Role.REPORTER, "skaraborg"), account)
    outbox.note(row.key, Outcome.UNREACHABLE, now, why="ingen adress")
    assert outbox.reconsider(now) == 0
    store.addresses.remember(
        Address(account, "https://kanal.example/", "19:team", "28:bot", personal=False), now
    )
    assert outbox.reconsider(now) == 0
    store.addresses.remember(Address(account, "https://kanal.example/", "a:1", "28:bot"), now)
    assert outbox.reconsider(now) == 1
    assert outcomes(outbox) == {"a": Outcome.WAITING}


def test_what_was_never_sent_waits_again_when_its_person_has_a_mail_address(
    store: Store, now: datetime
) -> None:
    store.outbox.post([posting("a", now)], now)
    (row,) = store.outbox.rows()
    anna = Person(row.person, "Anna Ek", Role.REPORTER, "skaraborg")
    store.people.enroll(anna)
    store.outbox.note(row.key, Outcome.UNREACHABLE, now, why="ingen adress")
    assert store.outbox.reconsider_by_mail(now) == 0
    store.people.enroll(replace(anna, mail="anna@kommun.example"))
    assert store.outbox.reconsider(now) == 0
    assert store.outbox.reconsider_by_mail(now) == 1
    assert outcomes(store.outbox) == {"a": Outcome.WAITING}


def test_who_was_written_to_in_vain_is_not_written_to_again(store: Store, now: datetime) -> None:
    account = Account("tenant", "29:1")
    store.outbox.post([posting("a", now)], now)
    (row,) = store.outbox.rows()
    store.people.enroll(Person(row.person, "Anna Ek", Role.REPORTER, "skaraborg"), account)
    store.addresses.remember(Address(account, "https://kanal.example/", "a:1", "28:bot"), now)
    store.outbox.claim(now, 9, LEASE)
    store.outbox.sending(row.key, now)
    store.outbox.note(row.key, Outcome.UNREACHABLE, now, why="blockerad")
    assert store.outbox.reconsider(now) == 0


def test_rows_are_read_by_how_their_keys_begin(store: Store, now: datetime) -> None:
    for key in ("2026Q3/a", "2026Q3/å", "2026Q3", "2026Q30/a", "2026q3/a", "2026Q2/z"):
        store.outbox.post([Posting(key, "anna", "påminnelse", {}, now)], now)
    assert [row.key for row in store.outbox.rows("2026Q3/")] == ["2026Q3/a", "2026Q3/å"]
    assert len(store.outbox.rows()) == 6
