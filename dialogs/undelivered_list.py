"""The list of what did not come: by reason, with the advice once, and whom it was to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dialogs import queue_words, rights
from dialogs.desk import Desk
from dialogs.whom import Whom
from domain import notice_names, swedish
from domain.advice import advice
from domain.delivery import Reason
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person
from domain.undelivered import cause, stands, what_came_of_it
from store.outbox_rows import Posted

_MOST_NAMES, _MOST_LINES, _MOST_BUTTONS = 8, 6, 4
_MORE = "Skriv ”ej levererat alla” för att se alla, eller ”ej levererat” och en enhet eller ett namn."


@dataclass(frozen=True)
class Known:
    """The people of the rows, as they stand today, by id; ``reader``: the id of who asks."""

    people: dict[str, Person]
    reader: str

    def name(self, row: Posted) -> str:
        return self.people[row.person].name if row.person in self.people else row.person

    def runs(self, row: Posted) -> bool:
        """Whether it was to the reader, or to another who coordinates: they know how it stands anyway."""
        return row.person == self.reader or (
            row.person in self.people and self.people[row.person].coordinates
        )


def known(turn: Turn, reader: Person, desk: Desk) -> Known:
    return Known({one.id: rights.today(turn, one) for one in desk.store.people.everyone()}, reader.id)


def has_no_address(row: Posted, desk: Desk) -> bool:
    """Whether it would only be given up again: nobody has been heard from there since."""
    return row.reason is Reason.NO_ADDRESS and desk.store.addresses.of_person(row.person) is None


def shown(rows: list[Posted], whom: Whom, who: Known, turn: Turn, desk: Desk) -> Message:
    queued = queue_words.waiting(turn.at, desk)
    if not rows:
        return Message(_nothing(whom, queued))
    round_ = desk.store.rounds.taking_answers(turn.at) or desk.store.rounds.latest()
    listed = _in_order(rows, round_.key if round_ else "", who)
    told = [_told(group, who, whole=bool(whom.said)) for group in _by_reason(listed)]
    hides = any(one for _, one in told)
    if hides:
        told.append((_MORE, False))
    count = swedish.count(len(rows), "meddelande", "meddelanden", neuter=True)
    label = ", ".join(filter(None, (whom.label, whom.round.quarter.label if whom.round else "")))
    return Message(
        panel=Panel(
            f"Ej levererat{f' ({label})' if label else ''}: {count}",
            (*(words for words, _ in told), *([queued] if queued else [])),
        ),
        buttons=(
            *_buttons(listed, whom, who, desk),
            *([Button("Visa alla", "ej levererat alla")] if hides else []),
        ),
    )


def _nothing(whom: Whom, queued: str) -> str:
    if not whom.is_all:
        of = f" till {whom.label}" if whom.label else ""
        when = f" för {whom.round.quarter.label}" if whom.round else ""
        sent = f"Skriv ”leveranser {whom.said}”, så ser du vad som har skickats."
        return f"Inget{of}{when} står som ej levererat. {sent}"
    if queued:
        return f"{queued} Inget står som ej levererat just nu."
    return "Inget har kommit bort, och inget väntar på att skickas."


def _in_order(rows: Iterable[Posted], round_: str, who: Known) -> list[Posted]:
    """The round's own first, the latest first; what was to coordinators last."""
    by_name = sorted(rows, key=lambda row: swedish.place(who.name(row)))
    return sorted(
        by_name,
        key=lambda row: (who.runs(row), row.what.get("round") != round_, -row.at.date().toordinal()),
    )


def _by_reason(rows: list[Posted]) -> Iterable[list[Posted]]:
    found: dict[Reason, list[Posted]] = {}
    for row in rows:
        found.setdefault(row.reason, []).append(row)
    return found.values()


def _came(row: Posted) -> str:
    return what_came_of_it(row.outcome, row.reason, row.why)


