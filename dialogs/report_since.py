"""What the answers have become since the report was written in or kept: told before it goes on."""

from collections.abc import Iterator, Sequence

from dialogs import report_background, status_report
from dialogs.desk import Desk
from dialogs.report_background import Found
from domain.errors import NotAllowed
from domain.life import Act
from domain.material import Material
from domain.report_life import ReportLife, editable
from domain.report_versions import VersionHead
from domain.rounds import Round
from domain.swedish import listed
from reports.composing import Part

_ANSWERS = frozenset({Act.SUBMIT, Act.NOTHING})


def must_be_treated(desk: Desk, round_: Round, answers: Material) -> None:
    """Raise NotAllowed, with the sections and the way there, while an edit stands on answers that changed.

    ``answers``, here and below: those of the round until now.
    """
    if untreated := status_report.composition_of(desk, round_, answers).changed_under:
        raise NotAllowed(f"{changed(untreated)} Inget är gjort. {way(round_)}")


def must_be_given(desk: Desk, round_: Round, number: int, answers: Material) -> None:
    """Raise NotAllowed, with where and what to do, while the version holds what a unit keeps for itself."""
    if found := kept_back(desk, round_, number, answers):
        raise NotAllowed(f"Inget är gjort. {told_of(desk, round_, found, answers)}")


def kept_back(desk: Desk, round_: Round, number: int, answers: Material) -> list[Found]:
    """Where the version repeats what a unit keeps as background now; nothing for a number of no version."""
    if desk.store.reports.version(round_.key, number) is None:
        return []
    return report_background.in_document(desk, round_, answers, status_report.document(desk, round_, number))


def stops(desk: Desk, round_: Round, answers: Material) -> Iterator[str]:
    """Why the newest version goes no further, and what to do; nothing where it may."""
    for head in desk.store.reports.versions(round_.key)[:1]:
        if found := kept_back(desk, round_, head.number, answers):
            yield told_of(desk, round_, found, answers)


def told_of(desk: Desk, round_: Round, found: Sequence[Found], answers: Material) -> str:
    """Where it is, whose it is, and what to do about it, as far as the report has come."""
    life = desk.store.report_life.of(round_.key)
    units = listed(dict.fromkeys(one.repeat.unit for one in found))
    do = _without(desk, round_, life, found, answers)
    asks = f"Eller fråga {units} om texten får stå i rapporten: då ändrar de i sitt svar."
    return " ".join([*(one.told for one in found), do, asks])


def _without(desk: Desk, round_: Round, life: ReportLife, found: Sequence[Found], answers: Material) -> str:
    if not editable(life):
        return (
            f"Ta tillbaka beslutet först: skriv ”ta tillbaka beslutet {round_.key}: …” och varför. Ta sedan "
            "bort orden i utkastet, och besluta om den nya versionen."
        )
    edited = {part.key for part in status_report.composition_of(desk, round_, answers).parts if part.edit}
    if written := listed(dict.fromkeys(one.title for one in found if one.key in edited)):
        return (
            f"Samordnaren öppnar utkastet (skriv ”utkast {round_.key}”), väljer Redigera vid {written} och "
            "tar bort orden."
        )
    return f"Samordnaren gör ett nytt utkast: skriv ”utkast {round_.key}”. Där står orden inte."


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
