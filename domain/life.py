"""The life of one unit's answer in one round: what may be done with it, when, and why not.

One module, longer than most: every transition and every refusal is here, so that chat, form and lists agree.
Sent in is not approved; on time is not still open; what is locked says why.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Self

from domain.errors import Closed, NotAllowed
from domain.rounds import Round
from domain.swedish import day, day_of_month, moment
from domain.workdays import STOCKHOLM, at, shift

_MONTH = timedelta(days=30)

ASKING_DAYS = 3
"""Working days after the due day in which an extension (anstånd) may still be asked for."""


class Status(StrEnum):
    NOT_STARTED = "ej påbörjad"
    DRAFT = "utkast"
    SUBMITTED = "inlämnad"
    RETURNED = "återsänd"
    APPROVED = "godkänd"
    LOCKED = "låst"
    NOTHING = "inget att rapportera"


class Act(StrEnum):
    """What someone does with an answer, in the words that the history shows after the name."""

    SAVE = "började fylla i"
    SUBMIT = "lämnade in"
    RETURN = "återsände"
    APPROVE = "godkände"
    REOPEN = "öppnade igen"
    LOCK = "låste"
    NOTHING = "angav inget att rapportera"
    ASK_EXTENSION = "bad om anstånd"
    GRANT_EXTENSION = "gav anstånd"
    REFUSE_EXTENSION = "avslog anstånd"


class Timing(StrEnum):
    """When an answer came; in time is decided by the first version, later ones do not count."""

    ON_TIME = "i tid"
    EXTENDED = "i tid enligt anstånd"
    LATE = "efter sista svarsdag"


@dataclass(frozen=True)
class Move:
    """What a person wants to do. ``by``: a person's id; ``at`` and ``until``: aware.

    ``words``: the comment or reason. ``until``: how long an extension or a reopening is to last.
    ``seen``: the number of the step (``life.standing.number``) whose answer was read before it was approved,
    returned or opened again; with None nothing is compared.
    """

    act: Act
    by: str
    by_name: str
    at: datetime
    words: str = ""
    until: datetime | None = None
    seen: int | None = None


@dataclass(frozen=True)
class Step:
    """One thing that was done; ``status`` is what it led to, ``version`` the one that it was about.

    ``version`` is None where no sent version was concerned: a draft, an extension, "nothing to report".
    """

    number: int
    action: Act
    status: Status
    by: str
    by_name: str
    at: datetime
    version: int | None = None
    until: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class Life:
    """How an answer stands after its steps; ``number`` is the last step's, 0 before the first.

    ``sent``: the step with the latest version, ``first_at``: when the first came. ``nothing``: the standing
    "nothing to report". ``returned``: the step whose words the reporter sees first, until sent in again.
    ``approved``: the approval that stands, also of "nothing to report".
    ``asked``: an extension that waits for its answer. ``extension``, ``reopened``: until when. All aware.
    ``previously_approved``: the version whose approval a reopening cleared.
    """

    status: Status = Status.NOT_STARTED
    number: int = 0
    sent: Step | None = None
    first_at: datetime | None = None
    nothing: Step | None = None
    approved_version: int | None = None
    previously_approved: int | None = None
    returned: Step | None = None
    approved: Step | None = None
    asked: Step | None = None
    extension: datetime | None = None
    reopened: datetime | None = None

    @classmethod
    def of(cls, steps: Iterable[Step]) -> Self:
        """The life that ``steps``, oldest first, have led to."""
        life = cls()
        for one in steps:
            life = life.after(one)
        return life

    def after(self, step: Step) -> Self:
        """The same life one step later."""
        marked = _MARKS[step.action](self, step) if step.action in _MARKS else self
        return replace(self, **vars(marked) | {"status": step.status, "number": step.number})

    @property
    def version(self) -> int | None:
        """The latest version sent in."""
        return self.sent.version if self.sent else None

    @property
    def standing(self) -> Step | None:
        """What there is to review: the standing "nothing to report", else the latest version."""
        return self.nothing or self.sent

    @property
    def comment(self) -> str:
        """What the reporter must see first; empty when nothing is returned."""
        return self.returned.words if self.returned else ""

    @property
    def opened_anew(self) -> bool:
        """Whether what stands open was opened again, and not sent back: nothing was wrong with it."""
        return self.returned is not None and self.returned.action is Act.REOPEN

    @property
    def changes(self) -> int:
        """How many versions were sent in after the approval that a reopening cleared."""
        return (self.version or 0) - self.previously_approved if self.previously_approved else 0


def due(life: Life, round_: Round) -> datetime:
    """Until when the answer is on time: the round's due time, or a granted extension."""
    return max(round_.due, life.extension or round_.due)


