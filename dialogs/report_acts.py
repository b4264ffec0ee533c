"""How the report goes on: fact check, decision, publishing, correction. Who may is looked at here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from hashlib import sha256

from dialogs import report_background, report_rights, report_since
from dialogs.desk import Desk
from dialogs.report_work import Work, material
from dialogs.status_report import Author, BadText, document, named, part_of
from domain.errors import Conflict, NotAllowed
from domain.material import Material
from domain.report_life import (
    KeptFile,
    NewRemark,
    Remark,
    ReportAct,
    ReportLife,
    ReportMove,
    ReportStep,
    Settled,
    must_take_remarks,
    step,
)
from domain.rounds import Round
from domain.swedish import listed
from domain.workdays import at
from forms import personal
from reports.extracts import says
from reports.writable import writable
from reports.writers import Format, Written, write

_LONGEST = 4_000
"""Characters of a remark, an answer to one, or a reason."""

_LONGEST_TYPED = 4 * _LONGEST
"""As typed, before blanks and empty lines are folded; of more nothing is read."""

_TRIES = 20
"""So often does an acceptance let others' go first."""


@dataclass(frozen=True)
class Remarked:
    """What a unit says about its part. ``quote``: the paragraph that it speaks of, "" for all of it."""

    unit: str
    section: str
    quote: str
    words: str


def send_to_check(desk: Desk, round_: Round, author: Author, until: date, seen: int = 0) -> ReportLife:
    """Send the newest version to those who have contributed, to be checked to and with ``until``.

    It may be sent again: then with what was written since, and with a new date. Raise Conflict when it is
    another version than ``seen``, the one that was shown (0 for whichever it is); NotAllowed, also while an
    edit stands on answers that have changed.
    """
    report_rights.must_coordinate(author.person, author.now)
    versions = desk.store.reports.versions(round_.key)
    move = replace(
        _move(ReportAct.SEND_TO_CHECK, author),
        version=seen or (versions[0].number if versions else None),
        until=at(until, time.max),
        asked=contributing(desk, round_),
    )
    return _taken(desk, round_, move, whole=True)


def accept(desk: Desk, round_: Round, author: Author, unit: str) -> ReportLife:
    """The unit's part is right. Raise NotAllowed for who does not answer for it, and out of time."""
    report_rights.must_answer_for(desk, author.person, unit, author.now)
    move = replace(_move(ReportAct.ACCEPT, author), unit=unit)
    for _ in range(_TRIES):
        try:
            return _taken(desk, round_, move)
        except Conflict:  # Others accept too: one unit's answer hangs on no other's.
            continue
    return _taken(desk, round_, move)


def remark(desk: Desk, round_: Round, author: Author, said: Remarked) -> Remark:
    """Something in the unit's part is not right. Raise NotAllowed as ``accept``, BadText.

    What is quoted must be in the unit's own part, as it was sent to be checked.
    """
    report_rights.must_answer_for(desk, author.person, said.unit, author.now)
    life = desk.store.report_life.of(round_.key)
    must_take_remarks(life, said.unit, author.now)
    version = life.checked.version if life.checked and life.checked.version else 0
    words = _fit(said.words, "Skriv vad som inte stämmer, och gärna hur det ska stå.")
    answers = material(desk, round_, author.now)
    part = part_of(desk, document(desk, round_, version), said.unit, answers)
    if not says(part, said.section, said.quote):
        raise NotAllowed("Stycket finns inte i enhetens del av rapporten. Läs om sidan och försök igen.")
    new = NewRemark(said.unit, said.section, said.quote.strip(), words, version)
    return desk.store.report_life.remark(round_.key, new, author.person, author.now)


def settle(desk: Desk, number: int, author: Author, words: str) -> Remark:
    """Note what was done about a remark. Raise NotAllowed, NotFound, Conflict, BadText."""
    report_rights.must_coordinate(author.person, author.now)
    done = _fit(words, "Skriv vad som gjordes med synpunkten. Den som lämnade den får veta det.")
    if found := desk.store.report_life.get_remark(number):
        _open_words(desk, desk.store.rounds.get(found.round), author, done)
    how = Settled(done, author.person.id, author.person.name, author.now)
    return desk.store.report_life.settle(number, how)


def decide(desk: Desk, round_: Round, author: Author, words: str, seen: int) -> ReportLife:
    """Decide that version ``seen``, which was read, is the report. ``words`` may be empty.

    Raise Conflict when there is a newer version, NotAllowed for who does not decide, while the fact check
    runs and somebody has not answered, over remarks that nobody has settled, and while an edit stands on
    answers that have changed. Whose later answers are not in it is noted with the decision.
    """
    report_rights.must_decide(desk, author.person, author.now)
    own = _open_words(desk, round_, author, _fit(words))
    said = " ".join(filter(None, (own, *_circumstances(desk, round_, author, seen))))
    move = replace(_move(ReportAct.DECIDE, author, said), version=seen)
    return _taken(desk, round_, move, whole=True)


def take_back(desk: Desk, round_: Round, author: Author, words: str) -> ReportLife:
    """Undo the decision before the report is published; ``words`` say why. Raise NotAllowed, BadText."""
    report_rights.must_take_back(desk, author.person, author.now)
    return _taken(desk, round_, _move(ReportAct.TAKE_BACK, author, _fit(words)))


