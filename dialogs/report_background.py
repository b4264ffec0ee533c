"""What the units of a round keep as background, held against what is written and what is to be published."""

from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import report_sections, report_work
from dialogs.desk import Desk
from domain.material import Material
from domain.rounds import Round
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


def in_words(desk: Desk, round_: Round, answers: Material, words: str) -> list[str]:
    """For each unit whose background the words repeat: which of them, and what to do.

    ``answers``: those of the round until now.
    """
    kept = _background(desk, round_, answers)
    if not kept.repeats(words):
        return []
    openly = _openly(desk, round_, kept.material)
    return [to_do(one) for one in kept.repeats(words, openly)]


def in_document(desk: Desk, round_: Round, answers: Material, document: Document) -> list[Found]:
    """Where the document repeats what its units now keep as background, whoever wrote it there."""
    kept = _background(desk, round_, answers)
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


def _background(desk: Desk, round_: Round, answers: Material) -> Background:
    return Background(answers, _versions(desk, round_, answers.cut_off))


def _versions(desk: Desk, round_: Round, now: datetime) -> Versions:
    sent = desk.store.submissions.of_round(round_.key)
    return {unit: [one for one in versions if one.at <= now] for unit, versions in sent.items()}


def _openly(desk: Desk, round_: Round, material: Material) -> list[str]:
    """What the report says by itself today: that, too, is said openly. But corrections are typed."""
    options = replace(report_work.options(desk.store.report_life.of(round_.key)), corrections=())
    return [
        written_in(section) for section in report_sections.composed(material, {}, options).document.sections
    ]
