"""The annex of sources and the table of statistics: each row against what it lists."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from domain.swedish import moment
from reports.document import Document, Source, statements
from tests.reports.recomputing_raw import PAST, Raw
from tests.reports.recomputing_text import MONTHS, Said

_RUN = r"\d+\.\d+(?:–\d+\.\d+)?"
_Origin = tuple[str, int, date | None]
ROW = re.compile(r".+", re.DOTALL)


class Listed:
    """``document``: whose statements the annex tells of."""

    def __init__(self, document: Document) -> None:
        body = tuple(block for one in document.sections if one.key != "references" for block in one.blocks)
        self._used: dict[_Origin, list[Source]] = {}
        for source in dict.fromkeys(source for said in statements(body) for source in said.sources):
            self._used.setdefault(source.origin, []).append(source)
        self._places = {source.origin: place for place, source in enumerate(document.references, start=1)}

    @property
    def origins(self) -> Collection[_Origin]:
        """Those of all sources that statements rest on."""
        return self._used.keys()

    def _stated(self, source: Source) -> list[Source]:
        """The sources that statements have of the same origin, each once."""
        return self._used.get(source.origin, [])

    def a_row(self, raw: Raw, said: Said, _: re.Match[str]) -> bool:
        """The cell of the annex says what is true of its source."""
        if said.section != "references" or not said.in_table:
            return False
        [source] = said.sources
        if source.unit.startswith(PAST) and not said.row[0].is_led_to:
            return self._answer(raw, said, source)
        told = {
            "Nr": lambda: said.text == str(self._places.get(source.origin)),
            "Innehåll": lambda: self._content(said.text, source),
            "Version": lambda: said.text == str(source.version) and raw.stands(source),
            "Formulär": lambda: said.text == f"Version {self._form(raw, source)}",
        }
        return told.get(said.column, lambda: False)()

    def _form(self, raw: Raw, source: Source) -> int:
        sent = raw.parts[source.unit].submission if source.unit in raw.parts else None
        return sent.form_version if sent else 0

    def _content(self, text: str, source: Source) -> bool:
        """The questions that are drawn on are those that statements name, and the versions are right."""
        asked = re.search(rf"Svar på fråga ({_RUN}(?:, {_RUN})*)", text)
        if not asked:
            return self._statistics(text, source)
        named = {_short(one.number) for one in self._stated(source) if one.number}
        return sorted(_spread(asked[1])) == sorted(named)

    def _answer(self, raw: Raw, said: Said, source: Source) -> bool:
        """A row of an earlier quarter: the unit's own answer then, and together all that statements name."""
        name, _, label = said.row[1].text.partition(", ")
        sent = raw.earlier(name, raw.quarters[label])
        if sent is None or label != source.unit.removeprefix(PAST):
            return False
        one = sent.submission
        rows = [row for row in said.rows if row[0].sources == (source,)]
        listed = {number for row in rows for number in _of(row[2].text)}
        named = {_short(each.number) for each in self._stated(source) if each.number}
        told = {
            "Nr": said.text == f"{self._places.get(source.origin)}.{rows.index(said.row)}",
            "Källa": said.text == f"{name}, {source.unit.removeprefix(PAST)}",
            "Innehåll": listed == named and self._asks(raw, name, said.text, source),
            "Version": said.text == str(one.version),
            "Tidpunkt": said.text == moment(one.at),
            "Formulär": said.text == f"Version {one.form_version}",
        }
        return told[said.column]

    def _asks(self, raw: Raw, name: str, text: str, source: Source) -> bool:
        """The unit was asked each question, under the name that the statements have for it."""
        asked = {(one.number, one.label) for one in raw.questions[name].values()}
        those = [one for one in self._stated(source) if (one.number, one.label) in asked]
        return set(_of(text)) == {_short(one.number) for one in those}

    def _statistics(self, text: str, source: Source) -> bool:
        """Each number that statements name, by the name that they have for it, with its key figure."""
        named = {f"{one.label} ({one.number})" if one.number else one.label for one in self._stated(source)}
        if len(named) > 1:
            named.discard("Samtliga uppgifter")
        words, _, on = text.partition(", avser ")
        if source.as_of and on != f"{source.as_of.day} {MONTHS[source.as_of.month - 1]} {source.as_of.year}":
            return False
        for one in sorted(named, key=len, reverse=True):
            if one[1:] not in words:
                return False
            words = words.replace(one[1:], "")
        return not re.search(r"\d", words)


def _short(number: str) -> str:
    return ".".join(number.split(".")[:2])


def _of(text: str) -> list[str]:
    return [one for found in re.findall(_RUN, text) for one in _spread(found)]


def _spread(asked: str) -> Iterable[str]:
    """1.1–1.3, 2.1 as each of them."""
    for run in asked.split(", "):
        first, _, last = run.partition("–")
        (card, start), (same, end) = (one.split(".") for one in (first, last or first))
        runs = card == same and int(start) < int(end) + (not last)
        yield from (f"{card}.{number}" for number in range(int(start), int(end) + 1)) if runs else (run,)
