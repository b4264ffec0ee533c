"""How proposals to the handbook are shown: a list, one with all that it would change, an entry's history."""

from collections.abc import Iterator, Sequence

from dialogs import editing, groups
from dialogs.desk import Desk
from dialogs.proposal_notes import notes
from dialogs.restoring import ORIGIN
from domain import swedish
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person
from domain.proposals import Proposal, decides
from knowledge import replies
from knowledge.entries import Entry
from knowledge.fields import LABELS
from knowledge.proposing import differences, in_words

_SHOWN = 30
_BUTTONS = 4
_QUESTION, _FACT, _ANSWER = 120, 900, 5000
_FACTS = 24
"""So much of a proposal fits on a card; the whole of it stands on the handbook's page."""


def listed(proposals: Sequence[Proposal], turn: Turn, desk: Desk) -> Message:
    """The open ones, the oldest first."""
    called = groups.names(turn, desk)
    told = [f"Öppna: {len(proposals)}.", f"Skriv till exempel ”{proposals[0].name}” för att läsa ett."]
    facts = tuple(
        (
            f"{swedish.upper_first(one.name)}: {_cut(_title(one), _QUESTION)}",
            f"Av {one.by_name} den {swedish.day(one.at)}. {swedish.upper_first(called(one.group))}.",
        )
        for one in proposals[:_SHOWN]
    )
    buttons = tuple(Button(f"Läs {one.name}", one.name) for one in proposals[:_BUTTONS])
    return Message(panel=Panel("Förslag till handboken", tuple(told), facts), buttons=buttons)


def shown(proposal: Proposal, person: Person, turn: Turn, desk: Desk, told: str = "") -> Message:
    """What it would change, what stands in the way, and who can decide."""
    entry, old = editing.entry_of(proposal), editing.before(desk, proposal)
    problems = (
        [fault.words for fault in editing.open_problems(desk, entry, turn.at)] if proposal.is_open else []
    )
    paragraphs = [told, _state(proposal), *_words(proposal)]
    if problems:
        paragraphs.append("Innan det kan publiceras: " + " ".join(problems))
    paragraphs += notes(desk, proposal, old, entry)
    if proposal.is_open:
        paragraphs.append(_next(proposal, person, turn, desk))
    paragraphs.append(_whole(proposal, entry))
    title = f"{swedish.upper_first(proposal.name)}: {entry.question}"
    buttons = _buttons(proposal, person) if not problems else ()
    return Message(panel=Panel(title, tuple(filter(None, paragraphs)), _facts(old, entry)), buttons=buttons)


def _whole(proposal: Proposal, entry: Entry) -> str:
    """The answer as people would get it, with its details and sources."""
    told = "Så skulle hela svaret bli:" if proposal.is_open else "Så lyder hela svaret i förslaget:"
    return f"{told}\n\n{_cut(replies.answer(entry).text, _ANSWER)}"


def _state(proposal: Proposal) -> str:
    came = f" ur F{proposal.ticket}" if proposal.ticket else ""
    return f"Svaret {proposal.key}{came}: {_acts(proposal)}"


def _acts(proposal: Proposal) -> str:
    """Föreslaget av Eva den 11 november 2026. Publicerat av Sara den 12 november 2026."""
    said = f"föreslaget av {proposal.by_name} den {swedish.day(proposal.at)}."
    if proposal.decided_at is None:
        return said
    when = swedish.day(proposal.decided_at)
    return f"{said} {swedish.upper_first(proposal.status)} av {proposal.decided_name} den {when}."


def _words(proposal: Proposal) -> Iterator[str]:
    if proposal.words:
        yield f"Varför: {proposal.words}"
    if proposal.decided_words:
        yield f"{proposal.decided_name}: {proposal.decided_words}"


def _next(proposal: Proposal, person: Person, turn: Turn, desk: Desk) -> str:
    change = f"”ändra {proposal.name} kort svar: …”"
    if proposal.by == person.id:
        return f"Du har skrivit det själv. Vill du ändra något skriver du {change}."
    if not decides(proposal.group, person):
        return f"Det avgörs av {deciders(proposal, turn, desk)}."
    name = proposal.name
    return f"Skriv ”publicera {name}”, ”avvisa {name}: …” och varför, eller ändra själv: {change}."


def deciders(proposal: Proposal, turn: Turn, desk: Desk) -> str:
    """Sakkunniga i bosättning eller samordnaren: who may decide on it, but for its author."""
    group = groups.called(proposal.group, turn, desk)
    coordinator = f"samordnaren på {desk.county.authority}"
    return group if group == coordinator else f"{group[:1].lower()}{group[1:]} eller samordnaren"


def _buttons(proposal: Proposal, person: Person) -> tuple[Button, ...]:
    may = proposal.is_open and proposal.by != person.id and decides(proposal.group, person)
    return (Button("Publicera", f"publicera {proposal.name}"),) if may else ()


def _facts(old: Entry | None, entry: Entry) -> tuple[tuple[str, str], ...]:
    lines = [line.partition(": ") for line in differences(old, entry)]
    facts = [(label, _cut(said, _FACT)) for label, _, said in lines]
    more = len(facts) - _FACTS
    return (*facts[:_FACTS], *([("Dessutom", f"{more} ändringar till")] if more > 0 else []))


def entry(one: Entry) -> Message:
    """An entry as it answers now, and how it is changed."""
    told = (
        replies.answer(one).text,
        f"Skriv ”föreslå ändring {one.key} kort svar: …” eller ”föreslå variant {one.key}: …”.",
    )
    facts = tuple((label, _cut(said, _FACT)) for label, said in _named(one) if said)
    buttons = (Button("Historik", f"handbok historik {one.key}"),)
    return Message(panel=Panel(one.question, told, facts), buttons=buttons)


def _named(one: Entry) -> Iterator[tuple[str, str]]:
    """What the answer itself does not show."""
    fields = in_words(one)
    for name in ("key", "variants", "owner", "review", "related"):
        yield swedish.upper_first(LABELS[name]), "; ".join(fields[name].splitlines())


def history(key: str, proposals: Sequence[Proposal], back: Sequence[int | None]) -> Message:
    """Every version that was proposed of an entry, the latest first; ``back``: those to go back to."""
    facts = tuple(
        (swedish.upper_first(one.name), swedish.upper_first(_acts(one))) for one in reversed(proposals)
    )
    told = [f"Skriv till exempel ”{proposals[-1].name}” för att se vad det ändrade."]
    if back:
        to = f"förslag {back[0]}" if back[0] is not None else ORIGIN
        told.append(f"Skriv ”återställ {key} till {to}” för att göra ett förslag av en äldre version.")
    return Message(panel=Panel(f"Historik: {key}", tuple(told), facts[:_SHOWN]))


def _title(proposal: Proposal) -> str:
    return editing.entry_of(proposal).question


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
