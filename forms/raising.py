"""The card on which an issue is raised at any time, and the same answers typed on lines of their own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from domain import raised
from domain.county import FocusArea
from domain.form import Card, Choice, Condition, Kind, Limits, Question
from domain.handover import headed
from forms import typed
from forms.typed import folded

CARD = "nytt_medskick"

_WORDS = {
    "title": "rubrik titel",
    "body": "beskrivning",
    "kind": "typ slag",
    "area": "område insatsområde",
    "level": "nivå",
    "addressee": "mottagare",
    "outcome": "önskat_utfall utfall",
    "urgency": "angelägenhet",
    "tags": "framgångsfaktorer framgångsfaktor taggar",
}
"""What is typed before the colon for each question; the first is shown."""

_FIELDS = {folded(word.replace("_", " ")): key for key, words in _WORDS.items() for word in words.split()}

_NEEDS_OUTCOME = tuple(kind for kind in raised.KINDS if kind != raised.IssueKind.INFORMATION)


def card(areas: Iterable[FocusArea]) -> Card:
    """The one card, with the year's focus areas. A question goes by a word, not by a number."""
    intro = "Skriv vad nästa nivå behöver ta vidare. Skriv inget om enskilda personer."
    return Card(CARD, 1, "Nytt medskick", intro, (*_what(), *_whereto(areas), *_why()))


def _what() -> tuple[Question, ...]:
    return (
        replace(_text("title", "med några få ord", Limits(5, 90)), required=True),
        replace(_text("body", "av frågan", Limits(20, 800)), required=True),
        _choice("kind", "av medskick", raised.KINDS),
    )


def _whereto(areas: Iterable[FocusArea]) -> tuple[Question, ...]:
    named = {area.key: area.name for area in areas} | dict(raised.BESIDE_AREAS)
    addressee = _text("addressee", "som ni föreslår", Limits(most=100))
    return (
        _choice("area", "som det gäller", named),
        replace(
            _choice("level", "som bör ta hand om det", raised.LEVELS), default=raised.Level.REGIONAL.value
        ),
        replace(addressee, hint="Till exempel Arbetsförmedlingen, regionen eller regeringen."),
    )


def _why() -> tuple[Question, ...]:
    outcome = _text("outcome", "av medskicket", Limits(most=200))
    wanted = "Vad vill ni ska hända? Behövs om medskicket inte bara är information."
    tags = _choice("tags", "som det hör ihop med", raised.FACTORS)
    return (
        replace(outcome, hint=wanted, required_if=(Condition("kind", _NEEDS_OUTCOME),)),
        replace(_choice("urgency", "för er", raised.URGENCIES), default="2"),
        replace(tags, kind=Kind.SEVERAL, required=False),
    )


def question(card_: Card, key: str) -> Question:
    """Raise KeyError for a key that the card does not have."""
    return {one.key: one for one in card_.questions()}[key]


def lines(text: str) -> tuple[str, dict[str, str]]:
    """The words before the first named line, and the words of each named line by question key.

    A line (or what follows a semicolon) without a name goes on with what came before it.
    """
    parts = {"": ""}
    current = ""
    for piece in re.split(r"(?<=[\n;])", text):
        key, words = _named(piece)
        if key:
            current = key
            parts[key] = words
        else:
            parts[current] += piece
    return parts.pop("").strip(" \n;"), {key: words.strip(" \n;") for key, words in parts.items()}


def _named(piece: str) -> tuple[str, str]:
    name, colon, words = piece.partition(":")
    key = _FIELDS.get(folded(name), "") if colon else ""
    return key, words


def raw_values(card_: Card, text: str) -> dict[str, str]:
    """The fields of the card as the text fills them in: "Rubrik. Beskrivning", then named lines."""
    free, named = lines(text)
    title, body = headed(free)
    given = {"title": title, "body": body, **named}
    return {key: typed.raw(question(card_, key), words) for key, words in given.items() if words}


def example(keys: Iterable[str], card_: Card) -> str:
    """Lines that can be typed for the questions of ``keys``."""
    return "\n".join(f"{_word(key).lower()}: {_sample(question(card_, key))}" for key in keys)


def _sample(asked: Question) -> str:
    return asked.choices[-1].label.lower() if asked.choices else "er text"


def defaults(card_: Card) -> Mapping[str, str]:
    return {one.key: one.default for one in card_.questions() if one.default}


def _word(key: str) -> str:
    return _WORDS[key].split()[0].replace("_", " ").capitalize()


def _text(key: str, label: str, limits: Limits) -> Question:
    return Question(key, _word(key), label, Kind.TEXT, limits=limits)


def _choice(key: str, label: str, words: Mapping[str, str]) -> Question:
    choices = tuple(Choice(str(value), words[value]) for value in words)
    return Question(key, _word(key), label, Kind.CHOICE, required=True, choices=choices)
