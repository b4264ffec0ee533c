"""What the fields of an entry are called in Swedish, and what is wrong with one that does not load."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

LABELS: Mapping[str, str] = {
    "key": "nyckel",
    "question": "fråga",
    "variants": "sätt att fråga",
    "topics": "ämnen",
    "short": "kort svar",
    "details": "mer",
    "sources": "källor",
    "confidence": "säkerhet",
    "reservation": "förbehåll",
    "valid_from": "gäller från",
    "valid_to": "gäller till",
    "owner": "grupp",
    "review": "granskas senast",
    "flag": "ses över",
    "related": "hör ihop med",
    "explains": "förklarar",
}
"""In the order that people read them."""

CONFIDENCE: Mapping[str, str] = {"confirmed": "bekräftat", "uncertain": "osäkert"}


@dataclass(frozen=True)
class Fault:
    """Why an entry is not to be published. ``field``: of the entry; ``words``: Swedish, with what to do."""

    key: str
    field: str
    words: str


_WRONG: Mapping[str, str] = {
    "missing": "saknas",
    "string_too_short": "är tomt",
    "string_too_long": "är för långt",
    "too_short": "är för få",
    "too_long": "är för många",
    "string_pattern_mismatch": "har fel form",
    "literal_error": "ska vara bekräftat eller osäkert",
    "extra_forbidden": "är inget fält som finns",
}
_DATES = frozenset({"review", "valid_from", "valid_to", "as_of"})


def in_swedish(key: str, error: ValidationError) -> Iterator[Fault]:
    """A fault for each field that an entry of that key does not load for."""
    for each in error.errors():
        place = [step for step in each["loc"] if step not in {"StatuteSource", "DocumentSource"}]
        field = str(place[0]) if place else "reservation"
        yield Fault(key, field, _said(field, place[1:], each["type"]))


def _said(field: str, within: list[int | str], kind: str) -> str:
    label = LABELS.get(field, field)
    if kind == "value_error":
        return "Ett osäkert svar måste säga vad som är osäkert. Skriv ett förbehåll."
    if field in _DATES or within[-1:] == ["as_of"]:
        return f"Fältet ”{label}” ska ha ett datum, till exempel 2027-01-15."
    if field == "sources" and not within:
        return "Svaret saknar källa. Ange minst en paragraf eller ett dokument."
    if field == "variants" and not within:
        return "Skriv minst ett sätt att fråga, gärna flera, på varsin rad."
    number = f", nummer {int(within[0]) + 1}" if within and isinstance(within[0], int) else ""
    return f"Fältet ”{label}”{number} {_WRONG.get(kind, 'går inte att läsa')}."
