"""The head of a published statute text: title and number, issued, how far it is amended, when it was read.

Two forms are read: "Ändring införd:  t.o.m. SFS 2020:734" and "Ändrad: t.o.m. SFS 2020:734".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(r"\((\d{4}:\d{1,5}(?: s\.? ?\d+)?)\)")
_FIELD = re.compile(r"^([A-ZÅÄÖ][\w/ ]{2,30}?)\s*:\s*(.*)$")
_AMENDED = re.compile(r"(\d{4}:\d{1,5})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLE_LONGEST = 400
INCOMPLETE = re.compile(r"^OBS\b.*ofullständig", re.IGNORECASE)


class StatuteError(ValueError):
    """The text cannot be used; ``str`` is Swedish and says what to do."""


@dataclass(frozen=True)
class Head:
    """``amended_to``: the latest amendment that is in the text; None when the text does not say.

    ``read_on``: when somebody read it; None when the text does not say. ``complete``: False for a copy
    whose first line says that paragraphs are cut or run together.
    """

    number: str
    title: str
    issued: date | None = None
    amended_to: str | None = None
    read_on: date | None = None
    complete: bool = True
    repealed_on: date | None = None


def read_head(blocks: Sequence[Sequence[str]]) -> Head:
    """The head out of the blocks of lines that stand before the first paragraph. Raise StatuteError."""
    title = _title(blocks)
    named = _NUMBER.search(title)
    if named is None:
        raise StatuteError(
            "Det här ser inte ut som en författningstext: ingen rad har både titel och nummer, till exempel"
            " ”Lag (2099:1) om …”. Kopiera hela texten, med titeln först."
        )
    fields = dict(_fields(blocks))
    amended = fields.get("ändring införd") or fields.get("ändrad") or ""
    return Head(
        number=named[1],
        title=title,
        issued=day_in(fields.get("utfärdad", "")),
        amended_to=amendment_in(amended),
        read_on=day_in(fields.get("läst", "")),
        complete=not any(INCOMPLETE.match(line) for block in blocks for line in block),
        repealed_on=day_in(fields.get("upphävd", "")),
    )


def day_in(text: str) -> date | None:
    """The first ISO date of a text; None when there is none that the calendar has."""
    found = _DAY.search(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def amendment_in(text: str) -> str | None:
    """`2020:734` out of `t.o.m. SFS 2020:734`."""
    found = _AMENDED.search(text)
    return found[1] if found else None


def official(number: str) -> str:
    """Where a person reads the statute."""
    return f"https://data.riksdagen.se/dokument/sfs-{number.replace(':', '-').replace(' ', '%20')}.html"


def _title(blocks: Sequence[Sequence[str]]) -> str:
    """The first lines with a number in brackets, as one; empty when there are none."""
    for block in blocks:
        lines = [line for line in block if not _FIELD.match(line)]
        joined = " ".join(lines)
        if _NUMBER.search(joined) and len(joined) <= _TITLE_LONGEST and not INCOMPLETE.match(joined):
            return joined
    return ""


def _fields(blocks: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for line in block:
            if field := _FIELD.match(line):
                yield field[1].strip().lower(), field[2].strip()
