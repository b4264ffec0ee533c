"""What the units of a round keep as background, held against what is written and what is to be published."""

from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import report_work
from dialogs.desk import Desk
from domain.material import Material
from domain.rounds import Round
from reports.composing import composed
from reports.document import Document
from reports.withheld import Background, Repeat, Versions, to_do, written_in


@dataclass(frozen=True)
class Found:
    """A section that repeats what a unit keeps. ``title``: as the report calls the section."""

    key: str
    title: str
    repeat: Repeat

    @property
    def told(self) -> str:
        start, rest = f"”{self.repeat.words}”", self.repeat.told.removeprefix(f"”{self.repeat.words}” står")
        return f"{start} i avsnittet {self.title} står{rest}"


def in_words(desk: Desk, round_: Round, now: datetime, words: str) -> list[str]:
    """For each unit whose background the words repeat: which of them, and what to do."""
    kept = _background(desk, round_, now)
    if not kept.repeats(words):
        return []
    openly = _openly(desk, round_, kept.material)
    return [to_do(one) for one in kept.repeats(words, openly)]


def in_document(desk: Desk, round_: Round, now: datetime, document: Document) -> list[Found]:
    """Where the document repeats what its units now keep as background, whoever wrote it there."""
    kept = _background(desk, round_, now)
    said = {section: written_in(section) for section in document.sections}
    held = [section for section, words in said.items() if kept.repeats(words)]
    if not held:
        return []
    openly = _openly(desk, round_, kept.material)
    return [
        Found(section.key, section.title, one)
        for section in held
        for one in kept.repeats(said[section], openly)
    ]


def _background(desk: Desk, round_: Round, now: datetime) -> Background:
    return Background(report_work.material(desk, round_, now), _versions(desk, round_, now))


def _versions(desk: Desk, round_: Round, now: datetime) -> Versions:
    sent = desk.store.submissions.of_round(round_.key)
    return {unit: [one for one in versions if one.at <= now] for unit, versions in sent.items()}


def _openly(desk: Desk, round_: Round, material: Material) -> list[str]:
    """What the report says by itself today: that, too, is said openly. But corrections are typed."""
    options = replace(report_work.options(desk.store.report_life.of(round_.key)), corrections=())
    return [written_in(section) for section in composed(material, options=options).document.sections]
