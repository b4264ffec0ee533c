"""The life of a quarter's report: what may be done with it, when, and why not. No I/O, no clock.

Draft, fact check, decision, publishing; after that only a correction that says what was wrong. Longer than
most modules: every transition and every refusal is here, so that chat, pages and lists agree.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from domain.errors import NotAllowed
from domain.swedish import count, day, moment


class ReportStatus(StrEnum):
    DRAFT = "utkast"
    CHECK = "på faktagranskning"
    DECIDED = "beslutad"
    PUBLISHED = "publicerad"
    CORRECTING = "rättas"


class ReportAct(StrEnum):
    """What someone does with the report, in the words that the history shows after the name."""

    SEND_TO_CHECK = "skickade på faktagranskning"
    ACCEPT = "godtog sina uppgifter"
    DECIDE = "beslutade"
    TAKE_BACK = "tog tillbaka beslutet"
    PUBLISH = "publicerade"
    CORRECT = "öppnade för rättelse"
    ASK_ENGLISH = "lade till en engelsk sammanfattning"
    DROP_ENGLISH = "tog bort den engelska sammanfattningen"


@dataclass(frozen=True)
class ReportStep:
    """One thing that was done; ``status`` is what it led to, ``version`` the kept version it was about.

    ``unit``: who accepted. ``asked``: the units that a fact check was sent to. ``until``: the last moment to
    answer it. Times are aware.
    """

    number: int
    act: ReportAct
    status: ReportStatus
    by: str
    by_name: str
    at: datetime
    version: int | None = None
    unit: str = ""
    words: str = ""
    until: datetime | None = None
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportMove:
    """What a person wants to do; the fields as of a step."""

    act: ReportAct
    by: str
    by_name: str
    at: datetime
    version: int | None = None
    unit: str = ""
    words: str = ""
    until: datetime | None = None
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportLife:
    """How the report stands after its steps; ``number`` is the last step's, 0 before the first.

    ``version``: the kept version that was last acted on. ``checked``, ``asked``, ``accepted``: the latest
    fact check, whom it was sent to, and who has accepted since. ``decided``: the decision that stands;
    ``before``: the status that it was made in. ``editions``: the steps that published, the first first, and
    ``decisions`` those that each rests on. ``corrections``: those that opened the report again.
    """

    status: ReportStatus = ReportStatus.DRAFT
    number: int = 0
    version: int | None = None
    checked: ReportStep | None = None
    accepted: frozenset[str] = frozenset()
    decided: ReportStep | None = None
    before: ReportStatus = ReportStatus.DRAFT
    editions: tuple[ReportStep, ...] = ()
    decisions: tuple[ReportStep, ...] = ()
    corrections: tuple[ReportStep, ...] = ()
    english: bool = False

    @classmethod
    def of(cls, steps: Iterable[ReportStep]) -> Self:
        """The life that ``steps``, oldest first, have led to."""
        life = cls()
        for one in steps:
            life = life.after(one)
        return life

    def after(self, step: ReportStep) -> Self:
        """The same life one step later."""
        marked = _MARKS[step.act](self, step)
        version = step.version or self.version
        return replace(
            self, **vars(marked) | {"status": step.status, "number": step.number, "version": version}
        )

    @property
    def checked_until(self) -> datetime | None:
        return self.checked.until if self.checked else None

    @property
    def asked(self) -> tuple[str, ...]:
        return self.checked.asked if self.checked else ()

    @property
    def published(self) -> ReportStep | None:
        """What published the latest edition; it stays published while the next one is made."""
        return self.editions[-1] if self.editions else None

    @property
    def edition(self) -> int:
        """How many editions have been published."""
        return len(self.editions)

    def edition_of(self, version: int) -> int:
        """The latest edition that this version was published as; 0 for none."""
        found = [place for place, step in enumerate(self.editions, start=1) if step.version == version]
        return found[-1] if found else 0

    def check_runs(self, now: datetime) -> bool:
        """Whether those asked can still answer; the last day counts."""
        until = self.checked_until
        return self.status is ReportStatus.CHECK and until is not None and now <= until

    def waits_for(self, now: datetime) -> tuple[str, ...]:
        """The units whose answer to the fact check there is still time for."""
        return tuple(one for one in self.asked if one not in self.accepted) if self.check_runs(now) else ()


def editable(life: ReportLife) -> bool:
    """Whether its words may be changed; ``why_fixed`` says why not."""
    return life.status in _OPEN


def why_fixed(life: ReportLife) -> str:
    """Why the words cannot be changed, and what to do; empty when they can."""
    return _FIXED.get(life.status, "")


def must_be_editable(life: ReportLife) -> None:
    """Raise NotAllowed, with the reason and the way, when the report is decided or published."""
    if why := why_fixed(life):
        raise NotAllowed(why)


def silent_accepts(life: ReportLife, units: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Those of ``units`` that were asked, did not answer, and have therefore accepted: the time is out.

    ``units``: whom to ask of; leave out those that have made a remark.
    """
    until = life.checked_until
    if until is None or now <= until:
        return ()
    return tuple(one for one in units if one in life.asked and one not in life.accepted)


