"""From a draft to what the person sees: the card to fill in, the summary, all answers in a list."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dialogs import comments
from dialogs.sheets import Sheet
from domain import swedish
from domain.answers import STATE, Problem
from domain.form import Card, Question, Severity
from domain.messages import FormPage, Message, Panel, Summary
from forms import beside, carrying, checking, filled, joining, parsing, rules
from store.answering import Written

_LONGEST_CARD, _LONGEST_FIELD = 13_000, 750
"""Characters of refused words on one card: Teams takes about 80 KB, and each character is two bytes."""


@dataclass(frozen=True)
class Showing:
    """How a card is shown: problems first, then a notice; ``raw`` has refused words as they were written."""

    problems: tuple[Problem, ...] = ()
    notice: str = ""
    raw: Mapping[str, str] | None = None
    more: Mapping[str, int] = field(default_factory=dict)


def page(sheet: Sheet, card: Card, showing: Showing, link: str = "") -> FormPage:
    """The card ready to fill in, with a request id of its own."""
    answered = filled.raw_values(card, sheet.answers)
    values = answered | _as_sent(sheet, answered, filled.repeatable(card, showing.raw or {}))
    counts = parsing.items_in(card, values)
    items = {
        group.key: min(counts[group.key] + showing.more.get(group.key, 0), group.most)
        for group in card.groups
    }
    explain = dict(explanations(sheet, card))
    for questions in explain.values():
        for question in questions:
            if question.key in sheet.answers:
                values[question.key] = filled.raw(sheet.answers[question.key])
    return FormPage(
        card=card,
        of=len(sheet.form.cards),
        round=sheet.round.key,
        unit=sheet.respondent.id,
        unit_name=sheet.respondent.title,
        request=secrets.token_urlsafe(9),
        revision=sheet.draft.revision,
        values=values,
        items=items,
        problems=showing.problems,
        notice=showing.notice,
        link=link,
        beside=_beside(sheet, card),
        same=carrying.repeatable(card, sheet.previous),
        explain=explain,
        form=sheet.form_ref.key,
    )


def asked(sheet: Sheet, card: Card, fields: Mapping[str, str]) -> tuple[Question, ...]:
    """Every field that the card has: its questions, explanations of warnings, choices between texts."""
    own = card.questions(parsing.items_in(card, fields))
    return (*own, *(question for _, questions in explanations(sheet, card) for question in questions))


def explanations(sheet: Sheet, card: Card) -> Iterator[tuple[str, tuple[Question, ...]]]:
    """By question key: what is asked beside it, to choose between two texts or to explain a warning."""
    picks = joining.by_question(joining.picks(card, sheet.answers))
    warned = rules.explain(sheet.findings)
    for question in card.questions(filled.places(card, sheet.answers)):
        if asked := picks.get(question.key) or warned.get(question.key):
            yield question.key, asked


def _beside(sheet: Sheet, card: Card) -> dict[str, tuple[str, ...]]:
    """Last quarter's answer, the published figure, who else asks, another's text, what rules only tell."""
    lines: dict[str, tuple[str, ...]] = {}
    for question in card.questions():
        if former := _former(sheet, question):
            lines[question.key] = (former,)
        if published := beside.lines(question):
            lines[question.key] = (*lines.get(question.key, ()), *published)
    for key, words in joining.beside(card, sheet.answers).items():
        lines[key] = (*lines.get(key, ()), *words)
    for question in comments.named(sheet, card):
        lines[question.key] = (comments.told(sheet.life), *lines.get(question.key, ()))
    for finding in (one for one in sheet.findings if one.severity is not Severity.HARD):
        lines[finding.key] = (*lines.get(finding.key, ()), finding.words)
    return lines


def with_authors(page: FormPage, sheet: Sheet, history: Sequence[Written]) -> FormPage:
    """The page with who wrote the text that stands, beside each question that two answered differently."""
    lines = dict(page.beside)
    for question in page.card.questions(dict(page.items)):
        key = question.key
        if filled.CONFLICT + key in sheet.answers and (author := _author(key, history)):
            lines[key] = (f"{author} skrev det som står nu.", *lines.get(key, ()))
    return replace(page, beside=lines)


def _author(key: str, history: Sequence[Written]) -> str:
    """Who last changed the answer; empty when nobody has given one."""
    name, before = "", None
    for one in history:
        if (now := one.answers.get(key)) != before:
            name, before = one.by_name, now
    return name if before is not None else ""


def _former(sheet: Sheet, question: Question) -> str:
    """Last quarter's answer in words; empty when there is none."""
    if sheet.previous is None or question.key.endswith(STATE):
        return ""
    words = filled.spoken(question, sheet.previous.answers)
    return beside.last_line(words, sheet.round.quarter.previous.label) if words else ""


