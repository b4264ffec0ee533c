"""The annex of sources and the table of statistics: each row against what it lists."""

import re
from collections.abc import Iterable

from reports.document import Document, Source, statements
from tests.reports.recomputing_raw import PAST, Raw
from tests.reports.recomputing_text import MONTHS, Said

_RUN = r"\d+\.\d+(?:–\d+\.\d+)?"
ROW = re.compile(r".+", re.DOTALL)


class Listed:
    """``document``: whose statements the annex tells of."""

    def __init__(self, document: Document) -> None:
        body = tuple(block for one in document.sections if one.key != "references" for block in one.blocks)
        self.used = [source for said in statements(body) for source in said.sources]
        self._places = {source.origin: place for place, source in enumerate(document.references, start=1)}

    def a_row(self, raw: Raw, said: Said, _: re.Match[str]) -> bool:
        """The cell of the annex says what is true of its source."""
        if said.section != "references" or not said.in_table:
            return False
        [source] = said.sources
        told = {
            "Nr": lambda: said.text == str(self._places.get(source.origin)),
            "Innehåll": lambda: self._content(raw, said.text, source),
            "Version": lambda: said.text == str(source.version) and raw.stands(source),
            "Formulär": lambda: said.text == f"Version {self._form(raw, source)}",
        }
        return told.get(said.column, lambda: False)()

    def _form(self, raw: Raw, source: Source) -> int:
        sent = raw.parts[source.unit].submission if source.unit in raw.parts else None
        return sent.form_version if sent else 0

    def _content(self, raw: Raw, text: str, source: Source) -> bool:
        """The questions that are drawn on are those that statements name, and the versions are right."""
        asked = re.search(rf"Svar på fråga ({_RUN}(?:, {_RUN})*)", text)
        if not asked:
            return self._statistics(text, source)
        named = {
            ".".join(one.number.split(".")[:2])
            for one in self.used
            if one.origin == source.origin and one.number
        }
        versions = re.findall(r"version (\d+) från ([^;]*)", text)
        return sorted(_spread(asked[1])) == sorted(named) and all(
            self._version(raw, source, int(number), whose) for number, whose in versions
        )

    def _statistics(self, text: str, source: Source) -> bool:
        """Each number that statements name, by the name that they have for it, with its key figure."""
        named = {
            f"{one.label} ({one.number})" if one.number else one.label
            for one in self.used
            if one.origin == source.origin
        }
        words, _, on = text.partition(", avser ")
        if source.as_of and on != f"{source.as_of.day} {MONTHS[source.as_of.month - 1]} {source.as_of.year}":
            return False
        for one in sorted(named, key=len, reverse=True):
            if one[1:] not in words:
                return False
            words = words.replace(one[1:], "")
        return not re.search(r"\d", words)

    def _version(self, raw: Raw, source: Source, version: int, whose: str) -> bool:
        quarter = raw.quarters[source.unit.removeprefix(PAST)]
        those = [raw.earlier(name, quarter) for name in re.split(r", | och ", whose)]
        return all(one is not None and one.submission.version == version for one in those)


def _spread(asked: str) -> Iterable[str]:
    """1.1–1.3, 2.1 as each of them."""
    for run in asked.split(", "):
        first, _, last = run.partition("–")
        (card, start), (same, end) = (one.split(".") for one in (first, last or first))
        runs = card == same and int(start) < int(end) + (not last)
        yield from (f"{card}.{number}" for number in range(int(start), int(end) + 1)) if runs else (run,)
