"""What of a unit's answers may be shown to others: one place for the report and the open data."""

from domain.answers import Answers
from domain.form import Form, Kind, Question
from forms.publishing import text_is_public

BACKGROUND = frozenset({"note_to_lst", "figures_comment", "no_personal_data", "publishable", "withheld"})
"""Questions that are between the unit and Länsstyrelsen."""


def example_is_shared(answers: Answers, key: str) -> bool:
    """``key``: that of the example, such as ``good_practice.0``. Only with a yes."""
    return answers.get(f"{key}.share") == "JA"


def is_withheld(form: Form, answers: Answers, question: Question) -> bool:
    """Whether the answer is kept as background: a text, or anything about an example that is not shared."""
    group, _, rest = question.key.partition(".")
    if group == "good_practice" and not example_is_shared(answers, f"{group}.{rest.split('.')[0]}"):
        return True
    return question.kind is Kind.TEXT and not text_is_public(form, answers, question.key)
