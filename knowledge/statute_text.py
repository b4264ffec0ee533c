"""A published statute text, paragraph by paragraph.

A paragraph begins with "5 §" or "5 a §" after a blank line: a wrapped line may begin so too. It may stand in
several wordings, each marked /Träder i kraft I:2099-01-01/ or /Upphör att gälla U:2099-01-01/. Headings
belong to no paragraph; transitional rules and appendices stand apart.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from knowledge.statute_head import Head, StatuteError, day_in, read_head

LONGEST = 5_000_000
"""Characters of a text that are read; the longest Swedish statute is a fifth of it."""

NOT_YET = date.max
"""When a wording holds from that comes into force on a day that the government decides."""

_PARAGRAPH = re.compile(r"^(\d{1,3})\s?([a-z]{1,2})?\s?§(?!§)(?:\s+(?=[^\sa-zåäö])(.*)|\s*)$")
_CHAPTER = re.compile(r"^(\d{1,3})\s?([a-z])?\s?kap\.(?:\s+([A-ZÅÄÖ/].*))?$")
_MARK = re.compile(r"^/([^/]{1,200})/?\s*")
_NEXT_MARK = re.compile(r"/([^/]{1,200})/?\s*")
_IN_FORCE, _EXPIRES = re.compile(r"\bI:\s*([^/]*)"), re.compile(r"\bU:\s*([^/]*)")
_TRANSITIONAL = re.compile(r"^Övergångsbestämmelser?:?$")
_TRANSITIONAL_IN_LINE = re.compile(r"(?<=[.)]) Övergångsbestämmelser(?= \d{4}:\d)")
_APPENDIX = re.compile(r"^Bilaga(?: \d+[a-z]?)?\b.{0,60}$")
_GONE = re.compile(r"^Har (?:upphävts|upphört|betecknats|flyttats|utgått)\b")
_NOTE = re.compile(r"(?:[Ll]ag|[Ff]örordning)\s+\((\d{4}:\d{1,5})\)\.?\s*$")
_ITEM = re.compile(r"^(?:\d+\s?[.)]|[a-z]\)|[-–•*])\s?")
_HEADING_AT_END = re.compile(r"^(.*[.)]) ([A-ZÅÄÖ][^.:;]{2,120}[^.:;,\s])$", re.DOTALL)
_HEADING_LONGEST = 250
_SHORT_FORMS = ("m.fl.", "m. fl.", "m.m.", "m. m.")
_TABLE = re.compile(r"\S(?: *\t\s*| {3,})\S")
_DASHES = str.maketrans("–—‑", "---")

Block = Sequence[str]


@dataclass(frozen=True)
class Wording:
    """A paragraph as it holds from ``valid_from`` until the day before ``valid_to``; None: no such mark.

    ``text``: its pieces with blank lines between; wrapped lines are joined.
    """

    chapter: str | None
    label: str
    text: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def gone(self) -> bool:
        """Whether all that is left is the line that says that it was repealed or got another number."""
        return bool(_GONE.match(self.text))

    @property
    def note(self) -> str | None:
        """The number of the act that the paragraph got its wording from, which stands last in it."""
        found = _NOTE.search(self.text)
        return found[1] if found else None

    @property
    def digest(self) -> str:
        """Alike for alike words, however they are wrapped."""
        words = " ".join(self.text.translate(_DASHES).replace("--", "-").split())
        return sha256(words.encode()).hexdigest()[:20]

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Statute:
    """``wordings`` in the order of the text, those of one paragraph after each other."""

    head: Head
    wordings: tuple[Wording, ...]
    transitional: str = ""
    appendix: str = ""

    @property
    def newest_note(self) -> str:
        """The latest act that the text is known to have in it: said in its head, or beneath a paragraph."""
        noted = [each.note for each in self.wordings if each.note]
        said = [self.head.amended_to] if self.head.amended_to else []
        return max([self.head.number, *noted, *said], key=in_order)

    @property
    def digest(self) -> str:
        head = self.head
        parts = [head.number, head.amended_to or "", str(head.repealed_on), self.transitional, self.appendix]
        for each in self.wordings:
            parts += [each.chapter or "", each.label, str(each.valid_from), str(each.valid_to), each.digest]
        return sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def in_order(number: str) -> tuple[int, int]:
    """To sort statutes' numbers by: 2024:99 comes before 2024:188."""
    year, _, rest = number.partition(":")
    return int(year), int(re.split(r"\D", rest)[0])


def parse(text: str, head: Head | None = None) -> Statute:
    """A published text; ``head`` goes before what the text says of itself. Raise StatuteError."""
    if len(text) > LONGEST:
        raise StatuteError(f"Texten är längre än {LONGEST} tecken. Läs in en författning i taget.")
    blocks = _blocks(text)
    begins = next((i for i, block in enumerate(blocks) if _PARAGRAPH.match(block[0])), len(blocks))
    head = head or read_head(blocks[:begins])
    body, transitional, appendix = _parts(blocks)
    wordings = tuple(_wordings(body, chaptered=head.complete))
    if not wordings:
        raise StatuteError(
            f"Inga paragrafer finns i texten till SFS {head.number}. Varje paragraf ska börja med sitt nummer"
            " och §, efter en tom rad. Kopiera texten på nytt."
        )
    return Statute(head, wordings, _joined(transitional), _joined(appendix))


