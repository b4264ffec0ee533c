"""The links to the report: each one person's, for one purpose, until its time is out or it is taken back."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.people import Person, Role
from domain.report_links import LASTS, Opens, Purpose
from store.report_links import Those
from store.store import Store

DRAFT = Opens(Purpose.DRAFT, "sara", "2026Q3")


def with_people(store: Store) -> Store:
    for name in ("sara", "fia"):
        store.people.enroll(Person(name, name.title(), Role.MEMBER))
    return store


def test_a_link_opens_one_thing_for_one_person_until_its_end(open_round: Store, now: datetime) -> None:
    links = with_people(open_round).report_links
    made = links.make(DRAFT, now + LASTS[Purpose.DRAFT], now)
    assert made.opens == DRAFT
    assert links.get(made.id) == made
    assert links.get("okänd") is None
    assert made.live(made.expires)
    assert not made.live(made.expires + timedelta(seconds=1))


def test_a_link_that_holds_long_enough_is_handed_out_again(open_round: Store, now: datetime) -> None:
    links = with_people(open_round).report_links
    made = links.make(DRAFT, now + timedelta(hours=12), now)
    assert links.held(DRAFT, now + timedelta(hours=6)) == made
    assert links.held(DRAFT, now + timedelta(hours=13)) is None
    for other in (
        replace(DRAFT, purpose=Purpose.FILE),
        replace(DRAFT, person="fia"),
        replace(DRAFT, what="4/pdf"),
    ):
        assert links.held(other, now) is None


def test_links_are_taken_back_for_good_all_or_by_purpose(open_round: Store, now: datetime) -> None:
    links = with_people(open_round).report_links
    until = now + timedelta(hours=1)
    draft, file = links.make(DRAFT, until, now), links.make(replace(DRAFT, purpose=Purpose.FILE), until, now)
    fias = links.make(replace(DRAFT, person="fia"), until, now)
    assert links.revoke(Those("sara", Purpose.FILE), "samråd", now) == 1
    assert [one.live(now) for one in filter(None, map(links.get, (draft.id, file.id)))] == [True, False]
    assert links.revoke(Those("sara", round="2026Q4"), "samråd", now) == 0
    assert links.revoke(Those("sara"), "samråd", now) == 1
    assert links.revoke(Those("fia"), "samråd", until + timedelta(seconds=1)) == 0, "its time is out"
    assert links.held(fias.opens, now) == fias
    assert links.held(DRAFT, now) is None


def test_the_log_tells_of_links_and_never_shows_one(open_round: Store, now: datetime) -> None:
    links = with_people(open_round).report_links
    made = links.make(replace(DRAFT, purpose=Purpose.FILE, what="4/pdf"), now + timedelta(hours=1), now)
    links.revoke(Those("sara"), "samuel", now)
    lines = open_round.audit.lines("2026Q3/rapport/sara")
    assert [(one.who, one.what, one.why) for one in lines] == [
        ("sara", "fick länk", "fil 4/pdf, gäller till 2026-10-01 13:00"),
        ("samuel", "återkallade länk", "fil 4/pdf, för sara"),
    ]
    assert not any(made.id in f"{one}" for one in open_round.audit.lines())
