"""An edited text read back as a section: what was not touched is as it was, the rest says who wrote it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.numbers import show
from reports.document import (
    Block,
    BulletList,
    Callout,
    Facts,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Source,
    statements,
)
from reports.quotations import in_words, plainly, quotations, signed
from reports.section_signs import mistaken
from reports.section_text import ITEMS, WRITABLE, body, one_line, own_heading, said, text_of, written
from reports.sentence_sources import Sentences, plain
from reports.writable import lines

LONGEST = 30_000
"""Characters of one section's text."""

_LEAD = re.compile(r"\*\*(.+?)\*\*(?:\s+|$)")
_FACT = re.compile(r"\| ([^:]+):\s*(.*)")
_HEADING = re.compile(r"(#+) +(.+)")
_PLACE = re.compile(r"\[\[(?:Tabell|Figur): .*\]\]")
_EDITABLE_LEVELS = (2, 3)
_NAMES = ", ".join(WRITABLE[:-1]) + f" eller {WRITABLE[-1]}"


def edited(section: Section, words: str, by: Source, base: str = "") -> Section:
    """The section with a person's text in place of its own; tables and charts are those it has now.

    A sentence that stands as it was keeps its sources. One that is new or changed has ``by`` as its source,
    with those of the sentence that it is made of, where one can be told. No words: the section is left out.
    A quotation that stands neither in the section nor in ``base``, the text that the person saw, is marked
    as edited: nobody is quoted with words that are not its own.
    """
    if not words.strip():
        return replace(section, blocks=())
    reader = _Reader(section, by, base)
    blocks = [block for chunk in _chunks(words) for block in reader.blocks(chunk)]
    return replace(section, blocks=(*own_heading(section), *reader.facts([]), *blocks))


def too_long(words: str) -> str:
    """What to do about a text that is longer than a section may be; empty for one that is not."""
    if len(words) <= LONGEST:
        return ""
    return f"Texten är {show(len(words))} tecken. Ett avsnitt får ha högst {show(LONGEST)}: korta den."


def places(words: str) -> list[str]:
    """The lines that stand for tables and figures, in order."""
    return [line for line in _lines(words) if _PLACE.fullmatch(line)]


def problems(section: Section, words: str) -> tuple[str, ...]:
    """What in the words cannot be read, with what to do; empty when all can."""
    return tuple(_problems(section, words))


def _problems(section: Section, words: str) -> Iterator[str]:
    if long := too_long(words):
        yield long
    level, own = 1, set(text_of(section).split("\n"))
    for line in _lines(words):
        if heading := _HEADING.fullmatch(line):
            deeper = len(heading[1])
            if deeper not in _EDITABLE_LEVELS or deeper > level + 1:
                yield f"Rubriken ”{heading[2]}” ska ha ## framför sig, eller ### om den står under en med ##."
            level = deeper
        elif line not in own and (wrong := _wrong(section, line)):
            yield wrong


def _wrong(section: Section, line: str) -> str:
    """What is wrong with a line that the section does not have itself; empty when nothing is."""
    if _PLACE.fullmatch(line):
        return f"”{line}” finns inte i avsnittet. Skriv den precis som i den framtagna texten här under."
    if not line.startswith("| ") or line.endswith("|"):
        return mistaken(line)
    if not any(isinstance(block, Facts) for block in section.blocks):
        return f"”{line}” går inte att läsa. Rader som börjar med | hör bara till försättsbladet."
    return (
        "" if _is_fact(line) else f"”{line}” går inte att läsa. Skriv ”| Namn: uppgift”, med namnet {_NAMES}."
    )


def _is_fact(line: str) -> bool:
    found = _FACT.fullmatch(line)
    return found is not None and found[1].strip() in WRITABLE


def _lines(words: str) -> list[str]:
    return [line.rstrip() for line in re.split(r"\r\n|\r|\n", words)]


