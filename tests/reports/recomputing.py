"""Every number in the report, found in the source that its statement names, or worked out of it anew.

A statement is read with a list of rules. Each takes away what it can account for with the stated sources and
the raw answers alone. What is left of numbers nobody can account for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from domain.material import Material
from reports.document import Document
from tests.reports import recomputing_counts as counts
from tests.reports import recomputing_days as days
from tests.reports import recomputing_values as values
from tests.reports import recomputing_words as words
from tests.reports.recomputing_list import ROW, Listed
from tests.reports.recomputing_raw import Raw
from tests.reports.recomputing_text import Said, left, walk

Explains = Callable[[Raw, Said, "re.Match[str]"], bool]
"""Whether what the expression has found follows from the statement's sources."""

RULES: tuple[tuple[re.Pattern[str], Explains], ...] = (
    (words.CONSTANT, words.a_constant),
    (words.WHOLE, words.a_legal_basis),
    (words.QUOTED, words.a_quotation),
    (words.LABEL, words.a_label),
    (words.STEP, words.a_step),
    (words.MOVED, words.a_shift),
    (words.ISSUE, words.an_issue),
    (days.FROM, days.first_of_period),
    (days.MOMENT, days.a_day),
    (values.CORRECTED, values.a_correction),
    (days.QUARTER, days.a_quarter),
    (values.SINCE, values.changed_since),
    (values.QUOTA, values.a_new_quota),
    (values.CHANGE, values.a_change),
    (values.STILL, values.still),
    (values.OWN_BESIDE, values.own_beside),
    (values.BESIDE, values.published_beside),
    (values.SHOWS, values.published_beside),
    (values.FORECAST, values.a_forecast),
    (values.PLAN, values.a_forecast),
    (counts.NAMED, counts.named_units),
    (counts.PRESENT, counts.present),
    (counts.ALL_PRESENT, counts.present),
    (counts.CARRIED, counts.carried),
    (counts.ANSWERED, counts.answered),
    (counts.RAISED, counts.raised_now),
    (counts.RAISED_AGAIN, counts.raised_again),
    (counts.OF_AREA, counts.of_area),
    (counts.REGISTERED, counts.registered),
    (counts.FROM, counts.from_units),
    (counts.TOWNS, counts.towns),
    (counts.MENDED, counts.mended),
    (counts.LACKING, counts.lacking),
    (values.SMALL, values.a_small_number),
    (values.CELL, values.a_value),
)


@dataclass(frozen=True)
class Check:
    """Of one document, against what it was made from."""

    raw: Raw
    said: tuple[Said, ...]
    listed: Listed

    @classmethod
    def of(cls, material: Material, document: Document) -> "Check":
        return cls(Raw(material), tuple(walk(document)), Listed(document))

    @cached_property
    def lacking(self) -> list[tuple[Said, list[str]]]:
        """The statements with numbers that are not explained, and those numbers."""
        return [(said, found) for said in self.said if (found := self.unexplained(said))]

    def unexplained(self, said: Said) -> list[str]:
        """The numbers of the statement that do not follow from its sources, as they stand there."""
        text = said.text
        for found, explains in ((ROW, self.listed.a_row), *RULES):
            text = found.sub(lambda one: " … " if explains(self.raw, said, one) else one[0], text)  # noqa: B023 - called at once
        return left(text)
