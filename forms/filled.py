"""What is filled in on the cards of a draft: what the fields show, what a saved card leaves behind."""

from collections.abc import Iterator, Mapping

from domain.answers import COMMENT, FIGURE, SAME, STATE, WHY, Answers, Standing, Value
from domain.form import LACKING, Card, Form, Group, Kind, Question
from domain.quarter import Quarter
from forms.numbers import show
from forms.parsing import Parsed, clean, items_in
from forms.personal import masked

REFUSED, CONFLICT = "refused.", "conflict."
"""Before a question's key in a draft: the words that could not be taken as an answer, for the field to show;
and what another person wrote at the same time. Both block sending in, so no submission holds such a key.
"""

_LONGEST_REFUSED = 4_000

_STANDINGS: dict[str, str] = {
    **{standing.value: words for standing, words in LACKING.items()},
    Standing.HOLDS.value: "Den publicerade siffran stämmer",
    Standing.DEVIATES.value: "Den publicerade siffran avviker",
    Standing.UNKNOWN.value: "Vet inte",
    Standing.NOTHING.value: "Inget att rapportera",
}


def plain(key: str) -> str:
    """The question's own key, whatever is kept aside under it."""
    return key.removeprefix(REFUSED).removeprefix(CONFLICT)


def places(card: Card, answers: Mapping[str, object]) -> dict[str, int]:
    """How many items each group of the card has, those with refused words too."""
    return items_in(card, {plain(key): value for key, value in answers.items()})


def raw_values(card: Card, answers: Answers) -> dict[str, str]:
    """What the card's fields show: refused words, else the answer, else the default."""
    shown = {}
    for question in card.questions(places(card, answers)):
        if REFUSED + question.key in answers:
            shown[question.key] = raw(answers[REFUSED + question.key])
        elif question.key in answers:
            shown[question.key] = raw(answers[question.key])
        elif question.default:
            shown[question.key] = question.default
    return shown


def raw(value: Value) -> str:
    """A stored value as a field shows it; the parser reads it back to the same value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(value)
    return value if isinstance(value, str) else show(value)


def merge(card: Card, answers: Answers, raw_: Mapping[str, str], parsed: Parsed) -> dict[str, Value]:
    """The answers after a card was saved with ``raw_``. Emptied and removed items are gone.

    Refused words are kept aside, without personal data, until they are put right. What was carried over from
    last quarter, or explained, stands only as long as its answer does.
    """
    touched = parsed.cleared | set(parsed.answers) | {problem.key for problem in parsed.problems}
    merged = {key: value for key, value in answers.items() if key.removeprefix(REFUSED) not in touched}
    merged |= parsed.answers
    for key, words in repeatable(card, {one.key: raw_[one.key] for one in parsed.problems}).items():
        merged[REFUSED + key] = clean(words)[:_LONGEST_REFUSED]
    for key in touched:
        _drop_companions(key, answers, merged)
    for group in card.groups:
        merged = closed_up(group, merged)
    return merged


def repeatable(card: Card, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields as they may be kept and shown again: what looks like personal data is taken out.

    Contact details are left where they may stand. A field without any is as it was written.
    """
    contacts = {question.key for question in card.questions(places(card, fields)) if question.contact}
    return {key: _without_finds(words, contact=key in contacts) for key, words in fields.items()}


def _without_finds(words: str, *, contact: bool) -> str:
    plain = clean(words)  # what the guard has read: signs that nobody sees hide nothing
    found = masked(plain, contact=contact)
    return words if found == plain else found


def _drop_companions(key: str, before: Answers, merged: dict[str, Value]) -> None:
    if key.endswith(STATE):  # said again, perhaps of a figure that has changed since
        merged.pop(key.removesuffix(STATE) + FIGURE, None)
    if merged.get(key) != before.get(key):
        merged.pop(key + SAME, None)
    if key not in merged:
        for companion in (WHY, COMMENT):
            merged.pop(key + companion, None)


def without_removed(card: Card, raw_: Mapping[str, str]) -> dict[str, str]:
    """The fields as if every item whose removal is ticked had been emptied."""
    emptied = {
        question.key: ""
        for group in card.groups
        for index in range(group.most)
        if raw_.get(group.removal(index).key) == "true"
        for question in group.item(index)
    }
    return {**raw_, **emptied}


def closed_up(group: Group, answers: Answers) -> dict[str, Value]:
    """The answers with the group's items in the places from 0 on, in the order that they stand."""
    return moved(group, answers, {old: new for new, old in enumerate(sorted(used(group, answers)))})


def used(group: Group, answers: Answers) -> set[int]:
    """The places of the group that have an item, if only of words that were refused."""
    prefix = group.key + "."
    return {int(plain(key).split(".")[1]) for key in answers if plain(key).startswith(prefix)}


def moved(group: Group, answers: Answers, to: Mapping[int, int]) -> dict[str, Value]:
    """The answers with the group's items in other places; a place that is not named stays."""
    return {_key_moved(key, group.key + ".", to): value for key, value in answers.items()}


def _key_moved(key: str, prefix: str, to: Mapping[int, int]) -> str:
    own = plain(key)
    if not own.startswith(prefix):
        return key
    aside = key.removesuffix(own)
    _, place, name = own.split(".", 2)
    return f"{aside}{prefix}{to.get(int(place), int(place))}.{name}"


def answered_lines(form: Form, answers: Answers) -> Iterator[tuple[Question, str]]:
    """Each answered question with its answer in words, in the order of the form."""
    for card in form.cards:
        for question in asked_on(card, answers):
            if words := spoken(question, answers):
                yield question, words


def spoken(question: Question, answers: Answers) -> str:
    """The answer with what stands beside it; "" for a question without an answer.

    As in "240 personer (publicerad uppgift, bekräftad)" or "Uppgift saknas: inte klar än".
    """
    own = answers.get(question.key)
    words = _standing(question, answers) if own is None else in_words(question, own)
    if not words:
        return ""
    if key := answers.get(question.key + SAME):
        words += f" (oförändrat sedan {Quarter.from_key(str(key)).label})"
    if explained := str(answers.get(question.key + COMMENT, "")):
        words += f" (kommentar: {explained.rstrip('.')})"
    return words


def _standing(question: Question, answers: Answers) -> str:
    given = answers.get(question.key + STATE)
    if given is None:
        return ""
    confirmed = answers.get(question.key + FIGURE)
    if given == Standing.HOLDS and confirmed is not None:
        return f"{in_words(question, confirmed)} (publicerad uppgift, bekräftad)"
    if given == Standing.NOTHING and question.nothing:
        return question.nothing
    return _STANDINGS.get(str(given), str(given))


def in_words(question: Question, value: Value) -> str:
    """An answer as a reader sees it: the labels of choices, "ja", a number with its unit."""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, list):
        return ", ".join(question.label_of(part) for part in value)
    if question.kind is Kind.CHOICE:
        return question.label_of(str(value))
    if isinstance(value, str):
        return value
    return f"{show(value)} {question.unit}".strip()


def asked_on(card: Card, answers: Answers) -> list[Question]:
    """The questions of the card and of the items that are there, without the companions."""
    return [one for one in card.questions(places(card, answers)) if not one.key.endswith(STATE)]
