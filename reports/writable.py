"""People's texts made fit for any file: nothing in them can break it or turn the text around them."""

import re
import unicodedata

_BREAK = re.compile("[\r\n\u2028\u2029\x0b\x0c\x85]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")
_UNPARTED = re.compile(r"(?<=\bkl\.) (?=\d)|(?<=\d) (?=–)")


def writable(text: str) -> str:
    """The text without control and direction characters; half an emoji becomes �.

    Line breaks are kept, and neither is a time parted from its "kl." nor a step from its dash.
    """
    text = _LONE.sub("\ufffd", _FORBIDDEN.sub("", _TURNING.sub("", text)))
    text = lines(text).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNPARTED.sub("\u00a0", text))


def lines(text: str) -> str:
    """The text without empty lines and without spaces around its lines, so that it stays one paragraph.

    Each sign is looked at a known number of times, however many blanks stand in a row.
    """
    return "\n".join(filter(None, map(str.strip, _BREAK.split(text))))
