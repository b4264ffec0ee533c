"""What is told of a version that is handed over as it was kept: whether it is the latest, what it holds."""

from collections.abc import Sequence
from datetime import datetime

from dialogs import report_standing
from dialogs.desk import Desk
from domain.report_versions import VersionHead
from domain.rounds import Round


def standing(head: VersionHead, newest: VersionHead, now: datetime) -> str:
    """Whether there is a later one, and by whom."""
    when = report_standing.ago(newest.at, now)
    if head.number < newest.number:
        return f"Äldre version. Den senaste är version {newest.number}, sparad av {newest.by_name} {when}."
    return f"Det är den senaste versionen, sparad av {newest.by_name} {when}."


def edited_in(desk: Desk, round_: Round, head: VersionHead) -> Sequence[str]:
    """The titles of the sections that stood in a coordinator's own words in that version, in order."""
    return [plan.title for plan in desk.county.report.sections if _edited(desk, round_, plan.key, head)]


def _edited(desk: Desk, round_: Round, section: str, head: VersionHead) -> bool:
    until = [one for one in desk.store.reports.history(round_.key, section) if one.at <= head.at]
    return bool(until) and until[-1].words is not None
