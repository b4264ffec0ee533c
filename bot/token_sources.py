"""Where our token comes from, all of it through MSAL. Everything here blocks."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import requests
from msal import ConfidentialClientApplication, ManagedIdentityClient, UserAssignedManagedIdentity
from yarl import URL

from bot.certificate import Certificate, read_certificate
from bot.credentials import Way
from bot.settings import Settings

RESOURCE = "https://api.botframework.com"
SCOPE = f"{RESOURCE}/.default"
EXCHANGE = "api://AzureADTokenExchange"
"""What the token of a managed identity is for, when a registration trusts it."""

SECONDS = (3.0, 10.0)
"""To connect, and to wait for an answer."""

_AUTHORITY = "https://login.microsoftonline.com"
_LARGEST = 100_000


class Source(Protocol):
    def ask(self) -> Mapping[str, Any]:
        """MSAL's answer, with a token or an error. Raise OSError, ValueError or MsalError."""

    def forget(self) -> None:
        """Let go of every token that is kept: the next is asked for anew."""

    def close(self) -> None: ...


def source_of(settings: Settings) -> Source:
    """Raise BadSetting when the certificate cannot be used."""
    way = settings.way
    if way is Way.IDENTITY:
        return Identity(settings.app_id, RESOURCE)
    if way is Way.FEDERATED and settings.federated_token_file:
        return Application(settings, lent_by(settings.federated_token_file))
    if way is Way.FEDERATED:
        identity = Identity(settings.identity_client_id, EXCHANGE)
        return Application(settings, lambda: {"client_assertion": identity.token}, identity.close)
    if way is Way.CERTIFICATE:
        return Application(settings, CertificateFile.of(settings))
    return Application(settings, settings.app_secret.get_secret_value)


def lent_by(file: Path) -> Callable[[], Mapping[str, Any]]:
    """The token in ``file``, read each time that it is shown: it is changed every hour or so."""

    def read() -> str:
        with file.open(encoding="ascii") as opened:
            found = opened.read(_LARGEST).strip()
        if not found:
            raise ValueError("the token file is empty")
        return found

    return lambda: {"client_assertion": read}


@dataclass
class CertificateFile:
    """Reads the file anew when it has changed, so that a renewed certificate needs no restart."""

    path: Path
    password: str = field(repr=False)
    held: Certificate
    stamp: tuple[int, int]

    @classmethod
    def of(cls, settings: Settings) -> "CertificateFile":
        """Raise BadSetting when it cannot be used."""
        path = settings.app_certificate or Path()
        password = settings.app_certificate_password.get_secret_value()
        return cls(path, password, read_certificate(path, password), _stamp(path))

    @property
    def now(self) -> Certificate:
        """Raise BadSetting when it has changed and cannot be used."""
        if (stamp := _stamp(self.path)) != self.stamp:
            self.held, self.stamp = read_certificate(self.path, self.password), stamp
        return self.held

    def __call__(self) -> Mapping[str, Any]:
        found = self.now
        return {"private_key": found.key, "public_certificate": found.public}


def _stamp(path: Path) -> tuple[int, int]:
    """Of a file that is gone or half written the last one read is used: whoever changes it is not done."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


class Identity:
    """The machine's own endpoint: IMDS, App Service and the others that MSAL knows."""

    def __init__(self, client_id: str, resource: str) -> None:
        self._resource = resource
        self._session = Session()
        self._session.trust_env = False  # what is asked on this machine goes through no proxy
        self._identity = UserAssignedManagedIdentity(client_id=client_id)
        self.forget()

    def forget(self) -> None:
        self._client = ManagedIdentityClient(self._identity, http_client=self._session)

    def ask(self) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self._client.acquire_token_for_client(resource=self._resource)
        return answer

    def token(self) -> str:
        """What a registration trusts. Raise ValueError when the identity gives none."""
        found = self.ask().get("access_token")
        if not isinstance(found, str):
            raise ValueError("the managed identity gave no token")  # noqa: TRY004 - of the answer, not of a type
        return found

    def close(self) -> None:
        self._session.close()


class Application:
    """The registration at Entra, with a credential that may change while the bot runs."""

    def __init__(
        self,
        settings: Settings,
        credential: Callable[[], str | Mapping[str, Any]],
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._on_close = on_close
        self._settings = settings
        self._credential = credential
        self._wire = _Wire(token_endpoint(settings.token_url, settings.app_tenant))
        self._shown: str | Mapping[str, Any] = ""
        self._application: Any = None

    def ask(self) -> Mapping[str, Any]:
        shown = self._credential()
        if self._application is None or (isinstance(shown, dict) and shown != self._shown):
            self._application, self._shown = self._make(shown), shown
        answer: Mapping[str, Any] = self._application.acquire_token_for_client([SCOPE])
        return answer

    def forget(self) -> None:
        self._application = None

    def close(self) -> None:
        self._wire.close()
        self._on_close()

    def _make(self, credential: str | Mapping[str, Any]) -> Any:  # noqa: ANN401 - MSAL has no types
        return ConfidentialClientApplication(
            self._settings.app_id,
            client_credential=credential,
            client_claims={"aud": self._wire.endpoint},
            authority=f"{_AUTHORITY}/{self._settings.app_tenant}",
            instance_discovery=False,
            azure_region=ConfidentialClientApplication.DISABLE_MSAL_FORCE_REGION,
            http_client=self._wire,
        )


def token_endpoint(given: str, tenant: str) -> str:
    """Where tokens are asked for: ``given`` whole, or Entra's path after an address that has none."""
    url = URL(given)
    if url.path in {"", "/"}:
        return f"{given.rstrip('/')}/{tenant}/oauth2/v2.0/token"
    return f"{given.rstrip('/')}/oauth2/v2.0/token" if url.path.strip("/") == tenant else given


@dataclass(frozen=True)
class _Known:
    """An answer that needs no question, in the shape that MSAL wants."""

    text: str
    status_code: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def raise_for_status(self) -> None:
        """It is always good."""


class _Wire:
    """What MSAL asks through: every question goes to ``endpoint`` and nowhere else.

    MSAL asks the authority for its addresses first. They are known here, so what proves who we are is never
    sent to an address that came over the net.
    """

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._session = Session()

    def get(self, _url: str, **_more: object) -> _Known:
        at = f"{_AUTHORITY}/known/oauth2/v2.0"
        return _Known(json.dumps({f"{what}_endpoint": f"{at}/{what}" for what in ("token", "authorization")}))

    def post(self, _url: str, **more: Any) -> requests.Response:  # noqa: ANN401 - as requests has it
        return self._session.post(self.endpoint, **more)

    def close(self) -> None:
        self._session.close()


class Session(requests.Session):
    """With limits: requests has none of its own, and would take our secret along on a redirect."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:  # noqa: ANN401 - as requests has it
        """Raise TooManyRedirects at the first."""
        answer = super().request(*args, **{"timeout": SECONDS, **kwargs, "allow_redirects": False})
        if answer.is_redirect:
            raise requests.TooManyRedirects
        return answer
