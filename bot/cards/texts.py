"""Headings and paragraphs of a card: a TextBlock, or a RichTextBlock where Markdown could take effect.

Measured in the renderer: a TextRun shows its text as it stands with and without Markdown, a TextBlock only
the texts that ``inert`` accepts. A TextBlock is kept where it can be: it alone can be a heading to a screen
reader, and it alone breaks long words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from microsoft_teams.cards import CardElement, RichTextBlock, TextBlock, TextRun
from microsoft_teams.cards.core import Spacing, TextColor, TextSize, TextWeight

from bot.cards.escape import breakable, inert, one_line, shown

_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Look:
    """How a text stands out; None leaves it to the client."""

    size: TextSize | None = None
    weight: TextWeight | None = None
    color: TextColor | None = None
    subtle: bool | None = None
    spacing: Spacing | None = None


PLAIN = Look()
TITLE = Look(size="Large", weight="Bolder", spacing="Small")
SUBTITLE = Look(size="Medium", weight="Bolder", spacing="Large")
ITEM = Look(size="Default", weight="Bolder", spacing="Medium")
BOLD = Look(weight="Bolder")
SMALL = Look(size="Small", subtle=True, spacing="Small")
ABOVE = Look(size="Small", subtle=True, spacing="Medium")
WRONG = Look(color="Attention", weight="Bolder", spacing="Small")


def heading(text: str, look: Look) -> CardElement:
    """One line that a screen reader finds as a heading, as long as Markdown leaves the text alone."""
    line = one_line(text)
    return _block(line, look, heading=True) if inert(line) else _rich(line, look)


def paragraphs(text: str, look: Look = PLAIN) -> Iterator[CardElement]:
    """One element a line: clients do not agree on what a line break in a text means."""
    for paragraph in _PARAGRAPH.split(shown(text).strip()):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        for place, line in enumerate(lines):
            line_look = look if place == 0 else replace(look, spacing="None")
            yield _block(line, line_look) if inert(line) else _rich(line, line_look)


def named(name: str, value: str) -> CardElement:
    """A name in bold and its value, for rows that a FactSet would run as Markdown."""
    runs: list[CardElement] = [
        TextRun(text=breakable(one_line(name)) + ": ", weight="Bolder"),
        TextRun(text=breakable(one_line(value))),
    ]
    return RichTextBlock(inlines=runs)


def _block(line: str, look: Look, *, heading: bool = False) -> TextBlock:
    return TextBlock(
        text=line,
        wrap=True,
        style="heading" if heading else None,
        size=look.size,
        weight=look.weight,
        color=look.color,
        is_subtle=look.subtle,
        spacing=look.spacing,
    )


def _rich(line: str, look: Look) -> RichTextBlock:
    run = TextRun(
        text=breakable(line), size=look.size, weight=look.weight, color=look.color, is_subtle=look.subtle
    )
    runs: list[CardElement] = [run]
    return RichTextBlock(inlines=runs, spacing=look.spacing)
