"""The register of raised issues: rows are added, never changed, and the same thing said twice is one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.answers import Submission, Value
from domain.errors import NotFound
from domain.handover import FollowUp
from domain.raised import Content, RaisedStatus, Said
from store.audit import Audit
from store.database import Database
from store.raised import Raised

HOUSING = Content(
    "Bostäder saknas", "Det finns inga lediga lägenheter för stora familjer.", "UPPDRAG", urgency=3
)
LANGUAGE = Content(
    "Köer till sfi", "Väntetiden till start är tio veckor.", "INFORMATION", tags=("SAMVERKAN",)
)
ONGOING, SOLVED, DROPPED = RaisedStatus.ONGOING, RaisedStatus.SOLVED, RaisedStatus.DROPPED


@pytest.fixture
def raised(database: Database) -> Raised:
    return Raised(database)


@pytest.fixture
def said(now: datetime) -> Said:
    return Said("2026Q3", "fia", "Fia Fyrbodal", now)


def answers(*contents: Content, **more: str) -> dict[str, Value]:
    items: dict[str, Value] = {
        f"handover.{place}.{key}": value
        for place, content in enumerate(contents)
        for key, value in content.answers().items()
    }
    return {**items, **{key.replace("_", "."): value for key, value in more.items()}}


def version(number: int, at: datetime, given: Mapping[str, Value], round_: str = "2026Q3") -> Submission:
    return Submission(
        round=round_,
        unit="fyrbodal",
        version=number,
        answers=given,
        by="fia",
        by_name="Fia Fyrbodal",
        at=at,
        form_id="delregionalt_samrad",
        form_version=2,
    )


class Council:
    """One council that sends in version after version; each is told what the one before said."""

    def __init__(self, raised: Raised, at: datetime, round_: str = "2026Q3") -> None:
        self.raised, self.at, self.round = raised, at, round_
        self.number, self.before = 0, dict[str, Value]()

    def sends(self, *contents: Content, **more: str) -> None:
        self.number += 1
        given = answers(*contents, **more)
        self.raised.from_form(version(self.number, self.at, given, self.round), self.before)
        self.before = given

    def register(self) -> list[tuple[str, str, str]]:
        return [(one.name, one.content.title, str(one.status)) for one in self.raised.all()]


@pytest.fixture
def council(raised: Raised, now: datetime) -> Council:
    return Council(raised, now)


def test_what_is_raised_is_there_with_who_when_and_where(raised: Raised, said: Said) -> None:
    issue = raised.raise_("fyrbodal", "card-1", HOUSING, said)
    assert raised.get(issue.id) == issue
    assert (issue.name, issue.unit, issue.source, issue.content) == ("M1", "fyrbodal", "card-1", HOUSING)
    assert (issue.said, issue.status, issue.steps) == (said, "ny", ())


def test_a_card_delivered_twice_is_one_issue_even_in_another_round(
    database: Database, raised: Raised, said: Said
) -> None:
    first = raised.raise_("fyrbodal", "card-1", HOUSING, said)
    assert raised.raise_("fyrbodal", "card-1", HOUSING, said) == first
    assert raised.raise_("fyrbodal", "card-1", HOUSING, replace(said, round="2026Q4")) == first
    assert raised.all() == [first]
    assert len(Audit(database).lines()) == 1


def test_the_same_card_id_from_another_unit_is_another_issue(raised: Raised, said: Said) -> None:
    raised.raise_("fyrbodal", "card-1", HOUSING, said)
    assert raised.raise_("skaraborg", "card-1", HOUSING, said).unit == "skaraborg"
    assert len(raised.all()) == 2


def test_each_follow_up_is_a_step(raised: Raised, said: Said, now: datetime) -> None:
    issue = raised.raise_("fyrbodal", "card-1", HOUSING, said)
    later = Said("2026Q4", "sara", "Sara", now + timedelta(days=90))
    raised.follow_up(issue.id, FollowUp(ONGOING, "Möte bokat."), said)
    kept = raised.follow_up(issue.id, FollowUp(SOLVED), later)
    assert [(step.number, step.status, step.words, step.said) for step in kept.steps] == [
        (1, "pågår", "Möte bokat.", said),
        (2, "löst", "", later),
    ]
    assert (kept.status, kept.since) == ("löst", later.at)


def test_the_same_follow_up_twice_is_one_step(raised: Raised, said: Said) -> None:
    issue = raised.raise_("fyrbodal", "card-1", HOUSING, said)
    first = raised.follow_up(issue.id, FollowUp(ONGOING, "Möte bokat."), said)
    assert raised.follow_up(issue.id, FollowUp(ONGOING, "Möte bokat."), said) == first
    assert len(raised.follow_up(issue.id, FollowUp(ONGOING, "Mötet hölls."), said).steps) == 2


def test_words_alone_leave_the_status(raised: Raised, said: Said) -> None:
    issue = raised.raise_("fyrbodal", "card-1", HOUSING, said)
    raised.follow_up(issue.id, FollowUp(ONGOING), said)
    assert raised.follow_up(issue.id, FollowUp(None, "Vi väntar."), said).status is ONGOING


def test_a_change_of_content_keeps_what_was_said_before(raised: Raised, said: Said) -> None:
    issue = raised.raise_("fyrbodal", "card-1", HOUSING, said)
    raised.follow_up(issue.id, FollowUp(ONGOING), said)
    urgent = replace(HOUSING, addressee="regeringen")
    kept = raised.change(issue.id, urgent, said)
    assert (kept.content, kept.first, kept.status) == (urgent, HOUSING, ONGOING)
    assert raised.change(issue.id, urgent, said) == kept


def test_an_unknown_id_is_told_of(raised: Raised, said: Said) -> None:
    assert raised.get(7) is None
    with pytest.raises(NotFound, match="inget medskick M7"):
        raised.follow_up(7, FollowUp(SOLVED), said)
    with pytest.raises(NotFound, match="inget medskick M7"):
        raised.change(7, HOUSING, said)


def test_every_change_leaves_a_line_in_the_audit_log(database: Database, raised: Raised, said: Said) -> None:
    issue = raised.raise_("fyrbodal", "card-1", HOUSING, said)
    raised.follow_up(issue.id, FollowUp(SOLVED, "Huset är byggt."), said)
    raised.change(issue.id, LANGUAGE, said)
    lines = Audit(database).lines("2026Q3/fyrbodal/M1")
    assert [(line.who, line.what, line.why, line.at) for line in lines] == [
        ("fia", "lyfte medskick", "card-1", said.at),
        ("fia", "följde upp medskick", "ny blev löst", said.at),
        ("fia", "ändrade medskick", "löst blev löst", said.at),
    ]


def test_the_open_ones_of_some_units_or_of_all(raised: Raised, said: Said) -> None:
    mine = raised.raise_("fyrbodal", "a", HOUSING, said)
    solved = raised.raise_("fyrbodal", "b", LANGUAGE, said)
    raised.follow_up(solved.id, FollowUp(SOLVED), said)
    municipal = raised.raise_("1439", "c", HOUSING, said)
    other = raised.raise_("skaraborg", "d", HOUSING, said)
    assert raised.open_for("fyrbodal") == [mine]
    assert raised.open_for("fyrbodal", "1439") == [mine, municipal]
    assert raised.open_for() == []
    assert raised.open() == [mine, municipal, other]


def test_a_reopened_issue_is_open_again(raised: Raised, said: Said) -> None:
    issue = raised.raise_("fyrbodal", "a", HOUSING, said)
    raised.follow_up(issue.id, FollowUp(SOLVED), said)
    raised.follow_up(issue.id, FollowUp(ONGOING, "Det kom tillbaka."), said)
    assert [one.id for one in raised.open_for("fyrbodal")] == [issue.id]


def test_a_round_asks_of_what_was_open_when_it_began(raised: Raised, said: Said) -> None:
    spring, autumn = replace(said, round="2026Q1"), replace(said, round="2026Q3")
    open_, solved_now, solved_then = (raised.raise_("fyrbodal", name, HOUSING, spring) for name in "abc")
    raised.raise_("fyrbodal", "new", HOUSING, autumn)
    raised.raise_("skaraborg", "other", HOUSING, spring)
    raised.follow_up(solved_now.id, FollowUp(SOLVED), autumn)
    raised.follow_up(solved_then.id, FollowUp(SOLVED), spring)
    asked = raised.open_of_earlier_rounds("2026Q3", "fyrbodal")
    assert [(one.id, one.status) for one in asked] == [(open_.id, "ny"), (solved_now.id, "löst")]


def test_a_report_speaks_of_what_was_raised_open_or_touched_in_its_round(raised: Raised, said: Said) -> None:
    spring, autumn, winter = (replace(said, round=key) for key in ("2026Q1", "2026Q3", "2026Q4"))
    open_, reopened, solved_then = (raised.raise_("fyrbodal", name, HOUSING, spring) for name in "abc")
    for issue in (reopened, solved_then):
        raised.follow_up(issue.id, FollowUp(SOLVED), spring)
    raised.follow_up(reopened.id, FollowUp(ONGOING), autumn)
    new = raised.raise_("fyrbodal", "d", HOUSING, autumn)
    raised.raise_("fyrbodal", "e", HOUSING, winter)
    assert [one.id for one in raised.of_round("2026Q3")] == [open_.id, reopened.id, new.id]


def test_each_item_of_the_form_becomes_one_issue(council: Council) -> None:
    council.sends(HOUSING, LANGUAGE)
    assert council.register() == [("M1", "Bostäder saknas", "ny"), ("M2", "Köer till sfi", "ny")]
    found = council.raised.all()
    assert [one.source for one in found] == ["form/handover/0", "form/handover/1"]
    assert [one.content for one in found] == [HOUSING, LANGUAGE]
    assert found[0].said == Said("2026Q3", "fia", "Fia Fyrbodal", council.at)


def test_what_is_sent_in_on_behalf_is_marked(raised: Raised, now: datetime) -> None:
    raised.from_form(replace(version(1, now, answers(HOUSING)), on_behalf=True), {})
    assert raised.all()[0].said.by_name == "Fia Fyrbodal (för enhetens räkning)"


def test_the_same_version_again_changes_nothing(database: Database, council: Council) -> None:
    council.sends(HOUSING, LANGUAGE)
    before, lines = council.raised.all(), Audit(database).lines()
    council.raised.from_form(version(1, council.at, answers(HOUSING, LANGUAGE)), {})
    council.sends(HOUSING, LANGUAGE)
    assert council.raised.all() == before
    assert Audit(database).lines() == lines


def test_a_later_version_changes_an_issue_by_a_step(council: Council) -> None:
    council.sends(HOUSING)
    urgent = replace(HOUSING, urgency=1, addressee="regeringen")
    council.sends(urgent)
    (issue,) = council.raised.all()
    assert (issue.content, issue.first, issue.status) == (urgent, HOUSING, "ny")
    assert [step.words for step in issue.steps] == ["Ändrat i version 2."]


def test_an_item_taken_away_is_dropped_with_words_and_the_next_is_not_mistaken_for_it(
    council: Council,
) -> None:
    council.sends(HOUSING, LANGUAGE)
    council.sends(LANGUAGE)
    housing, language = council.raised.all()
    assert (housing.status, housing.steps[0].words) == (DROPPED, "Borttaget i version 2.")
    assert (language.content, language.steps) == (LANGUAGE, ())


def test_an_item_that_comes_back_is_the_same_issue(council: Council) -> None:
    council.sends(HOUSING)
    council.sends()
    council.sends(HOUSING)
    (issue,) = council.raised.all()
    assert issue.status is RaisedStatus.RAISED
    assert [step.words for step in issue.steps] == ["Borttaget i version 2.", "Med igen i version 3."]


def test_another_matter_in_the_place_of_one_is_a_new_issue(council: Council) -> None:
    council.sends(HOUSING)
    council.sends(LANGUAGE)
    assert council.register() == [
        ("M1", "Bostäder saknas", "inte längre aktuellt"),
        ("M2", "Köer till sfi", "ny"),
    ]


def test_what_the_coordinator_has_solved_stays_so_when_the_item_is_taken_away(
    council: Council, said: Said
) -> None:
    council.sends(HOUSING)
    council.raised.follow_up(1, FollowUp(SOLVED), said)
    council.sends()
    assert council.register() == [("M1", "Bostäder saknas", "löst")]


def test_a_change_in_the_chat_stands_when_the_form_says_the_same_as_before(
    council: Council, said: Said
) -> None:
    council.sends(HOUSING)
    renamed = replace(HOUSING, title="Familjer utan hem")
    council.raised.change(1, renamed, said)
    council.sends(HOUSING, LANGUAGE)
    assert [one.content for one in council.raised.all()] == [renamed, LANGUAGE]


def test_the_next_round_raises_issues_of_its_own(council: Council) -> None:
    council.sends(HOUSING)
    later = Council(council.raised, council.at, "2026Q4")
    later.sends(LANGUAGE)
    assert [(one.id, one.round, one.source) for one in council.raised.all()] == [
        (1, "2026Q3", "form/handover/0"),
        (2, "2026Q4", "form/handover/0"),
    ]


def test_what_is_open_and_raised_again_in_the_next_round_is_one_issue(council: Council) -> None:
    council.sends(HOUSING)
    later = Council(council.raised, council.at, "2026Q4")
    urgent = replace(HOUSING, addressee="regeringen")
    later.sends(urgent)
    later.raised.from_form(version(1, later.at, answers(urgent), "2026Q4"), {})
    later.sends(urgent, LANGUAGE)
    housing, language = council.raised.all()
    assert (housing.content, housing.status) == (urgent, "ny")
    assert [(step.words, step.said.round) for step in housing.steps] == [("Lyft igen.", "2026Q4")]
    assert language.content == LANGUAGE


def test_what_was_solved_and_is_raised_again_is_another_issue(council: Council, said: Said) -> None:
    council.sends(HOUSING)
    council.raised.follow_up(1, FollowUp(SOLVED), said)
    Council(council.raised, council.at, "2026Q4").sends(HOUSING)
    assert council.register() == [("M1", "Bostäder saknas", "löst"), ("M2", "Bostäder saknas", "ny")]


def test_the_form_follows_up_earlier_issues(council: Council) -> None:
    council.sends(HOUSING)
    later = Council(council.raised, council.at + timedelta(days=90), "2026Q4")
    later.sends(followup_1_status="PAGAR", followup_1_words="Möte bokat.", followup_99_status="LOST")
    (issue,) = council.raised.all()
    assert [(step.status, step.words, step.said.round) for step in issue.steps] == [
        ("pågår", "Möte bokat.", "2026Q4")
    ]


def test_a_follow_up_that_the_form_repeats_does_not_undo_what_came_after_it(
    council: Council, said: Said
) -> None:
    council.sends(HOUSING)
    later = Council(council.raised, council.at, "2026Q4")
    later.sends(followup_1_status="PAGAR")
    council.raised.follow_up(1, FollowUp(SOLVED, "Huset är byggt."), replace(said, round="2026Q4"))
    later.sends(LANGUAGE, followup_1_status="PAGAR")
    assert council.raised.all()[0].status is SOLVED
    later.sends(LANGUAGE, followup_1_status="INTE_LANGRE_AKTUELLT")
    assert council.raised.all()[0].status is DROPPED


def test_an_error_leaves_neither_issue_nor_audit_line(
    database: Database, raised: Raised, said: Said, now: datetime
) -> None:
    broken = version(1, now.replace(tzinfo=None), answers(HOUSING))
    with pytest.raises(Exception, match="naive"):
        raised.from_form(broken, {})
    assert raised.all() == []
    assert Audit(database).lines() == []
    assert raised.raise_("fyrbodal", "a", HOUSING, said).name == "M1"
