"""What is filled in and sent in: nothing is overwritten, nothing is kept twice, and what is fixed stays."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from domain.answers import Answers, Draft
from domain.quarter import Quarter
from domain.rounds import plan
from store.store import Store
from store.submissions import Kind, Saved
from tests.store.saving import FORM, HOUR, card

CALLERS = 32
QUARTER = timedelta(days=91)


def all_at_once(work: Callable[[int], Saved]) -> list[Saved]:
    """What ``work`` gives each of the callers, let go at the same moment."""
    start = Barrier(CALLERS)

    def caller(number: int) -> Saved:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(caller, range(CALLERS)))


def test_a_saved_card_is_the_units_draft(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    assert submissions.draft("2026Q3", "skaraborg") is None
    saved = submissions.save(card("r1", 0, status="gul"), now)
    assert saved == Saved(Kind.NEW, Draft("2026Q3", "skaraborg", {"status": "gul"}, 1, "läge"), None)
    assert submissions.draft("2026Q3", "skaraborg") == saved.draft
    assert submissions.latest("2026Q3", "skaraborg") is None


@pytest.mark.parametrize(
    "answers",
    [
        {"2.1": 0, "2.2": 1.5, "2.3": False, "2.4": "", "2.5": [], "2.6": ["språk", "arbete"]},
        {"åäö ”citat” \\ '": "Rad 1\nRad 2 – 100 % 🇸🇪\x00"},
        {},
    ],
    ids=["every kind of value", "every kind of character", "none"],
)
def test_answers_come_back_as_they_were_given(open_round: Store, now: datetime, answers: Answers) -> None:
    open_round.submissions.submit(replace(card("r1", 0), answers=answers), FORM, now)
    sent = open_round.submissions.latest("2026Q3", "skaraborg")
    assert sent is not None
    assert sent.answers == answers
    assert [type(value) for value in sent.answers.values()] == [type(value) for value in answers.values()]


def test_each_sending_is_a_new_version_and_the_earlier_stay(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    first = submissions.submit(card("r1", 0, status="gul"), FORM, now)
    submissions.save(card("r2", 1, status="röd"), now + HOUR)
    second = submissions.submit(card("r3", 2, status="grön"), replace(FORM, version=3), now + 2 * HOUR)
    versions = submissions.versions("2026Q3", "skaraborg")
    assert versions == [first.submission, second.submission]
    assert submissions.of_round("2026Q3") == {"skaraborg": versions}
    assert submissions.of_round("2026Q2") == {}
    assert [(one.version, one.answers, one.form_version, one.at) for one in versions] == [
        (1, {"status": "gul"}, 2, now),
        (2, {"status": "grön"}, 3, now + 2 * HOUR),
    ]
    assert submissions.latest("2026Q3", "skaraborg") == second.submission
    assert submissions.draft("2026Q3", "skaraborg") == second.draft


def test_a_save_after_a_sending_changes_the_draft_alone(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    sent = submissions.submit(card("r1", 0, status="gul"), FORM, now)
    saved = submissions.save(card("r2", 1, status="röd"), now)
    assert submissions.latest("2026Q3", "skaraborg") == sent.submission
    assert submissions.draft("2026Q3", "skaraborg") == saved.draft
    assert saved.draft.revision == 2


def test_the_same_card_delivered_again_gives_its_first_outcome(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    first = submissions.submit(card("r1", 0, status="gul"), FORM, now)
    submissions.save(card("r2", 1, status="röd"), now + HOUR)
    again = submissions.submit(card("r1", 0, status="gul"), FORM, now + 2 * HOUR)
    assert again == replace(first, kind=Kind.REPEATED)
    assert again.submission is not None
    assert len(submissions.versions("2026Q3", "skaraborg")) == 1


def test_the_same_card_with_other_values_is_stale(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    first = submissions.save(card("r1", 0, status="gul"), now)
    assert submissions.save(card("r1", 0, status="röd"), now) == replace(first, kind=Kind.STALE)
    assert submissions.save(card("r1", 1, status="röd"), now) == replace(first, kind=Kind.STALE)


def test_the_same_request_from_another_unit_is_stale(open_round: Store, now: datetime) -> None:
    open_round.submissions.save(card("r1", 0, status="gul"), now)
    other = open_round.submissions.save(card("r1", 0, "fyrbodal", status="gul"), now)
    assert other == Saved(Kind.STALE, Draft("2026Q3", "fyrbodal", {}, 0, "läge"), None)


def test_a_card_made_from_an_older_draft_is_stale_and_shows_the_one_that_holds(
    open_round: Store, now: datetime
) -> None:
    submissions = open_round.submissions
    submissions.save(card("r1", 0, status="gul"), now)
    held = submissions.submit(card("r2", 1, status="röd"), FORM, now)
    for revision in (0, 1, 3):
        late = submissions.save(card("r3", revision, status="grön"), now)
        assert late == Saved(Kind.STALE, held.draft, None)
    assert submissions.draft("2026Q3", "skaraborg") == held.draft


def test_a_card_that_was_only_saved_does_not_look_sent_in(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    saved = submissions.save(card("r1", 0, status="gul"), now)
    assert submissions.submit(card("r1", 0, status="gul"), FORM, now) == replace(saved, kind=Kind.STALE)
    assert submissions.latest("2026Q3", "skaraborg") is None


def test_one_save_delivered_by_32_callers_at_once_is_one_row(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    answers = all_at_once(lambda _: submissions.submit(card("r1", 0, status="gul"), FORM, now))
    assert Counter(saved.kind for saved in answers) == {Kind.NEW: 1, Kind.REPEATED: 31}
    assert {saved.submission.version if saved.submission else 0 for saved in answers} == {1}
    assert len(submissions.versions("2026Q3", "skaraborg")) == 1
    assert [line.what for line in open_round.audit.lines("2026Q3/skaraborg")] == ["lämnade in version 1"]


def test_of_32_cards_made_from_one_draft_one_is_kept(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    answers = all_at_once(lambda number: submissions.save(card(f"r{number}", 0, place=number), now))
    assert Counter(saved.kind for saved in answers) == {Kind.NEW: 1, Kind.STALE: 31}
    kept = submissions.draft("2026Q3", "skaraborg")
    assert all(saved.draft == kept for saved in answers)


def test_two_processes_on_one_file_keep_one_row_too(
    open_round: Store, reopened: Store, now: datetime
) -> None:
    both = (open_round, reopened)
    answers = all_at_once(lambda number: both[number % 2].submissions.submit(card("r1", 0, a="b"), FORM, now))
    assert Counter(saved.kind for saved in answers) == {Kind.NEW: 1, Kind.REPEATED: 31}


def test_32_units_do_not_get_in_each_others_way(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    answers = all_at_once(
        lambda number: submissions.submit(card(f"r{number}", 0, f"enhet {number}"), FORM, now)
    )
    assert {saved.kind for saved in answers} == {Kind.NEW}
    lives = open_round.lives.all("2026Q3")
    assert {unit: life.version for unit, life in lives.items()} == dict.fromkeys(
        (f"enhet {number}" for number in range(CALLERS)), 1
    )


def test_each_change_leaves_its_line_and_a_refused_one_none(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    submissions.save(card("r1", 0, status="gul"), now)
    submissions.submit(card("r2", 1, status="gul"), FORM, now + HOUR)
    submissions.save(card("r3", 0, status="röd"), now + HOUR)
    submissions.save(card("r1", 0, status="gul"), now + HOUR)
    lines = open_round.audit.lines("2026Q3/skaraborg")
    assert [(line.who, line.what, line.at, line.why) for line in lines] == [
        ("anna", "började fylla i", now, "ej påbörjad blev utkast"),
        ("anna", "sparade", now, "kort läge, utkast 1"),
        ("anna", "lämnade in version 1", now + HOUR, "utkast blev inlämnad"),
    ]


def test_a_save_for_a_round_that_is_not_there_is_refused(store: Store, now: datetime) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        store.submissions.save(card("r1", 0), now)


def test_a_naive_moment_stores_nothing(open_round: Store, now: datetime) -> None:
    with pytest.raises(StatementError, match="is naive"):
        open_round.submissions.submit(card("r1", 0), FORM, now.replace(tzinfo=None))
    assert open_round.submissions.draft("2026Q3", "skaraborg") is None
    assert open_round.audit.lines("2026Q3/skaraborg") == []


def test_every_saved_card_is_kept_with_who_and_when(open_round: Store, now: datetime) -> None:
    submissions = open_round.submissions
    submissions.save(card("r1", 0, status="gul"), now)
    other = replace(card("r2", 1, status="röd"), by="bo", by_name="Bo Ek", on_behalf=True)
    submissions.save(other, now + HOUR)
    assert [(one.revision, one.answers, one.by_name, one.on_behalf, one.at) for one in
            submissions.history("2026Q3", "skaraborg")] == [
        (1, {"status": "gul"}, "Anna Ek", False, now),
        (2, {"status": "röd"}, "Bo Ek", True, now + HOUR),
    ]  # fmt: skip
    first = submissions.at_revision("2026Q3", "skaraborg", 1)
    assert first is not None
    assert first.answers == {"status": "gul"}
    assert submissions.at_revision("2026Q3", "skaraborg", 3) is None
    assert submissions.at_revision("2026Q3", "fyrbodal", 1) is None


def test_a_card_that_has_come_is_known_by_its_request(open_round: Store, now: datetime) -> None:
    assert not open_round.submissions.has_come("r1")
    open_round.submissions.save(card("r1", 0, status="gul"), now)
    open_round.submissions.save(card("r2", 0, status="röd"), now)
    assert [open_round.submissions.has_come(request) for request in ("r1", "r2")] == [True, False]


def test_what_was_sent_in_for_someone_else_says_so(open_round: Store, now: datetime) -> None:
    sent = open_round.submissions.submit(replace(card("r1", 0), on_behalf=True), FORM, now).submission
    assert sent is not None
    assert sent.on_behalf
    assert open_round.submissions.latest("2026Q3", "skaraborg") == sent


def test_the_earlier_rounds_are_the_eight_before_oldest_first(store: Store) -> None:
    """Of each the latest version, of the own unit alone; the round itself is not among them."""
    for number in range(10):
        round_ = plan(
            Quarter(2024 + number // 4, number % 4 + 1), date(2024, 3, 1) + number * QUARTER, [FORM]
        )
        store.rounds.create(round_, "samuel", round_.opens)
        for revision in range(2):
            save = replace(card(f"{round_.key} {revision}", revision, n=number), round=round_)
            store.submissions.submit(save, FORM, round_.opens)
        other = replace(card(f"{round_.key} annan", 0, "fyrbodal"), round=round_)
        store.submissions.submit(other, FORM, round_.opens)
    earlier = store.submissions.earlier("2026Q2", "skaraborg")
    assert [(one.answers["n"], one.version) for one in earlier] == [(n, 2) for n in range(1, 9)]
    assert store.submissions.earlier("2024Q1", "skaraborg") == []
