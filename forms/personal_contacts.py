"""Phone numbers and e-mail addresses in free text."""

import re
from collections.abc import Iterator

from forms.personal_numbers import Span

# The look-behind lets a match begin only where a word begins: else a long text takes minutes.
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+(?:@|\uff20|\s?[(\[](?:at|snabel-?a)[)\]]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)

# With a space beside the @ or before a dot. Then the end must be letters: "5 st @ 12.50" is a price.
_MAIL_APART = re.compile(
    r"(?<![\w.+-])[\w.+-]+[ \t\u00a0]{0,2}[@\uff20][ \t\u00a0]{0,2}[\w-]+"
    r"(?:[ \t\u00a0]?\.[\w-]+)*[ \t\u00a0]?\.[^\W\d_]{2,}"
)

_DASH = "[-/\u2010-\u2015\u2212]"
_SEPARATOR = rf"(?:\s?{_DASH}\s?|[)]?\s|[)])"
_SUBSCRIBER = rf"[1-9]\d{{1,2}}(?:(?:\s|{_DASH})\d{{2,3}}){{%s}}"
_PHONES = (
    # With a trunk prefix: one row of digits, and mobile numbers however they are grouped.
    re.compile(r"(?<!\d)0[1-9]\d{7,8}(?!\d)"),
    re.compile(rf"(?<!\d)(?<!\d{_DASH})07[02369](?:\s?(?:{_DASH}|[.])?\s?\d){{7}}(?!\d)"),
    # With a space after the first nought, in its usual groups; not in a row of numbers.
    re.compile(
        r"(?<!\d)(?<!\d\s)0\s7\s?[02369]\s?(?:\d{3}\s?\d\d\s?\d\d|\d\d\s?\d\d\s?\d{3}|\d\d\s?\d{3}\s?\d\d)"
        r"(?!\s?\d)"
    ),
    # An area code; not the end of an amount ("1 050 000") or of a period.
    re.compile(
        rf"(?<![\d\u2013-])(?<!\d\s)(?:[(]?08{_SEPARATOR}(?:{_SUBSCRIBER % 2}|[1-9]\d{{5,7}})"
        rf"|[(]?0[1-9]\d{{1,2}}{_SEPARATOR}(?:{_SUBSCRIBER % '1,2'}|[1-9]\d{{4,6}}))(?!\d)"
    ),
    # From abroad: Sweden, and other countries' numbers of at least ten digits.
    re.compile(r"(?<!\d)(?:\+|00)46(?:[\s()-]{0,3}\d){7,11}(?!\d)"),
    re.compile(r"(?<!\d)(?:\+|00)[1-9](?:[\s()-]{0,3}\d){9,13}(?!\d)"),
)


def spans(words: str) -> Iterator[Span]:
    """Every phone number and e-mail address, kind by kind."""
    for written in (_MAIL, _MAIL_APART):
        for found in written.finditer(words):
            yield "e-postadress", found.start(), found.end()
    for pattern in _PHONES:
        for found in pattern.finditer(words):
            yield "telefonnummer", found.start(), found.end()
