"""What is said of a setting that cannot be used: its name, and what to write. Never what stands in it now,
unless its own check quotes it: that is for what is no secret.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pydantic import ValidationError

PREFIX = "SAMRAD_"

_DAY = "skriv ett datum så här: 2026-09-01"

_SAID = {
    "int_parsing": "skriv ett heltal",
    "int_parsing_size": "skriv ett heltal",
    "int_from_float": "skriv ett heltal",
    "greater_than_equal": "skriv ett heltal som är minst {ge}",
    "less_than_equal": "skriv ett heltal som är högst {le}",
    "bool_parsing": "skriv true eller false",
    "string_pattern_mismatch": "skriv bara små bokstäver, siffror och understreck",
    "string_too_long": "skriv högst {max_length} tecken",
    "string_unicode": "skriv text i UTF-8",
    "literal_error": "skriv något av {expected}",
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
}
_UNKNOWN = "värdet går inte att använda; docs/settings.md säger vad som ska stå"

_ELSEWHERE = {"KOLADA_URL", "RIKSDAGEN_URL"}
"""Read where they are used."""
_DEVELOPER = {f"DEVELOPER_{what}" for what in ("NAME", "WEBSITE", "PRIVACY", "TERMS", "DOMAINS")}


def one_line(wrong: ValidationError) -> str:
    """The first thing that is wrong."""
    first = wrong.errors(include_url=False, include_input=False)[0]
    kind = first["type"]
    if kind == "value_error":
        said = str(first["msg"]).removeprefix("Value error, ")
    else:
        said = _SAID.get(kind, _UNKNOWN).format(**first.get("ctx", {})).replace(" or ", " eller ")
    where = "_".join(str(part) for part in first["loc"][:1])
    words = f"{PREFIX}{where.upper()} är fel: {said}" if where else said
    return _shortened(" ".join(words.split()))


_ENDS = 140
"""Characters that are kept at either end of a line that quotes something very long."""


def _shortened(line: str) -> str:
    return line if len(line) <= 2 * _ENDS else f"{line[:_ENDS]} … {line[-_ENDS:]}"


def unknown(environment: Mapping[str, str], fields: Iterable[str]) -> list[str]:
    """A line for each SAMRAD_ variable that nobody reads, with the name that was meant if one is near."""
    known = {name.upper() for name in fields} | _ELSEWHERE | _DEVELOPER
    given = sorted(name.upper() for name in environment if name.upper().startswith(PREFIX))
    return [_told(name, known) for name in given if name.removeprefix(PREFIX) not in known]


def _told(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name.removeprefix(PREFIX), sorted(known), n=1)
    meant = f" Menade du {PREFIX}{near[0]}?" if near else " Namnen står i docs/settings.md."
    return f"{name} är ingen inställning och läses inte.{meant}"