def closes(life: Life, round_: Round) -> datetime:
    """Until when the answer can be changed: the latest of closing, extension and reopening."""
    return max(round_.closes, life.extension or round_.closes, life.reopened or round_.closes)


def asked_by(round_: Round) -> datetime:
    """The last moment to ask for an extension."""
    return at(shift(round_.due.astimezone(STOCKHOLM).date(), ASKING_DAYS), time.max)


def last_unlock(round_: Round, now: datetime) -> datetime:
    """How long an answer can be opened anew: to the regional council, or a month when that is past."""
    council = at(round_.council_date, time.max)
    return max(council, at((now + _MONTH).astimezone(STOCKHOLM).date(), time.max))


def late(life: Life, round_: Round, now: datetime) -> bool:
    """Försenad: the time is out and nothing stands, neither an answer nor "nothing to report".

    What was sent back or opened again stands no longer, until it has come anew. Where that was done after the
    due day and no day was said, there is time for it until closing.
    """
    return life.status in _UNSENT and now > wanted_by(life, round_)


def wanted_by(life: Life, round_: Round) -> datetime:
    """Until when what does not stand is waited for: an extension and a reopening counted."""
    until = max(due(life, round_), life.reopened or round_.due)
    sent_back = life.returned is not None and life.sent is not None and life.returned.at > until
    return closes(life, round_) if sent_back else until


def timing(life: Life, round_: Round) -> Timing | None:
    """When the first version (without one: the standing "nothing to report") came; None before that."""
    came = life.first_at or (life.nothing.at if life.nothing else None)
    if not came:
        return None
    if round_.on_time(came):
        return Timing.ON_TIME
    return Timing.EXTENDED if came <= due(life, round_) else Timing.LATE


def on_time(life: Life, round_: Round) -> bool:
    """In time by the round's due day or by an extension; False while nothing has come."""
    return timing(life, round_) in {Timing.ON_TIME, Timing.EXTENDED}


def takes_answers(life: Life, round_: Round, now: datetime) -> bool:
    """Whether the answer can be changed now; ``why_locked`` is empty exactly then."""
    return not why_locked(life, round_, now)


def why_locked(life: Life, round_: Round, now: datetime) -> str:
    """Why the answer cannot be changed, and what to do; empty when it can."""
    if life.status in _FIXED:
        return _FIXED[life.status]
    return _out_of_time(life, round_, now)


def allowed(life: Life, act: Act, actor: str, round_: Round, now: datetime) -> bool:
    """Whether to offer ``act`` to the person ``actor``; roles are looked at elsewhere."""
    try:
        check(life, act, actor, round_, now)
    except (Closed, NotAllowed):
        return False
    return True


def check(life: Life, act: Act, actor: str, round_: Round, now: datetime) -> None:
    """Raise NotAllowed or Closed unless ``actor``'s ``act`` is in place now; what was written is not read."""
    if now < round_.opens:
        raise Closed(_out_of_time(life, round_, now))
    if life.status not in _LEADS_TO[act]:
        raise NotAllowed(_instead(act, life.status))
    if act in _ANSWERING and (why := _out_of_time(life, round_, now)):
        raise Closed(why)
    if act is Act.APPROVE and life.standing and life.standing.by == actor:
        raise NotAllowed(
            "Du har själv lämnat in svaret. Be en annan samordnare att granska och godkänna det."
        )
    if act is Act.GRANT_EXTENSION and life.asked and life.asked.by == actor:
        raise NotAllowed("Du har själv bett om anståndet. Be en annan samordnare att svara på det.")
    if act is Act.REOPEN and not why_locked(life, round_, now):
        until = moment(closes(life, round_))
        raise NotAllowed(f"Svaret går redan att ändra, till {until}. Det behöver inte öppnas igen.")
    _check_asking(life, act, round_, now)


