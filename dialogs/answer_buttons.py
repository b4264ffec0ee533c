"""The buttons under what the handbook says, by how often they are used; Teams shows six."""

import re
from collections.abc import Iterable

from dialogs import waiting
from dialogs.asked import Heard
from domain.messages import Button
from knowledge.statutes import Reference, named_in, statute

MOST = 6

ASK_EXPERT = Button("Fråga en sakkunnig", "fråga sakkunnig")
_VERDICTS = (Button("Hjälpte", "hjälpte"), Button("Hjälpte inte", "hjälpte inte"), Button("Fel", "fel"))

_PARAGRAPH = re.compile(r"SFS (?P<law>\d{4}:\d+) (?:(?P<chapter>[\w ]+) kap\. )?(?P<label>\d[\w ]*) §")


def under(heard: Heard, near: tuple[Button, ...], *, personal: bool, waits: bool) -> tuple[Button, ...]:
    """``near``: commands that may have been meant, or the expert. ``waits``: a form is half filled in."""
    form = (waiting.GO_ON,) if waits else ()
    meant = tuple(Button(words, words) for words in heard.finding.suggestions)
    if heard.finding.outcome != "answer":
        return (*(*meant, *near)[: MOST - len(form)], *form)
    after = (*form, *_to_read(heard.finding.sources), *(_VERDICTS if personal else ()))
    return (*meant[: MOST - len(after)], *after)


def _to_read(sources: Iterable[str]) -> tuple[Button, ...]:
    """The first paragraph among the sources, as published: ”visa 5 § bosättningslagen”."""
    found = next(filter(None, map(_PARAGRAPH.fullmatch, sources)), None)
    if found is None:
        return ()
    reference = Reference(found["law"], found["label"], found["chapter"])
    place = (
        f"{reference.chapter} kap. {reference.paragraph} §" if reference.chapter else f"{found['label']} §"
    )
    name = statute(reference.number).cited.partition(" (")[0]
    if named_in(f"visa {place} {name}").references == (reference,):
        return (Button(f"Läs {place} {name}", f"visa {place} {name}"),)
    # A name that fits two statutes, or none without its number, would show another paragraph.
    short = statute(reference.number).cited.partition(")")[0] + ")"
    return (Button(f"Läs {place} {short}", f"visa {place} {reference.number}"),)
