"""Reading the questionnaires: one TOML file a version, made ready for one council."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.county import Council, Figure, FocusArea
from domain.errors import NotFound
from domain.form import Card, Choice, Condition, Form, Group, Kind, Limits, Question
from domain.rounds import FormRef
from forms.numbers import show

FOLDER = Path(__file__).parent
_NAME = re.compile(r"^(?P<id>[a-z_]+)\.(?P<version>\d+)\.toml$")


class BadForm(ValueError):
    """A form file cannot be used; the words name the file and the place."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Condition(_Strict):
    question: str
    values: tuple[str, ...]


class _Question(_Strict):
    key: str
    label: str
    kind: Kind
    required: bool = False
    required_if: tuple[_Condition, ...] = ()
    hint: str = ""
    unit: str = ""
    default: str = ""
    scale: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    choices_from: str = ""
    least: int | None = None
    most: int | None = None
    decimals: int = 0


class _Part(_Strict):
    """A question, or (with ``question``) a group that repeats, or one block for each focus area."""

    key: str = ""
    each: str = ""
    title: str = ""
    add: str = ""
    most: int | None = None
    required_if: tuple[_Condition, ...] = ()
    question: tuple[_Question, ...]


class _Card(_Strict):
    key: str
    title: str
    intro: str
    part: tuple[_Part | _Question, ...]


class _File(_Strict):
    id: str
    version: int
    title: str
    scales: Mapping[str, tuple[tuple[str, str], ...]]
    card: tuple[_Card, ...]


@dataclass(frozen=True)
class _Making:
    """What a file is made ready with."""

    file: _File
    council: Council
    areas: tuple[FocusArea, ...]
    figures: Mapping[str, Figure]

    def form(self) -> Form:
        cards = tuple(self.card(number, card) for number, card in enumerate(self.file.card, start=1))
        return Form(self.file.id, self.file.version, self.file.title, cards)

    def card(self, number: int, card: _Card) -> Card:
        parts: list[Question | Group] = []
        for part in card.part:
            place = f"{number}.{len(parts) + 1}"
            if isinstance(part, _Question):
                parts.append(self.question(part, place))
            elif part.each:
                parts.extend(self.areas_of(part, number))
            else:
                parts.append(self.group(part, place))
        return Card(card.key, number, card.title, card.intro, tuple(parts))

    def areas_of(self, part: _Part, number: int) -> Iterable[Question]:
        for place, area in enumerate(self.areas, start=1):
            for order, question in enumerate(part.question, start=1):
                made = self.question(question, f"{number}.{place}.{order}")
                prefix = f"area.{area.key}."
                yield replace(
                    made,
                    key=prefix + made.key,
                    label=f"{area.name}: {made.label[0].lower()}{made.label[1:]}",
                    required_if=tuple(replace(c, question=prefix + c.question) for c in made.required_if),
                )

    def group(self, part: _Part, place: str) -> Group:
        questions = tuple(
            self.question(question, str(order)) for order, question in enumerate(part.question, start=1)
        )
        when = tuple(Condition(c.question, c.values) for c in part.required_if)
        return Group(part.key, place, part.title, part.add, part.most or 1, questions, when)

    def question(self, read: _Question, place: str) -> Question:
        return Question(
            key=read.key,
            number=place,
            label=read.label,
            kind=read.kind,
            required=read.required,
            required_if=tuple(Condition(c.question, c.values) for c in read.required_if),
            hint=self.hint(read),
            unit=read.unit,
            default=read.default,
            choices=self.choices(read),
            limits=Limits(read.least, read.most, read.decimals),
        )

    def hint(self, read: _Question) -> str:
        figure = self.figures.get(read.key)
        if not figure:
            return read.hint
        return f"Publicerat: {show(figure.value)} {read.unit} ({figure.source}, {figure.as_of.isoformat()})."

    def choices(self, read: _Question) -> tuple[Choice, ...]:
        listed = self.file.scales[read.scale] if read.scale else read.choices
        made = tuple(Choice(value, label) for value, label in listed)
        if read.choices_from == "members":
            return tuple(Choice(unit.id, unit.name) for unit in self.council.members) + made
        if read.choices_from == "areas":
            return tuple(Choice(area.key, area.name) for area in self.areas) + made
        return made


@cache
def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadForm(f"{path.name}: {error}") from error


def form(
    ref: FormRef, council: Council, areas: tuple[FocusArea, ...], figures: Iterable[Figure] = ()
) -> Form:
    """The form version ``ref``, with the council's municipalities and the year's areas as choices.

    ``figures`` are the published numbers for the council; each is shown as the hint of its question.

    Raises NotFound for a version that is not there and BadForm for a file that cannot be used.
    """
    path = FOLDER / f"{ref.id}.{ref.version}.toml"
    if not path.is_file():
        raise NotFound(f"Formuläret {ref.id} finns inte i version {ref.version}.")
    return _Making(_read(path), council, areas, {figure.key: figure for figure in figures}).form()


def newest(form_id: str) -> FormRef:
    """The highest version of a form; a new round is pinned to it."""
    versions = [
        int(found["version"])
        for path in FOLDER.iterdir()
        if (found := _NAME.match(path.name)) and found["id"] == form_id
    ]
    if not versions:
        raise NotFound(f"Formuläret {form_id} finns inte.")
    return FormRef(form_id, max(versions))
