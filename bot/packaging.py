"""``samrad manifest``: the Teams app package, with the commands that the dialogs have."""

from importlib.metadata import version
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_kinds import Listed
from bot.setting_words import PREFIX
from bot.settings import read_settings
from dialogs import reception
from domain.errors import BadSetting
from manifest.package import AppFacts, BadFact, Command, build

NAME = "samrad-teams.zip"

_TRIAL_ID = "5a3d0000-0000-4000-8000-00000000b001"


class Developer(BaseSettings):
    """Who stands behind the app in Teams, from SAMRAD_DEVELOPER_…; the pages are read without signing in."""

    model_config = SettingsConfigDict(env_prefix=f"{PREFIX}DEVELOPER_", frozen=True, env_ignore_empty=True)

    name: str = "Samråd"
    website: str = "https://example.org/samrad"
    privacy: str = "https://example.org/samrad/integritet"
    terms: str = "https://example.org/samrad/villkor"
    domains: Listed = ()


def write_package(out: Path) -> str:
    """Build the zip in ``out``; tells where it lies. Raises BadSetting for a fact that Teams would refuse."""
    bot_id = read_settings().app_id
    developer = Developer()
    try:
        package = build(_facts(bot_id or _TRIAL_ID, developer), _commands())
    except BadFact as wrong:
        raise BadSetting(str(wrong)) from None
    out.mkdir(parents=True, exist_ok=True)
    path = out / NAME
    path.write_bytes(package)
    told = f"Appaketet ligger i {path}"
    if bot_id and developer != Developer.model_construct():
        return told
    return (
        f"{told}\nDet är ett prov: sätt {PREFIX}APP_ID och {PREFIX}DEVELOPER_… innan det laddas upp i Teams."
    )


def _facts(bot_id: str, developer: Developer) -> AppFacts:
    return AppFacts(
        app_id=bot_id,
        bot_id=bot_id,
        version=version("samrad"),
        developer_name=developer.name,
        website_url=developer.website,
        privacy_url=developer.privacy,
        terms_of_use_url=developer.terms,
        valid_domains=developer.domains,
    )


def _commands() -> list[Command]:
    return [
        Command(command.says, command.title_en, command.description, command.description_en)
        for command in reception.commands()
        if command.menu
    ]
