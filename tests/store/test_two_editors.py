"""Two who write at once over the same thing: one is kept, the other is told, and nothing is lost."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.answers import Submission, Value
from domain.errors import Conflict
from domain.handover import FollowUp
from domain.people import Person, Role
from domain.raised import Content, RaisedStatus, Said
from domain.report_life import NewRemark, ReportAct, ReportStatus, ReportStep, Settled
from domain.report_versions import VersionDraft
from store.meetings import Meeting
from store.people import Changed
from store.store import Store

KEY = "2026Q3"
ISSUE = Content("Bostäder saknas", "Det finns inga lediga lägenheter.", addressee="länet")
FIA = Person("fia", "Fia Ek", Role.REPORTER, "fyrbodal")


def both(*does: Callable[[], object]) -> Sequence[object]:
    """What came of each, begun at once: what it gave back, or the Conflict that it met."""

    def met(do: Callable[[], object]) -> object:
        try:
            return do()
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(len(does)) as pool:
        return [one.result() for one in [pool.submit(met, do) for do in does]]


def one_of(came: Sequence[object]) -> Conflict:
    """All but one were told that another was first; the words of one of them."""
    refused = [one for one in came if isinstance(one, Conflict)]
    assert len(refused) == len(came) - 1
    return refused[0]


def said(by: str, now: datetime) -> Said:
    return Said(KEY, by, by.title(), now)


def test_a_raised_issue_is_reworded_by_one_of_them(open_round: Store, now: datetime) -> None:
    raised = open_round.raised
    issue = raised.raise_("fyrbodal", "prov", ISSUE, said("fia", now))

    def change(by: str) -> Callable[[], object]:
        wanted = replace(ISSUE, addressee=f"till {by}")
        return lambda: raised.change(issue.id, wanted, said(by, now), seen=0)

    refused = one_of(both(*(change(by) for by in ("eva", "bo", "siv"))))
    [kept] = raised.all()
    assert len(kept.contents) == 2
    assert kept.steps[0].said.by_name in str(refused)


def test_how_a_raised_issue_stands_is_told_by_one_of_them(open_round: Store, now: datetime) -> None:
    raised = open_round.raised
    issue = raised.raise_("fyrbodal", "prov", ISSUE, said("fia", now))

    def tell(status: RaisedStatus, by: str) -> Callable[[], object]:
        return lambda: raised.follow_up(issue.id, FollowUp(status, "så"), said(by, now), seen=0)

    one_of(both(tell(RaisedStatus.ONGOING, "eva"), tell(RaisedStatus.SOLVED, "bo")))
    assert len(raised.all()[0].steps) == 1


def test_a_change_and_a_status_do_not_stand_in_each_others_way(open_round: Store, now: datetime) -> None:
    raised = open_round.raised
    issue = raised.raise_("fyrbodal", "prov", ISSUE, said("fia", now))
    wanted = replace(ISSUE, urgency=3)
    raised.follow_up(issue.id, FollowUp(RaisedStatus.ONGOING, "möte bokat"), said("eva", now), seen=0)
    kept = raised.change(issue.id, wanted, said("bo", now), seen=0)
    assert (kept.status, kept.content) == (RaisedStatus.ONGOING, wanted)


def test_what_the_form_has_not_changed_stays_as_it_was_worded_in_the_chat(
    open_round: Store, now: datetime
) -> None:
    raised = open_round.raised

    def version(number: int, content: Content) -> Submission:
        answers: dict[str, Value] = {f"handover.0.{key}": value for key, value in content.answers().items()}
        return Submission(KEY, "fyrbodal", number, answers, "fia", "Fia", now, "delregionalt_samrad", 2)

    first = version(1, ISSUE)
    raised.from_form(first, {})
    [issue] = raised.all()
    raised.change(issue.id, replace(ISSUE, addressee="regeringen"), said("eva", now), seen=0)
    raised.from_form(version(2, replace(ISSUE, body="Nu är det värre.")), first.answers)
    [kept] = raised.all()
    assert (kept.content.addressee, kept.content.body) == ("regeringen", "Nu är det värre.")


def test_the_day_of_a_meeting_is_changed_by_one_of_them(open_round: Store, now: datetime) -> None:
    def tell(by: str, day: int) -> Callable[[], object]:
        return lambda: open_round.meetings.tell(Meeting(KEY, "fyrbodal", date(2026, 10, day), by), now)

    refused = one_of(both(tell("eva", 10), tell("bo", 12)))
    assert "10 oktober" in str(refused)
    assert "12 oktober" in str(refused)


def test_a_person_is_changed_by_one_of_them_and_the_other_loses_nothing(store: Store, now: datetime) -> None:
    store.people.enroll(FIA, at=now)
    new = Person("bo", "Bo Al", Role.REPORTER, "skaraborg")

    def change(mail: str) -> Callable[[], object]:
        return lambda: store.people.replace([(None, new), (FIA, replace(FIA, mail=mail))], now)

    refused = one_of(both(change("a@ek.example"), change("b@ek.example")))
    assert isinstance(refused, Changed)
    assert refused.now in store.people.everyone()
    with pytest.raises(Changed):
        store.people.replace([(FIA, replace(FIA, name="Fia Al"))], now)
    assert {one.name for one in store.people.everyone()} == {"Fia Ek", "Bo Al"}


def test_a_remark_is_settled_by_one_of_them_and_the_other_sees_both_words(
    open_round: Store, now: datetime
) -> None:
    store = open_round
    store.reports.keep(VersionDraft(KEY, "{}", now, "sara", "Sara", now, "prov"))
    step = ReportStep(
        1, ReportAct.SEND_TO_CHECK, ReportStatus.CHECK, "sara", "Sara", now, version=1, until=None,
        asked=("fyrbodal",),
    )  # fmt: skip
    store.report_life.step(KEY, step, seen=0)
    remark = store.report_life.remark(KEY, NewRemark("fyrbodal", "läge", "tre", "fyra", 1), FIA, now)

    def settle(by: str, words: str) -> Callable[[], object]:
        return lambda: store.report_life.settle(remark.id, Settled(words, by, by.title(), now))

    refused = str(one_of(both(settle("sara", "rättat"), settle("siv", "avstås"))))
    assert ("rättat" in refused, "avstås" in refused) == (True, True)
