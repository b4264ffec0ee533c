"""``samrad figures``: the commands. Each loads what it needs when it is run."""

from pathlib import Path
from typing import Annotated

import typer

from bot.one_line import one_line

app = typer.Typer(
    help="Publicerade siffror: läs in en fil, hämta från Kolada, visa vad som finns.", no_args_is_help=True
)

Yes = Annotated[
    bool, typer.Option("--yes", help="Lägg in siffrorna. Annars visas bara vad som skulle ändras.")
]
Address = Annotated[
    str, typer.Option("--url", envvar="SAMRAD_KOLADA_URL", show_envvar=True, help="Koladas adress.")
]


@app.command("import")
@one_line
def import_(
    file: Annotated[
        Path,
        typer.Argument(metavar="FIL", help="En CSV- eller Excelfil med enhet, uppgift, värde, avser, källa."),
    ],
    *,
    yes: Yes = False,
) -> None:
    """Läs siffror ur en fil. Först visas vad som skulle ändras."""
    from bot.figuring import import_file  # noqa: PLC0415 - each command loads what it needs

    for line in import_file(file, write=yes):
        typer.echo(line)


@app.command()
@one_line
def kolada(
    *,
    year: Annotated[int, typer.Option(help="Året som siffrorna avser, till exempel 2025.")],
    yes: Yes = False,
    url: Address = "https://api.kolada.se/v3",
) -> None:
    """Hämta årets siffror från Kolada. Först visas vad som skulle ändras."""
    from bot.figuring import fetch_kolada  # noqa: PLC0415 - each command loads what it needs

    for line in fetch_kolada(url, year, write=yes):
        typer.echo(line)


@app.command("list")
@one_line
def list_(
    unit: Annotated[
        str,
        typer.Argument(metavar="ENHET", help="En kommun eller delregion. Annars alla samråd och aktörer."),
    ] = "",
) -> None:
    """Visa siffrorna som gäller i dag."""
    from bot.figuring import list_figures  # noqa: PLC0415 - each command loads what it needs

    for line in list_figures(unit):
        typer.echo(line)


@app.command()
@one_line
def names() -> None:
    """Visa vad uppgifterna heter."""
    from bot.figuring import list_names  # noqa: PLC0415 - each command loads what it needs

    for line in list_names():
        typer.echo(line)
