"""Without a browser: one clear line on a developer's machine, a failure in CI."""

from pathlib import Path

import pytest

from tests.cards.renderer import SCRIPT, give_up, lacking


def test_what_is_missing_is_named_with_how_to_get_it() -> None:
    assert lacking(None, SCRIPT) == "Chromium is missing (Debian: apt-get install chromium)."
    assert lacking("chromium", Path("nowhere.js")) == "The npm package adaptivecards is missing (npm ci)."


def test_with_ci_set_a_missing_browser_fails_and_without_it_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="cannot start: Chromium is missing"):
        give_up("Chromium is missing.")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="cannot start: Chromium is missing"):
        give_up("Chromium is missing.")
