"""The proposals that wait, and one of them with what it changes and what is decided, as HTML."""

from dataclasses import dataclass, replace

from dialogs import editing
from dialogs.proposal_notes import notes
from domain import swedish
from domain.errors import NotAllowed
from domain.proposals import Proposal, ProposalStatus, must_be_allowed
from knowledge.entries import Entry
from knowledge.fields import LABELS
from knowledge.proposing import in_words
from web.comparing import pairs
from web.entry_drawing import told, words_field
from web.fields import Field, field_id
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
    """Why what was pressed did not happen, and the words written with it. ``field``: what to put right."""

    why: str = ""
    words: str = ""
    field: str = ""

    @property
    def told(self) -> list[tuple[str, str]]:
        """With the fragment of the field; nothing when nothing was refused."""
        return [(self.why, f"#{field_id(self.field)}" if self.field else "")] if self.why else []


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
        problems=refusal.told,
        facts=_about(proposal, keeper),
        faults=told(faults),
        notes=notes(keeper.desk, proposal, old, entry),
        pairs=pairs(in_words(old), in_words(entry)) if old else [],
        whole=_whole(entry) if old is None else [],
        finding=keeper.handbook.preview(entry),
        open=proposal.is_open,
        stale=overtaken(keeper, proposal) and proposal.is_open,
        may=may,
        words=_words(refusal),
        action=f"{guest.base}/forslag/{proposal.id}",
        form=hidden(guest),
    )


def _choices(proposal: Proposal, keeper: Keeper, *, sound: bool) -> _Choices:
    mine = _may(proposal, ProposalStatus.PUBLISHED, keeper)
    publish = mine and sound and not overtaken(keeper, proposal)
    reject = "Avvisa" if _may(proposal, ProposalStatus.REJECTED, keeper) else ""
    own = proposal.by == keeper.person.id
    left = "Du kan ta tillbaka eller ändra." if own else "Du kan ändra."
    why_not = "" if mine else f"{_deciders(proposal, keeper)} avgör. {left}"
    return _Choices(publish, "Ta tillbaka" if reject and own else reject, why_not)


def _may(proposal: Proposal, status: ProposalStatus, keeper: Keeper) -> bool:
    try:
        must_be_allowed(proposal, status, keeper.person)
    except NotAllowed:
        return False
    return True


def _deciders(proposal: Proposal, keeper: Keeper) -> str:
    """Samordnaren eller Sakkunniga i bosättning."""
    return f"Samordnaren eller {keeper.group_name(proposal.group)}"


def _about(proposal: Proposal, keeper: Keeper) -> list[tuple[str, str]]:
    done = f"{swedish.upper_first(proposal.status)} av {proposal.decided_name}"
    decided = f"{done} {swedish.moment(proposal.decided_at)}." if proposal.decided_at else ""
    told_ = {
        "Status": swedish.upper_first(proposal.status),
        "Skrivet av": f"{proposal.by_name}, {swedish.moment(proposal.at)}",
        "Varför": proposal.words,
        "Kommer ur": f"frågan F{proposal.ticket}" if proposal.ticket else "",
        "Beslut": decided or f"{_deciders(proposal, keeper)} avgör.",
        "Skäl till beslutet": proposal.decided_words,
    }
    return [(name, words) for name, words in told_.items() if words]


def _whole(entry: Entry) -> list[tuple[str, str]]:
    """All of an entry that was not there."""
    return [(swedish.upper_first(LABELS[name]), words) for name, words in in_words(entry).items() if words]


def _words(refusal: Refusal) -> Field:
    field = words_field(refusal.words, (refusal.why,) if refusal.field else ())
    return replace(
        field, label="Kommentar", hint="Den som skrev förslaget får läsa den. Krävs för att avvisa."
    )
