"""Words in quotation marks: whether they are somebody's own as they stand, else a sign.

The report promises that what stands in quotation marks is what a unit has answered, word for word.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from reports.sentence_sources import plain

_SIGNS = {"": "(citatet är redigerat)", "en": "(quotation edited)"}

_MARKS = '”“„"»«'
_STRAIGHT = frozenset('"»«')
"""Marks that are also used for other things: one alone begins nothing."""

_ALIKE = str.maketrans(dict.fromkeys(_MARKS, "”"))
_BLANKS = re.compile(r"\s+")
_BLOCK = re.compile(r"\n\s*\n|\n(?=- |> )")


def quotations(text: str) -> list[str]:
    """What stands in quotation marks in one paragraph, marks and all: the outermost ones.

    One that is never ended reaches to the end of the paragraph.
    """
    return [text[start:end] for start, end in spans(text)]


def in_words(words: str) -> list[str]:
    """The same in a section's text as it is edited, paragraph by paragraph and item by item."""
    return [one for block in _BLOCK.split(words) for one in quotations(block.replace("\n\\", "\n"))]


def changed(words: str, known: Iterable[str]) -> tuple[str, ...]:
    """The quotations of a section's text that are not among ``known``, each once."""
    those = plainly(known)
    return tuple(dict.fromkeys(one for one in in_words(words) if _alike(one) not in those))


def plainly(found: Iterable[str]) -> frozenset[str]:
    """The quotations as ``signed`` compares them."""
    return frozenset(map(_alike, found))


def signed(text: str, known: Collection[str], language: str = "") -> str:
    """The paragraph with a sign after each quotation that is not among ``known``, unless it has one."""
    mark = sign(language)
    pieces: list[str] = []
    at = 0
    for start, end in spans(text):
        pieces.append(text[at:end])
        at = end
        if _alike(text[start:end]) not in known and not text.startswith(mark, _after_blanks(text, end)):
            pieces.append(f" {mark}")
    return "".join([*pieces, text[at:]])


def sign(language: str) -> str:
    """What stands after such a quotation in a section of that language; "" is the document's own."""
    return _SIGNS.get(language, _SIGNS[""])


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each is. A Swedish mark is the same at both ends: what stands before it tells which it is."""
    begun: list[int] = []
    ended: list[tuple[int, int]] = []
    for found in re.finditer(f"[{_MARKS}]", text):
        at = found.start()
        if not begun or begun[-1] == at - 1 or text[at - 1] in " (\n\t":
            begun.append(at)
            continue
        start = begun.pop()
        while ended and ended[-1][0] > start:
            ended.pop()
        ended.append((start, at + 1))
    last = next((at for at in begun if text[at] not in _STRAIGHT), len(text))
    yield from (one for one in ended if one[0] < last)
    if last < len(text):
        yield last, len(text)


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _alike(quotation: str) -> str:
    """Without what a browser or an editor changes by itself."""
    return " ".join(plain(quotation).translate(_ALIKE).split())
