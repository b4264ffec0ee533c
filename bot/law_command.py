"""``samrad law``: the commands. Each loads what it needs when it is run."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.one_line import one_line

app = typer.Typer(
    help="Lagtexter: hämta från riksdagen, läs in en fil, visa en paragraf och vad som har ändrats.",
    no_args_is_help=True,
)

Address = Annotated[
    str, typer.Option("--url", envvar="SAMRAD_RIKSDAGEN_URL", show_envvar=True, help="Riksdagens adress.")
]
Numbers = Annotated[
    list[str], typer.Argument(metavar="NUMMER", help="Författningens nummer, till exempel 2016:38.")
]
Read = Annotated[
    datetime | None,
    typer.Option(
        "--read", formats=["%Y-%m-%d"], help="När texten lästes, om den inte säger det själv: ÅÅÅÅ-MM-DD."
    ),
]


@app.command()
@one_line
def fetch(numbers: Numbers, *, url: Address = "https://data.riksdagen.se") -> None:
    """Hämta lagar och förordningar från riksdagens öppna data."""
    from bot.statutes import fetch as run  # noqa: PLC0415 - each command loads what it needs

    for line in run(url, numbers):
        typer.echo(line)


@app.command()
@one_line
def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FIL", help="Filer med hela författningstexten, en i varje.")
    ],
    *,
    read: Read = None,
) -> None:
    """Läs in publicerade texter ur filer. Samma text en gång till ändrar inget."""
    from bot.statutes import add as run  # noqa: PLC0415 - each command loads what it needs

    for line in run(files, read.date() if read else None):
        typer.echo(line)


@app.command("list")
@one_line
def list_() -> None:
    """Visa vilka författningar som är inlästa, och i vilken lydelse."""
    from bot.statutes import listed  # noqa: PLC0415 - each command loads what it needs

    for line in listed():
        typer.echo(line)


@app.command()
@one_line
def show(
    words: Annotated[
        list[str],
        typer.Argument(metavar="PARAGRAF", help="Till exempel: 5 § 2016:38, eller 5 § bosättningslagen."),
    ],
) -> None:
    """Visa en paragraf som den lyder i dag."""
    from bot.statutes import show as run  # noqa: PLC0415 - each command loads what it needs

    for line in run(" ".join(words)):
        typer.echo(line)


@app.command()
@one_line
def changes(
    number: Annotated[
        str, typer.Argument(metavar="NUMMER", help="Författningens nummer. Annars alla som är inlästa.")
    ] = "",
) -> None:
    """Visa vad som har ändrats sedan förra texten, och vilka svar i handboken som behöver läsas om."""
    from bot.statutes import changes as run  # noqa: PLC0415 - each command loads what it needs

    for line in run(number):
        typer.echo(line)


@app.command()
@one_line
def search(
    words: Annotated[list[str], typer.Argument(metavar="ORD", help="Ord som ska stå i paragrafen.")],
) -> None:
    """Sök i de inlästa texterna."""
    from bot.statutes import search as run  # noqa: PLC0415 - each command loads what it needs

    for line in run(" ".join(words)):
        typer.echo(line)
