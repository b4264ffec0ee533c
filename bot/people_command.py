"""``samrad people`` and ``samrad link``: the commands. Each loads what it needs when it is run."""

from pathlib import Path
from typing import Annotated

import typer

from bot.one_line import one_line
from domain.errors import NotFound, SamradError

app = typer.Typer(help="De som deltar: lägg upp, avsluta uppdrag, läs in en fil, visa.", no_args_is_help=True)

Unit = Annotated[
    str, typer.Option("--unit", help="Enheten, till exempel Fyrbodal, eller en sakkunnigs grupp.")
]
_HANDBOOK = frozenset({"handbok", "handboken"})

Since = Annotated[str, typer.Option("--since", help="Första dagen, till exempel 2027-01-01.")]
Until = Annotated[str, typer.Option("--until", help="Sista dagen. Annars tills vidare.")]


@app.command("list")
@one_line
def list_() -> None:
    """Visa alla, med uppdrag och hur de nås."""
    from bot.enrolling import list_people  # noqa: PLC0415 - each command loads what it needs

    _show(list_people())


@app.command()
@one_line
def add(  # noqa: PLR0913 - what a person is: each is an option of its own
    person: Annotated[str, typer.Argument(metavar="ID", help="Till exempel fia.fyrbodal.")],
    name: Annotated[str, typer.Argument(metavar="NAMN")],
    role: Annotated[
        str,
        typer.Argument(metavar="ROLL", help="Till exempel uppgiftslämnare, ersättare eller beslutsfattare."),
    ],
    place: Annotated[
        str, typer.Argument(metavar="[ENHET]", help="Till exempel Fyrbodal; för en sakkunnig bosattning.")
    ] = "",
    *,
    unit: Unit = "",
    mail: Annotated[str, typer.Option("--mail", help="E-post, för den som inte nås i Teams.")] = "",
    since: Since = "",
    until: Until = "",
    account: Annotated[
        str | None,
        typer.Option(
            "--account", metavar="[TENANT/]OBJEKT-ID", help='Teams-kontot. "" tar bort det som är kopplat.'
        ),
    ] = None,
) -> None:
    """Lägg upp en person, eller ge en som finns ett uppdrag till."""
    from bot.enrolling import add_person  # noqa: PLC0415 - each command loads what it needs
    from bot.roster import Words  # noqa: PLC0415 - the same

    words = Words(person, name, role, unit or place, mail, since, until, (account or "").strip())
    _show(add_person(words, unbind=account is not None and not words.account))


@app.command()
@one_line
def end(
    person: Annotated[str, typer.Argument(metavar="ID")],
    *,
    role: Annotated[str, typer.Option("--role", help="Rollen, när personen har flera.")] = "",
    unit: Unit = "",
    on: Annotated[str, typer.Option("--on", help="Sista dagen. Annars i dag.")] = "",
) -> None:
    """Avsluta ett uppdrag."""
    from bot.enrolling import end_task  # noqa: PLC0415 - each command loads what it needs

    _show(end_task(person, (role, unit), on))


@app.command("import")
@one_line
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FIL", help="En CSV-fil med id, namn, roll, enhet, e-post, från, till, konto."
        ),
    ],
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Spara. Annars visas bara vad som skulle ändras.")
    ] = False,
    seen: Annotated[
        str, typer.Option("--seen", help="Märket från visningen: spara bara om inget är ändrat sedan dess.")
    ] = "",
) -> None:
    """Läs in personer ur en fil. Först visas vad som skulle ändras."""
    from bot.enrolling import import_people  # noqa: PLC0415 - each command loads what it needs

    _show(import_people(file, write=yes, seen=seen))


@app.command()
@one_line
def code(person: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Gör en engångskod, som personen skriver till Samråd i Teams för att bli igenkänd."""
    from bot.enrolling import give_code  # noqa: PLC0415 - each command loads what it needs

    _show(give_code(person))


@app.command()
@one_line
def unbind(person: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Ta bort kopplingen mellan personen och Teams-kontot."""
    from bot.enrolling import unbind_person  # noqa: PLC0415 - each command loads what it needs

    _show(unbind_person(person))


@one_line
def link(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Personens id.")],
    unit: Annotated[
        str, typer.Argument(metavar="ENHET", help="Vars formulär länken öppnar, eller ordet handboken.")
    ] = "",
    *,
    quarter: Annotated[str, typer.Option(help="Till exempel 2026Q3 eller K3. Annars den som pågår.")] = "",
    revoke: Annotated[
        bool, typer.Option("--revoke", help="Återkalla länken i stället; utan enhet alla personens.")
    ] = False,
) -> None:
    """Visa en persons egen länk till formuläret eller handboken, att lämna över på annat sätt."""
    if unit.casefold() in _HANDBOOK:
        from bot import handbook_keeping  # noqa: PLC0415 - each command loads what it needs

        _show([handbook_keeping.revoke_links(person)] if revoke else handbook_keeping.give_link(person))
        return
    from bot.enrolling import revoke_links  # noqa: PLC0415 - each command loads what it needs

    _show([revoke_links(person, unit, quarter)] if revoke else _form_link(person, unit, quarter))


def _form_link(person: str, unit: str, quarter: str) -> list[str]:
    """Who has no form to link to, but keeps the handbook, is told of that link."""
    from bot.enrolling import give_link  # noqa: PLC0415 - each command loads what it needs
    from bot.handbook_keeping import keeps  # noqa: PLC0415 - the same

    try:
        return give_link(person, unit, quarter)
    except SamradError as error:
        if unit or not keeps(person):
            raise
        raise NotFound(f"{error} Länken till handboken: samrad link {person} handboken.") from error


def _show(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)
