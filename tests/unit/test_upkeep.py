"""What the upkeep of the handbook calls for, as rules: what is told together, and what waits its turn."""

from datetime import date, datetime, time

import pytest

from domain.delivery import Outcome
from domain.notices import OF_NO_ROUND, Errand, Kind, waits_its_turn
from domain.upkeep import in_one
from domain.weeks import Week, list_of_now, since, week_at
from domain.workdays import STOCKHOLM, SendHours, at


def reminder(ticket: int, person: str = "eva") -> Errand:
    return Errand(f"F{ticket}/påminnelse 1/{person}", Kind.TICKET_REMINDER, person, f"{ticket}")


class TestTogether:
    def test_the_latest_is_sent_in_place_of_all(self) -> None:
        one, two, three = reminder(1), reminder(2), reminder(3)
        assert list(in_one([one, two, three], {})) == [(three, [one, two])]

    def test_what_was_sent_is_not_counted_and_what_waits_alone_stays(self) -> None:
        one, two = reminder(1), reminder(2)
        assert list(in_one([one, two], {one.key: Outcome.SENT, two.key: Outcome.WAITING})) == []
        assert list(in_one([one, two], {two.key: Outcome.SENT})) == [(one, [])]

    def test_what_has_come_to_wait_again_is_told_in_one(self) -> None:
        one, two = reminder(1), reminder(2)
        waiting = {one.key: Outcome.WAITING, two.key: Outcome.WAITING}
        assert list(in_one([one, two], waiting)) == [(two, [one])]

    def test_each_person_has_a_message_of_their_own_and_each_new_question_too(self) -> None:
        mine, yours = reminder(1), reminder(1, "bo")
        assert list(in_one([mine, yours], {})) == [(mine, []), (yours, [])]
        new = [Errand(f"F{one}/ny/eva", Kind.TICKET_NEW, "eva", f"{one}") for one in (1, 2)]
        assert list(in_one(new, {})) == [(one, []) for one in new]


@pytest.mark.parametrize(
    ("kind", "sent", "waits"),
    [
        (Kind.TICKET_NEW, [Kind.WEEKLY, Kind.REMINDER], False),
        (Kind.TICKET_REPLY, [Kind.REMINDER], False),
        (Kind.WEEKLY, [Kind.TICKET_NEW, Kind.TICKET_REPLY], False),
        (Kind.WEEKLY, [Kind.DIGEST], True),
        (Kind.TICKET_REMINDER, [Kind.WEEKLY], True),
        (Kind.PROPOSED, [Kind.TICKET_OVERDUE], True),
        (Kind.REMINDER, [Kind.WEEKLY, Kind.PROPOSED], False),
        (Kind.REMINDER, [Kind.OPENED], True),
        (Kind.DIGEST, [Kind.WEEKLY], True),
    ],
)
def test_lists_keep_a_day_apart_and_never_hold_up_what_asks_for_a_report(
    kind: Kind, sent: list[Kind], *, waits: bool
) -> None:
    assert waits_its_turn(kind, sent) is waits


def test_what_belongs_to_no_round_is_no_push() -> None:
    assert {kind.value for kind in OF_NO_ROUND} == {
        "ny fråga till sakkunniga", "fråga väntar", "fråga utan svar", "svar från sakkunnig",
        "förslag till handboken", "veckolista",
        "nyckel går ut", "nyckel avvisad", "stillestånd", "körs inte",
    }  # fmt: skip


class TestWeek:
    HOURS = SendHours(quiet_weeks=frozenset({28, 29, 30, 31}), quiet_days=("12-24", "01-06"))

    @pytest.mark.parametrize(
        ("moment", "key"),
        [
            ("2027-04-19 07:59", None),
            ("2027-04-19 08:00", "2027-W16"),
            ("2027-04-22 23:00", "2027-W16"),
            ("2027-04-23 12:01", None),  # the next moment to send is in the week after
            ("2027-04-25 12:00", None),
            ("2027-03-29 12:00", None),  # Easter Monday
            ("2027-03-30 08:00", "2027-W13"),
            ("2027-07-14 12:00", None),
            ("2027-01-04 12:00", None),
            ("2027-01-07 08:00", "2027-W01"),
        ],
    )
    def test_its_list_is_sent_from_eight_on_the_first_day_to_send(self, moment: str, key: str | None) -> None:
        found = list_of_now(self.HOURS, datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM))
        assert (found.key if found else None) == key

    @pytest.mark.parametrize(
        "day", [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3), date(2028, 2, 29)]
    )
    def test_it_is_found_again_by_its_key_over_the_new_year(self, day: date) -> None:
        week = week_at(at(day, time(12)))
        assert Week.of_key(week.key) == week
        assert week.monday <= day

    def test_a_list_goes_on_from_the_last_and_at_most_ten_weeks_back(self) -> None:
        week = Week(date(2027, 4, 19))
        assert since(week, Week(date(2027, 4, 5))) == date(2027, 4, 5)
        assert since(week, Week(date(2026, 4, 6))) == since(week, None) == date(2027, 2, 8)
