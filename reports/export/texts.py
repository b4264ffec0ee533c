"""People's texts made fit for files that other programs open: the words stay, what could do harm does not."""

import re

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")
# Wide signs and leading spaces count too: some programs look past them.
_CALCULATED = re.compile(r"^[\s\ufeff\u200b]*[=+\-@＝＋－＠]|^[\t\r\n]")

LONGEST = 32_767
"""What a cell of Excel holds, in UTF-16 units; a longer one in a CSV file spills over into the next rows."""

CUT = " … [avkortat: hela texten finns i JSON- och SQLite-filerna]"


def clean(text: str) -> str:
    """Without control characters; half an emoji becomes �, and every line break the same one."""
    return _LONE.sub("\ufffd", _FORBIDDEN.sub("", _BREAKS.sub("\n", text)))


def short(text: str) -> str:
    """A text that fits a cell; one that is cut says so."""
    if _units(text) <= LONGEST:
        return text
    room = LONGEST - _units(CUT)
    kept = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for something to calculate or run."""
    return bool(_CALCULATED.match(text))


def disarmed(text: str) -> str:
    """The text with an apostrophe before a sign that would start a formula."""
    return f"'{text}" if is_formula(text) else text
