"""Whom a coordinator speaks of, when a code is made or an account unbound; asked back when it is unsure."""

from dialogs.desk import Desk
from dialogs.named import named, short
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message
from domain.people import Person


def whose(words: str, command: str, desk: Desk) -> Person | Message:
    """The person, or the question who is meant: its buttons say ``command`` with an id. Raise NotFound."""
    people = [one for one in desk.store.people.everyone() if not one.invented or desk.invented]
    found = named(words, people)
    if found.one:
        return found.one
    if found.several:
        ways = ", ".join(f"{one.id} ({place(one, desk)})" for one in found.several)
        name, example = short(found.several[0]), f"{command} {found.several[-1].id}"
        return _asked(f"Flera heter {name}: {ways}. Skriv: {example}", found.several, command, desk)
    if found.near:
        names = [short(one) for one in found.near]
        meant = f"{', '.join(names[:-1])} eller {names[-1]}" if len(names) > 1 else names[0]
        return _asked(f"Ingen heter ”{_said(words)}”. Menade du {meant}?", found.near, command, desk)
    raise NotFound(
        f"Ingen som heter ”{_said(words)}” är upplagd. Skriv till exempel: {command} Fia Ek. Den som driftar"
        " Samråd lägger upp nya personer."
    )


def place(person: Person, desk: Desk) -> str:
    """Fyrbodal; what the person is, when that is for the whole county."""
    return desk.county.called(person.unit) if person.unit else person.role.value


def _said(words: str) -> str:
    return swedish.shortened(" ".join(words.split()), 100)


def _asked(text: str, people: tuple[Person, ...], command: str, desk: Desk) -> Message:
    buttons = tuple(Button(f"{short(one)}, {place(one, desk)}", f"{command} {one.id}") for one in people)
    return Message(text, buttons=buttons)
