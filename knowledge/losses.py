"""What an answer no longer says: the paragraphs and the numbers that stood in it before."""

import re
from collections.abc import Iterator

_LABEL = r"\d+(?:\s[a-z]\b)?"
_PARAGRAPHS = re.compile(rf"({_LABEL}(?:\s*(?:,|och|eller|[-–])\s*{_LABEL})*)\s*§+", re.IGNORECASE)
_ONE = re.compile(_LABEL, re.IGNORECASE)
_SPELT = "två tre fyra fem sex sju åtta nio tio elva tolv"
_NUMBER = re.compile(rf"\d+(?:[:.,\s]\d+)*|\b(?:{_SPELT.replace(' ', '|')})\b", re.IGNORECASE)


def lost(before: str, after: str) -> tuple[str, ...]:
    """Paragraphs ("10 §") and numbers ("2016:39", "två") of one text that are not in the other."""
    had, has = _said(before), set(_said(after))
    return tuple(one for one in dict.fromkeys(had) if one not in has)


def _said(text: str) -> list[str]:
    return [*_paragraphs(text), *(" ".join(each.casefold().split()) for each in _numbers(text))]


def _paragraphs(text: str) -> Iterator[str]:
    for found in _PARAGRAPHS.finditer(text):
        yield from (f"{' '.join(one.lower().split())} §" for one in _ONE.findall(found[1]))


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(_PARAGRAPHS.sub(" ", text))
