"""A questionnaire: cards with questions and repeatable groups. The texts stand in the form's file."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    CHOICE = "val"
    SEVERAL = "flerval"
    TEXT = "text"
    NUMBER = "tal"
    DATE = "datum"
    TICK = "kryss"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Condition:
    """Holds when the answer to ``question`` is one of ``values``."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Limits:
    """Numbers: least and most in the question's unit, decimals allowed. Texts: length in characters."""

    least: int | None = None
    most: int | None = None
    decimals: int = 0


@dataclass(frozen=True)
class Question:
    """One question. ``number`` is what a person types ("2.1"); ``required_if``: any of these must hold."""

    key: str
    number: str
    label: str
    kind: Kind
    required: bool = False
    required_if: tuple[Condition, ...] = ()
    hint: str = ""
    unit: str = ""
    default: str = ""
    choices: tuple[Choice, ...] = ()
    limits: Limits = Limits()

    def label_of(self, value: str) -> str:
        """The words for a stored choice; the value itself when it is not on the list (an older form)."""
        return next((choice.label for choice in self.choices if choice.value == value), value)


@dataclass(frozen=True)
class Group:
    """Questions that repeat, such as medskick: item 0's title is answered under ``key.0.title``.

    ``add`` is the button that asks for one more; ``required_if``: then at least one item is wanted.
    """

    key: str
    number: str
    title: str
    add: str
    most: int
    questions: tuple[Question, ...]
    required_if: tuple[Condition, ...] = ()

    def removal(self, index: int) -> Question:
        """The box to tick for taking item ``index`` away; never stored."""
        words = f"Ta bort {self.title.lower()} {index + 1}"
        return Question(f"{self.key}.{index}.remove", "", words, Kind.TICK)

    def item(self, index: int) -> tuple[Question, ...]:
        """The questions of item ``index`` (from 0), with keys and numbers of their own."""
        return tuple(
            Question(
                **{
                    **vars(question),
                    "key": f"{self.key}.{index}.{question.key}",
                    "number": f"{self.number}.{index + 1}.{place}",
                }
            )
            for place, question in enumerate(self.questions, start=1)
        )


@dataclass(frozen=True)
class Card:
    key: str
    number: int
    title: str
    intro: str
    parts: tuple[Question | Group, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(part for part in self.parts if isinstance(part, Group))

    def questions(self, items: dict[str, int] | None = None) -> Iterator[Question]:
        """All questions in order; ``items`` gives how many items each group has (none when not named)."""
        for part in self.parts:
            if isinstance(part, Question):
                yield part
            else:
                for index in range((items or {}).get(part.key, 0)):
                    yield from part.item(index)


@dataclass(frozen=True)
class Form:
    """One version of a questionnaire, made ready for one unit (its municipalities, the year's areas)."""

    id: str
    version: int
    title: str
    cards: tuple[Card, ...]

    def card(self, key: str) -> Card:
        """Raise KeyError for a card that the form does not have."""
        for card in self.cards:
            if card.key == key:
                return card
        raise KeyError(key)

    def after(self, card: Card) -> Card | None:
        return self.cards[card.number] if card.number < len(self.cards) else None
