"""The organisations that may use the bot: each with who answers for that, and since when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

EXAMPLE_ID = "5a3d0000-0000-4000-8000-000000000001"
EXAMPLE = f"{EXAMPLE_ID};Anna Ek på Länsstyrelsen;2026-09-01"

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_OF_ENTRA = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ORDER = f"skriv tenant-id;ägare;datum i den ordningen, utan komma i ägarens namn, så här: {EXAMPLE}"
_QUOTED = 60
"""Characters of a wrong one that are shown."""
_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Tenant:
    """``id`` in small letters, as Entra writes it. ``owner`` and ``since`` may not be written."""

    id: str
    owner: str = ""
    since: date | None = None

    def lacks(self, today: date) -> str:
        """What somebody should write or look at again; empty when all is there."""
        missing = [what for what, there in (("ägare", self.owner), ("datum", self.since)) if not there]
        if missing or self.since is None:
            return f"{' och '.join(missing)} saknas"
        if self.since > today:
            return "datumet ligger framåt i tiden"
        return "datumet är äldre än ett år" if today - self.since > _YEAR else ""


def tenant(words: str) -> Tenant:
    """Read ``id`` or ``id;owner;date``. Raise ValueError, saying what to write."""
    id_, *rest = (part.strip() for part in words.split(";"))
    if not _ID.fullmatch(id_) or len(rest) not in {0, 2} or not words.isprintable():
        raise ValueError(f"”{words[:_QUOTED]}” går inte att läsa; {_ORDER}")
    owner, day = rest or ("", "")
    try:
        return Tenant(id_.lower(), owner, date.fromisoformat(day) if day else None)
    except ValueError:
        raise ValueError(f"”{day[:_QUOTED]}” är inget datum; {_ORDER}") from None


def tenants_of(entries: Iterable[str]) -> tuple[Tenant, ...]:
    """Raise ValueError for one that cannot be read, or that stands there twice."""
    found = tuple(map(tenant, entries))
    ids = [one.id for one in found]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise ValueError(f"{twice} står två gånger; ta bort den ena")
    return found


def is_of_entra(id_: str) -> bool:
    """Whether it can be an id in Entra, as all are in Teams; who tries the bot out may choose others."""
    return bool(_OF_ENTRA.fullmatch(id_))


def warnings(tenants: Iterable[Tenant], today: date) -> list[str]:
    """What whoever starts the bot should know: one line a tenant."""
    return [
        f"SAMRAD_TENANTS, {one.id}: {lacks}. Skriv tenant-id, ägare och datum så här: {EXAMPLE}"
        for one in tenants
        if (lacks := one.lacks(today))
    ]


def table(tenants: Iterable[Tenant], today: date) -> Iterator[str]:
    """One line a tenant: id, owner, date, and what is lacking."""
    for one in tenants:
        lacks = one.lacks(today)
        shown = [one.id, one.owner or "–", str(one.since or "–"), *([f"({lacks})"] if lacks else [])]
        yield "  ".join(shown)
