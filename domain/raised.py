"""Raised issues (medskick): what a unit wants the next level to take up, followed until it is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from domain.answers import Answers, Value
from domain.quarter import Quarter
from domain.rounds import Phase, Round


class RaisedStatus(StrEnum):
    RAISED = "ny"
    ONGOING = "pågår"
    ANSWERED = "besvarat"
    SOLVED = "löst"
    DROPPED = "inte längre aktuellt"


OPEN = frozenset({RaisedStatus.RAISED, RaisedStatus.ONGOING})
"""What is still followed up, round after round."""

AGAIN = "Lyft igen."
"""The words of the step that is added when a later round raises the issue once more."""


class IssueKind(StrEnum):
    INFORMATION = "INFORMATION"
    IN_DEPTH = "FORDJUPNING"
    STRUCTURAL = "STRUKTURELLT_PROBLEM"
    TASK = "UPPDRAG"
    NATIONAL = "LYFTS_NATIONELLT"


class Level(StrEnum):
    LOCAL = "LOKAL"
    SUB_REGIONAL = "DELREGIONAL"
    REGIONAL = "REGIONAL"
    NATIONAL = "NATIONELL"


KINDS: Mapping[str, str] = {
    IssueKind.INFORMATION: "Information",
    IssueKind.IN_DEPTH: "Önskemål om fördjupning",
    IssueKind.STRUCTURAL: "Strukturellt problem",
    IssueKind.TASK: "Förslag till uppdrag",
    IssueKind.NATIONAL: "Bör lyftas nationellt",
}
LEVELS: Mapping[str, str] = {
    Level.LOCAL: "Lokal",
    Level.SUB_REGIONAL: "Delregional",
    Level.REGIONAL: "Regional",
    Level.NATIONAL: "Nationell",
}
URGENCIES: Mapping[str, str] = {"3": "Mycket angeläget", "2": "Angeläget", "1": "Kan vänta"}
FACTORS: Mapping[str, str] = {
    "RIKTLINJER": "Tydliga politiska riktlinjer",
    "ANSVAR": "Ansvarsfördelning",
    "SAMVERKAN": "Samverkan",
    "KOMPETENS": "Kompetens",
    "INDIVID": "Individanpassning",
    "POSITIV_BILD": "Positiv bild",
}
"""The success factors that an issue can be tagged with."""
BESIDE_AREAS: Mapping[str, str] = {"NARVARO": "Statlig närvaro", "SAMVERKAN": "Samverkan och ledtider"}
"""Areas that hold beside the year's focus areas."""


@dataclass(frozen=True)
class Content:
    """What is raised. Choices are kept by their values; what was not said is empty, an urgency then 0."""

    title: str
    body: str = ""
    kind: str = ""
    area: str = ""
    level: str = ""
    addressee: str = ""
    outcome: str = ""
    urgency: int = 0
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """From the answers of one item, by their short keys; other keys are ignored."""
        tags = answers.get("tags")
        urgency = str(answers.get("urgency", ""))
        texts = ("title", "body", "kind", "area", "level", "addressee", "outcome")
        return cls(
            **{name: str(answers.get(name, "")) for name in texts},
            urgency=int(urgency) if urgency in URGENCIES else 0,
            tags=tuple(tags) if isinstance(tags, list) else (),
        )

    def answers(self) -> dict[str, Value]:
        """As the answers of one item; what was not said has no key."""
        texts = {name: value for name, value in vars(self).items() if isinstance(value, str) and value}
        urgency: dict[str, Value] = {"urgency": str(self.urgency)} if self.urgency else {}
        return {**texts, **urgency, **({"tags": list(self.tags)} if self.tags else {})}

    @property
    def lacks_addressee(self) -> bool:
        """V29: for the national level, and neither addressed nor asked to be taken there."""
        national = self.level == Level.NATIONAL and self.kind != IssueKind.NATIONAL
        return national and not self.addressee


@dataclass(frozen=True)
class Said:
    """Who said something, when (aware), and the round that it counts to. ``by``: a person's id."""

    round: str
    by: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class RaisedStep:
    """One thing that happened: a status with words, or a changed content (None when it stands)."""

    number: int
    status: RaisedStatus
    said: Said
    words: str = ""
    content: Content | None = None


@dataclass(frozen=True)
class RaisedIssue:
    """``first``: as it was raised. ``source`` tells where: "form/handover/1" or what a card was given."""

    id: int
    unit: str
    source: str
    first: Content
    said: Said
    steps: tuple[RaisedStep, ...] = ()

    @property
    def name(self) -> str:
        """M12: how people speak of it."""
        return f"M{self.id}"

    @property
    def round(self) -> str:
        return self.said.round

    @property
    def content(self) -> Content:
        """As it stands after the latest change."""
        return next((step.content for step in reversed(self.steps) if step.content), self.first)

    @property
    def contents(self) -> tuple[Content, ...]:
        """Every wording that it has had, the first first."""
        return (self.first, *(step.content for step in self.steps if step.content))

    @property
    def status(self) -> RaisedStatus:
        return self.steps[-1].status if self.steps else RaisedStatus.RAISED

    def told_since(self, seen: int | None) -> "tuple[RaisedStep, ...]":
        """The steps after number ``seen`` that told how it stands; none when nobody knows what was seen."""
        return () if seen is None else tuple(step for step in self.steps[seen:] if not step.content)

    def reworded_since(self, seen: int | None) -> "tuple[RaisedStep, ...]":
        """The steps after number ``seen`` that gave it another content."""
        return () if seen is None else tuple(step for step in self.steps[seen:] if step.content)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def since(self) -> datetime:
        """When it came to the status that it has."""
        since, status = self.said.at, RaisedStatus.RAISED
        for step in self.steps:
            if step.status is not status:
                since, status = step.said.at, step.status
        return since

    def again_in(self, round_: str) -> datetime | None:
        """When that round raised it once more, having been raised in an earlier one; None when it did not."""
        later = (step.said for step in self.steps if step.words == AGAIN and step.said.round > self.round)
        return next((said.at for said in later if said.round == round_), None)

    def known_in(self, round_: str) -> "RaisedIssue":
        """As it stood when that round was over: without what later rounds did."""
        return replace(self, steps=tuple(step for step in self.steps if step.said.round <= round_))


def coming(rounds: Iterable[Round], now: datetime) -> str:
    """The key of the round that what is said at ``now`` (aware) counts to: the first that has not closed.

    When the next is not planned yet, it is the quarter after the latest, or the one last ended.
    """
    planned = list(rounds)
    ahead = [round_.key for round_ in planned if round_.phase(now) is not Phase.CLOSED]
    if ahead:
        return min(ahead)
    ended = Quarter.of(now.date()).previous
    return max([ended, *(round_.quarter.following for round_ in planned)]).key
