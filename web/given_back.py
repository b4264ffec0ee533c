"""What somebody wrote, to be read and copied: without the database, which may be what is gone."""

from collections.abc import Iterator, Mapping

from dialogs import asking
from domain import swedish
from domain.county import County
from domain.errors import SamradError
from domain.form import Card, Kind, Question
from domain.quarter import Quarter
from domain.rounds import FormRef
from forms import personal, raising, shelf
from forms.filled import places
from forms.joining import PICK
from forms.wording import chosen
from knowledge.fields import LABELS
from web.fields import PREFIX

Rows = tuple[tuple[str, str], ...]

_OTHER = "Det du skrev"


def written(fields: Mapping[str, str], county: County) -> Rows:
    """The fields of a form with what stands in each, as its writer knows them. Personal data is left out."""
    asked = {question.key: question for question in _questions(fields, county)}
    return tuple(
        (_name(asked.get(key), key), personal.masked(_in_words(asked.get(key), words.strip())))
        for name, words in fields.items()
        if (key := name.removeprefix(PREFIX)) != name and words.strip() and _is_words(asked.get(key), key)
    )


def _is_words(question: Question | None, key: str) -> bool:
    """A box of a page's own, such as the one that takes an item away, says nothing by itself."""
    return question is not None or not key.endswith((".remove", PICK))


def _name(question: Question | None, key: str) -> str:
    if question:
        return f"{question.number} {question.label}".strip()
    return swedish.upper_first(LABELS.get(key, _OTHER))


def _in_words(question: Question | None, words: str) -> str:
    if question and question.kind is Kind.TICK:
        return {"true": "Ja", "false": "Nej"}.get(words, words)
    if question and question.kind in {Kind.CHOICE, Kind.SEVERAL}:
        return ", ".join(question.label_of(value) for value in chosen(words))
    return words


def _questions(fields: Mapping[str, str], county: County) -> Iterator[Question]:
    """All that the form may ask; none where what it says of itself cannot be."""
    try:
        cards = list(_cards(fields, county))
    except (SamradError, KeyError, ValueError):
        return
    raw = {name.removeprefix(PREFIX): value for name, value in fields.items() if value}
    for card in cards:
        yield from card.questions(places(card, raw))


def _cards(fields: Mapping[str, str], county: County) -> Iterator[Card]:
    name = fields.get("card", "")
    if name in asking.CARDS:
        yield asking.CARDS[name]
    elif name:
        areas = county.areas_in(Quarter.from_key(fields.get("round", "")))
        id_, _, version = fields.get("form", "").rpartition(".")
        if name == raising.CARD:
            yield raising.card(areas)
        else:
            yield from shelf.form(FormRef(id_, int(version)), county.respondent(fields["unit"]), areas).cards
