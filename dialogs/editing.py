"""Proposing to the handbook, and deciding on what is proposed: the same rules in the chat and on the page.

``person`` is the one who acts, with the assignments that hold that day (`rights.today`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from dialogs import written
from dialogs.desk import Desk
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.people import Person
from domain.proposals import (
    Decision,
    NewProposal,
    Proposal,
    ProposalStatus,
    must_be_allowed,
    proposes,
)
from domain.workdays import STOCKHOLM
from forms.personal import finds, told
from knowledge.entries import Entry, EntryError, read_text, shipped
from knowledge.fields import LABELS, Fault
from knowledge.last_read import LastRead
from knowledge.markdown import as_markdown
from knowledge.proposing import in_words, problems
from knowledge.source_lines import BadSource

LONGEST_WORDS = 500
"""Characters of why something is proposed, published or rejected."""

_MOST_TOLD = 5
_ASKED = frozenset({"question", "variants"})


class NoReason(NotAllowed):
    """Who turns a proposal down has not said why."""


@dataclass(frozen=True)
class Current:
    """An entry as it is published, and the proposal that it came with; None for one of the product's."""

    entry: Entry
    base: int | None


@dataclass(frozen=True)
class Draft:
    """An entry as somebody wants it. ``base``: of the `Current` that it was made from, None for a new one.

    ``words``: why. ``ticket``: the question that it comes out of. ``replaces``: the open proposal that this
    is a later version of.
    """

    entry: Entry
    base: int | None = None
    words: str = ""
    ticket: int | None = None
    replaces: int | None = None


def editor(person: Person) -> Person:
    """Raise NotAllowed for somebody who does not work with the handbook."""
    if not proposes(person):
        raise NotAllowed(
            "Handboken ändras av de sakkunniga och samordnaren. Är ett svar fel skriver du ”fel: …” efter"
            " svaret."
        )
    return person


def current(desk: Desk, key: str) -> Current:
    """The entry as it is published now. Raise NotFound for a key that no entry has."""
    standing = desk.store.proposals.standing(key)
    kept = desk.store.proposals.get(standing) if standing else None
    if kept:
        return Current(entry_of(kept), kept.id)
    entry = desk.handbook.entries.get(key)
    if entry is None:
        raise NotFound(
            f"Inget svar i handboken har nyckeln ”{key}”. Skriv ”handbok” för att se vad som finns."
        )
    return Current(entry, None)


def found(desk: Desk, number: int) -> Proposal:
    """Raise NotFound for a number that no proposal has."""
    proposal = desk.store.proposals.get(number)
    if proposal is None:
        raise NotFound(f"Det finns inget förslag {number}. Skriv ”förslag” för att se de öppna.")
    return proposal


def entry_of(proposal: Proposal) -> Entry:
    """The entry that a proposal holds."""
    with in_swedish():
        return read_text(proposal.name, proposal.markdown)


def before(desk: Desk, proposal: Proposal) -> Entry | None:
    """The entry that a proposal would change, as it was when the proposal was made; None for a new one."""
    kept = desk.store.proposals.get(proposal.base) if proposal.base else None
    if kept:
        return entry_of(kept)
    return next((entry for entry in shipped() if entry.key == proposal.key), None)


def last_read(desk: Desk) -> LastRead:
    """When paragraphs were read: as the texts that are read in and the handbook tell."""
    return LastRead(desk.handbook.entries, desk.statutes)


def open_problems(desk: Desk, entry: Entry, at: datetime) -> list[Fault]:
    """What stands in the way of publishing the entry on that day."""
    return problems(entry, desk.handbook, at.astimezone(STOCKHOLM).date())


