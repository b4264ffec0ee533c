"""Writing a draft to the output folder as a Word file."""

from dataclasses import dataclass
from pathlib import Path

from domain.material import Material
from domain.messages import File
from reports.replacing import replacing

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class DraftFiles:
    """``folder`` is made when missing; a draft of the same round replaces the one before it."""

    folder: Path

    def write(self, material: Material) -> File:
        from reports.draft import draft, file_name  # noqa: PLC0415 - python-docx is loaded with the first draft
        from reports.word import write  # noqa: PLC0415 - the same

        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / file_name(material)
        with replacing(path) as beside:
            beside.write_bytes(write(draft(material)))
        return File(path.name, str(path), WORD)
