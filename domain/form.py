"""A questionnaire: cards with questions and repeatable groups. The texts stand in the form's file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from domain.answers import STATE, Standing
from domain.county import Figure
from domain.trends import Direction


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


LACKING = {
    Standing.NOT_IN_SYSTEM: "Uppgift saknas: finns inte i våra system",
    Standing.NOT_READY: "Uppgift saknas: inte klar än",
    Standing.NOT_RELEASED: "Uppgift saknas: får inte lämnas ut",
    Standing.OTHER_REASON: "Uppgift saknas: annat skäl",
    Standing.SUPPRESSED: "1–5, lämnas inte ut",
    Standing.NOT_APPLICABLE: "Gäller inte oss",
}
"""Why there is no number, in words."""


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


_OF_PEOPLE = ("personer", "barn")
_PLANNED = "per år"
"""What is decided or foreseen for a year is nobody yet."""


@dataclass(frozen=True)
class Question:
    """One question. ``number`` is what a person types ("2.1"); ``required_if``: any of these must hold.

    ``figure``: the published number to confirm. ``nothing``: the words for "nothing has happened", an answer
    of its own. ``may_lack``: a reason may stand in for the answer. ``elsewhere``: which other survey already
    asks. ``contact``: contact details may be written here. ``repeats``: last quarter's answer may hold still.
    ``since_new_year``: a running total. ``good_when``: which way of a number is good, if any is.
    """

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
    figure: Figure | None = None
    nothing: str = ""
    may_lack: bool = False
    elsewhere: str = ""
    contact: bool = False
    repeats: bool = False
    since_new_year: bool = False
    good_when: Direction | None = None

    @property
    def standing(self) -> "Question | None":
        """The companion that says why there is no number, or whether the published one holds.

        None for a question that takes nothing but an answer.
        """
        choices = tuple(Choice(value, words) for value, words in self._standings())
        if not choices:
            return None
        words = "Stämmer den publicerade siffran?" if self.figure else "Saknas uppgiften?"
        label = self.nothing and f"Eller: {self.nothing.lower()}" if len(choices) == 1 else words
        return Question(self.key + STATE, self.number, label, Kind.CHOICE, choices=choices)

    def _standings(self) -> Iterator[tuple[str, str]]:
        if self.figure and self.figure.value is not None:
            yield Standing.HOLDS, "Den publicerade siffran stämmer"
            yield Standing.DEVIATES, "Den avviker: vår siffra står ovan"
            yield Standing.UNKNOWN, "Vet inte"
        if self.nothing:
            yield Standing.NOTHING, self.nothing
        if self.may_lack:
            yield from LACKING.items()

    @property
    def counts_people(self) -> bool:
        """Whether the answer is a number of people; weeks, municipalities, quotas and forecasts are not."""
        return (
            self.kind is Kind.NUMBER and self.unit.startswith(_OF_PEOPLE) and not self.unit.endswith(_PLANNED)
        )

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
        if index not in self._items:
            self._items[index] = self._item(index)
        return self._items[index]

    @cached_property
    def _items(self) -> dict[int, tuple[Question, ...]]:
        """Those that have been asked for: a report asks again and again."""
        return {}

    def _item(self, index: int) -> tuple[Question, ...]:
        return tuple(
            Question(
                **{
                    **vars(question),
                    "key": f"{self.key}.{index}.{question.key}",
                    "number": f"{self.number}.{index + 1}.{place}",
                    "required_if": tuple(
                        Condition(f"{self.key}.{index}.{one.question}", one.values)
                        for one in question.required_if
                    ),
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
        """All questions in order, each followed by its standing companion.

        ``items`` gives how many items each group has (none when not named).
        """
        if not items:
            yield from self._plain
            return
        yield from self._with_items(items)

    @cached_property
    def _plain(self) -> tuple[Question, ...]:
        """Those outside groups: asked for many times over when a report is drafted."""
        return tuple(self._with_items({}))

    def _with_items(self, items: dict[str, int]) -> Iterator[Question]:
        for part in self._with_standings:
            if isinstance(part, Question):
                yield part
            else:
                for index in range(items.get(part.key, 0)):
                    yield from part.item(index)

    @cached_property
    def _with_standings(self) -> tuple[Question | Group, ...]:
        """The parts, each question followed by its standing companion."""
        each = ((one, one.standing) if isinstance(one, Question) else (one,) for one in self.parts)
        return tuple(one for those in each for one in those if one)


class Severity(StrEnum):
    """HARD blocks sending in, a WARNING passes with a comment or a ready reason, INFO only shows."""

    HARD = "hård"
    WARNING = "varning"
    INFO = "info"


@dataclass(frozen=True)
class Rule:
    """A check over answers (V06 …). ``check`` names it; ``keys`` are what it looks at, the first shows it.

    ``reasons``: ready explanations of a warning. ``factor``: what the check multiplies or allows.
    """

    id: str
    severity: Severity
    check: str
    keys: tuple[str, ...]
    words: str
    reasons: tuple[Choice, ...] = ()
    factor: float = 1.0


@dataclass(frozen=True)
class Form:
    """One version of a questionnaire, made ready for one unit (its municipalities, the year's areas).

    ``views`` are other cards over the same questions, such as the notes of a meeting: not part of the count.
    ``duty`` tells the reporter whether answering is voluntary, and by what. ``withdrawn``: questions that are
    no longer asked, since the source has withdrawn the number that they were there to confirm.
    """

    id: str
    version: int
    title: str
    cards: tuple[Card, ...]
    rules: tuple[Rule, ...] = ()
    views: tuple[Card, ...] = ()
    duty: str = ""
    withdrawn: tuple[Question, ...] = ()

    @cached_property
    def plain(self) -> Mapping[str, Question]:
        """The questions outside groups, by key."""
        return {one.key: one for card in self.cards for one in card.questions()}

    @cached_property
    def of_people(self) -> tuple[Question, ...]:
        """The questions outside groups that ask for a number of people."""
        return tuple(one for one in self.plain.values() if one.counts_people)

    def card(self, key: str) -> Card:
        """A card or a view. Raise KeyError for one that the form does not have."""
        for card in (*self.cards, *self.views):
            if card.key == key:
                return card
        raise KeyError(key)

    def after(self, card: Card) -> Card | None:
        return self.cards[card.number] if card.number < len(self.cards) else None