def step(life: Life, move: Move, round_: Round) -> Step | None:
    """The step that ``move`` leads to; None for a save that leaves the status as it is.

    Raise NotAllowed or Closed, with words that say why and what to do, when it may not be done.
    """
    check(life, move.act, move.by, round_, move.at)
    _check_seen(life, move)
    words = move.words.strip()
    if move.act in _WORDS_WANTED and not words:
        raise NotAllowed(_WORDS_WANTED[move.act])
    _check_until(life, move, round_)
    leads_to = _LEADS_TO[move.act][life.status]
    if move.act is Act.SAVE and leads_to is life.status:
        return None
    return Step(
        number=life.number + 1,
        action=move.act,
        status=leads_to,
        by=move.by,
        by_name=move.by_name,
        at=move.at,
        version=_version(life, move.act),
        until=move.until,
        words=words,
    )


def _stays(*statuses: Status) -> dict[Status, Status]:
    return {status: status for status in statuses}


_UNSENT = (Status.NOT_STARTED, Status.DRAFT, Status.RETURNED)
_REVIEWED = (Status.SUBMITTED, Status.NOTHING)
_UNAPPROVED = (*_UNSENT, *_REVIEWED)

_LEADS_TO: Mapping[Act, Mapping[Status, Status]] = {
    Act.SAVE: dict.fromkeys((*_UNSENT, Status.NOTHING), Status.DRAFT) | _stays(Status.SUBMITTED),
    Act.SUBMIT: dict.fromkeys(_UNAPPROVED, Status.SUBMITTED),
    Act.NOTHING: dict.fromkeys(_UNSENT, Status.NOTHING),
    Act.RETURN: dict.fromkeys(_REVIEWED, Status.RETURNED),
    Act.APPROVE: dict.fromkeys(_REVIEWED, Status.APPROVED),
    Act.LOCK: {Status.APPROVED: Status.LOCKED},
    # What was never sent in can be opened too, once the time is out: the status stands.
    Act.REOPEN: dict.fromkeys((Status.APPROVED, Status.LOCKED), Status.RETURNED) | _stays(*_UNSENT),
    Act.ASK_EXTENSION: _stays(*_UNSENT),
    Act.GRANT_EXTENSION: _stays(*_UNAPPROVED),
    Act.REFUSE_EXTENSION: _stays(*_UNAPPROVED),
}
"""From which statuses an act is taken, and to which each leads."""

_ANSWERING = frozenset({Act.SAVE, Act.SUBMIT, Act.NOTHING})
_ABOUT_THE_STANDING = frozenset({Act.RETURN, Act.APPROVE, Act.LOCK, Act.REOPEN})

_FIXED = {
    Status.APPROVED: "Svaret är godkänt och kan inte ändras. Be samordnaren öppna det igen.",
    Status.LOCKED: "Svaret är låst och kan inte ändras. Be samordnaren öppna det igen.",
}

_WORDS_WANTED = {
    Act.RETURN: "Skriv en kommentar som säger vad som behöver ändras. Uppgiftslämnaren ser den först.",
    Act.REOPEN: "Skriv en kommentar som säger varför svaret öppnas igen. Uppgiftslämnaren ser den först.",
    Act.NOTHING: "Skriv varför det inte finns något att rapportera.",
    Act.ASK_EXTENSION: "Skriv varför ni behöver mer tid.",
    Act.REFUSE_EXTENSION: "Skriv varför det inte går att ge anstånd.",
}

