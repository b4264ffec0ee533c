"""Reading report.toml of a county's folder: the report's sections, in order, and its fixed words."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from counties.files import Strict, read_file
from domain.report_plan import KEYS, Event, InDepth, ReportPlan, SectionPlan

_LAST = KEYS[-1]


class _Section(Strict):
    key: str
    title: str
    opening: str = ""
    title_en: str = ""
    opening_en: str = ""
    annex: bool = False


class _Theme(Strict):
    quarter: int = Field(ge=1, le=4)
    title: str
    keys: tuple[str, ...]
    spread: str = ""
    names: Mapping[str, str] = Field(default_factory=dict)


class _Event(Strict):
    day: date
    words: str
    source: str


class _Report(Strict):
    section: tuple[_Section, ...]
    theme: tuple[_Theme, ...] = ()
    event: tuple[_Event, ...] = ()
    placed: Mapping[str, str] = Field(default_factory=dict)
    lead: Mapping[str, str] = Field(default_factory=dict)
    contact: str = ""
    manager: str = ""
    goal: str = ""
    definition: str = ""
    legal_basis: str = ""

    @model_validator(mode="after")
    def _sections_are_known(self) -> Self:
        keys = [one.key for one in self.section]
        if wrong := sorted({key for key in keys if key not in KEYS or keys.count(key) > 1}):
            raise ValueError(f"avsnittet finns inte, eller står två gånger: {', '.join(wrong)}")
        if keys[-1:] != [_LAST]:
            raise ValueError(f"avsnittet {_LAST} ska stå sist: hit leder alla källhänvisningar")
        if lost := sorted({place for place in self.placed.values() if place.split(".")[0] not in keys}):
            raise ValueError(f"placed nämner avsnitt som inte är med: {', '.join(lost)}")
        return self


def read_report(folder: Path) -> ReportPlan:
    """Raise BadSetting naming the file and the place when it cannot be used."""
    read = read_file(folder / "report.toml", _Report)
    words = read.model_dump(include={"placed", "contact", "manager", "goal", "definition", "legal_basis"})
    return ReportPlan(
        sections=tuple(SectionPlan(**one.model_dump()) for one in read.section),
        themes=tuple(InDepth(**one.model_dump()) for one in read.theme),
        events=tuple(Event(**one.model_dump()) for one in read.event),
        leads=read.lead,
        **words,
    )
