"""``samrad chat``: the same bot in the terminal, as one of the invented people."""

import sys

from bot.clock import system_clock
from bot.compose import Bot, compose
from bot.connector import Connector
from bot.settings import read_settings
from bot.terminal import text_of
from bot.tokens import no_token
from domain.errors import BadSetting
from domain.messages import Account, Turn
from scheduler.tick import tick

_YOU = Account("lokal", "terminal", "Du")
_LEAVING = frozenset({"sluta", "avsluta", "exit", "quit"})


def chat() -> None:
    """Read lines until the end of the input or "sluta". Raises BadSetting outside the local mode."""
    settings = read_settings()
    if not settings.local:
        raise BadSetting("samrad chat finns bara utan SAMRAD_APP_ID: annars vet boten inte vem du är.")
    bot = compose(settings, system_clock, Connector(settings.origins, no_token))
    try:
        tick(bot.schedule, system_clock())
        _talk(bot)
    finally:
        bot.close()


def _talk(bot: Bot) -> None:
    _say(bot, "hjälp")
    print("Skriv ”sluta” för att avsluta.\n")  # noqa: T201 - this is the terminal
    while (line := _heard()) is not None:
        if line.strip().lower() in _LEAVING:
            return
        _say(bot, line)


def _say(bot: Bot, text: str) -> None:
    message = bot.answer(Turn(_YOU, system_clock(), text=text))
    print(f"{text_of(message)}\n", flush=True)  # noqa: T201 - this is the terminal


def _heard() -> str | None:
    """A line; several lines when they end with a backslash. None at the end of the input."""
    try:
        line = input("> " if sys.stdin.isatty() else "")
        while line.endswith("\\"):
            line = line[:-1] + "\n" + input()
    except EOFError:
        return None
    return line
