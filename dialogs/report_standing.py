"""How far a round's report has come, in words."""

from datetime import datetime, timedelta

from dialogs.desk import Desk
from domain import swedish
from domain.report_life import ReportLife, ReportStatus
from domain.rounds import Round
from domain.workdays import STOCKHOLM

_WEEK = 7


def of_round(desk: Desk, round_: Round, now: datetime) -> str:
    """Empty before there is any draft."""
    life = desk.store.report_life.of(round_.key)
    versions = desk.store.reports.versions(round_.key)
    if not life.number and not versions:
        return ""
    newest = f", version {versions[0].number}" if versions else ""
    return told(life, now) + (newest if life.status in _WORKED_ON else "")


def to_check(desk: Desk, round_: Round, unit: str, now: datetime) -> list[str]:
    """To who answers for the unit, while its part is to be checked: until when, and how."""
    life = desk.store.report_life.of(round_.key)
    until = life.checked_until
    if unit not in life.waits_for(now) or until is None:
        return []
    asked = f"Skriv ”granska rapporten {round_.key} {desk.county.called(unit)}” för att läsa er del."
    return [f"Lägesrapporten är på faktagranskning till och med {swedish.day(until)}. {asked}"]


_WORKED_ON = frozenset({ReportStatus.DRAFT, ReportStatus.CORRECTING})


def told(life: ReportLife, now: datetime) -> str:
    """Utkast; på faktagranskning till och med …; beslutad …; publicerad …, utgåva 2; rättas."""
    match life.status:
        case ReportStatus.CHECK:
            return _checked(life, now)
        case ReportStatus.DECIDED if life.decided:
            return f"Beslutad {swedish.day(life.decided.at)} av {life.decided.by_name}, inte publicerad"
        case ReportStatus.PUBLISHED if life.published:
            edition = f", utgåva {life.edition}" if life.edition > 1 else ""
            return f"Publicerad {swedish.day(life.published.at)}{edition}"
        case ReportStatus.CORRECTING if life.corrections:
            since = swedish.day(life.corrections[-1].at)
            return f"Rättas sedan {since}, utgåva {life.edition} är publicerad"
        case _:
            return "Utkast"


def _checked(life: ReportLife, now: datetime) -> str:
    if not life.waits_for(now):
        return "Faktagranskad, väntar på beslut"
    until = swedish.day(life.checked_until) if life.checked_until else ""
    return f"På faktagranskning till och med {until}, {len(life.accepted)} av {len(life.asked)} har godtagit"


def ago(moment: datetime, now: datetime) -> str:
    """I dag kl. 10.30; i går; för tre dagar sedan; 2 november 2026. Both aware."""
    then, today = moment.astimezone(STOCKHOLM), now.astimezone(STOCKHOLM)
    days = (today.date() - then.date()) // timedelta(days=1)
    if days < 1:
        return f"i dag kl. {then:%H.%M}"
    if days == 1:
        return "i går"
    return f"för {swedish.in_words(days)} dagar sedan" if days < _WEEK else swedish.day(then)
