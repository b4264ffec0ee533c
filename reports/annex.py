"""The annex: the answers that the draft is made from, numbered; the notes in the text lead here."""

from collections.abc import Iterable
from dataclasses import replace

from domain.material import Material
from domain.quarter import Quarter
from domain.swedish import day, listed, moment
from domain.trends import needed
from reports.development_basis import past
from reports.document import (
    EDITING,
    METHOD,
    REGISTER,
    ROUND,
    Block,
    Cell,
    Source,
    Table,
    statements,
)
from reports.opening import opening
from reports.reading import Reading, read

_NONE, _UNKNOWN = "gäller inte", "okänt"
"""Of what is no submission; of when nobody knows. A dash is a question that was not answered."""


def references(material: Material, blocks: tuple[Block, ...]) -> tuple[Source, ...]:
    """What the note numbers stand for: each received submission, earlier quarters, records, the method.

    ``blocks`` is the report so far: an earlier quarter has a number only when something rests on it.
    """
    received = (reading.whole() for reading in read(material.contributions))
    return (*received, *_others(material, blocks))


def _others(material: Material, blocks: tuple[Block, ...]) -> dict[Source, tuple[str, str]]:
    """What is no submission of this quarter, in the order of the notes: what it holds, and when it was so."""
    return {
        **_earlier(material, blocks),
        **_statistics(blocks),
        **_editings(blocks),
        **_records(material),
    }


def _earlier(material: Material, blocks: tuple[Block, ...]) -> dict[Source, tuple[str, str]]:
    """The earlier quarters that are compared with: whose answers, in which version."""
    asked: dict[str, set[str]] = {}
    for source in (source for said in statements(blocks) for source in said.sources):
        asked.setdefault(source.unit, set()).add(source.number)
    found = {}
    for quarter in needed(material.round.quarter):
        whole = past(quarter)
        if whole.unit in asked:
            words = f"Svar på fråga {numbers(asked[whole.unit])}, {_whose(material, quarter)}"
            found[whole] = (words, moment(material.cut_off))
    return found


def _whose(material: Material, quarter: Quarter) -> str:
    """Version 1 från Skaraborg och Fyrbodal; version 2 från Sjuhärad."""
    versions: dict[int, list[str]] = {}
    for part in material.contributions:
        if one := part.before(quarter):
            versions.setdefault(one.submission.version, []).append(part.respondent.name)
    return "; ".join(f"version {version} från {listed(names)}" for version, names in sorted(versions.items()))


def _statistics(blocks: tuple[Block, ...]) -> dict[Source, tuple[str, str]]:
    """What others have published: which numbers, which day they speak of, when they were read."""
    found: dict[Source, list[Source]] = {}
    for source in (source for said in statements(blocks) for source in said.sources):
        if source.as_of:
            found.setdefault(Source(source.unit, as_of=source.as_of), []).append(source)
    return {one: (_published(one, those), _read(those)) for one, those in sorted(found.items(), key=_dated)}


def _dated(found: tuple[Source, list[Source]]) -> tuple[str, str]:
    return found[0].unit, str(found[0].as_of)


def _published(one: Source, those: list[Source]) -> str:
    """Mottagna totalt (N01986) och mottagna efter anvisning (N01987), avser 31 december 2025."""
    named = dict.fromkeys(f"{each.label} ({each.number})" if each.number else each.label for each in those)
    when = f", avser {day(one.as_of)}" if one.as_of else ""
    return f"{listed(named)}{when}"


def _read(those: list[Source]) -> str:
    moments = [one.at for one in those if one.at]
    return f"Läst {moment(max(moments))}" if moments else _UNKNOWN


def _editings(blocks: tuple[Block, ...]) -> dict[Source, tuple[str, str]]:
    """What people wrote in place of what the answers gave: who, and when."""
    used = [source for said in statements(blocks) for source in said.sources]
    written = dict.fromkeys(replace(one, number="") for one in used if one.unit.startswith(EDITING))
    return {one: (f"Text av {one.label}", moment(one.at) if one.at else _UNKNOWN) for one in written}


def _records(material: Material) -> dict[Source, tuple[str, str]]:
    """What is no submission: what it holds, and when it was so."""
    register = {REGISTER: ("Medskick och vad som har hänt med dem", moment(material.cut_off))}
    return {
        ROUND: ("Omgångens tidsplan och inkomna svar", moment(material.cut_off)),
        **(register if material.raised else {}),
        METHOD: ("Fast text i rapporten: metod och dokumentuppgifter", _NONE),
    }


def annex(material: Material, blocks: tuple[Block, ...]) -> list[Block]:
    """``blocks`` is the report so far: the annex says which questions of each submission it draws on."""
    used = [source for said in statements(blocks) for source in said.sources]
    readings = read(material.contributions)
    rows = [_submission(number, one, used) for number, one in enumerate(readings, start=1)]
    others = _others(material, blocks)
    for number, (source, (words, when)) in enumerate(others.items(), start=len(rows) + 1):
        rows.append(_row(number, source, (source.unit, words, _NONE, when, _NONE)))
    header = ("Nr", "Källa", "Innehåll", "Version", "Tidpunkt", "Formulär")
    return [
        *opening(material, "references"),
        Table("Svar och andra källor som rapporten bygger på", header, tuple(rows), (2, 6, 10, 3, 6, 4)),
    ]


def _submission(number: int, reading: Reading, used: Iterable[Source]) -> tuple[Cell, ...]:
    whole = reading.whole()
    asked = numbers(source.number for source in used if source.origin == whole.origin)
    words = f"Svar på fråga {asked}" if asked else "Svaret har inte använts i texten"
    if reading.submission.on_behalf:
        words = f"Inlämnat av någon annan i {reading.name}s ställe. {words}"
    return _row(
        number,
        whole,
        (
            reading.name,
            words,
            str(reading.submission.version),
            moment(reading.submission.at),
            f"Version {reading.submission.form_version}",
        ),
    )


def _row(number: int, source: Source, words: tuple[str, ...]) -> tuple[Cell, ...]:
    return (Cell(str(number), (source,), note=number), *(Cell(word, (source,)) for word in words))


def numbers(written: Iterable[str]) -> str:
    """Question numbers cut to two places, in order and drawn together: "1.1–1.5, 2.1, 3.1–3.4"."""
    places = sorted({_place(number) for number in written if number})
    runs: list[list[tuple[int, ...]]] = []
    for place in places:
        if runs and place[:-1] == runs[-1][-1][:-1] and place[-1] == runs[-1][-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(_run(run) for run in runs)


def _place(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".")[:2] if part.isdecimal())


def _run(run: list[tuple[int, ...]]) -> str:
    first, last = (".".join(str(part) for part in place) for place in (run[0], run[-1]))
    return first if first == last else f"{first}–{last}"