_NOT_SENT = "Det finns inget inlämnat svar än. Vänta tills det är inlämnat, eller påminn uppgiftslämnaren."
_SENT_BACK = "Svaret är återsänt. Vänta tills det är inlämnat igen, eller påminn uppgiftslämnaren."
_APPROVED_ALREADY = "Svaret är redan godkänt. Du behöver inte göra något mer."
_RETURN_INSTEAD = "Svaret är inlämnat men inte godkänt. Återsänd det i stället, med en kommentar."
_REOPEN_INSTEAD = "Svaret är godkänt. Öppna det igen i stället, så hävs godkännandet."
_NO_NEED = "Svaret är redan inlämnat, så det behövs inget anstånd."
_NO_NEED_APPROVED = "Svaret är redan godkänt, så det behövs inget anstånd."

_INSTEAD: Mapping[Act, Mapping[Status, str]] = {
    Act.SAVE: _FIXED,
    Act.SUBMIT: _FIXED,
    Act.NOTHING: _FIXED
    | {
        Status.SUBMITTED: "Svaret är redan inlämnat. Be samordnaren återsända det om inget ska rapporteras.",
        Status.NOTHING: "Ni har redan angett att det inte finns något att rapportera. Det räcker.",
    },
    Act.RETURN: dict.fromkeys(_FIXED, _REOPEN_INSTEAD) | dict.fromkeys(_UNSENT, _NOT_SENT),
    Act.APPROVE: dict.fromkeys(_FIXED, _APPROVED_ALREADY) | dict.fromkeys(_UNSENT, _NOT_SENT),
    Act.LOCK: dict.fromkeys(Status, "Bara ett godkänt svar kan låsas. Se till att det blir godkänt först.")
    | {Status.LOCKED: "Svaret är redan låst. Du behöver inte göra något mer."},
    Act.REOPEN: dict.fromkeys(_REVIEWED, _RETURN_INSTEAD),
    Act.ASK_EXTENSION: _FIXED | dict.fromkeys(_REVIEWED, _NO_NEED),
    Act.GRANT_EXTENSION: dict.fromkeys(_FIXED, _NO_NEED_APPROVED),
    Act.REFUSE_EXTENSION: dict.fromkeys(_FIXED, _NO_NEED_APPROVED),
}
"""What to say where an act is not taken: for each status that ``_LEADS_TO`` leaves out."""


def _instead(act: Act, status: Status) -> str:
    reviewing = act in {Act.RETURN, Act.APPROVE}
    return _SENT_BACK if reviewing and status is Status.RETURNED else _INSTEAD[act][status]


def _out_of_time(life: Life, round_: Round, now: datetime) -> str:
    """Why the calendar stands in the way; empty when it does not."""
    if now < round_.opens:
        return f"Omgången har inte öppnat. Den öppnar {moment(round_.opens)}."
    if now >= closes(life, round_):
        shut = moment(closes(life, round_))
        return f"Inlämningstiden har gått ut. Den slutade {shut}. Be samordnaren öppna svaret igen."
    return ""


def _check_asking(life: Life, act: Act, round_: Round, now: datetime) -> None:
    """One request at a time, in time; only a request that waits can be refused."""
    if act is Act.ASK_EXTENSION and life.asked:
        raise NotAllowed("Ni har redan bett om anstånd. Vänta på samordnarens svar.")
    if act is Act.ASK_EXTENSION and now > asked_by(round_):
        last = day(asked_by(round_))
        raise NotAllowed(f"Anstånd kunde begäras till och med {last}. Hör av er direkt till samordnaren.")
    if act is Act.REFUSE_EXTENSION and not life.asked:
        raise NotAllowed("Ingen begäran om anstånd väntar på svar. Den kan redan vara besvarad.")


def _check_seen(life: Life, move: Move) -> None:
    """What is reviewed is what was read: a version that came in between must be read first.

    What is not sent in, or sent back, is opened again for time alone, whatever stood in it.
    """
    reads = move.act in {Act.RETURN, Act.APPROVE} or (move.act is Act.REOPEN and life.status in _FIXED)
    if move.seen is None or not reads:
        return
    if life.standing and life.standing.number != move.seen:
        raise NotAllowed("Ett nyare svar har kommit in sedan du öppnade det här. Läs det nya svaret först.")


