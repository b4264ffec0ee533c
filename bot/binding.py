"""What binds a Teams account to a person on the command line: an object id, a column of a file, or a code."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

from bot.roster import NotEnrolled
from bot.roster_file import rows
from bot.settings import Settings
from domain.messages import Account
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


def code_lines(name: str, code: str) -> Sequence[str]:
    """What to hand over, and how it is used."""
    how = (
        f"Låt {name} skriva raden ovan till Samråd i Teams, i den egna chatten. Koden gäller i fjorton dagar"
        " och en gång, och ersätter en tidigare. Lämna den bara till personen själv."
    )
    return (f"koppla {code}", how)