def allowed(life: ReportLife, act: ReportAct, now: datetime) -> bool:
    """Whether to offer ``act``; roles are looked at elsewhere."""
    try:
        check(life, act, now)
    except NotAllowed:
        return False
    return True


def check(life: ReportLife, act: ReportAct, now: datetime) -> None:
    """Raise NotAllowed, with words that say why and what to do, unless ``act`` is in place now."""
    if life.status not in _LEADS_TO[act]:
        raise NotAllowed(_INSTEAD[act][life.status])
    if act is ReportAct.ACCEPT:
        _check_time(life, now)
    if act is ReportAct.DECIDE and (waits := life.waits_for(now)):
        raise NotAllowed(_still_checked(life, waits))
    if act is ReportAct.ASK_ENGLISH and life.english:
        raise NotAllowed("Den engelska sammanfattningen är redan med.")
    if act is ReportAct.DROP_ENGLISH and not life.english:
        raise NotAllowed("Det finns ingen engelsk sammanfattning att ta bort.")


def step(life: ReportLife, move: ReportMove) -> ReportStep:
    """The step that ``move`` leads to. Raise NotAllowed when it may not be done or lacks something."""
    check(life, move.act, move.at)
    words = move.words.strip()
    if move.act in _WORDS_WANTED and not words:
        raise NotAllowed(_WORDS_WANTED[move.act])
    if lacks := _LACKS.get(move.act):
        lacks(life, move)
    sends, accepts = move.act is ReportAct.SEND_TO_CHECK, move.act is ReportAct.ACCEPT
    return ReportStep(
        number=life.number + 1,
        act=move.act,
        status=_leads_to(life, move.act),
        by=move.by,
        by_name=move.by_name,
        at=move.at,
        version=_version(life, move),
        unit=move.unit if accepts else "",
        words=words,
        until=move.until if sends else None,
        asked=move.asked if sends else (),
    )


def must_take_remarks(life: ReportLife, unit: str, now: datetime) -> None:
    """Raise NotAllowed unless ``unit`` may say something about its part now."""
    if life.status is not ReportStatus.CHECK:
        raise NotAllowed(_NOT_CHECKED[life.status])
    _check_time(life, now)
    _check_asked(life, unit)


_OPEN = frozenset({ReportStatus.DRAFT, ReportStatus.CHECK, ReportStatus.CORRECTING})


def _stays(*statuses: ReportStatus) -> dict[ReportStatus, ReportStatus]:
    return {status: status for status in statuses}


_LEADS_TO: Mapping[ReportAct, Mapping[ReportStatus, ReportStatus]] = {
    ReportAct.SEND_TO_CHECK: dict.fromkeys(_OPEN, ReportStatus.CHECK),
    ReportAct.ACCEPT: _stays(ReportStatus.CHECK),
    ReportAct.DECIDE: dict.fromkeys((ReportStatus.CHECK, ReportStatus.CORRECTING), ReportStatus.DECIDED),
    # Where it leads is where it was decided.
    ReportAct.TAKE_BACK: {ReportStatus.DECIDED: ReportStatus.CHECK},
    ReportAct.PUBLISH: {ReportStatus.DECIDED: ReportStatus.PUBLISHED},
    ReportAct.CORRECT: {ReportStatus.PUBLISHED: ReportStatus.CORRECTING},
    ReportAct.ASK_ENGLISH: _stays(*_OPEN),
    ReportAct.DROP_ENGLISH: _stays(*_OPEN),
}
"""From which statuses an act is taken, and to which each leads."""

