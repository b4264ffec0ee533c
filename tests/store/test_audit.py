from datetime import datetime

from domain.people import Person, Role
from store.audit import AuditLine
from store.store import Store


def test_lines_are_read_by_subject_and_what_lies_under_it(store: Store, now: datetime) -> None:
    for name in ("2026Q3", "2026Q3/skaraborg", "2026Q30", "2026q3/x", "2026_3/y"):
        store.people.enroll(Person(name, "A", Role.MEMBER), at=now)
    assert [line.subject for line in store.audit.lines("2026Q3")] == ["2026Q3", "2026Q3/skaraborg"]
    assert [line.subject for line in store.audit.lines("2026_3")] == ["2026_3/y"]
    assert len(store.audit.lines()) == 5


def test_a_line_says_who_what_subject_when_and_why(store: Store, now: datetime) -> None:
    store.people.enroll(Person("anna", "Anna Ek", Role.REPORTER, "skaraborg"), at=now)
    why = "Anna Ek, uppgiftslämnare, skaraborg"
    assert store.audit.lines("anna") == [AuditLine(now, "samråd", "lade upp person", "anna", why)]


def test_a_person_laid_in_without_a_moment_has_a_line_without_one(store: Store) -> None:
    store.people.enroll(Person("anna", "Anna Ek", Role.MEMBER))
    assert [line.at for line in store.audit.lines("anna")] == [None]
