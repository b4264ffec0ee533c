"""Writing a report to the output folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.material import Material
from domain.messages import File
from reports.replacing import replacing

if TYPE_CHECKING:
    from reports.writers import Written


@dataclass(frozen=True)
class DraftFiles:
    """``folder`` is made when missing; a draft of the same round replaces the one before it."""

    folder: Path

    def write(self, material: Material) -> File:
        from reports.draft import draft  # noqa: PLC0415 - the sections are loaded with the first draft
        from reports.writers import Format, file_name, write  # noqa: PLC0415 - the same

        written = write(draft(material), Format.WORD, file_name(material.round.key))
        return File(written.name, self.lay_down(written), written.media_type)

    def lay_down(self, written: "Written") -> str:
        """Put a made file in the folder, whole or not at all; tells where it lies."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / written.name
        with replacing(path) as beside:
            beside.write_bytes(written.content)
        return str(path)
