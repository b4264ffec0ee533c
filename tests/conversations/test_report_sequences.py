"""Fifty days at the office in any order: two coordinators write, answers come late, the report is renewed.

A shadow is kept of what each act promised. What somebody saved stands, word by word, until somebody who had
seen it said otherwise; who had not seen it was told, and nothing of anybody's was lost.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from dialogs import status_report
from dialogs.desk import Desk
from dialogs.status_report import Typed
from domain.errors import Conflict
from domain.report_versions import VersionHead
from domain.rounds import Round
from reports.composing import REFERENCES, Composition, Standing, stands_on
from tests.conversations.report_office import Office
from tests.reports.reading_drafts import said

SECTIONS = ("councils", "raised")
COORDINATORS = {"samordnare": "Sara", "samordnare_2": "Sam"}
STEPS = 5

Said = tuple[str, str | None]
"""Who saved, and the words; None where the generated text was to stand again."""


@dataclass
class Day:
    """``open``: by coordinator and section the page as it was when it was opened. ``saved``: by section all
    that was, the first first. ``happened``: how often what.
    """

    office: Office
    chance: Random
    open: dict[tuple[str, str], Typed] = field(default_factory=dict)
    saved: dict[str, list[Said]] = field(default_factory=lambda: {one: [] for one in SECTIONS})
    happened: Counter[str] = field(default_factory=Counter)
    steps: int = 0

    def goes_on(self) -> None:
        """One more thing is done, whatever it is, and nothing is lost by it."""
        self.steps += 1
        self.office.now += timedelta(minutes=1)
        acts = (self._opens, self._writes, self._writes, self._keeps, self._takes, self._answers)
        self.chance.choice(acts)()
        self.nothing_is_lost()

    def nothing_is_lost(self) -> None:
        """The history is what was saved and nothing else."""
        for section, saved in self.saved.items():
            history = self.office.desk.store.reports.history(self.office.round.key, section)
            assert [(one.by, one.words) for one in history] == saved
            assert [one.number for one in history] == [*range(1, len(saved) + 1)]

    def now(self) -> Composition:
        return status_report.composition(self.office.desk, self.office.round, self.office.now)

    def _answers(self) -> None:
        unit = self.chance.choice(("goteborgsregionen", "skaraborg", "sjuharad"))
        self.office.answers(unit, headline=f"Läget är ett annat än förut, för gång {self.steps}.")
        self.happened["answer"] += 1

    def _opens(self) -> None:
        """Both look at the same section, as when one calls the other about it."""
        part = self.now().part(self.chance.choice(SECTIONS))
        for who in COORDINATORS:
            self.open[who, part.key] = Typed(part.key, "", part.generated, len(self.saved[part.key]))

    def _page(self) -> tuple[str, Typed]:
        """One that is open, however long ago."""
        if not self.open:
            self._opens()
        who, section = self.chance.choice(sorted(self.open))
        return who, self.open.pop((who, section))

    def _writes(self) -> None:
        who, page = self._page()
        words = f"Text {self.steps} av {COORDINATORS[who]}."
        typed = Typed(page.section, words, page.base, page.seen)
        self._saves(who, page, (who, words), lambda: self.office.saves(typed, who))

    def _keeps(self) -> None:
        """Theirs stays, over the answers of today; nothing to keep where the generated text stands."""
        who, page = self._page()
        saved = self.saved[page.section]
        if saved and saved[-1][1] is not None:
            edit = self.office.desk.store.reports.edits(self.office.round.key)[page.section]
            is_new = edit.base != self.now().part(page.section).generated
            self._chooses(status_report.keep_mine, who, page, (who, saved[-1][1]) if is_new else None)

    def _takes(self) -> None:
        who, page = self._page()
        stands = bool(self.saved[page.section]) and self.saved[page.section][-1][1] is not None
        self._chooses(status_report.take_generated, who, page, (who, None) if stands else None)

    def _chooses(self, act: Callable[..., VersionHead], who: str, page: Typed, told: Said | None) -> None:
        office, author = self.office, self.office.author(who)
        self._saves(who, page, told, lambda: act(office.desk, office.round, author, page.section, page.seen))

    def _saves(self, who: str, page: Typed, told: Said | None, act: Callable[[], VersionHead]) -> None:
        """``told``: what the act adds to the history, if it adds anything."""
        saved = self.saved[page.section]
        if page.seen == len(saved):
            act()
            saved += [told] if told else []
            self.happened["saved" if told and told[1] else "taken back" if told else "nothing new"] += 1
        else:
            by = COORDINATORS[saved[-1][0]]
            with pytest.raises(Conflict, match=f"^{by} .*Inget av ditt är sparat, och inget av det andra"):
                act()
            self.happened["told by another" if saved[-1][0] != who else "told of one's own"] += 1

    def ends(self) -> None:
        """What stands in the report is what was saved last, or what the answers give; and so in the file."""
        composition = self.now()
        edits = self.office.desk.store.reports.edits(self.office.round.key)
        for section, saved in self.saved.items():
            part, words = composition.part(section), saved[-1][1] if saved else None
            assert part.shown == (part.generated if words is None else words)
            if words is None:
                assert part.standing is Standing.GENERATED
            else:
                under = not stands_on(edits[section], part.generated)
                assert part.standing is (Standing.CHANGED_UNDER if under else Standing.EDITED)
                self.happened[part.standing] += 1
        document = status_report.document(self.office.desk, self.office.round, self.office.renews().number)
        for words in (saved[-1][1] for saved in self.saved.values() if saved):
            assert words is None or words in said(document)


@pytest.fixture
def office(desk: Desk, round_: Round, opened: datetime) -> Office:
    """Its report has the two sections alone: what an act does is the same, and it is done in no time."""
    plan = desk.county.report
    short = replace(plan, sections=tuple(one for one in plan.sections if one.key in {*SECTIONS, REFERENCES}))
    made = Office(replace(desk, county=replace(desk.county, report=short)), round_, opened)
    made.answers("fyrbodal")
    return made


@pytest.mark.parametrize("seed", range(50))
def test_no_edit_is_lost_or_overwritten_in_any_order(office: Office, seed: int) -> None:
    day = Day(office, Random(seed))  # noqa: S311 - the order of a test, not a secret
    for _ in range(STEPS):
        day.goes_on()
    day.ends()
