"""Two people write at once: what the other did is joined with what was typed, and nothing is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs import editing
from domain import swedish
from domain.proposals import Proposal
from knowledge.entries import Entry, shipped
from knowledge.fields import LABELS
from knowledge.proposing import in_words
from web.comparing import joined, pairs
from web.handbook_edit import Clash, Editing, Typed
from web.handbook_rooms import Keeper


@dataclass(frozen=True)
class _Other:
    """What the other made of ``start``, which both began with; None: there was no such entry then."""

    start: Entry | None
    made: Entry
    title: str
    told: str
    whose: str


_KEPT = "Det du skrev är inte sparat än, och inget av det är borta."


def overtaken(keeper: Keeper, typed: Typed) -> Editing | None:
    """The form joined with what somebody else did meanwhile; None when nobody did."""
    store = keeper.desk.store.proposals
    before = store.get(typed.replaces) if typed.replaces else None
    if before and not before.is_open:
        return _replaced(keeper, typed, before)
    standing = store.standing(typed.key)
    if standing is None or standing == typed.base:
        return None
    newest = keeper.proposal(str(standing))
    told = f"{newest.decided_name} har publicerat en ny version av svaret sedan du började. {_KEPT}"
    other = _Other(
        _start(keeper, typed), editing.entry_of(newest), "Svaret har ändrats", told, "Publicerat nu"
    )
    return _joined(replace(typed, base=standing), other)


def _start(keeper: Keeper, typed: Typed) -> Entry | None:
    """What was published when the writing began."""
    kept = keeper.desk.store.proposals.get(typed.base) if typed.base else None
    if kept:
        return editing.entry_of(kept)
    return next((entry for entry in shipped() if entry.key == typed.key), None)


def _replaced(keeper: Keeper, typed: Typed, before: Proposal) -> Editing:
    """The proposal that was being changed is decided: the text that came after it is the other."""
    later = [
        one for one in keeper.desk.store.proposals.open() if one.key == before.key and one.id > before.id
    ]
    told = f"Förslag {before.id} är {before.status} av {before.decided_name} sedan du började. {_KEPT}"
    title = "Förslaget har ändrats"
    if later:
        newest = later[-1]
        typed = replace(typed, base=newest.base, replaces=newest.id)
        made, whose = editing.entry_of(newest), f"Förslag {newest.id}"
    else:
        standing = keeper.desk.store.proposals.standing(before.key)
        typed = replace(typed, base=standing, replaces=None)
        there = keeper.handbook.entries.get(before.key)
        made, whose = there or editing.entry_of(before), "Publicerat nu"
    return _joined(typed, _Other(editing.entry_of(before), made, title, told, whose))


def _joined(typed: Typed, other: _Other) -> Editing:
    start = in_words(other.start) if other.start else dict.fromkeys(LABELS, "")
    theirs = in_words(other.made)
    found = joined(start, theirs, typed.values)
    lines = [other.told]
    if found.taken:
        lines.append(f"Det som bara den andra har ändrat är inlagt i fälten: {_listed(found.taken)}.")
    if found.both:
        lines.append(f"Välj text där ni båda har ändrat: {_listed(found.both)}. I fälten står ditt.")
    lines.append("Läs igenom och tryck på ”Spara förslag” igen.")
    beside = {name: theirs[name] for name in found.both}
    mine = {name: typed.values[name] for name in found.both}
    clash = Clash(other.title, lines, other.whose, pairs(beside, mine), beside)
    return Editing(replace(typed, values=found.values), unsaved=True, clash=clash)


def _listed(names: Sequence[str]) -> str:
    return swedish.listed([LABELS[name] for name in names])
