"""What somebody typed in the form of an entry: read, and compared with what is published."""

import re
from collections.abc import Collection, Iterator, Mapping

from forms.parsing import clean
from knowledge.entries import DETAILS, Entry
from knowledge.fields import LABELS, Fault
from knowledge.last_read import LastRead
from knowledge.proposing import NotAnEntry, made

Values = Mapping[str, str]
"""Each field of an entry in words, as ``knowledge.proposing`` writes and reads them."""

_ONE_LINE = ("key", "question", "flag")
_KEY = re.compile(r"[a-z0-9_]{3,60}")


def cleaned(given: Values) -> dict[str, str]:
    """The fields as they were typed, without signs that nobody sees; none is missing."""
    typed = {name: clean(given.get(name, "")) for name in LABELS}
    return typed | {name: " ".join(typed[name].split()) for name in _ONE_LINE}


def differing(old: Values, new: Values) -> list[str]:
    """The names of the fields that are not the same, in the order that people read them."""
    return [name for name in LABELS if old.get(name, "") != new.get(name, "")]


def entry_in(values: Values, groups: Collection[str], last_read: LastRead) -> Entry:
    """The entry that the fields hold. Raise NotAnEntry with what is wrong in each; ``groups`` may own it."""
    faults = [Fault(values["key"], field, words) for field, words in _unfit(values, groups)]
    told = {fault.field for fault in faults}
    try:
        entry = made(values, last_read)
    except NotAnEntry as wrong:
        raise NotAnEntry([*faults, *(each for each in wrong.faults if each.field not in told)]) from wrong
    if faults:
        raise NotAnEntry(faults)
    return entry


def _unfit(values: Values, groups: Collection[str]) -> Iterator[tuple[str, str]]:
    if not _KEY.fullmatch(values["key"]):
        yield "key", "Skriv en nyckel med små bokstäver a–z, siffror och understreck, till exempel sfi_ratt."
    if not values["topics"]:
        yield "topics", "Skriv minst ett ämne."
    if values["owner"] not in groups:
        yield "owner", "Välj vilka sakkunniga som svarar för texten."
    if not values["confidence"]:
        yield "confidence", "Välj om svaret är bekräftat eller osäkert."
    if DETAILS in values["short"]:
        yield "short", f"Skriv inte ”{DETAILS}” här. Det som ska stå under mer har ett eget fält."
