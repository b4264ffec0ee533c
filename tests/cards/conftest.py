"""The renderer for all card tests, one Chromium for the whole run."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.cards.renderer import SCRIPT, Renderer, lacking


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    chromium = shutil.which("chromium")
    if reason := lacking(chromium, SCRIPT):
        pytest.fail(f"The card renderer cannot start: {reason}", pytrace=False)
    with Renderer(str(chromium)) as started:
        yield started


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser on a developer's machine: one skipped test that says so, for all that wait for it.

    With CI set nothing is skipped: the fixture fails.
    """
    waiting = [item for item in items if "renderer" in getattr(item, "fixturenames", ())]
    reason = lacking(shutil.which("chromium"), SCRIPT)
    if not waiting or not reason or os.environ.get("CI"):
        return
    first, *others = waiting
    first.add_marker(pytest.mark.skip(reason=f"{reason} Tests that wait for it: {len(waiting)}."))
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)
