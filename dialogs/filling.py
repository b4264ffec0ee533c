"""Saving what was filled in: one card at a time, by tapping or typing, and sending it all in."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dialogs import pages
from dialogs.desk import Desk
from dialogs.pages import Sheet, Showing
from domain.answers import Draft, Problem, Submission, Value
from domain.form import Card
from domain.messages import Message
from domain.people import Person
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from forms import checking, filled, parsing
from store.submissions import Kind as SavedKind
from store.submissions import Save, Saved

_DAYS_BEFORE_OPENING = 60
"""A council may have met this long before the round opened (reporting model, 1.4)."""

_OLD_CARD = "Kortet du fyllde i var inte det senaste, så det sparades inte. Här är det aktuella kortet."


@dataclass(frozen=True)
class Press:
    """A card that was sent: ``verb`` is save, back, add or send; ``request`` names the shown card."""

    verb: str
    card: Card
    raw: Mapping[str, str]
    request: str
    revision: int
    group: str = ""

    @property
    def digest(self) -> str:
        """Tells a repeated delivery from the same card filled in anew."""
        content = json.dumps([self.verb, self.group, sorted(self.raw.items())], ensure_ascii=False)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Filling:
    """One person filling in one council's form at one moment."""

    desk: Desk
    person: Person
    sheet: Sheet
    now: datetime

    def window(self) -> parsing.Window:
        earliest = self.sheet.round.opens.date() - timedelta(days=_DAYS_BEFORE_OPENING)
        return parsing.Window(earliest, self.today())

    def today(self) -> date:
        return self.now.astimezone(STOCKHOLM).date()

    def press(self, press: Press) -> Message:
        """Save the card and show what comes next: the same card with problems, another card, the receipt."""
        raw = filled.without_removed(press.card, _with_yes(press))
        parsed = parsing.parse(press.card, raw, self.window())
        answers = filled.merge(press.card, self.sheet.answers, raw, parsed)
        after = replace(self.sheet, draft=replace(self.sheet.draft, answers=answers))
        card, showing = self.next_card(press, parsed, after)
        if press.verb == "send" and not after.lacking():
            return self.send(press, answers)
        saved = self.desk.store.submissions.save(self.row(press, card, answers), self.now)
        return self.shown(saved, card, showing)

    def next_card(self, press: Press, parsed: parsing.Parsed, after: Sheet) -> tuple[Card, Showing]:
        """Where saving leads. Refused values hold the person on the card; missing ones only at the end."""
        if parsed.problems:
            return press.card, Showing(parsed.problems, raw=press.raw, more=_added(press))
        if press.verb == "add":
            return press.card, Showing(more=_added(press))
        lacking = checking.missing_on(press.card, after.answers)
        wanted = {group.key: 1 for group in press.card.groups if any(p.key == group.key for p in lacking)}
        if wanted and press.verb != "back":
            return press.card, Showing(tuple(lacking), more=wanted)
        if press.verb == "send" and (found := after.lacking()):
            missing = checking.missing(after.form, after.answers)
            return found[0], Showing(tuple(found[1]), checking.told(missing))
        return self.neighbour(press, after), Showing(notice=_saved_words(press.card, lacking))

    def neighbour(self, press: Press, after: Sheet) -> Card:
        cards = after.form.cards
        place = press.card.number - 1 + (-1 if press.verb == "back" else 1)
        return cards[max(0, min(place, len(cards) - 1))]

    def send(self, press: Press, answers: Mapping[str, Value]) -> Message:
        """The receipt: of a new version, or of the last one when nothing has changed since."""
        last = self.desk.store.submissions.latest(self.sheet.round.key, self.sheet.council.id)
        if last and last.answers == answers:
            return self.receipt(last)
        row = self.row(press, self.sheet.form.cards[0], answers)
        saved = self.desk.store.submissions.submit(row, self.sheet.form.version, self.now)
        if saved.submission:
            return self.receipt(saved.submission)
        return self.shown(saved, press.card, Showing())

    def shown(self, saved: Saved, card: Card, showing: Showing) -> Message:
        sheet = replace(self.sheet, draft=saved.draft)
        if saved.kind is SavedKind.STALE:
            return Message(page=pages.page(sheet, sheet.current(), Showing(notice=_OLD_CARD)))
        if saved.submission:
            return self.receipt(saved.submission)
        return Message(page=pages.page(sheet, card, showing))

    def receipt(self, submission: Submission) -> Message:
        round_, unit = self.sheet.round, self.sheet.council.id
        first = self.desk.store.submissions.first_at(round_.key, unit)
        return pages.receipt(self.sheet, submission, on_time=round_.on_time(first or submission.at))

    def opened(self, notice: str) -> Message:
        """The card where the person was, with what could not be taken the last time."""
        card = self.sheet.current()
        problems = tuple(
            problem
            for problem in checking.missing_on(card, self.sheet.answers)
            if filled.REFUSED + problem.key in self.sheet.answers
        )
        return Message(page=pages.page(self.sheet, card, Showing(problems, notice)))

    def row(self, press: Press, card: Card, answers: Mapping[str, Value]) -> Save:
        return Save(
            round=self.sheet.round.key,
            unit=self.sheet.council.id,
            card=card.key,
            answers=answers,
            request=press.request,
            digest=press.digest,
            revision=press.revision,
            by=self.person.id,
            by_name=self.person.name,
        )

    def typed(self, verb: str, card: Card, group: str = "", removed: str = "") -> Message:
        """A button of ``card`` said in words: its fields stand as they are shown, ``removed`` ticked."""
        raw = filled.raw_values(card, self.sheet.answers) | ({removed: "true"} if removed else {})
        request = secrets.token_urlsafe(9)
        return self.press(Press(verb, card, raw, request, self.sheet.draft.revision, group))


def sheet_of(desk: Desk, round_: Round, unit: str) -> Sheet:
    """The council's form with its draft; an empty draft when nothing has been saved."""
    council = desk.county.council(unit)
    form = desk.form(round_, council)
    draft = desk.store.submissions.draft(round_.key, unit)
    return Sheet(round_, council, form, draft or Draft(round_.key, unit, {}, 0, form.cards[0].key))


def _with_yes(press: Press) -> Mapping[str, str]:
    """Who adds a medskick has thereby said that there is one."""
    added = [group for group in press.card.groups if press.verb == "add" and group.key == press.group]
    said = {c.question: c.values[0] for group in added for c in group.required_if[:1]}
    return {**press.raw, **said}


def _added(press: Press) -> dict[str, int]:
    return {press.group: 1} if press.verb == "add" else {}


def _saved_words(card: Card, lacking: list[Problem]) -> str:
    saved = f"Kort {card.number} är sparat."
    return f"{saved} {checking.told(lacking)}" if lacking else saved