def _as_sent(sheet: Sheet, answered: Mapping[str, str], raw: Mapping[str, str]) -> dict[str, str]:
    """What was refused, and what is the same but for its spaces: the rest may be what others have saved."""
    return _fitting(
        {
            key: words
            for key, words in raw.items()
            if (filled.REFUSED + key in sheet.answers and not raw.get(key + joining.PICK))
            or words.split() == answered.get(key, "").split()
        }
    )


def _fitting(raw: Mapping[str, str]) -> dict[str, str]:
    """Refused words as they are; so long that no card could hold them all, each is cut."""
    if sum(len(words) for words in raw.values()) <= _LONGEST_CARD:
        return dict(raw)
    return {key: words[:_LONGEST_FIELD] for key, words in raw.items()}


def summary(sheet: Sheet, link: str = "") -> Message:
    """Every answer before it is sent in, by card, and what still stands in the way."""
    return Message(
        summary=Summary(
            title=f"Kontrollera svaren för {sheet.respondent.name}, {sheet.round.quarter.label}",
            round=sheet.round.key,
            unit=sheet.respondent.id,
            request=secrets.token_urlsafe(9),
            revision=sheet.draft.revision,
            cards=sheet.form.cards,
            facts={card.key: _facts(sheet, card) for card in sheet.form.cards},
            open=tuple(problem for _, problems in sheet.open() for problem in problems),
            link=link,
            step=sheet.life.number,
            form=sheet.form_ref.key,
            comment=f"{returned.by_name}: {returned.words}" if (returned := sheet.life.returned) else "",
        )
    )


def _facts(sheet: Sheet, card: Card, who: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{question.number} {question.label}", words + (who or {}).get(question.key, ""))
        for question in filled.asked_on(card, sheet.whole)
        if (words := filled.spoken(question, sheet.whole))
    )


def overview(sheet: Sheet, history: Sequence[Written]) -> Message:
    """Every answer so far, in the form's order, who wrote it, and the numbers of those that are missing."""
    who = _authors(history) | {key: " (förvalt)" for key in sheet.whole if key not in sheet.answers}
    facts = tuple(fact for card in sheet.form.cards for fact in _facts(sheet, card, who))
    open_ = [problem for _, problems in sheet.open() for problem in problems]
    state = checking.told(open_) if open_ else "Alla obligatoriska svar finns med."
    title = f"Svar för {sheet.respondent.name}, {sheet.round.quarter.label}"
    return Message(panel=Panel(title, (state,), facts))


def _authors(history: Sequence[Written]) -> dict[str, str]:
    """By question key: who last changed the answer; empty when the unit's one reporter has written it all."""
    if len({one.by for one in history}) < 2 and not any(one.on_behalf for one in history):  # noqa: PLR2004 - one writer needs no names
        return {}
    who: dict[str, str] = {}
    before: Mapping[str, object] = {}
    for one in history:
        changed = [key for key, value in one.answers.items() if before.get(key) != value]
        by = f"{one.by_name}, för enhetens räkning" if one.on_behalf else one.by_name
        who |= {key: f" ({by}, {swedish.moment(one.at)})" for key in changed}
        before = one.answers
    return who
