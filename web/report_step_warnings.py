"""What stands in the way of a step, or should be thought of before it is taken."""

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs import report_since, unready
from domain import swedish
from domain.report_life import ReportAct
from web.report_progress import OF_A_VERSION
from web.report_rooms import Room


@dataclass(frozen=True)
class Warned:
    """``path``: where more is to be read, below the report's address; empty for nowhere."""

    words: str
    path: str = ""
    title: str = ""


def subject(room: Room, act: ReportAct) -> int:
    """The version that the step is about; 0 for none."""
    if act is ReportAct.PUBLISH:
        return (room.life.decided.version if room.life.decided else None) or 0
    return room.versions[0].number if room.versions else 0


def warnings(room: Room, act: ReportAct, read: int) -> Iterator[Warned]:
    """``read``: the version that was on the screen before, 0 when that is not known."""
    if act not in OF_A_VERSION:
        return
    yield from _another(subject(room, act), act, read)
    if parts := room.composition.changed_under:
        yield Warned(report_since.changed(parts))
        for part in parts if room.editable else ():
            yield Warned("", f"/avsnitt/{part.key}/underlag", f"Jämför och välj text: {part.title}")
    yield from _kept_back(room, subject(room, act))
    yield from _of_the_answers(room, act)
    if number := subject(room, act):
        found = unready.told(room.desk, room.round, number, room.person)
        yield from map(Warned, found)
    if act is ReportAct.DECIDE and (left := len(room.open_remarks)):
        them = "den" if left == 1 else "dem"
        count = swedish.upper_first(swedish.count(left, "synpunkt", "synpunkter"))
        yield Warned(
            f"{count} väntar på svar. Samordnaren svarar på {them} innan rapporten kan beslutas.",
            "/synpunkter",
            "Läs synpunkterna",
        )


def _another(number: int, act: ReportAct, read: int) -> Iterator[Warned]:
    if not read or not number or read == number:
        return
    now = f"Version {number} är beslutad" if act is ReportAct.PUBLISH else f"Nu finns version {number}"
    yield Warned(
        f"Du läste version {read}. {now}.",
        f"/versioner/jamfor?fran={min(read, number)}&till={max(read, number)}",
        "Läs vad som skiljer dem åt",
    )


def _kept_back(room: Room, number: int) -> Iterator[Warned]:
    """Which words a unit has given as background alone, and where they are written."""
    if found := report_since.kept_back(room.desk, room.round, number, room.material):
        yield Warned(report_since.told_of(room.desk, room.round, found, room.material))
        for key, title in dict.fromkeys((one.key, one.title) for one in found if room.editable):
            yield Warned("", f"/avsnitt/{key}", f"Redigera {title}")


def _of_the_answers(room: Room, act: ReportAct) -> Iterator[Warned]:
    """Who has answered after the version, and who not at all."""
    number = subject(room, act)
    for head in room.versions:
        if head.number == number and (late := report_since.answered(room.desk, room.round, head)):
            yield Warned(
                f"Svar från {swedish.listed(late)} har kommit efter version {number} och är inte med."
            )
    if act is not ReportAct.PUBLISH and (lacking := [one.respondent.name for one in room.material.missing]):
        yield Warned(f"{swedish.listed(lacking)} har inte lämnat in.")
