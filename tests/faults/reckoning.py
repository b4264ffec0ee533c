"""What must hold when all the dying is over: nothing lost, nothing twice, everything accounted for."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from domain.delivery import Outcome, Reason
from domain.life import Act
from domain.notices import PUSHES
from domain.rounds import Round
from store.audit import AuditLine
from store.outbox_rows import Posted
from store.store import Store
from tests.faults.county import ANSWERING
from tests.faults.outside import Outside

UNENDED = frozenset({Outcome.CLAIMED, Outcome.SENDING})


def reckoned(store: Store, outside: Outside, planned: Round) -> list[str]:
    """Everything that does not hold, in words."""
    lines: dict[str, list[AuditLine]] = defaultdict(list)
    for line in store.audit.lines():
        lines[line.subject].append(line)
    found = list(outside.contradictions)
    for unit in ANSWERING:
        found += _answers(store, outside, planned, unit)
        found += _life(store, planned, unit, lines[f"{planned.key}/{unit}"], outside.returned[unit])
    found += _stale(store, outside)
    rows = store.outbox.rows()
    found += [f"{key} arrived and is no row" for key in outside.arrived.keys() - {row.key for row in rows}]
    for row in rows:
        found += [f"{row.key} ({row.outcome}): {wrong}" for wrong in _sent(row, outside)]
        found += [f"{row.key}: {wrong}" for wrong in _logged(row, lines[row.key])]
    return found


def _answers(store: Store, outside: Outside, planned: Round, unit: str) -> Iterator[str]:
    """Each acknowledged card is the revision and the version that was said, with its values."""
    written = {one.revision: one for one in store.submissions.history(planned.key, unit)}
    versions = {one.version: one for one in store.submissions.versions(planned.key, unit)}
    if list(written) != list(range(1, len(written) + 1)):
        yield f"{unit}: revisions {sorted(written)}"
    if list(versions) != list(range(1, len(versions) + 1)):
        yield f"{unit}: versions {sorted(versions)}"
    for request, (revision, version) in outside.kept.items():
        card = outside.made[request]
        if card.unit != unit:
            continue
        if revision not in written or written[revision].answers != card.answers:
            yield f"{request} was acknowledged as revision {revision} of {unit} and is not there"
        if card.sends and (version not in versions or versions[version].answers != card.answers):
            yield f"{request} was acknowledged as version {version} of {unit} and is not there"
    known = Counter(str(card.answers["serial"]) for card in outside.made.values() if card.unit == unit)
    there = Counter(str(one.answers["serial"]) for one in written.values())
    yield from (f"{unit}: {serial} is there {times} times" for serial, times in there.items() if times > 1)
    yield from (f"{unit}: {serial} was never written" for serial in there.keys() - known.keys())
    sent = [str(one.answers["serial"]) for one in versions.values()]
    yield from (
        f"{unit}: {one} is sent in more than once" for one, times in Counter(sent).items() if times > 1
    )


def _stale(store: Store, outside: Outside) -> Iterator[str]:
    yield from (f"{one} was refused and is there" for one in outside.stale if store.submissions.has_come(one))


def _life(store: Store, planned: Round, unit: str, lines: list[AuditLine], returned: int) -> Iterator[str]:
    """Steps, versions and the log tell the same; every return that was acknowledged is a step."""
    steps = Counter(one.action for one in store.lives.steps(planned.key, unit))
    versions = len(store.submissions.versions(planned.key, unit))
    if steps[Act.SUBMIT] != versions:
        yield f"{unit}: {versions} versions and {steps[Act.SUBMIT]} steps that sent in"
    if steps[Act.RETURN] < returned:
        yield f"{unit}: {returned} returns were acknowledged, {steps[Act.RETURN]} are there"
    logged = Counter(act for act in Act for line in lines if line.what.startswith(act))
    if logged != steps:
        yield f"{unit}: the log has {logged}, the steps are {steps}"
    saved = sum(line.what == "sparade" for line in lines)
    revisions = len(store.submissions.history(planned.key, unit))
    if saved + versions != revisions:
        yield f"{unit}: {revisions} revisions, but {saved} saved and {versions} sent in"


def _sent(row: Posted, outside: Outside) -> Iterator[str]:
    copies, in_doubt = outside.arrived.get(row.key, []), row.doubts > 0
    sent, unclear = row.outcome is Outcome.SENT, row.reason is Reason.UNCLEAR
    wrongs = {
        "is still somebody's": row.outcome in UNENDED,
        "was given up for another reason than doubt": row.outcome is Outcome.FAILED and not unclear,
        "is a reminder that came twice": row.kind in PUSHES and len(copies) > 1,
        "came more than once though there was no doubt": len(copies) > 1 + in_doubt,
        "came again without saying so": not all(copies[1:]),
        "is noted as sent and never came": sent and not copies,
        "came, and nothing says so": bool(copies) and not in_doubt and not sent,
    }
    yield from (f"{words} ({len(copies)} times)" for words, is_so in wrongs.items() if is_so)


def _logged(row: Posted, lines: list[AuditLine]) -> Iterator[str]:
    """The last line is how the row stands; it was tried as often as the log says."""
    if not lines or lines[-1].what != row.outcome:
        yield f"stands as {row.outcome}, the log ends with {lines[-1].what if lines else 'nothing'}"
    tries = sum(line.what == Outcome.SENDING and not line.why for line in lines)
    if row.tries != tries:
        yield f"was tried {row.tries} times, by the log {tries}"
