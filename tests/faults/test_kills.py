"""A part of ``scripts/faults``: a small worker killed at seeded points, and the whole server once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import find_postgresql

ROOT = Path(__file__).parents[2]
PATIENCE = 180


def run(*command: str) -> tuple[int, str]:
    """A process of its own: it forks, which one with threads of pytest's should not."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    ended = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-W", "error", "-m", *command],
        cwd=ROOT,
        env=plain,
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize(("database", "kills"), [("sqlite", "40"), ("postgresql", "12")])
def test_a_worker_that_is_killed_again_and_again_loses_nothing_and_sends_nothing_twice(
    database: str, kills: str
) -> None:
    if database == "postgresql":
        find_postgresql(os.environ)
    code, told = run("bench.kills", "--on", database, "--kills", kills)
    assert code == 0, told
    assert f"killed {kills} in" in told


def test_reminders_that_are_sent_again_after_a_crash_are_found() -> None:
    wrong = "reminders-sent-again-after-a-crash"
    code, told = run("bench.kills", "--kills", "25", "--seed", "3", "--wrong", wrong)
    assert code == 1, told
    assert "is a reminder that came twice" in told


def test_the_whole_server_killed_under_load_loses_nothing_and_sends_nothing_twice() -> None:
    code, told = run("bench.server_kills", "--kills", "1", "--reporters", "4", "--reminded", "20")
    assert code == 0, told
    assert "killed 2" in told
