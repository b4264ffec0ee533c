"""What the secret of the settings signs: the links to the pages, and what cards carry."""

from bot.seals import CardSeals
from bot.secret import local_secret
from bot.settings import Settings
from store.store import Store
from web.links import LinkMaker, Seal


def link_maker(settings: Settings, store: Store) -> LinkMaker:
    return LinkMaker(Seal(*_secrets(settings)), settings.base_url, store)


def card_seals(settings: Settings) -> CardSeals:
    """Seals that nobody counts: ``replace`` gives them a count."""
    return CardSeals(_secrets(settings))


def _secrets(settings: Settings) -> tuple[str, ...]:
    """The one that signs, and the one before it while that is still listed."""
    given = settings.link_secret.get_secret_value() or local_secret(settings.var)
    old = settings.link_secret_old.get_secret_value()
    return (given, old) if old else (given,)
