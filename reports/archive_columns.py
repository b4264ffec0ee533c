"""What every column of an archive package's CSV files means, for whoever reads them in fifty years."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Final

from domain.answers import State
from reports.archive_data import LOG, STATUS, WHY
from reports.archive_parts import Parts
from reports.export.rows import COLUMNS, INTERNAL_COLUMNS, MEANINGS

_HEADER: Final = ("Fil", "Kolumn", "Namn i JSON, eller ordet", "Betydelse")
_DATA, _LOG_FILE, _WORDS_OF = "lagesrapport-*.csv", "handelser.csv", "Ord i kolumnen "

ANSWERS: Final[Mapping[str, str]] = {
    "round": "Kvartalet som svaren gäller, ÅÅÅÅQN: 2026Q3 är juli–september 2026.",
    "unit": "Enhetens beteckning i Samråd. För en kommun är det kommunkoden.",
    "unit_name": "Enhetens namn.",
    "unit_kind": "Delregion, kommun eller aktör (statlig myndighet eller region).",
    "status": "Hur långt enhetens svar hade kommit.",
    "form": "Formuläret som frågan stod i. Filen ligger i underlag/formular.",
    "form_version": "Formulärets version, heltal.",
    "version": "Vilken inlämning i ordningen som svaret kommer från, heltal från 1.",
    "sent_at": "När svaret lämnades in, ISO 8601 med tidszon.",
    "key": "Frågans beteckning, densamma från kvartal till kvartal. Står i formulärets fil som key.",
    "number": "Frågans nummer så som det visades.",
    "label": "Frågans ordalydelse.",
    "measure": "Vad talet räknar, till exempel personer.",
    "state": "Om frågan har ett svar, och vad det i så fall är för svar. Orden förklaras nedan.",
    "apart": "Varför frågan inte har något svar som visas. Orden förklaras nedan.",
    "reason": "Enhetens skäl till att en uppgift saknas.",
    "value": "Svaret i ord. Dag skrivs ÅÅÅÅ-MM-DD.",
    "amount": "Svaret som tal, med decimalkomma. Tomt när svaret inte är ett tal eller talet är dolt.",
    "code": "Det lagrade värdet av ett val; flera skiljs med komma.",
    "comment": "Enhetens kommentar till svaret.",
    "source": "Varifrån ett tal kommer som enheten inte själv har skrivit.",
    "sent_by": "Vem som lämnade in svaret.",
    "on_behalf": "Ja när den som lämnade in inte svarar för enheten.",
}
"""By the names of ``COLUMNS``."""

_EVENTS: Final[Mapping[str, str]] = {
    LOG[0]: "När det hände, ISO 8601 med tidszon.",
    LOG[1]: "Beteckningen på den som gjorde det; samråd är systemet självt.",
    LOG[2]: "Vad som gjordes.",
    LOG[3]: "Vad det gällde: omgången, sedan enhet eller meddelandets slag.",
    STATUS: "Status efteråt, när det som gjordes ändrade den.",
    WHY: "Skälet som det skrevs.",
}


def columns(parts: Parts) -> bytes:
    """A line for each column of each CSV file, then one for each word of a closed list."""
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    writer.writerows(_lines(parts))
    return written.getvalue().encode("utf-8-sig")


def _lines(parts: Parts) -> Iterator[tuple[str, str, str, str]]:
    for name, heading in COLUMNS.items():
        if parts.internal or name not in INTERNAL_COLUMNS:
            yield _DATA, heading, name, ANSWERS[name]
    for word, meaning in MEANINGS.items():
        yield _DATA, f"{_WORDS_OF}{COLUMNS[_column_of(word)]}", word.value, meaning
    for heading, meaning in _EVENTS.items():
        if parts.internal or heading != WHY:
            yield _LOG_FILE, heading, "", meaning


def _column_of(word: object) -> str:
    return "state" if isinstance(word, State) else "apart"
