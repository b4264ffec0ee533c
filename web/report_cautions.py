"""What may have been written by mistake: told before it is saved, and saved all the same when it is meant."""

import re
from collections.abc import Collection, Iterator

from domain import swedish
from domain.material import Material
from forms.recognisable import of_few
from reports.quotations import changed, in_words, sign
from reports.section_reading import places
from reports.section_text import one_line
from reports.sentence_sources import plain
from reports.untold_numbers import has_number, tells, untold
from web.report_writing import Writing

_MEANT = re.compile(r"\[\[\s*(?:tabell|figur)\b", re.IGNORECASE)
_CALLED = {"Tabell": "Tabellen", "Figur": "Figuren"}
_GONE = "All text är borta, så avsnittet tas ur rapporten. Det går att ta tillbaka."
_SHOWN = 160
"""Characters of a line or a sentence that are shown again."""


def cautions(writing: Writing, names: Collection[str], material: Material) -> tuple[str, ...]:
    """A line for each, in Swedish, with what to do. ``names``: of places that a few could be known by (V27).

    ``material``: what the report draws on, where the numbers are that it hides.

    Nothing is told of what stands in the section already.
    """
    if not writing.words:
        return (_GONE,) if writing.part.shown else ()
    return (
        *_lost(writing),
        *_stray(writing),
        *_quoted(writing),
        *_recognisable(writing, names),
        *_untold(writing, material),
    )


def _lost(writing: Writing) -> Iterator[str]:
    """The tables and figures that the words no longer have a place for."""
    there, drawn = places(writing.words), places(writing.part.generated)
    for line in places(writing.part.shown):
        if line in drawn and line not in there:
            kind, _, caption = line.removeprefix("[[").removesuffix("]]").partition(": ")
            yield f"{_CALLED[kind]} ”{caption}” är borttagen. Ska den vara kvar, lägg tillbaka raden {line}"


def _stray(writing: Writing) -> Iterator[str]:
    """Lines that look like a place and are none, and places that stand there once already."""
    whole = places(writing.words)
    for line in dict.fromkeys(one.rstrip() for one in writing.words.split("\n")):
        if line not in whole and _MEANT.search(line):
            yield f"Raden ”{swedish.shortened(line, _SHOWN)}” visas som text. En plats står ensam på sin rad."
        elif whole.count(line) > 1:
            yield f"Raden {line} står flera gånger. Bara den första blir något."


def _quoted(writing: Writing) -> Iterator[str]:
    """Words in quotation marks that nobody has answered."""
    known = (*in_words(writing.part.generated), *in_words(writing.part.shown))
    for one in changed(writing.words, known):
        yield (
            f"{swedish.shortened(one_line(one), _SHOWN)} står inom citattecken men är inte ord för ord vad "
            "någon har svarat. Återställ orden eller ta bort citattecknen. Annars skriver rapporten "
            f"”{sign(writing.part.section.language)}” efter citatet."
        )


def _recognisable(writing: Writing, names: Collection[str]) -> Iterator[str]:
    known = plain(f"{writing.part.generated}\n{writing.part.shown}")
    for sentence, beside in of_few(writing.words, names):
        if plain(sentence) not in known:
            yield (
                f"”{swedish.shortened(sentence, _SHOWN)}” talar om ett fåtal personer, i samma mening som "
                f"{beside}. Kan en enskild person kännas igen? Skriv i så fall mer allmänt."
            )


def _untold(writing: Writing, material: Material) -> Iterator[str]:
    """Numbers that may be those that the tables hide. Of a number no more is told than was written."""
    known = plain(f"{writing.part.generated}\n{writing.part.shown}")
    if not any(has_number(line) for line in writing.words.split("\n") if plain(line) not in known):
        return
    for sentence, name in tells(writing.words, untold(material)):
        if plain(sentence) not in known:
            yield (
                f"”{swedish.shortened(sentence, _SHOWN)}” har ett tal för {name}, där rapporten döljer små "
                "tal (<6) och det som skulle avslöja dem (..). Är det ett sådant tal, skriv utan det."
            )
