"""Files that are replaced whole: whoever opens one finds the old or the new, never half of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write what is to stand at ``path``; it moves there when the block ends without an error.

    After an error, such as a full disk, what stood at ``path`` stands there still.
    """
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        beside = Path(folder) / path.name
        yield beside
        beside.replace(path)
