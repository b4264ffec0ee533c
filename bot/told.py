"""What is said on the command line of an error: one line that says what to do."""

import errno

from domain.errors import SamradError

_SAID = {
    errno.ENOENT: "{file} finns inte. Kontrollera namnet och mappen.",
    errno.EISDIR: "{file} är en mapp. Skriv namnet på en fil.",
    errno.EEXIST: "{file} finns redan och är ingen mapp. Välj en annan mapp.",
    errno.ENOTDIR: "{file} ligger inte i en mapp. Välj en annan mapp.",
    errno.EACCES: "Du får inte läsa eller skriva {file}. Välj en annan mapp.",
    errno.EPERM: "Du får inte läsa eller skriva {file}. Välj en annan mapp.",
    errno.EROFS: "{file} ligger på en disk som inte går att skriva på. Välj en annan mapp.",
    errno.ENAMETOOLONG: "Namnet {file} är för långt. Välj ett kortare.",
    errno.ENOSPC: "Disken är full. Gör plats och försök igen.",
}


def told(error: Exception) -> str | None:
    """The line for an error that whoever runs the command can mend; None for a fault of ours."""
    if isinstance(error, SamradError):
        return _line(str(error))
    if isinstance(error, OSError):
        said = _SAID.get(error.errno or 0, "{why}")
        return _line(said.format(file=error.filename or "Filen", why=error))
    from store.faults import unusable  # noqa: PLC0415 - SQLAlchemy is loaded already, or else it is no such fault

    found = unusable(error)
    return _line(str(found)) if found else None


def _line(words: str) -> str:
    return " ".join(words.split())
