"""``samrad tenants``: which organisations may use the bot, who answers for each, and what is lacking."""

from bot.clock import system_clock
from bot.settings import read_settings
from bot.tenants import table


def show_tenants() -> list[str]:
    """A line for each. Raise BadSetting when the settings cannot be used."""
    allowed = read_settings().allowed
    if not allowed:
        return ["SAMRAD_TENANTS är tom: ingen organisation får använda boten, utom i det lokala läget."]
    return list(table(allowed, system_clock().date()))
