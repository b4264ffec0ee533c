"""A remark of the fact check, as it is read on a page."""

from dataclasses import dataclass

from dialogs.desk import Desk
from domain import swedish
from domain.report_life import Remark


@dataclass(frozen=True)
class Told:
    """``settled``: by whom and when it was answered, empty while it waits; ``answer``: what was done."""

    id: int
    section: str
    unit: str
    by: str
    at: str
    quote: str
    words: str
    settled: str
    answer: str


def told(remark: Remark, desk: Desk) -> Told:
    done = remark.settled
    return Told(
        remark.id,
        remark.section,
        desk.county.respondent(remark.unit).name,
        remark.by_name,
        swedish.moment(remark.at),
        remark.quote,
        remark.words,
        f"Avslutad av {done.by_name} {swedish.moment(done.at)}." if done else "",
        done.words if done else "",
    )
