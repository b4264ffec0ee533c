"""``samrad db``: the commands. Each loads what it needs when it is run."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.one_line import one_line

app = typer.Typer(
    help="Databasen: uppgradera, kontrollera, säkerhetskopiera, återställ, flytta.", no_args_is_help=True
)

_FAULTY = 1


@app.command()
@one_line
def upgrade(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa vad som skulle göras. Inget ändras.")
    ] = False,
) -> None:
    """Uppgradera tabellerna till den här versionen: allt eller inget."""
    from bot.keeping import upgrade as run  # noqa: PLC0415 - each command loads what it needs

    _show(run(dry_run=dry_run))


@app.command()
@one_line
def check() -> None:
    """Kontrollera att databasen är hel. Slutar med 1 när något är fel, med en rad för varje fel."""
    from bot.keeping import look_through  # noqa: PLC0415 - each command loads what it needs

    found = look_through()
    _show([f"{name}: {count}" for name, count in found.rows.items() if count])
    for line in found.faults:
        typer.echo(f"FEL {line}", err=True)
    _show(found.left_out)
    if found.faults:
        raise typer.Exit(_FAULTY)
    typer.echo(f"Allt stämmer: {sum(found.rows.values())} rader, version {found.revision}.")


@app.command()
@one_line
def backup(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Filen som skrivs. Den får inte finnas.")],
) -> None:
    """Skriv en säkerhetskopia, medan boten arbetar. Den går att återställa i SQLite och i PostgreSQL."""
    from bot.keeping import back_up_to  # noqa: PLC0415 - each command loads what it needs

    _show(back_up_to(file))


@app.command()
@one_line
def restore(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Säkerhetskopian.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Ersätt det som finns; det säkerhetskopieras först.")
    ] = False,
) -> None:
    """Läs tillbaka en säkerhetskopia i en tom databas. Boten ska vara stoppad."""
    from bot.keeping import restore as run  # noqa: PLC0415 - each command loads what it needs

    _show(run(file, replace=replace))


@app.command()
@one_line
def move(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="ADRESS",
            help="postgresql://… eller en fil. Med - läses adressen från standard in: inget lösenord syns.",
        ),
    ],
) -> None:
    """Kopiera allt till en tom databas: SQLite till PostgreSQL, eller tillbaka. Boten ska vara stoppad."""
    from bot.keeping import move_to  # noqa: PLC0415 - each command loads what it needs

    _show(move_to(sys.stdin.readline().strip() if to == "-" else to))


def _show(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)