_WORDS_WANTED = {
    ReportAct.TAKE_BACK: "Skriv varför beslutet tas tillbaka. Det står kvar i historiken.",
    ReportAct.CORRECT: "Skriv vad som är fel och ska rättas. Orden står sedan i rapportens rättelser.",
}

_OF_THE_DECIDED = frozenset({ReportAct.TAKE_BACK, ReportAct.PUBLISH})

_FIXED = {
    ReportStatus.DECIDED: (
        "Rapporten är beslutad och kan inte ändras. Behöver något ändras: ta tillbaka beslutet, och skriv"
        " varför."
    ),
    ReportStatus.PUBLISHED: (
        "Rapporten är publicerad och kan inte ändras. Är något fel: öppna den för rättelse, och skriv vad."
        " Då görs en ny utgåva, och den gamla finns kvar."
    ),
}

_CHECK_FIRST = "Rapporten är inte beslutad. Skicka utkastet på faktagranskning, och besluta sedan."
_DECIDE_FIRST = "Rapporten är inte beslutad. Den som beslutar gör det först, sedan kan den publiceras."
_UNPUBLISHED = "Rapporten är inte publicerad, så det går att ändra i utkastet. Det behövs ingen rättelse."
_NO_DECISION = "Det finns inget beslut att ta tillbaka."

_NOT_CHECKED = {
    ReportStatus.DRAFT: "Rapporten är inte på faktagranskning än. Du får ett meddelande när den är det.",
    ReportStatus.DECIDED: "Granskningen är avslutad och rapporten beslutad. Hör av er till samordnaren.",
    ReportStatus.PUBLISHED: "Rapporten är publicerad. Är något fel: hör av er till samordnaren.",
    ReportStatus.CORRECTING: "Faktagranskningen är avslutad. Hör av er till samordnaren om rättelsen.",
}

_INSTEAD: Mapping[ReportAct, Mapping[ReportStatus, str]] = {
    ReportAct.SEND_TO_CHECK: _FIXED,
    ReportAct.ACCEPT: _NOT_CHECKED,
    ReportAct.DECIDE: {
        ReportStatus.DRAFT: _CHECK_FIRST,
        ReportStatus.DECIDED: "Rapporten är redan beslutad. Nästa steg är att publicera den.",
        ReportStatus.PUBLISHED: "Rapporten är redan beslutad och publicerad.",
    },
    ReportAct.TAKE_BACK: dict.fromkeys(_OPEN, _NO_DECISION)
    | {ReportStatus.PUBLISHED: _FIXED[ReportStatus.PUBLISHED]},
    ReportAct.PUBLISH: {
        ReportStatus.DRAFT: _CHECK_FIRST,
        ReportStatus.CHECK: _DECIDE_FIRST,
        ReportStatus.CORRECTING: _DECIDE_FIRST,
        ReportStatus.PUBLISHED: "Rapporten är redan publicerad. Du behöver inte göra något mer.",
    },
    ReportAct.CORRECT: dict.fromkeys(_OPEN, _UNPUBLISHED)
    | {
        ReportStatus.DECIDED: "Rapporten är beslutad men inte publicerad. Ta tillbaka beslutet i stället.",
        ReportStatus.CORRECTING: "Rapporten är redan öppen för rättelse.",
    },
    ReportAct.ASK_ENGLISH: _FIXED,
    ReportAct.DROP_ENGLISH: _FIXED,
}
"""What to say where an act is not taken: for each status that ``_LEADS_TO`` leaves out."""


def _leads_to(life: ReportLife, act: ReportAct) -> ReportStatus:
    return life.before if act is ReportAct.TAKE_BACK else _LEADS_TO[act][life.status]


def _version(life: ReportLife, move: ReportMove) -> int | None:
    if move.act in _OF_THE_DECIDED and life.decided:
        return life.decided.version
    if move.act is ReportAct.ACCEPT and life.checked:
        return life.checked.version
    return move.version


def _still_checked(life: ReportLife, waits: Collection[str]) -> str:
    units = count(len(waits), "enhet har", "enheter har")
    until = day(life.checked_until) if life.checked_until else ""
    return (
        f"Faktagranskningen pågår till och med {until}, och {units} inte svarat. Besluta när alla har"
        " svarat, eller dagen efter."
    )


def _check_time(life: ReportLife, now: datetime) -> None:
    if life.checked_until and now > life.checked_until:
        raise NotAllowed(
            f"Faktagranskningen slutade {moment(life.checked_until)}. Är något fel: hör av er till"
            " samordnaren."
        )


