"""The annex: the answers that the draft is made from, numbered; the notes in the text lead here."""

from collections.abc import Iterable

from domain.material import Material
from domain.swedish import moment
from reports.document import (
    METHOD,
    ROUND,
    Block,
    Cell,
    Heading,
    Paragraph,
    Sentence,
    Source,
    Table,
    statements,
)
from reports.reading import Reading, read


def references(material: Material) -> tuple[Source, ...]:
    """What the note numbers stand for: each received submission, then the round, then the method."""
    return (*(reading.whole() for reading in read(material)), ROUND, METHOD)


def annex(material: Material, blocks: tuple[Block, ...]) -> list[Block]:
    """``blocks`` is the report so far: the annex says which questions of each submission it draws on."""
    used = [source for said in statements(blocks) for source in said.sources]
    rows = [_submission(number, one, used) for number, one in enumerate(read(material), start=1)]
    ends = (
        (ROUND, "Omgångens tidsplan och inkomna svar", moment(material.cut_off)),
        (METHOD, "Fast text i rapporten: metod och dokumentuppgifter", "–"),
    )
    for number, (source, words, when) in enumerate(ends, start=len(rows) + 1):
        rows.append(_row(number, source, (source.unit, words, "–", when, "–")))
    header = ("Nr", "Källa", "Innehåll", "Version", "Tidpunkt", "Formulär")
    return [
        Heading("Bilaga: Underlag", 1),
        Paragraph((Sentence(_OPENING, (METHOD,)),)),
        Table("Svar och andra källor som utkastet bygger på", header, tuple(rows), (2, 6, 10, 3, 6, 4)),
    ]


_OPENING = (
    "Siffror inom hakparentes i texten leder till källan med samma nummer i tabellen. Svaren är lämnade "
    "av uppgiftslämnaren eller ersättaren för respektive delregion. Har en delregion lämnat in flera "
    "gånger gäller den senaste versionen."
)


def _submission(number: int, reading: Reading, used: Iterable[Source]) -> tuple[Cell, ...]:
    whole = reading.whole()
    asked = numbers(source.number for source in used if source.origin == whole.origin)
    return _row(
        number,
        whole,
        (
            reading.name,
            f"Svar på fråga {asked}" if asked else "Svaret har inte använts i texten",
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
