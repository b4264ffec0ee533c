"""A file of people and their tasks, read row by row. What cannot be taken in names its row.

The columns are id, namn, roll, enhet, and if need be e-post, från and till. A person may have several rows.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from bot.roster import NotEnrolled, Words, enrolled
from domain.county import County
from domain.people import Person

_MOST_BYTES = 1_000_000
_MOST_TOLD = 5
_SEPARATORS = (";", "\t", ",")
_COLUMNS = {
    "id": "id",
    "namn": "name",
    "roll": "role",
    "enhet": "unit",
    "e-post": "mail",
    "epost": "mail",
    "från": "since",
    "till": "until",
    "konto": "account",
}
_NEEDED = {"id", "name", "role", "unit"}


@dataclass(frozen=True)
class Row:
    """``number`` counts from 1, as a spreadsheet does."""

    number: int
    words: Words


def people_in(path: Path, known: Mapping[str, Person], county: County) -> dict[str, Person]:
    """Each person of the file as the file will have it, by id; ``known`` as they are now.

    Tasks that the file does not tell of stay. Raise NotEnrolled, naming the rows, when any is wrong.
    """
    found: dict[str, Person] = {}
    first: dict[str, Row] = {}
    wrong: list[str] = []
    for row in rows(path):
        try:
            _agrees(row, first)
            before = found.get(row.words.id, known.get(row.words.id))
            found[row.words.id] = enrolled(row.words, before, county)
        except NotEnrolled as error:
            wrong.append(f"Rad {row.number}: {error}")
    if wrong:
        more = f" Och {len(wrong) - _MOST_TOLD} rader till." if len(wrong) > _MOST_TOLD else ""
        raise NotEnrolled(f"{' '.join(wrong[:_MOST_TOLD])}{more} Inget är ändrat.")
    if not found:
        raise NotEnrolled(f"{path.name} har inga rader under rubrikerna. Skriv en person på varje rad.")
    return found


def _agrees(row: Row, first: dict[str, Row]) -> None:
    """Raise NotEnrolled when an earlier row says something else of the person, or the same task."""
    words = row.words
    before = first.setdefault(words.id, row)
    if (before.words.name, before.words.mail or words.mail) != (words.name, words.mail or before.words.mail):
        raise NotEnrolled(
            f"{words.id} har ett annat namn eller en annan e-post än på rad {before.number}. Skriv lika."
        )
    task = f"{words.id}\n{words.role}\n{words.unit}\n{words.since}".casefold()
    if (same := first.setdefault(task, row)) is not row:
        raise NotEnrolled(f"samma uppdrag står redan på rad {same.number}. Ta bort en av raderna.")


def rows(path: Path) -> Iterator[Row]:
    """Those under the headings that are not empty. Raise NotEnrolled for what is no such file."""
    lines = _split(_decoded(path))
    columns: dict[str, int] = {}
    for number, cells in enumerate(lines, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = _columns(cells)
            if lacking := _NEEDED - columns.keys():
                names = sorted(name for name, column in _COLUMNS.items() if column in lacking)
                raise NotEnrolled(
                    f"{path.name} saknar kolumnen {', '.join(names)}. Rubrikerna är id, namn, roll, enhet,"
                    " e-post, från, till, konto."
                )
            continue
        given = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
        yield Row(number, Words(**{name: given.get(name, "") for name in columns}))


def _columns(cells: list[str]) -> dict[str, int]:
    """Which column stands where."""
    names = [_COLUMNS.get(cell.strip().casefold()) for cell in cells]
    return {name: at for at, name in enumerate(names) if name}


def _split(text: str) -> list[list[str]]:
    """The cells, with the separator that gives the most columns we know."""
    try:
        tables = [list(csv.reader(StringIO(text, newline=""), delimiter=one)) for one in _SEPARATORS]
    except csv.Error:
        raise NotEnrolled("filen går inte att dela i kolumner. Spara den på nytt som CSV (UTF-8).") from None
    return max(tables, key=lambda table: max((len(_columns(cells)) for cells in table[:5]), default=0))


def _decoded(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES or b"\0" in content:
        raise NotEnrolled(f"{path.name} är ingen CSV-fil, eller för stor. Spara den som CSV (UTF-8).")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's plain "CSV" in Swedish Windows.
        return content.decode("cp1252", "replace")
