"""Published numbers beside the sub-regions' own: those that stand in for an answer, those that differ."""

from collections.abc import Iterator, Mapping, Sequence

from domain.form import Kind, Question
from domain.material import Contribution
from domain.suppression import MOST_HIDDEN
from domain.swedish import listed
from forms.calculated import calculations
from reports.development import Development
from reports.development_basis import sources_at
from reports.document import Paragraph, Sentence
from reports.number_cells import Numbers, Unconfirmed

_SMALL = range(1, MOST_HIDDEN + 1)
_ADDING_UP = ("adds_up", "adds_up_own", "adds_up_mixed")


def unconfirmed(development: Development, part: Contribution) -> Mapping[str, Unconfirmed]:
    """By key what is published of the quarter and may be shown, where the sub-region has not confirmed it."""
    asked = [one for card in part.form.cards for one in card.questions() if one.kind is Kind.NUMBER]
    found = {one.key: told for one in asked if (told := _published(development, part, one))}
    for one in calculations(part.form):
        asked_for = next((each for each in asked if each.key == one.of[0]), None)
        if one.takes_the_quarter_before and asked_for and one.of[0] in found:
            parted = _parted(development, part, asked_for)
            found |= {one.question.key: parted} if parted else {}
    return found


def _published(development: Development, part: Contribution, question: Question) -> Unconfirmed | None:
    now = development.quarter
    known = development.bases(part, question).published.get(now)
    if known is None or known.figure is None or known.point.value is None:
        return None
    return Unconfirmed(known.point.value, tuple(sources_at(development, part, question, (now, known))))


def _parted(development: Development, part: Contribution, question: Question) -> Unconfirmed | None:
    """The quarter's own part of a published running total; None of few people, or without the one before."""
    now, published = development.quarter, development.bases(part, question).published
    used = (now, now.previous) if now.previous.year == now.year else (now,)
    known = [published[one] for one in used if one in published and published[one].point.value is not None]
    if len(known) < len(used):
        return None
    latest, *before = (one.point.value or 0 for one in known)
    value = latest - sum(before)
    if value < 0 or (question.counts_people and value in _SMALL):
        return None
    those = (
        one for at in zip(used, known, strict=True) for one in sources_at(development, part, question, at)
    )
    return Unconfirmed(value, tuple(dict.fromkeys(those)))


def own_notes(units: Sequence[Numbers], asked: Sequence[Question]) -> tuple[Paragraph, ...]:
    """Whose own numbers differ from what is published, what then does not add up, what the rest rests on.

    The numbers themselves stand in the table.
    """
    keys = {one.key for one in asked}
    found = [
        (unit, question, published)
        for unit in units
        for question, _, published in deviating(unit)
        if question.key in keys
    ]
    if not found:
        return ()
    whose: dict[str, list[str]] = {}
    for unit, question, _ in found:
        whose.setdefault(question.label, []).append(unit.part.respondent.name)
    told = (f"{_lower(label)} ({listed(names)})" for label, names in whose.items())
    words = [f"Egna uppgifter som skiljer sig från det publicerade finns om {listed(told)}."]
    if gaping := dict.fromkeys(unit.part.respondent.name for unit, one, _ in found if _gapes(unit, one)):
        words.append(f"Delarna summerar därför inte till totalen i {listed(gaping)}.")
    words.append("Summor, figurer och utveckling bygger på de publicerade talen.")
    sources = (source for unit, one, other in found for source in (*unit.cell(one).sources, *other.sources))
    return (Paragraph((Sentence(" ".join(words), tuple(dict.fromkeys(sources))),)),)


def deviating(unit: Numbers) -> Iterator[tuple[Question, float, Unconfirmed]]:
    """The own numbers that differ from what is published, both of which may be shown."""
    asked = (one for card in unit.part.form.cards for one in card.questions() if one.kind is Kind.NUMBER)
    for question in asked:
        published, own = unit.unconfirmed.get(question.key), unit.plain(question)
        if published is not None and own is not None and own != published.value:
            yield question, own, published


def _gapes(unit: Numbers, question: Question) -> bool:
    """Whether the unit's numbers that the own one is added up with no longer come to their total."""
    plain = {one.key: one for card in unit.part.form.cards for one in card.questions()}
    for rule in unit.part.form.rules:
        if rule.check in _ADDING_UP and question.key in rule.keys:
            numbers = [unit.plain(plain[key]) if key in plain else None for key in rule.keys]
            total, *parts = numbers
            if None not in numbers and total != sum(number or 0 for number in parts):
                return True
    return False


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
