"""A unit's own part of the draft, as it is read in the chat while it is checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from dialogs import report_rights, report_work, rights, status_report
from dialogs.desk import Desk
from dialogs.passages import Passage, passages
from dialogs.remark_answers import told_of
from dialogs.round_words import round_in
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person
from domain.report_life import Remark, ReportLife, must_take_remarks
from domain.rounds import Round
from reports.extracts import JOINT

_FROM = re.compile(r"\bfrån (?P<first>\d{1,4})\b", re.IGNORECASE)

_PAGE, _ROOM = 25, 12_000
"""Paragraphs and characters of them in one message; a card holds some 35 000 characters in all."""

_LISTED, _WORDS = 8, 400
"""The unit's own remarks that are shown with them, the latest, and characters of one."""


@dataclass(frozen=True)
class Part:
    """A unit's part of the version that is being checked, and who reads it."""

    round: Round
    unit: str
    name: str
    life: ReportLife
    passages: tuple[Passage, ...]

    @property
    def until(self) -> str:
        return swedish.day(self.life.checked_until) if self.life.checked_until else ""


def part_of(words: str, person: Person, turn: Turn, desk: Desk) -> tuple[Part, str]:
    """The part of the unit that the words name, else of the person's only one; and the rest of the words.

    Raise NotAllowed for another's unit and when the fact check is not open to it, NotFound when it is not
    clear which.
    """
    round_, rest = round_in(words, turn, desk)
    named, rest = rights.unit_at_start(rest, desk)
    life = desk.store.report_life.of(round_.key)
    unit = named or _only(life, person, round_, desk)
    report_rights.must_answer_for(desk, person, unit, turn.at)
    must_take_remarks(life, unit, turn.at)
    name, version = desk.county.called(unit), life.checked.version if life.checked else None
    document = status_report.document(desk, round_, version or 0)
    own = status_report.part_of(desk, document, unit, report_work.material(desk, round_, turn.at))
    return Part(round_, unit, name, life, passages(own)), rest


def _only(life: ReportLife, person: Person, round_: Round, desk: Desk) -> str:
    """The person's unit that is asked, when it is one."""
    own = list(person.answers_for())
    asked = [unit for unit in own if unit in life.asked] or own[:1]
    if len(asked) == 1:
        return asked[0]
    names = [desk.county.called(unit) for unit in asked]
    raise NotFound(
        f"Du svarar för {swedish.listed(names)}. Skriv vilken du menar, till exempel: granska rapporten "
        f"{round_.key} {names[0]}."
    )


def shown(words: str, person: Person, turn: Turn, desk: Desk) -> Message:
    """The paragraphs, from the one that the words name, and what the unit has said of them."""
    part, rest = part_of(words, person, turn, desk)
    found = _FROM.search(rest)
    first = max(int(found["first"]) if found else 1, 1)
    read = fitting(part.passages[first - 1 :])
    if not part.passages:
        return Message(
            f"Inget i rapporten bygger på bara {part.name}, så det finns inget för er att granska."
        )
    if not read:
        raise NotFound(f"Er del har {len(part.passages)} stycken. Det är inga fler än så.")
    told = (
        *_how(part, read),
        *_paragraphs(read),
        *_said(part, desk),
    )
    title = f"Det som står om {part.name} i lägesrapporten för {part.round.quarter.label}"
    return Message(panel=Panel(title, told), buttons=tuple(_buttons(part, read[-1].number, turn, desk)))


def fitting(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """So many of the first as one message holds; the first in any case."""
    sizes = accumulate(len(one.shown) for one in passages)
    fits = tuple(one for one, size in zip(passages, sizes, strict=True) if size <= _ROOM)
    return fits[:_PAGE] or passages[:1]


def _how(part: Part, shown: tuple[Passage, ...]) -> Iterator[str]:
    key, number = part.round.key, shown[0].number
    yield (
        f"Är något fel, skriv styckets nummer och hur det ska vara, till exempel: synpunkt {key} {part.name} "
        f"{number}: siffran ska vara 12. Stämmer allt skriver du: stämmer {key} {part.name}."
    )
    yield (
        f"Svara senast {part.until}. Säger ni inget till dess räknas det som att ni godtar uppgifterna. "
        "Det är arbetsmaterial. Sprid det inte vidare."
    )
    yield JOINT


def _paragraphs(shown: tuple[Passage, ...]) -> Iterator[str]:
    before = ""
    for one in shown:
        if one.title != before:
            yield f"Avsnitt: {one.title}"
            before = one.title
        yield f"Stycke {one.number}: {one.shown}"


def _said(part: Part, desk: Desk) -> Iterator[str]:
    """What the unit has said of it, and what was done."""
    for one in remarks(part, desk)[-_LISTED:]:
        said, how = swedish.shortened(one.words, _WORDS), one.settled
        done = told_of(one, how, _WORDS) if how else "Väntar på svar."
        yield f"Er synpunkt {one.id}: ”{said}” {done}"


def remarks(part: Part, desk: Desk) -> list[Remark]:
    return [one for one in desk.store.report_life.remarks(part.round.key) if one.unit == part.unit]


def _buttons(part: Part, last: int, turn: Turn, desk: Desk) -> Iterator[Button]:
    """``last``: the number of the last paragraph that is shown. Yes is offered when all has been."""
    key, person = part.round.key, rights.known(turn, desk)
    left = len(part.passages) - last
    if left:
        yield Button(f"Visa resten ({left})", f"granska rapporten {key} {part.name} från {last + 1}")
    until = part.life.checked_until or turn.at
    if page := desk.report_links.check(person, part.unit, part.round, until, turn.at):
        yield Button("Läs och svara i webbläsaren", opens=page)
    if not left and part.unit not in part.life.accepted:
        yield Button("Det stämmer", f"stämmer {key} {part.name}")
