"""frågor, mina frågor, F12: what is asked of the experts, seen and answered by those who may."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dialogs import groups, rights, ticket_pages, written
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, says
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.experts import ExpertGroup, group_called
from domain.messages import Button, Message, Turn
from domain.people import Person, Role
from domain.tickets import LONGEST, Ticket, TicketAct, TicketStep, answers, must_be_allowed, sees

COMMAND = Command(
    says="frågor",
    title_en="questions",
    description="Se frågorna till de sakkunniga, och svara: svara F12: …",
    description_en="See the questions to the experts, and answer them: svara F12: …",
    roles=frozenset({Role.EXPERT, Role.COORDINATOR}),
    menu=False,
)

_LISTS = (
    "frågor", "frågorna", "visa frågor", "visa frågorna", "öppna frågor", "obesvarade frågor", "lista frågor",
    "questions",
)  # fmt: skip
_ALL = ("alla frågor", "frågor alla", "visa alla frågor", "besvarade frågor")
_MINE = ("mina frågor", "visa mina frågor", "min fråga", "vad har jag frågat", "my questions")

_NAMED = r"(?:fr[åa]g(?:a|an)\s+)?f\s?(?P<id>\d{1,9})(?!\w)\s*[:,.;]?\s*(?P<words>.*)"
_VERBS: Mapping[TicketAct, str] = {
    TicketAct.TAKE_OVER: r"(?:jag\s+)?tar?\s+[öo]ver|[öo]verta",
    TicketAct.TAKE: r"(?:jag\s+)?tar?",
    TicketAct.REPLY: r"svara?(?:\s+(?:p[åa]|till))?|besvara",
    TicketAct.HAND_ON: r"skicka(?:\s+vidare)?|vidarebefordra",
    TicketAct.CLOSE: r"avsluta|st[äa]ng",
    TicketAct.REOPEN: r"(?:[åa]ter)?[öo]ppna(?:\s+igen)?",
}
_ACTS = {
    act: re.compile(rf"\s*(?:{verb})\s+{_NAMED}", re.IGNORECASE | re.DOTALL) for act, verb in _VERBS.items()
}
_SHOW = re.compile(rf"\s*(?:(?:visa|se)\s+)?{_NAMED}", re.IGNORECASE | re.DOTALL)
_TO = re.compile(r"(?:till\s+)?(?P<group>[^:,\n]*)(?:[:,\n]\s*(?P<words>.*))?", re.IGNORECASE | re.DOTALL)


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action is not None:
        return False
    return says(turn, *_LISTS, *_ALL, *_MINE) or _read(turn.text) is not None


def _read(text: str) -> tuple[TicketAct | None, int, str] | None:
    """The act, the ticket's id and the words after it: "svara F12: Ja." With no act it is to be shown."""
    for act, pattern in _ACTS.items():
        if found := pattern.fullmatch(text):
            return act, int(found["id"]), found["words"].strip()
    found = _SHOW.fullmatch(text)
    return (None, int(found["id"]), found["words"].strip()) if found else None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    read = _read(turn.text)
    if read is None:
        return _list(person, turn, desk)
    act, number, words = read
    ticket = _found(number, person, desk)
    if act is None:
        return ticket_pages.shown(ticket, _UNSAID.format(ticket.name) if words else "", turn, desk)
    must_be_allowed(ticket, act, person)
    return _DO[act](_Doing(desk, turn, person, ticket, written.kept(words, LONGEST)))


_UNSAID = "Inget är sparat. Börja med vad du vill göra, till exempel ”svara {}: …”."


def _list(person: Person, turn: Turn, desk: Desk) -> Message:
    """The person's groups', all for a coordinator; for others, and when so asked, the person's own."""
    if says(turn, *_MINE) or not (person.groups or person.coordinates):
        mine = desk.store.tickets.of_asker(person.id)
        return ticket_pages.listed("Mina frågor", mine, turn, desk) if mine else Message(_NONE_OF_MINE)
    everything = says(turn, *_ALL)
    tickets = desk.store.tickets.all() if everything else desk.store.tickets.open()
    ours = [one for one in tickets if answers(one, person)]
    if not ours:
        return Message("Inga frågor väntar på er just nu. Skriv ”alla frågor” för att se de besvarade.")
    return ticket_pages.listed("Frågor till de sakkunniga", ours, turn, desk)