def _check_until(life: Life, move: Move, round_: Round) -> None:
    if move.until and move.until <= move.at:
        raise NotAllowed("Den tiden har redan passerat. Välj en senare dag.")
    if move.act in {Act.ASK_EXTENSION, Act.GRANT_EXTENSION}:
        _check_extension(life, move, round_)
    unlocks = move.act in {Act.RETURN, Act.REOPEN}
    if unlocks and move.until and move.until > last_unlock(round_, move.at):
        last = day(last_unlock(round_, move.at))
        raise NotAllowed(f"Svaret kan vara öppet till och med {last}. Välj en tidigare dag.")
    if unlocks and not move.until and move.at >= closes(life, round_):
        raise NotAllowed("Inlämningstiden har gått ut. Ange till vilken dag svaret ska gå att ändra.")


def _check_extension(life: Life, move: Move, round_: Round) -> None:
    """An extension only lengthens the time, and ends when the report's draft is made."""
    until = move.until
    if max(move.at, due(life, round_)) >= _last_extension(round_):
        raise NotAllowed(_no_day_left(life, move))
    if not until:
        raise NotAllowed("Ange till vilken dag anståndet ska gälla.")
    if until <= due(life, round_):
        raise NotAllowed(f"Svaret är i tid till {moment(due(life, round_))} ändå. Välj en senare dag.")
    if until > round_.draft_at:
        made = moment(round_.draft_at)
        raise NotAllowed(f"Utkastet till rapporten görs {made}. Välj en dag före det.")


def _last_extension(round_: Round) -> datetime:
    """The end of the last day that an extension can be given to: the one before the draft is made."""
    return at(round_.draft_at.astimezone(STOCKHOLM).date() - timedelta(days=1), time.max)


def _no_day_left(life: Life, move: Move) -> str:
    if move.act is Act.ASK_EXTENSION:
        return "Tiden har gått ut, och det går inte att få anstånd längre. Hör av er direkt till samordnaren."
    opening = "återsänd" if life.status in _REVIEWED else "öppna igen"
    until = f" till {day_of_month(move.until.astimezone(STOCKHOLM).date())}" if move.until else " till en dag"
    return f"Tiden har gått ut. Skriv i stället ”{opening}”, enhetens namn,{until} och varför."


def _version(life: Life, act: Act) -> int | None:
    if act is Act.SUBMIT:
        return (life.version or 0) + 1
    return life.standing.version if act in _ABOUT_THE_STANDING and life.standing else None


def _begun(life: Life, _step: Step) -> Life:
    return replace(life, nothing=None)


def _sent(life: Life, step: Step) -> Life:
    return replace(life, sent=step, first_at=life.first_at or step.at, nothing=None, returned=None)


def _nothing(life: Life, step: Step) -> Life:
    return replace(life, nothing=step, returned=None)


def _returned(life: Life, step: Step) -> Life:
    return replace(life, nothing=None, returned=step, reopened=step.until or life.reopened)


def _approved(life: Life, step: Step) -> Life:
    return replace(life, approved=step, approved_version=step.version, asked=None)


def _reopened(life: Life, step: Step) -> Life:
    before = life.approved_version or life.previously_approved
    return replace(_returned(life, step), approved=None, approved_version=None, previously_approved=before)


def _asked(life: Life, step: Step) -> Life:
    return replace(life, asked=step)


def _granted(life: Life, step: Step) -> Life:
    return replace(life, asked=None, extension=step.until)


def _refused(life: Life, _step: Step) -> Life:
    return replace(life, asked=None)


_MARKS: Mapping[Act, Callable[[Life, Step], Life]] = {
    Act.SAVE: _begun,
    Act.SUBMIT: _sent,
    Act.NOTHING: _nothing,
    Act.RETURN: _returned,
    Act.APPROVE: _approved,
    Act.REOPEN: _reopened,
    Act.ASK_EXTENSION: _asked,
    Act.GRANT_EXTENSION: _granted,
    Act.REFUSE_EXTENSION: _refused,
}
"""What a step leaves behind, beside the status."""
