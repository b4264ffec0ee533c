"""The renderer for all card tests, one Chromium for the whole run."""

import shutil
from collections.abc import Iterator

import pytest

from tests.cards.renderer import SCRIPT, Renderer, give_up, lacking


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    chromium = shutil.which("chromium")
    if reason := lacking(chromium, SCRIPT):
        give_up(reason)
    with Renderer(str(chromium)) as started:
        yield started
