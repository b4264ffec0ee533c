"""The command line. Errors are one clear line and exit code 2."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from domain.errors import SamradError

app = typer.Typer(
    help="Samråd: lägesrapporten varje kvartal, frågor om roller och lagar, och utkastet till rapporten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_Params = ParamSpec("_Params")

BAD = 2
Out = Annotated[Path, typer.Option("--out", help="Mappen där filen läggs.")]


def _told(command: Callable[_Params, None]) -> Callable[_Params, None]:
    """The one place where an error on the command line becomes a line."""

    @wraps(command)
    def run(*args: _Params.args, **kwargs: _Params.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (SamradError, OSError) as error:
            typer.echo(f"samrad: {error}", err=True)
            raise typer.Exit(BAD) from None
        except KeyboardInterrupt:
            raise typer.Exit(0) from None

    return run


@app.command()
@_told
def serve(
    *,
    local_chat: Annotated[
        bool, typer.Option("--local-chat", help="Starta också den lokala chatten.")
    ] = False,
) -> None:
    """Starta boten. Utan SAMRAD_APP_ID lyssnar den bara på den egna datorn."""
    from bot.serve import serve as run  # noqa: PLC0415 - each command loads what it needs

    run(local_chat=local_chat)


@app.command()
@_told
def play(
    *,
    out: Out = Path("var/out"),
    quarter: Annotated[str, typer.Option(help="Kvartalet, till exempel 2026Q3. Annars det förra.")] = "",
) -> None:
    """Spela upp ett helt kvartal, från öppen omgång till utkast i Word."""
    from bot.local.showing import show_play  # noqa: PLC0415 - each command loads what it needs

    show_play(quarter, out)


@app.command()
@_told
def chat() -> None:
    """Chatta med boten här i terminalen."""
    from bot.local.chat import chat as run  # noqa: PLC0415 - each command loads what it needs

    run()


@app.command()
@_told
def draft(
    quarter: Annotated[
        str, typer.Argument(help="Till exempel 2026Q3 eller K3. Annars den senaste omgången.")
    ] = "",
    *,
    out: Out = Path("var/out"),
) -> None:
    """Skriv utkastet till lägesrapporten som Word-fil."""
    from bot.drafting import write_draft  # noqa: PLC0415 - each command loads what it needs

    typer.echo(write_draft(quarter, out))


@app.command()
@_told
def export(
    quarter: Annotated[
        str, typer.Argument(help="Till exempel 2026Q3 eller K3. Annars den senaste omgången.")
    ] = "",
    *,
    out: Out = Path("var/out"),
) -> None:
    """Skriv omgångens svar som öppna data (SQLite), utan det som inte får publiceras."""
    from bot.drafting import write_export  # noqa: PLC0415 - each command loads what it needs

    typer.echo(write_export(quarter, out))


@app.command()
@_told
def manifest(*, out: Out = Path("var/out")) -> None:
    """Bygg appaketet för Teams."""
    from bot.packaging import write_package  # noqa: PLC0415 - each command loads what it needs

    typer.echo(write_package(out))


@app.command()
@_told
def ask(
    question: Annotated[str, typer.Argument(help="Frågan.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Svara som JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help="En fil med id och question på varje rad; svaren skrivs som JSON-rader."),
    ] = None,
) -> None:
    """Fråga handboken om roller och lagar."""
    from bot.asking import ask_batch, ask_one  # noqa: PLC0415 - each command loads what it needs

    lines = ask_batch(batch) if batch else ask_one(question, as_json=as_json)
    for line in lines:
        typer.echo(line)


def main() -> None:
    app()
