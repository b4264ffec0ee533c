"""``samrad play``: the quarter played before one's eyes."""

import asyncio
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.clock import system_clock
from bot.local.play import dates_of, play
from bot.local.steps import STEPS
from bot.settings import read_settings
from counties.reading import CountyBook, read_county
from domain import swedish
from domain.errors import NotFound
from domain.quarter import Quarter


def show_play(words: str, out: Path) -> None:
    """Play the quarter said in ``words``, the previous one without any; the report is left in ``out``."""
    settings = read_settings()
    today = system_clock().date()
    quarter = Quarter.parse(words, today) if words.strip() else Quarter.of(today).previous
    if quarter is None:
        raise NotFound(f"”{words}” är inget kvartal. Skriv till exempel K3 eller 2026Q3.")
    book = read_county(settings.county)
    if not book.county.areas_in(quarter):
        raise NotFound(
            f"{book.county.name} har inga insatsområden för {quarter.label}, så det går inte att spela upp."
        )
    out.mkdir(parents=True, exist_ok=True)
    asyncio.run(_show(quarter, book, settings.var / "play", out))


async def _show(quarter: Quarter, book: CountyBook, var: Path, out: Path) -> None:
    console = Console(highlight=False)
    first, last = dates_of(quarter, book)
    console.print(f"[bold]Samråd spelar upp {quarter.label}[/bold] i {book.county.name}.")
    console.print("Alla personer och svar är påhittade. ", end="")
    console.print(f"Spelet har en egen klocka: {swedish.day(first)} till {swedish.day(last)}.\n")
    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}"))
    report = None
    with Progress(*columns, console=console, transient=True) as progress:
        shown = progress.add_task("", total=len(STEPS))
        async for left, told, path in play(quarter, book, var, out):
            progress.update(shown, completed=len(STEPS) - left, description=told.who)
            if path is None:
                console.print(
                    f"[dim]{told.moment:%Y-%m-%d %H:%M}[/dim]  [bold]{told.who}[/bold]: {told.what}"
                )
            report = path or report
    console.print(f"\nRapporten ligger i [bold]{report}[/bold]", soft_wrap=True)
