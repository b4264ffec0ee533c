r"""A section as text that a coordinator can edit. ``reports.section_reading`` reads it back.

Paragraphs are parted by an empty line. "## " is a heading, "- " an item of a list, "> " a line in a box,
"| " a fact of the cover, "**Word.** " a lead. [[Tabell: …]] and [[Figur: …]] stand for what is always drawn
from the answers: it can be moved and taken away. A line that only looks like one of these has a \ before it.
"""

import re
from collections.abc import Iterator

from reports.document import Block, BulletList, Callout, Chart, Facts, Heading, Paragraph, Section, Table
from reports.writable import lines

WRITABLE = ("Diarienummer", "Kontaktperson", "Ansvarig chef")
"""The facts of the cover that a person writes; the others follow from the round and the report's life."""

ITEMS: dict[type[Block], str] = {BulletList: "- ", Callout: "> "}
"""What each item of a list or a box begins with."""

LOOKS_MARKED = re.compile(r"\\|#|- |> |\| |\[\[|\*\*")


def text_of(section: Section) -> str:
    """The section as it can be edited, without its own heading. "" for one that is silent."""
    return "\n\n".join(text for _, text in written(section) if text)


def written(section: Section) -> Iterator[tuple[Block, str]]:
    """Each block below the section's own heading with the text that it is edited as."""
    names: list[str] = []
    for block in body(section):
        if isinstance(block, Table | Chart):
            names.append(f"{'Figur' if isinstance(block, Chart) else 'Tabell'}: {one_line(block.caption)}")
            alike = names.count(names[-1])
            yield block, f"[[{names[-1]}{f' ({alike})' if alike > 1 else ''}]]"
        else:
            yield block, _words(block)


def own_heading(section: Section) -> tuple[Block, ...]:
    """The heading that opens the section; empty for the cover."""
    first = section.blocks[:1]
    return first if first and isinstance(first[0], Heading) and first[0].level == 1 else ()


def body(section: Section) -> tuple[Block, ...]:
    return section.blocks[len(own_heading(section)) :]


def one_line(text: str) -> str:
    return " ".join(text.split())


def _words(block: Heading | Paragraph | BulletList | Callout | Facts) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {one_line(block.text)}"
        case Paragraph():
            return _paragraph(block)
        case BulletList() | Callout():
            return "\n".join(ITEMS[type(block)] + text for item in block.items if (text := _paragraph(item)))
        case Facts():
            writable = (item for item in block.items if item.lead in WRITABLE)
            return "\n".join(f"| {item.lead}: {one_line(said(item))}" for item in writable)


def _paragraph(paragraph: Paragraph) -> str:
    first, *rest = said(paragraph).split("\n")
    opened = f"**{one_line(paragraph.lead)}** {first}".rstrip() if paragraph.lead else _marked_off(first)
    return "\n".join([opened, *map(_marked_off, rest)])


def _marked_off(line: str) -> str:
    return f"\\{line}" if LOOKS_MARKED.match(line) else line


def said(paragraph: Paragraph) -> str:
    """The sentences as one text, without the lead."""
    return " ".join(filter(None, (lines(sentence.text) for sentence in paragraph.sentences)))
