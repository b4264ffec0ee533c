"""hjälp: what one can say here."""

from collections.abc import Callable, Iterable

from dialogs.code_words import EXAMPLE
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, says
from domain.messages import Button, Message, Panel, Turn

COMMAND = Command(
    says="hjälp",
    title_en="help",
    description="Visa vad jag kan hjälpa till med",
    description_en="Show what I can help with",
)

_GREETINGS = ("hjälp", "help", "hej", "hejsan", "hallå", "hi", "hello", "start", "?", "meny", "")

_WITH_CODE = (
    f" Har du fått en kod? Skriv ”koppla” och koden, till exempel: {EXAMPLE}. Då känner jag igen dig."
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and says(turn, *_GREETINGS)


def dialog(commands: Callable[[], Iterable[Command]]) -> Dialog:
    """The help dialog over a list of commands: the text cannot name what is not there."""

    def answer(turn: Turn, desk: Desk) -> Message:
        facts = [(c.says, c.description) for c in commands() if c.is_for(turn.person, desk)]
        if turn.person and desk.store.tickets.of_asker(turn.person.id):
            facts.append(("mina frågor", "Se hur det går med dina frågor till de sakkunniga"))
        if desk.invented:
            facts.append(("jag är Fyrbodal", "Bli en annan av de påhittade personerna (bara här, lokalt)"))
        return Message(
            panel=Panel("Hej! Jag är Samråd.", (_who(turn, desk),), tuple(facts)),
            buttons=_buttons(turn),
        )

    return Dialog(wants, answer, COMMAND)


def _who(turn: Turn, desk: Desk) -> str:
    person = turn.person
    if person is None:
        known_by = "" if desk.invented else _WITH_CODE
        return (
            f"Jag samlar in lägesrapporten varje kvartal och svarar på frågor om roller och lagar.{known_by}"
        )
    task = desk.county.task(person.role, person.unit)
    return f"Du är {task}. Det här kan du skriva till mig:"


def _buttons(turn: Turn) -> tuple[Button, ...]:
    if turn.person and turn.person.coordinates:
        return (Button("Visa status", "status"), Button("Gör ett utkast", "utkast"))
    if turn.person and turn.person.reports:
        return (Button("Rapportera", "rapportera"), Button("Visa status", "status"))
    return (Button("Visa frågor", "frågor"),) if turn.person and turn.person.groups else ()
