"""What the answers have become since the report was written in or kept: told before it goes on."""

from collections.abc import Sequence
from datetime import datetime

from dialogs import status_report
from dialogs.desk import Desk
from domain.errors import NotAllowed
from domain.life import Act
from domain.report_versions import VersionHead
from domain.rounds import Round
from domain.swedish import listed
from reports.composing import Part

_ANSWERS = frozenset({Act.SUBMIT, Act.NOTHING})


def must_be_treated(desk: Desk, round_: Round, now: datetime) -> None:
    """Raise NotAllowed, with the sections and the way there, while an edit stands on answers that changed."""
    if untreated := status_report.composition(desk, round_, now).changed_under:
        raise NotAllowed(f"{changed(untreated)} Inget är gjort. {way(round_)}")


def changed(parts: Sequence[Part]) -> str:
    """Which edited sections no longer stand on what they were written over."""
    sections = "ett avsnitt som är redigerat" if len(parts) == 1 else "avsnitt som är redigerade"
    return f"Underlaget har ändrats för {sections}: {listed(part.title for part in parts)}."


def way(round_: Round) -> str:
    """How those sections are treated, and by whom."""
    return (
        f"Samordnaren öppnar utkastet (skriv ”utkast {round_.key}”), jämför varje avsnitt med det nya "
        "underlaget och väljer vilken text som ska gälla."
    )


def answered(desk: Desk, round_: Round, head: VersionHead) -> list[str]:
    """The units, by name, that have answered since the version was made: that answer is not in it."""
    journal = desk.store.lives.journal(round_.key)
    return [
        desk.county.called(unit)
        for unit in desk.reporting()
        if any(step.at > head.cut_off and step.action in _ANSWERS for step in journal.get(unit, ()))
    ]
