"""The annex: the answers that the draft is made from, numbered; the notes in the text lead here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.material import Material
from domain.swedish import day, moment
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
from reports.method import EVERY_NUMBER
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
    """The earlier quarters that are compared with; whose answers stands on the rows below each."""
    used = {source.unit for said in statements(blocks) for source in said.sources}
    words = "Svaren står på raderna under, ett från varje enhet"
    quarters = (past(quarter) for quarter in needed(material.round.quarter))
    return {whole: (words, _NONE) for whole in quarters if whole.unit in used}


def _answers(material: Material, whole: Source, used: Sequence[Source]) -> Iterator[tuple[str, ...]]:
    """Of an earlier quarter each unit's answer: on what, in which version, when it came, on which form."""
    asked = {(source.number, source.label) for source in used if source.unit == whole.unit and source.number}
    for quarter in needed(material.round.quarter):
        for part in material.contributions if past(quarter) == whole else ():
            before = part.before(quarter)
            own = {(one.number, one.label) for one in (*part.form.plain.values(), *part.form.withdrawn)}
            those = numbers(number for number, _ in asked & own)
            if before and (those or not asked):
                words = f"Svar på fråga {those}" if those else "Hela svaret"
                name, sent = f"{part.respondent.name}, {quarter.label}", before.submission
                form = f"Version {sent.form_version}"
                yield name, words, str(sent.version), moment(sent.at), form


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
    named: dict[str, str] = {}
    for each in sorted(those, key=lambda each: not each.number):
        number = f" ({each.number})" if each.number else ""
        named.setdefault(each.label.casefold(), f"{each.label}{number}")
    if len(named) > 1:
        named.pop(EVERY_NUMBER.casefold(), None)
    when = f", avser {day(one.as_of)}" if one.as_of else ""
    return f"{'; '.join(named.values())}{when}"


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
        answers = enumerate(_answers(material, source, used), start=1)
        rows.extend(_row(number, source, each, place) for place, each in answers)
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


def _row(number: int, source: Source, words: tuple[str, ...], place: int = 0) -> tuple[Cell, ...]:
    """``place``: of several rows below the one that notes lead to, from 1."""
    name = f"{number}.{place}" if place else str(number)
    return (Cell(name, (source,), note=number), *(Cell(word, (source,)) for word in words))


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
