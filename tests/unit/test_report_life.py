"""The report's life: draft, fact check, decision, publishing, correction; each act at its time or refused."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import NotAllowed
from domain.report_life import (
    ReportAct,
    ReportLife,
    ReportMove,
    ReportStatus,
    ReportStep,
    allowed,
    editable,
    must_be_editable,
    must_take_remarks,
    silent_accepts,
    step,
    why_fixed,
)
from domain.workdays import STOCKHOLM

NOW = datetime(2026, 11, 26, 9, tzinfo=STOCKHOLM)
UNTIL = datetime(2026, 12, 3, 23, 59, 59, tzinfo=STOCKHOLM)
AFTER = UNTIL + timedelta(seconds=1)
ASKED = ("skaraborg", "fyrbodal", "af")


def move(act: ReportAct, at: datetime = NOW, version: int = 1, **said: object) -> ReportMove:
    """A move with all that any act asks for."""
    given = {"words": "Därför att.", "unit": "fyrbodal", "until": UNTIL, "asked": ASKED} | said
    return ReportMove(act, "sara", "Sara Samordnare", at, version, **given)  # type: ignore[arg-type]  # named above


def led_to(*moves: ReportMove) -> ReportLife:
    life = ReportLife()
    for one in moves:
        life = life.after(step(life, one))
    return life


CHECKED = led_to(move(ReportAct.SEND_TO_CHECK))
DECIDED = CHECKED.after(step(CHECKED, move(ReportAct.DECIDE, AFTER)))
PUBLISHED = DECIDED.after(step(DECIDED, move(ReportAct.PUBLISH, AFTER)))
CORRECTING = PUBLISHED.after(step(PUBLISHED, move(ReportAct.CORRECT, AFTER)))
LIVES = {
    ReportStatus.DRAFT: ReportLife(),
    ReportStatus.CHECK: CHECKED,
    ReportStatus.DECIDED: DECIDED,
    ReportStatus.PUBLISHED: PUBLISHED,
    ReportStatus.CORRECTING: CORRECTING,
}
TAKEN = {
    (ReportStatus.DRAFT, ReportAct.SEND_TO_CHECK): ReportStatus.CHECK,
    (ReportStatus.DRAFT, ReportAct.ASK_ENGLISH): ReportStatus.DRAFT,
    (ReportStatus.CHECK, ReportAct.SEND_TO_CHECK): ReportStatus.CHECK,
    (ReportStatus.CHECK, ReportAct.DECIDE): ReportStatus.DECIDED,
    (ReportStatus.CHECK, ReportAct.ASK_ENGLISH): ReportStatus.CHECK,
    (ReportStatus.DECIDED, ReportAct.TAKE_BACK): ReportStatus.CHECK,
    (ReportStatus.DECIDED, ReportAct.PUBLISH): ReportStatus.PUBLISHED,
    (ReportStatus.PUBLISHED, ReportAct.CORRECT): ReportStatus.CORRECTING,
    (ReportStatus.CORRECTING, ReportAct.SEND_TO_CHECK): ReportStatus.CHECK,
    (ReportStatus.CORRECTING, ReportAct.DECIDE): ReportStatus.DECIDED,
    (ReportStatus.CORRECTING, ReportAct.ASK_ENGLISH): ReportStatus.CORRECTING,
}
"""When the fact check is over. All else is refused."""


@pytest.mark.parametrize("status", ReportStatus)
@pytest.mark.parametrize("act", ReportAct)
def test_each_act_is_taken_or_refused_with_what_to_do(status: ReportStatus, act: ReportAct) -> None:
    life = LIVES[status]
    at = AFTER + timedelta(days=1)
    wanted = move(act, at, version=2, until=at + timedelta(days=3))
    assert allowed(life, act, at) is ((status, act) in TAKEN)
    if (status, act) in TAKEN:
        taken = step(life, wanted)
        assert (taken.status, taken.number) == (TAKEN[status, act], life.number + 1)
        assert life.after(taken).status is taken.status
    else:
        with pytest.raises(NotAllowed) as refused:
            step(life, wanted)
        assert len(str(refused.value).split()) > 4, "a reason, and what to do"


def test_the_check_takes_answers_all_its_last_day_and_none_after() -> None:
    accepted = CHECKED.after(step(CHECKED, move(ReportAct.ACCEPT, UNTIL)))
    assert accepted.accepted == {"fyrbodal"}
    with pytest.raises(NotAllowed, match="Faktagranskningen slutade 3 december 2026"):
        step(CHECKED, move(ReportAct.ACCEPT, AFTER))
    must_take_remarks(CHECKED, "skaraborg", UNTIL)
    with pytest.raises(NotAllowed, match="slutade 3 december"):
        must_take_remarks(CHECKED, "skaraborg", AFTER)
    with pytest.raises(NotAllowed, match="inget i rapporten att faktagranska"):
        must_take_remarks(CHECKED, "miv", NOW)
    with pytest.raises(NotAllowed, match="inte på faktagranskning än"):
        must_take_remarks(ReportLife(), "fyrbodal", NOW)


def test_nothing_is_decided_while_somebody_still_may_answer() -> None:
    life = CHECKED
    for unit in ("skaraborg", "fyrbodal"):
        life = life.after(step(life, move(ReportAct.ACCEPT, unit=unit)))
    with pytest.raises(NotAllowed, match="till och med 3 december 2026, och en enhet har inte svarat"):
        step(life, move(ReportAct.DECIDE))
    all_in = life.after(step(life, move(ReportAct.ACCEPT, unit="af")))
    assert step(all_in, move(ReportAct.DECIDE)).status is ReportStatus.DECIDED
    assert step(life, move(ReportAct.DECIDE, AFTER)).status is ReportStatus.DECIDED


def test_silence_after_the_last_day_is_told_as_accepting() -> None:
    life = CHECKED.after(step(CHECKED, move(ReportAct.ACCEPT, unit="skaraborg")))
    assert silent_accepts(life, ASKED, UNTIL) == ()
    assert silent_accepts(life, ASKED, AFTER) == ("fyrbodal", "af")
    assert silent_accepts(life, ("af", "miv"), AFTER) == ("af",), "who remarked is left out by who asks"
    assert silent_accepts(ReportLife(), ASKED, AFTER) == ()


def test_a_new_check_asks_everyone_anew_with_a_new_date() -> None:
    life = CHECKED.after(step(CHECKED, move(ReportAct.ACCEPT)))
    later = UNTIL + timedelta(days=4)
    again = life.after(step(life, move(ReportAct.SEND_TO_CHECK, AFTER, version=4, until=later)))
    assert (again.accepted, again.checked_until, again.version) == (frozenset(), later, 4)
    assert step(again, move(ReportAct.ACCEPT, AFTER, version=0)).version == 4, "what was read is version 4"


def test_a_check_needs_a_version_a_day_to_come_and_somebody_to_ask() -> None:
    for lacking, why in (
        (move(ReportAct.SEND_TO_CHECK, version=0), "Gör ett utkast först"),
        (move(ReportAct.SEND_TO_CHECK, until=None), "till och med vilken dag"),
        (move(ReportAct.SEND_TO_CHECK, AFTER), "har redan passerat"),
        (move(ReportAct.SEND_TO_CHECK, asked=()), "Ingen har lämnat något"),
    ):
        with pytest.raises(NotAllowed, match=why):
            step(ReportLife(), lacking)


def test_undoing_and_correcting_say_why() -> None:
    with pytest.raises(NotAllowed, match="varför beslutet tas tillbaka"):
        step(DECIDED, move(ReportAct.TAKE_BACK, words="  "))
    with pytest.raises(NotAllowed, match="vad som är fel"):
        step(PUBLISHED, move(ReportAct.CORRECT, words=""))


def test_a_decision_is_taken_back_to_where_it_was_made() -> None:
    back = DECIDED.after(step(DECIDED, move(ReportAct.TAKE_BACK, AFTER)))
    assert (back.status, back.decided) == (ReportStatus.CHECK, None)
    redecided = CORRECTING.after(step(CORRECTING, move(ReportAct.DECIDE, AFTER, version=2)))
    back = redecided.after(step(redecided, move(ReportAct.TAKE_BACK, AFTER)))
    assert back.status is ReportStatus.CORRECTING


def test_the_decided_version_is_the_one_published() -> None:
    assert step(DECIDED, move(ReportAct.PUBLISH, AFTER, version=9)).version == 1
    assert (PUBLISHED.edition, PUBLISHED.edition_of(1), PUBLISHED.edition_of(2)) == (1, 1, 0)
    assert PUBLISHED.decisions[0].act is ReportAct.DECIDE


def test_a_correction_is_a_new_version_and_a_new_edition() -> None:
    with pytest.raises(NotAllowed, match="Version 1 är redan publicerad"):
        step(CORRECTING, move(ReportAct.DECIDE, AFTER, version=1))
    life = CORRECTING
    for one in (ReportAct.DECIDE, ReportAct.PUBLISH):
        life = life.after(step(life, move(one, AFTER, version=2)))
    assert [life.edition_of(version) for version in (1, 2)] == [1, 2]
    assert [one.words for one in life.corrections] == ["Därför att."]
    assert life.published
    assert life.published.version == 2


def test_what_is_decided_or_published_is_not_written_in() -> None:
    assert {status for status, life in LIVES.items() if not editable(life)} == {
        ReportStatus.DECIDED,
        ReportStatus.PUBLISHED,
    }
    assert "ta tillbaka beslutet" in why_fixed(DECIDED)
    assert "öppna den för rättelse" in why_fixed(PUBLISHED)
    with pytest.raises(NotAllowed, match="beslutad och kan inte ändras"):
        must_be_editable(DECIDED)
    must_be_editable(CORRECTING)


def test_the_english_summary_is_asked_for_once_and_dropped_once() -> None:
    asked = led_to(move(ReportAct.ASK_ENGLISH))
    assert asked.english
    with pytest.raises(NotAllowed, match="redan med"):
        step(asked, move(ReportAct.ASK_ENGLISH))
    assert not asked.after(step(asked, move(ReportAct.DROP_ENGLISH))).english


moves = st.builds(
    move,
    st.sampled_from(ReportAct),
    st.integers(0, 20).map(lambda days: NOW + timedelta(days=days)),
    st.integers(0, 5),
    words=st.sampled_from(["", "Därför att."]),
    unit=st.sampled_from([*ASKED, "miv"]),
    until=st.integers(-2, 25).map(lambda days: NOW + timedelta(days=days)),
)


@settings(max_examples=300, deadline=None, database=None)
@given(st.lists(moves, max_size=40))
def test_whatever_is_tried_the_report_is_decided_before_it_is_published(tried: list[ReportMove]) -> None:
    life, steps = ReportLife(), list[ReportStep]()
    for one in sorted(tried, key=lambda each: each.at):
        try:
            taken = step(life, one)
        except NotAllowed:
            continue
        if taken.act is ReportAct.PUBLISH:
            assert life.decided
            assert life.decided.version == taken.version
        if taken.act is ReportAct.DECIDE and life.status is ReportStatus.CHECK:
            assert set(life.asked) <= life.accepted or one.at > (life.checked_until or one.at)
        assert editable(life) or taken.act in {ReportAct.TAKE_BACK, ReportAct.PUBLISH, ReportAct.CORRECT}
        before, life = life, life.after(taken)
        steps.append(taken)
        assert life.editions[: before.edition] == before.editions, "no edition is ever lost"
    assert ReportLife.of(steps) == life
    assert [one.number for one in steps] == list(range(1, len(steps) + 1))
    assert len(life.decisions) == life.edition
    assert len(life.corrections) in {life.edition, max(life.edition - 1, 0)}
    versions = [one.version for one in life.editions]
    assert len(set(versions)) == len(versions), "no version is published twice"
