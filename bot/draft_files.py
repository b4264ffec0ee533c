"""Made files in the output folder: whole or not there."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.replacing import replacing

if TYPE_CHECKING:
    from reports.writers import Written


@dataclass(frozen=True)
class DraftFiles:
    """``folder`` is made when missing; a file of the same name is replaced whole. Nobody else reads them."""

    folder: Path

    def lay_down(self, written: "Written") -> str:
        """Put a made file in the folder, whole or not at all; tells where it lies."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        path = self.folder / written.name
        with replacing(path) as beside:
            beside.touch(0o600)
            beside.chmod(0o600)
            beside.write_bytes(written.content)
        return str(path)
