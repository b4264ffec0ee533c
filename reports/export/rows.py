"""An export as a model: one row for each question and unit, with what the answer is. Knows no file format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.answers import State

Field = str | int | float | None


class Format(StrEnum):
    """The kinds of file that an export can be."""

    CSV = "csv"
    EXCEL = "xlsx"
    JSON = "json"
    SQLITE = "sqlite"


class Copy(StrEnum):
    """For whom the file is. What may not be published is only in the coordinator's own."""

    OPEN = "öppna data"
    INTERNAL = "internt exemplar – innehåller uppgifter som inte får publiceras"


class Apart(StrEnum):
    """Why a row has no answer that could be in a state, or an answer that is not shown."""

    NOT_ASKED = "ej ställd"
    NOT_IN = "ej inkommet"
    NOTHING = "inget att rapportera"
    WITHHELD = "endast underlag"


MEANINGS: Mapping[State | Apart, str] = {
    State.REPORTED: "Enheten har svarat, eller bekräftat den publicerade uppgiften.",
    State.ZERO: "Svaret är noll, eller att inget har hänt. Det är ett svar.",
    State.MISSING: "Enheten har sagt att uppgiften saknas. Kolumnen skäl säger varför.",
    State.NOT_APPLICABLE: "Frågan gäller inte enheten.",
    State.SUPPRESSED: "<6: 1–5 personer. ..: dolt för att ett annat tal annars kan räknas ut.",
    State.CALCULATED: "Ingen har lämnat talet: det är beräknat av andra svar. Kolumnen källa säger vilka.",
    State.UNANSWERED: "Frågan ställdes, men har inget svar. Det är inte noll.",
    Apart.NOT_ASKED: "Frågan fanns inte i den omgångens formulär. Det är inget svar.",
    Apart.NOT_IN: "Enheten har inte lämnat in något svar.",
    Apart.NOTHING: "Enheten har angett att den inte har något att rapportera.",
    Apart.WITHHELD: "Svaret är lämnat bara som underlag för Länsstyrelsen och återges inte.",
}
"""What each word of the columns state and apart means."""


@dataclass(frozen=True)
class Row:
    """One question to one unit in one round.

    ``state`` is None where ``apart`` says that there is nothing to be in a state. ``value``: the answer in
    words; ``amount``: the number of a numeric one; ``code``: the stored value of a choice. ``sent_by`` and
    ``on_behalf`` are empty in open data.
    """

    round: str
    unit: str
    unit_name: str
    unit_kind: str
    status: str
    form: str
    form_version: int
    version: int | None
    sent_at: str | None
    key: str
    number: str
    label: str
    measure: str
    state: State | None
    apart: Apart | None
    reason: str
    value: str | None
    amount: int | float | None
    code: str | None
    comment: str
    source: str
    sent_by: str = ""
    on_behalf: str = ""


COLUMNS: Mapping[str, str] = {
    "round": "Omgång",
    "unit": "Enhet (id)",
    "unit_name": "Enhet",
    "unit_kind": "Slag av enhet",
    "status": "Svarets status",
    "form": "Formulär",
    "form_version": "Formulärets version",
    "version": "Svarets version",
    "sent_at": "Inlämnat",
    "key": "Fråga (nyckel)",
    "number": "Frågans nummer",
    "label": "Fråga",
    "measure": "Enhet för talet",
    "state": "Tillstånd",
    "apart": "Utan svar därför att",
    "reason": "Skäl",
    "value": "Svar",
    "amount": "Tal",
    "code": "Kod",
    "comment": "Kommentar",
    "source": "Källa",
    "sent_by": "Inlämnat av",
    "on_behalf": "I enhetens ställe",
}
"""Field to heading, in the order of the columns."""

INTERNAL_COLUMNS = frozenset({"sent_by", "on_behalf"})


@dataclass(frozen=True)
class RoundFacts:
    """A round as the file tells of it. ``counted``: who is in it, in words; ``note``: see ``Material``."""

    key: str
    quarter: str
    council_date: str
    cut_off: str
    counted: str
    note: str


@dataclass(frozen=True)
class Export:
    """``rounds``: oldest first. ``made`` (aware): the latest moment that an answer could be from."""

    title: str
    status: str
    copy: Copy
    rounds: tuple[RoundFacts, ...]
    rows: tuple[Row, ...]
    made: datetime

    def columns(self) -> Mapping[str, str]:
        hidden = frozenset[str]() if self.copy is Copy.INTERNAL else INTERNAL_COLUMNS
        return {name: heading for name, heading in COLUMNS.items() if name not in hidden}

    @property
    def name(self) -> str:
        """The file's name without its ending: lagesrapport-2026Q3, lagesrapport-2025Q4-2026Q3-intern."""
        keys = [round_.key for round_ in self.rounds]
        span = "-".join(dict.fromkeys((keys[0], keys[-1])))
        return f"lagesrapport-{span}{'-intern' if self.copy is Copy.INTERNAL else ''}"


def fields(row: Row, names: Sequence[str] | Mapping[str, str]) -> list[Field]:
    """The row's fields in the order of ``names``; a state by its word."""
    found = vars(row)
    return [str(value) if isinstance(value := found[name], StrEnum) else value for name in names]
