"""The open-data export of a round: a plain SQLite file that Datasette opens, with full-text search.

What may not be published is not in the file: texts that a council keeps as background, notes to
Länsstyrelsen, and numbers of people from 1 to 5. Each row says in ``state`` what became of the answer;
``value`` is the answer in words and ``amount`` the number of a numeric one.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from domain.answers import Submission, Value
from domain.form import Group, Kind, Question
from domain.material import Contribution, Material
from forms.filled import in_words
from reports.document import DRAFT
from reports.publishing import example_is_shared, texts_are_public
from reports.replacing import replacing

_BACKGROUND = frozenset({"note_to_lst", "figures_comment", "no_personal_data", "publishable"})
"""Questions that are between the council and Länsstyrelsen."""

_SMALL = range(1, 6)

Row = dict[str, str | int | float | None]


class State(StrEnum):
    REPORTED = "rapporterat"
    SUPPRESSED = "undertryckt"
    BACKGROUND = "endast underlag"
    UNANSWERED = "ej besvarat"
    MISSING = "ej inkommet"


def export(material: Material, path: Path) -> int:
    """Write the file anew and return how many answers it holds; ``value`` is None in all but REPORTED."""
    from sqlite_utils import Database  # noqa: PLC0415 - only this command needs it

    rows = [row for part in material.contributions for row in _rows(part)]
    with replacing(path) as beside, closing(Database(beside)) as database:
        database["round"].insert(_round(material), pk="key")
        answers = database["answers"]
        answers.insert_all(rows, pk=("council", "key"))
        answers.enable_fts(["label", "value"], tokenize="unicode61 remove_diacritics 2")
    return len(rows)


def _round(material: Material) -> Row:
    return {
        "key": material.round.key,
        "quarter": material.round.quarter.label,
        "regional_council": material.round.council_date.isoformat(),
        "data_cut_off": material.cut_off.isoformat(),
        "status": DRAFT,
        "note": material.note,
    }


def _rows(part: Contribution) -> Iterator[Row]:
    submission = part.submission
    for question in _questions(part):
        state, value = _told(question, submission)
        amount = None if isinstance(value, str | list) else value
        yield {
            "council": part.council.id,
            "council_name": part.council.name,
            "version": submission.version if submission else None,
            "key": question.key,
            "number": question.number,
            "label": question.label,
            "unit": question.unit,
            "state": state.value,
            "value": None if value is None else in_words(question, value),
            "amount": amount,
        }


def _questions(part: Contribution) -> Iterator[Question]:
    """The form's questions, and those of the group items that were answered."""
    answers: Mapping[str, Value] = part.submission.answers if part.submission else {}
    for card in part.form.cards:
        for one in card.parts:
            if isinstance(one, Group):
                for index in range(one.most):
                    yield from (question for question in one.item(index) if question.key in answers)
            elif one.key not in _BACKGROUND:
                yield one


def _told(question: Question, submission: Submission | None) -> tuple[State, Value | None]:
    if submission is None:
        return State.MISSING, None
    value = submission.answers.get(question.key)
    if value is None:
        return State.UNANSWERED, None
    if _is_background(question, submission.answers):
        return State.BACKGROUND, None
    if question.unit.startswith("personer") and value in _SMALL:
        return State.SUPPRESSED, None
    return State.REPORTED, value


def _is_background(question: Question, answers: Mapping[str, Value]) -> bool:
    """Texts that the council keeps as background, and examples that it has not said may be shared."""
    group, _, rest = question.key.partition(".")
    shared = group != "good_practice" or example_is_shared(answers, f"{group}.{rest.split('.')[0]}")
    return not shared or (question.kind is Kind.TEXT and not texts_are_public(answers))
