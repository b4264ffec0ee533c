"""Our own token for the connector, kept until it nears its end."""

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from msal.exceptions import MsalError

from bot.clock import Clock, Ticks, system_clock, system_ticks
from bot.log import log
from bot.sending import NoToken
from bot.settings import Settings
from bot.token_sources import Source, source_of
from domain.errors import BadSetting
from domain.watching import Refused

HELD = 60.0
"""Seconds that a token is used without asking MSAL, which takes a quarter of a millisecond to look it up
and gives none with less than five minutes left.
"""
PAUSE = 5.0
"""Seconds after a failure before Entra is asked again: all who come meanwhile get the same answer."""

_WORDS = frozenset(
    {
        "access_denied",
        "consent_required",
        "interaction_required",
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_resource",
        "invalid_scope",
        "login_required",
        "server_error",
        "slow_down",
        "temporarily_unavailable",
        "unauthorized_client",
        "unsupported_grant_type",
        "unsupported_response_type",
    }
)
"""The words of OAuth 2 and Entra for a refusal; any other may be something that we showed."""

_MOST_NUMBERS = 5
_LARGEST_NUMBER = 99_999_999


async def no_token() -> None:
    """In local mode nobody asks for one."""


@dataclass
class Asked:
    """How it has gone: ``failures`` by why, and since when it has only been refused (None: it is not)."""

    failures: Counter[str] = field(default_factory=Counter)
    refused: Refused | None = None


class AppTokens:
    """Call it for a token. MSAL blocks, so it has a thread of its own: one asks, the others get the same.

    The certificates that are trusted are those of ``requests``: another set is named by REQUESTS_CA_BUNDLE.
    """

    def __init__(self, settings: Settings, ticks: Ticks = system_ticks, clock: Clock = system_clock) -> None:
        """Raise BadSetting when the certificate cannot be used."""
        self._ticks = ticks
        self._clock = clock
        self._held = ("", 0.0)
        self._dropped: float | None = None
        self._forget = False
        self._failed: tuple[str, float] = ("", 0.0)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="token")
        self._asking: asyncio.Task[str] | None = None
        self.source: Source = source_of(settings)
        self.asked = Asked()

    async def __call__(self) -> str:
        """Raise NoToken when none can be got; the log says why, without secrets."""
        token, until = self._held
        if self._ticks() < until:
            return token
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(self._asking)

    def drop(self, dead: str) -> bool:
        """The service does not take ``dead``, whatever its time: say whether another may be asked for.

        MSAL lets go of it too. Once in PAUSE seconds at most: when no token of ours is taken, each send would
        ask Entra for one more.
        """
        if self._forget or self._held[0] not in {"", dead}:
            return True
        if self._dropped is not None and self._ticks() < self._dropped + PAUSE:
            return False
        log.warning("token.dropped")
        self._dropped, self._forget, self._held = self._ticks(), True, ("", 0.0)
        return True

    def close(self) -> None:
        """Wait for whoever is asking, and let the connections go. A closed one gives no token."""
        self._thread.shutdown(cancel_futures=True)
        self.source.close()

    async def _ask(self) -> str:
        why, until = self._failed
        if self._ticks() < until:
            raise _none(why)
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._acquire)

    def _acquire(self) -> str:
        try:
            if self._forget:
                self._forget = False
                self.source.forget()
            answer = self.source.ask()
        except (OSError, ValueError, MsalError, BadSetting) as failure:  # OSError is what requests raises
            log.error("token.unavailable", why=type(failure).__name__)
            # Not "from failure": its words may hold what we showed, and a traceback would print them.
            raise self._no(type(failure).__name__) from None
        token = answer.get("access_token")
        if not isinstance(token, str):
            code, numbers = _code(answer.get("error")), _numbers(answer.get("error_codes"))
            log.error("token.refused", code=code, codes=numbers)
            since = self.asked.refused.since if self.asked.refused else self._clock()
            self.asked.refused = Refused(since, " ".join([code, *map(str, numbers)]))
            raise self._no(code)
        self.asked.refused = None
        self._held = (token, self._ticks() + min(HELD, _seconds(answer.get("expires_in")) / 2))
        return token

    def _no(self, why: str) -> NoToken:
        self.asked.failures[why] += 1
        self._failed = (why, self._ticks() + PAUSE)
        return _none(why)


def _none(why: str) -> NoToken:
    return NoToken(f"boten fick ingen nyckel till Teams ({why})")


def _code(given: object) -> str:
    """The service's word for it, when it is a known one: what else it says may quote what we showed."""
    return given if isinstance(given, str) and given in _WORDS else "no answer that can be read"


def _numbers(given: object) -> list[int]:
    """Numbers of Entra (AADSTS…), few and no longer than they are."""
    found = given if isinstance(given, list) else []
    return [one for one in found if type(one) is int and 0 < one <= _LARGEST_NUMBER][:_MOST_NUMBERS]


def _seconds(given: object) -> float:
    return float(given) if isinstance(given, int | float) else 0.0
