"""What saving and sending in lead to: steps of the answer's life, raised issues, or nothing at all."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.errors import Closed, NotAllowed
from domain.handover import GROUP, STATUSES, status_key
from domain.life import Act, Life, Move, Status
from store.store import Store
from store.submissions import Kind
from tests.store.saving import AUTUMN, FORM, HOUR, card


def reviewed(store: Store, act: Act, at: datetime, words: str = "", by: str = "sara") -> Life:
    return store.lives.take(AUTUMN, "skaraborg", Move(act, by, by.title(), at, words))


def test_the_first_save_begins_the_life_and_the_next_leave_it(open_round: Store, now: datetime) -> None:
    for revision in range(3):
        open_round.submissions.save(card(f"r{revision}", revision, n=revision), now)
    (step,) = open_round.lives.steps("2026Q3", "skaraborg")
    assert (step.action, step.status, step.by, step.at) == (Act.SAVE, Status.DRAFT, "anna", now)


def test_the_life_has_the_version_of_the_submission_each_time(open_round: Store, now: datetime) -> None:
    for revision in range(3):
        sent = open_round.submissions.submit(card(f"r{revision}", revision, n=revision), FORM, now)
        assert sent.submission is not None
        life = open_round.lives.of("2026Q3", "skaraborg")
        assert (life.status, life.version) == (Status.SUBMITTED, sent.submission.version)
        assert life.version == revision + 1
        reviewed(open_round, Act.RETURN, now, "Se över 2.1.")


def test_a_save_after_nothing_to_report_begins_the_answer_anew(open_round: Store, now: datetime) -> None:
    reviewed(open_round, Act.NOTHING, now, "Samrådet ställdes in.", by="anna")
    open_round.submissions.save(card("r1", 0, status="gul"), now)
    life = open_round.lives.of("2026Q3", "skaraborg")
    assert (life.status, life.nothing) == (Status.DRAFT, None)


@pytest.mark.parametrize("locked", [False, True], ids=["approved", "locked"])
def test_what_is_approved_takes_neither_a_save_nor_a_submission(
    open_round: Store,
    now: datetime,
    locked: bool,  # noqa: FBT001 - a test's parameter
) -> None:
    submissions = open_round.submissions
    held = submissions.submit(card("r1", 0, status="gul"), FORM, now)
    reviewed(open_round, Act.APPROVE, now)
    if locked:
        reviewed(open_round, Act.LOCK, now)
    before = open_round.audit.lines()
    with pytest.raises(NotAllowed, match="Be samordnaren öppna det igen"):
        submissions.save(card("r2", 1, status="röd"), now)
    with pytest.raises(NotAllowed, match="Be samordnaren öppna det igen"):
        submissions.submit(card("r3", 1, status="röd"), FORM, now)
    assert submissions.draft("2026Q3", "skaraborg") == held.draft
    assert submissions.versions("2026Q3", "skaraborg") == [held.submission]
    assert [one.revision for one in submissions.history("2026Q3", "skaraborg")] == [1]
    assert open_round.audit.lines() == before


def test_the_same_card_as_was_approved_gives_its_first_outcome_still(
    open_round: Store, now: datetime
) -> None:
    first = open_round.submissions.submit(card("r1", 0, status="gul"), FORM, now)
    reviewed(open_round, Act.APPROVE, now)
    again = open_round.submissions.submit(card("r1", 0, status="gul"), FORM, now)
    assert again == replace(first, kind=Kind.REPEATED)


@pytest.mark.parametrize("moment", ["before it opens", "when it has closed"])
def test_a_closed_round_takes_nothing(open_round: Store, moment: str) -> None:
    at = AUTUMN.opens - timedelta(seconds=1) if moment == "before it opens" else AUTUMN.closes
    with pytest.raises(Closed):
        open_round.submissions.save(card("r1", 0, status="gul"), at)
    with pytest.raises(Closed):
        open_round.submissions.submit(card("r1", 0, status="gul"), FORM, at)
    assert open_round.submissions.draft("2026Q3", "skaraborg") is None
    assert open_round.lives.all("2026Q3") == {}
    assert open_round.audit.lines("2026Q3/skaraborg") == []


def test_an_extension_keeps_the_closed_round_open_for_its_unit_alone(open_round: Store) -> None:
    until = AUTUMN.closes + timedelta(minutes=30)
    granted = Move(Act.GRANT_EXTENSION, "sara", "Sara", AUTUMN.opens, until=until)
    open_round.lives.take(AUTUMN, "skaraborg", granted)
    late = AUTUMN.closes + timedelta(minutes=1)
    assert open_round.submissions.submit(card("r1", 0, status="gul"), FORM, late).submission
    with pytest.raises(Closed):
        open_round.submissions.save(card("r2", 0, "fyrbodal", status="gul"), late)
    with pytest.raises(Closed):
        open_round.submissions.save(card("r3", 1, status="röd"), until)


HANDOVER: dict[str, str] = {
    f"{GROUP}.0.title": "Bostäder saknas",
    f"{GROUP}.0.body": "Det finns inga lediga lägenheter för stora familjer.",
}


def test_what_a_submission_raises_is_in_the_register_and_a_draft_raises_nothing(
    open_round: Store, now: datetime
) -> None:
    open_round.submissions.save(card("r1", 0, **HANDOVER), now)
    assert open_round.raised.all() == []
    open_round.submissions.submit(card("r2", 1, **HANDOVER), FORM, now)
    (issue,) = open_round.raised.all()
    assert (issue.unit, issue.content.title, issue.said.by, issue.said.at) == (
        "skaraborg", "Bostäder saknas", "anna", now,
    )  # fmt: skip
    open_round.submissions.submit(card("r2", 1, **HANDOVER), FORM, now)
    assert open_round.raised.all() == [issue]


def test_the_next_version_follows_up_changes_and_drops(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    submissions.submit(card("r1", 0, **HANDOVER), FORM, now)
    (issue,) = open_round.raised.all()
    solved = next(answer for answer, status in STATUSES.items() if status == "löst")
    submissions.submit(card("r2", 1, **HANDOVER, **{status_key(issue.id): solved}), FORM, now + HOUR)
    assert [(one.id, str(one.status)) for one in open_round.raised.all()] == [(issue.id, "löst")]


def test_a_sending_that_fails_half_way_leaves_nothing_at_all(
    open_round: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last thing written is what is raised: the draft, the version, the step and the lines go with it."""
    before = open_round.audit.lines()

    def full(*_: object) -> None:
        raise OSError("disken är full")

    monkeypatch.setattr("store.submissions.raised.from_form", full)
    with pytest.raises(OSError, match="disken är full"):
        open_round.submissions.submit(card("r1", 0, **HANDOVER), FORM, now)
    submissions = open_round.submissions
    assert submissions.draft("2026Q3", "skaraborg") is None
    assert submissions.latest("2026Q3", "skaraborg") is None
    assert open_round.lives.all("2026Q3") == {}
    assert open_round.raised.all() == []
    assert open_round.audit.lines() == before
    monkeypatch.undo()
    assert submissions.submit(card("r1", 0, **HANDOVER), FORM, now).kind is Kind.NEW