def propose(desk: Desk, draft: Draft, person: Person, at: datetime) -> Proposal:
    """Keep a proposal for somebody else to approve; it may have problems left to solve.

    With nothing kept, raise NotAllowed for one who may not, for personal data, and when nothing is changed;
    Conflict when the version that it replaces is decided already.
    """
    editor(person)
    entry = draft.entry
    old = _there(desk, entry.key)
    if entry == old:
        raise NotAllowed("Förslaget är precis som det svar som finns, så inget är sparat.")
    _must_be_clean(old, entry)
    _must_have_group(desk, entry)
    new = NewProposal(
        key=entry.key,
        # Who answers for it today decides, also on handing it to another group.
        group=old.owner if old else entry.owner,
        markdown=_markdown(entry),
        words=written.kept(draft.words, LONGEST_WORDS),
        base=draft.base,
        ticket=draft.ticket,
        replaces=draft.replaces,
    )
    return desk.store.proposals.propose(new, person, at)


def _there(desk: Desk, key: str) -> Entry | None:
    try:
        return current(desk, key).entry
    except NotFound:
        return None


def _markdown(entry: Entry) -> str:
    with in_swedish():
        return as_markdown(entry)


def _must_be_clean(old: Entry | None, entry: Entry) -> None:
    """New words hold no personal data; an authority's address may stand in an answer, not in a question."""
    had = in_words(old) if old else {}
    for name, said in in_words(entry).items():
        for line in said.splitlines():
            known = line in had.get(name, "").splitlines()
            if not known and (places := finds(line, contact=name not in _ASKED)):
                raise NotAllowed(
                    f"Inget är sparat. {swedish.upper_first(LABELS[name])}: {told(line, places)}"
                )


def _must_have_group(desk: Desk, entry: Entry) -> None:
    groups = [group.key for group in desk.county.expert_groups]
    if groups and entry.owner not in groups:
        raise NotAllowed(f"Gruppen {entry.owner} finns inte. Välj en av {swedish.listed(groups)}.")


def publish(desk: Desk, number: int, person: Person, at: datetime, words: str = "") -> Proposal:
    """Publish a proposal: from now on its entry answers.

    With nothing published, raise NotFound; NotAllowed for one who may not (nobody publishes the own one) and
    while there are problems; Conflict when it is decided, or another version was published since.
    """
    proposal = found(desk, number)
    must_be_allowed(proposal, ProposalStatus.PUBLISHED, editor(person))
    edition = desk.store.proposals.edition()
    if proposal.is_open and desk.store.proposals.standing(proposal.key) == proposal.base:
        desk.live_handbook.newest()
        _must_be_sound(open_problems(desk, entry_of(proposal), at))
    kept = written.kept(words, LONGEST_WORDS)
    decision = Decision(ProposalStatus.PUBLISHED, person.id, person.name, at, kept)
    decided = desk.store.proposals.decide(number, decision, edition=edition)
    desk.live_handbook.newest()
    return decided


def _must_be_sound(faults: list[Fault]) -> None:
    if faults:
        more = f" (och {len(faults) - _MOST_TOLD} till)" if len(faults) > _MOST_TOLD else ""
        said = " ".join(fault.words for fault in faults[:_MOST_TOLD])
        raise NotAllowed(f"Inget är publicerat. {said}{more}")


def reject(desk: Desk, number: int, person: Person, at: datetime, words: str) -> Proposal:
    """Turn a proposal down, or take the own one back.

    With nothing changed, raise NotFound; NotAllowed for one who may not and without a reason; Conflict when
    it is decided already.
    """
    proposal = found(desk, number)
    must_be_allowed(proposal, ProposalStatus.REJECTED, editor(person))
    said = written.kept(words, LONGEST_WORDS)
    if not said:
        raise NoReason(
            f"Skriv varför, så att den som föreslog det vet: ”avvisa {proposal.name}: …”. Inget är ändrat."
        )
    decision = Decision(ProposalStatus.REJECTED, person.id, person.name, at, said)
    return desk.store.proposals.decide(number, decision)


@contextmanager
def in_swedish() -> Iterator[None]:
    """What does not make an entry is told in its own words, as something that was not kept."""
    try:
        yield
    except (EntryError, BadSource) as error:
        raise NotAllowed(f"Inget är sparat. {error}") from error
