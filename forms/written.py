"""How a form stands in its TOML file, and that the file hangs together."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from domain.form import Kind, Severity
from domain.trends import Direction
from forms.rules import CHECKS


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(Strict):
    question: str
    values: tuple[str, ...]


class Question(Strict):
    """``only_published``: asked only when there is a published figure to confirm, its own or, where it is no
    number, any on its card. ``since_new_year``: the number is a running total.
    ``good_when``: which way of the number is good, "upp" or "ner"; left out where neither is.

    ``least`` and ``most`` of a date are days from the day it is filled in: -730 is two years back.
    """

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
    nothing: str = ""
    may_lack: bool = False
    elsewhere: str = ""
    contact: bool = False
    repeats: bool = False
    only_published: bool = False
    since_new_year: bool = False
    good_when: Direction | None = None


class Part(Strict):
    """Questions that belong together: a group that repeats, or a block for each area or member."""

    key: str = ""
    each: Literal["", "area", "member"] = ""
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


class View(Strict):
    """Another card over the same questions; "area.*.events" names one in each block."""

    key: str
    title: str
    intro: str
    questions: tuple[str, ...]


class Rule(Strict):
    """``keys``: the questions that are looked at. A rule holds in each block that has all of them."""

    id: str
    severity: Severity
    check: str
    keys: tuple[str, ...]
    words: str
    reasons: tuple[tuple[str, str], ...] = ()
    factor: float = 1.0


class Consultation(Strict):
    """The record of SFS 1982:668: the day and the counterpart, or why it was judged unnecessary."""

    day: date | None = None
    counterpart: str = ""
    judged_unnecessary: str = ""

    @model_validator(mode="after")
    def _is_one_of_the_two(self) -> Self:
        held = self.day is not None and bool(self.counterpart)
        if held == bool(self.judged_unnecessary) or (self.day is not None) != bool(self.counterpart):
            raise ValueError("write day and counterpart, or judged_unnecessary with the reason")
        return self


class File(Strict):
    id: str
    version: int
    title: str
    duty: str = ""
    consultation: Consultation | None = None
    scales: Mapping[str, tuple[tuple[str, str], ...]] = {}
    card: tuple[Card, ...]
    rule: tuple[Rule, ...] = ()
    view: tuple[View, ...] = ()

    def parts(self) -> Iterator[Part | Question]:
        for card in self.card:
            yield from card.part

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """What is named must be there: a misspelt condition would never ask for its answer."""
        for part in self.parts():
            own = [part] if isinstance(part, Question) else list(part.question)
            for question in own:
                self._choosable(question)
            self._conditions(part, {question.key for question in own})
            if isinstance(part, Part) and not part.each:
                self._plain(part)
        self._named()
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
        outside = {q.key for q in self.parts() if isinstance(q, Question)}
        inner = [] if isinstance(part, Question) else [(c, own) for q in part.question for c in q.required_if]
        for condition, known in [*((c, outside) for c in part.required_if), *inner]:
            if condition.question not in known:
                raise ValueError(f"required_if: there is no question {condition.question!r} to look at here")

    def _plain(self, group: Part) -> None:
        for question in group.question:
            if question.nothing or question.may_lack or question.only_published:
                raise ValueError(
                    f"{group.key}: {question.key!r} stands in a group, where nothing, may_lack and "
                    "only_published have no place; leave the item out instead"
                )

    def _named(self) -> None:
        """What rules and views look at must be there: a misspelt key would never be looked at."""
        parts = list(self.parts())
        known = {question.key for part in parts if isinstance(part, Part) for question in part.question}
        known |= {part.key for part in parts}
        wanted = [(rule.id, key) for rule in self.rule for key in rule.keys]
        wanted += [(view.key, key.rpartition(".")[2]) for view in self.view for key in view.questions]
        for rule in self.rule:
            if rule.check not in CHECKS:
                raise ValueError(f"{rule.id}: there is no check {rule.check!r}")
        for where, key in wanted:
            if key not in known:
                raise ValueError(f"{where}: there is no question {key!r} to look at")
