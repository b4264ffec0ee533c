"""Somebody writes a proposal on the page: begins, looks at it, saves it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from dialogs import editing
from domain.errors import NotAllowed
from domain.proposals import Proposal
from knowledge.entries import Entry
from knowledge.fields import LABELS, Fault
from knowledge.finding import Finding
from knowledge.proposing import NotAnEntry, in_words
from web.comparing import Pair
from web.entry_values import Values, cleaned, entry_in
from web.fields import PREFIX
from web.handbook_rooms import Keeper, number_in

_HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True)
class Typed:
    """``values``: the fields as they were typed. ``words``: why. ``base``: the published version that it is
    made from. ``replaces``: the proposal that it is a later version of.
    """

    values: Values
    words: str = ""
    base: int | None = None
    replaces: int | None = None

    @property
    def key(self) -> str:
        return self.values["key"]


@dataclass(frozen=True)
class Clash:
    """Somebody else was first. ``theirs``: whose text stands beside one's own in ``pairs``."""

    title: str
    lines: Sequence[str]
    theirs: str
    pairs: Sequence[Pair]
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Editing:
    """The form as it is shown. ``new``: the key may be typed. ``unsaved``: it holds what is kept nowhere."""

    typed: Typed
    new: bool = False
    unsaved: bool = False
    faults: Sequence[Fault] = ()
    refused: str = ""
    finding: Finding | None = None
    clash: Clash | None = None


def begun(keeper: Keeper, key: str) -> Editing:
    """The form for an entry that there is. Raise NotFound."""
    current = editing.current(keeper.desk, keeper.entry(key).key)
    return Editing(Typed(in_words(current.entry), base=current.base))


def begun_new(keeper: Keeper) -> Editing:
    """The form for an entry that there is not, with what can be guessed."""
    known = {"valid_from": str(keeper.today), "review": str(keeper.today + _HALF_A_YEAR)}
    if keeper.person.groups:
        known["owner"] = keeper.person.groups[0]
    return Editing(Typed({**dict.fromkeys(LABELS, ""), **known}), new=True)


def of_proposal(proposal: Proposal) -> Typed:
    """What a proposal holds, to write a later version of it."""
    return Typed(in_words(editing.entry_of(proposal)), proposal.words, proposal.base, proposal.id)


def typed_in(fields: Mapping[str, str], key: str) -> Typed:
    """What a form sent; ``key``: the entry's, empty for one whose key is typed."""
    given = {name.removeprefix(PREFIX): words for name, words in fields.items() if name.startswith(PREFIX)}
    values = cleaned({**given, "key": key or given.get("key", "")})
    base, replaces = (number_in(fields.get(name, "")) for name in ("base", "replaces"))
    return Typed(values, given.get("words", "").strip(), base, replaces)


def looked_at(keeper: Keeper, typed: Typed, *, new: bool) -> Editing:
    """The form with the answer as it would be shown, and everything that is to be put right."""
    shown = Editing(typed, new, unsaved=True)
    try:
        entry = _entry(keeper, typed, new=new)
    except NotAnEntry as wrong:
        return replace(shown, faults=wrong.faults)
    faults = editing.open_problems(keeper.desk, entry, keeper.now)
    return replace(shown, finding=keeper.handbook.preview(entry), faults=faults)


def saved(keeper: Keeper, typed: Typed, *, new: bool) -> Editing | Proposal:
    """The proposal, kept; or the form with why it was not. Raise Conflict when somebody else was first."""
    shown = Editing(typed, new, unsaved=True)
    try:
        entry = _entry(keeper, typed, new=new)
        ticket = keeper.proposal(str(typed.replaces)).ticket if typed.replaces else None
        draft = editing.Draft(entry, typed.base, typed.words, ticket, typed.replaces)
        return editing.propose(keeper.desk, draft, keeper.person, keeper.now)
    except NotAnEntry as wrong:
        return replace(shown, faults=wrong.faults)
    except NotAllowed as refused:
        return replace(shown, refused=str(refused))


def _entry(keeper: Keeper, typed: Typed, *, new: bool) -> Entry:
    if new and typed.key in keeper.handbook.entries:
        taken = "Det finns redan ett svar med den nyckeln. Välj en annan, eller ändra det svaret."
        raise NotAnEntry([Fault(typed.key, "key", taken)])
    return entry_in(typed.values, {group.key for group in keeper.groups}, editing.last_read(keeper.desk))
