"""What a report may draw on: answers, lives and raised issues, as they all stood at one moment."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.county import Council, County, Figure, FocusArea, OrgUnit, UnitKind
from domain.form import Form
from domain.handover import FollowUp
from domain.life import Act, Life, Move, Status, Timing
from domain.material import Contribution, Earlier, Material
from domain.raised import Content, RaisedStatus, Said
from domain.report_life import ReportAct, ReportMove, step
from domain.report_versions import VersionDraft
from domain.rounds import FormRef, Round, plan
from store.store import Store
from store.submissions import Save

TOWN = OrgUnit("9901", "Staden", UnitKind.MUNICIPALITY, parent="väst", code="9901", form="kommun")
WEST, EAST, NORTH = (
    Council(OrgUnit(key, key.capitalize(), UnitKind.SUB_REGION, form="lägesrapport"), "", members)
    for key, members in (("väst", (TOWN,)), ("öst", ()), ("norr", ()))
)
AGENCY = OrgUnit("verket", "Verket", UnitKind.AGENCY, form="verket")
OLD = FocusArea("gammal", "Gammalt område", date(2024, 1, 1), date(2026, 9, 29))
NEW = FocusArea("ny", "Nytt område", date(2026, 9, 30))
COUNTY = County(
    "lan", "Länet", "99", "Länsstyrelsen", "Lägesrapport", (WEST, EAST, NORTH), (AGENCY,), (OLD, NEW)
)
FORMS = {one.id: Form(one.unit.form, 2, f"För {one.name}", ()) for one in COUNTY.reporting()}
WRITTEN = date(2026, 10, 20)
SECOND = timedelta(seconds=1)


def sent(store: Store, round_: Round, unit: str, revision: int, at: datetime) -> None:
    request = f"{unit} {revision + 1}"
    save = Save(round_, unit, "läge", {"status": request}, request, "d", revision, "anna", "Anna")
    store.submissions.submit(save, FormRef("lägesrapport", 2), at)


@pytest.fixture
def answered(open_round: Store, autumn: Round) -> Store:
    """Väst on the last second and once more, öst a second late, norr and the agency not at all."""
    sent(open_round, autumn, "väst", 0, autumn.due)
    sent(open_round, autumn, "väst", 1, autumn.due + 2 * SECOND)
    sent(open_round, autumn, "öst", 0, autumn.due + SECOND)
    return open_round


def gathered(store: Store, round_: Round, cut_off: datetime) -> Material:
    return store.material(COUNTY, round_, FORMS, cut_off, WRITTEN)


def parts(material: Material) -> list[tuple[str, object, Timing | None]]:
    return [
        (
            part.respondent.id,
            part.submission and part.submission.answers["status"],
            part.timing(material.round),
        )
        for part in material.contributions
    ]


def test_the_latest_version_counts_and_the_first_decides_what_was_on_time(
    answered: Store, autumn: Round
) -> None:
    material = gathered(answered, autumn, autumn.draft_at)
    assert parts(material) == [
        ("väst", "väst 2", Timing.ON_TIME),
        ("öst", "öst 1", Timing.LATE),
        ("norr", None, None),
        ("verket", None, None),
    ]
    assert material.counted == "2 av 3 delregioner och 0 av 1 aktörer"
    assert material.missing[0] == Contribution(NORTH.respondent, FORMS["norr"], None, Life())


def test_nothing_after_the_cut_off_is_in_it(answered: Store, autumn: Round) -> None:
    material = gathered(answered, autumn, autumn.due)
    assert parts(material)[:2] == [("väst", "väst 1", Timing.ON_TIME), ("öst", None, None)]
    assert [part.life.version for part in material.contributions] == [1, None, None, None]


def test_an_answer_approved_after_the_cut_off_was_sent_in_at_it(answered: Store, autumn: Round) -> None:
    approved = Move(Act.APPROVE, "sara", "Sara", autumn.draft_at)
    answered.lives.take(autumn, "väst", approved)
    at_cut_off = gathered(answered, autumn, autumn.draft_at - SECOND)
    assert at_cut_off.contributions[0].life.status is Status.SUBMITTED
    assert gathered(answered, autumn, autumn.draft_at).contributions[0].life.status is Status.APPROVED


def test_who_has_nothing_to_report_is_not_missing_and_says_why(answered: Store, autumn: Round) -> None:
    nothing = Move(Act.NOTHING, "ada", "Ada", autumn.due, "Samrådet ställdes in.")
    answered.lives.take(autumn, "norr", nothing)
    material = gathered(answered, autumn, autumn.draft_at)
    assert material.contributions[2].nothing == "Samrådet ställdes in."
    assert [part.respondent.id for part in material.missing] == ["verket"]


def test_the_inputs_of_municipalities_are_there_when_they_are_asked_for(
    answered: Store, autumn: Round
) -> None:
    sent(answered, autumn, TOWN.id, 0, autumn.due)
    assert gathered(answered, autumn, autumn.draft_at).inputs == ()
    forms = {**FORMS, TOWN.id: Form("kommun", 1, "Inspel", ())}
    (given,) = answered.material(COUNTY, autumn, forms, autumn.draft_at, WRITTEN).inputs
    assert given.respondent.name == "Staden"
    assert given.submission is not None
    assert given.submission.answers == {"status": "9901 1"}


def test_what_was_raised_or_followed_up_after_the_cut_off_is_not_in_it(
    answered: Store, autumn: Round
) -> None:
    content = Content("Bostäder saknas", "Det finns inga lediga lägenheter.", "UPPDRAG")
    early, late = (Said(autumn.key, "anna", "Anna", at) for at in (autumn.due, autumn.due + SECOND))
    first = answered.raised.raise_("väst", "kort 1", content, early)
    answered.raised.raise_("väst", "kort 2", content, late)
    answered.raised.follow_up(first.id, FollowUp(RaisedStatus.SOLVED), late)
    (only,) = gathered(answered, autumn, autumn.due).raised
    assert (only.id, only.steps, only.is_open) == (first.id, (), True)
    assert len(gathered(answered, autumn, autumn.due + SECOND).raised) == 2


def test_it_carries_what_it_was_asked_for(answered: Store, autumn: Round) -> None:
    material = gathered(answered, autumn, autumn.draft_at)
    assert (material.county, material.round, material.written) == (COUNTY, autumn, WRITTEN)
    assert material.cut_off == autumn.draft_at
    assert [part.form.title for part in material.contributions] == [
        "För Väst", "För Öst", "För Norr", "För Verket",
    ]  # fmt: skip


def test_earlier_quarters_are_there_as_they_were_published_and_as_they_are_now(
    open_round: Store, autumn: Round
) -> None:
    """What was sent in after the earlier round's draft is known, and was not in its report."""
    before = plan(autumn.quarter.previous, autumn.council_date - timedelta(days=91), autumn.forms)
    open_round.rounds.create(before, "sara", before.opens)
    sent(open_round, before, "väst", 0, before.due)
    read = Figure("väst", "total", 9, "Verket", before.quarter.end, before.due)
    open_round.figures.keep([read], "sara", before.due)
    open_round.figures.keep([replace(read, value=12, fetched=autumn.due)], "sara", autumn.due)
    sent(open_round, autumn, "väst", 0, autumn.due)
    [past] = gathered(open_round, autumn, autumn.draft_at).contributions[0].earlier
    assert (past.quarter, past.submission.answers) == (before.quarter, {"status": "väst 1"})
    assert past.published == past.submission
    assert past.figures["total"].value == 12
    at_due = gathered(open_round, autumn, autumn.due - SECOND).contributions[0].earlier[0]
    assert at_due.figures["total"].value == 9
    assert gathered(open_round, before, before.draft_at).contributions[0].earlier == ()


