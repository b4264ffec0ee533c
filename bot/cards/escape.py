"""Foreign text made harmless: a card or a terminal shows what was written, and nothing in it takes effect.

A TextBlock is Markdown, but not every client runs Markdown: a backslash escape is right in one client and a
stray backslash in the next. So no text is escaped there. ``inert`` tells which texts Markdown leaves as they
are; the others go in a RichTextBlock (see ``texts.py``), where Markdown has no say.
"""

import re
from unicodedata import category

_BIDI_ORDERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the reading direction of all that follows on the line; plain RTL marks are kept."""

_BREAKS = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
_DATE_FUNCTION = re.compile(r"\{\{(?=\s*(?:DATE|TIME)\s*\()", re.IGNORECASE)
_LONG_WORD = re.compile(r"\S{25}(?=\S)")
_TAKES_EFFECT = re.compile(
    r"[*_`~\[\]<>&\\|]"  # emphasis, code, strike-through, links, HTML, entities, escapes, tables
    r"|://|www\.|\w@\w"  # what a client turns into a link of its own accord
    r"|^[^\S\n]*[#+=:-]"  # headings, lists, rules
    r"|^[^\S\n]*\d+[.)](?:\s|$)",  # numbered lists
    re.IGNORECASE | re.MULTILINE,
)
_MARKDOWN_SIGN = re.compile(r"^\d+(?=[.)](?:\s|$))|[*_`~\[\]<>&|\\]|^[#+=:-]")


def printable(text: str) -> str:
    """The text without control characters, lone surrogates and direction overrides; lines end with LF."""
    text = _BIDI_ORDERS.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")
    return "".join(sign for sign in text if sign == "\n" or category(sign) not in {"Cc", "Cs"})


def shown(text: str) -> str:
    """The text for any part of a card that a person reads.

    The renderer writes out {{DATE(…)}} in every text; an invisible word joiner between the braces stops it.
    """
    return _DATE_FUNCTION.sub("{\u2060{", printable(text))


def one_line(text: str) -> str:
    """``shown``, with every run of white space as one blank: labels, titles, buttons."""
    return " ".join(shown(text).split())


def breakable(line: str) -> str:
    """The line with zero-width spaces in words too long for a phone.

    For labels and RichTextBlocks, which clients break between words only.
    """
    return _LONG_WORD.sub("\\g<0>\u200b", line)


def inert(text: str) -> bool:
    """Whether Markdown, run or not, shows the text as it stands."""
    return not _TAKES_EFFECT.search(text)


def escaped(text: str) -> str:
    """One line with a backslash before each of Markdown's signs.

    For the title of an expanded choice, the one text that clients run as Markdown and that has no other form.
    A client without Markdown shows the backslashes, and nothing worse.
    """
    return _MARKDOWN_SIGN.sub(
        lambda sign: f"{sign[0]}\\" if sign[0].isdigit() else f"\\{sign[0]}", one_line(text)
    )
