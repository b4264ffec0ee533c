"""Reading the questionnaires: one TOML file a version, made ready for one council."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from pydantic import ValidationError

from domain.county import Council, Figure, FocusArea
from domain.errors import NotFound, SamradError
from domain.form import Card, Choice, Condition, Form, Group, Limits, Question
from domain.rounds import FormRef
from forms import written
from forms.numbers import show

FOLDER = Path(__file__).parent
_NAME = re.compile(r"^(?P<id>[a-z_]+)\.(?P<version>\d+)\.toml$")


class BadForm(SamradError):
    """A form file cannot be used; the words name the file and the place."""


@dataclass(frozen=True)
class _Making:
    """What a file is made ready with."""

    file: written.File
    council: Council
    areas: tuple[FocusArea, ...]
    figures: Mapping[str, Figure]

    def form(self) -> Form:
        cards = tuple(self.card(number, card) for number, card in enumerate(self.file.card, start=1))
        return Form(self.file.id, self.file.version, self.file.title, cards)

    def card(self, number: int, card: written.Card) -> Card:
        parts: list[Question | Group] = []
        for part in card.part:
            place = f"{number}.{len(parts) + 1}"
            if isinstance(part, written.Question):
                parts.append(self.question(part, place))
            elif part.each:
                parts.extend(self.areas_of(part, number))
            else:
                parts.append(self.group(part, place))
        return Card(card.key, number, card.title, card.intro, tuple(parts))

    def areas_of(self, part: written.Part, number: int) -> Iterable[Question]:
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

    def group(self, part: written.Part, place: str) -> Group:
        questions = tuple(
            self.question(question, str(order)) for order, question in enumerate(part.question, start=1)
        )
        when = tuple(Condition(c.question, c.values) for c in part.required_if)
        return Group(part.key, place, part.title, part.add, part.most or 1, questions, when)

    def question(self, read: written.Question, place: str) -> Question:
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

    def hint(self, read: written.Question) -> str:
        figure = self.figures.get(read.key)
        if not figure:
            return read.hint
        return f"Publicerat: {show(figure.value)} {read.unit} ({figure.source}, {figure.as_of.isoformat()})."

    def choices(self, read: written.Question) -> tuple[Choice, ...]:
        listed = self.file.scales[read.scale] if read.scale else read.choices
        made = tuple(Choice(value, label) for value, label in listed)
        if read.choices_from == "members":
            return tuple(Choice(unit.id, unit.name) for unit in self.council.members) + made
        if read.choices_from == "areas":
            return tuple(Choice(area.key, area.name) for area in self.areas) + made
        return made


@cache
def _read(path: Path) -> written.File:
    try:
        return written.File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadForm(f"{path.name}: {error}") from error


@lru_cache(maxsize=64)  # made at every turn: a council's form does not change while it is open
def form(
    ref: FormRef,
    council: Council,
    areas: tuple[FocusArea, ...],
    figures: tuple[Figure, ...] = (),
    folder: Path = FOLDER,
) -> Form:
    """The form version ``ref``, with the council's municipalities and the year's areas as choices.

    ``figures`` are the published numbers for the council; each is shown as the hint of its question.

    Raises NotFound for a version that is not there and BadForm for a file that cannot be used.
    """
    path = folder / f"{ref.id}.{ref.version}.toml"
    if not path.is_file():
        raise NotFound(f"Formuläret {ref.id} finns inte i version {ref.version}.")
    return _Making(_read(path), council, areas, {figure.key: figure for figure in figures}).form()


def newest(form_id: str, folder: Path = FOLDER) -> FormRef:
    """The highest version of a form; a new round is pinned to it."""
    versions = [
        int(found["version"])
        for path in folder.iterdir()
        if (found := _NAME.match(path.name)) and found["id"] == form_id
    ]
    if not versions:
        raise NotFound(f"Formuläret {form_id} finns inte.")
    return FormRef(form_id, max(versions))
