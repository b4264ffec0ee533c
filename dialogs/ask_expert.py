"""fråga sakkunnig: the last question, or a new one, to those who answer what the handbook does not know."""

import re

from dialogs import asked, groups, rights, waiting, written
from dialogs.answer_buttons import ASK_EXPERT
from dialogs.asked import NOBODYS, Heard
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from domain.errors import NotAllowed
from domain.feedback import ANSWER_LASTS, Last, Noted
from domain.messages import Button, Message, Turn
from domain.people import Person
from domain.tickets import LONGEST, NewTicket, Ticket, TicketReason
from forms.typed import folded

_ASKED = re.compile(
    r"(?:fråga|ask)\s+(?:till\s+)?(?:en|ett|de|an|the)?\s*(?:sakkunnig(?:a|e)?|experter(?:na)?|expert(?:en|s)?)"
    r"(?:\s*[:,–-]\s*|\s+om\s+|\s+|$)(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SOMEBODY = re.compile(
    r"(?:(?:hej|snalla|kan|far|hur|var|vem|jag|vi|man|vill|skulle|vilja|behover|maste|fa|gar|det|att|bara)\s+){0,8}"
    r"(?:(?:prata|tala|snacka|chatta|komma i kontakt|fa kontakt|kontakt)\s+med|fa tag (?:i|pa)"
    r"|ringa(?:\s+(?:till|upp))?|kontakta)\s+"
    r"(?:en\s+|nagon\s+)?(?:riktig\s+|levande\s+|vanlig\s+|annan\s+)?"
    r"(?:manniska|nagon|person|sakkunnig|expert|handlaggare)(?:\s+(?:i stallet|har|hos er|annan|i telefon))?"
    r"|vem (?:kan|ska|far) (?:jag|vi) (?:ringa|kontakta|tala med|prata med|vanda (?:mig|oss) till)"
)
"""Folded: "kan jag prata med en människa"."""

_PIECE, _STEP = 500, 400
"""Characters that the handbook's stop reads at a time, and how far on the next piece begins."""


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action is not None:
        return False
    return _ASKED.fullmatch(turn.text.strip()) is not None or _wants_somebody(turn)


def _wants_somebody(turn: Turn) -> bool:
    return _SOMEBODY.fullmatch(folded(turn.text[:LONGEST])) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    if _wants_somebody(turn):
        return _somebody(turn, desk)
    rights.personal(turn)
    person = _asker(turn, desk)
    heard = _ASKED.fullmatch(turn.text.strip())
    words = written.kept(heard["words"] if heard else "", LONGEST)
    return _new(words, person, turn, desk) if words else _about_last(person, turn, desk)


def _somebody(turn: Turn, desk: Desk) -> Message:
    """How to reach a person: the experts through the chat, and the coordinator."""
    coordinator = f"samordnaren på {desk.county.authority}"
    own = bool(turn.person and turn.person.coordinates)
    if not turn.person or not groups.to_ask(NOBODYS, turn, desk):
        return Message("Du är själv samordnare." if own else f"Hör av dig till {coordinator}.")
    outside = "" if own else f" Du kan också höra av dig direkt till {coordinator}."
    if not turn.personal:
        return Message(f"Skriv ”fråga sakkunnig: …” till mig i vår egen chatt.{outside}")
    last = desk.store.questions.last(turn.account, turn.at - ANSWER_LASTS)
    noted = desk.store.questions.get(last.question) if last else None
    sends = f" Knappen skickar din senaste fråga: ”{noted.asked.question}”" if noted else ""
    told = f"En sakkunnig kan svara dig. Skriv ”fråga sakkunnig: …” och din fråga.{sends}"
    return Message(f"{told}\n\nSvaret kommer här i chatten.{outside}", buttons=(ASK_EXPERT,))


