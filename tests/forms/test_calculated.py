"""Numbers that follow from others are worked out, never asked for."""

from domain.answers import Value
from domain.form import Form
from forms.calculated import calculated, calculations
from forms.rules import Context

BEFORE: dict[str, Value] = {"received_total_ytd": 200}


def test_the_quarters_own_number_is_what_was_added_since_the_quarter_before() -> None:
    now: dict[str, Value] = {"received_total_ytd": 259}
    assert calculated(now, Context(previous=BEFORE, same_year=True)) == {"received_total_q": 59}
    assert calculated(now, Context(previous=BEFORE, same_year=False)) == {"received_total_q": 259}


def test_without_the_quarter_before_there_is_no_number() -> None:
    now: dict[str, Value] = {"received_total_ytd": 259}
    assert calculated(now, Context(previous=None, same_year=True)) == {}
    lacking: dict[str, Value] = {"received_total_ytd~state": "SAKNAS_INTE_KLAR"}
    assert calculated(now, Context(previous=lacking, same_year=True)) == {}
    assert calculated(lacking, Context(previous=BEFORE, same_year=True)) == {}


def test_a_confirmed_figure_counts() -> None:
    confirmed: dict[str, Value] = {"received_total_ytd~state": "STAMMER", "received_total_ytd~figure": 240}
    assert calculated(confirmed, Context(previous=BEFORE, same_year=True)) == {"received_total_q": 40}


def test_work_and_studies_are_added() -> None:
    assert calculated({"est_work90": 31.2, "est_study90": 9.9}, Context()) == {"est_workstudy90": 41.1}
    assert calculated({"est_work90": 31.2}, Context()) == {}


def test_a_form_is_given_those_that_its_own_questions_make(forms: dict[str, Form]) -> None:
    made = {key: [one.question.key for one in calculations(form)] for key, form in forms.items()}
    assert made["delregionalt_samrad"] == ["received_total_q"]
    assert made["arbetsformedlingen"] == ["est_workstudy90"]
    assert made["kommun"] == made["vastra_gotalandsregionen"] == made["migrationsverket"] == []
