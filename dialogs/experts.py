"""frågor, mina frågor, F12: what is asked of the experts, seen and answered by those who may."""

import re
from collections.abc import Mapping

from dialogs import expert_acts, feedback, rights, ticket_pages, written
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, says
from domain.errors import NotFound
from domain.messages import Message, Turn
from domain.people import Person, Role
from domain.tickets import (
    LONGEST,
    Ticket,
    TicketAct,
    TicketStatus,
    answers,
    must_be_allowed,
    sees,
)

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
_HELPED = re.compile(
    rf"\s*(?:ja,?\s+)?(?:det\s+|svaret\s+)?hj[äa]lpte\s+(?P<no>inte\s+)?{_NAMED}", re.IGNORECASE | re.DOTALL
)

_UNNUMBERED = re.compile(
    r"\s*(?:(?:svara|besvara)\b.*"
    r"|(?:ta|ta [öo]ver|skicka vidare|avsluta)(?:\s+(?:fr[åa]gan|den))?\s*(?::.*)?)",
    re.IGNORECASE | re.DOTALL,
)
"""What an expert writes who forgets to say which question; to others the words may mean something else."""


def wants(turn: Turn, desk: Desk) -> bool:
    if turn.action is not None:
        return False
    if says(turn, *_LISTS, *_ALL, *_MINE) or _read(turn.text) is not None or _lacks_number(turn):
        return True
    return _HELPED.fullmatch(turn.text) is not None or _disputed(turn, desk) is not None


def held(turn: Turn, desk: Desk) -> Ticket | None:
    """What the person has taken and not answered, when that is one question."""
    person = turn.person
    if not (turn.personal and person and (person.groups or person.coordinates)):
        return None
    taken = [one for one in desk.store.tickets.open() if one.owner == person.id and answers(one, person)]
    return taken[0] if len(taken) == 1 else None


def _disputed(turn: Turn, desk: Desk) -> Ticket | None:
    """The person's own question that "det var inte svar på min fråga" is said of: the last one answered.

    None when the handbook has answered the person since.
    """
    if turn.person is None or feedback.NO_ANSWER.fullmatch(turn.text.strip()) is None:
        return None
    mine = desk.store.tickets.of_asker(turn.person.id)
    answered = [(one.reply.at, one) for one in mine if one.reply and one.status is TicketStatus.ANSWERED]
    at, ticket = max(answered, key=lambda pair: pair[0], default=(turn.at, None))
    return None if desk.store.questions.last(turn.account, at) else ticket


def _lacks_number(turn: Turn) -> bool:
    person = turn.person
    return person is not None and bool(person.groups) and _UNNUMBERED.fullmatch(turn.text) is not None


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
    if ticket := _disputed(turn, desk):
        return ticket_pages.shown(ticket, _UNCLEAR, turn, desk)
    if judged := _HELPED.fullmatch(turn.text):
        return _judged(judged, person, turn, desk)
    read = _read(turn.text)
    if read is None and _lacks_number(turn):
        raise NotFound("Inget är sparat. Skriv också vilken fråga det gäller, till exempel ”svara F12: …”.")
    if read is None:
        return _list(person, turn, desk)
    act, number, words = read
    ticket = _found(number, person, desk)
    if act is None:
        return ticket_pages.shown(ticket, _UNSAID.format(ticket.name) if words else "", turn, desk)
    must_be_allowed(ticket, act, person)
    return expert_acts.DO[act](expert_acts.Doing(desk, turn, person, ticket, written.kept(words, LONGEST)))


_UNCLEAR = (
    "Tack för att du säger det. Du kan öppna frågan igen, så får den som svarade veta vad som är oklart."
)


def _judged(said: re.Match[str], person: Person, turn: Turn, desk: Desk) -> Message:
    ticket = _found(int(said["id"]), person, desk)
    if said["no"] or ticket.status is not TicketStatus.ANSWERED:
        return ticket_pages.shown(ticket, _UNCLEAR if ticket.reply else "", turn, desk)
    return Message(f"Tack! Bra att svaret på {ticket.name} hjälpte.")


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


DIALOG = Dialog(wants, answer, COMMAND)
