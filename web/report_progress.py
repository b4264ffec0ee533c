"""How far the report has come, and what may be done next by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain import swedish
from domain.report_life import ReportAct, ReportLife, ReportStatus, allowed
from web.report_rooms import Room

_ORDER = (ReportStatus.DRAFT, ReportStatus.CHECK, ReportStatus.DECIDED, ReportStatus.PUBLISHED)
_TITLES = {
    ReportStatus.DRAFT: "Utkast",
    ReportStatus.CORRECTING: "Rättelse",
    ReportStatus.CHECK: "Faktagranskning",
    ReportStatus.DECIDED: "Beslut",
    ReportStatus.PUBLISHED: "Publicering",
}


@dataclass(frozen=True)
class LifeStep:
    """``state``: done, now or later; ``told``: the same in words, with when and by whom."""

    title: str
    state: str
    told: str


@dataclass(frozen=True)
class Offer:
    """Something that the guest may do with the report. ``path``: of its page, below ``/steg/``."""

    act: ReportAct
    path: str
    title: str
    main: bool = False


def life_steps(life: ReportLife) -> list[LifeStep]:
    order = _CORRECTING if life.corrections and not _corrected(life) else _ORDER
    at = order.index(life.status)
    last = len(order) - 1
    found = []
    for place, status in enumerate(order):
        done = place < at or (place == at == last)
        state = "done" if done else "now" if place == at else "later"
        found.append(LifeStep(_TITLES[status], state, _told(life, status, state)))
    return found


_CORRECTING = (ReportStatus.CORRECTING, ReportStatus.CHECK, ReportStatus.DECIDED, ReportStatus.PUBLISHED)


def _corrected(life: ReportLife) -> bool:
    """Whether the latest correction is published."""
    return life.edition > len(life.corrections)


def _told(life: ReportLife, status: ReportStatus, state: str) -> str:
    known = _known(life, status) if state != "later" else ""
    return known or {"done": "klart", "now": "nu", "later": "kvar"}[state]


def _known(life: ReportLife, status: ReportStatus) -> str:
    if status is ReportStatus.CHECK and life.checked_until:
        return f"till och med {swedish.day(life.checked_until)}"
    step = {ReportStatus.DECIDED: life.decided, ReportStatus.PUBLISHED: life.published}.get(status)
    return f"{step.by_name}, {swedish.day(step.at)}" if step else ""


_COORDINATORS = (
    (ReportAct.SEND_TO_CHECK, "faktagranskning"),
    (ReportAct.PUBLISH, "publicera"),
    (ReportAct.TAKE_BACK, "ta-tillbaka"),
    (ReportAct.CORRECT, "ratta"),
    (ReportAct.ASK_ENGLISH, "engelska"),
    (ReportAct.DROP_ENGLISH, "utan-engelska"),
)
_DECIDERS = ((ReportAct.DECIDE, "besluta"), (ReportAct.TAKE_BACK, "ta-tillbaka"))
PATHS: Mapping[str, ReportAct] = {path: act for act, path in (*_COORDINATORS, *_DECIDERS)}
"""Every step by its address."""

_OFFERED = {
    ReportAct.SEND_TO_CHECK: "Skicka på faktagranskning",
    ReportAct.DECIDE: "Besluta",
    ReportAct.TAKE_BACK: "Ta tillbaka beslutet",
    ReportAct.PUBLISH: "Publicera",
    ReportAct.CORRECT: "Rätta rapporten",
    ReportAct.ASK_ENGLISH: "Lägg till en engelsk sammanfattning",
    ReportAct.DROP_ENGLISH: "Ta bort den engelska sammanfattningen",
}
_MAIN = {
    ReportStatus.DRAFT: ReportAct.SEND_TO_CHECK,
    ReportStatus.CHECK: ReportAct.DECIDE,
    ReportStatus.DECIDED: ReportAct.PUBLISH,
    ReportStatus.CORRECTING: ReportAct.DECIDE,
}
"""What the report waits for in each status."""


def offers(room: Room) -> list[Offer]:
    """What the guest may do now, what the report waits for first."""
    found = [
        Offer(act, path, _title(act, room.life), act is _MAIN.get(room.life.status))
        for act, path in dict.fromkeys(_mine(room))
        if allowed(room.life, act, room.now)
    ]
    return sorted(found, key=lambda offer: not offer.main)


def _mine(room: Room) -> Iterator[tuple[ReportAct, str]]:
    if room.person.coordinates:
        yield from _COORDINATORS
    if room.may_decide:
        yield from _DECIDERS


def _title(act: ReportAct, life: ReportLife) -> str:
    again = act is ReportAct.SEND_TO_CHECK and life.status is ReportStatus.CHECK
    return "Skicka på faktagranskning igen" if again else _OFFERED[act]
