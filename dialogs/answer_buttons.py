"""The buttons under what the handbook says, by how often they are used: at most four."""

import re

from dialogs import waiting
from dialogs.asked import Heard
from dialogs.desk import Desk
from domain.messages import Button, Turn
from knowledge.finding import Finding
from knowledge.statute_head import official
from knowledge.statutes import Reference, named_in, statute

MOST = 4

ASK_EXPERT = Button("Fråga en sakkunnig", "fråga sakkunnig")
_VERDICTS = (
    Button("Hjälpte", "hjälpte"),
    Button("Hjälpte inte", "hjälpte inte"),
    Button("Stämmer inte", "fel"),
)

_PARAGRAPH = re.compile(r"SFS (?P<law>\d{4}:\d+) (?:(?P<chapter>[\w ]+) kap\. )?(?P<label>\d[\w ]*) §")
_TITLE = 40
"""Characters of a source's name that there is room for on a button."""


def under(heard: Heard, near: tuple[Button, ...], turn: Turn, desk: Desk) -> tuple[Button, ...]:
    """``near``: the expert, and commands that may have been meant."""
    form = (waiting.GO_ON,) if waiting.form(turn, desk) else ()
    # Asked as a question, whatever its words: an entry may have been published under a command.
    meant = tuple(Button(words, f"fråga {words}") for words in heard.finding.suggestions)
    if heard.finding.outcome != "answer":
        room = MOST - len(form)
        return (*meant[: max(0, room - len(near))], *near[:room], *form)
    verdicts = _VERDICTS if turn.personal else ()
    return (*form, *meant[:1], *_to_read(heard.finding, turn, desk), *verdicts)[:MOST]


def _to_read(finding: Finding, turn: Turn, desk: Desk) -> tuple[Button, ...]:
    """To the first paragraph among the sources where it was read in, else to a source that can be opened."""
    named = next(filter(None, map(_PARAGRAPH.fullmatch, finding.sources)), None)
    if named is None:
        return tuple(to_open(title, address) for title, address in finding.links[:1])
    reference = Reference(named["law"], named["label"], named["chapter"])
    if desk.statutes and desk.statutes.paragraph(*_sought(reference), turn.at.date()):
        return (_shows(reference),)
    return (official_text(reference.number),)


def _sought(reference: Reference) -> tuple[str, str, str | None]:
    return reference.number, reference.paragraph, reference.chapter


def official_text(number: str) -> Button:
    """Opens the statute as the Riksdag publishes it: "Läs förordningen (2016:39)"."""
    return to_open(_short(number), official(number))


def to_open(title: str, address: str) -> Button:
    return Button(f"Läs {title}" if len(title) <= _TITLE else "Läs källan", opens=address)


def _shows(reference: Reference) -> Button:
    """The paragraph as published: ”visa 5 § bosättningslagen”."""
    label = f"{reference.paragraph} §"
    place = f"{reference.chapter} kap. {label}" if reference.chapter else label
    name = statute(reference.number).cited.partition(" (")[0]
    if named_in(f"visa {place} {name}").references == (reference,):
        return Button(f"Läs {place} {name}", f"visa {place} {name}")
    # A name that fits two statutes, or none without its number, would show another paragraph.
    return Button(f"Läs {place} {_short(reference.number)}", f"visa {place} {reference.number}")


def _short(number: str) -> str:
    return statute(number).cited.partition(")")[0] + ")"
