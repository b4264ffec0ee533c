"""The secret of a local bot, made at its first start and kept beside the database."""

import os
import secrets
from pathlib import Path

_NAME = "link-secret"


def local_secret(var: Path) -> str:
    """The same at every start, so that a link that was shown still opens. Only its owner can read it."""
    path = var / _NAME
    var.mkdir(parents=True, exist_ok=True)
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(opened, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made
