"""What ten years of stored quarters cost beside one: opening a card, saving it, an overview, an export.

Both databases hold all 21 counties' units and the 290 municipalities (bench/history.py) and the same open
round. They take turns in one process. A tick of the pulse is measured besides.
"""

import asyncio
import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.history import PLAYED, laid_in, played
from bot.local.participants import LOCAL_TENANT
from bot.local.stage import participant
from counties.reading import CountyBook, read_county
from dialogs import reception
from dialogs.desk import Desk
from domain.form import Form
from domain.messages import Account, Action, FormPage, Message, Turn
from domain.rounds import Round
from knowledge.handbook import Handbook
from reports.export.files import write
from reports.export.gathering import gathered
from reports.export.rows import Copy, Format
from scheduler.tick import Schedule, tick
from store.store import Store
from web.links import LinkMaker, Seal

YEARS, MOST = (1, 10), 1.2
UNIT, CARD = "fyrbodal", "lage"
TURNS = {"open": 100, "save": 100, "status": 60, "export": 30, "tick": 20}
WARM = 5
NAMES = {
    "open": "opening a card",
    "save": "saving a card",
    "status": "the status overview",
    "export": "an export of one round",
}
"""What has a limit; a tick is nobody's wait, and is told besides."""


@dataclass
class Side:
    """A database with so many years of quarters, and what people do with it while a round is open."""

    store: Store
    book: CountyBook
    round: Round
    folder: Path
    spent: dict[str, list[float]] = field(default_factory=dict)
    number: "count[int]" = field(default_factory=count)

    @cached_property
    def now(self) -> datetime:
        return self.round.due - timedelta(days=2, hours=13)

    @cached_property
    def desk(self) -> Desk:
        links = LinkMaker(Seal("a secret of the bench"), "https://samrad.example.se", self.store)
        return Desk(self.store, self.book.county, Handbook.load, links.to)

    @cached_property
    def schedule(self) -> Schedule:
        return Schedule(self.store, self.book.county, self.book.hours, self.round.forms)

    @cached_property
    def closed(self) -> Round:
        found = self.store.rounds.get(PLAYED.key)
        if found is None:
            raise AssertionError("the played round is gone")
        return found

    def open(self) -> None:
        self._page(None)

    def prepared(self) -> Callable[[], None]:
        """A save of the card with words of its own; what is shown before it is not measured."""
        data = {"unit": UNIT, "round": self.round.key}
        page = self._page(Action("goto", "goto", data | {"group": CARD}))
        values = dict(page.values) | {
            "headline": f"Läget är i huvudsak som förut, för gång {next(self.number)}."
        }
        data |= {"card": CARD, "revision": str(page.revision)}
        action = Action("save", page.request, data, values)

        def save() -> None:
            if self._page(action).revision != page.revision + 1:
                raise AssertionError("the card was not saved")

        return save

    def status(self) -> None:
        panel = self._said("samordnare", "status").panel
        if panel is None or "Fyrbodal" not in dict(panel.facts):
            raise AssertionError(f"no overview, but {panel}")

    def export(self) -> None:
        material = self.store.material(
            self.book.county, self.closed, self.forms, cut_off=self.now, written=self.now.date()
        )
        write(gathered([material], Copy.INTERNAL), Format.CSV, self.folder)

    @property
    def forms(self) -> dict[str, Form]:
        county = self.book.county
        asked = (county.respondent(unit.id) for unit in county.units() if unit.form)
        return {one.id: self.desk.form(self.closed, one) for one in asked}

    def tick(self) -> None:
        tick(self.schedule, self.now)

    def timed(self, name: str, once: Callable[[], None]) -> None:
        began = perf_counter()
        once()
        self.spent.setdefault(name, []).append(perf_counter() - began)

    def take(self, name: str) -> None:
        self.timed(name, self.prepared() if name == "save" else getattr(self, name))

    def _said(self, who: str, text: str = "", action: Action | None = None) -> Message:
        account = Account(LOCAL_TENANT, participant(who).object_id)
        return reception.answer(Turn(account, self.now, text=text, action=action), self.desk)

    def _page(self, action: Action | None) -> FormPage:
        shown = self._said(UNIT, "" if action else "rapportera", action).page
        if shown is None:
            raise AssertionError("no card was shown")
        return shown


def _sides(folder: Path, book: CountyBook) -> Iterator[Side]:
    pattern = asyncio.run(played(book, folder))
    for years in YEARS:
        path = folder / f"{years}.db"
        began = perf_counter()
        round_ = laid_in(pattern, path, book, 4 * years)
        took = perf_counter() - began
        print(f"{years:2} years laid in: {path.stat().st_size / 1e6:.0f} MB in {took:.1f} s", flush=True)
        yield Side(Store.open(path), book, round_, folder / str(years))


def measure(sides: list[Side]) -> None:
    """In turns, the one first that was last before; the first turns only warm up."""
    for name, turns in TURNS.items():
        for number in range(turns + WARM):
            gc.collect(0)
            for side in sides[:: 1 if number % 2 else -1]:
                side.take(name)
        for side in sides:
            del side.spent[name][:WARM]


def report(sides: list[Side]) -> int:
    ratios = {name: told(words, name, sides) for name, words in NAMES.items()}
    told("(a tick of the pulse)", "tick", sides)
    return int(max(ratios.values()) > MOST)


def told(words: str, name: str, sides: list[Side]) -> float:
    """The ratio is the median over the turns, each taken by both sides at almost the same time."""
    few, many = (side.spent[name] for side in sides)
    ratio = median(longer / shorter for shorter, longer in zip(few, many, strict=True))
    print(
        f"{words:23} {1000 * median(few):6.1f} ms with {YEARS[0]} year, {1000 * median(many):6.1f} ms with "
        f"{YEARS[1]}: {ratio:.2f} times, {ratio / MOST:.2f} of the limit {MOST}"
    )
    return ratio


def main() -> int:
    with TemporaryDirectory() as folder:
        sides = list(_sides(Path(folder), read_county("vastra_gotaland")))
        measure(sides)
        for side in sides:
            side.store.close()
    return report(sides)


if __name__ == "__main__":
    sys.exit(main())
