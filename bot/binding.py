"""What binds a Teams account to a person on the command line: an object id, a column of a file, or a code."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from bot.roster import NotEnrolled
from bot.roster_file import rows
from bot.settings import Settings
from domain import swedish
from domain.messages import Account
from domain.people import Person
from store.bindings import Taken, Whose
from store.store import Store

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SAMPLE = "1b2c3d4e-0000-4000-8000-00000000a001"


def account_of(words: str, settings: Settings) -> Account:
    """``[TENANT/]OBJECTID``: without a tenant it is the first of SAMRAD_TENANTS.

    Raise NotEnrolled for what is no GUID, or a tenant that may not use the bot.
    """
    tenants = [one.id for one in settings.allowed]
    tenant, _, object_id = words.strip().rpartition("/")
    tenant = tenant.strip().lower() or next(iter(tenants), "")
    if not tenant:
        raise NotEnrolled(
            "inga organisationer får använda boten, så inget konto kan knytas. Skriv dem i SAMRAD_TENANTS."
        )
    if tenant not in tenants:
        raise NotEnrolled(f"organisationen ”{tenant}” står inte i SAMRAD_TENANTS: {', '.join(tenants)}.")
    if not _GUID.fullmatch(object_id.strip()):
        raise NotEnrolled(
            f"kontot ”{object_id.strip()[:64]}” är inget objekt-id. Skriv det som i Entra, till exempel"
            f" {_SAMPLE}, eller ge personen en kod: samrad people code ID."
        )
    return Account(tenant, str(UUID(object_id.strip())))


def accounts_in(path: Path, settings: Settings, store: Store) -> list[Whose]:
    """Those of the file's column konto that are not bound so yet.

    Raise NotEnrolled, naming the row, for one that cannot be used or is another person's, there or here.
    """
    found: dict[Account, str] = {}
    for row in rows(path):
        if not row.words.account:
            continue
        try:
            account = account_of(row.words.account, settings)
            _alone(found.setdefault(account, row.words.id), row.words.id)
            free(row.words.id, account, store)
        except (NotEnrolled, Taken) as error:
            raise NotEnrolled(f"Rad {row.number}: {error} Inget är ändrat.") from error
    return [(person, one) for one, person in found.items() if store.bindings.owner(one) != person]


def _alone(owner: str, person: str) -> None:
    if owner != person:
        raise NotEnrolled(f"kontot står redan på en rad för {owner}. Varje konto är en persons.")


def free(person: str, account: Account, store: Store) -> None:
    """Raise Taken when the account is another person's."""
    if (owner := store.bindings.owner(account)) not in {None, person}:
        raise Taken(owner or "")


def told(those: Iterable[Whose]) -> Iterator[str]:
    """A line for each account that is bound."""
    for person, account in those:
        yield f"Knyts: {person} till kontot {account.tenant}/{account.id}"


def standing(person: str, bound: frozenset[str], *, written: bool) -> str:
    """Whether the person has a Teams account, and has written."""
    if person not in bound:
        return "inget Teams-konto är kopplat"
    return (
        "Teams-kontot är kopplat och har skrivit" if written else "Teams-kontot är kopplat, har inte skrivit"
    )


def out(person: str, until: Mapping[str, datetime]) -> str:
    """That a code has been given and not used, as the end of a line; empty when none is out."""
    return f"; en kod är utlämnad, gäller till {swedish.moment(until[person])}" if person in until else ""


def left_beside(person: str, accounts: Iterable[Account]) -> Iterator[str]:
    """What became of the accounts that the person had when another is bound: they are kept."""
    for account in accounts:
        yield (
            f"Kvar: {person} har också kontot {account.tenant}/{account.id}. Är det fel: samrad people unbind"
            f" {person} tar bort alla konton, och sedan knyts det rätta med samma kommando som nyss."
        )


def code_lines(person: Person, code: str, bound: int) -> Iterator[str]:
    """What to hand over, and how it is used. ``bound``: how many accounts the person has already."""
    yield f"koppla {code}"
    yield (
        f"Låt {person.name} skriva raden ovan till Samråd i Teams, i sin egen chatt med Samråd. Koden gäller"
        " i fjorton dagar och kan användas en gång. En tidigare kod gäller inte längre. Lämna den bara till"
        " personen själv."
    )
    if bound:
        has = swedish.count(bound, "kopplat konto", "kopplade konton", neuter=True)
        yield (
            f"{person.name} har redan {has}. Den nya koden lägger till ett till. Är det fel konto: kör först"
            f" samrad people unbind {person.id}, och gör sedan en ny kod."
        )
