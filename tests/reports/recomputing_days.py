"""Days, moments and quarters that a statement may speak of, by what it rests on."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from domain.raised import RaisedIssue
from domain.workdays import STOCKHOLM
from reports.document import METHOD, REGISTER, ROUND
from tests.reports.recomputing_raw import PAST, Raw
from tests.reports.recomputing_text import DAY, MONTHS, Said, day, moment

MOMENT = re.compile(rf"{DAY} (?P<year>20\d\d)(?: kl\. (?P<hour>\d\d\.\d\d))?")
FROM = re.compile(rf"{DAY}(?=–\d)")
QUARTER = re.compile(
    r"(?:[Kk]vartal (?P<number>\d) (?P<year>\d{4})"
    r"|(?P<english>first|second|third|fourth) quarter of (?P<of>\d{4}))"
)
_NTH = ("first", "second", "third", "fourth")


def a_day(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The day, with its hour where one is told, is one that the sources have."""
    hour = found["hour"] or ""
    there = day(found["day"], found["month"], found["year"])
    return any(
        (one.date() if isinstance(one, datetime) else one) == there and hour in {"", moment(one)}
        for one in _local(known(raw, said))
    )


def first_of_period(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """1 juli, in 1 juli–30 september 2026."""
    start = raw.now.start
    return ROUND in said.sources and (found["day"], found["month"]) == (
        str(start.day),
        MONTHS[start.month - 1],
    )


def a_quarter(raw: Raw, said: Said, found: re.Match[str]) -> bool:
    """The quarter is the report's, one whose answers are named, or one that an answer was carried from."""
    number = found["number"] or _NTH.index(found["english"]) + 1
    label = f"kvartal {number} {found['year'] or found['of']}"
    return label in set(_quarters(raw, said))


def _quarters(raw: Raw, said: Said) -> Iterator[str]:
    given = raw.given(said.sources)
    if ROUND in said.sources or any(one.version for one in said.sources):
        yield raw.now.label
    yield from (one.unit.removeprefix(PAST) for one in said.sources if one.unit.startswith(PAST))
    if REGISTER in said.sources:
        yield from (_of_key(issue.round) for issue in raw.issues.values())
    for one in given:
        answers = raw.answers(one.unit, one.quarter) or {}
        if carried := answers.get(f"{one.question.key}~same"):
            yield _of_key(str(carried))
    if said.section == "references":
        yield said.row[1].text.removeprefix(PAST)


def _of_key(key: str) -> str:
    return f"kvartal {key[-1]} {key[:4]}"


def known(raw: Raw, said: Said) -> Iterator[date | datetime]:
    """Every day and moment that the sources of the statement hold."""
    for source in said.sources:
        yield from (one for one in (source.as_of, source.at) if one)
    for one in raw.given(said.sources):
        answers = raw.answers(one.unit, one.quarter) or {}
        yield from _iso(answers.get(one.question.key))
    if said.section == "references":
        yield raw.material.cut_off
        yield from (read for source in said.sources if (read := raw.last_read(source)))
    yield from _of_records(raw, said)


def _of_records(raw: Raw, said: Said) -> Iterator[date | datetime]:
    """Of what is no answer: the round, the register, the breaks that the method tells of."""
    if ROUND in said.sources:
        yield from _of_round(raw)
        yield from _read(raw) if said.lead == "Siffror hämtade" else ()
    if REGISTER in said.sources:
        yield from (_since(issue) for issue in _told(raw, said))
    if METHOD in said.sources and said.section == "method":
        yield from (one.day for one in raw.material.county.breaks)


def _of_round(raw: Raw) -> Iterator[date | datetime]:
    round_, material = raw.material.round, raw.material
    yield from (round_.council_date, round_.due, round_.closes, raw.now.start, raw.now.end)
    yield from (material.cut_off, material.written)
    for part in material.contributions:
        if part.life.extension:
            yield part.life.extension
        if part.life.nothing:
            yield part.life.nothing.at


def _read(raw: Raw) -> Iterator[datetime]:
    """When the published numbers in the forms were read: the first and the last."""
    every = [
        one.figure.fetched
        for name, part in raw.parts.items()
        if part.submission
        for one in raw.questions[name].values()
        if one.figure and one.figure.fetched
    ]
    yield from {min(every), max(every)} if every else ()


def _told(raw: Raw, said: Said) -> Iterator[RaisedIssue]:
    """The medskick that the row or the item is of."""
    names = re.findall(r"\bM\d+\b", said.name or said.lead)
    yield from (raw.issues[name] for name in names if name in raw.issues)


def _since(issue: RaisedIssue) -> datetime:
    """When it came to the status that it has."""
    since, status = issue.said.at, None
    for step in issue.steps:
        if step.status is not status:
            since, status = step.said.at, step.status
    return since


def _iso(value: object) -> Iterator[date]:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield date.fromisoformat(value)


def _local(those: Iterator[date | datetime]) -> Iterator[date | datetime]:
    return (one.astimezone(STOCKHOLM) if isinstance(one, datetime) else one for one in those)