def _told(rows: list[Posted], who: Known, *, whole: bool) -> tuple[str, bool]:
    """All that was given up for one reason, and whether some of it is left out."""
    names = list(dict.fromkeys(who.name(row) for row in rows))
    first = rows[0]
    if len(rows) == 1:
        what = notice_names.named(first.kind, names[0])
        return f"{what}, {swedish.moment(first.at)}: {_came(first)}. {advice(first.reason, names)}", False
    same = len({_came(row) for row in rows}) == 1
    head = swedish.upper_first(_came(first) if same else stands(first.outcome, first.reason))
    lines = [
        _line(kind_and_day, those, who, whole=whole, why=not same) for kind_and_day, those in _lines(rows)
    ]
    left = [] if whole else lines[_MOST_LINES:]
    kept = lines[: len(lines) - len(left)]
    if more := sum(one.rows for one in left):
        kept.append(
            _Line(
                f"– och {swedish.count(more, 'meddelande', 'meddelanden', neuter=True)} till", 0, hides=True
            )
        )
    told = "\n".join([f"{head}:", *(one.words for one in kept), advice(first.reason, names)])
    return told, any(one.hides for one in kept)


@dataclass(frozen=True)
class _Line:
    words: str
    rows: int
    hides: bool


def _lines(rows: list[Posted]) -> Iterable[tuple[str, list[Posted]]]:
    """Those of one kind and day together, under what they are called."""
    found: dict[str, list[Posted]] = {}
    for row in rows:
        called = f"{swedish.upper_first(notice_names.name(row.kind))}, {swedish.day_of_month(row.at)}"
        found.setdefault(called, []).append(row)
    return found.items()


def _line(called: str, rows: list[Posted], who: Known, *, whole: bool, why: bool) -> _Line:
    each = Counter(f"{who.name(row)} ({cause(row.why)})" if why else who.name(row) for row in rows)
    names = [name if times == 1 else f"{name} ({times} gånger)" for name, times in each.items()]
    left = 0 if whole or len(names) <= _MOST_NAMES + 1 else len(names) - _MOST_NAMES
    kept = names[: len(names) - left] + ([f"{left} till"] if left else [])
    return _Line(f"– {called}, till {swedish.listed(kept)}", len(rows), hides=bool(left))


def _buttons(rows: list[Posted], whom: Whom, who: Known, desk: Desk) -> Iterator[Button]:
    """One for each person, with the name first; those that a code is needed for come after the others."""
    stuck = {row.key for row in rows if has_no_address(row, desk)}
    to_send = _by_person(row for row in rows if row.key not in stuck)
    if sum(map(len, to_send.values())) > 1:
        yield Button(
            "Skicka alla igen", "skicka allt igen" if whom.is_all else f"skicka allt igen {whom.said}"
        )
    offered = [(those[0], _sends(those, who)) for those in to_send.values()]
    offered += [
        (those[0], Button(f"{_called(those[0], who)}: gör en kod", f"kod för {_called(those[0], who)}"))
        for person, those in _by_person(row for row in rows if row.key in stuck).items()
        if person not in to_send and _may_have_code(person, who)
    ]
    in_turn = sorted(offered, key=lambda one: who.runs(one[0]))
    yield from (button for _, button in in_turn[:_MOST_BUTTONS])


def _sends(rows: list[Posted], who: Known) -> Button:
    name = _called(rows[0], who)
    number = f"{len(rows)} " if len(rows) > 1 else ""
    return Button(f"{name}: skicka {number}igen", f"skicka igen till {name}")


def _may_have_code(person: str, who: Known) -> bool:
    """The reader has written already, and who decides gets the code from whoever runs Samråd."""
    return person in who.people and person != who.reader and not who.people[person].decides


def _called(row: Posted, who: Known) -> str:
    """The name; of two with the same name, the id."""
    name = who.name(row)
    alike = sum(one.name == name for one in who.people.values())
    return name if alike == 1 else row.person


def _by_person(rows: Iterable[Posted]) -> dict[str, list[Posted]]:
    found: dict[str, list[Posted]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row)
    return found
