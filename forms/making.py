"""From a form's file to the form of one unit: its members and areas filled in, its figures beside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from domain.county import Figure, FigureState, FocusArea, Respondent
from domain.form import Card, Choice, Condition, Form, Group, Kind, Limits, Question, Rule
from forms import written

Part = Question | Group


@dataclass(frozen=True)
class Making:
    """What a file is made ready with. ``figures``: by the unit that they speak of, and question key.

    ``keeps_withdrawn``: a question is there even when the number to confirm has been withdrawn.
    """

    file: written.File
    respondent: Respondent
    areas: tuple[FocusArea, ...]
    figures: Mapping[tuple[str, str], Figure]
    keeps_withdrawn: bool = False

    def form(self) -> Form:
        """Raise ValueError for a view or a rule that names a question that is not there."""
        first, *rest = (self.card(number, card) for number, card in enumerate(self.file.card, start=1))
        cards = (replace(first, intro=f"{first.intro}\n\n{self.file.duty}".strip()), *rest)
        return Form(
            id=self.file.id,
            version=self.file.version,
            title=self.file.title,
            cards=cards,
            rules=tuple(_rules(self.file.rule, cards)),
            views=tuple(_view(view, cards) for view in self.file.view),
            duty=self.file.duty,
            withdrawn=tuple(self.withdrawn(cards)),
        )

    def withdrawn(self, cards: tuple[Card, ...]) -> Iterator[Question]:
        """The questions that are not among ``cards`` for a withdrawn number's sake."""
        if not any(figure.state is FigureState.WITHDRAWN for figure in self.figures.values()):
            return
        asked = {one.key for card in cards for one in card.questions()}
        every = replace(self, keeps_withdrawn=True)
        for number, read in enumerate(self.file.card, start=1):
            there = every.card(number, read).questions()
            yield from (one for one in there if one.key not in asked and one.figure)

    def card(self, number: int, card: written.Card) -> Card:
        parts: list[Part] = []
        place = 1
        for part in card.part:
            if isinstance(part, written.Question):
                if self.has_something_to_confirm(part, card):
                    parts.extend(self.asked(part, f"{number}.{place}"))
            elif part.each:
                blocks = list(self.blocks(part, number, place))
                parts.extend(question for block in blocks for question in block)
                place += len(blocks) - 1
            else:
                parts.append(self.group(part, f"{number}.{place}"))
            place += 1
        return Card(card.key, number, card.title, card.intro, tuple(parts))

    def blocks(self, part: written.Part, number: int, first: int) -> Iterator[tuple[Question, ...]]:
        """The questions once for each focus area, or for each member, with keys and numbers of their own."""
        named = (
            [(area.key, area.name, "") for area in self.areas]
            if part.each == "area"
            else [(unit.id, unit.name, unit.id) for unit in self.respondent.members]
        )
        for place, (key, name, unit) in enumerate(named, start=first):
            prefix = f"{part.each}.{key}."
            yield tuple(
                _in_block(made, prefix, name)
                for order, question in enumerate(part.question, start=1)
                for made in self.asked(question, f"{number}.{place}.{order}", unit)
            )

    def group(self, part: written.Part, place: str) -> Group:
        questions = tuple(
            self.question(question, str(order)) for order, question in enumerate(part.question, start=1)
        )
        return Group(
            part.key, place, part.title, part.add, part.most or 1, questions, _conditions(part.required_if)
        )

    def asked(self, read: written.Question, place: str, unit: str = "") -> Iterator[Question]:
        """The question; none when it is only there to confirm a figure and no figure is published."""
        figure = self.figures.get((unit, read.key))
        question = self.question(read, place, figure)
        kept = self.keeps_withdrawn and figure is not None and figure.state is FigureState.WITHDRAWN
        if kept or self.is_published(read, unit) or not (read.only_published and read.kind is Kind.NUMBER):
            yield question

    def is_published(self, read: written.Question, unit: str = "") -> bool:
        figure = self.figures.get((unit, read.key))
        return read.kind is Kind.NUMBER and figure is not None and figure.value is not None

    def has_something_to_confirm(self, read: written.Question, card: written.Card) -> bool:
        """False for a question about the card's figures, such as whether they hold, when there are none."""
        if not read.only_published or read.kind is Kind.NUMBER:
            return True
        return any(isinstance(part, written.Question) and self.is_published(part) for part in card.part)

    def question(self, read: written.Question, place: str, figure: Figure | None = None) -> Question:
        return Question(
            key=read.key,
            number=place,
            label=read.label,
            kind=read.kind,
            required=read.required,
            required_if=_conditions(read.required_if),
            hint=read.hint,
            unit=read.unit,
            default=read.default,
            choices=self.choices(read),
            limits=Limits(read.least, read.most, read.decimals),
            figure=figure if read.kind is Kind.NUMBER else None,
            nothing=read.nothing,
            may_lack=read.may_lack,
            elsewhere=read.elsewhere,
            contact=read.contact,
            repeats=read.repeats,
            since_new_year=read.since_new_year,
            good_when=read.good_when,
        )

    def choices(self, read: written.Question) -> tuple[Choice, ...]:
        listed = self.file.scales[read.scale] if read.scale else read.choices
        made = tuple(Choice(value, label) for value, label in listed)
        if read.choices_from == "members":
            return tuple(Choice(unit.id, unit.name) for unit in self.respondent.members) + made
        if read.choices_from == "areas":
            return tuple(Choice(area.key, area.name) for area in self.areas) + made
        return made


def _conditions(read: tuple[written.Condition, ...]) -> tuple[Condition, ...]:
    return tuple(Condition(condition.question, condition.values) for condition in read)


def _in_block(question: Question, prefix: str, name: str) -> Question:
    return replace(
        question,
        key=prefix + question.key,
        label=f"{name}: {question.label[0].lower()}{question.label[1:]}",
        required_if=tuple(replace(c, question=prefix + c.question) for c in question.required_if),
    )


def _rules(read: tuple[written.Rule, ...], cards: tuple[Card, ...]) -> Iterator[Rule]:
    """Each rule once for each place that has all its questions: the form itself, a block, an item.

    A rule over figures that are not asked now holds nowhere.
    """
    keys = {key: None for card in cards for part in card.parts for key in _keys(part)}
    prefixes = dict.fromkeys(key[: key.rfind(".") + 1] for key in keys)
    for rule in read:
        reasons = tuple(Choice(value, label) for value, label in rule.reasons)
        for prefix in prefixes:
            made = tuple(prefix + key for key in rule.keys)
            if all(key in keys for key in made):
                yield Rule(rule.id, rule.severity, rule.check, made, rule.words, reasons, rule.factor)


def _keys(part: Part) -> tuple[str, ...]:
    if isinstance(part, Question):
        return (part.key,)
    own = [question.key for question in part.questions]
    return (part.key, *(f"{part.key}.{index}.{key}" for index in range(part.most) for key in own))


def _view(read: written.View, cards: tuple[Card, ...]) -> Card:
    """The parts that the view names, in its order; they are the same objects as on the cards."""
    parts = {part.key: part for card in cards for part in card.parts}
    named = [key for pattern in read.questions for key in parts if fnmatchcase(key, pattern)]
    return Card(read.key, 0, read.title, read.intro, tuple(parts[key] for key in dict.fromkeys(named)))
