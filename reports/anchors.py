"""Where in a page a paragraph, a heading or a note's row is: the same name as long as the words are."""

from collections import Counter
from hashlib import sha256

from reports.document import Block, Chart, Heading, Paragraph, Section, Table
from reports.writable import writable

_SIGNS = 10


def section_anchor(key: str) -> str:
    return f"avsnitt-{key}"


def note_anchor(number: int) -> str:
    """The row of the last annex that a note leads to."""
    return f"kalla-{number}"


def text_anchor(key: str, text: str) -> str:
    """The place of what says ``text`` in the section ``key``; of the first, when several say it."""
    return f"{key}-{sha256(text.encode()).hexdigest()[:_SIGNS]}"


def paragraph_text(paragraph: Paragraph) -> str:
    """The lead and the sentences, without note numbers: what a remark quotes."""
    words = (paragraph.lead, *(sentence.text for sentence in paragraph.sentences))
    return " ".join(filter(None, map(writable, words)))


def anchored(section: Section) -> list[tuple[Block, tuple[str, ...]]]:
    """Each block with the names of its places: one for each item of a list, one for any other block.

    No two are alike: the second paragraph that says the same has -2 after its name.
    """
    met: Counter[str] = Counter()

    def place(text: str) -> str:
        name = text_anchor(section.key, text)
        met[name] += 1
        return name if met[name] == 1 else f"{name}-{met[name]}"

    return [(block, tuple(map(place, _texts(block)))) for block in section.blocks]


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Heading():
            return (writable(block.text),)
        case Table() | Chart():
            return (writable(block.caption),)
        case Paragraph():
            return (paragraph_text(block),)
        case _:
            return tuple(map(paragraph_text, block.items))
