"""Patterns of personal data in free text: personal numbers, phone numbers, e-mail addresses."""

import re

# With a real month and day, so that a registry number ("104567-2026") is none. A coordination number
# (samordningsnummer) has the day plus 60, and counts. Word makes hyphens into dashes.
_NUMBER = re.compile(
    r"(?<!\d)(?:(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|3[01]|9[01])\s?[-+–−]?\s?"
    r"|(?:19|20)\d\d-\d\d-\d\d-)\d{4}(?!\d)"
)

# The look-behind lets a match begin only where a word begins: else a long text takes minutes.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w[\w.-]*")

_SEPARATOR = r"(?:\s?[-–/]\s?|[)]?\s|[)])"
_SUBSCRIBER = r"[1-9]\d{1,2}(?:[\s-]\d{2,3}){%s}"
_PHONE = re.compile(
    r"(?<![\d–-])(?<!\d\s)(?:"
    r"0[1-9]\d{7,8}"
    rf"|[(]?08{_SEPARATOR}(?:{_SUBSCRIBER % 2}|[1-9]\d{{5,7}})"
    rf"|[(]?0[1-9]\d{{1,2}}{_SEPARATOR}(?:{_SUBSCRIBER % '1,2'}|[1-9]\d{{4,6}})"
    r"|(?:\+|00)46(?:[\s()-]{0,3}\d){7,11}"
    r")(?!\d)"
)


def masked(words: str) -> str:
    """The text with what looks like personal data taken out: it is not to be kept even in a draft."""
    for pattern in (_NUMBER, _MAIL, _PHONE):
        words = pattern.sub("[borttaget]", words)
    return words


def holds_personal_data(words: str) -> bool:
    """Whether the text looks as if it held a personal number, a phone number or an e-mail address."""
    return any(pattern.search(words) for pattern in (_NUMBER, _MAIL, _PHONE))