def _check_asked(life: ReportLife, unit: str) -> None:
    if unit not in life.asked:
        raise NotAllowed("Enheten har inget i rapporten att faktagranska.")


def _check_version(move: ReportMove) -> None:
    if not move.version:
        raise NotAllowed("Det finns inget utkast än. Gör ett utkast först: skriv ”utkast”.")


def _check_sending(_life: ReportLife, move: ReportMove) -> None:
    _check_version(move)
    if move.until is None:
        raise NotAllowed("Skriv till och med vilken dag faktagranskningen är öppen.")
    if move.until <= move.at:
        raise NotAllowed("Den dagen har redan passerat. Välj en senare dag för faktagranskningen.")
    if not move.asked:
        raise NotAllowed("Ingen har lämnat något till rapporten än, så det finns ingen att skicka den till.")


def _check_accepting(life: ReportLife, move: ReportMove) -> None:
    _check_asked(life, move.unit)
    if move.unit in life.accepted:
        raise NotAllowed("Uppgifterna är redan godtagna. Ni behöver inte göra något mer.")


def _check_deciding(life: ReportLife, move: ReportMove) -> None:
    _check_version(move)
    if life.edition_of(move.version or 0):
        raise NotAllowed(
            f"Version {move.version} är redan publicerad. Gör rättelsen i ett nytt utkast och besluta om det."
        )


_LACKS: Mapping[ReportAct, Callable[[ReportLife, ReportMove], None]] = {
    ReportAct.SEND_TO_CHECK: _check_sending,
    ReportAct.ACCEPT: _check_accepting,
    ReportAct.DECIDE: _check_deciding,
}
"""What an act asks for beside its time; raises NotAllowed."""


def _sent(life: ReportLife, taken: ReportStep) -> ReportLife:
    return replace(life, checked=taken, accepted=frozenset())


def _accepted(life: ReportLife, taken: ReportStep) -> ReportLife:
    return replace(life, accepted=life.accepted | {taken.unit})


def _decided(life: ReportLife, taken: ReportStep) -> ReportLife:
    return replace(life, decided=taken, before=life.status)


def _taken_back(life: ReportLife, _taken: ReportStep) -> ReportLife:
    return replace(life, decided=None)


def _published(life: ReportLife, taken: ReportStep) -> ReportLife:
    decided = (life.decided,) if life.decided else ()
    return replace(life, editions=(*life.editions, taken), decisions=(*life.decisions, *decided))


def _correcting(life: ReportLife, taken: ReportStep) -> ReportLife:
    return replace(
        life, decided=None, checked=None, accepted=frozenset(), corrections=(*life.corrections, taken)
    )


def _asked_english(life: ReportLife, _taken: ReportStep) -> ReportLife:
    return replace(life, english=True)


def _dropped_english(life: ReportLife, _taken: ReportStep) -> ReportLife:
    return replace(life, english=False)


_MARKS: Mapping[ReportAct, Callable[[ReportLife, ReportStep], ReportLife]] = {
    ReportAct.SEND_TO_CHECK: _sent,
    ReportAct.ACCEPT: _accepted,
    ReportAct.DECIDE: _decided,
    ReportAct.TAKE_BACK: _taken_back,
    ReportAct.PUBLISH: _published,
    ReportAct.CORRECT: _correcting,
    ReportAct.ASK_ENGLISH: _asked_english,
    ReportAct.DROP_ENGLISH: _dropped_english,
}
"""What a step leaves behind, beside the status."""


@dataclass(frozen=True)
class Settled:
    """What was done about a remark, in the words of who settled it."""

    words: str
    by: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class NewRemark:
    """What a unit says about its part. ``quote``: the text of the paragraph that it speaks of.

    ``version``: the kept version that it was read in.
    """

    unit: str
    section: str
    quote: str
    words: str
    version: int


@dataclass(frozen=True)
class Remark:
    """As a new remark, with its number, who made it and when. ``settled``: None while nobody has."""

    id: int
    round: str
    unit: str
    section: str
    quote: str
    words: str
    version: int
    by: str
    by_name: str
    at: datetime
    settled: Settled | None = None


@dataclass(frozen=True)
class KeptFile:
    """A published file, frozen. ``sha256`` of its content, in hex."""

    name: str
    media_type: str
    sha256: str
    content: bytes
    edition: int
    at: datetime
