"""What an expert or a coordinator does to the handbook in the chat, one function an act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dialogs import editing
from dialogs import proposal_pages as pages
from dialogs.desk import Desk
from dialogs.editing import Draft
from dialogs.restoring import restore
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.messages import Button, Message, Turn
from domain.people import Person
from domain.proposals import Proposal
from domain.tickets import Ticket, TicketAct, must_be_allowed, sees
from domain.workdays import STOCKHOLM
from forms.typed import folded
from knowledge.drafting import Reply, drafted
from knowledge.entries import Entry
from knowledge.fields import LABELS
from knowledge.proposing import changed, with_variant
from knowledge.source_lines import NotRead

_HOW = (
    "Skriv till exempel ”föreslå F12” för att göra ett svar till ett förslag, ”föreslå variant nyckel: …” för"
    " ett nytt sätt att fråga, ”föreslå ändring nyckel kort svar: …”, ”publicera förslag 3”,"
    " ”återställ nyckel till ursprunget” eller ”förslag” för att se de öppna. Nyckeln är svarets namn, till"
    " exempel bosattning_tidsfrist."
)
_EXAMPLE = "5 § 2016:38"


@dataclass(frozen=True)
class Doing:
    desk: Desk
    turn: Turn
    person: Person


def done(read: tuple[str, dict[str, str]] | None, doing: Doing) -> Message:
    """The act that was read; without one the list, or how to write."""
    editing.editor(doing.person)
    if read:
        act, said = read
        return _ACTS[act](said, doing)
    if folded(doing.turn.text).split()[0] in {"foresla", "publicera"}:
        return Message(_HOW)
    proposals = doing.desk.store.proposals.open()
    if not proposals:
        return Message(f"Inga förslag väntar. {_HOW}")
    return pages.listed(proposals, doing.turn, doing.desk)


def _show(said: dict[str, str], doing: Doing) -> Message:
    return pages.shown(editing.found(doing.desk, int(said["id"])), doing.person, doing.turn, doing.desk)


def _publish(said: dict[str, str], doing: Doing) -> Message:
    kept = editing.publish(doing.desk, int(said["id"]), doing.person, doing.turn.at, said["words"])
    question = editing.entry_of(kept).question
    return Message(
        f"Publicerat. Från och med nu svarar jag så på ”{question}”. {kept.by_name} föreslog det, och du har"
        " läst och godkänt det.",
        buttons=(Button("Prova frågan", f"fråga {question}"), Button("Fler förslag", "förslag")),
    )


def _reject(said: dict[str, str], doing: Doing) -> Message:
    kept = editing.reject(doing.desk, int(said["id"]), doing.person, doing.turn.at, said["words"])
    name = swedish.upper_first(kept.name)
    return Message(f"{name} är avvisat. Det och skälet finns kvar: ”handbok historik {kept.key}”.")


def _change(said: dict[str, str], doing: Doing) -> Message:
    """A later version of an open proposal, with one field in other words."""
    before = editing.found(doing.desk, int(said["id"]))
    entry = _with_field(editing.entry_of(before), said, doing)
    return _kept(Draft(entry, before.base, before.words, before.ticket, before.id), doing)


def _field(said: dict[str, str], doing: Doing) -> Message:
    now = editing.current(doing.desk, folded(said["key"]))
    return _kept(Draft(_with_field(now.entry, said, doing), now.base), doing)


def _with_field(entry: Entry, said: dict[str, str], doing: Doing) -> Entry:
    named = folded(said["field"])
    field = next((name for name, label in LABELS.items() if named in {folded(label), name}), None)
    if field is None or field == "key":
        known = swedish.listed(label for name, label in LABELS.items() if name != "key")
        raise NotFound(f"Skriv vilket fält som ska ändras och sedan kolon. Fälten är {known}.")
    with editing.in_swedish():
        return changed(entry, field, said["words"], editing.last_read(doing.desk))


def _variant(said: dict[str, str], doing: Doing) -> Message:
    now = editing.current(doing.desk, folded(said["key"]))
    if not said["words"]:
        raise NotAllowed(f"Skriv hur någon kan fråga: ”föreslå variant {now.entry.key}: …”.")
    with editing.in_swedish():
        entry = with_variant(now.entry, said["words"])
    return _kept(Draft(entry, now.base, "Nytt sätt att fråga."), doing)


def _from_ticket(said: dict[str, str], doing: Doing) -> Message:
    """The reply to a question as a new entry, when it or the words after name a source."""
    ticket = _ticket(int(said["id"]), doing)
    open_ = [one for one in doing.desk.store.proposals.open() if one.ticket == ticket.id]
    if open_:
        told = f"Det finns redan ett förslag ur {ticket.name}."
        return pages.shown(open_[0], doing.person, doing.turn, doing.desk, told)
    reply = _reply(ticket, doing)
    with editing.in_swedish():
        try:
            entry = drafted(reply, said["words"], editing.last_read(doing.desk))
        except NotRead as unread:
            raise NotAllowed(
                f"Inget är sparat. Skriv när paragrafen lästes: ”föreslå {ticket.name}: {unread.line}”."
            ) from unread
    if entry is None:
        raise NotAllowed(
            f"Svaret på {ticket.name} nämner ingen paragraf, och inget publiceras utan källa. Skriv vad det"
            f" bygger på: ”föreslå {ticket.name}: {_EXAMPLE}” eller ”föreslå {ticket.name}: dokument: Titel;"
            " Utgivare; 2022”."
        )
    return _kept(Draft(entry, words=f"Svar på {ticket.name}.", ticket=ticket.id), doing)


def _restore(said: dict[str, str], doing: Doing) -> Message:
    """An older version as a proposal; without a number the one that came with the product."""
    number = int(said["id"]) if said["id"] else None
    kept = restore(doing.desk, folded(said["key"]), number, doing.person, doing.turn.at)
    return pages.shown(kept, doing.person, doing.turn, doing.desk, _thanks(kept, doing))


def _ticket(number: int, doing: Doing) -> Ticket:
    ticket = doing.desk.store.tickets.get(number)
    if ticket is None or not sees(ticket, doing.person):
        raise NotFound(
            f"Jag hittar ingen fråga F{number} hos dig. Skriv ”frågor” för att se vilka som finns."
        )
    must_be_allowed(ticket, TicketAct.PROPOSE, doing.person)
    return ticket


def _reply(ticket: Ticket, doing: Doing) -> Reply:
    if ticket.reply is None:
        raise NotAllowed(f"{ticket.name} har inget svar ännu. Skriv ”svara {ticket.name}: …” först.")
    return Reply(ticket.question, ticket.reply.words, ticket.group, _today(doing), ticket.entry)


def _kept(draft: Draft, doing: Doing) -> Message:
    kept = editing.propose(doing.desk, draft, doing.person, doing.turn.at)
    return pages.shown(kept, doing.person, doing.turn, doing.desk, _thanks(kept, doing))


def _thanks(kept: Proposal, doing: Doing) -> str:
    return (
        f"Tack! {swedish.upper_first(kept.name)} är sparat. Inget ändras förrän någon annan har läst och"
        f" publicerat det: {pages.deciders(kept, doing.turn, doing.desk)}."
    )


def _today(doing: Doing) -> date:
    return doing.turn.at.astimezone(STOCKHOLM).date()


_ACTS: Mapping[str, Callable[[dict[str, str], Doing], Message]] = {
    "show": _show,
    "publish": _publish,
    "reject": _reject,
    "change": _change,
    "variant": _variant,
    "field": _field,
    "restore": _restore,
    "from_ticket": _from_ticket,
}
