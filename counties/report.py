"""Reading report.toml of a county's folder: the report's sections, in order, and its fixed words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from counties.files import Strict, read_file
from domain.report_plan import KEYS, Event, InDepth, ReportPlan, SectionPlan

_LAST: Final = KEYS[-1]
_NEEDED: Final = {
    "cover": "där står vad rapporten är, vem som svarar för den och vilket läge den har",
    "corrections": "där står vad som har rättats sedan rapporten beslutades",
}


def _heading(title: str) -> str:
    """A heading without words cannot be made in the PDF, and one with lines of its own is none."""
    if not title.strip():
        raise ValueError("rubriken är tom. Skriv vad det heter.")
    if any(sign < " " for sign in title):
        raise ValueError("rubriken har en radbrytning, en tabb eller ett styrtecken. Skriv den på en rad.")
    return title


_Heading = Annotated[str, AfterValidator(_heading)]


class _Section(Strict):
    key: str
    title: _Heading
    opening: str = ""
    title_en: str = ""
    opening_en: str = ""
    annex: bool = False


class _Theme(Strict):
    quarter: int = Field(ge=1, le=4)
    title: _Heading
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
        if wrong := [*_wrong(self.section, self.placed)]:
            raise ValueError("\n".join(wrong))
        return self


def _wrong(sections: Sequence[_Section], placed: Mapping[str, str]) -> Iterator[str]:
    """A line for each thing that is wrong with the sections together."""
    keys = [one.key for one in sections]
    if wrong := sorted({key for key in keys if key not in KEYS or keys.count(key) > 1}):
        yield f"avsnittet finns inte, eller står två gånger: {', '.join(wrong)}"
    for key, why in _NEEDED.items():
        if key not in keys:
            yield f"avsnittet {key} saknas: {why}. Lägg tillbaka det."
    if keys[-1:] != [_LAST]:
        yield f"avsnittet {_LAST} ska stå sist: hit leder alla källhänvisningar"
    yield from _same_titles(sections)
    if lost := sorted({place for place in placed.values() if place.split(".")[0] not in keys}):
        yield f"placed nämner avsnitt som inte är med: {', '.join(lost)}"


def _same_titles(sections: Sequence[_Section]) -> Iterator[str]:
    """Two headings of the same words could not be told apart in the contents, nor by somebody who asks."""
    titles = [" ".join(one.title.split()).casefold() for one in sections]
    for number, title in enumerate(titles, start=1):
        first = titles.index(title) + 1
        if first < number:
            same = f"rubriken ”{sections[number - 1].title}” står redan i section {first}"
            yield f"section {number} title: {same}. Ge avsnitten olika rubriker."


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
