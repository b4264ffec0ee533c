"""Whatever people do with an answer, in any order and at any time, what was sent in and approved holds."""

from datetime import date, datetime, timedelta
from typing import TypeAlias

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.errors import Closed, NotAllowed
from domain.life import (
    Act,
    Life,
    Move,
    Status,
    Step,
    allowed,
    closes,
    late,
    step,
    takes_answers,
    why_locked,
)
from domain.quarter import Quarter
from domain.rounds import FormRef, plan

ROUND = plan(Quarter(2026, 4), date(2027, 3, 18), [FormRef("delregionalt_samrad", 1)])
PEOPLE = ("anna", "bo", "karin", "samuel")
FIXED = {Status.APPROVED, Status.LOCKED}
OPENING = {Act.SAVE, Act.SUBMIT, Act.NOTHING}

QUICK = settings(max_examples=60, stateful_step_count=40, deadline=None, database=None)

spans = st.integers(min_value=-2, max_value=45).map(timedelta)
untils = st.none() | spans.map(lambda span: ROUND.opens + span)
words = st.sampled_from(["", " ", "Därför att."])
Written: TypeAlias = tuple[str, datetime | None]


class AnAnswer(RuleBasedStateMachine):
    """Four people do what they like with one answer, while time goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.now = ROUND.opens - timedelta(days=1)
        self.life = Life()
        self.taken: list[Step] = []

    @rule(span=st.sampled_from([timedelta(hours=1), timedelta(days=1), timedelta(days=10)]))
    def time_goes_on(self, span: timedelta) -> None:
        self.now += span

    @rule(by=st.sampled_from(PEOPLE), reviewer=st.sampled_from(PEOPLE))
    def someone_sends_in_and_someone_approves(self, by: str, reviewer: str) -> None:
        """The usual way, or the later statuses would seldom be reached."""
        self.attempt(Act.SUBMIT, by, ("", None))
        self.attempt(Act.APPROVE, reviewer, ("", None))

    @rule(act=st.sampled_from(Act), by=st.sampled_from(PEOPLE), written=st.tuples(words, untils))
    def someone_tries(self, act: Act, by: str, written: Written) -> None:
        self.attempt(act, by, written)

    @rule(pick=st.integers(0, len(Act) - 1), by=st.sampled_from(PEOPLE))
    def someone_does_what_is_offered(self, pick: int, by: str) -> None:
        """Most of what is merely tried is refused."""
        offered = [act for act in Act if allowed(self.life, act, by, ROUND, self.now)]
        if offered:
            self.attempt(offered[pick % len(offered)], by, ("Därför att.", self.now + timedelta(days=3)))

    def attempt(self, act: Act, by: str, written: Written) -> None:
        before = self.life
        try:
            made = step(before, Move(act, by, by.title(), self.now, *written), ROUND)
        except (Closed, NotAllowed):
            return
        assert allowed(before, act, by, ROUND, self.now)
        if act in OPENING:
            assert takes_answers(before, ROUND, self.now)
        if made:
            self.taken.append(made)
            self.life = before.after(made)

    @invariant()
    def no_step_is_lost(self) -> None:
        assert [one.number for one in self.taken] == list(range(1, self.life.number + 1))
        assert Life.of(self.taken) == self.life

    @invariant()
    def no_version_is_lost(self) -> None:
        sent = [one.version for one in self.taken if one.action is Act.SUBMIT]
        assert sent == list(range(1, len(sent) + 1))
        assert (self.life.version or 0) == len(sent)

    @invariant()
    def nothing_is_approved_twice(self) -> None:
        approved = False
        for one in self.taken:
            assert not (one.action is Act.APPROVE and approved)
            approved = (approved or one.action is Act.APPROVE) and one.action is not Act.REOPEN
        assert approved is (self.life.status in FIXED)

    @invariant()
    def nobody_approves_their_own(self) -> None:
        sender = ""
        for one in self.taken:
            if one.action in {Act.SUBMIT, Act.NOTHING}:
                sender = one.by
            assert one.action is not Act.APPROVE or (sender and one.by != sender)

    @invariant()
    def what_is_approved_or_locked_is_not_changed(self) -> None:
        status = Status.NOT_STARTED
        for one in self.taken:
            assert status not in FIXED or one.action in {Act.LOCK, Act.REOPEN}
            status = one.status

    @invariant()
    def what_is_approved_is_what_came_last(self) -> None:
        if self.life.status in FIXED:
            standing = self.life.standing
            assert standing is not None
            assert self.life.approved_version == standing.version

    @invariant()
    def what_cannot_be_changed_says_why_and_nobody_is_offered_to(self) -> None:
        open_now = takes_answers(self.life, ROUND, self.now)
        assert bool(why_locked(self.life, ROUND, self.now)) is not open_now
        assert closes(self.life, ROUND) >= ROUND.closes
        for act in OPENING - {Act.NOTHING}:
            assert allowed(self.life, act, "anna", ROUND, self.now) is open_now

    @invariant()
    def there_is_always_someone_who_can_open_it_again(self) -> None:
        """What says "be samordnaren öppna svaret igen" is true: returning or reopening is offered."""
        if self.now >= ROUND.opens and not takes_answers(self.life, ROUND, self.now):
            offered = [allowed(self.life, act, "karin", ROUND, self.now) for act in (Act.RETURN, Act.REOPEN)]
            assert any(offered)

    @invariant()
    def whose_answer_stands_is_not_late(self) -> None:
        stands = self.life.status not in {Status.NOT_STARTED, Status.DRAFT, Status.RETURNED}
        assert not (late(self.life, ROUND, self.now) and stands)


TestAnAnswer = AnAnswer.TestCase
TestAnAnswer.settings = QUICK
