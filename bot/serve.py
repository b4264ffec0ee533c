"""``samrad serve``: the bot on its port, with its pulse, and the local chat when asked for."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack

import typer

from bot.clock import Clock, system_clock
from bot.compose import compose, warm_up
from bot.connector import Connector
from bot.crowd import Limits
from bot.foreign_log import hear_libraries
from bot.local.playground import Playground, PlaygroundFailed, PlaygroundMissing
from bot.pace import Pace
from bot.serving import listening
from bot.settings import Settings, read_settings
from bot.tokens import AppTokens, Asked, no_token
from domain.errors import BadSetting

CHAT_PORT = 56150


def serve(*, local_chat: bool, clock: Clock = system_clock) -> None:
    """Run until interrupted. Raises BadSetting, and NotListening when the port is taken."""
    settings = read_settings()
    if local_chat and not settings.local:
        raise BadSetting("Den lokala chatten finns bara utan SAMRAD_APP_ID.")
    asyncio.run(_serve(settings, clock, local_chat=local_chat))


async def _serve(settings: Settings, clock: Clock, *, local_chat: bool) -> None:
    async with AsyncExitStack() as running:
        pace = Pace(per_second=settings.sends_per_second)
        running.callback(hear_libraries())
        connector, asked = _connector(settings, running, pace)
        bot = compose(settings, clock, connector, asked=asked)
        running.callback(bot.close)
        limits = Limits.behind(proxied=settings.proxied)
        url = await running.enter_async_context(listening(bot.app, settings.host, settings.port, limits))
        # From here on, not after the first beat: it sends all that is due, and a send cut off stays in doubt.
        stop = _interrupted(bot.pulse.leave_off)
        await bot.pulse.regular()
        bot.pulse.start()
        running.push_async_callback(_finished, asyncio.create_task(asyncio.to_thread(warm_up, bot)))
        running.push_async_callback(bot.pulse.stop)
        typer.echo(f"Samråd är igång på {url}")
        for warning in bot.warnings():
            typer.echo(f"Observera: {warning}", err=True)
        if local_chat:
            await _offer_chat(running, settings, url)
        await stop.wait()


def _connector(settings: Settings, running: AsyncExitStack, pace: Pace) -> tuple[Connector, Asked]:
    if settings.local:
        return Connector(settings.origins, no_token, pace), Asked()
    tokens = AppTokens(settings)
    running.callback(tokens.close)
    return Connector(settings.origins, tokens, pace, tokens.drop), tokens.asked


async def _offer_chat(running: AsyncExitStack, settings: Settings, url: str) -> None:
    """Start the Playground and say where to click; without it, say why and what there is instead."""
    chat = Playground(f"{url}/api/messages", settings.var / "playground", CHAT_PORT)
    try:
        page = await running.enter_async_context(chat)
    except (PlaygroundMissing, PlaygroundFailed) as missing:
        typer.echo(f"Den lokala chatten i webbläsaren startade inte: {missing}")
        typer.echo("Samma bot finns i terminalen: .venv/bin/samrad chat")
        return
    typer.echo(f"Öppna chatten: {page}")
    typer.echo(
        "Skriv ”jag är Fyrbodal” och ”rapportera”, eller ”jag är samordnare” och ”status”. Sluta med Ctrl+C."
    )


async def _finished(task: asyncio.Task[None]) -> None:
    await task


def _interrupted(tell: Callable[[], None]) -> asyncio.Event:
    """Is set when somebody wants us to end; ``tell`` is called then."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ends() -> None:
        tell()
        stop.set()

    for ending in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(ending, ends)
    return stop
