"""The command line. Errors are one clear line and exit code 2."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import db_command, figures_command, forms_command, handbook_command, law_command, people_command
from bot.one_line import BAD, one_line
from reports.export.rows import Copy, Format

if TYPE_CHECKING:
    from reports.writers import Format as ReportFormat

app = typer.Typer(
    help="Samråd: lägesrapporten varje kvartal, frågor om roller och lagar, och utkastet till rapporten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(db_command.app, name="db")
app.add_typer(figures_command.app, name="figures")
app.add_typer(forms_command.app, name="forms")
app.add_typer(handbook_command.app, name="handbook")
app.add_typer(law_command.app, name="law")
app.add_typer(people_command.app, name="people")
app.command("link")(people_command.link)


class Kind(StrEnum):
    """The files of a draft."""

    WORD = "docx"
    PDF = "pdf"
    HTML = "html"
    ALL = "alla"


Out = Annotated[
    Path | None, typer.Option("--out", help="Mappen där filen läggs. Annars mappen out i SAMRAD_VAR.")
]


@app.command()
@one_line
def serve(
    *,
    local_chat: Annotated[
        bool, typer.Option("--local-chat", help="Starta också den lokala chatten.")
    ] = False,
) -> None:
    """Starta boten. Utan SAMRAD_APP_ID lyssnar den bara på den egna datorn."""
    from bot.serve import serve as run

    run(local_chat=local_chat)


@app.command()
@one_line
def watch(
    *,
    mail: Annotated[
        bool, typer.Option("--mail", help="Skicka också larmet med e-post till SAMRAD_ALARM_TO.")
    ] = False,
) -> None:
    """Säg med en rad om Samråd går som det ska. Slutar med 1 när något behöver ses över."""
    from bot.clock import system_clock
    from bot.settings import read_settings
    from bot.watching import look, tell

    settings = read_settings()
    seen = look(settings, system_clock())
    typer.echo(seen.line)
    if mail and (said := tell(settings, seen, system_clock)):
        typer.echo(said)
    if not seen.is_well:
        raise typer.Exit(1)


@app.command()
@one_line
def play(
    *,
    out: Out = None,
    quarter: Annotated[str, typer.Option(help="Kvartalet, till exempel 2026Q3. Annars det förra.")] = "",
) -> None:
    """Spela upp ett helt kvartal, från öppen omgång till publicerad rapport."""
    from bot.local.showing import show_play

    show_play(quarter, _folder(out))


@app.command()
@one_line
def chat() -> None:
    """Chatta med boten här i terminalen."""
    from bot.local.chat import chat as run

    run()


@app.command()
@one_line
def draft(  # noqa: PLR0913 - one parameter for each option of the command
    quarter: Annotated[
        str,
        typer.Argument(metavar="KVARTAL", help="Till exempel 2026Q3 eller K3. Annars den senaste omgången."),
    ] = "",
    *,
    kinds: Annotated[
        list[Kind] | None,
        typer.Option("--format", help="Kan skrivas flera gånger. Annars docx."),
    ] = None,
    english: Annotated[bool, typer.Option("--english", help="Ta med sammanfattningen på engelska.")] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="Skriv också det interna underlaget, i egna filer.")
    ] = False,
    template: Annotated[
        Path | None, typer.Option(help="Word-mallen. Annars SAMRAD_WORD_TEMPLATE, eller den som följer med.")
    ] = None,
    out: Out = None,
) -> None:
    """Skriv utkastet till lägesrapporten, med samordnarnas ändringar."""
    from bot.drafting import Wanted, write_draft

    wanted = Wanted(
        _formats(kinds or [Kind.WORD]),
        english=english,
        internal=internal,
        template=template or _word_template(),
    )
    typer.echo(write_draft(quarter, _folder(out), wanted))


@app.command()
@one_line
def archive(
    quarter: Annotated[
        str,
        typer.Argument(metavar="KVARTAL", help="Till exempel 2026Q3 eller K3. Annars den senaste omgången."),
    ] = "",
    *,
    internal: Annotated[
        bool, typer.Option("--internal", help="Länsstyrelsens eget exemplar, med det som inte får lämnas ut.")
    ] = False,
    out: Out = None,
) -> None:
    """Skriv arkivpaketet för en publicerad rapport: filer, data, metadata, logg och kontrollsummor."""
    from bot.archiving import write_archive
    from reports.export.rows import Copy

    typer.echo(write_archive(quarter, _folder(out), Copy.INTERNAL if internal else Copy.OPEN))


@app.command()
@one_line
def export(
    quarters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KVARTAL",
            help="Ett eller flera, till exempel 2026Q2 2026Q3, eller alla. Annars den senaste omgången.",
        ),
    ] = None,
    *,
    format_: Annotated[
        Format, typer.Option("--format", help="csv och xlsx öppnas i Excel, sqlite i Datasette.")
    ] = Format.SQLITE,
    internal: Annotated[
        bool, typer.Option("--internal", help="Samordnarens eget exemplar, med det som inte får publiceras.")
    ] = False,
    out: Out = None,
) -> None:
    """Skriv svaren som CSV, Excel, JSON eller SQLite, utan det som inte får publiceras."""
    from bot.drafting import write_export

    copy = Copy.INTERNAL if internal else Copy.OPEN
    typer.echo(write_export(quarters or [], format_, copy, _folder(out)))


@app.command()
@one_line
def rehearse(
    quarter: Annotated[
        str,
        typer.Argument(metavar="KVARTAL", help="Till exempel 2026Q3 eller K3. Annars den senaste omgången."),
    ] = "",
) -> None:
    """Visa vad som skulle skickas i omgången: vad, till vem och när. Inget skickas."""
    from bot.rehearsal import show_rehearsal

    for line in show_rehearsal(quarter):
        typer.echo(line)


@app.command()
@one_line
def tenants() -> None:
    """Visa vilka organisationer som får använda boten, vem som svarar för dem och vad som saknas."""
    from bot.tenants_command import show_tenants

    for line in show_tenants():
        typer.echo(line)


@app.command()
@one_line
def manifest(*, out: Out = None) -> None:
    """Bygg appaketet för Teams."""
    from bot.packaging import write_package

    typer.echo(write_package(_folder(out)))


@app.command()
@one_line
def ask(
    question: Annotated[str, typer.Argument(metavar="FRÅGA", help="Frågan.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Svara som JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help="En fil med id och question på varje rad; svaren skrivs som JSON-rader."),
    ] = None,
) -> None:
    """Fråga handboken om roller och lagar."""
    from bot.asking import ask_batch, ask_one

    lines = ask_batch(batch) if batch else ask_one(question, as_json=as_json)
    for line in lines:
        typer.echo(line)


@app.command()
@one_line
def verify(
    quarter: Annotated[str, typer.Argument(metavar="KVARTAL", help="Omgången, till exempel 2026Q3.")],
    unit: Annotated[str, typer.Argument(metavar="ENHET", help="Enheten, till exempel Fyrbodal.")],
    version: Annotated[int, typer.Argument(metavar="VERSION", help="Versionen på kvittot.")],
    fingerprint: Annotated[str, typer.Argument(metavar="FINGERAVTRYCK", help="Fingeravtrycket på kvittot.")],
) -> None:
    """Kontrollera ett kvitto mot det som finns sparat."""
    from bot.verifying import verify as run

    typer.echo(run(quarter, unit, version, fingerprint))


def _folder(out: Path | None) -> Path:
    from bot.settings import read_settings

    return read_settings().var / "out" if out is None else out


def _formats(kinds: list[Kind]) -> "tuple[ReportFormat, ...]":
    """Each once; every one for "alla"."""
    from reports.writers import Format as ReportFormat

    return tuple(one for one in ReportFormat if Kind.ALL in kinds or Kind(one.value) in kinds)


def _word_template() -> Path | None:
    from bot.settings import read_settings

    return read_settings().word_template


def main() -> None:
    """Run the command of this process. A wrong command or option is one line and exit code 2, too.

    A setting that nobody reads is told of before anything is done: what was meant has its default now.
    """
    for line in _misspelt():
        typer.echo(f"Observera: {line}", err=True)
    try:
        code = app(prog_name="samrad", standalone_mode=False)
    except Exception as wrong:
        # Typer gives its error for a wrong command or option no public name; it alone formats its message.
        if not hasattr(wrong, "format_message"):
            raise
        from bot.usage_words import told

        typer.echo(f"samrad: {told(wrong, typer.main.get_command(app), sys.argv[1:])}", err=True)
        code = BAD
    sys.exit(code)


def _misspelt() -> list[str]:
    if not any(name.upper().startswith("SAMRAD_") for name in os.environ):
        return []
    from bot.setting_words import unknown
    from bot.settings import Settings

    return unknown(os.environ, Settings.model_fields)
