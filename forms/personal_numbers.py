"""Numbers that name one person: personal, coordination and reserve numbers, and those of a migration case.

Forms of the numbers: 18 and 18 a §§ folkbokföringslagen (birth date, the day plus 60 in a coordination
number, check digit by Luhn); Inera's list of local reserve numbers (Västra Götaland, Värmland, Stockholm) and
the pattern of the national one; the interim numbers with T that schools and social services report with.
A case at Migrationsverket has eight digits, 12-345678; on a card for asylum seekers (LMA-kort) /1 follows.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

Span = tuple[str, int, int]
"""What it looks like, in Swedish; its first character and the one after its last, from 0."""

# Dashes of every length (Word changes them), minus, plus, dot and slash; spaces, also those that nobody sees.
_SPACE = r"[\s\u00ad\u200b-\u200d\u2060]"
_DASH = "[-+./\u2010-\u2015\u2212]"
_JOINT = r"[:;,_=|~*\\\u00b7]"
"""Signs that hold two halves together only without a space: "2026-07-01, 1485 personer" is no number."""
_GAP = rf"(?:{_SPACE}{{0,2}}{_DASH}{{0,2}}{_SPACE}{{0,2}}|{_JOINT})"
_LAST = rf"\d\d{_SPACE}?\d\d"
_DATE = r"(?<!\d)(?P<c>\d\d)?(?P<y>\d\d)(?P<apart>-?)(?P<m>\d\d)(?P=apart)(?P<d>\d\d)"

_TOGETHER = re.compile(rf"(?<!\d)(?P<c>\d\d)?(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d){_GAP}(?P<n>\d{{4}})(?!\d)")
# Not the first half of a period: 2026-07-01–2026-09-30.
_APART = re.compile(
    rf"(?<!\d)(?P<c>\d\d)?(?P<y>\d\d)(?P<apart>{_DASH}|\s)(?P<m>\d\d)(?P=apart)(?P<d>\d\d)"
    rf"(?P<gap>{_GAP})(?P<n>{_LAST})(?!\d|{_DASH}\d\d{_DASH}\d)"
)
_LETTERS = re.compile(
    rf"{_DATE}(?:{_SPACE}?{_DASH}{_SPACE}?)?"
    r"(?:(?P<interim>[Tt](?:\d|[Ff])\d\d)|[A-Z]{2}\d\d|[A-Z]{3}\d|[KMX]\d{3}|S[A-Z]\d[A-Z])(?!\w)"
)
_STOCKHOLM = re.compile(rf"(?<!\d)99(?:19|2[0-2])(?P<n>\d\d(?:\d\d{_DASH}?)\d{{4}})(?!\d)")
_CASE = re.compile(r"(?<![\d-])\d\d(?P<dash>[-\u2010-\u2015\u2212]|\s?)\d{6}(?P<card>/\d{1,2})?(?!\d)")

_NAMED = re.compile(
    r"(?:person|samordnings)(?:nummer|nr)[\w.:]*\s?(?:är\s)?$|\bp\W?nr[.:]*\s?$", re.IGNORECASE
)
_NAMED_AFTER = re.compile(r"\W{0,3}(?:är\s)?(?:ett\s)?(?:person|samordnings)(?:nummer|nr)", re.IGNORECASE)
_DIARY = re.compile(r"\b(?:diarie(?:nummer|nr)|dnr|d\.nr)[\w.:]*\s?$", re.IGNORECASE)
_CASE_IS_NAMED = re.compile(
    r"(?:\bLMA|dossier|(?:ärende|besluts|kort|kvitto)-?(?:nummer|nr)|beteckning)[\w-]*[.:]*\s?(?:är\s|nr\s)?$",
    re.IGNORECASE,
)
_CASE_IS_NEAR = re.compile(r"\bLMA|dossier|ärende|beteckning|asyl|migrationsverk|kvitto", re.IGNORECASE)
_NEAR = 45
"""So many characters before a number may say what it is."""


def spans(words: str) -> Iterator[Span]:
    """Every such number, kind by kind; of two readings of the same digits both."""
    yield from _each(_TOGETHER, words, _personal)
    yield from _each(_APART, words, _personal)
    yield from _each(_LETTERS, words, _with_letters)
    yield from _each(_STOCKHOLM, words, _of_stockholm)
    yield from _each(_CASE, words, _case)


def _each(pattern: re.Pattern[str], words: str, kind_of: Callable[[re.Match[str]], str]) -> Iterator[Span]:
    """The places that pattern and check ("" for no) agree on. Each try is short, so time is linear."""
    place = 0
    while found := pattern.search(words, place):
        if kind := kind_of(found):
            yield kind, found.start(), found.end()
        place = found.end() if kind else found.start() + 1


def _before(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - _NEAR) : found.start()]


def _personal(found: re.Match[str]) -> str:
    kind = _kind_by_date(found)
    digits = found["y"] + found["m"] + found["d"] + _last(found)
    if not kind or _NAMED.search(_before(found)) or _NAMED_AFTER.match(found.string, found.end()):
        return kind
    is_number = _checks(digits) and not _is_something_else(found)
    return kind if is_number else ""


def _is_something_else(found: re.Match[str]) -> bool:
    """A number of a diary with its year, a mobile phone in one row, a row of numbers, a date with a time."""
    last, groups = _last(found), found.groupdict()
    gap = groups.get("gap", "-")
    in_a_row = gap.isspace() and groups["apart"].isspace() and not found["c"]
    at_a_time = (gap.isspace() or gap == ":") and int(last[:2]) < 24 and int(last[2:]) < 60  # noqa: PLR2004 - hours and minutes
    diary = int(last) in range(2000, 2040) and _DIARY.search(_before(found))
    mobile = len(found[0]) == 10 and found[0].startswith("070")  # noqa: PLR2004 - digits, and nothing between
    return bool(in_a_row or at_a_time or diary or mobile)


def _last(found: re.Match[str]) -> str:
    """The four digits at the end, which may stand two and two."""
    return found["n"][:2] + found["n"][-2:]


def _kind_by_date(found: re.Match[str]) -> str:
    """What a birth date makes of it; "" when there is no such day.

    A coordination number may lack the day (60) or the month (00).
    """
    century, month, day = found["c"], int(found["m"]), int(found["d"])
    if century and int(century) not in {18, 19, 20}:
        return ""
    shortened = day >= 60  # noqa: PLR2004 - added in coordination numbers
    if shortened:
        month, day = month or 1, day - 60 or 1
    # 2000 was a leap year and 1900 was not: without a century either will do.
    year = int((century or "20") + found["y"])
    try:
        date(year, month, day)
    except ValueError:
        return ""
    return "samordningsnummer" if shortened else "personnummer"


def _with_letters(found: re.Match[str]) -> str:
    if not _kind_by_date(found):
        return ""
    return "tillfälligt personnummer" if found["interim"] else "reservnummer"


def _of_stockholm(found: re.Match[str]) -> str:
    digits = [sign for sign in found[0] if sign.isdecimal()]
    return "reservnummer" if _checks("".join(digits[4:])) else ""


def _case(found: re.Match[str]) -> str:
    """Eight digits alone are many things, so a word before them must say what they are."""
    before = _before(found)
    digits = found[0][:2] + found[0].split("/")[0][-6:]
    is_day = digits[:2] in {"19", "20"} and digits[4:6] <= "12" and not found["dash"]
    near = found["dash"].strip() and not digits.startswith("0") and _CASE_IS_NEAR.search(before)
    named = not is_day and _CASE_IS_NAMED.search(before)
    return "ärendenummer hos Migrationsverket" if found["card"] or near or named else ""


def _checks(digits: str) -> bool:
    """Luhn: the last digit makes the sum of all, every second doubled, end in 0."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
