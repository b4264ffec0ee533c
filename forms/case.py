"""What a check looks at: one form's answers, beside what the unit said in earlier quarters."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from domain.answers import Answers, amount
from domain.form import Form, Kind, Question, Rule
from forms.filled import in_words, places
from forms.numbers import show


@dataclass(frozen=True)
class Context:
    """``previous``: the quarter before, None when the unit did not answer then. ``earlier``: up to eight
    quarters, the oldest first. ``same_year``: the quarter before lies in the same calendar year.
    ``members``: how many units the form speaks of; ``places``: their names.
    """

    previous: Answers | None = None
    earlier: tuple[Answers, ...] = ()
    same_year: bool = False
    members: int = 0
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Where a check found something. ``facts`` fill the blanks in the rule's words."""

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    form: Form
    answers: Answers
    context: Context

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question that is asked, by key, without companions' own companions."""
        return {
            question.key: question
            for card in self.form.cards
            for question in card.questions(places(card, self.answers))
        }

    def of_kind(self, kind: Kind) -> Iterator[Question]:
        return (question for question in self.questions.values() if question.kind is kind)

    def number(self, key: str) -> float | None:
        """The number that counts: the own one, else the confirmed one; None unless reported or zero."""
        return number_in(self.answers, key)

    def before(self, key: str) -> float | None:
        """The same number last quarter; None when there is none to compare with."""
        return number_in(self.context.previous or {}, key)

    def said(self, key: str) -> str:
        """A choice or text as it is stored; "" when unanswered."""
        return str(self.answers.get(key, ""))

    def number_of(self, key: str) -> str:
        """The question's number on the form, such as 4.2."""
        return self.questions[key].number if key in self.questions else ""

    def shown(self, key: str) -> str:
        """What was answered, in words: 188 personer."""
        value = amount(self.answers, key)
        return in_words(self.questions[key], value) if value is not None and key in self.questions else ""


Check = Callable[[Rule, Case], Iterator[Found]]
"""Where a rule is not kept. An operand that is neither reported nor zero makes the check pass over."""


def whole_words(number: float) -> str:
    """A computed number in words, rounded to at most one decimal."""
    return show(round(number, 1))


def number_in(answers: Answers, key: str) -> float | None:
    """The number under ``key``, own or confirmed; None unless it is reported or zero."""
    value = amount(answers, key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
