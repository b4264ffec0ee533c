"""What the units fill in and send in: every saved card is a new draft row, every sending a new version."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from domain.answers import Answers, Draft, Submission
from domain.life import Act, Move
from domain.rounds import FormRef, Round
from store import answering, raised
from store.answering import Written
from store.audit import AuditLine, note
from store.database import Database
from store.insertion import insert_new
from store.life import advance
from store.schema import drafts


class Kind(StrEnum):
    NEW = "sparad nu"
    REPEATED = "sparad förut"
    STALE = "gjord från ett äldre utkast"


@dataclass(frozen=True)
class Save:
    """A filled-in card. ``answers`` is the whole draft as it becomes; ``request`` the shown card's own id.

    ``digest`` is of the raw values; ``revision`` is the one the card was made from (0: no draft yet);
    ``by`` is a person's id; ``on_behalf``: that person does not answer for the unit.
    """

    round: Round
    unit: str
    card: str
    answers: Answers
    request: str
    digest: str
    revision: int
    by: str
    by_name: str
    on_behalf: bool = False


@dataclass(frozen=True)
class Saved:
    """What became of a save. NEW: stored as ``draft`` (and ``submission``).

    REPEATED: the same card came again; nothing is written, and this is what it led to the first time.
    STALE: another card was saved in between, or this one came before with other values or only as a save;
    nothing is written, and ``draft`` is the one that holds.
    """

    kind: Kind
    draft: Draft
    submission: Submission | None


class Submissions:
    """``round_`` is a round's key and ``unit`` a unit's id throughout."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def draft(self, round_: str, unit: str) -> Draft | None:
        """What was last saved, sent in or not."""
        return self._database.read(lambda connection: answering.draft(connection, round_, unit))

    def save(self, save: Save, at: datetime) -> Saved:
        """Keep the draft, as the revision after the one its card was made from.

        Raise Closed or NotAllowed, with nothing kept, when the answer may not be changed.
        """
        return self._database.write(lambda connection: _save(connection, save, at))

    def submit(self, save: Save, form: FormRef, at: datetime) -> Saved:
        """Keep the draft and send it in, as the unit's next version on that questionnaire.

        Raise as ``save``.
        """
        return self._database.write(lambda connection: _submit(connection, save, form, at))

    def has_come(self, request: str) -> bool:
        """Whether a card with that request has been kept."""
        return self._database.read(lambda connection: answering.by_request(connection, request) is not None)

    def history(self, round_: str, unit: str) -> list[Written]:
        """Every saved card, oldest first: who wrote what, and when."""
        return self._database.read(lambda connection: answering.history(connection, round_, unit))

    def at_revision(self, round_: str, unit: str, number: int) -> Written | None:
        """The draft as it stood at that revision; None when there is no such."""
        return self._database.read(lambda connection: answering.at_revision(connection, round_, unit, number))

    def latest(self, round_: str, unit: str) -> Submission | None:
        return self._database.read(lambda connection: answering.latest(connection, round_, unit))

    def first_at(self, round_: str, unit: str) -> datetime | None:
        """When the first version came, which decides whether the unit is on time."""
        return self._database.read(lambda connection: answering.first_at(connection, round_, unit))

    def earlier(self, before: str, unit: str) -> list[Submission]:
        """The latest version of each of the eight rounds before the round ``before``, oldest first."""
        return self._database.read(lambda connection: answering.earlier(connection, before, unit))

    def versions(self, round_: str, unit: str) -> list[Submission]:
        """Oldest first."""
        return self._database.read(lambda connection: answering.versions(connection, round_, unit))

    def of_round(self, round_: str) -> dict[str, list[Submission]]:
        """By unit every version that has been sent in for the round, the oldest first."""
        return self._database.read(lambda connection: answering.of_round(connection, round_))


def _save(connection: Connection, save: Save, at: datetime) -> Saved:
    kept = _keep(connection, save, at)
    if not kept:
        return _settled(connection, save)
    advance(connection, save.round, save.unit, Move(Act.SAVE, save.by, save.by_name, at))
    _log(connection, save, at, "sparade")
    return Saved(Kind.NEW, kept, None)


def _submit(connection: Connection, save: Save, form: FormRef, at: datetime) -> Saved:
    kept = _keep(connection, save, at)
    if not kept:
        settled = _settled(connection, save)
        # Saved before but not sent in: it must not look sent in. The card is shown anew instead.
        return settled if settled.submission or settled.kind is Kind.STALE else _stale(connection, save)
    before = answering.latest(connection, save.round.key, save.unit)
    version = answering.send_in(connection, kept, form, at)
    advance(connection, save.round, save.unit, Move(Act.SUBMIT, save.by, save.by_name, at))
    sent = Submission(
        round=save.round.key,
        unit=save.unit,
        version=version,
        answers=save.answers,
        by=save.by,
        by_name=save.by_name,
        at=at,
        form_id=form.id,
        form_version=form.version,
        on_behalf=save.on_behalf,
    )
    raised.from_form(connection, sent, before.answers if before else {})
    return Saved(Kind.NEW, kept, sent)


def _keep(connection: Connection, save: Save, at: datetime) -> Draft | None:
    """Insert the draft; None when it is not the next revision, or when its request has been stored."""
    if answering.revision(connection, save.round.key, save.unit) != save.revision:
        return None
    revision = save.revision + 1
    # The unique keys decide: where other processes write too, the revision may be taken by now.
    if not insert_new(
        connection, drafts, {**vars(save), "round": save.round.key, "revision": revision, "at": at}
    ):
        return None
    return Draft(save.round.key, save.unit, save.answers, revision, save.card)


def _settled(connection: Connection, save: Save) -> Saved:
    """What holds when ``save`` was not the next: its own earlier outcome, or the draft that came between."""
    earlier = answering.by_request(connection, save.request)
    if not earlier or earlier.digest != save.digest:
        return _stale(connection, save)
    if (earlier.draft.round, earlier.draft.unit) != (save.round.key, save.unit):
        return _stale(connection, save)
    return Saved(Kind.REPEATED, earlier.draft, answering.made_by(connection, earlier.draft))


def _stale(connection: Connection, save: Save) -> Saved:
    current = answering.draft(connection, save.round.key, save.unit)
    return Saved(Kind.STALE, current or Draft(save.round.key, save.unit, {}, 0, save.card), None)


def _log(connection: Connection, save: Save, at: datetime, what: str) -> None:
    why = f"kort {save.card}, utkast {save.revision + 1}"
    note(connection, AuditLine(at, save.by, what, f"{save.round.key}/{save.unit}", why))
