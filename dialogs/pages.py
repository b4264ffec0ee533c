"""From a draft to what the person sees: the card to fill in, the receipt, all answers in a list."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import swedish
from domain.answers import Answers, Draft, Problem, Submission
from domain.county import Council
from domain.form import Card, Form
from domain.messages import Button, FormPage, Message, Panel
from domain.rounds import Round
from forms import checking, filled, parsing

_LONGEST_CARD, _LONGEST_FIELD = 15_000, 1_000
"""Characters of refused words on one card: Teams takes about 80 KB, and each character is two bytes."""


@dataclass(frozen=True)
class Sheet:
    """One council's form in one round, with what is filled in so far."""

    round: Round
    council: Council
    form: Form
    draft: Draft

    @property
    def answers(self) -> Answers:
        return self.draft.answers

    def current(self) -> Card:
        return self.card(self.draft.card)

    def card(self, key: str) -> Card:
        """The card with that key; the first card for a key that the form does not have."""
        return next((card for card in self.form.cards if card.key == key), self.form.cards[0])

    def lacking(self) -> tuple[Card, list[Problem]] | None:
        """The first card that lacks required answers, and what it lacks."""
        for card in self.form.cards:
            if problems := checking.missing_on(card, self.answers):
                return card, problems
        return None


@dataclass(frozen=True)
class Showing:
    """How a card is shown: problems first, then a notice; ``raw`` keeps refused words in their fields."""

    problems: tuple[Problem, ...] = ()
    notice: str = ""
    raw: Mapping[str, str] | None = None
    more: Mapping[str, int] = field(default_factory=dict)


def page(sheet: Sheet, card: Card, showing: Showing) -> FormPage:
    """The card ready to fill in, with a request id of its own."""
    answered = filled.raw_values(card, sheet.answers)
    values = answered if showing.raw is None else _fitting(showing.raw)
    counts = parsing.items_in(card, values)
    items = {
        group.key: min(counts[group.key] + showing.more.get(group.key, 0), group.most)
        for group in card.groups
    }
    return FormPage(
        card=card,
        of=len(sheet.form.cards),
        round=sheet.round.key,
        unit=sheet.council.id,
        unit_name=f"Delregionalt samråd {sheet.council.name}",
        request=secrets.token_urlsafe(9),
        revision=sheet.draft.revision,
        values=values,
        items=items,
        problems=showing.problems,
        notice=showing.notice,
    )


def _fitting(raw: Mapping[str, str]) -> dict[str, str]:
    """Refused words as they are; so long that no card could hold them all, each is cut."""
    if sum(len(words) for words in raw.values()) <= _LONGEST_CARD:
        return dict(raw)
    return {key: words[:_LONGEST_FIELD] for key, words in raw.items()}


def receipt(sheet: Sheet, submission: Submission, *, on_time: bool) -> Message:
    """The proof that the answers came in: who, when, which version, and until when they can be changed."""
    late = "" if on_time else " (efter sista svarsdag)"
    facts = (
        ("Samråd", f"Delregionalt samråd {sheet.council.name}"),
        ("Omgång", sheet.round.quarter.label),
        ("Inlämnat", swedish.moment(submission.at) + late),
        ("Av", submission.by_name),
        ("Version", str(submission.version)),
        ("Kan ändras till", swedish.moment(sheet.round.closes)),
    )
    thanks = "Tack! Svaren är inlämnade. Du kan ändra dem och lämna in igen tills omgången stänger."
    return Message(
        panel=Panel("Kvitto", (thanks,), facts),
        buttons=(Button("Visa svaren", "visa svar"), Button("Ändra", "rapportera")),
    )


def overview(sheet: Sheet) -> Message:
    """Every answer so far, in the form's order, and the numbers of those that are missing."""
    facts = tuple(
        (f"{question.number} {question.label}", words)
        for question, words in filled.answered_lines(sheet.form, sheet.answers)
    )
    missing = checking.missing(sheet.form, sheet.answers)
    state = checking.told(missing) if missing else "Alla obligatoriska svar finns med."
    title = f"Svar för {sheet.council.name}, {sheet.round.quarter.label}"
    return Message(panel=Panel(title, (state,), facts))
