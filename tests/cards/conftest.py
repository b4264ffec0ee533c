"""The renderer for all card tests, one Chromium for the whole run."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.cards.renderer import SCRIPT, Renderer


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    lacking = "no chromium (Debian: apt-get install chromium)" if not executable else ""
    lacking = lacking or ("" if SCRIPT.exists() else "no node_modules/adaptivecards (npm ci)")
    if lacking or not executable:
        if os.environ.get("CI"):
            pytest.fail(f"the card renderer cannot start: {lacking}")
        pytest.skip(f"the card renderer cannot start: {lacking}")
    with Renderer(executable) as started:
        yield started
