"""What the councils offer each other and look for: resources, methods and needs, in their own words."""

from collections.abc import Iterator

from domain.material import Material
from domain.swedish import upper_first
from reports.document import Block, BulletList, Heading, Paragraph, Sentence
from reports.reading import Reading, read
from reports.swedish import ended, quoted

_KINDS = ("RESURS", "METOD", "BEHOV")
"""What there is to share comes first, then what is looked for."""

_Item = tuple[Reading, str]
"""A reading and the key of one item in it, such as inventory.0."""


def shared_resources(material: Material) -> list[Block]:
    """A list under a heading of its own, by kind; empty without any that may be told."""
    found = [item for reading in read(material.councils) for item in _told(reading)]
    items = tuple(_paragraph(item) for kind in _KINDS for item in found if _kind(item) == kind)
    return [Heading("Att dela eller efterfråga", 2), BulletList(items)] if items else []


def _told(reading: Reading) -> Iterator[_Item]:
    for index in reading.items("inventory"):
        if reading.text(f"inventory.{index}.text"):
            yield reading, f"inventory.{index}"


def _kind(item: _Item) -> str:
    reading, key = item
    return reading.choice(f"{key}.kind")


def _paragraph(item: _Item) -> Paragraph:
    reading, key = item
    places = [*reading.municipalities(f"{key}.municipality"), reading.name]
    words = f"{quoted(reading.text(f'{key}.text'))} ({', '.join(places)})."
    sources = reading.source(f"{key}.kind", f"{key}.text", f"{key}.municipality")
    return Paragraph((Sentence(words, sources),), ended(upper_first(reading.label(f"{key}.kind"))))
