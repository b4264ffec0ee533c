"""Our own token for the connector: client credentials through MSAL, which keeps it until it nears its end."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests
from msal import ConfidentialClientApplication
from msal.exceptions import MsalError

from bot.clock import Ticks, system_ticks
from bot.log import log
from bot.sending import NoToken
from bot.settings import Settings

SCOPE = "https://api.botframework.com/.default"
SECONDS = (3.0, 10.0)
"""To connect, and to wait for an answer."""
HELD = 60.0
"""Seconds that a token is used without asking MSAL, which takes a quarter of a millisecond to look it up
and gives none with less than five minutes left.
"""


async def no_token() -> None:
    """In local mode nobody asks for one."""


class AppTokens:
    """Call it for a token. MSAL blocks, so it has a thread of its own: one asks, the others get the same.

    The certificates that are trusted are those of ``requests``: another set is named by REQUESTS_CA_BUNDLE.
    """

    def __init__(self, settings: Settings, ticks: Ticks = system_ticks) -> None:
        self._settings = settings
        self._ticks = ticks
        self._held = ("", 0.0)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="token")
        self._session = _Session()
        self._application: Any = None

    async def __call__(self) -> str:
        """Raise NoToken when none can be got; the log says why, without secrets."""
        token, until = self._held
        if self._ticks() < until:
            return token
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._acquire)

    def close(self) -> None:
        """Wait for whoever is asking, and let the connections go. A closed one gives no token."""
        self._thread.shutdown(cancel_futures=True)
        self._session.close()

    def _acquire(self) -> str:
        try:
            # Making the application asks the authority for its addresses: not something to start with.
            self._application = self._application or self._make()
            answer = self._application.acquire_token_for_client([SCOPE])
        except (OSError, ValueError, MsalError) as failure:  # OSError is what requests raises
            log.error("token.unavailable", why=type(failure).__name__)
            raise NoToken(f"boten fick ingen nyckel till Teams ({type(failure).__name__})") from failure
        token = answer.get("access_token")
        if not isinstance(token, str):
            code = str(answer.get("error"))
            log.error("token.refused", code=code, codes=answer.get("error_codes"))
            raise NoToken(f"boten fick ingen nyckel till Teams ({code})")
        self._held = (token, self._ticks() + min(HELD, answer.get("expires_in", 0) / 2))
        return token

    def _make(self) -> Any:  # noqa: ANN401 - MSAL has no types
        settings = self._settings
        return ConfidentialClientApplication(
            settings.app_id,
            client_credential=settings.app_secret.get_secret_value(),
            authority=f"{settings.token_url.rstrip('/')}/{settings.app_tenant}",
            instance_discovery=False,
            http_client=self._session,
        )


class _Session(requests.Session):
    """With limits: requests has none of its own, and would take our secret along on a redirect."""

    def __init__(self) -> None:
        super().__init__()
        self.max_redirects = 0

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:  # noqa: ANN401 - as requests has it
        return super().request(*args, **{"timeout": SECONDS, **kwargs})
