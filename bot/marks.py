"""Short names for accounts and conversations in the log: they tell events apart and nothing more.

A bare hash could be tried out against a list of everybody in a municipality, so there is a key: each
installation's own. Until it is known, one of the process's own.
"""

import hmac
import secrets

_LENGTH = 12


class Marks:
    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def keyed(self, secret: str) -> None:
        """Use a key drawn from ``secret``, the same in every process of the installation."""
        self._key = hmac.digest(secret.encode("utf-8"), b"samrad marks in the log", "sha256")

    def of(self, name: str) -> str:
        found = hmac.digest(self._key, name.encode("utf-8", "surrogatepass"), "sha256")
        return found.hex()[:_LENGTH]


MARKS = Marks()
"""The process's own, as the log is."""


def mark(name: str) -> str:
    """A short name for an account, a conversation or an activity."""
    return MARKS.of(name)
