"""One unit's form in one round with all that stands around it: the draft, its life, what was said before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from dialogs.desk import Desk
from domain import swedish
from domain.answers import Answers, Draft, Problem, Submission
from domain.county import Respondent
from domain.errors import Closed, NotFound
from domain.form import Card, Form
from domain.life import Life, due, takes_answers, why_locked
from domain.rounds import FormRef, Phase, Round
from domain.workdays import STOCKHOLM
from forms import carrying, checking, followups, rules
from forms.rules import Context, Finding


@dataclass(frozen=True)
class Sheet:
    """``earlier``: what the unit sent in for the rounds before, the latest last; at most eight. ``sent``: the
    latest version of this round. ``places``: the municipalities that few people can be known by.
    """

    round: Round
    respondent: Respondent
    form: Form
    draft: Draft
    life: Life
    earlier: tuple[Submission, ...]
    sent: Submission | None = None
    places: tuple[str, ...] = ()

    @property
    def answers(self) -> Answers:
        return self.draft.answers

    @property
    def form_ref(self) -> FormRef:
        return FormRef(self.form.id, self.form.version)

    @cached_property
    def whole(self) -> Answers:
        """The answers with what the cards show as chosen from the start: what would be sent in."""
        given = checking.with_defaults(self.form.cards, self.answers)
        return carrying.completed(self.form, given, self.previous)

    @property
    def previous(self) -> Submission | None:
        """The answer of the quarter just before; None when there was none, whatever came before that."""
        last = self.earlier[-1] if self.earlier else None
        return last if last and last.round == self.round.quarter.previous.key else None

    @property
    def context(self) -> Context:
        return Context(
            previous=self.previous.answers if self.previous else None,
            earlier=tuple(submission.answers for submission in self.earlier),
            same_year=self.round.quarter.previous.year == self.round.quarter.year,
            members=len(self.respondent.members),
            places=self.places,
        )

    @cached_property
    def findings(self) -> list[Finding]:
        """What the rules find in the answers as they stand."""
        return rules.findings(self.form, self.whole, self.context)

    @cached_property
    def unexplained(self) -> list[Finding]:
        """What of that stands in the way of sending in."""
        return [finding for finding in self.findings if rules.stands_in_the_way(finding, self.answers)]

    @property
    def has_unsent(self) -> bool:
        """Whether something was changed after the latest version was sent in."""
        return self.sent is not None and self.sent.answers != self.answers

    def current(self) -> Card:
        return self.card(self.draft.card)

    def card(self, key: str) -> Card:
        """The card or view with that key; the first card for a key that the form does not have."""
        return self._cards.get(key, self.form.cards[0])

    def has_card(self, key: str) -> bool:
        return key in self._cards

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {card.key: card for card in (*self.form.cards, *self.form.views)}

    def open_on(self, card: Card) -> list[Problem]:
        """What the card needs before all can be sent in: answers, choices, explanations."""
        return checking.open_on(card, self.whole, self.unexplained)

    def open(self) -> Iterator[tuple[Card, list[Problem]]]:
        """Each card that needs something before all can be sent in, with what it needs."""
        for card in self.form.cards:
            if problems := self.open_on(card):
                yield card, problems


def sheet_of(desk: Desk, round_: Round, unit: str) -> Sheet:
    """The unit's form with its draft; an empty draft when nothing has been saved."""
    respondent = desk.county.respondent(unit)
    draft = desk.store.submissions.draft(round_.key, unit)
    known = desk.store.raised.open_of_earlier_rounds(round_.key, unit)
    form = followups.added(
        desk.form(round_, respondent), followups.asked(known, draft.answers if draft else {})
    )
    return Sheet(
        round=round_,
        respondent=respondent,
        form=form,
        draft=draft or Draft(round_.key, unit, {}, 0, form.cards[0].key),
        life=desk.store.lives.of(round_.key, unit),
        sent=desk.store.submissions.latest(round_.key, unit),
        places=desk.places,
        earlier=tuple(desk.store.submissions.earlier(round_.key, unit)),
    )


def meeting_first(desk: Desk, sheet: Sheet) -> date | None:
    """For a municipality: when its council meets, where that is told and comes before the last day."""
    council = desk.county.council_of(sheet.respondent.id)
    if council is None or council.id == sheet.respondent.id:
        return None
    meeting = desk.store.meetings.of(sheet.round.key).get(council.id)
    last = due(sheet.life, sheet.round).astimezone(STOCKHOLM).date()
    return meeting if meeting and meeting <= last else None


_RECENT = 4
"""Rounds back that an answer may have been opened anew in."""


def open_round(desk: Desk, unit: str, now: datetime, key: str = "") -> Round:
    """The round that takes the unit's answers now; with ``key`` that one and no other.

    An extension or a reopening counts: then an older round may be the one. Raises Closed and says why when
    there is none, NotFound for a key that is no round's.
    """
    if key:
        return _that_round(desk, unit, now, key)
    if round_ := desk.store.rounds.taking_answers(now):
        return round_
    begun = [round_ for round_ in reversed(desk.store.rounds.all()) if round_.opens <= now][:_RECENT]
    for round_ in begun:
        if takes_answers(desk.store.lives.of(round_.key, unit), round_, now):
            return round_
    last = desk.store.rounds.latest()
    if last is None:
        raise Closed("Ingen omgång är planerad ännu. Du får ett meddelande när det är dags.")
    if last.phase(now) is Phase.PLANNED:
        raise Closed(
            f"Omgången för {last.quarter.label} öppnar {swedish.day(last.opens)}. Du får ett meddelande då."
        )
    raise Closed(why_locked(desk.store.lives.of(last.key, unit), last, now))


def _that_round(desk: Desk, unit: str, now: datetime, key: str) -> Round:
    round_ = desk.store.rounds.get(key)
    if round_ is None:
        raise NotFound("Den omgången finns inte.")
    life = desk.store.lives.of(key, unit)
    if round_.phase(now) is Phase.CLOSED and (why := why_locked(life, round_, now)):
        raise Closed(why)
    return round_
