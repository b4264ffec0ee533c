"""The expert groups: what they are called, who is in one on a day, and who steps in for an empty one."""

from datetime import date

import pytest

from counties.reading import CountyBook
from domain.experts import group_called, may_answer, members
from domain.people import Assignment, Person, Role
from knowledge.handbook import Handbook

SARA = Person("sara", "Sara", Role.COORDINATOR)
EVA = Person("eva", "Eva", Role.EXPERT, "etablering", also=(Assignment(Role.EXPERT, "ersattning"),))
BO = Person("bo", "Bo", Role.EXPERT, "bosattning", until=date(2026, 12, 31))
FIA = Person("fia", "Fia", Role.REPORTER, "fyrbodal")
EVERYONE = (SARA, EVA, BO, FIA)


def on(day: date) -> list[Person]:
    return [person.on(day) for person in EVERYONE]


def test_every_owner_of_an_entry_is_a_group_of_the_county(book: CountyBook) -> None:
    owners = {entry.owner for entry in Handbook.load().entries.values()}
    assert {group.key for group in book.county.expert_groups} == owners
    assert len(book.county.expert_groups) == 9


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("bosattning", "bosattning"),
        ("Bosättning", "bosattning"),
        ("sakkunniga  i etablering", "etablering"),
        ("samhällsorientering", "utbildning"),
        ("länsstyrelsen", "lansstyrelsen"),
    ],
)
def test_a_group_is_found_by_what_it_is_called(book: CountyBook, words: str, key: str) -> None:
    found = group_called(words, book.county.expert_groups)
    assert found == book.county.expert_group(key)


def test_what_is_no_group_is_none(book: CountyBook) -> None:
    assert group_called("", book.county.expert_groups) is None
    assert group_called("Fyrbodal", book.county.expert_groups) is None
    with pytest.raises(KeyError):
        book.county.expert_group("fyrbodal")


def test_two_groups_never_answer_to_the_same_word(book: CountyBook) -> None:
    ways = [way for group in book.county.expert_groups for way in set(group.ways)]
    assert len(ways) == len(set(ways))


def test_a_member_is_one_while_the_assignment_holds_and_then_the_coordinators_step_in() -> None:
    assert members("bosattning", on(date(2026, 12, 31))) == [BO.on(date(2026, 12, 31))]
    assert members("bosattning", on(date(2027, 1, 1))) == [SARA]
    assert members("ersattning", on(date(2027, 1, 1))) == [EVA]
    assert members("", on(date(2027, 1, 1))) == members("okänd", on(date(2027, 1, 1))) == [SARA]


def test_a_member_and_a_coordinator_may_answer_and_nobody_else() -> None:
    people = on(date(2026, 12, 1))
    assert [person.id for person in people if may_answer(person, "bosattning")] == ["sara", "bo"]
    assert [person.id for person in people if may_answer(person, "asyl")] == ["sara"]


@pytest.mark.parametrize(
    ("role", "place", "said"),
    [
        (Role.DEPUTY, "fyrbodal", "ersättare för Fyrbodal"),
        (Role.COORDINATOR, None, "samordnare"),
        (Role.EXPERT, "bosattning", "sakkunnig i bosättning"),
        (Role.EXPERT, None, "sakkunnig"),
        (Role.REPORTER, "borta", "uppgiftslämnare för borta"),
    ],
)
def test_a_task_is_told_in_words(book: CountyBook, role: Role, place: str | None, said: str) -> None:
    assert book.county.task(role, place) == said


def test_the_invented_experts_are_in_groups_that_there_are(book: CountyBook) -> None:
    experts = {one.id: one.groups for one in book.invented.people if one.groups}
    assert experts == {
        "eva_etablering": ("etablering", "ersattning", "utbildning"),
        "bo_bosattning": ("bosattning", "asyl"),
    }
    for group in {key for keys in experts.values() for key in keys}:
        assert book.county.expert_group(group).name.startswith("Sakkunniga")