def _blocks(text: str) -> list[list[str]]:
    """The lines between blank lines, without what cannot be seen."""
    plain = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    blocks: list[list[str]] = [[]]
    for raw in plain.splitlines():
        seen = "".join(c for c in raw if c == "\t" or unicodedata.category(c)[0] != "C")
        for line in _TRANSITIONAL_IN_LINE.sub("\n\nÖvergångsbestämmelser\n\n", seen).split("\n"):
            if line.strip():
                blocks[-1].append(line.strip())
            elif blocks[-1]:
                blocks.append([])
    return [block for block in blocks if block]


def _parts(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """The paragraphs, the transitional rules, and the appendices."""
    parts: tuple[list[Block], list[Block], list[Block]] = ([], [], [])
    at = 0
    for i, block in enumerate(blocks):
        following = blocks[i + 1][0] if i + 1 < len(blocks) else ""
        if _TRANSITIONAL.match(block[0]) and not _PARAGRAPH.match(following):
            at = 1
        elif _APPENDIX.match(block[0]) and parts[0] and not _PARAGRAPH.match(following):
            at = 2
        parts[at].append(block)
    return parts


def _wordings(blocks: Sequence[Block], *, chaptered: bool) -> Iterator[Wording]:
    """In a copy that is not ``chaptered`` a line such as "4 kap." is no more than a cut sentence."""
    chapter: str | None = None
    label, pieces = "", list[Block]()
    for i, block in enumerate(blocks):
        begins = _PARAGRAPH.match(block[0])
        new_chapter = _chapter(block, blocks[i + 1 : i + 2]) if chaptered else None
        if (begins or new_chapter) and label:
            yield _wording(chapter, label, pieces)
            label, pieces = "", []
        if begins:
            label = _label(begins[1], begins[2])
            first = [begins[3]] if begins[3] else []
            pieces = [[*first, *block[1:]]]
        elif new_chapter:
            chapter = new_chapter
        elif label:
            pieces.append(block)
    if label:
        yield _wording(chapter, label, pieces)


def _chapter(block: Block, following: Sequence[Block]) -> str | None:
    found = _CHAPTER.match(block[0])
    if found is None:
        return None
    title = " ".join([found[3] or "", *block[1:]]).strip()
    if not title:
        return _label(found[1], found[2]) if following and following[0][0][:1].isupper() else None
    sentence = title.endswith((",", ".", " och")) and not _GONE.match(title)
    return None if sentence else _label(found[1], found[2])


def _label(number: str, letter: str | None) -> str:
    return f"{int(number)} {letter}" if letter else str(int(number))


def _wording(chapter: str | None, label: str, pieces: Sequence[Block]) -> Wording:
    text, valid_from, valid_to = _unmarked(_joined(_without_headings(pieces)))
    return Wording(chapter, label, text, valid_from, valid_to)


def _without_headings(pieces: Sequence[Block]) -> list[Block]:
    """The paragraph without the headings of the next one, which stand after it."""
    kept = [piece for piece in pieces if piece]
    while len(kept) > 1 and _is_heading(kept[-1]):
        kept.pop()
    if kept and len(kept[-1]) == 1:
        kept[-1] = [_without_heading_at_end(kept[-1][0])]
    return kept


def _is_heading(block: Block) -> bool:
    line = _MARK.sub("", " ".join(block))
    starts = line[:1].isupper() and not _ITEM.match(line)
    ends = line.endswith(_SHORT_FORMS) or not line.endswith((".", ",", ";", ":", " och", " eller"))
    return starts and ends and len(line) <= _HEADING_LONGEST and not any(map(_TABLE.search, block))


def _without_heading_at_end(line: str) -> str:
    """In a copy with a paragraph to a line, the next heading may stand in the same line."""
    found = _HEADING_AT_END.match(line)
    return found[1] if found else line


def _joined(pieces: Sequence[Block]) -> str:
    return "\n\n".join(("\n" if any(map(_TABLE.search, piece)) else " ").join(piece) for piece in pieces)


def _unmarked(text: str) -> tuple[str, date | None, date | None]:
    """The text without its marks, and the days they name."""
    valid_from = valid_to = None
    at = 0
    while found := _NEXT_MARK.match(text, at):
        begins, ends = _IN_FORCE.search(found[1]), _EXPIRES.search(found[1])
        if not begins and not ends:
            break
        if begins:
            valid_from = day_in(begins[1]) or NOT_YET
        if ends:
            valid_to = day_in(ends[1]) or valid_to
        at = found.end()
    return text[at:].strip(), valid_from, valid_to
