"""What of a unit's answers may be shown to others: one place for the report and the open data."""

from domain.answers import Answers
from domain.form import Form, Kind, Question

BACKGROUND = frozenset({"note_to_lst", "figures_comment", "no_personal_data", "publishable", "withheld"})
"""Questions that are between the unit and Länsstyrelsen."""

_PUBLIC, _IN_PART = "PUBLIK", "DELVIS"


def text_is_public(form: Form, answers: Answers, key: str) -> bool:
    """Whether the unit lets its text under ``key`` be shown. Without a yes it stays background.

    Who lets some texts be shown names the cards whose texts are not.
    """
    said = answers.get("publishable")
    kept = answers.get("withheld")
    if said != _IN_PART or not isinstance(kept, list):
        return said == _PUBLIC
    return bool(kept) and _card(form, key) not in {None, *kept}


def _card(form: Form, key: str) -> str | None:
    """The card that the question, or the item of a group, stands on; None for one that the form lacks."""
    for card in form.cards:
        for part in card.parts:
            if key == part.key or key.startswith(f"{part.key}."):
                return card.key
    return None


def example_is_shared(answers: Answers, key: str) -> bool:
    """``key``: that of the example, such as ``good_practice.0``. Only with a yes."""
    return answers.get(f"{key}.share") == "JA"


def is_withheld(form: Form, answers: Answers, question: Question) -> bool:
    """Whether the answer is kept as background: a text, or anything about an example that is not shared."""
    group, _, rest = question.key.partition(".")
    if group == "good_practice" and not example_is_shared(answers, f"{group}.{rest.split('.')[0]}"):
        return True
    return question.kind is Kind.TEXT and not text_is_public(form, answers, question.key)
