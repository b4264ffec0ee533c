"""What is taken over: last quarter's answer said to hold still, and published figures that are confirmed."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import FIGURE, SAME, STATE, Answers, Standing, State, Submission, Value, state_of
from domain.county import Figure, FigureState
from domain.form import Card, Choice, Form, Kind, Question
from forms import carrying
from forms.carrying import CONFIRM_ALL, carried, completed, repeatable
from forms.filled import REFUSED

TEXT = Question("text", "1.1", "Vad är viktigast?", Kind.TEXT, repeats=True)
WEEKS = Question("weeks", "1.2", "Hur många veckor?", Kind.NUMBER, may_lack=True, repeats=True)
DAY = Question("day", "1.3", "Vilken dag?", Kind.DATE)
CONFIRM = Question(CONFIRM_ALL, "1.4", "Stämmer allt?", Kind.CHOICE, choices=(Choice("STAMMER", "Ja"),))
QUOTA, RECEIVED, GONE = (
    Question(key, "1.5", key, Kind.NUMBER, figure=Figure("fyrbodal", key, value, "SCB", date(2026, 9, 30)))
    for key, value in (("quota", 240.0), ("received", 12.5), ("gone", None))
)
CARD = Card("card", 1, "Kort", "", (TEXT, WEEKS, DAY, CONFIRM, QUOTA, RECEIVED, GONE))
FORM = Form("prov", 1, "Prov", (CARD,))
NOT_READY, HOLDS, DEVIATES = Standing.NOT_READY.value, Standing.HOLDS.value, Standing.DEVIATES.value


def last_quarter(**answers: Value) -> Submission:
    given: Answers = {key.replace("__", "~"): value for key, value in answers.items()}
    at = datetime(2026, 8, 1, tzinfo=UTC)
    return Submission("2026Q2", "fyrbodal", 1, given, "fia", "Fia", at, "prov", 1)


def with_value(question: Question, value: float | None, state: FigureState = FigureState.REVISED) -> Form:
    """The form when the source has another number for the question."""
    assert question.figure
    corrected = replace(question, figure=replace(question.figure, value=value, state=state))
    parts = tuple(corrected if part == question else part for part in CARD.parts)
    return replace(FORM, cards=(replace(CARD, parts=parts),))


def test_only_what_repeats_and_was_answered_can_be_taken_over() -> None:
    assert repeatable(CARD, None) == frozenset()
    assert repeatable(CARD, last_quarter(text="a", day="2026-08-01")) == {"text"}
    assert repeatable(CARD, last_quarter(weeks__state=NOT_READY)) == {"weeks"}


def test_unchanged_is_an_answer_of_its_own_with_the_quarter_that_it_is_from() -> None:
    assert carried(CARD, {}, last_quarter(text="a"), "text") == {"text": "a", "text" + SAME: "2026Q2"}


def test_that_a_number_was_missing_is_taken_over_too_in_the_place_of_another_answer() -> None:
    taken = carried(CARD, {"weeks": 3}, last_quarter(weeks__state=NOT_READY), "weeks")
    assert taken == {"weeks" + STATE: NOT_READY, "weeks" + SAME: "2026Q2"}


def test_without_a_key_only_the_unanswered_are_taken_over() -> None:
    taken = carried(CARD, {"text": "nytt"}, last_quarter(text="gammalt", weeks=3, day="2026-08-01"))
    assert taken == {"text": "nytt", "weeks": 3, "weeks" + SAME: "2026Q2"}


def test_what_cannot_be_taken_over_changes_nothing() -> None:
    for key in ("day", "saknas"):
        assert carried(CARD, {"text": "a"}, last_quarter(day="2026-08-01"), key) == {"text": "a"}
    assert carried(CARD, {"text": "a"}, None, "text") == {"text": "a"}


def test_words_that_could_not_be_read_give_way_to_what_is_taken_over() -> None:
    taken = carried(CARD, {REFUSED + "weeks": "tre"}, last_quarter(weeks=3), "weeks")
    assert taken == {"weeks": 3, "weeks" + SAME: "2026Q2"}


def test_an_edited_answer_is_no_longer_unchanged_and_the_others_are() -> None:
    previous = last_quarter(text="a", weeks=3)
    taken = carried(CARD, {}, previous)
    assert completed(FORM, {**taken, "text": "b"}, previous) == {
        "text": "b",
        "weeks": 3,
        "weeks" + SAME: "2026Q2",
    }
    without = {key: value for key, value in taken.items() if key != "weeks"}
    assert "weeks" + SAME not in completed(FORM, without, previous)
    assert "text" + SAME not in completed(FORM, taken, None)


def test_all_is_right_confirms_each_row_and_keeps_the_figure_as_it_was() -> None:
    confirmed = completed(FORM, {CONFIRM_ALL: HOLDS}, None)
    assert confirmed == {
        CONFIRM_ALL: HOLDS,
        "quota" + STATE: HOLDS,
        "quota" + FIGURE: 240,
        "received" + STATE: HOLDS,
        "received" + FIGURE: 12.5,
    }
    assert state_of(confirmed, "quota") is State.REPORTED
    assert state_of(confirmed, "gone") is State.UNANSWERED


def test_a_figure_that_the_source_corrects_later_stays_as_it_was_confirmed() -> None:
    confirmed = completed(FORM, {CONFIRM_ALL: HOLDS}, None)
    assert completed(with_value(QUOTA, 250.0), confirmed, None) == confirmed


def test_a_figure_that_is_withdrawn_is_confirmed_no_more() -> None:
    confirmed = completed(FORM, {CONFIRM_ALL: HOLDS}, None)
    after = completed(with_value(QUOTA, None, FigureState.WITHDRAWN), confirmed, None)
    assert "quota" + FIGURE not in after
    assert after["received" + FIGURE] == 12.5


def test_rows_that_have_an_answer_of_their_own_are_left_alone() -> None:
    own: Answers = {CONFIRM_ALL: HOLDS, "quota": 200, "received" + STATE: DEVIATES}
    assert completed(FORM, own, None) == own


def test_a_row_that_deviates_after_all_loses_the_confirmed_figure() -> None:
    confirmed = completed(FORM, {CONFIRM_ALL: HOLDS}, None)
    changed: Answers = {**confirmed, "quota" + STATE: DEVIATES, "quota": 250}
    assert "quota" + FIGURE not in completed(FORM, changed, None)


keys = st.sampled_from(["text", "weeks", "quota", "weeks" + STATE, "quota" + STATE, CONFIRM_ALL])
values: st.SearchStrategy[Value] = st.sampled_from(["a", HOLDS, DEVIATES, NOT_READY]) | st.integers(0, 3)


@settings(max_examples=100, deadline=None, database=None)
@given(answers=st.dictionaries(keys, values), before=st.dictionaries(keys, values))
def test_completing_twice_is_completing_once_and_no_answer_is_touched(
    answers: dict[str, Value], before: dict[str, Value]
) -> None:
    previous = replace(last_quarter(), answers=before)
    once = completed(FORM, carrying.carried(CARD, answers, previous), previous)
    assert completed(FORM, once, previous) == once
    assert {key: once[key] for key in answers} == answers