_NONE_OF_MINE = (
    "Du har inte frågat någon sakkunnig. Ställ en fråga till mig först; vet jag inte kan du fråga vidare."
)


def _found(number: int, person: Person, desk: Desk) -> Ticket:
    """One that the person may see. What is others' is not told apart from what is not there."""
    found = desk.store.tickets.get(number)
    if found and sees(found, person):
        return found
    mine = "frågor" if person.groups or person.coordinates else "mina frågor"
    raise NotFound(f"Jag hittar ingen fråga F{number} hos dig. Skriv ”{mine}” för att se vilka som finns.")


@dataclass(frozen=True)
class _Doing:
    """What a person wants to do with a ticket that was seen as it stands in ``ticket``."""

    desk: Desk
    turn: Turn
    person: Person
    ticket: Ticket
    words: str

    def step(self, act: TicketAct, group: str = "", words: str = "") -> Ticket:
        """Raises Conflict when somebody has done something with it since."""
        step = TicketStep(act, self.person.id, self.person.name, self.turn.at, words, group)
        return self.desk.store.tickets.step(self.ticket.id, step, seen=len(self.ticket.steps))


def _take(doing: _Doing) -> Message:
    kept = doing.step(TicketAct.TAKE)
    return ticket_pages.shown(kept, f"Du har tagit {kept.name}.", doing.turn, doing.desk)


def _take_over(doing: _Doing) -> Message:
    kept = doing.step(TicketAct.TAKE_OVER)
    return ticket_pages.shown(kept, f"Du har tagit över {kept.name}.", doing.turn, doing.desk)


def _reply(doing: _Doing) -> Message:
    name = doing.ticket.name
    if not doing.words:
        return Message(f"Skriv svaret efter kolon: ”svara {name}: …”. Frågan är: ”{doing.ticket.question}”")
    kept = doing.step(TicketAct.REPLY, words=doing.words)
    return Message(
        f"Tack! Svaret på {name} är sparat, och {kept.steps[0].by_name} får det med ditt namn. "
        "Kan fler ha nytta av det? Gör det till ett förslag till handboken.",
        buttons=(ticket_pages.propose(kept), Button("Fler frågor", "frågor")),
    )


def _hand_on(doing: _Doing) -> Message:
    said = _TO.fullmatch(doing.words)
    group = group_called(said["group"].strip(), doing.desk.county.expert_groups) if said else None
    if said is None or group is None:
        raise NotFound(_which(doing.ticket, doing.desk.county.expert_groups))
    kept = doing.step(TicketAct.HAND_ON, group.key, (said["words"] or "").strip())
    to = groups.called(group.key, doing.turn, doing.desk)
    return Message(f"{kept.name} är skickad vidare till {to}.", buttons=(Button("Fler frågor", "frågor"),))


def _which(ticket: Ticket, known: tuple[ExpertGroup, ...]) -> str:
    keys = swedish.listed(group.key for group in known)
    return (
        f"Skriv till vilka, och gärna varför: ”skicka vidare {ticket.name} till etablering: …”. "
        f"Det kan vara {keys}."
    )


def _close(doing: _Doing) -> Message:
    name = doing.ticket.name
    if not doing.words and doing.person.id != doing.ticket.asker:
        raise NotAllowed(f"Skriv varför: ”avsluta {name}: …”. Den som frågade ser skälet.")
    doing.step(TicketAct.CLOSE, words=doing.words)
    return Message(f"{name} är avslutad.")


def _reopen(doing: _Doing) -> Message:
    name = doing.ticket.name
    if not doing.words:
        raise NotAllowed(f"Skriv vad som är oklart eller ska ändras: ”öppna {name}: …”.")
    kept = doing.step(TicketAct.REOPEN, words=doing.words)
    at = kept.owner_name if kept.owner else groups.called(kept.group, doing.turn, doing.desk)
    return Message(f"{name} är öppen igen, hos {at}.")


_DO: Mapping[TicketAct, Callable[[_Doing], Message]] = {
    TicketAct.TAKE: _take,
    TicketAct.TAKE_OVER: _take_over,
    TicketAct.REPLY: _reply,
    TicketAct.HAND_ON: _hand_on,
    TicketAct.CLOSE: _close,
    TicketAct.REOPEN: _reopen,
}

DIALOG = Dialog(wants, answer, COMMAND)
