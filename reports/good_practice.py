"""Section 9: what has worked and what has not, where its council shares it; what there is to share."""

from collections.abc import Iterator
from itertools import zip_longest

from domain.material import Material
from reports.document import Block, BulletList, Callout, Heading, Paragraph, Sentence
from reports.opening import opening
from reports.publishing import example_is_shared
from reports.reading import Reading, read
from reports.shared_resources import shared_resources
from reports.swedish import quoted

_TOLD = 3
"""How many are told in full."""

_PARTS = (
    ("what", "Vad."),
    ("result", "Resultat."),
    ("failed", "Det som inte fungerade."),
    ("contact", "Vet mer."),
)

Example = tuple[Reading, str]
"""A reading and the key of one example in it, such as good_practice.0."""


def good_practice(material: Material) -> list[Block]:
    """The first three examples in boxes, the rest by title; then what there is to share. Silent without any.

    One from each sub-region in the county's order, then the second of each, so that none fills the section.
    """
    found = list(_in_turn(read(material.councils)))
    shared = shared_resources(material)
    if not found and not shared:
        return []
    boxes = [Callout(tuple(_parts(one))) for one in found[:_TOLD]]
    rest = tuple(_named(one) for one in found[_TOLD:])
    more: list[Block] = [Heading("Fler exempel", 2), BulletList(rest)] if rest else []
    return [*opening(material, "good_practice"), *boxes, *more, *shared]


def _in_turn(readings: tuple[Reading, ...]) -> Iterator[Example]:
    for row in zip_longest(*(list(_shared(one)) for one in readings)):
        yield from (one for one in row if one)


def _shared(reading: Reading) -> Iterator[Example]:
    """Those that may be shared and have a title that may be told."""
    for index in reading.items("good_practice"):
        key = f"good_practice.{index}"
        if example_is_shared(reading.submission.answers, key) and reading.text(f"{key}.title"):
            yield reading, key


def _named(example: Example) -> Paragraph:
    """The title, and where it comes from."""
    reading, key = example
    places = [*reading.municipalities(f"{key}.municipality"), reading.name]
    words = f"{quoted(reading.text(f'{key}.title'))} ({', '.join(places)})."
    return Paragraph((Sentence(words, reading.source(f"{key}.title", f"{key}.municipality")),))


def _parts(example: Example) -> Iterator[Paragraph]:
    reading, key = example
    yield _named(example)
    for part, lead in _PARTS:
        if words := reading.text(f"{key}.{part}"):
            yield Paragraph((Sentence(quoted(words), reading.source(f"{key}.{part}")),), lead)
