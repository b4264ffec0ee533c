"""The report's sections are made once for the same answers, and never shown for others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogs import report_sections, report_work
from dialogs.desk import Desk
from domain.material import Material
from domain.rounds import Round
from reports import composing
from reports.composing import Options
from tests.conversations.report_office import Office


@pytest.fixture
def office(desk: Desk, round_: Round, opened: datetime) -> Office:
    made = Office(desk, round_, opened)
    made.answers("fyrbodal", headline="Två boenden har stängt.")
    return made


@pytest.fixture
def made() -> Callable[[], int]:
    """How many times sections have been made in the test."""
    report_sections.made_of.cache_clear()
    return lambda: report_sections.made_of.cache_info().misses


def answers(office: Office) -> Material:
    return report_work.material(office.desk, office.round, office.now)


def test_what_is_read_twice_at_the_same_moment_is_made_once(office: Office, made: Callable[[], int]) -> None:
    first, again = (report_sections.composed(answers(office), {}, Options()) for _ in range(2))
    assert first == again == composing.composed(answers(office))
    assert made() == 1


def test_an_edit_makes_no_section_anew_and_stands_in_the_report(
    office: Office, made: Callable[[], int]
) -> None:
    office.writes("councils", "## Läget\n\nFyrbodal har ett stabilt läge.")
    assert "Fyrbodal har ett stabilt läge." in office.part("councils").shown
    assert made() == 1


def test_another_answer_moment_or_option_is_another_report(office: Office, made: Callable[[], int]) -> None:
    office.part("councils")
    office.answers("fyrbodal", headline="Ett boende har öppnat igen.")
    assert "Ett boende har öppnat igen." in office.part("councils").generated
    office.now += timedelta(minutes=1)
    shown = report_sections.composed(answers(office), {}, Options())
    assert shown == composing.composed(answers(office))
    english = report_sections.composed(answers(office), {}, Options(english=True))
    assert english == composing.composed(answers(office), {}, Options(english=True)) != shown
    assert made() == 4


def test_what_is_equal_and_reads_otherwise_is_another_report(office: Office, made: Callable[[], int]) -> None:
    """1, 1.0 and True are equal to Python, as is a moment in two time zones; readers see the difference."""
    now = answers(office)
    there = next(part for part in now.contributions if part.submission)
    for value in (1, 1.0, True):
        assert there.submission
        said = {**there.submission.answers, "sfi_wait_weeks": value}
        part = replace(there, submission=replace(there.submission, answers=said))
        report_sections.composed(replace(now, contributions=(part,)), {}, Options())
    report_sections.composed(replace(now, cut_off=now.cut_off.astimezone(UTC)), {}, Options())
    report_sections.composed(now, {}, Options())
    assert made() == 5
