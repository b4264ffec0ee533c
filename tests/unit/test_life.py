"""Every transition and every refusal in the life of an answer, one line each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.errors import Closed, NotAllowed, SamradError
from domain.life import (
    Act,
    Life,
    Move,
    Status,
    Step,
    Timing,
    allowed,
    asked_by,
    check,
    closes,
    due,
    late,
    on_time,
    step,
    takes_answers,
    timing,
    why_locked,
)
from domain.quarter import Quarter
from domain.rounds import FormRef, plan
from domain.swedish import day, moment
from domain.workdays import at

ROUND = plan(Quarter(2026, 4), date(2027, 3, 18), [FormRef("delregionalt_samrad", 1)])
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
BEFORE, DURING, AFTER = ROUND.opens - SECOND, ROUND.opens + DAY, ROUND.closes + HOUR
OVERDUE = ROUND.due + HOUR
TO_MONDAY = at(date(2027, 3, 1), time.max)
TO_CLOSING = ROUND.closes
NEXT_WEEK = at(date(2027, 3, 12), time.max)

SAVE = Move(Act.SAVE, "anna", "Anna Ek", DURING)
SUBMIT = Move(Act.SUBMIT, "anna", "Anna Ek", DURING)
NOTHING = Move(Act.NOTHING, "anna", "Anna Ek", DURING, "Samrådet ställdes in.")
ASK = Move(Act.ASK_EXTENSION, "anna", "Anna Ek", DURING, "Sjukdom.", TO_MONDAY)
RETURN = Move(Act.RETURN, "karin", "Karin Holm", DURING, "Vad menas med punkt 2.3?")
APPROVE = Move(Act.APPROVE, "karin", "Karin Holm", DURING)
REOPEN = Move(Act.REOPEN, "karin", "Karin Holm", DURING, "En siffra ska rättas.")
LOCK = Move(Act.LOCK, "karin", "Karin Holm", DURING)
GRANT = Move(Act.GRANT_EXTENSION, "karin", "Karin Holm", DURING, until=TO_MONDAY)
REFUSE = Move(Act.REFUSE_EXTENSION, "karin", "Karin Holm", DURING, "Rapporten skrivs redan.")

WAYS: dict[Status, tuple[Move, ...]] = {
    Status.NOT_STARTED: (),
    Status.DRAFT: (SAVE,),
    Status.SUBMITTED: (SUBMIT,),
    Status.RETURNED: (SUBMIT, RETURN),
    Status.APPROVED: (SUBMIT, APPROVE),
    Status.LOCKED: (SUBMIT, APPROVE, LOCK),
    Status.NOTHING: (NOTHING,),
}
"""How an answer comes to each status."""


def steps_of(*moves: Move) -> list[Step]:
    life, taken = Life(), []
    for move in moves:
        if made := step(life, move, ROUND):
            taken.append(made)
            life = life.after(made)
    return taken


def after(*moves: Move) -> Life:
    return Life.of(steps_of(*moves))


def refusal(life: Life, move: Move) -> SamradError:
    with pytest.raises((NotAllowed, Closed)) as raised:
        step(life, move, ROUND)
    assert isinstance(raised.value, SamradError)
    return raised.value


def when(move: Move, now: datetime) -> Move:
    return replace(move, at=now)


@pytest.mark.parametrize("status", Status)
def test_each_status_is_reached(status: Status) -> None:
    assert after(*WAYS[status]).status is status


@pytest.mark.parametrize(
    ("before", "move", "leads_to"),
    [
        (Status.NOT_STARTED, SAVE, Status.DRAFT),
        (Status.RETURNED, SAVE, Status.DRAFT),
        (Status.NOTHING, SAVE, Status.DRAFT),
        (Status.NOT_STARTED, SUBMIT, Status.SUBMITTED),
        (Status.DRAFT, SUBMIT, Status.SUBMITTED),
        (Status.RETURNED, SUBMIT, Status.SUBMITTED),
        (Status.SUBMITTED, SUBMIT, Status.SUBMITTED),
        (Status.NOTHING, SUBMIT, Status.SUBMITTED),
        (Status.NOT_STARTED, NOTHING, Status.NOTHING),
        (Status.DRAFT, NOTHING, Status.NOTHING),
        (Status.RETURNED, NOTHING, Status.NOTHING),
        (Status.SUBMITTED, RETURN, Status.RETURNED),
        (Status.NOTHING, RETURN, Status.RETURNED),
        (Status.SUBMITTED, APPROVE, Status.APPROVED),
        (Status.NOTHING, APPROVE, Status.APPROVED),
        (Status.APPROVED, LOCK, Status.LOCKED),
        (Status.APPROVED, REOPEN, Status.RETURNED),
        (Status.LOCKED, REOPEN, Status.RETURNED),
        (Status.NOT_STARTED, ASK, Status.NOT_STARTED),
        (Status.DRAFT, ASK, Status.DRAFT),
        (Status.RETURNED, ASK, Status.RETURNED),
        (Status.NOT_STARTED, GRANT, Status.NOT_STARTED),
        (Status.DRAFT, GRANT, Status.DRAFT),
        (Status.RETURNED, GRANT, Status.RETURNED),
        (Status.SUBMITTED, GRANT, Status.SUBMITTED),
        (Status.NOTHING, GRANT, Status.NOTHING),
    ],
)
def test_a_step_leads_on(before: Status, move: Move, leads_to: Status) -> None:
    life = after(*WAYS[before])
    made = step(life, move, ROUND)
    assert made is not None
    assert (made.status, made.number, made.action) == (leads_to, life.number + 1, move.act)
    assert (made.by, made.by_name, made.at, made.words, made.until) == (
        move.by,
        move.by_name,
        move.at,
        move.words,
        move.until,
    )
    assert allowed(life, move.act, move.by, ROUND, move.at)


@pytest.mark.parametrize("before", [Status.DRAFT, Status.SUBMITTED])
def test_a_save_that_changes_no_status_is_no_step(before: Status) -> None:
    assert step(after(*WAYS[before]), SAVE, ROUND) is None


@dataclass(frozen=True)
class Refused:
    before: Iterable[Status]
    move: Move
    words: str


UNSENT = (Status.NOT_STARTED, Status.DRAFT)
REVIEWED = (Status.SUBMITTED, Status.NOTHING)
FIXED = (Status.APPROVED, Status.LOCKED)
APPROVED = "Svaret är godkänt och kan inte ändras. Be samordnaren öppna det igen."
LOCKED = "Svaret är låst och kan inte ändras. Be samordnaren öppna det igen."
OUT_OF_TIME = (
    "Inlämningstiden har gått ut. Den slutade 3 mars 2027 kl. 23.59. Be samordnaren öppna svaret igen."
)
NOT_SENT = "Det finns inget inlämnat svar än. Vänta tills det är inlämnat, eller påminn uppgiftslämnaren."
SENT_BACK = "Svaret är återsänt. Vänta tills det är inlämnat igen, eller påminn uppgiftslämnaren."
REFUSALS = [
    *(Refused([Status.APPROVED], move, APPROVED) for move in (SAVE, SUBMIT, NOTHING, ASK)),
    *(Refused([Status.LOCKED], move, LOCKED) for move in (SAVE, SUBMIT, NOTHING, ASK)),
    Refused(
        [Status.SUBMITTED],
        NOTHING,
        "Svaret är redan inlämnat. Be samordnaren återsända det om inget ska rapporteras.",
    ),
    Refused(
        [Status.NOTHING],
        NOTHING,
        "Ni har redan angett att det inte finns något att rapportera. Det räcker.",
    ),
    Refused(UNSENT, RETURN, NOT_SENT),
    Refused(UNSENT, APPROVE, NOT_SENT),
    Refused([Status.RETURNED], RETURN, SENT_BACK),
    Refused([Status.RETURNED], APPROVE, SENT_BACK),
    Refused(FIXED, RETURN, "Svaret är godkänt. Öppna det igen i stället, så hävs godkännandet."),
    Refused(FIXED, APPROVE, "Svaret är redan godkänt. Du behöver inte göra något mer."),
    Refused(
        [*UNSENT, *REVIEWED, Status.RETURNED],
        LOCK,
        "Bara ett godkänt svar kan låsas. Se till att det blir godkänt först.",
    ),
    Refused([Status.LOCKED], LOCK, "Svaret är redan låst. Du behöver inte göra något mer."),
    Refused(
        REVIEWED,
        REOPEN,
        "Svaret är inlämnat men inte godkänt. Återsänd det i stället, med en kommentar.",
    ),
    Refused(
        [*UNSENT, Status.RETURNED],
        REOPEN,
        "Svaret går redan att ändra, till 3 mars 2027 kl. 23.59. Det behöver inte öppnas igen.",
    ),
    Refused(REVIEWED, ASK, "Svaret är redan inlämnat, så det behövs inget anstånd."),
    Refused(FIXED, GRANT, "Svaret är redan godkänt, så det behövs inget anstånd."),
    Refused(FIXED, REFUSE, "Svaret är redan godkänt, så det behövs inget anstånd."),
    Refused(
        [*UNSENT, *REVIEWED, Status.RETURNED],
        REFUSE,
        "Ingen begäran om anstånd väntar på svar. Den kan redan vara besvarad.",
    ),
]


@pytest.mark.parametrize(
    ("before", "move", "words"),
    [(before, refused.move, refused.words) for refused in REFUSALS for before in refused.before],
)
def test_a_step_out_of_place_is_refused(before: Status, move: Move, words: str) -> None:
    life = after(*WAYS[before])
    raised = refusal(life, move)
    assert isinstance(raised, NotAllowed)
    assert str(raised) == words
    assert not allowed(life, move.act, move.by, ROUND, move.at)


def test_every_act_in_every_status_is_told_of_here() -> None:
    refused = {(before, one.move.act) for one in REFUSALS for before in one.before}
    taken = {
        (status, act)
        for status, way in WAYS.items()
        for act in Act
        if allowed(after(*way), act, "karin", ROUND, DURING)
    }
    assert refused | taken == {(status, act) for status in Status for act in Act}
    assert not refused & taken


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", Status)
def test_nothing_is_done_before_the_round_opens(status: Status, act: Act) -> None:
    with pytest.raises(
        Closed, match=r"^Omgången har inte öppnat\. Den öppnar 4 februari 2027 kl\. 08\.30\.$"
    ):
        check(after(*WAYS[status]), act, "karin", ROUND, BEFORE)


@pytest.mark.parametrize("move", [SAVE, SUBMIT, NOTHING])
@pytest.mark.parametrize("before", [Status.NOT_STARTED, Status.DRAFT, Status.RETURNED])
def test_no_answers_are_taken_when_the_time_is_out(before: Status, move: Move) -> None:
    raised = refusal(after(*WAYS[before]), when(move, AFTER))
    assert isinstance(raised, Closed)
    assert str(raised) == OUT_OF_TIME


@pytest.mark.parametrize("move", [SAVE, SUBMIT])
def test_a_sent_answer_can_be_changed_until_closing_and_no_longer(move: Move) -> None:
    sent = after(SUBMIT)
    assert allowed(sent, move.act, "anna", ROUND, ROUND.closes - SECOND)
    assert isinstance(refusal(sent, when(move, AFTER)), Closed)


@pytest.mark.parametrize(
    ("way", "move", "words"),
    [
        ((SUBMIT,), RETURN, "Skriv en kommentar som säger vad som behöver ändras."),
        ((SUBMIT, APPROVE), REOPEN, "Skriv en kommentar som säger varför svaret öppnas igen."),
        ((), NOTHING, "Skriv varför det inte finns något att rapportera."),
        ((), ASK, "Skriv varför ni behöver mer tid."),
        ((ASK,), REFUSE, "Skriv varför det inte går att ge anstånd."),
    ],
)
@pytest.mark.parametrize("blank", ["", " \n\t"])
def test_words_that_must_be_there_are_asked_for(
    way: tuple[Move, ...], move: Move, words: str, blank: str
) -> None:
    assert str(refusal(after(*way), replace(move, words=blank))).startswith(words)


def test_words_are_kept_without_the_blanks_around_them() -> None:
    assert after(SUBMIT, replace(RETURN, words="  Vad menas?\n")).comment == "Vad menas?"


@pytest.mark.parametrize("way", [SUBMIT, NOTHING])
def test_nobody_approves_what_they_sent_in_themselves(way: Move) -> None:
    own = after(replace(way, by="karin"))
    assert str(refusal(own, APPROVE)) == (
        "Du har själv lämnat in svaret. Be en annan samordnare att granska och godkänna det."
    )
    assert not allowed(own, Act.APPROVE, "karin", ROUND, DURING)
    assert allowed(own, Act.APPROVE, "samuel", ROUND, DURING)


def test_it_is_the_standing_version_that_must_be_someone_elses() -> None:
    corrected = after(SUBMIT, replace(SUBMIT, by="karin"))
    assert not allowed(corrected, Act.APPROVE, "karin", ROUND, DURING)
    assert allowed(corrected, Act.APPROVE, "anna", ROUND, DURING)
    sent_anew = after(replace(SUBMIT, by="karin"), SUBMIT)
    assert allowed(sent_anew, Act.APPROVE, "karin", ROUND, DURING)


@pytest.mark.parametrize("move", [APPROVE, RETURN])
def test_what_is_reviewed_is_what_was_read(move: Move) -> None:
    sent = after(SUBMIT)
    assert sent.standing is not None
    read = replace(move, seen=sent.standing.number)
    assert step(sent, read, ROUND)
    words = "Ett nyare svar har kommit in sedan du öppnade det här. Läs det nya svaret först."
    assert str(refusal(after(SUBMIT, SUBMIT), read)) == words
    assert str(refusal(after(SUBMIT, RETURN, NOTHING), read)) == words


def test_what_is_opened_again_is_what_was_read() -> None:
    first = after(SUBMIT, APPROVE)
    assert first.standing is not None
    read = replace(REOPEN, seen=first.standing.number)
    assert step(first, read, ROUND)
    second = after(SUBMIT, APPROVE, REOPEN, SUBMIT, APPROVE)
    assert str(refusal(second, read)).endswith("Läs det nya svaret först.")
    assert str(refusal(after(SUBMIT, APPROVE, REOPEN, SUBMIT, APPROVE, LOCK), read)).endswith(
        "Läs det nya svaret först."
    )


def test_a_request_for_an_extension_between_reading_and_approving_is_no_newer_answer() -> None:
    sent = after(ASK, SUBMIT)
    assert sent.standing is not None
    assert step(after(ASK, SUBMIT, REFUSE), replace(APPROVE, seen=sent.standing.number), ROUND)


def test_every_sending_is_the_next_version() -> None:
    steps = steps_of(SAVE, SUBMIT, SUBMIT, RETURN, SAVE, SUBMIT, APPROVE, LOCK, REOPEN, SUBMIT)
    assert [one.version for one in steps] == [None, 1, 2, 2, None, 3, 3, 3, 3, 4]
    assert [one.number for one in steps] == list(range(1, 11))


def test_a_life_tells_who_sent_in_and_when_the_first_came() -> None:
    life = after(SUBMIT, replace(SUBMIT, by="bo", by_name="Bo Dal", at=DURING + DAY))
    assert life.sent is not None
    assert (life.sent.by, life.sent.by_name, life.version, life.first_at) == ("bo", "Bo Dal", 2, DURING)


def test_the_comment_stands_until_the_answer_is_sent_in_again() -> None:
    assert after(SUBMIT, RETURN).comment == "Vad menas med punkt 2.3?"
    assert after(SUBMIT, RETURN, SAVE).comment == "Vad menas med punkt 2.3?"
    assert not after(SUBMIT, RETURN, SAVE, SUBMIT).comment
    assert not after(SUBMIT, RETURN, NOTHING).comment


def test_reopening_clears_the_approval_and_remembers_what_was_approved() -> None:
    approved = after(SUBMIT, SUBMIT, APPROVE)
    assert (approved.approved_version, approved.previously_approved) == (2, None)
    reopened = after(SUBMIT, SUBMIT, APPROVE, REOPEN)
    assert (reopened.approved_version, reopened.previously_approved) == (None, 2)
    assert (reopened.comment, reopened.changes) == ("En siffra ska rättas.", 0)
    changed = after(SUBMIT, SUBMIT, APPROVE, LOCK, REOPEN, SUBMIT, SUBMIT)
    assert (changed.previously_approved, changed.changes) == (2, 2)
    assert after(SUBMIT, SUBMIT, APPROVE, REOPEN, SUBMIT, APPROVE).approved_version == 3


def test_an_approved_nothing_leaves_the_last_approved_version_to_compare_with() -> None:
    life = after(SUBMIT, APPROVE, REOPEN, NOTHING, APPROVE, REOPEN, SUBMIT)
    assert (life.previously_approved, life.changes) == (1, 1)


def test_an_answer_is_approved_again_only_when_it_was_sent_in_again() -> None:
    assert str(refusal(after(SUBMIT, APPROVE, REOPEN), APPROVE)) == SENT_BACK


def test_nothing_to_report_has_no_version_and_stands_until_it_is_taken_back() -> None:
    said = after(SUBMIT, RETURN, NOTHING)
    assert said.standing == said.nothing
    assert steps_of(SUBMIT, RETURN, NOTHING, APPROVE)[-1].version is None
    assert after(NOTHING, APPROVE).approved_version is None
    for taken_back in (SAVE, SUBMIT, RETURN):
        assert after(NOTHING, taken_back).nothing is None


def test_an_extension_is_asked_for_and_granted() -> None:
    asked = after(ASK)
    assert asked.asked is not None
    assert (asked.asked.words, asked.asked.until, asked.extension) == ("Sjukdom.", TO_MONDAY, None)
    granted = after(ASK, GRANT)
    assert (granted.asked, granted.extension) == (None, TO_MONDAY)
    assert (due(granted, ROUND), closes(granted, ROUND)) == (TO_MONDAY, ROUND.closes)


def test_an_extension_is_asked_for_and_refused() -> None:
    refused = after(ASK, REFUSE)
    assert (refused.asked, refused.extension) == (None, None)
    assert allowed(refused, Act.ASK_EXTENSION, "anna", ROUND, DURING)


def test_an_extension_may_last_until_the_draft_is_made() -> None:
    assert after(replace(GRANT, until=ROUND.draft_at)).extension == ROUND.draft_at


def test_a_later_extension_lengthens_an_earlier() -> None:
    assert after(GRANT, replace(GRANT, until=TO_CLOSING)).extension == TO_CLOSING


def test_a_coordinator_may_grant_what_was_asked_for_by_telephone() -> None:
    assert after(GRANT).extension == TO_MONDAY


def test_approving_settles_a_request_that_waits() -> None:
    assert after(ASK, SUBMIT, APPROVE).asked is None


@pytest.mark.parametrize(
    ("way", "move", "words"),
    [
        ((ASK,), ASK, "Ni har redan bett om anstånd. Vänta på samordnarens svar."),
        ((), replace(ASK, until=None), "Ange till vilken dag anståndet ska gälla."),
        ((ASK,), replace(GRANT, until=None), "Ange till vilken dag anståndet ska gälla."),
        ((), replace(ASK, until=DURING), "Den tiden har redan passerat. Välj en senare dag."),
        (
            (),
            replace(GRANT, until=ROUND.due),
            "Svaret är i tid till 25 februari 2027 kl. 23.59 ändå. Välj en senare dag.",
        ),
        ((GRANT,), GRANT, "Svaret är i tid till 1 mars 2027 kl. 23.59 ändå. Välj en senare dag."),
        (
            (),
            replace(GRANT, until=ROUND.draft_at + SECOND),
            "Utkastet till rapporten görs 4 mars 2027 kl. 08.30. Välj en dag före det.",
        ),
    ],
)
def test_an_extension_out_of_place_is_refused(way: tuple[Move, ...], move: Move, words: str) -> None:
    assert str(refusal(after(*way), move)) == words


def test_an_extension_is_asked_for_three_working_days_after_the_due_day_at_the_latest() -> None:
    last = at(date(2027, 3, 2), time(23, 59))
    assert day(asked_by(ROUND)) == "2 mars 2027"
    assert step(Life(), replace(ASK, at=last, until=TO_CLOSING), ROUND)
    raised = refusal(Life(), replace(ASK, at=last + 2 * HOUR, until=TO_CLOSING))
    assert str(raised) == "Anstånd kunde begäras till och med 2 mars 2027. Hör av er direkt till samordnaren."


def test_a_return_after_closing_opens_the_answer_for_a_time() -> None:
    back = when(RETURN, AFTER)
    words = "Inlämningstiden har gått ut. Ange till vilken dag svaret ska gå att ändra."
    assert str(refusal(after(SUBMIT), back)) == words
    opened = after(SUBMIT, replace(back, until=NEXT_WEEK))
    assert closes(opened, ROUND) == NEXT_WEEK
    assert takes_answers(opened, ROUND, NEXT_WEEK - SECOND)
    assert step(opened, when(SUBMIT, NEXT_WEEK - SECOND), ROUND)
    assert isinstance(refusal(opened, when(SUBMIT, NEXT_WEEK + SECOND)), Closed)


def test_a_reopening_after_closing_opens_the_answer_for_a_time() -> None:
    again = when(REOPEN, AFTER)
    assert str(refusal(after(SUBMIT, APPROVE), again)).startswith("Inlämningstiden har gått ut. Ange")
    assert str(refusal(after(SUBMIT, APPROVE), replace(again, until=AFTER))) == (
        "Den tiden har redan passerat. Välj en senare dag."
    )
    opened = after(SUBMIT, APPROVE, replace(again, until=NEXT_WEEK))
    assert takes_answers(opened, ROUND, AFTER + HOUR)
    assert why_locked(opened, ROUND, NEXT_WEEK + SECOND) == (
        "Inlämningstiden har gått ut. Den slutade 12 mars 2027 kl. 23.59. Be samordnaren öppna svaret igen."
    )


def test_a_return_with_no_day_leaves_the_time_that_was_given() -> None:
    opened = (SUBMIT, APPROVE, replace(REOPEN, at=AFTER, until=NEXT_WEEK))
    returned = after(*opened, when(SUBMIT, AFTER), when(RETURN, AFTER))
    assert closes(returned, ROUND) == NEXT_WEEK


@pytest.mark.parametrize("before", [Status.NOT_STARTED, Status.DRAFT, Status.RETURNED])
def test_an_answer_that_was_never_sent_in_is_opened_when_the_time_is_out(before: Status) -> None:
    opened = after(*WAYS[before], replace(REOPEN, at=AFTER, until=NEXT_WEEK))
    assert opened.status is before
    assert opened.comment == "En siffra ska rättas."
    assert takes_answers(opened, ROUND, AFTER)
    assert isinstance(refusal(after(*WAYS[before]), when(REOPEN, AFTER)), NotAllowed)


def test_an_extension_past_the_closing_keeps_the_answer_open() -> None:
    a_minute_to_draft = ROUND.draft_at - timedelta(minutes=1)
    extended = after(replace(GRANT, until=a_minute_to_draft))
    assert closes(extended, ROUND) == a_minute_to_draft
    assert takes_answers(extended, ROUND, AFTER)
    assert not takes_answers(extended, ROUND, a_minute_to_draft)


@pytest.mark.parametrize(
    ("way", "now", "words"),
    [
        ((), BEFORE, "Omgången har inte öppnat. Den öppnar 4 februari 2027 kl. 08.30."),
        ((), DURING, ""),
        ((), OVERDUE, ""),
        (
            (),
            AFTER,
            OUT_OF_TIME,
        ),
        ((SUBMIT,), DURING, ""),
        ((SUBMIT, RETURN), DURING, ""),
        ((NOTHING,), DURING, ""),
        ((SUBMIT, APPROVE), DURING, APPROVED),
        ((SUBMIT, APPROVE), AFTER, APPROVED),
        ((SUBMIT, APPROVE, LOCK), DURING, LOCKED),
        ((SUBMIT, APPROVE, REOPEN), DURING, ""),
    ],
)
def test_what_is_locked_says_why(way: tuple[Move, ...], now: datetime, words: str) -> None:
    life = after(*way)
    assert why_locked(life, ROUND, now) == words
    assert takes_answers(life, ROUND, now) is (not words)
    assert why_locked(life, ROUND, now.astimezone(UTC)) == words


@pytest.mark.parametrize(
    ("way", "now", "is_late"),
    [
        ((), ROUND.due, False),
        ((), OVERDUE, True),
        ((), AFTER, True),
        ((SAVE,), OVERDUE, True),
        ((SUBMIT,), OVERDUE, False),
        ((SUBMIT, RETURN), OVERDUE, True),
        ((SUBMIT, RETURN), ROUND.due, False),
        ((SUBMIT, RETURN, SAVE), OVERDUE, True),
        ((SUBMIT, RETURN, SUBMIT), OVERDUE, False),
        ((SUBMIT, APPROVE, REOPEN), OVERDUE, True),
        ((GRANT, SUBMIT, RETURN), TO_MONDAY, False),
        ((GRANT, SUBMIT, RETURN), TO_MONDAY + SECOND, True),
        ((SUBMIT, when(RETURN, OVERDUE)), OVERDUE + HOUR, False),
        ((SUBMIT, when(RETURN, OVERDUE)), TO_CLOSING + SECOND, True),
        ((SUBMIT, APPROVE, replace(REOPEN, at=AFTER, until=NEXT_WEEK)), NEXT_WEEK, False),
        ((SUBMIT, APPROVE, replace(REOPEN, at=AFTER, until=NEXT_WEEK)), NEXT_WEEK + SECOND, True),
        ((SUBMIT, APPROVE), AFTER, False),
        ((NOTHING,), OVERDUE, False),
        ((NOTHING, APPROVE, LOCK), AFTER, False),
        ((NOTHING, SAVE), OVERDUE, True),
        ((ASK,), OVERDUE, True),
        ((GRANT,), TO_MONDAY, False),
        ((GRANT,), TO_MONDAY + SECOND, True),
        ((replace(REOPEN, at=AFTER, until=NEXT_WEEK),), NEXT_WEEK, False),
        ((replace(REOPEN, at=AFTER, until=NEXT_WEEK),), NEXT_WEEK + SECOND, True),
    ],
)
def test_late_is_overdue_with_nothing_that_stands(
    way: tuple[Move, ...], now: datetime, *, is_late: bool
) -> None:
    assert late(after(*way), ROUND, now) is is_late


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ((), "Tiden har gått ut. Skriv i stället ”öppna igen”, enhetens namn, till 18 december och varför."),
        (
            (SUBMIT,),
            "Tiden har gått ut. Skriv i stället ”återsänd”, enhetens namn, till 18 december och varför.",
        ),
    ],
)
def test_where_no_day_is_left_for_an_extension_another_way_is_told(way: tuple[Move, ...], words: str) -> None:
    asked = replace(GRANT, at=AFTER + DAY, until=at(date(2027, 12, 18), time.max))
    with pytest.raises(NotAllowed) as refused:
        step(after(*way), asked, ROUND)
    assert str(refused.value) == words


def test_who_approved_is_known_until_it_is_opened_again() -> None:
    approved = after(NOTHING, APPROVE)
    assert approved.approved
    assert (approved.approved.by_name, approved.nothing is not None) == ("Karin Holm", True)
    opened = approved.after(replace(approved.approved, action=Act.REOPEN, status=Status.RETURNED))
    assert (opened.approved, opened.opened_anew) == (None, True)
    assert not after(SUBMIT, RETURN).opened_anew


@pytest.mark.parametrize(
    ("way", "came"),
    [
        ((), None),
        ((SAVE, ASK), None),
        ((SUBMIT,), Timing.ON_TIME),
        ((when(SUBMIT, ROUND.due),), Timing.ON_TIME),
        ((when(SUBMIT, OVERDUE),), Timing.LATE),
        ((SUBMIT, when(RETURN, OVERDUE), when(SUBMIT, OVERDUE)), Timing.ON_TIME),
        ((GRANT, when(SUBMIT, TO_MONDAY)), Timing.EXTENDED),
        ((GRANT, SUBMIT), Timing.ON_TIME),
        ((GRANT, when(SUBMIT, TO_MONDAY + SECOND)), Timing.LATE),
        ((ASK, when(SUBMIT, OVERDUE)), Timing.LATE),
        ((ASK, when(SUBMIT, OVERDUE), when(GRANT, OVERDUE)), Timing.EXTENDED),
        ((NOTHING,), Timing.ON_TIME),
        ((when(NOTHING, OVERDUE),), Timing.LATE),
        ((NOTHING, SAVE), None),
        ((NOTHING, when(SUBMIT, OVERDUE)), Timing.LATE),
        ((replace(REOPEN, at=AFTER, until=NEXT_WEEK), when(SUBMIT, AFTER)), Timing.LATE),
    ],
)
def test_in_time_is_decided_by_the_first_version(way: tuple[Move, ...], came: Timing | None) -> None:
    life = after(*way)
    assert timing(life, ROUND) is came
    assert on_time(life, ROUND) is (came in {Timing.ON_TIME, Timing.EXTENDED})


def test_on_time_is_not_still_open() -> None:
    assert not on_time(after(when(SUBMIT, OVERDUE)), ROUND)
    assert takes_answers(Life(), ROUND, OVERDUE)


def test_a_life_is_the_same_however_it_is_folded() -> None:
    moves = (SAVE, ASK, GRANT, SUBMIT, RETURN, SAVE, SUBMIT, APPROVE, LOCK, REOPEN, NOTHING)
    steps = steps_of(*moves)
    assert len(steps) == len(moves)
    for cut in range(len(steps)):
        life = Life.of(steps[:cut])
        assert life.after(steps[cut]) == Life.of(steps[: cut + 1])


def test_the_rounds_own_dates_are_those_this_file_tells_of() -> None:
    assert (moment(ROUND.due), moment(ROUND.closes), moment(ROUND.draft_at)) == (
        "25 februari 2027 kl. 23.59",
        "3 mars 2027 kl. 23.59",
        "4 mars 2027 kl. 08.30",
    )
