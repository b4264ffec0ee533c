"""ändringar: what differs between two versions of the draft, shortly; the page has every word."""

import re
from collections.abc import Iterator

from dialogs import changed_words, report_files, report_standing, rights, status_report
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.round_words import names_quarter, round_in
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Role
from domain.report_versions import VersionHead
from domain.rounds import Round
from reports.comparing import Change, SectionDiff, differences

COMMAND = Command(
    says="ändringar",
    title_en="changes",
    description="Se vad som skiljer två versioner av utkastet, till exempel: ändringar K3 2 och 4",
    description_en="See what differs between two versions of the draft, for example: changes Q3 2 and 4",
    roles=frozenset({Role.COORDINATOR, Role.DECIDER}),
    menu=False,
)

_ASKED = re.compile(
    r"(?:visa\s+|jämför\s+|vad är\s+|vilka\s+)?"
    r"(?:ändringar(?:na)?|skillnad(?:en|er|erna)?|changes|versioner(?:na)?|nytt i utkastet)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FILLING = re.compile(
    r"\b(?:i|av|utkastet|rapporten|version(?:er|erna)?|mellan|sedan|från|till|mot|och)\b|[-–:]",
    re.IGNORECASE,
)
_TWO = re.compile(r"(?P<one>\d{1,4})(?:\s+(?P<other>\d{1,4}))?")

_SECTIONS = 8
"""So many sections are told of, with the first change in each."""


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _rest(turn.text) is not None


def _rest(text: str) -> str | None:
    """What is said after asking; None when nobody asks. Words of other things are no such question."""
    said = _ASKED.fullmatch(text.strip().rstrip("?.! "))
    if said is None:
        return None
    rest = said["rest"].strip()
    about = not rest or names_quarter(rest) or "utkastet" in rest.lower() or "rapporten" in rest.lower()
    return rest if about or _TWO.fullmatch(_numbers(rest)) else None


def _numbers(rest: str) -> str:
    return " ".join(_FILLING.sub(" ", rest).split())


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    report_files.may_read_drafts(turn, desk)
    round_, rest = round_in(_rest(turn.text) or "", turn, desk)
    before, after = _two(_numbers(rest), round_, desk)
    found = tuple(
        changed_words.without_clock(
            differences(
                status_report.document(desk, round_, before.number),
                status_report.document(desk, round_, after.number),
            )
        )
    )
    title = f"Från version {before.number} till {after.number}, {round_.quarter.label}"
    return Message(
        panel=Panel(title, tuple(_told(found)), tuple(_saved(before, after, turn))),
        buttons=tuple(_buttons(round_, after, turn, desk)),
    )


def _two(numbers: str, round_: Round, desk: Desk) -> tuple[VersionHead, VersionHead]:
    """The older and the newer; without numbers the two latest, with one that and the latest."""
    heads = desk.store.reports.versions(round_.key)
    if len(heads) < 2:  # noqa: PLR2004 - one version has nothing to be compared with
        raise NotFound(f"Det finns inte två versioner att jämföra för {round_.quarter.label}.")
    said = _TWO.fullmatch(numbers)
    if numbers and not said:
        raise NotFound("Skriv vilka två versioner du menar, till exempel: ändringar K3 2 och 4.")
    one = int(said["one"]) if said else heads[1].number
    other = int(said["other"]) if said and said["other"] else heads[0].number
    by_number = {head.number: head for head in heads}
    for number in (one, other):
        if number not in by_number:
            raise NotFound(f"Det finns ingen version {number}. Den senaste är version {heads[0].number}.")
    return by_number[min(one, other)], by_number[max(one, other)]


def _told(found: tuple[SectionDiff, ...]) -> Iterator[str]:
    if not found:
        yield "Texten är densamma."
        return
    yield (
        swedish.upper_first(swedish.count(len(found), "avsnitt skiljer", "avsnitt skiljer", neuter=True))
        + ":"
    )
    yield from map(_section, found[:_SECTIONS])
    if (more := len(found) - _SECTIONS) > 0:
        yield f"Och {more} till."


def _section(diff: SectionDiff) -> str:
    if diff.change is Change.ADDED:
        return f"{diff.title}: nytt avsnitt."
    if diff.change is Change.REMOVED:
        return f"{diff.title}: avsnittet är borta."
    changed = [line for line in diff.lines if line.changed]
    count = swedish.count(len(changed), "rad", "rader")
    return f"{diff.title}: {count}. {changed_words.told(changed[0])}"


def _saved(before: VersionHead, after: VersionHead, turn: Turn) -> Iterator[tuple[str, str]]:
    for head in (before, after):
        when = report_standing.ago(head.at, turn.at)
        yield f"Version {head.number}", f"{head.by_name}, {when}: {head.why}"


def _buttons(round_: Round, after: VersionHead, turn: Turn, desk: Desk) -> Iterator[Button]:
    if page := desk.report_links.draft(rights.known(turn, desk), round_, turn.at):
        yield Button("Öppna utkastet", opens=page)
    yield Button(f"Visa version {after.number}", f"utkast {round_.key} version {after.number}")


DIALOG = Dialog(wants, answer, COMMAND)
