"""``samrad`` as it is typed: its words and its input, over what it prints and how it ends."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[2]
SECONDS = 60


@dataclass(frozen=True)
class Ended:
    """``code``: what the shell is told."""

    code: int
    out: str
    err: str

    @property
    def refused(self) -> str:
        """The one line of what was refused."""
        assert (self.code, self.out) == (2, "")
        [line] = self.err.strip().splitlines()
        return line


@dataclass
class Samrad:
    """Runs commands with a folder of its own and none of this machine's settings."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    settings: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.settings = {"SAMRAD_VAR": str(self.folder / "var")}

    def __call__(self, *words: str, said: str = "", **settings: str) -> Ended:
        """In this process: a second or two sooner than in one that first has to read all of the code."""
        with pytest.MonkeyPatch.context() as mine:
            mine.chdir(self.folder)
            for name, value in (self.settings | settings).items():
                mine.setenv(name, value)
            mine.setattr(sys, "argv", ["samrad", *words])
            mine.setattr(sys, "stdin", io.StringIO(said))
            self.capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                main()
            told = self.capsys.readouterr()
        return Ended(int(ended.value.code or 0), told.out, told.err)

    def apart(self, *words: str, said: str = "", **settings: str) -> Ended:
        """In a process of its own, as from a shell."""
        ran = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot", *words],
            input=said,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **self.settings, **settings},
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        return Ended(ran.returncode, ran.stdout, ran.stderr)