def _asker(turn: Turn, desk: Desk) -> Person:
    """Raise NotAllowed for a stranger: the reply would find nobody."""
    if turn.person is None and not desk.invented:
        raise NotAllowed(
            "Jag vet inte vem du är, så jag kan inte skicka något svar till dig. Skriv till samordnaren på "
            f"{desk.county.authority} i stället. Frågor till handboken kan du ställa ändå."
        )
    return rights.known(turn, desk)


def _about_last(person: Person, turn: Turn, desk: Desk) -> Message:
    """To the experts with the answer that the person got, and what the person said was wrong with it."""
    last = desk.store.questions.last(turn.account, turn.at - ANSWER_LASTS)
    noted = desk.store.questions.get(last.question) if last else None
    if last is None or noted is None:
        return Message("Vad vill du fråga? Skriv till exempel: fråga sakkunnig: vem betalar tolken?")
    return _sent(_ticket(noted, last, person), person, turn, desk)


def _ticket(noted: Noted, last: Last, person: Person) -> NewTicket:
    doubted = noted.asked.outcome == "answer"
    return NewTicket(
        question=noted.asked.question,
        shown=last.shown,
        entry=noted.asked.entry,
        reason=TicketReason.DOUBTED if doubted else TicketReason.UNANSWERED,
        group=noted.asked.group,
        asker=person.id,
        words=noted.reason,
    )


def _new(words: str, person: Person, turn: Turn, desk: Desk) -> Message:
    """A question straight to the experts: what the handbook has is shown at once, and goes with it."""
    if _stopped(words, desk):
        return Message(_STOPPED)
    heard = asked.ask(words, turn, desk)
    if heard.number is None:
        return Message(heard.finding.answer)
    shown = heard.finding.answer if heard.finding.outcome == "answer" else ""
    asked.remember(heard, shown, turn, desk)
    ticket = NewTicket(words, shown, heard.finding.entry or "", _reason(heard), heard.group, person.id)
    told = _sent(ticket, person, turn, desk)
    if not shown:
        return told
    return Message(f"{told.text}\n\nDet här säger handboken så länge:\n\n{shown}", buttons=told.buttons)


_STOPPED = (
    "Det ser ut som att frågan gäller en enskild person eller innehåller personuppgifter. Inget är skickat. "
    "Ställ den igen så att den gäller regeln, utan uppgifter om någon person."
)


def _stopped(words: str, desk: Desk) -> bool:
    """The handbook's own stop over what it does not read of a long text itself."""
    pieces = (words[at : at + _PIECE] for at in range(_STEP, len(words), _STEP))
    return any(found and found.outcome == "stopped" for found in map(desk.handbook.stopped, pieces))


def _reason(heard: Heard) -> TicketReason:
    return TicketReason.DOUBTED if heard.finding.outcome == "answer" else TicketReason.UNANSWERED


def _sent(new: NewTicket, person: Person, turn: Turn, desk: Desk) -> Message:
    if not groups.to_ask(new.group, turn, desk):
        raise NotAllowed(
            "Det finns ingen annan som kan svara i Samråd just nu, så frågan är inte skickad. "
            f"Hör av dig till {desk.county.authority}."
        )
    kept = desk.store.tickets.ask(new, person.name, turn.at)
    to = groups.asked_of(kept.group, turn, desk)
    form = (waiting.GO_ON,) if waiting.form(turn, desk) else ()
    return Message(_receipt(kept, to, turn), buttons=(Button(f"Visa {kept.name}", kept.name), *form))


def _receipt(ticket: Ticket, to: str, turn: Turn) -> str:
    if ticket.asked_at != turn.at:
        return f"Du har redan frågat det: {ticket.name} ligger hos {to}. Svaret kommer här i chatten."
    seen = "ditt namn, frågan och svaret du fick av mig" if ticket.shown else "ditt namn och frågan"
    return (
        f"Frågan är skickad till {to}. De ser {seen}. "
        f"Svaret kommer här i chatten. Den heter {ticket.name}; skriv ”mina frågor” för att se hur det går."
    )


DIALOG = Dialog(wants, answer)
