"""``samrad handbook``: the commands. Each loads what it needs when it is run."""

from pathlib import Path
from typing import Annotated

import typer

from bot.one_line import BAD, one_line

app = typer.Typer(
    help="Handboken: visa svaren, kontrollera dem, skriv ut dem som filer och läs in ändrade filer.",
    no_args_is_help=True,
)


@app.command("list")
@one_line
def list_(
    group: Annotated[
        str, typer.Argument(metavar="GRUPP", help="En grupp av sakkunniga, till exempel bosattning.")
    ] = "",
) -> None:
    """Visa svaren med grupp och granskningsdag, de försenade först."""
    from bot.handbook_keeping import listed  # noqa: PLC0415 - each command loads what it needs

    for line in listed(group):
        typer.echo(line)


@app.command()
@one_line
def check() -> None:
    """Kontrollera alla svar som de är i dag. Fel ger en rad var, och slutkod 2."""
    from bot.handbook_keeping import checked  # noqa: PLC0415 - each command loads what it needs

    faults, told = checked()
    for line in faults:
        typer.echo(line, err=True)
    for line in told:
        typer.echo(line)
    if faults:
        raise typer.Exit(BAD)


@app.command()
@one_line
def export(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen som filerna läggs i.")],
) -> None:
    """Skriv ut alla svar som de är i dag, ett i varje Markdownfil."""
    from bot.handbook_keeping import exported  # noqa: PLC0415 - each command loads what it needs

    typer.echo(exported(folder))


@app.command("import")
@one_line
def import_(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen med filerna.")],
    *,
    by: Annotated[str, typer.Option("--by", help="Id för den sakkunnige eller samordnaren som föreslår.")],
    why: Annotated[str | None, typer.Option("--why", help="Varför svaren ändras.")] = None,
) -> None:
    """Gör förslag av filerna som skiljer sig från svaren. Inget publiceras utan någon annans ja."""
    from bot.handbook_keeping import imported  # noqa: PLC0415 - each command loads what it needs

    for line in imported(folder, by, why):
        typer.echo(line)
