"""The command line, in a folder of its own."""

from pathlib import Path

import pytest

from tests.cli.samrad import Samrad


@pytest.fixture
def samrad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Samrad:
    return Samrad(tmp_path, capsys)
