"""Settings, read once from the environment (SAMRAD_…). What is missing or wrong stops the start by name."""

import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.mail_server import EXAMPLE, MailServer, mail_server
from bot.mailbox import mailbox
from bot.origins import Origins, address, is_loopback
from domain.errors import BadSetting

PREFIX = "SAMRAD_"

_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")

_SECRET = 32
"""Characters that a secret for signing has at the least."""


def _between_commas(given: object) -> object:
    if isinstance(given, str):
        return tuple(part.strip() for part in given.split(",") if part.strip())
    return given


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_between_commas)]
"""Written with commas between."""


class Settings(BaseSettings):
    """Without ``app_id`` the bot runs in local mode: no tokens, and only on the loopback."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = Field(default=3978, ge=0, le=65535)
    var: Path = Path("var")
    county: str = Field(default="vastra_gotaland", pattern=r"^[a-z][a-z0-9_]*$")
    app_id: str = ""
    app_secret: SecretStr = SecretStr("")
    app_tenant: str = ""
    openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    token_url: str = "https://login.microsoftonline.com"  # noqa: S105 - an address, no secret
    service_origins: Listed = ("https://smba.trafficmanager.net",)
    tenants: Listed = ()
    upload_hosts: Listed = ("sharepoint.com",)
    body_limit: int = Field(default=262_144, ge=1_024)
    public_url: str = ""
    link_secret: SecretStr = SecretStr("")
    proxied: bool = False
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    word_template: Path | None = None

    @property
    def mail_server(self) -> MailServer | None:
        """Where e-mail is handed over; None: none is sent."""
        url = self.smtp_url.get_secret_value()
        return mail_server(url) if url else None

    @property
    def base_url(self) -> str:
        """Where people reach the form in a browser, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def local(self) -> bool:
        return not self.app_id

    @property
    def file_places(self) -> tuple[str, ...]:
        """Where files may be put: in the local mode only on named origins: its chat takes none."""
        return tuple(one for one in self.upload_hosts if "://" in one) if self.local else self.upload_hosts

    @property
    def origins(self) -> Origins:
        return Origins.loopback() if self.local else Origins.exactly(self.service_origins)

    @field_validator("host")
    @classmethod
    def _named(cls, given: str) -> str:
        try:
            given.encode("idna")
        except UnicodeError:
            raise ValueError("skriv ett värdnamn eller en IP-adress, till exempel 127.0.0.1") from None
        return given

    @field_validator("service_origins")
    @classmethod
    def _exact(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        Origins.exactly(origins)
        return origins

    @field_validator("upload_hosts")
    @classmethod
    def _domains(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if "://" in host:
                Origins.exactly([host])
            elif not _DOMAIN.fullmatch(host):
                raise ValueError(f"”{host}” är ingen domän; skriv den så här: sharepoint.com")
        return hosts

    @field_validator("link_secret")
    @classmethod
    def _long(cls, given: SecretStr) -> SecretStr:
        if 0 < len(given.get_secret_value()) < _SECRET:
            raise ValueError(f"skriv minst {_SECRET} tecken, slumpade")
        return given

    @field_validator("smtp_url")
    @classmethod
    def _understood(cls, given: SecretStr) -> SecretStr:
        if url := given.get_secret_value():
            mail_server(url)
        return given

    @field_validator("mail_from")
    @classmethod
    def _one_mailbox(cls, given: str) -> str:
        return mailbox(given) if given else given

    @field_validator("openid_url", "token_url", "public_url")
    @classmethod
    def _safe(cls, given: str) -> str:
        url = address(given)
        if given and (url is None or (url.scheme != "https" and not is_loopback(url.host))):
            raise ValueError("skriv en adress som börjar med https://")
        return given

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.local and not is_loopback(self.host):
            raise ValueError(
                f"{PREFIX}APP_ID saknas: utan app-id kontrolleras inga avsändare, och då lyssnar boten bara"
                f" på den egna datorn. Skriv app-id i {PREFIX}APP_ID, eller 127.0.0.1 i {PREFIX}HOST."
            )
        for name, what in _NEEDED.items():
            if not self.local and not _given(getattr(self, name)):
                raise ValueError(f"{PREFIX}{name.upper()} saknas: skriv {what}.")
        for name, what in _TOGETHER.items():
            if _given(self.smtp_url) != _given(self.mail_from) and not _given(getattr(self, name)):
                raise ValueError(f"{PREFIX}{name.upper()} saknas: skriv {what}, så kan e-post skickas.")
        return self


_NEEDED = {
    "tenants": "de organisationers tenant-id som får använda boten, med komma emellan",
    "app_tenant": "tenant-id för den katalog där boten är registrerad",
    "app_secret": "botens klienthemlighet",
    "public_url": "adressen där formuläret nås i en webbläsare, till exempel https://samrad.example.se",
    "link_secret": f"minst {_SECRET} slumpade tecken som länkarna till formuläret signeras med",
}
"""What an app id is of no use without."""

_TOGETHER = {
    "smtp_url": f"e-postserverns adress, till exempel {EXAMPLE}",
    "mail_from": "adressen som e-post skickas från och kan besvaras på",
}
"""Both or neither."""


def read_settings(**given: object) -> Settings:
    """The settings of the environment; ``given`` go before it. Raise BadSetting with one line."""
    values: dict[str, Any] = given
    try:
        return Settings(**values)
    except ValidationError as wrong:
        raise BadSetting(_one_line(wrong)) from None


_SAID = {
    "int_parsing": "skriv ett heltal",
    "greater_than_equal": "skriv ett heltal som är minst {ge}",
    "less_than_equal": "skriv ett heltal som är högst {le}",
    "string_pattern_mismatch": "skriv bara små bokstäver, siffror och understreck",
}


def _one_line(wrong: ValidationError) -> str:
    first = wrong.errors(include_url=False, include_input=False)[0]
    said = _SAID.get(first["type"], str(first["msg"]).removeprefix("Value error, "))
    words = said.format(**first.get("ctx", {})) if first["type"] in _SAID else said
    where = "_".join(str(part) for part in first["loc"][:1])
    return f"{PREFIX}{where.upper()} är fel: {words}" if where else words


def _given(value: object) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)
