"""Where signed links come from: the secret and the public address of the settings."""

from bot.secret import local_secret
from bot.settings import Settings
from store.store import Store
from web.links import LinkMaker, Seal


def link_maker(settings: Settings, store: Store) -> LinkMaker:
    secret = local_secret(settings.var) if settings.local else settings.link_secret.get_secret_value()
    return LinkMaker(Seal(secret), settings.base_url, store)