def publish(desk: Desk, round_: Round, author: Author, seen: int = 0) -> ReportLife:
    """Make the decided version in every format and freeze the files; from now on nobody changes them.

    That it is published is told by the scheduler. Raise Conflict when another version than ``seen``, the one
    that was shown, is decided (0 for whichever is); NotAllowed; BadTemplate with nothing published.
    """
    report_rights.must_coordinate(author.person, author.now)
    life = desk.store.report_life.of(round_.key)
    taken = step(life, _move(ReportAct.PUBLISH, author))
    number = taken.version or 0
    if seen and seen != number:
        raise Conflict(
            f"Det är version {number} som är beslutad, inte version {seen} som du såg. Inget är publicerat. "
            "Läs om rapporten."
        )
    report_since.must_be_given(desk, round_, number, material(desk, round_, author.now))
    decided = document(desk, round_, number)
    files = [
        _frozen(write(decided, wanted, named(life, round_, number), desk.report_template), life, author)
        for wanted in Format
    ]
    return desk.store.report_life.publish(round_.key, taken, files, seen=life.number)


def may_correct(desk: Desk, round_: Round, author: Author, words: str) -> None:
    """Raise as ``correct``; nothing is done."""
    report_rights.must_coordinate(author.person, author.now)
    said = _open_words(desk, round_, author, _fit(words))
    step(desk.store.report_life.of(round_.key), _move(ReportAct.CORRECT, author, said))


def correct(desk: Desk, round_: Round, author: Author, words: str) -> ReportLife:
    """Open a published report again; ``words`` say what is wrong, and stand in the next edition.

    The edition that is published stays as it is. Raise NotAllowed, BadText.
    """
    report_rights.must_coordinate(author.person, author.now)
    said = _open_words(desk, round_, author, _fit(words))
    life = _taken(desk, round_, _move(ReportAct.CORRECT, author, said))
    Work(desk, round_, author.person, author.now).renew("rättelse")
    return life


def ask_english(desk: Desk, round_: Round, author: Author) -> ReportLife:
    """Add the summary in English. Raise NotAllowed."""
    return _switched(desk, round_, author, ReportAct.ASK_ENGLISH)


def drop_english(desk: Desk, round_: Round, author: Author) -> ReportLife:
    """Leave the summary in English out. Raise NotAllowed."""
    return _switched(desk, round_, author, ReportAct.DROP_ENGLISH)


def contributing(desk: Desk, round_: Round) -> tuple[str, ...]:
    """The units whose answer, or "nothing to report", the report rests on, in the county's order."""
    lives = desk.store.lives.all(round_.key)
    return tuple(unit for unit in desk.reporting() if unit in lives and lives[unit].standing)


def _switched(desk: Desk, round_: Round, author: Author, act: ReportAct) -> ReportLife:
    report_rights.must_coordinate(author.person, author.now)
    life = _taken(desk, round_, _move(act, author))
    Work(desk, round_, author.person, author.now).renew(act.value)
    return life


def _move(act: ReportAct, author: Author, words: str = "") -> ReportMove:
    return ReportMove(act, author.person.id, author.person.name, author.now, words=words)


def _taken(desk: Desk, round_: Round, move: ReportMove, *, whole: bool = False) -> ReportLife:
    """``whole``: not while an edited section stands on answers that have changed, or repeats background."""
    life = desk.store.report_life.of(round_.key)
    taken = step(life, move)
    if whole:
        answers = material(desk, round_, move.at)
        report_since.must_be_treated(desk, round_, answers)
        _must_be_given(desk, round_, taken, answers)
    return desk.store.report_life.step(round_.key, taken, seen=life.number)


def _must_be_given(desk: Desk, round_: Round, taken: ReportStep, answers: Material) -> None:
    """Raise NotAllowed as ``report_since``; of a version that is not the newest the store tells that."""
    newest = desk.store.reports.versions(round_.key)[:1]
    if taken.version in {head.number for head in newest}:
        report_since.must_be_given(desk, round_, taken.version or 0, answers)


def _circumstances(desk: Desk, round_: Round, author: Author, seen: int) -> Iterator[str]:
    """What the history is to say of the decision beside the decider's own words."""
    if not report_rights.deciders(desk, author.now):
        yield report_rights.NOBODY_APPOINTED
    for head in desk.store.reports.versions(round_.key):
        if head.number == seen and (late := report_since.answered(desk, round_, head)):
            yield f"Svar från {listed(late)} kom efter version {seen} och är inte med."


def _fit(words: str, wanted: str = "") -> str:
    """The words as they can be kept. Raise BadText; ``wanted`` says what to write where nothing is."""
    fit = words if len(words) > _LONGEST_TYPED else writable(words)
    if len(fit) > _LONGEST:
        raise BadText(f"Texten är {len(fit)} tecken. Korta den till högst {_LONGEST}.")
    if wanted and not fit:
        raise BadText(wanted)
    if found := personal.finds(fit):
        raise BadText(personal.told(fit, found))
    return fit


def _open_words(desk: Desk, round_: Round | None, author: Author, words: str) -> str:
    """The words, which others will read. Raise BadText when they repeat what a unit gave as background."""
    if round_ is None:
        return words
    if found := report_background.in_words(desk, round_, material(desk, round_, author.now), words):
        raise BadText("\n".join(found))
    return words


def _frozen(made: Written, life: ReportLife, author: Author) -> KeptFile:
    digest = sha256(made.content).hexdigest()
    return KeptFile(made.name, made.media_type, digest, made.content, life.edition + 1, author.now)
