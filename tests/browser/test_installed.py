"""What is missing on a machine is said in one line; the invented people are six different ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.local.participants import ASTRID, roster
from bot.local.playground import PlaygroundMissing, program
from tests.browser.chromium import find_chromium


def test_what_is_missing_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(PlaygroundMissing) as missing:
        program(tmp_path)
    assert str(missing.value) == "Den lokala chatten är inte installerad: kör npm ci i projektets mapp."


def test_without_chromium_the_ring_is_skipped_but_fails_in_ci() -> None:
    with pytest.raises(pytest.skip.Exception, match="Chromium is missing"):
        find_chromium({"PATH": ""})
    with pytest.raises(pytest.fail.Exception, match="Chromium is missing"):
        find_chromium({"PATH": "", "CI": "true"})


def test_the_rosters_ids_are_all_different() -> None:
    config = roster(ASTRID)
    users = config["users"]
    assert isinstance(users, list)
    assert len(users) == 5
    assert len({user["id"] for user in users} | {ASTRID.teams_id}) == 6


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_run_without_chromium(ci: str, code: int) -> None:
    rings = ("tests/cards/test_page_cards.py", "tests/browser/test_report_accessible.py")
    run = subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "browser", *rings],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PATH": "", "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stdout
    assert "Chromium is missing (Debian: apt-get install chromium)." in run.stdout
    assert run.stdout.count("SKIPPED") == (not ci)
