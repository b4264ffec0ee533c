"""How a county lays out its report: which sections, in which order, called what. Read from its folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

KEYS = (
    "cover",
    "corrections",
    "summary",
    "responses",
    "outlook",
    "reception",
    "areas",
    "presence",
    "councils",
    "raised",
    "good_practice",
    "in_depth",
    "english",
    "tables",
    "municipalities",
    "method",
    "references",
)
"""Every section. ``reports.sections`` has a function for each but the last, which lists the sources."""


@dataclass(frozen=True)
class SectionPlan:
    """``opening``: fixed words under the heading, empty for none. The English stands beside the Swedish.

    ``annex``: it is numbered among the annexes that have something to say.
    """

    key: str
    title: str
    opening: str = ""
    title_en: str = ""
    opening_en: str = ""
    annex: bool = False


@dataclass(frozen=True)
class InDepth:
    """What section 10 goes into in reports on quarter ``quarter`` (1–4): annual statistics by their keys.

    ``spread``: the key whose spread between municipalities is shown; empty for none. ``names``: what keys are
    called that no questionnaire asks for.
    """

    quarter: int
    title: str
    keys: tuple[str, ...]
    spread: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """A decision or a date that the report tells of, such as a law's first day; ``source``: who says so."""

    day: date
    words: str
    source: str


@dataclass(frozen=True)
class ReportPlan:
    """``placed``: under which section an agency's own part stands, by its id: "reception" or "areas.arbete".

    A number's key, or that of a group of questions, can be placed in the same way.

    ``leads``: by a question's key what its answer stands after in the report, which speaks of the unit.

    ``contact`` and ``manager`` stand on the cover until the coordinator writes others. ``goal``,
    ``definition`` and ``legal_basis`` are fixed words of the county's cooperation.
    """

    sections: tuple[SectionPlan, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[InDepth, ...] = ()
    events: tuple[Event, ...] = ()
    contact: str = ""
    manager: str = ""
    goal: str = ""
    definition: str = ""
    legal_basis: str = ""

    def theme(self, quarter: int) -> InDepth | None:
        """What reports on that quarter (1–4) go into; None when nothing is set for it."""
        return next((one for one in self.themes if one.quarter == quarter), None)

    def section(self, key: str) -> SectionPlan:
        """Raise KeyError for a section that the county has left out."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def title(self, key: str) -> str:
        """What the county calls the section; empty for one that it has left out."""
        return next((section.title for section in self.sections if section.key == key), "")

    @property
    def annexes(self) -> frozenset[str]:
        """The keys of the sections that are annexes."""
        return frozenset(section.key for section in self.sections if section.annex)