def published(store: Store, round_: Round, version: int, at: datetime) -> None:
    """An edition of the version, whose answers are those up to ``at``."""
    store.reports.keep(VersionDraft(round_.key, f"{version}", at, "sara", "Sara", at, "nytt utkast"))
    until = at + timedelta(days=1)
    for act in (ReportAct.SEND_TO_CHECK, ReportAct.ACCEPT, ReportAct.DECIDE, ReportAct.PUBLISH):
        life = store.report_life.of(round_.key)
        move = ReportMove(act, "sara", "Sara", at, version, "väst", "", until, ("väst",))
        store.report_life.step(round_.key, step(life, move), seen=life.number)


def sent_again(store: Store, round_: Round, revision: int, at: datetime) -> None:
    """Väst's answer is approved, opened again and sent in once more, after the round's last day."""
    standing = store.lives.of(round_.key, "väst").standing
    assert standing
    store.lives.take(round_, "väst", Move(Act.APPROVE, "sara", "Sara", at, seen=standing.number))
    store.lives.take(
        round_, "väst", Move(Act.REOPEN, "sara", "Sara", at, "Stämmer det?", until=at + timedelta(days=1))
    )
    sent(store, round_, "väst", revision, at)


def test_what_was_published_is_what_each_edition_had_and_not_what_had_come_when_it_was_drafted(
    open_round: Store, autumn: Round
) -> None:
    before = plan(autumn.quarter.previous, autumn.council_date - timedelta(days=91), autumn.forms)
    open_round.rounds.create(before, "sara", before.opens)
    sent(open_round, before, "väst", 0, before.due)
    drafted = before.draft_at + timedelta(days=1)

    def past() -> Earlier:
        [found] = gathered(open_round, autumn, autumn.draft_at).contributions[0].earlier
        return found

    sent_again(open_round, before, 1, drafted)
    assert said(past()) == ["väst 1"], "nothing is published: as it was when the report was drafted"
    published(open_round, before, 1, drafted)
    assert said(past()) == ["väst 2"], "what came after the draft was in the edition"
    assert past().published == past().submission

    later = drafted + timedelta(days=2)
    sent_again(open_round, before, 2, later)
    assert said(past()) == ["väst 2"]
    assert past().submission.answers == {"status": "väst 3"}
    life = open_round.report_life.of(before.key)
    wrong = ReportMove(ReportAct.CORRECT, "sara", "Sara", later, words="Fel siffra.")
    open_round.report_life.step(before.key, step(life, wrong), seen=life.number)
    published(open_round, before, 2, later)
    assert said(past()) == ["väst 2", "väst 3"], "both editions have been shown"
    assert past().published == past().editions[0], "who read the first is told what was put right"


def said(past: Earlier) -> list[object]:
    return [one and one.answers["status"] for one in past.editions]


def test_an_earlier_answer_that_was_taken_back_says_nothing(open_round: Store, autumn: Round) -> None:
    before = plan(autumn.quarter.previous, autumn.council_date - timedelta(days=91), autumn.forms)
    open_round.rounds.create(before, "sara", before.opens)
    sent(open_round, before, "väst", 0, before.due - SECOND)
    open_round.lives.take(before, "väst", Move(Act.RETURN, "sara", "Sara", before.due, "Gäller det er?"))
    open_round.lives.take(before, "väst", Move(Act.NOTHING, "ada", "Ada", before.due, "Inställt."))
    assert gathered(open_round, autumn, autumn.draft_at).contributions[0].earlier == ()


def test_the_focus_areas_are_those_that_the_forms_asked_about(answered: Store, autumn: Round) -> None:
    assert gathered(answered, autumn, autumn.draft_at).areas == (OLD,)
