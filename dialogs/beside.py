"""The files beside the report: the regional council's agenda, the archive package, the internal annex."""

from collections.abc import Callable, Mapping
from datetime import datetime

from dialogs import report_archive, report_work
from dialogs.desk import Desk
from domain.errors import NotFound
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from reports.agenda import agenda
from reports.internal import internal_annex
from reports.writers import Format, Written, write

Maker = Callable[[Desk, Round, datetime, str], Written]
"""Makes a file of a round at a moment (aware), in a format by its ending."""


def _agenda(desk: Desk, round_: Round, now: datetime, ending: str) -> Written:
    material = report_work.material(desk, round_, now)
    if not report_work.has_answers(material):
        raise NotFound(
            "Inget svar har kommit in än, så det finns inget att göra ett förslag till dagordning av."
        )
    document = agenda(material)
    return write(document, Format(ending), f"dagordning-{round_.key}", desk.report_template)


def _internal(desk: Desk, round_: Round, now: datetime, ending: str) -> Written:
    """With what municipalities have sent in, which no other document holds."""
    forms = {**desk.forms(round_), **report_archive.municipal_forms(desk, round_)}
    written = now.astimezone(STOCKHOLM).date()
    material = desk.store.material(desk.county, round_, forms, cut_off=now, written=written)
    return write(
        internal_annex(material), Format(ending), f"internt-underlag-{round_.key}", desk.report_template
    )


def _archive(desk: Desk, round_: Round, now: datetime, _ending: str) -> Written:
    return report_archive.archived(desk, round_, now)


AGENDA, INTERNAL, ARCHIVE = "dagordning", "intern", "arkiv"

MAKERS: Mapping[str, Maker] = {AGENDA: _agenda, INTERNAL: _internal, ARCHIVE: _archive}
"""By the name in a file's key. Who may have one is looked at where it is asked for."""

FILES = frozenset(
    {f"{ARCHIVE}/zip", *(f"{what}/{format_}" for what in (AGENDA, INTERNAL) for format_ in Format)}
)
"""All that there are, as they are asked for: such as "dagordning/docx"."""


def made(desk: Desk, round_: Round, what: str, now: datetime) -> Written:
    """One of ``FILES``, made now (aware). Raise NotFound as its maker does."""
    name, _, ending = what.partition("/")
    return MAKERS[name](desk, round_, now, ending)
