"""Settings, read once from the environment (SAMRAD_…). What is missing or wrong stops the start by name."""

from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.credentials import Way, chosen
from bot.mail_server import EXAMPLE, MailServer, mail_server
from bot.origins import Origins, is_loopback, is_near
from bot.setting_kinds import (
    SHORTEST_SECRET,
    DatabaseUrl,
    Domains,
    ExactOrigins,
    Folder,
    Host,
    Id,
    LongSecret,
    Mailbox,
    MailUrl,
    OneFile,
    SafeUrl,
    Secret,
    TenantList,
    WordFile,
)
from bot.setting_words import PREFIX, one_line
from bot.tenants import EXAMPLE as TENANT
from bot.tenants import Tenant, tenants_of
from domain.errors import BadSetting


def _first_tenant(given: dict[str, Any]) -> str:
    return next((one.id for one in tenants_of(given.get("tenants", ()))), "")


def _on_loopback(given: dict[str, Any]) -> SecretStr:
    """A token service on this machine is one for trying things out: it is asked without a secret to keep."""
    return SecretStr("loopback" if is_near(given.get("token_url", "")) else "")


class Settings(BaseSettings):
    """Without ``app_id`` the bot runs in local mode: no tokens, and only on the loopback.

    With one, ``tenants`` must be there. On the loopback the rest has defaults, so that the bot can be tried
    with a key service, a token service and a connector of one's own.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    host: Host = "127.0.0.1"
    port: int = Field(default=3978, ge=0, le=65535)
    var: Folder = Path("var")
    database_url: DatabaseUrl = SecretStr("")
    county: str = Field(default="vastra_gotaland", pattern=r"^[a-z][a-z0-9_]*$", max_length=64)
    app_id: Id = ""
    openid_url: SafeUrl = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    token_url: SafeUrl = "https://login.microsoftonline.com"  # noqa: S105 - an address, no secret
    service_origins: ExactOrigins = ("https://smba.trafficmanager.net",)
    tenants: TenantList = ()
    tenant_rate: int = Field(default=30, ge=1, le=10_000)
    tenant_burst: int = Field(default=600, ge=1, le=100_000)
    body_limit: int = Field(default=262_144, ge=1_024, le=4_194_304)
    app_tenant: Id = Field(default_factory=_first_tenant)
    credential: Literal["auto", "identity", "federated", "certificate", "secret"] = "auto"
    identity_client_id: Id = ""
    federated_token_file: OneFile = None
    app_certificate: OneFile = None
    app_certificate_password: SecretStr = SecretStr("")
    app_secret: Secret = Field(default_factory=_on_loopback)
    app_secret_expires: date | None = None
    upload_hosts: Domains = ("sharepoint.com",)
    sends_per_second: int = Field(default=10, ge=1, le=50)
    public_url: SafeUrl = ""
    link_secret: LongSecret = SecretStr("")
    link_secret_old: LongSecret = SecretStr("")
    proxied: bool = False
    smtp_url: MailUrl = SecretStr("")
    mail_from: Mailbox = ""
    word_template: WordFile = None
    metrics_token: LongSecret = SecretStr("")
    alarm_to: Mailbox = ""

    @property
    def way(self) -> Way:
        """How the bot shows Entra who it is."""
        return chosen(self)

    @property
    def mail_server(self) -> MailServer | None:
        """Where e-mail is handed over; None: none is sent."""
        url = self.smtp_url.get_secret_value()
        return mail_server(url) if url else None

    @property
    def base_url(self) -> str:
        """Where people reach the form in a browser, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def local(self) -> bool:
        return not self.app_id

    @property
    def allowed(self) -> tuple[Tenant, ...]:
        """Who may use the bot, with owner and date where they are written."""
        return tenants_of(self.tenants)

    @property
    def file_places(self) -> tuple[str, ...]:
        """Where files may be put: in the local mode only on named origins: its chat takes none."""
        return tuple(one for one in self.upload_hosts if "://" in one) if self.local else self.upload_hosts

    @property
    def origins(self) -> Origins:
        return Origins.loopback() if self.local else Origins.exactly(self.service_origins)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.local and not is_loopback(self.host):
            raise ValueError(
                f"{PREFIX}APP_ID saknas: utan app-id kontrolleras inga avsändare, och då lyssnar boten bara"
                f" på den egna datorn. Skriv app-id i {PREFIX}APP_ID, eller 127.0.0.1 i {PREFIX}HOST."
            )
        for name, what in _NEEDED.items():
            if self._lacks(name):
                raise ValueError(f"{PREFIX}{name.upper()} saknas: skriv {what}.")
        if not self.local:
            chosen(self)
        for name, what in _TOGETHER.items():
            if _given(self.smtp_url) != _given(self.mail_from) and not _given(getattr(self, name)):
                raise ValueError(f"{PREFIX}{name.upper()} saknas: skriv {what}, så kan e-post skickas.")
        return self

    def _lacks(self, name: str) -> bool:
        if self.local or _given(getattr(self, name)):
            return False
        return not (name in _MADE_ON_LOOPBACK and is_loopback(self.host))


_MADE_ON_LOOPBACK = {"public_url", "link_secret"}
"""Where the bot listens is where it is reached then, and a secret of its own is kept in ``var``."""

_NEEDED = {
    "tenants": f"tenant-id;ägare;datum för varje organisation som får använda boten, så här: {TENANT}",
    "app_tenant": "tenant-id för den katalog där boten är registrerad",
    "public_url": "adressen där formuläret nås i en webbläsare, till exempel https://samrad.example.se",
    "link_secret": f"minst {SHORTEST_SECRET} slumpade tecken som länkarna till formuläret signeras med",
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
        raise BadSetting(one_line(wrong)) from None


def _given(value: object) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)
