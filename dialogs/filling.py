"""Saving what was filled in: one card at a time, by tapping or typing, and sending it all in."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dialogs import onward, pages, receipts
from dialogs.desk import Desk
from dialogs.onward import Press, Taken
from dialogs.pages import Showing
from dialogs.rights import Filler
from dialogs.sheets import Sheet, sheet_of
from domain.answers import SAME, Answers, Problem, Submission, Value
from domain.errors import Closed
from domain.form import Card
from domain.life import Life, Status, why_locked
from domain.messages import Message
from domain.workdays import STOCKHOLM
from forms import carrying, filled, joining, parsing
from store.submissions import Kind as SavedKind
from store.submissions import Save

_DAYS_BEFORE_OPENING = 60
"""A council may have met this long before the round opened (reporting model, 1.4)."""

_TRIES = 5
"""How often a card is put on top of what someone else has just saved."""

_SENT = frozenset({Status.SUBMITTED, Status.APPROVED, Status.LOCKED})

_BUSY = "Flera personer sparar samtidigt just nu. Vänta en liten stund och försök igen."


@dataclass(frozen=True)
class Filling:
    """One person filling in one unit's form at one moment."""

    desk: Desk
    filler: Filler
    sheet: Sheet
    now: datetime

    def window(self) -> parsing.Window:
        earliest = self.sheet.round.opens.date() - timedelta(days=_DAYS_BEFORE_OPENING)
        return parsing.Window(earliest, self.today())

    def today(self) -> date:
        return self.now.astimezone(STOCKHOLM).date()

    def press(self, press: Press) -> Message:
        """Save the card and show what comes next: the same card with problems, another card, the summary."""
        filling = self
        for _ in range(_TRIES):
            if why := why_locked(filling.sheet.life, filling.sheet.round, self.now):
                raise Closed(why)
            if shown := filling.pressed(press):
                return shown
            filling = replace(self, sheet=sheet_of(self.desk, self.sheet.round, self.sheet.respondent.id))
        raise Closed(_BUSY)

    def pressed(self, press: Press) -> Message | None:
        """What the card leads to; None when someone else saved at the same moment."""
        if self.desk.store.submissions.has_come(press.key):
            return self.repeated(press)
        taken = self.taken(press)
        after = self.after(taken.answers, self.sheet.draft.revision + 1)
        card, showing = onward.next_card(press, taken, after)
        if card is None:  # what the cards show as chosen becomes an answer with the summary, which is read
            after = self.after(after.whole, self.sheet.draft.revision + 1)
        saved = self.desk.store.submissions.save(self.row(press, card, after.answers), self.now)
        if saved.kind is SavedKind.STALE:
            return None
        if saved.kind is SavedKind.REPEATED:
            after = self.after(saved.draft.answers, saved.draft.revision)
        if card is None:  # the save may have been a step: the first of all, or after a return
            return pages.summary(replace(after, life=self.life()), self.link())
        return self.page(after, card, showing)

    def life(self) -> Life:
        return self.desk.store.lives.of(self.sheet.round.key, self.sheet.respondent.id)

    def repeated(self, press: Press) -> Message:
        """The same card once more: where it led, with the answers as they stand now."""
        refused, two = self.held(press.card, filled.REFUSED), self.held(press.card, filled.CONFLICT)
        taken = Taken(self.sheet.answers, refused, tuple(problem.key for problem in two))
        card, showing = onward.next_card(press, taken, self.sheet)
        if card is None:
            return pages.summary(self.sheet, self.link())
        return self.page(self.sheet, card, showing)

    def taken(self, press: Press) -> Taken:
        """The answers as they become, with what others have saved since the card was shown."""
        shown = self.shown(press.revision)
        base = shown.answers
        fields = joining.chosen(press.card, base, filled.without_removed(press.card, _with_yes(press)))
        asked = pages.asked(shown, press.card, fields)
        parsed = parsing.parse(asked, fields, self.window())
        mine = joining.settled(press.card, base, filled.merge(press.card, base, fields, parsed), fields)
        by = joining.writer(self.filler.person.id, self.filler.person.name)
        joined = joining.join(press.card, base, mine, self.sheet.answers, by)
        answers = joined.answers
        if press.verb == "same":
            answers = carrying.carried(press.card, answers, self.sheet.previous, press.group)
        answers = carrying.completed(self.sheet.form, answers, self.sheet.previous)
        problems = tuple(one for one in parsed.problems if one.key + SAME not in answers)
        return Taken(answers, problems, joined.conflicts)

    def base(self, revision: int) -> Answers:
        """What stood when the card was shown. One that says it is newer than all is taken as the current."""
        if revision == self.sheet.draft.revision:
            return self.sheet.answers
        if revision == 0:
            return {}
        unit = self.sheet.respondent.id
        found = self.desk.store.submissions.at_revision(self.sheet.round.key, unit, revision)
        return found.answers if found else self.sheet.answers

    def shown(self, revision: int) -> Sheet:
        """The sheet as it was when the card was shown."""
        if revision == self.sheet.draft.revision:
            return self.sheet  # what its rules find is worked out once
        return self.after(self.base(revision))

    def after(self, answers: Answers, revision: int | None = None) -> Sheet:
        draft = self.sheet.draft
        number = draft.revision if revision is None else revision
        return replace(self.sheet, draft=replace(draft, answers=answers, revision=number))

    def confirm(self, request: str, revision: int, step: int | None = None) -> Message:
        """Send in what the summary showed: the receipt, or what stands in the way.

        ``step``: the answer's latest step when it was shown; None when nobody says.
        """
        life, round_ = self.sheet.life, self.sheet.round
        last = self.sheet.sent
        if last and not self.sheet.has_unsent and life.status in _SENT:
            return self.receipt(last)
        if why := why_locked(life, round_, self.now):
            raise Closed(why)
        # What the person read is what is sent: a change or a return since then is shown first.
        if self.base(revision) != self.sheet.answers or step not in (None, life.number):
            return pages.summary(self.sheet, self.link())
        card, showing = onward.at_the_end(self.sheet)
        if card:
            return self.page(self.sheet, card, showing)
        press = Press("confirm", self.sheet.form.cards[0], {}, request, revision)
        row = self.row(press, press.card, self.sheet.whole)
        saved = self.desk.store.submissions.submit(row, self.sheet.form_ref, self.now)
        return self.receipt(saved.submission) if saved.submission else pages.summary(self.sheet, self.link())

    def receipt(self, submission: Submission) -> Message:
        return receipts.receipt(replace(self.sheet, life=self.life()), submission)

    def opened(self, notice: str, card: Card | None = None) -> Message:
        """The card where the person was, with what could not be taken the last time."""
        shown = card or self.sheet.current()
        return self.page(
            self.sheet, shown, Showing(self.held(shown, filled.REFUSED, filled.CONFLICT), notice)
        )

    def held(self, card: Card, *aside: str) -> tuple[Problem, ...]:
        """What holds the person on the card: words that stand aside under one of these."""
        return tuple(
            problem
            for problem in self.sheet.open_on(card)
            if any(kept + problem.key in self.sheet.answers for kept in aside)
        )

    def page(self, sheet: Sheet, card: Card, showing: Showing) -> Message:
        """The card ready to fill in; where two wrote differently with the name of who wrote what stands."""
        page = pages.page(sheet, card, showing, self.link())
        if any(key.startswith(filled.CONFLICT) for key in sheet.answers):
            history = self.desk.store.submissions.history(sheet.round.key, sheet.respondent.id)
            page = pages.with_authors(page, sheet, history)
        return Message(page=page)

    def link(self) -> str:
        person, unit = self.filler.person, self.sheet.respondent.id
        return self.desk.link(person, unit, self.sheet.round, self.now)

    def row(self, press: Press, card: Card | None, answers: Mapping[str, Value]) -> Save:
        left = card or press.card
        return Save(
            round=self.sheet.round,
            unit=self.sheet.respondent.id,
            # A view, such as the meeting's notes, is not where the person is in the form.
            card=left.key if left.number else self.sheet.draft.card,
            answers=answers,
            request=press.key,
            digest=press.digest,
            revision=self.sheet.draft.revision,
            by=self.filler.person.id,
            by_name=self.filler.person.name,
            on_behalf=self.filler.on_behalf,
        )

    def typed(self, verb: str, card: Card, group: str = "", removed: str = "") -> Message:
        """A button of ``card`` said in words: its fields stand as they are shown, ``removed`` ticked."""
        raw = filled.raw_values(card, self.sheet.answers) | ({removed: "true"} if removed else {})
        request = secrets.token_urlsafe(9)
        return self.press(Press(verb, card, raw, request, self.sheet.draft.revision, group))


def _with_yes(press: Press) -> Mapping[str, str]:
    """Who adds a medskick has thereby said that there is one."""
    added = [group for group in press.card.groups if press.verb == "add" and group.key == press.group]
    said = {c.question: c.values[0] for group in added for c in group.required_if[:1]}
    return {**press.raw, **said}