def _chunks(words: str) -> Iterator[list[str]]:
    """The lines between empty ones. A heading and what stands for a table stand alone."""
    chunk: list[str] = []
    for line in _lines(words):
        alone = bool(_HEADING.fullmatch(line) or _PLACE.fullmatch(line))
        if chunk and (alone or not line):
            yield chunk
            chunk = []
        if alone:
            yield [line]
        elif line:
            chunk.append(line)
    if chunk:
        yield chunk


def _fact(item: Paragraph, typed: str, by: Source) -> Paragraph:
    if item.lead not in WRITABLE or not typed or typed == said(item):
        return item
    return Paragraph(Sentences((item,), by).read(typed), item.lead)


@dataclass
class _Reader:
    """Reads one text. ``sentences`` hands out each of the section's own sentences once."""

    section: Section
    by: Source
    base: str

    def __post_init__(self) -> None:
        paragraphs = list(_paragraphs(self.section))
        self.sentences = Sentences(paragraphs, self.by)
        self.whole: dict[tuple[str, str], list[Paragraph]] = defaultdict(list)
        for one in reversed(paragraphs):
            self.whole[one_line(one.lead), plain(said(one))].append(one)
        own = (each for said_ in statements(self.section.blocks) for each in quotations(lines(said_.text)))
        self.quoted = plainly((*own, *in_words(self.base)))
        self.places = {text: block for block, text in written(self.section) if text.startswith("[[")}
        self.left = [block for block in body(self.section) if isinstance(block, Facts)]

    def facts(self, chunk: list[str]) -> Iterator[Block]:
        """The cover's facts, which always stand, with those that the chunk has; nothing the second time."""
        found = (_FACT.fullmatch(line) for line in chunk)
        typed = {fact[1].strip(): fact[2].strip() for fact in found if fact}
        for block in self.left:
            yield Facts(tuple(_fact(item, typed.get(item.lead, ""), self.by) for item in block.items))
        self.left = []

    def blocks(self, chunk: list[str]) -> Iterator[Block]:
        first = chunk[0]
        if first.startswith("| "):
            yield from self.facts(chunk)
        elif first in self.places:
            yield self.places.pop(first)
        elif heading := _HEADING.fullmatch(first):
            yield Heading(heading[2], min(max(len(heading[1]), 2), max(_EDITABLE_LEVELS)))
        elif not _PLACE.fullmatch(first):
            yield from self._text(chunk)

    def _text(self, chunk: list[str]) -> Iterator[Block]:
        """A paragraph; or a list or box, after the words that stand right above it."""
        marks = {mark: kind for kind, mark in ITEMS.items()}
        kind: str = ""
        items: list[list[str]] = [[]]
        for line in chunk:
            mark = line[:2] if line[:2] in marks else ""
            if mark and mark != kind and any(items):
                yield self._made(kind, items)
                items = []
            if mark:
                kind = mark
                items.append([line[2:]])
            else:
                items[-1].append(line)
        yield self._made(kind, items)

    def _made(self, mark: str, items: list[list[str]]) -> Block:
        paragraphs = tuple(self._paragraph(item) for item in items if item)
        match mark:
            case "- ":
                return BulletList(paragraphs)
            case "> ":
                return Callout(paragraphs)
            case _:
                return paragraphs[0]

    def _paragraph(self, item: list[str]) -> Paragraph:
        lead = _LEAD.match(item[0])
        first = item[0][lead.end() :] if lead else item[0].removeprefix("\\")
        text = lines("\n".join([first, *(line.removeprefix("\\") for line in item[1:])]))
        opened = lead[1] if lead else ""
        if alike := self.whole.get((opened, plain(text))):
            paragraph = alike.pop()
            self.sentences.give(paragraph.sentences)
            return paragraph
        return Paragraph(tuple(map(self._signed, self.sentences.read(text))), opened)

    def _signed(self, sentence: Sentence) -> Sentence:
        """One that a person has written, with its quotations that are nobody's own words marked as such."""
        if self.by not in sentence.sources:
            return sentence
        return replace(sentence, text=signed(sentence.text, self.quoted, self.section.language))


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    for block in body(section):
        match block:
            case Paragraph():
                yield block
            case BulletList() | Callout():
                yield from block.items
            case _:
                pass
