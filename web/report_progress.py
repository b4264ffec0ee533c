"""How far the report has come, and what may be done next by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

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

    @property
    def aside(self) -> bool:
        """Whether it is beside the way from draft to published."""
        return self.act in _ASIDE

    @property
    def of_version(self) -> bool:
        """Whether it is about one version: the one that was read."""
        return self.act in OF_A_VERSION


def life_steps(life: ReportLife, now: datetime) -> list[LifeStep]:
    """From the writing to the publishing, or from a correction to the next edition."""
    order = _CORRECTING if life.edition == len(life.corrections) > 0 else _ORDER
    at = _place(life, now)
    states = ["done" if place < at else "now" if place == at else "later" for place in range(len(order))]
    return [
        LifeStep(_TITLES[status], state, _told(life, status, state))
        for status, state in zip(order, states, strict=True)
    ]


_CORRECTING = (ReportStatus.CORRECTING, *_ORDER[1:])


def _place(life: ReportLife, now: datetime) -> int:
    """Which of the four the report is at; 4 when all are done."""
    if life.status is ReportStatus.CHECK:
        return 1 if life.waits_for(now) else 2
    return {ReportStatus.DECIDED: 3, ReportStatus.PUBLISHED: 4}.get(life.status, 0)


def _told(life: ReportLife, status: ReportStatus, state: str) -> str:
    if status is ReportStatus.CHECK and state == "now" and life.checked_until:
        return f"till och med {swedish.day(life.checked_until)}"
    step = {ReportStatus.DECIDED: life.decided, ReportStatus.PUBLISHED: life.published}.get(status)
    if step and state == "done":
        return f"{step.by_name}, {swedish.day(step.at)}"
    return _STATES[state]


_STATES = {"done": "klart", "now": "nu", "later": "återstår"}

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
OF_A_VERSION = frozenset({ReportAct.SEND_TO_CHECK, ReportAct.DECIDE, ReportAct.PUBLISH})
"""The steps that are about one version: the one that was read."""

_ASIDE = frozenset({ReportAct.ASK_ENGLISH, ReportAct.DROP_ENGLISH, ReportAct.CORRECT})
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


def receipt(life: ReportLife, path: str) -> str:
    """What a step that was taken just now led to; empty for others than those that are told of."""
    act = PATHS.get(path)
    if act is ReportAct.SEND_TO_CHECK and life.status is ReportStatus.CHECK and life.checked_until:
        units = swedish.count(len(life.asked), "enhet", "enheter")
        return f"Skickat till {units}. De kan svara till och med {swedish.day(life.checked_until)}."
    if act is ReportAct.DECIDE and life.status is ReportStatus.DECIDED and life.decided:
        return f"Version {life.decided.version} är beslutad."
    return ""
