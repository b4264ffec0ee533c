"""What is known of the bot's own keys: when they run out, and whether Entra takes them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time

from bot.credentials import Way
from bot.settings import Settings
from bot.token_sources import CertificateFile
from bot.tokens import Asked
from domain import swedish
from domain.errors import BadSetting
from domain.watching import STEPS, Expiring, Keys
from domain.workdays import at


def change(key: Expiring) -> str:
    """What to do, within a sentence. Settings are read at the start alone, the file when it changes."""
    if key.setting == _SECRET:
        return f"skriv en ny i {_SECRET} och dess sista dag i {_SECRET}_EXPIRES, och starta om"
    return f"byt innehållet i filen som {key.setting} pekar på"


_SECRET = "SAMRAD_APP_SECRET"  # noqa: S105 - the name of a setting


class KnownKeys:
    """Call it for how it stands; a certificate that was renewed meanwhile is read anew."""

    def __init__(self, settings: Settings, asked: Asked | None = None) -> None:
        """Raise BadSetting when the certificate cannot be used."""
        self._settings = settings
        self._asked = asked or Asked()
        way = None if settings.local else settings.way
        self._file = CertificateFile.of(settings) if way is Way.CERTIFICATE else None
        self._secret = settings.app_secret_expires if way is Way.SECRET else None

    def __call__(self) -> Keys:
        return Keys(tuple(self._expiring()), self._asked.refused, self._settings.alarm_to)

    def warnings(self, now: datetime) -> Iterator[str]:
        """What whoever starts the bot should know of its keys."""
        for key in self._expiring():
            if key.days_left(now) <= STEPS[0]:
                ends = "gick ut" if key.has_run_out(now) else "går ut"
                then = swedish.upper_first(change(key))
                yield f"botens {key.what} {ends} {swedish.day(key.until)}. {then}."

    def _expiring(self) -> Iterator[Expiring]:
        if self._file:
            with suppress(BadSetting):  # a new file that cannot be used: the bot goes on with the one it has
                self._file.now  # noqa: B018 - reads it anew when it has changed
            held = self._file.held
            yield Expiring(
                f"cert-{held.thumbprint[:16]}", "certifikat", "SAMRAD_APP_CERTIFICATE", held.expires
            )
        if self._secret:
            until = at(self._secret, time(23, 59, 59))
            yield Expiring(f"secret-{self._secret}", "hemlighet", _SECRET, until)
