"""How a form stands in its TOML file, and that the file hangs together."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from domain.form import Kind


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(Strict):
    question: str
    values: tuple[str, ...]


class Question(Strict):
    key: str
    label: str
    kind: Kind
    required: bool = False
    required_if: tuple[Condition, ...] = ()
    hint: str = ""
    unit: str = ""
    default: str = ""
    scale: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    choices_from: Literal["", "members", "areas"] = ""
    least: int | None = None
    most: int | None = None
    decimals: int = 0


class Part(Strict):
    """A question, or (with ``question``) a group that repeats, or one block for each focus area."""

    key: str = ""
    each: Literal["", "area"] = ""
    title: str = ""
    add: str = ""
    most: int | None = None
    required_if: tuple[Condition, ...] = ()
    question: tuple[Question, ...]


class Card(Strict):
    key: str
    title: str
    intro: str
    part: tuple[Part | Question, ...]


class File(Strict):
    id: str
    version: int
    title: str
    scales: Mapping[str, tuple[tuple[str, str], ...]]
    card: tuple[Card, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """What is named must be there: a misspelt condition would never ask for its answer."""
        for card in self.card:
            for part in card.part:
                own = [part] if isinstance(part, Question) else list(part.question)
                for question in own:
                    self._choosable(question)
                self._conditions(part, {question.key for question in own})
        return self

    def _choosable(self, question: Question) -> None:
        if question.scale and question.scale not in self.scales:
            raise ValueError(f"{question.key}: there is no scale {question.scale!r} under [scales]")
        if question.kind in {Kind.CHOICE, Kind.SEVERAL} and not (
            question.scale or question.choices or question.choices_from
        ):
            raise ValueError(f"{question.key}: a question of kind {question.kind.value!r} needs choices")

    def _conditions(self, part: Part | Question, own: set[str]) -> None:
        """A repeated block's questions look at each other, everything else at the questions outside."""
        outside = {q.key for card in self.card for q in card.part if isinstance(q, Question)}
        inner = [] if isinstance(part, Question) else [(c, own) for q in part.question for c in q.required_if]
        for condition, known in [*((c, outside) for c in part.required_if), *inner]:
            if condition.question not in known:
                raise ValueError(f"required_if: there is no question {condition.question!r} to look at here")
