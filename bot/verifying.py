"""``samrad verify``: whether what was sent in is still what the receipt says."""

from contextlib import closing

from bot.clock import system_clock
from bot.own_database import own_if_there
from bot.settings import read_settings
from counties.reading import read_county
from domain import swedish
from domain.errors import NotFound, SamradError
from domain.fingerprint import fingerprint
from domain.quarter import Quarter
from forms.typed import folded
from store.store import Store


class Differs(SamradError):
    """The content that is kept has another fingerprint than the receipt."""


def verify(quarter: str, unit: str, version: int, given: str) -> str:
    """One line that says that they agree. Raises Differs when not, NotFound without such a version."""
    settings = read_settings()
    county = read_county(settings.county).county
    wanted = Quarter.parse(quarter, system_clock().date())
    if wanted is None:
        raise NotFound(f"”{quarter}” är inget kvartal. Skriv till exempel K3 eller 2026Q3.")
    found = next((one for one in county.units() if folded(unit) in {one.id, folded(one.name)}), None)
    if found is None:
        raise NotFound(f"Det finns ingen enhet som heter ”{unit}”.")
    place = own_if_there(settings)
    if not place:
        raise NotFound(f"Det finns ingen databas i {settings.var}.")
    with closing(Store.open(place)) as store:
        versions = store.submissions.versions(wanted.key, found.id)
    kept = next((one for one in versions if one.version == version), None)
    if kept is None:
        raise NotFound(f"{found.name} har inte lämnat in version {version} för {wanted.label}.")
    if _plain(fingerprint(kept)) != _plain(given):
        raise Differs(
            f"Fingeravtrycken skiljer sig: det som finns sparat har {fingerprint(kept)}. "
            "Kontrollera att kvittot är avskrivet rätt."
        )
    when = swedish.moment(kept.at)
    return f"Stämmer. {found.name} lämnade in version {version} {when}, av {kept.by_name}."


def _plain(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())
