"""What can go wrong, by name. Each carries Swedish words that say what to do."""


class SamradError(Exception):
    """Shown to a person as it stands: ``str(error)`` is Swedish and says what to do."""


class NotAllowed(SamradError):
    """The person may not do this; nothing was changed."""


class NotFound(SamradError):
    """There is no such round, unit or person."""


class Conflict(SamradError):
    """Somebody else was first; nothing of this one's was kept, and nothing of theirs was overwritten."""


class Closed(SamradError):
    """The round does not take answers now; the words say why."""


class BadSetting(SamradError):
    """A setting is missing or wrong; the words name the variable and what to write in it."""
