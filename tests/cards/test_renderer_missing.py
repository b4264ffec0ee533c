"""Without a browser: one clear line on a developer's machine, a failure in CI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cards.renderer import SCRIPT, lacking

ROOT = Path(__file__).parents[2]


def test_what_is_missing_is_named_with_how_to_get_it() -> None:
    assert lacking(None, SCRIPT) == "Chromium is missing (Debian: apt-get install chromium)."
    assert lacking("chromium", Path("nowhere.js")) == "The npm package adaptivecards is missing (npm ci)."
    assert not lacking("chromium", Path(__file__))


@pytest.mark.parametrize(
    ("ci", "code", "told"),
    [
        ("", 0, "Chromium is missing (Debian: apt-get install chromium). Tests that wait for it: 1."),
        ("true", 1, "The card renderer cannot start: Chromium is missing"),
    ],
)
def test_a_run_without_a_browser(ci: str, code: int, told: str) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-m",
            "browser",
            "tests/cards/test_page_cards.py",
        ],
        cwd=ROOT,
        env={**os.environ, "PATH": "", "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stdout
    assert told in run.stdout
    assert run.stdout.count("SKIPPED") == (not ci)
