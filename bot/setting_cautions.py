"""What whoever starts the bot should look at: settings that can be used, and may not be what was meant."""

from collections.abc import Iterator
from datetime import date

from bot.credentials import Way
from bot.origins import is_near
from bot.setting_kinds import SHORTEST_SECRET
from bot.setting_words import PREFIX
from bot.settings import Settings
from bot.tenants import EXAMPLE_ID, is_of_entra, warnings


def cautions(settings: Settings, today: date) -> list[str]:
    """A line for each."""
    return [
        *warnings(settings.allowed, today),
        *_of_ids(settings),
        *_of_replicas(settings),
        *_of_keys(settings),
    ]


def _of_ids(settings: Settings) -> Iterator[str]:
    """An id that nobody in Teams has. Where tokens come from somebody's own service, so may the ids."""
    if settings.local or is_near(settings.openid_url) or is_near(settings.token_url):
        return
    tenants = [("TENANTS", one.id, "tenant-id") for one in settings.allowed]
    for name, given, what in (("APP_ID", settings.app_id, "app-id"), *tenants):
        if not is_of_entra(given):
            yield (
                f"{PREFIX}{name}: {given} är inget {what} från Entra, så inget från Teams släpps in. Skriv"
                f" det som står i Entra, i formen {EXAMPLE_ID}."
            )


def _of_replicas(settings: Settings) -> Iterator[str]:
    shared = settings.database_url.get_secret_value()
    if shared and not settings.link_secret.get_secret_value():
        yield (
            f"{PREFIX}LINK_SECRET saknas: fler servrar vid samma databas kan inte öppna varandras länkar"
            f" och kort. Skriv minst {SHORTEST_SECRET} slumpade tecken, samma för alla."
        )


def unwatched(settings: Settings) -> str:
    """What is said of a client secret whose last day nobody has told; empty when there is nothing to say."""
    if settings.local or settings.way is not Way.SECRET or settings.app_secret_expires:
        return ""
    if is_near(settings.token_url):
        return ""  # asked without a secret to keep
    return (
        f"{PREFIX}APP_SECRET_EXPIRES saknas: ingen påminns innan botens hemlighet går ut. Skriv dagen som"
        " står i Entra, i formen ÅÅÅÅ-MM-DD."
    )


def _of_keys(settings: Settings) -> Iterator[str]:
    if said := unwatched(settings):
        yield said
    if settings.link_secret.get_secret_value() and settings.link_secret == settings.link_secret_old:
        yield (
            f"{PREFIX}LINK_SECRET_OLD är samma som {PREFIX}LINK_SECRET. Skriv den förra hemligheten,"
            " eller ta bort den."
        )
    file = settings.federated_token_file
    if not settings.local and file and settings.way is Way.FEDERATED and not file.is_file():
        yield (
            f"{PREFIX}FEDERATED_TOKEN_FILE: {file} finns inte än. Utan den kan boten inte svara i Teams."
            " Se till att klustret lägger dit filen, eller skriv rätt sökväg."
        )
