"""The proposals that wait, and one of them with what it changes and what is decided, as HTML."""

from dataclasses import dataclass, replace

from dialogs import editing
from domain import swedish
from domain.errors import NotAllowed
from domain.proposals import Proposal, ProposalStatus, must_be_allowed
from knowledge.entries import Entry
from knowledge.fields import LABELS
from knowledge.proposing import in_words
from web.comparing import pairs
from web.entry_drawing import told, words_field
from web.fields import Field
from web.handbook_entrance import Guest
from web.handbook_frame import framed, hidden
from web.handbook_rooms import Keeper, overtaken, question_of


def listing(guest: Guest, keeper: Keeper) -> str:
    waiting = keeper.desk.store.proposals.open()
    count = swedish.count(len(waiting), "förslag väntar", "förslag väntar", neuter=True)
    return framed(
        "handbook_proposals.html",
        guest,
        "/forslag",
        words=f"{swedish.upper_first(count)} på beslut.",
        proposals=[
            (one, question_of(one), keeper.group_name(one.group), _marks(one, guest, keeper))
            for one in waiting
        ],
    )


def _marks(proposal: Proposal, guest: Guest, keeper: Keeper) -> list[str]:
    held = {
        "Du har skrivit det": proposal.by == guest.person.id,
        "En nyare version av svaret är publicerad": overtaken(keeper, proposal),
    }
    return [words for words, holds in held.items() if holds]


@dataclass(frozen=True)
class Refusal:
    """Why what was pressed did not happen, and the words that were written with it."""

    why: str = ""
    words: str = ""


_NOTHING = Refusal()


@dataclass(frozen=True)
class _Choices:
    """What the guest may do with a proposal, and why not publish it."""

    publish: bool
    reject: str
    why_not: str


def one(guest: Guest, keeper: Keeper, proposal: Proposal, refusal: Refusal = _NOTHING) -> str:
    """Raise NotAllowed for a text that this version cannot read."""
    entry = editing.entry_of(proposal)
    old = editing.before(keeper.desk, proposal)
    faults = editing.open_problems(keeper.desk, entry, keeper.now) if proposal.is_open else []
    may = _choices(proposal, keeper, sound=not faults)
    return framed(
        "handbook_proposal.html",
        guest,
        f"/forslag/{proposal.id}",
        id=proposal.id,
        heading=f"Förslag {proposal.id}: {entry.question}",
        problem=refusal.why,
        facts=_about(proposal, keeper),
        faults=told(faults),
        pairs=pairs(in_words(old), in_words(entry)) if old else [],
        whole=_whole(entry) if old is None else [],
        finding=keeper.handbook.preview(entry),
        open=proposal.is_open,
        stale=overtaken(keeper, proposal) and proposal.is_open,
        may=may,
        words=_words(refusal.words),
        action=f"{guest.base}/forslag/{proposal.id}",
        form=hidden(guest),
    )


def _choices(proposal: Proposal, keeper: Keeper, *, sound: bool) -> _Choices:
    why_not = _why_not(proposal, ProposalStatus.PUBLISHED, keeper)
    publish = not why_not and sound and not overtaken(keeper, proposal)
    reject = "" if _why_not(proposal, ProposalStatus.REJECTED, keeper) else "Avvisa"
    own = proposal.by == keeper.person.id
    return _Choices(publish, "Ta tillbaka" if reject and own else reject, why_not)


def _why_not(proposal: Proposal, status: ProposalStatus, keeper: Keeper) -> str:
    try:
        must_be_allowed(proposal, status, keeper.person)
    except NotAllowed as refused:
        return str(refused)
    return ""


def _about(proposal: Proposal, keeper: Keeper) -> list[tuple[str, str]]:
    decided = f"{proposal.decided_name}, {swedish.moment(proposal.decided_at)}" if proposal.decided_at else ""
    told_ = {
        "Status": swedish.upper_first(proposal.status),
        "Skrivet av": f"{proposal.by_name}, {swedish.moment(proposal.at)}",
        "Varför": proposal.words,
        "Kommer ur": f"frågan F{proposal.ticket}" if proposal.ticket else "",
        "Beslutas av": f"{keeper.group_name(proposal.group)} eller samordnaren" if proposal.is_open else "",
        "Beslut av": decided,
        "Skäl till beslutet": proposal.decided_words,
    }
    return [(name, words) for name, words in told_.items() if words]


def _whole(entry: Entry) -> list[tuple[str, str]]:
    """All of an entry that was not there."""
    return [(swedish.upper_first(LABELS[name]), words) for name, words in in_words(entry).items() if words]


def _words(said: str) -> Field:
    field = words_field(said)
    return replace(
        field, label="Kommentar", hint="Den som skrev förslaget får läsa den. Krävs för att avvisa."
    )
