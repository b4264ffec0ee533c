"""What of a council's answers may be shown to others: one place for the report and the open data."""

from domain.answers import Answers


def texts_are_public(answers: Answers) -> bool:
    """Only with the council's yes: without an answer its texts stay background."""
    return answers.get("publishable") == "PUBLIK"


def example_is_shared(answers: Answers, key: str) -> bool:
    """``key``: that of the example, such as ``good_practice.0``. Only with a yes."""
    return answers.get(f"{key}.share") == "JA"
