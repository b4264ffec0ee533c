"""``samrad forms``: the questionnaires, their versions, and what a new version changes."""

from typing import Annotated

import typer

from bot.one_line import one_line

app = typer.Typer(help="Formulären: versioner, samråd enligt SFS 1982:668, skillnader.", no_args_is_help=True)


@app.command("list")
@one_line
def list_() -> None:
    """Visa varje formulär i sin senaste version, och vad som är antecknat om samråd."""
    from bot.settings import read_settings  # noqa: PLC0415 - each command loads what it needs
    from counties.reading import read_county  # noqa: PLC0415 - the same
    from forms import shelf, versions  # noqa: PLC0415 - the same

    for form_id in read_county(read_settings().county).county.form_ids():
        ref = shelf.newest(form_id)
        typer.echo(f"{ref.id} version {ref.version}. {versions.consultation_words(ref)}")


@app.command()
@one_line
def diff(
    form: Annotated[
        str, typer.Argument(metavar="FORMULÄR", help="Formuläret, till exempel delregionalt_samrad.")
    ],
    old: Annotated[int, typer.Argument(metavar="ÄLDRE", help="Den äldre versionen.")],
    new: Annotated[int, typer.Argument(metavar="NYARE", help="Den nyare versionen.")],
) -> None:
    """Visa vad en ny version lägger till, tar bort och ändrar, och vad som är antecknat om samråd."""
    from domain.rounds import FormRef  # noqa: PLC0415 - each command loads what it needs
    from forms import versions  # noqa: PLC0415 - the same

    lines = versions.difference(FormRef(form, old), FormRef(form, new))
    for line in lines or ("Ingenting skiljer.",):
        typer.echo(line)
    typer.echo(versions.consultation_words(FormRef(form, new)))
