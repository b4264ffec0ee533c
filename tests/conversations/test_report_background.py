"""What a unit keeps as background never leaves the house, whoever wrote it, and whenever leave was taken."""

from datetime import datetime, timedelta
from unicodedata import normalize

import pytest

from dialogs import report_acts, status_report
from dialogs.desk import Desk
from dialogs.status_report import BadText
from domain.errors import NotAllowed
from domain.report_life import ReportStatus
from domain.rounds import Round
from tests.conversations.report_office import Office

SECRET = "Hemvändarenheten i Orust planerar att stänga två boenden på Storgatan före jul."
WHOSE = "står i en text som Fyrbodal har lämnat bara som underlag"


def sends_in(office: Office) -> None:
    office.answers("skaraborg")
    office.answers("af")
    office.answers("fyrbodal", outlook=SECRET)


BEGINS = {"office": sends_in}


@pytest.fixture
def office(desk: Desk, round_: Round, opened: datetime) -> Office:
    """Fyrbodal has said it openly."""
    return Office(desk, round_, opened, sent=3)


def takes_back(office: Office) -> None:
    """The day after, Fyrbodal lets its texts be background alone."""
    office.days(1)
    office.answers("fyrbodal", outlook=SECRET, publishable="ENDAST_LST")


def published(office: Office) -> str:
    files = office.desk.store.report_life.files(office.round.key, office.life.edition)
    return next(one.content.decode() for one in files if one.name.endswith("html"))


def test_an_edit_that_repeats_what_has_become_background_is_not_kept(office: Office) -> None:
    text = f"{office.part('councils').shown}\n\nEgen mening av samordnaren."
    office.writes("councils", text)
    takes_back(office)
    part = office.part("councils")
    assert part.edit
    with pytest.raises(BadText, match=WHOSE):
        status_report.keep_mine(office.desk, office.round, office.author(), "councils", part.edit.number)
    assert office.part("councils").shown == text, "what was written stands until somebody changes it"


@pytest.mark.parametrize("section", ["method", "raised", "cover"])
def test_the_words_in_another_section_stop_the_report(office: Office, section: str) -> None:
    office.renews()
    title = office.desk.county.report.section(section).title
    office.writes(section, f"{office.part(section).generated}\n\nFyrbodal skriver: {SECRET}")
    takes_back(office)
    office.renews()
    with pytest.raises(NotAllowed, match=WHOSE) as refused:
        office.checks()
    assert "väljer Redigera vid " in str(refused.value)
    assert f"{title} och tar bort orden." in str(refused.value)
    assert f"skriv ”utkast {office.round.key}”" in str(refused.value)
    office.writes(section, office.part(section).generated)
    office.is_decided()
    office.publishes()
    assert "Hemvändarenheten" not in published(office)


def test_a_version_from_before_is_not_decided(office: Office) -> None:
    office.renews()
    office.checks(until=office.now.date() + timedelta(days=2))
    takes_back(office)
    office.days(3)
    with pytest.raises(NotAllowed, match=WHOSE) as refused:
        office.decides()
    assert f"gör ett nytt utkast: skriv ”utkast {office.round.key}”" in str(refused.value)
    office.renews()
    office.decides()
    office.publishes()
    assert "Hemvändarenheten" not in published(office)


def test_a_decided_report_is_not_published_after_leave_is_taken_back(office: Office) -> None:
    office.is_decided()
    takes_back(office)
    with pytest.raises(NotAllowed, match=WHOSE) as refused:
        office.publishes()
    assert f"skriv ”ta tillbaka beslutet {office.round.key}: …” och varför" in str(refused.value)
    report_acts.take_back(office.desk, office.round, office.author(), "Fyrbodal vill inte citeras.")
    office.renews()
    office.decides()
    office.publishes()
    assert office.life.status is ReportStatus.PUBLISHED
    assert "Hemvändarenheten" not in published(office)


def test_leave_that_is_given_again_lets_it_be_published(office: Office) -> None:
    office.is_decided()
    takes_back(office)
    office.days(1)
    office.answers("fyrbodal", outlook=SECRET)
    office.publishes()
    assert "Hemvändarenheten" in published(office)


def test_what_a_unit_kept_as_background_and_then_replaced_is_still_so(office: Office) -> None:
    takes_back(office)
    office.days(1)
    office.answers("fyrbodal", outlook="Det är lugnt.")
    with pytest.raises(BadText, match=WHOSE):
        office.writes("method", f"{office.part('method').generated}\n\n{SECRET}")


def test_what_was_corrected_in_words_that_are_background_now_is_not_published_again(office: Office) -> None:
    office.is_decided()
    office.publishes()
    report_acts.correct(office.desk, office.round, office.author(), f"Fel: {SECRET}")
    takes_back(office)
    office.renews()
    with pytest.raises(NotAllowed, match=WHOSE):
        office.decides()


def test_a_correction_copied_in_parts_of_signs_is_known_again(office: Office) -> None:
    office.is_decided()
    office.publishes()
    takes_back(office)
    with pytest.raises(BadText, match=WHOSE):
        report_acts.correct(office.desk, office.round, office.author(), normalize("NFD", SECRET))
